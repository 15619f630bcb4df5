"""Takes out of the kept pages what was removed or withdrawn, whichever server the act was done on.

One process of the machine does it, ten times a second, as long as it lives; then another one takes over.
"""

import logging
import os
import shutil
import threading
import time

from django.db import Error, connection

from news.kept_pages import kept_pages
from news.models.public_content import LOOK_EVERY
from news.models.takedown import check_kept_pages
from news.shared_memory import shared_memory

from .database import refresh_connection
from .epoch import LOOK_AGAIN_AFTER_FAILURE

LIMIT_EVERY = 60.0  # seconds

log = logging.getLogger(__name__)


class KeptPageCheck:
    def __init__(self):
        self.thread = None
        self._limit_at = 0.0

    def start(self):
        if not kept_pages().is_on:
            shutil.rmtree(kept_pages().folder, ignore_errors=True)  # nobody would take anything out any more
        elif self.thread is None:
            self._start_thread()
            os.register_at_fork(after_in_child=self._start_thread)

    def _start_thread(self):
        self.thread = threading.Thread(target=self._check_for_ever, name="check of kept pages", daemon=True)
        self.thread.start()

    def _check_for_ever(self):
        with kept_pages().locked("being checked"):
            while True:
                time.sleep(LOOK_EVERY if self.check() else LOOK_AGAIN_AFTER_FAILURE)

    def check(self):
        """False when it could not be done."""
        try:
            refresh_connection()
            check_kept_pages(before=shared_memory().end_finished_pages)
            if time.monotonic() >= self._limit_at:
                kept_pages().limit()
                self._limit_at = time.monotonic() + LIMIT_EVERY
        except (Error, OSError) as error:
            log.warning("The pages kept for an outage can't be checked: %s", error)
            connection.close()
            return False
        return True


kept_page_check = KeptPageCheck()
