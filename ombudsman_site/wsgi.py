"""The street door: finished pages first; whoever brings a form along may keep only some of the threads."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from news.desk.apps import DeskConfig
from ombudsman_site.scheduling import take_long_turns
from ombudsman_site.slow_senders import readers_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")


def site():
    take_long_turns()
    gc.disable()  # until all is loaded: what a start makes stays
    DeskConfig.opens_at_start = False
    application = readers_first(get_wsgi_application(), settings.THREADS)
    make_ready()
    # The models can be imported only now that the applications are set up.
    from news.pagecache import FinishedPages
    from news.readership import counter

    counter.save_in_background()
    return FinishedPages(application) if settings.PAGE_CACHE else application


def make_ready():
    """Load what every page needs, and let the garbage collector leave alone what stays for ever.

    The little garbage among it stays too: to look for it would take longer than to make it has.
    """
    get_resolver(settings.PUBLIC_URLCONF).url_patterns  # noqa: B018 - the first look reads them
    for name in ("news/article_detail.html", "news/article_list.html", "news/home.html", "news/search.html"):
        get_template(name)
    gc.freeze()
    gc.enable()


application = site()
