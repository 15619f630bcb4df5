from .archive import archive, archive_month, archive_year
from .article_formats import article_easy, article_print, article_text
from .articles import article_detail, article_history, article_list, old_address, source_changes
from .components import components
from .front import front_door, home, robots
from .pages import page_detail
from .reading import reading_settings
from .search import search, search_suggestions
from .taxonomy import (
    organization_detail,
    organization_list,
    person_detail,
    person_list,
    topic_detail,
    topic_list,
)

__all__ = [
    "archive",
    "archive_month",
    "archive_year",
    "article_detail",
    "article_easy",
    "article_history",
    "article_list",
    "article_print",
    "article_text",
    "components",
    "front_door",
    "home",
    "old_address",
    "organization_detail",
    "organization_list",
    "page_detail",
    "person_detail",
    "person_list",
    "reading_settings",
    "robots",
    "search",
    "search_suggestions",
    "source_changes",
    "topic_detail",
    "topic_list",
]
