"""The state of the site, for administrators: parts, versions, finished pages, backup, link check, disk."""

import platform
import shutil
from importlib.metadata import version
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models import LinkCheck
from news.operations import health
from news.operations.latest_backup import latest
from news.pagecache.stats import state
from news.shared_memory import shared_memory

PACKAGES = ("Django", "django-modeltranslation", "django-allauth", "Pillow", "granian")
NAMES = {
    "database": _("Database"),
    "migrations": _("Tables of the database"),
    "cache": _("What the servers share"),
    "storage": _("Uploads"),
    "reads": _("Counting of reads"),
    "replica": _("Replica of the database, for readers"),
}
LEAST_FREE_SHARE = 0.1  # the share of a disk that should stay free


class Disk(NamedTuple):
    free: int
    total: int

    @property
    def is_short(self):
        return self.free < self.total * LEAST_FREE_SHARE


def health_view(request):
    """The page is made even without the parts that are gone, and shows that they are."""
    if not request.user.has_perm("auth.view_user"):
        raise PermissionDenied
    from django.contrib import admin

    found = health.report()
    folder = settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR
    usage = shutil.disk_usage(folder)
    context = {
        **admin.site.each_context(request),
        "title": gettext("State of the site"),
        "parts": [(NAMES[name], outcome == health.GOOD, outcome) for name, outcome in found.items()],
        "versions": versions(),
        "pages": state(shared_memory()),
        "link_check": LinkCheck.objects.exclude(finished_at=None).first(),
        "backup": latest(),
        "disk": Disk(usage.free, usage.total),
    }
    return render(request, "admin/health.html", context)


def versions():
    """[(name, version)] of what the site runs on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        database = cursor.fetchone()[0]
    return [
        ("Python", platform.python_version()),
        (connection.display_name, database),
        *((package, version(package)) for package in PACKAGES),
    ]
