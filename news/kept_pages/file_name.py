"""The name of a kept page's file, such that nginx finds it by the address alone: see deploy/nginx/."""

import re

EXTENSIONS = {
    "text/html": "html",
    "text/plain": "txt",
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
}
PATH = re.compile(r"(/[\w-][\w.-]*)*/?", re.ASCII)
QUERY = re.compile(r"[\w=&%+.,~-]{0,180}", re.ASCII)  # neither a slash nor longer than a file's name may be
NEVER = re.compile(r"/\w+/search/")  # what people look for is written nowhere


def file_name(path, query, content_type):
    """None for what is not kept."""
    extension = EXTENSIONS.get(content_type.partition(";")[0].strip())
    if not extension or NEVER.match(path) or not PATH.fullmatch(path) or not QUERY.fullmatch(query):
        return None
    return f"{path.lstrip('/')}@{query}.{extension}"
