from news.models import ViewCount

from .readers import is_reader


def count_read(request, article_id, language):
    """Count the request when it is a reader's."""
    if is_reader(request):
        ViewCount.add(article_id, language)
