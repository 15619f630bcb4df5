"""A reader is counted once in half an hour, whichever process answers, and known to nobody after it."""

from datetime import datetime, timedelta
from ipaddress import ip_network

import pytest
import time_machine
from django.core.cache import caches
from django.utils import timezone

from news.models import Article
from news.readership.counting import Counter
from tests.helpers.nth_failure import failing_at
from tests.helpers.user_agents import FIREFOX

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=timezone.get_fixed_timezone(4 * 60))  # in Baku
MIDNIGHT = NOON + timedelta(hours=12)


@pytest.fixture
def article(make_article):
    return make_article().article


class Visits:
    """Requests to processes of one machine, at a moment of its own each."""

    def __init__(self, article):
        self.article = article
        self.process = Counter()

    def visit(self, moment, process=None, address="10.0.0.1", browser=FIREFOX, **more):
        environ = {"REQUEST_METHOD": "GET", "REMOTE_ADDR": address, "HTTP_USER_AGENT": browser, **more}
        (process or self.process).count(environ, self.article.pk, "az", moment.timestamp())

    @property
    def reads(self):
        self.process.save()
        return Article.objects.with_reads().get(pk=self.article.pk).read_count


@pytest.fixture
def visits(article):
    with time_machine.travel(NOON, tick=False):
        yield Visits(article)


def minutes(number):
    return timedelta(minutes=number)


def test_reader_who_comes_back_is_counted_again_only_after_half_an_hour(visits):
    for moment, reads in [(0, 1), (1, 1), (29.9, 1), (30, 2), (59.9, 2), (60, 3)]:
        visits.visit(NOON + minutes(moment))
        assert visits.reads == reads, f"after {moment} minutes"


def test_half_an_hour_begins_with_the_read_and_not_with_what_another_process_saw_of_it(visits):
    other = Counter()
    visits.visit(NOON)
    for moment in (20, 29):
        visits.visit(NOON + minutes(moment), process=other)
    assert visits.reads == 1
    visits.visit(NOON + minutes(31), process=other)
    assert visits.reads == 2
    visits.visit(NOON + minutes(32))
    assert visits.reads == 2


def test_address_and_browser_together_make_a_reader(visits):
    for _time in range(2):
        for address in ("10.0.0.1", "10.0.0.2"):
            for browser in (FIREFOX, SAFARI):
                visits.visit(NOON, address=address, browser=browser)
    assert visits.reads == 4


def test_nobody_is_another_reader_by_saying_so(visits, settings):
    for number in range(5):
        visits.visit(NOON, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert visits.reads == 1


def test_reader_behind_two_trusted_proxies_is_the_one_whom_the_outer_proxy_met(visits, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/30")]
    for reader in ("192.0.2.1", "192.0.2.2"):
        for claimed in ("", "203.0.113.9, "):  # what a reader claims to have forwarded changes nothing
            visits.visit(NOON, address="10.0.0.1", HTTP_X_FORWARDED_FOR=f"{claimed}{reader}, 10.0.0.2")
    assert visits.reads == 2


def test_reader_is_known_across_midnight_when_the_key_changes(visits):
    visits.visit(MIDNIGHT - minutes(10))
    for process in (visits.process, Counter()):
        visits.visit(MIDNIGHT + minutes(10), process=process)
    assert visits.reads == 1
    visits.visit(MIDNIGHT + minutes(21))
    assert visits.reads == 2


# --- While something is gone ----------------------------------------------------------------------


def test_reads_wait_for_a_database_that_is_gone(article):
    visits = Visits(article)
    visits.visit(NOON)
    with failing_at(1, lasting=True):
        visits.process.save()
    assert visits.reads == 1


@pytest.fixture
def broken_cache(monkeypatch, settings):
    """Shared by several servers, and failing as no cache should."""
    settings.SHARED_CACHE = True

    def fail(*args, **options):
        raise ConnectionError

    for name in ("add", "get_or_set"):
        monkeypatch.setattr(caches["default"], name, fail)


@time_machine.travel(NOON)
def test_reads_are_counted_when_the_cache_fails(article, broken_cache):
    visits = Visits(article)
    visits.visit(NOON)
    visits.visit(NOON + timedelta(minutes=1))
    assert visits.reads == 1
