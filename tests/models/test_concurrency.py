"""Twenty people at one article, and any sequence of acts: one consistent history, whatever happens."""

import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from news import editing
from news.gate.rule import BLOCKS, RULES
from news.models import Article, AuditEntry, Edition, Person, PublicContent, Tombstone

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 20
REASON = {"az": "Səhv var", "en": "There is an error"}
NOTE = {"change_note_az": "Düzəliş", "change_note_en": "A correction"}


def history_of(article):
    return list(Edition.objects.filter(article=article).order_by("sequence"))


def assert_consistent(article):
    """No two live at any moment, one chain without gaps, one in preparation, each public one complete."""
    editions = history_of(article)
    assert [edition.sequence for edition in editions] == list(range(1, len(editions) + 1))
    assert sum(edition.is_in_preparation for edition in editions) <= 1
    assert not any(edition.is_in_preparation for edition in editions[:-1])
    public = [edition for edition in editions if edition.public_from]
    for before, after in pairwise(public):
        assert before.public_until is not None
        assert before.public_from < before.public_until <= after.public_from
    moments = {
        moment for edition in public for moment in (edition.public_from, edition.public_until) if moment
    }
    for moment in [*moments, timezone.now()]:
        assert Edition.objects.live(moment).filter(article=article).count() <= 1
    for edition in public:
        assert edition.state == Edition.State.PUBLISHED
        assert edition.title_az
        assert edition.first_published_at
    for tombstone in Tombstone.objects.filter(article=article):
        assert all(
            edition.public_until and edition.public_until <= tombstone.removed_at for edition in public
        )


