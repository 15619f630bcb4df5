from django.urls import path, register_converter

from news.public import converters, feeds, views

register_converter(converters.Number, "number")
register_converter(converters.Year, "year")
register_converter(converters.Month, "month")

app_name = "news"
urlpatterns = [
    path("", views.home, name="home"),
    path("news/", views.article_list, name="article_list"),
    path("news/<number:number>/<slug:slug>/", views.article_detail, name="article_detail"),
    path("news/<number:number>/<slug:slug>/history/", views.article_history, name="article_history"),
    path("news/<number:number>/<slug:slug>/easy/", views.article_easy, name="article_easy"),
    path("news/<number:number>/<slug:slug>/print/", views.article_print, name="article_print"),
    path("news/<number:number>/<slug:slug>/text/", views.article_text, name="article_text"),
    path("news/<number:number>/<slug:slug>/changes/", views.source_changes, name="source_changes"),
    path("archive/", views.archive, name="archive"),
    path("archive/<year:year>/", views.archive_year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", views.archive_month, name="archive_month"),
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("people/", views.person_list, name="person_list"),
    path("people/<slug:slug>/", views.person_detail, name="person_detail"),
    path("organizations/", views.organization_list, name="organization_list"),
    path("organizations/<slug:slug>/", views.organization_detail, name="organization_detail"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.search_suggestions, name="search_suggestions"),
    path("reading/", views.reading_settings, name="reading_settings"),
    path("pages/components/", views.components, name="components"),
    path("pages/<slug:slug>/", views.page_detail, name="page_detail"),
    path("<path:beside>feed.rss", feeds.serve, {"form": "rss"}, name="feed_rss"),
    path("<path:beside>feed.atom", feeds.serve, {"form": "atom"}, name="feed_atom"),
    path("<path:beside>feed.json", feeds.serve, {"form": "json"}, name="feed_json"),
    # Retired: the institution's old addresses, and anything that names the number alone.
    path("news/<number:number>", views.old_address, name="old_address"),
    path("news/<number:number>/", views.old_address, name="old_address"),
    path("news/<number:number>/<path:rest>", views.old_address, name="old_address"),
    path("view/news/<number:number>", views.old_address, name="old_address"),
    path("view/news/<number:number>/", views.old_address, name="old_address"),
    path("view/news/<number:number>/<path:rest>", views.old_address, name="old_address"),
]
