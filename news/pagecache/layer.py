"""The WSGI layer round the site: a finished page is served, and its read counted, before Django is asked."""

import logging
import threading
from functools import cached_property
from time import time

from django.conf import settings
from django.db import Error, connection
from django.utils import translation

from news.models import Article
from news.readership.counting import counter
from news.ready_queries import ReadyQuery
from news.shared_memory import shared_memory
from news.shown import reads

from .asking import page_asked_for, request_for
from .figures import Figures
from .life import Life
from .page import Page
from .shelf import Shelf

RENEW_READS_AFTER = 50.0  # with the time until a read is saved: at most a minute old
LONGEST_WAIT = 10.0

log = logging.getLogger(__name__)


def reads_of_article(article):
    return Article.objects.with_reads().filter(pk=article).values_list("read_count", flat=True)


READS_OF_ARTICLE = ReadyQuery(reads_of_article, article=int)


class FinishedPages:
    def __init__(self, application):
        self.application = application
        self.shelf = Shelf(0, settings.PAGE_CACHE_BYTES)
        self.in_the_making = {}
        self._changing_shelf = threading.Lock()

    @cached_property
    def life(self):
        return Life(shared_memory())

    @cached_property
    def figures(self):
        return Figures(shared_memory())

    def __call__(self, environ, start_response):
        key = page_asked_for(environ)
        if key is None:
            return self.application(environ, start_response)
        page = self.page_for(key, environ)
        if page.article_id and page.status[:3] == "200":
            counter.count(environ, page.article_id, page.language)
        return page.answer(environ, start_response)

    def page_for(self, key, environ):
        now = time()
        shelf = self.shelf
        life = self.life.number(now)
        if shelf.life != life:
            shelf = self.shelf_of(life)
        page = shelf.get(key)
        if page is None:
            return self.make_once(key, environ, shelf, life)
        self.figures.hit()
        if page.article_id and now >= page.renew_at:
            self.renew_reads(page, now)
        if page.has_grown:
            shelf.put(key, page)
        return page

    def shelf_of(self, life):
        """A new shelf when a new life has begun; never back to that of an older one."""
        with self._changing_shelf:
            if self.shelf.life < life:
                self.shelf = Shelf(life, settings.PAGE_CACHE_BYTES)
            return self.shelf

    # --- Making ------------------------------------------------------------------------------------------

    def make_once(self, key, environ, shelf, life):
        """Whoever asks for a page that is being made waits for it; only what can't be kept is made again."""
        mine = threading.Event()
        other = self.in_the_making.setdefault((life, key), mine)
        if other is not mine:
            other.wait(LONGEST_WAIT)
            return shelf.get(key) or self.make(key, environ)
        try:
            page = shelf.get(key) or self.make(key, environ)
            if page.is_for_everybody and shelf.life == life:
                shelf.put(key, page)
                self.figures.made(shelf)
            return page
        finally:
            del self.in_the_making[life, key]
            mine.set()

    def make(self, key, environ):
        page = Page()
        head = []
        answer = self.application(request_for(environ, key, page), lambda *given: head.extend(given[:2]))
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        page.finish(*head, content)
        page.renew_at = next_renewal(page, time())
        return page

    # --- The number of reads -----------------------------------------------------------------------------

    def renew_reads(self, page, now):
        """Write the number as it is now; the others are served the old one meanwhile."""
        page.renew_at = next_renewal(page, now)
        try:
            connection.close_if_unusable_or_obsolete()
            found = READS_OF_ARTICLE.rows(article=page.article_id)
        except Error as error:
            log.warning("The number of reads can't be renewed: %s", error)
            connection.close()
            return
        if found:
            with translation.override(page.language):
                page.write_reads(reads(found[0]).encode())


def next_renewal(page, now):
    """The same moment for every worker, so that they show the same number; another one for each article."""
    offset = (page.article_id or 0) % RENEW_READS_AFTER
    return (now - offset) // RENEW_READS_AFTER * RENEW_READS_AFTER + offset + RENEW_READS_AFTER