def at_once(acts):
    """Run all acts at one moment, each on a connection of its own; [None or what was refused]."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=30)
            act()
        except (ValidationError, Edition.DoesNotExist) as refused:
            return refused
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def done(outcomes):
    return outcomes.count(None)


@pytest.fixture
def real_transactions(transactional_db, settings):
    if connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an in-memory SQLite is one connection shared by all threads")
    PublicContent.bump()


@pytest.mark.parametrize("when", [None, timedelta(hours=1)], ids=["publish", "schedule"])
def test_twenty_publish_one_draft_and_one_of_them_does(real_transactions, make_edition, when):
    edition = make_edition()
    generation = PublicContent.current()
    at = timezone.now() + when if when else None
    outcomes = at_once([lambda: editing.publish(Edition.objects.get(pk=edition.pk), None, at)] * PEOPLE)
    assert done(outcomes) == 1
    assert AuditEntry.objects.filter(article=edition.article).count() == 1
    assert PublicContent.current() == generation + 1
    assert_consistent(edition.article)


def test_twenty_begin_a_new_edition_and_one_of_them_does(real_transactions, make_article):
    edition = make_article()
    outcomes = at_once([lambda: editing.new_edition(Edition.objects.get(pk=edition.pk), None)] * PEOPLE)
    assert done(outcomes) == 1
    assert len(history_of(edition.article)) == 2
    assert_consistent(edition.article)


def test_twenty_save_one_draft_and_one_of_them_does(real_transactions, make_edition):
    edition = make_edition()
    copies = [Edition.objects.get(pk=edition.pk) for _person in range(PEOPLE)]
    for number, copy in enumerate(copies):
        copy.title_az = f"Başlıq {number}"
    outcomes = at_once([partial(editing.save_draft, copy) for copy in copies])
    assert done(outcomes) == 1
    winner = outcomes.index(None)
    assert Edition.objects.get(pk=edition.pk).title_az == f"Başlıq {winner}"


def test_twenty_withdraw_and_one_of_them_does(real_transactions, make_article):
    edition = make_article()
    outcomes = at_once([lambda: editing.withdraw(Edition.objects.get(pk=edition.pk), None, REASON)] * PEOPLE)
    assert done(outcomes) == 1
    assert AuditEntry.objects.filter(article=edition.article, action="withdraw").count() == 1
    assert_consistent(edition.article)


def acts_on(edition, draft):
    def act(pk, name, *given):
        return lambda: getattr(editing, name)(Edition.objects.get(pk=pk), None, *given)

    return [
        act(draft, "publish"),
        act(draft, "publish", timezone.now() + timedelta(hours=1)),
        act(draft, "unschedule"),
        act(draft, "submit"),
        act(draft, "reject", "no"),
        act(draft, "discard"),
        act(draft, "new_edition"),
        act(edition, "withdraw", REASON),
        act(edition, "remove", REASON),
        act(edition, "new_edition"),
    ]


def test_twenty_different_acts_at_once_leave_one_history(real_transactions, make_article):
    """A correction is being published, scheduled, submitted, rejected, discarded, while the article is
    withdrawn and removed."""
    chance = random.Random(916)  # noqa: S311 - repeatable
    for _round in range(3):
        edition = make_article()
        draft = editing.new_edition(edition, None)
        for name, value in NOTE.items():
            setattr(draft, name, value)
        editing.save_draft(draft)
        acts = acts_on(edition.pk, draft.pk) * 2
        chance.shuffle(acts)
        outcomes = at_once(acts)
        assert done(outcomes) >= 1
        assert AuditEntry.objects.filter(article=edition.article).count() >= done(outcomes)
        assert_consistent(edition.article)


def test_twenty_new_articles_get_twenty_numbers(real_transactions):
    outcomes = at_once([lambda: Article.objects.create()] * PEOPLE)
    assert done(outcomes) == PEOPLE
    assert Article.objects.values("number").distinct().count() == PEOPLE


def test_twenty_acts_on_articles_and_nouns_at_once_are_one_signed_chain(real_transactions, make_edition):
    edition = make_edition()
    people = [Person.objects.create(name_az=f"Ad {number}", name_en="Name") for number in range(PEOPLE)]

    @transaction.atomic
    def change(person):
        person.name_en = "Another name"
        person.save()
        AuditEntry.objects.record(
            AuditEntry.Action.CHANGE, None, person, [("name_en", "Name", "Another name")]
        )
        edition.record("note", None)

    assert done(at_once([partial(change, person) for person in people])) == PEOPLE
    assert AuditEntry.objects.verify() == (2 * PEOPLE, "")
    assert set(AuditEntry.objects.filter(action="change").values_list("about_pk", flat=True)) == {
        person.pk for person in people
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="runs with the suite on SQLite")
def test_the_same_holds_on_sqlite_in_a_file(prepared_sites, tmp_path):
    """The suite's SQLite lies in memory, where threads share one connection: once more, in a file."""
    files = [__file__, Path(__file__).with_name("test_four_writers.py")]
    run = [sys.executable, "-m", "pytest", "-k", "twenty or four_writers", "--sequences=2", *files]
    run += ["-p", "no:cacheprovider", "--reuse-db"]
    database = prepared_sites.copy("empty", tmp_path / "site") / "site.sqlite3"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["TEST_DATABASE_URL"] = f"sqlite:///{database}"
    done = subprocess.run(run, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"\b9 passed", done.stdout), done.stdout[-3000:]
    assert "skipped" not in done.stdout


# --- Any sequence of acts -----------------------------------------------------------------------


