"""Articles for measuring: python tests/benchmarks/fill.py NUMBER FOLDER

Into the database that DATABASE_URL names, up to that number; with the texts of the peers in that folder, if
there are any.
"""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")
django.setup()

from django.db import connection  # noqa: E402

from news.search.engines import engine_for  # noqa: E402
from tests.benchmarks.content import fill  # noqa: E402

fill(int(sys.argv[1]), Path(sys.argv[2]))
engine_for("default").optimise()
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
