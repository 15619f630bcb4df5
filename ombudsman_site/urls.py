"""Every address of the site, in the order in which they are tried."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from news.desk.calendar_feed import calendar_feed
from news.operations import failure, sign_in, supervision
from news.public import sitemaps
from news.public.views import errors, home, sharing, uploads

urlpatterns = [
    path("admin/account/", include("news.desk.account_urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("news.urls"))),
    path("", home.choose_language, name="choose_language"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("healthz", supervision.alive, name="healthz"),
    path("readyz", supervision.ready, name="readyz"),
    path("metrics", supervision.metrics, name="metrics"),
    path("favicon.ico", uploads.favicon),
    path("media/<path:path>", uploads.media, name="media"),
    path("calendar/<str:key>.ics", calendar_feed, name="calendar_feed"),
    path("share/<str:key>/", sharing.shared, name="shared"),
    path("share/<str:key>/<str:language>/", sharing.shared_in, name="shared_in"),
    path("share/<str:key>/media/<str:sealed>/<str:file_name>", sharing.shared_media, name="shared_media"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler429 = sign_in.too_many_requests
handler500 = failure.server_error
