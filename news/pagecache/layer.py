"""The WSGI layer round the site: a finished page is served, and its read counted, before Django is asked."""

import threading
from functools import cached_property
from time import time

from django.conf import settings

from news.readership.counting import counter
from news.shared_memory import shared_memory

from .cache_key import page_asked_for, request_for
from .epoch import Life
from .page import Page
from .page_store import Shelf
from .read_count_refresh import ReadNumbers, next_renewal
from .stats import Figures

LONGEST_WAIT = 10.0


class FinishedPages:
    def __init__(self, application):
        self.application = application
        self.shelf = Shelf(0, settings.PAGE_CACHE_BYTES)
        self.read_numbers = ReadNumbers()
        self.in_the_making = {}
        self._changing_shelf = threading.Lock()

    @cached_property
    def life(self):
        return Life(shared_memory())

    @cached_property
    def figures(self):
        return Figures(shared_memory())

    def __call__(self, environ, start_response):
        now = time()
        shelf = self.shelf
        form = shelf.ready.form_for(environ, now) if self.life.is_still(shelf.life, now) else None
        if form is None:
            return self.answer(environ, start_response, now)
        form.asked_at = now
        self.figures.hit()
        if form.article_id:
            counter.count(environ, form.article_id, form.language, now)
        start_response(form.status, form.headers[:])
        return [form.body]

    def answer(self, environ, start_response, now):
        key = page_asked_for(environ)
        if key is None:
            return self.application(environ, start_response)
        page = self.page_for(key, environ, now)
        if page.article_id:
            counter.count(environ, page.article_id, page.language, now)
        answer = page.answer(environ, start_response)
        self.shelf.make_ready(environ, key, page, now)
        return answer

    def page_for(self, key, environ, now):
        life = self.life.number(now)
        shelf = self.shelf
        if shelf.life != life:
            shelf = self.shelf_of(life)
        page = shelf.get(key, now)
        if page is None:
            return self.make_once(key, environ, shelf, life)
        self.figures.hit()
        if now >= page.renew_at:
            self.read_numbers.renew(page, shelf, now)
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
            return shelf.pages.get(key) or self.make(key, environ)
        try:
            page = shelf.pages.get(key) or self.make(key, environ)
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
