"""The number of reads on finished pages: at most a minute old, without making any page anew."""

import logging
import threading
from itertools import islice
from math import inf

from django.db import Error, connection
from django.utils import translation

from news.models import Article
from news.public.formatting import reads

from .database import refresh_connection

RENEW_AFTER = 50.0  # with the time until a read is saved: at most a minute old
MOST_AT_ONCE = 300

log = logging.getLogger(__name__)


def next_round(now):
    """The same moment for every worker, so that they show the same number."""
    return (now // RENEW_AFTER + 1) * RENEW_AFTER


def next_renewal(page, now):
    return next_round(now) if page.article_id else inf


class ReadCountRefresh:
    """One query renews the numbers on hundreds of pages, however seldom each page is asked for."""

    def __init__(self):
        self._claiming = threading.Lock()
        self._round_until = 0.0

    def renew(self, page, store, now):
        """Write the present number at least into this page; other requests get the old one meanwhile."""
        pages = self._claim(page, store, now)
        try:
            refresh_connection()
            counts = read_counts({page.article_id for page in pages})
        except Error as error:
            log.warning("The number of reads can't be renewed: %s", error)
            connection.close()
            return
        for page in pages:
            if page.article_id in counts:
                write(page, counts[page.article_id])

    def _claim(self, page, store, now):
        with self._claiming:
            pages = [page] if now >= page.renew_at else []
            if now >= self._round_until:
                pages += self._others_due(store, now, without=page)
                if len(pages) < MOST_AT_ONCE:
                    self._round_until = next_renewal(page, now)
            for one in pages:
                one.renew_at = next_renewal(one, now)
        return pages

    def _others_due(self, store, now, without):
        due = (page for page in store.values() if page.renew_at <= now and page is not without)
        return list(islice(due, MOST_AT_ONCE - 1))


def read_counts(articles):
    """{primary key of an article: its number of reads}"""
    return dict(Article.objects.with_reads().filter(pk__in=articles).values_list("pk", "read_count"))


def write(page, count):
    if count != page.read_count:
        with translation.override(page.language):
            page.write_reads(reads(count).encode())
        page.read_count = count
