"""Four writers at the same articles, a reader who fills every cache meanwhile, and a clock that goes on.

The suite has a few sequences; `make torture` and `pytest --sequences 1000` go on for as many as are wanted.
"""

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import count
from threading import Barrier

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from news import editing
from news.gate.rule import BLOCKS, RULES
from news.models import Article, AuditEntry, Edition, PublicContent, Topic
from tests.helpers.users import make_user
from tests.helpers.whole_site import Door, acts_in_log, addresses, ask, counted_words, faults_of

REASON = {"az": "Səhv var", "en": "There is an error"}
TEXTS = {f"{name}_{language}": "Mətn" for name in ("summary", "body") for language in ("az", "en")}
WRITERS, ACTS, PAGES = 4, 3, 5  # acts of each writer, pages that are read meanwhile
MINUTE = timedelta(minutes=1)
SEED = os.environ.get("TORTURE_SEED", "916")
marks = count(1)  # next() of it is atomic

# What is tried with an edition of that status, the likelier the more often it stands there.
TRIED = {
    Edition.Status.DRAFT: ["publish", "schedule", "submit", "write", "discard"],
    Edition.Status.SUBMITTED: ["publish", "schedule", "reject"],
    Edition.Status.SCHEDULED: ["unschedule", "correct", "publish"],
    Edition.Status.LIVE: ["correct", "correct", "correct", "withdraw", "withdraw_later", "remove"],
    Edition.Status.WITHDRAWN: ["correct", "correct", "remove", "withdraw"],
    Edition.Status.SUPERSEDED: ["remove", "correct"],
    Edition.Status.REMOVED: ["correct", "correct", "remove"],
}
OF_REMOVED = {"publish": "publish_again", "schedule": "schedule_again"}


def write(draft, **values):
    draft.title_az = draft.title_en = f"Sequence mark{next(marks)}"
    draft.slug_az = draft.slug_en = ""
    draft.change_note_az = draft.change_note_en = "Note"
    for name, value in values.items():
        setattr(draft, name, value)
    editing.save_draft(draft)


class Writer:
    """Does what somebody at the desk could do; `done` is what was not refused, as the log should name it."""

    def __init__(self, user, seed):
        self.user, self.chance, self.done = user, random.Random(seed), []  # noqa: S311 - repeatable

    def do_some(self, articles):
        for _act in range(ACTS):
            try:
                self.do_one(self.chance.choice(articles))
            except (ValidationError, Edition.DoesNotExist):
                continue

    def do_one(self, article):
        latest = list(Edition.objects.filter(article=article).order_by("-sequence")[:2])
        edition = latest[0] if self.chance.random() < 0.6 else latest[-1]
        name = self.chance.choice(TRIED[edition.status])
        if Article.objects.filter(pk=article.pk, tombstone__isnull=False).exists():
            name = OF_REMOVED.get(name, name)
        getattr(self, name)(edition)

    def note(self, edition, act, drafts=()):
        self.done.append((edition.article_id, edition.sequence, act))
        self.done += [(draft.article_id, draft.sequence, "unschedule") for draft in drafts]

    def soon(self):
        return timezone.now() + MINUTE

    def publish(self, edition):
        editing.publish(edition, self.user)
        self.note(edition, "publish")

    def schedule(self, edition):
        editing.publish(edition, self.user, self.soon())
        self.note(edition, "schedule")

    def publish_again(self, edition):
        editing.publish_again(edition, self.user, "It was right after all")
        self.note(edition, "publish_again")

    def schedule_again(self, edition):
        editing.publish_again(edition, self.user, "It was right after all", self.soon())
        self.note(edition, "publish_again")

    def unschedule(self, edition):
        editing.unschedule(edition, self.user)
        self.note(edition, "unschedule")

    def submit(self, edition):
        editing.submit(edition, self.user)
        self.note(edition, "submit")

    def reject(self, edition):
        editing.reject(edition, self.user, "Better so")
        self.note(edition, "reject")

    def write(self, edition):
        write(edition, released_en=self.chance.random() < 0.8)

    def discard(self, edition):
        if edition.sequence > 1:  # the article would go with its only edition
            editing.discard(edition, self.user)
            self.note(edition, "discard")

    def correct(self, edition):
        draft = editing.new_edition(edition, self.user)
        self.note(draft, "new_edition")
        self.write(draft)

    def withdraw(self, edition):
        self.note(edition, "withdraw", editing.withdraw(edition, self.user, REASON))

    def withdraw_later(self, edition):
        self.note(edition, "withdraw", editing.withdraw(edition, self.user, REASON, self.soon()))

    def remove(self, edition):
        redirect = self.chance.choice(["", "", "/az/archive/"])
        self.note(edition, "remove", editing.remove(edition, self.user, REASON, redirect))


