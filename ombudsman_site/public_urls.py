"""The addresses of readers and machines, in the order in which they are tried: all but the desk's.

By themselves, so that a worker need not load the desk before somebody comes to it.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from news.public import sitemaps, views
from news.public.views import errors, machines, sharing

urlpatterns = [
    *i18n_patterns(path("", include("news.urls"))),
    path("", views.front_door, name="front_door"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("healthz", machines.alive, name="healthz"),
    path("readyz", machines.ready, name="readyz"),
    path("metrics", machines.metrics, name="metrics"),
    path("favicon.ico", machines.favicon),
    path("media/<path:path>", machines.media, name="media"),
    path("share/<str:key>/", sharing.shared, name="shared"),
    path("share/<str:key>/<str:language>/", sharing.shared_in, name="shared_in"),
    path("share/<str:key>/media/<str:sealed>/<str:called>", sharing.shared_media, name="shared_media"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
