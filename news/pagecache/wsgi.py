"""The WSGI layer round the site: a finished page is served, and its read counted, before Django is asked."""

import threading
from functools import cached_property, partial
from time import time

from django.conf import settings

from news.kept_pages import kept_pages
from news.readership.counting import COUNT_WHEN_SERVED, counter
from news.shared_memory import shared_memory

from .cache_key import cache_key, environ_for, is_usual
from .epoch import Epoch
from .page import Page
from .page_store import PageStore
from .read_count_refresh import ReadCountRefresh, next_renewal
from .stats import WorkerStats

LONGEST_WAIT = 10.0


class FinishedPages:
    def __init__(self, application):
        self.application = application
        self.store = PageStore(0, settings.PAGE_CACHE_BYTES)
        self.read_counts = ReadCountRefresh()
        self.in_progress = {}
        self._changing_store = threading.Lock()

    @cached_property
    def epoch(self):
        return Epoch(shared_memory())

    @cached_property
    def stats(self):
        return WorkerStats(shared_memory())

    def __call__(self, environ, start_response):
        key = cache_key(environ)
        if key is None:
            return self.application(environ, start_response)
        now = time()
        page = self.page_for(key, environ, now)
        if page.article_id:
            counter.count(environ, page.article_id, page.language, now)
        return page.answer(environ, start_response)

    def page_for(self, key, environ, now):
        store = self.store_of(self.epoch.number(now))
        page = store.get(key)
        if page is None:
            return self.make_once(key, environ, store)
        self.stats.hit()
        if now >= page.renew_at:
            self.read_counts.renew(page, store, now)
        if page.has_grown:
            store.put(key, page)
        return page

    def store_of(self, epoch):
        """The store of the newest epoch that this process knows of; an older epoch never replaces it."""
        if self.store.epoch < epoch:
            with self._changing_store:
                if self.store.epoch < epoch:
                    self.store = PageStore(epoch, settings.PAGE_CACHE_BYTES)
        return self.store

    # --- Making ------------------------------------------------------------------------------------------

    def make_once(self, key, environ, store):
        """A request for a page in the making waits for it; a page that can't be stored is made for each."""
        mine = threading.Event()
        other = self.in_progress.setdefault((store.epoch, key), mine)
        if other is not mine:
            other.wait(LONGEST_WAIT)
            return store.get(key) or self.make(key, environ)
        try:
            page = store.get(key) or self.make(key, environ)
            if page.is_for_everybody:
                store.put(key, page)
                self.stats.miss(store)
                self.keep_for_an_outage(key, page, store.epoch)
            return page
        finally:
            del self.in_progress[store.epoch, key]
            mine.set()

    def keep_for_an_outage(self, key, page, epoch):
        kept = kept_pages()
        if kept.is_on and page.is_ok and is_usual(key):
            is_current = partial(self.epoch.is_current, epoch)
            kept.keep(key.path, key.query, page.content_type, page.body.content, is_current)

    def make(self, key, environ):
        page = Page()
        head = []
        made_for = environ_for(key, environ) | {COUNT_WHEN_SERVED: page.count_as}
        answer = self.application(made_for, lambda *given: head.extend(given[:2]))
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        page.finish(*head, content)
        page.renew_at = next_renewal(page, time())
        return page