def at_once(*works):
    """Each in a thread, on a connection of its own; the first failure is raised."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait(timeout=60)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


class Newsroom:
    def __init__(self, door):
        self.door, self.articles, self.done = door, [], Counter()
        self.users = [make_user(f"writer{number}", "administrator") for number in range(WRITERS)]
        self.topic = Topic.objects.create(name_az="Təhsil", name_en="Education", slug_az="education")

    def begin(self):
        """Articles of this sequence: a draft, one that is public, one with a correction that soon will be."""
        self.articles, self.done = [], Counter()
        chief = Writer(None, "")
        for is_public, is_corrected in ((False, False), (True, False), (True, True)):
            edition = Edition(article=Article.objects.create())
            write(edition, **TEXTS)
            edition.topics.add(self.topic)
            self.articles.append(edition.article)
            if is_public:
                chief.publish(edition)
            if is_corrected:
                chief.correct(edition)
                chief.schedule(edition.article.latest_edition)
        self.done.update(chief.done)

    def work(self, seed):
        """All writers at once, and somebody who reads some pages meanwhile, which are judged afterwards."""
        writers = [Writer(user, f"{seed} {number}") for number, user in enumerate(self.users)]
        self.paths = random.Random(seed).sample(addresses(self.articles), PAGES)  # noqa: S311 - repeatable
        self.paths.append("/az/news/")
        at_once(
            partial(ask, self.door, self.paths),
            *(partial(writer.do_some, self.articles) for writer in writers),
        )
        for writer in writers:
            self.done.update(writer.done)

    def faults(self):
        with time_machine.travel(timezone.now(), tick=False):
            found = faults_of(self.door, self.articles, self.paths)
        in_log = acts_in_log(self.articles)
        return found + [f"the log: {in_log - self.done} too much, {self.done - in_log} too little"] * (
            in_log != self.done
        )


@pytest.fixture
def newsroom(transactional_db, settings, monkeypatch):
    """Rules of the gate that only warn refuse nothing, and are left out."""
    if connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an in-memory SQLite is one connection shared by all threads")
    monkeypatch.setattr("news.gate.judging.RULES", {n: r for n, r in RULES.items() if r.severity == BLOCKS})
    settings.ARTICLES_PER_PAGE = 5
    monkeypatch.setattr("news.public.feeds.ITEMS", 5)
    PublicContent.bump()
    return Newsroom(Door())


def test_four_writers_leave_one_consistent_site_after_any_sequence_of_acts(newsroom, request):
    """Every second sequence goes on with the articles of the one before, when its schedules have come."""
    for number in range(request.config.getoption("--sequences")):
        day, hour = divmod(number, 2)
        start = timezone.now().replace(hour=8 + hour, minute=0) + timedelta(days=day + 1)
        with time_machine.travel(start) as clock:
            if number % 2 == 0:
                newsroom.begin()
            newsroom.work(f"{SEED} {number}")
            assert newsroom.faults() == [], f"sequence {number}"
            clock.shift(1.5 * MINUTE)
            assert newsroom.faults() == [], f"sequence {number}, a minute later"
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        words = counted_words()
        call_command("rebuild_search", verbosity=0)
        assert counted_words() == words
    assert AuditEntry.objects.verify()[1] == ""
