from django.urls import path, register_converter

from news.public import converters, feeds
from news.public.views import (
    archive,
    article_formats,
    articles,
    components,
    home,
    pages,
    reading,
    search,
    taxonomy,
)

register_converter(converters.Number, "number")
register_converter(converters.Year, "year")
register_converter(converters.Month, "month")

app_name = "news"
urlpatterns = [
    path("", home.home, name="home"),
    path("news/", articles.article_list, name="article_list"),
    path("news/<number:number>/<slug:slug>/", articles.article_detail, name="article_detail"),
    path("news/<number:number>/<slug:slug>/history/", articles.article_history, name="article_history"),
    path("news/<number:number>/<slug:slug>/easy/", article_formats.article_easy, name="article_easy"),
    path("news/<number:number>/<slug:slug>/print/", article_formats.article_print, name="article_print"),
    path("news/<number:number>/<slug:slug>/text/", article_formats.article_text, name="article_text"),
    path("news/<number:number>/<slug:slug>/changes/", articles.source_changes, name="source_changes"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<year:year>/", archive.archive_year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", archive.archive_month, name="archive_month"),
    path("topics/", taxonomy.topic_list, name="topic_list"),
    path("topics/<slug:slug>/", taxonomy.topic_detail, name="topic_detail"),
    path("people/", taxonomy.person_list, name="person_list"),
    path("people/<slug:slug>/", taxonomy.person_detail, name="person_detail"),
    path("organizations/", taxonomy.organization_list, name="organization_list"),
    path("organizations/<slug:slug>/", taxonomy.organization_detail, name="organization_detail"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.search_suggestions, name="search_suggestions"),
    path("reading/", reading.reading_settings, name="reading_settings"),
    path("pages/components/", components.components, name="components"),
    path("pages/<slug:slug>/", pages.page_detail, name="page_detail"),
    path("<path:beside>feed.rss", feeds.serve, {"form": "rss"}, name="feed_rss"),
    path("<path:beside>feed.atom", feeds.serve, {"form": "atom"}, name="feed_atom"),
    path("<path:beside>feed.json", feeds.serve, {"form": "json"}, name="feed_json"),
    # Retired: the institution's old addresses, and anything that names the number alone.
    path("news/<number:number>", articles.old_address, name="old_address"),
    path("news/<number:number>/", articles.old_address, name="old_address"),
    path("news/<number:number>/<path:rest>", articles.old_address, name="old_address"),
    path("view/news/<number:number>", articles.old_address, name="old_address"),
    path("view/news/<number:number>/", articles.old_address, name="old_address"),
    path("view/news/<number:number>/<path:rest>", articles.old_address, name="old_address"),
]
