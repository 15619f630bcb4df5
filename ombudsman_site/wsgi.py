"""The WSGI application: finished pages first; requests with a body may occupy only some of the threads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ombudsman_site.slow_senders import readers_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")


def site():
    application = readers_first(get_wsgi_application(), settings.THREADS)
    # The models can be imported only now that the applications are set up.
    from news.operations.checks import log_what_is_unsafe
    from news.pagecache import FinishedPages, kept_page_check
    from news.readership import counter

    log_what_is_unsafe()
    counter.save_in_background()
    kept_page_check.start()
    return FinishedPages(application) if settings.PAGE_CACHE else application


application = site()
