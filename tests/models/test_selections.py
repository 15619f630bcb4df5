"""Which editions each question of the queryset finds, to the second."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from news import editing
from news.models import Article, Edition
from news.models.edition_status import State
from tests.helpers.users import make_user

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
TEXTS = {f"{name}_{code}": "mətn" for name in ("title", "slug", "summary", "body") for code in ("az", "en")}


@pytest.fixture
def add(db):
    """add(name, **fields): an edition as the table holds it, of an article of its own unless it is told."""

    def add(name, article=None, **fields):
        article = article or Article.objects.create()
        (edition,) = Edition.objects.bulk_create(
            [Edition(article=article, **(TEXTS | {"title_en": name} | fields))]
        )
        return edition

    return add


@pytest.fixture
def add_public(add):
    def add_public(name, begun=NOW - DAY, **fields):
        values = {"state": State.PUBLISHED, "public_from": begun, "first_published_at": begun}
        return add(name, **(values | fields))

    return add_public


def names(editions):
    return {edition.title_en for edition in editions}


@pytest.fixture
def by_the_clock(add, add_public):
    add("draft")
    add_public("begins", NOW)
    add_public("begins later", NOW + SECOND)
    add_public("ends", public_until=NOW)
    add_public("ends later", public_until=NOW + SECOND)
    add_public("withdrawn", withdrawn_at=NOW)
    add_public("withdrawn later", withdrawn_at=NOW + SECOND)
    add_public("not in English", released_en=False)
    add_public("not in Azerbaijani", released_az=False)


BOTH = {"begins", "ends later", "withdrawn", "withdrawn later"}
FOUND = {
    "live": (lambda editions, at: editions.live(at), BOTH | {"not in English", "not in Azerbaijani"}),
    "live in English": (lambda editions, at: editions.live_in("en", at), BOTH | {"not in Azerbaijani"}),
    "live in Azerbaijani": (lambda editions, at: editions.live_in("az", at), BOTH | {"not in English"}),
    "listed": (
        lambda editions, at: editions.listed(at),
        BOTH - {"withdrawn"} | {"not in English", "not in Azerbaijani"},
    ),
    "listed in English": (
        lambda editions, at: editions.listed_in("en", at),
        BOTH - {"withdrawn"} | {"not in Azerbaijani"},
    ),
    "ever public in English": (
        lambda editions, at: editions.been_public_in("en", at),
        BOTH | {"ends", "not in Azerbaijani"},
    ),
}


@pytest.mark.parametrize(("ask", "expected"), FOUND.values(), ids=FOUND)
def test_question_is_answered_to_the_second(by_the_clock, ask, expected):
    with time_machine.travel(NOW - 9 * DAY, tick=False):
        assert names(ask(Edition.objects, NOW)) == expected
        assert names(ask(Edition.objects, None)) == set()
    with time_machine.travel(NOW, tick=False):
        assert names(ask(Edition.objects, None)) == expected


def test_status_of_many_is_that_of_the_moment_asked_for(add_public):
    add_public("article", NOW)
    for at, expected in ((NOW - SECOND, "scheduled"), (NOW, "live")):
        assert Edition.objects.with_status(at).get().status_value == expected
        with time_machine.travel(at, tick=False):
            assert Edition.objects.with_status().get().status_value == expected


# --- The next change by the clock ------------------------------------------------------------------


@pytest.mark.parametrize("column", ["public_from", "public_until", "withdrawn_at"])
def test_next_boundary_is_the_earliest_moment_to_come(add_public, column):
    for hours in (3, 2):
        add_public("it changes", **{column: NOW + timedelta(hours=hours)})
    add_public("later", NOW + DAY, public_until=NOW + 3 * DAY, withdrawn_at=NOW + 2 * DAY)
    add_public("at this very moment", **{column: NOW})
    expected = NOW + timedelta(hours=2)
    assert Edition.objects.next_boundary(NOW) == expected
    with time_machine.travel(NOW, tick=False):
        assert Edition.objects.next_boundary() == expected
    with time_machine.travel(NOW - 9 * DAY, tick=False):
        assert Edition.objects.next_boundary(NOW) == expected


def test_there_is_no_boundary_where_nothing_is_to_come(add_public):
    add_public("as it is", public_until=NOW, withdrawn_at=NOW)
    assert Edition.objects.next_boundary(NOW) is None


# --- Limited to named people -----------------------------------------------------------------------


@pytest.fixture
def limited(add, add_public, writer):
    """Drafts and public editions with and without people named."""
    add("open draft")
    add_public("open")
    for edition in (
        add("closed draft"),
        add_public("closed until its moment", NOW),
        add_public("closed until later", NOW + SECOND),
    ):
        edition.limited_to.add(writer)


CLOSED = {"closed draft", "closed until later"}
OPEN = {"open draft", "open", "closed until its moment"}


def test_what_is_limited_opens_at_the_moment_at_which_it_becomes_public(limited):
    editions = Edition.objects.all()
    with time_machine.travel(NOW, tick=False):
        assert names(editions.limited()) == CLOSED
        assert names(editions.not_limited()) == OPEN
        assert names(editions.limited(NOW - SECOND)) == CLOSED | {"closed until its moment"}
        assert names(editions.not_limited(NOW - SECOND)) == OPEN - {"closed until its moment"}
        assert names(editions.limited(NOW + SECOND)) == {"closed draft"}


def test_limited_edition_is_open_to_the_people_named_and_to_administrators(limited, writer, administrator):
    editions, other = Edition.objects.all(), make_user("other", "editor")
    with time_machine.travel(NOW - 9 * DAY, tick=False):
        assert names(editions.open_to(other, NOW)) == OPEN
        assert names(editions.open_to(other)) == OPEN - {"closed until its moment"}
        assert names(editions.open_to(writer, NOW)) == CLOSED | OPEN
        assert names(editions.open_to(administrator, NOW)) == CLOSED | OPEN


# --- What waits for somebody -----------------------------------------------------------------------


def test_only_what_is_in_preparation_waits_and_its_findings_say_for_whom(add, add_public):
    for state in (State.DRAFT, State.SUBMITTED):
        add(f"blocked {state}", state=state, is_blocked=True)
        add(f"ready {state}", state=state, is_blocked=False)
    add_public("blocked, public", is_blocked=True)
    add_public("ready, public", is_blocked=False)
    blocked, ready = ({f"{word} draft", f"{word} submitted"} for word in ("blocked", "ready"))
    assert names(Edition.objects.in_preparation()) == blocked | ready
    assert names(Edition.objects.cannot_be_published_yet()) == blocked
    assert names(Edition.objects.ready_to_be_published()) == ready


def test_forced_is_what_has_a_reason_and_no_approval(add_public):
    add_public("by two")
    add_public("forced", force_reason="Urgent")
    add_public("approved since", force_reason="Urgent", approved_at=NOW)
    assert names(Edition.objects.forced()) == {"forced"}


# --- One after another -----------------------------------------------------------------------------


def test_last_seen_is_the_latest_that_has_begun(add_public, django_assert_num_queries):
    first = add_public("first", NOW - 2 * DAY, public_until=NOW - DAY)
    add_public("second", NOW - DAY, article=first.article, sequence=2, public_until=NOW)
    add_public("third", NOW, article=first.article, sequence=3)
    add_public("of another article", NOW)
    number = first.article.number
    for at, expected in ((NOW - SECOND, "second"), (NOW, "third")):
        with time_machine.travel(at, tick=False), django_assert_num_queries(1):
            last = Edition.objects.last_seen_of(number)
            assert (last.title_en, last.article.number) == (expected, number)
    with time_machine.travel(NOW - 9 * DAY, tick=False):
        assert Edition.objects.last_seen_of(number) is None


def test_lists_begin_with_the_newest_and_of_one_moment_with_the_later_article(add_public):
    add_public("new", NOW)
    add_public("new too", NOW)
    add_public("old", NOW - 2 * DAY)
    for editions in (Edition.objects.newest_first(), Edition.objects.for_lists()):
        assert [edition.title_en for edition in editions] == ["new too", "new", "old"]


def test_list_loads_titles_and_no_long_text(add_public, django_assert_num_queries):
    add_public("article")
    with django_assert_num_queries(1):
        (edition,) = Edition.objects.for_lists()
        assert (edition.title_en, edition.article.number, edition.lead_image) == (
            "article",
            edition.article.number,
            None,
        )
    assert {"body", "body_az", "body_en", "search_text", "findings"} <= edition.get_deferred_fields()


def test_public_editions_are_not_deleted_even_among_others(add, add_public):
    add("draft")
    add_public("public")
    with pytest.raises(ValidationError):
        Edition.objects.all().delete()
    assert names(Edition.objects.all()) == {"draft", "public"}
    Edition.objects.filter(state=State.DRAFT).delete()
    assert names(Edition.objects.all()) == {"public"}


def test_what_is_scheduled_is_public_from_its_second_on(add, add_public):
    draft, scheduled = add("draft"), add_public("scheduled", begun=NOW)
    assert set(Edition.objects.not_public_yet(NOW - SECOND)) == {draft, scheduled}
    assert set(Edition.objects.not_public_yet(NOW)) == {draft}


def test_each_edition_is_annotated_with_its_own_rejection_that_still_holds(make_edition, writer, editor):
    for number, (name, note) in enumerate((("sent back", "Dates."), ("again", "Names."), ("never", ""))):
        edition = make_edition(title_en=name)
        edition.created_by = writer
        editing.submit(edition, writer)
        if note:
            with time_machine.travel(NOW + number * DAY, tick=False):
                editing.reject(edition, editor, note)
    found = Edition.objects.with_rejection().order_by("pk")
    assert [(one.rejection_note, one.rejected_by, one.rejected_at) for one in found] == [
        ("Dates.", "redaktor", NOW),
        ("Names.", "redaktor", NOW + DAY),
        (None, None, None),
    ]
