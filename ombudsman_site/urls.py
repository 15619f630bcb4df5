"""Every address of the site: those of the desk, and those of readers and machines."""

from django.contrib import admin
from django.urls import include, path

from news.desk.apps import open_desk
from ombudsman_site import public_urls
from ombudsman_site.public_urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

open_desk()
urlpatterns = [
    path("admin/account/", include("news.desk.account_urls")),
    path("admin/", admin.site.urls),
    *public_urls.urlpatterns,
]
