"""The floor: Django with one view and no middleware, that returns the site's own articles from memory.

PAGES names the folder with the files 1.html, 2.html and so on.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

PAGES = {file.name: file.read_bytes() for file in Path(os.environ["PAGES"]).glob("*.html")}


def article(request, name):
    return HttpResponse(PAGES[name])


urlpatterns = [path("<str:name>", article)]
settings.configure(SECRET_KEY="only-for-measuring", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
application = get_wsgi_application()
