"""Somebody who has signed in to the desk, and a draft: python tests/benchmarks/desk_session.py NUMBER

In the database that DATABASE_URL names, where the article of that number is public. Prints a line of JSON:
the cookie, and the number of the draft with the same content.
"""

import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from news import editing  # noqa: E402
from news.desk.roles import give_role  # noqa: E402
from news.models import Article  # noqa: E402

writer, _is_new = get_user_model().objects.get_or_create(username="bench", defaults={"is_staff": True})
give_role(writer, "writer")
article = Article.objects.get(number=int(sys.argv[1]))
if not article.editions.in_preparation().exists():
    editing.new_edition(article.latest_edition, writer)
client = Client()
client.force_login(writer)
cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
print(json.dumps({"cookie": cookies, "draft": article.editions.in_preparation().get().pk}))
