"""What is scheduled is moved to another moment: by a second person, past the gate, and into the log."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from news import editing
from news.models import AuditEntry, Edition, PublicContent, Tombstone
from tests.helpers.editions import correction_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BAKU_NOON = datetime(2999, 11, 5, 8, tzinfo=UTC)
REASON = {"az": "Səbəb.", "en": "A reason."}
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def scheduled(make_edition, writer, editor):
    def scheduled(at=BAKU_NOON, **fields):
        edition = make_edition(author=writer, **fields)
        editing.submit(edition, writer)
        editing.publish(edition, editor, at)
        return edition

    return scheduled


@pytest.mark.parametrize("by", [-DAY, DAY], ids=["earlier", "later"])
def test_edition_is_public_from_the_other_moment(scheduled, editor, by):
    edition = scheduled()
    editing.reschedule(edition, editor, BAKU_NOON + by)
    assert (edition.public_from, edition.first_published_at) == (BAKU_NOON + by, BAKU_NOON + by)
    assert not Edition.objects.live(BAKU_NOON + by - HOUR).exists()
    assert Edition.objects.live(BAKU_NOON + by).get() == edition


@pytest.mark.parametrize("by", [-DAY, DAY], ids=["earlier", "later"])
def test_edition_before_it_is_public_until_then(make_article, editor, by):
    first = make_article()
    second = correction_of(first)
    editing.publish(second, editor, BAKU_NOON)
    editing.reschedule(second, editor, BAKU_NOON + by)
    first.refresh_from_db()
    assert first.public_until == second.public_from == BAKU_NOON + by
    assert second.first_published_at == first.first_published_at


def test_what_was_removed_stays_so_until_the_other_moment(make_article, editor, administrator):
    first = make_article()
    editing.remove(first, administrator, REASON)
    first.refresh_from_db()
    removed_at = first.public_until
    second = correction_of(first)
    editing.publish_again(second, editor, "Right after all", BAKU_NOON)
    editing.reschedule(second, editor, BAKU_NOON + DAY)
    first.refresh_from_db()
    assert first.public_until == removed_at
    assert not Tombstone.objects.exists()


def test_it_is_in_the_log_with_both_moments(scheduled, editor):
    edition = scheduled()
    editing.reschedule(edition, editor, BAKU_NOON + DAY)
    entry = AuditEntry.objects.filter(edition=edition).order_by("-number").first()
    assert (entry.action, entry.actor, entry.note) == ("schedule", editor, "06.11.2999 12:00")
    ((name, before, after),) = entry.changes
    assert (name, before, after) == ("public_from", "05.11.2999 12:00", "06.11.2999 12:00")


def test_finished_pages_end_with_it(scheduled, editor):
    edition, before = scheduled(), PublicContent.current()
    editing.reschedule(edition, editor, BAKU_NOON + DAY)
    assert PublicContent.current() > before


def test_date_that_readers_are_shown_stays_when_it_was_chosen(scheduled, editor):
    chosen = timezone.now() - DAY
    edition = scheduled(first_published_at=chosen)
    editing.reschedule(edition, editor, BAKU_NOON + DAY)
    assert edition.first_published_at == chosen


def blocked(edition):
    Edition.objects.filter(pk=edition.pk).update(summary_en="")
    return edition


REFUSALS = {
    "a draft": (
        lambda make, scheduled, writer, editor: editing.reschedule(make(), editor, BAKU_NOON),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "what is public": (
        lambda make, scheduled, writer, editor: editing.reschedule(
            scheduled(timezone.now() - HOUR), editor, BAKU_NOON
        ),
        "Readers can see this edition already; it cannot be moved.",
    ),
    "to the past": (
        lambda make, scheduled, writer, editor: editing.reschedule(
            scheduled(), editor, timezone.now() - HOUR
        ),
        "This moment has passed. Choose a later one.",
    ),
    "what one has submitted": (
        lambda make, scheduled, writer, editor: editing.reschedule(scheduled(), writer, BAKU_NOON + DAY),
        "You submitted this edition: somebody else has to publish it.",
    ),
    "before the date that readers are shown": (
        lambda make, scheduled, writer, editor: editing.reschedule(
            scheduled(first_published_at=BAKU_NOON - HOUR), editor, BAKU_NOON - DAY
        ),
        "The date shown to readers cannot be later than the moment of publishing.",
    ),
    "what the gate stops": (
        lambda make, scheduled, writer, editor: editing.reschedule(
            blocked(scheduled()), editor, BAKU_NOON + DAY
        ),
        "summary",
    ),
}


def test_the_gate_asks_of_a_move_by_a_person_all_that_it_asks_of_a_publication(scheduled, editor):
    edition = scheduled()
    Edition.topics.through.objects.filter(edition=edition).delete()
    with pytest.raises(ValidationError, match="topic"):
        editing.reschedule(edition, editor, BAKU_NOON + DAY)


def test_this_very_moment_has_passed_and_what_is_public_from_it_is_public(scheduled, editor):
    edition, now = scheduled(), BAKU_NOON - HOUR
    with time_machine.travel(now, tick=False), pytest.raises(ValidationError, match="has passed"):
        editing.reschedule(edition, editor, now)
    edition.refresh_from_db()
    with time_machine.travel(BAKU_NOON, tick=False), pytest.raises(ValidationError, match="can see"):
        editing.reschedule(edition, editor, BAKU_NOON + HOUR)


def test_another_article_that_changes_at_the_same_moment_keeps_it(make_article, editor):
    moved, other = make_article(number=41), make_article(number=42)
    corrections = [correction_of(article) for article in (moved, other)]
    for correction in corrections:
        editing.publish(correction, editor, BAKU_NOON)
    editing.reschedule(corrections[0], editor, BAKU_NOON + DAY)
    other.refresh_from_db()
    assert other.public_until == BAKU_NOON


@pytest.mark.parametrize(("move", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_moving_is_refused_with_a_sentence(make_edition, scheduled, writer, editor, move, sentence):
    with pytest.raises(ValidationError, match=sentence):
        move(make_edition, scheduled, writer, editor)
    assert not Edition.objects.filter(public_from__gt=BAKU_NOON).exists()