class Acts(RuleBasedStateMachine):
    """Any act at any time on any edition: it is done, or refused in a sentence, and the history holds."""

    def __init__(self):
        super().__init__()
        self.article = self.draft.article
        self.frozen, self.known, self.refused, self.is_done = {}, None, None, False
        self.ended = 0  # schedules that a withdrawal or a removal ended

    def some(self, place):
        editions = Edition.objects.filter(article=self.article).order_by("sequence")
        count = editions.count()
        return editions[place % count] if count else None

    def act(self, place, name, *given):
        edition = self.some(place)
        if edition is None:
            return
        try:
            getattr(editing, name)(edition, None, *given)
        except ValidationError as refused:
            self.refused = refused
        else:
            self.is_done = True

    @rule(place=st.integers(0, 9), minutes=st.sampled_from([None, -90, -1, 1, 60]))
    def publish(self, place, minutes):
        self.act(place, "publish", minutes and timezone.now() + timedelta(minutes=minutes))

    @rule(place=st.integers(0, 9), name=st.sampled_from(["submit", "unschedule", "new_edition", "discard"]))
    def plain_act(self, place, name):
        self.act(place, name)

    @rule(place=st.integers(0, 9), note=st.sampled_from(["", "Düzəlt"]))
    def reject(self, place, note):
        self.act(place, "reject", note)

    @rule(
        place=st.integers(0, 9),
        name=st.sampled_from(["withdraw", "remove"]),
        reason=st.sampled_from([{}, REASON]),
    )
    def end(self, place, name, reason):
        self.act(place, name, reason)

    @rule(place=st.integers(0, 9), reason=st.sampled_from(["", "Səhv silinib"]))
    def publish_again(self, place, reason):
        self.act(place, "publish_again", reason)

    @rule(place=st.integers(0, 9), text=st.sampled_from(["", "<p>Yeni</p>", "<script>"]))
    def write(self, place, text):
        edition = self.some(place)
        if edition is None:
            return
        was_published = edition.state == Edition.State.PUBLISHED
        edition.body_az = text
        for name, value in NOTE.items():
            setattr(edition, name, value)
        try:
            editing.save_draft(edition)
        except ValidationError as refused:
            self.refused = refused
        else:
            assert not was_published

    @rule(place=st.integers(0, 9))
    def delete(self, place):
        edition = self.some(place)
        if edition is not None and edition.public_from:
            with pytest.raises(ValidationError):
                edition.delete()

    @invariant()
    def history_is_consistent(self):
        """Judged whenever anything was written; most acts are refused, and write nothing."""
        editions = Edition.objects.filter(article=self.article).order_by("sequence")
        written = [AuditEntry.objects.count(), *editions.values_list()]
        if self.refused:
            assert all(self.refused.messages)
            assert written == self.known
        elif self.is_done and Article.objects.filter(pk=self.article.pk).exists():
            ended = AuditEntry.objects.filter(article=self.article, action="unschedule", note__gt="")
            assert written[0] == self.known[0] + 1 + ended.count() - self.ended
            self.ended = ended.count()
        if written != self.known:
            assert_consistent(self.article)
            self.assert_what_was_public_is_as_it_was()
        self.known, self.refused, self.is_done = written, None, False

    def assert_what_was_public_is_as_it_was(self):
        """An edition that readers have seen keeps its words; only its end and its withdrawal may follow."""
        now, history = timezone.now(), history_of(self.article)
        for edition in history:
            if edition.public_from and edition.public_from <= now:
                words = edition.title_az, edition.body_az, edition.slug_az, edition.public_from
                assert self.frozen.setdefault(edition.pk, words) == words
        assert set(self.frozen) <= {edition.pk for edition in history}


def saved_draft():
    names, languages = ("title", "summary", "body"), ("az", "en")
    texts = {f"{name}_{language}": "Mətn" for name in names for language in languages}
    draft = Edition(article=Article.objects.create(), **texts, **NOTE)
    editing.save_draft(draft)
    return draft


@pytest.mark.parametrize("part", range(5))
def test_any_sequence_of_acts_keeps_the_history_consistent(db, monkeypatch, part, pytestconfig):
    """In five parts; each sequence is undone, so that they do not meet. `--sequences 1000` tries more.

    What an act refuses does not depend on the database: on PostgreSQL, the slower one, a tenth of them. Rules
    of the gate that only warn refuse nothing, and are left out.
    """
    many = max(100, pytestconfig.getoption("--sequences"))
    monkeypatch.setattr("news.gate.judging.RULES", {n: r for n, r in RULES.items() if r.severity == BLOCKS})

    class Undone(Acts):
        draft = saved_draft()

        def __init__(self):
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()
            super().__init__()

        def teardown(self):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    seed(916 + part)(Undone)
    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=many // (5 if connection.vendor == "sqlite" else 50),
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
