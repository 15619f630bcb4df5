"""What an edition says of itself: whether it is complete, its name, its address, its day, its words."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.urls import NoReverseMatch
from django.utils import translation

from news import editing
from news.gate.rule import Finding
from news.models import Edition
from news.models.edition import EditionChanged, complete_in_every_released_language

NOW = datetime(2026, 11, 5, 21, tzinfo=UTC)  # the sixth has begun in Baku
HOUR = timedelta(hours=1)
REQUIRED = ("title", "slug", "body")
WHOLE = {f"{name}_{language}": "Mətn" for name in REQUIRED for language in ("az", "en")}
WHOLE |= {"state": "published", "released_az": True, "released_en": True}
EMPTY_IN_ENGLISH = {f"{name}_en": "" for name in REQUIRED}
COMPLETE = [
    {},
    EMPTY_IN_ENGLISH | {"released_en": False},
    dict.fromkeys(EMPTY_IN_ENGLISH) | {"released_en": False},
    *({"state": state, **dict.fromkeys(WHOLE.keys() - {"state"})} for state in ("draft", "submitted")),
    {"state": "draft", "released_az": False, "released_en": False},
]
INCOMPLETE = [
    {"released_az": False, "released_en": False},
    EMPTY_IN_ENGLISH,
    *(
        {f"{name}_{language}": empty}
        for name in REQUIRED
        for language in ("az", "en")
        for empty in ("", None)
    ),
]


def may_be_stored(**values):
    rule = complete_in_every_released_language()
    return rule.check({name: Value(value, Edition._meta.get_field(name)) for name, value in values.items()})


@pytest.mark.parametrize("values", COMPLETE)
def test_complete_edition_may_be_public_and_any_may_be_a_draft(db, values):
    assert may_be_stored(**WHOLE | values)


@pytest.mark.parametrize("values", INCOMPLETE)
def test_edition_that_lacks_something_in_a_released_language_may_not_be_public(db, values):
    assert not may_be_stored(**WHOLE | values)


def test_database_holds_the_same_rule():
    (stored,) = [rule for rule in Edition._meta.constraints if rule.name == "public_edition_is_complete"]
    assert stored.condition == complete_in_every_released_language()


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ({"title_az": "Başlıq", "title_en": "Title"}, "Başlıq"),
        ({"title_az": "", "title_en": "Title"}, "Title"),
        ({"title_az": "Başlıq", "title_en": ""}, "Başlıq"),
        ({"title_az": "", "title_en": ""}, "Başlıqsız"),
    ],
)
def test_edition_is_called_by_whichever_title_it_has(titles, name):
    with translation.override("az"):
        assert str(Edition(**titles)) == name


def test_edition_is_called_by_the_title_of_the_language_that_is_read():
    with translation.override("en"):
        assert str(Edition(title_az="Başlıq", title_en="Title")) == "Title"


def test_edition_without_a_slug_says_in_which_language_it_has_no_address(make_edition):
    edition = make_edition(title_en="", slug_en="")
    with pytest.raises(NoReverseMatch, match=rf"Edition {edition.pk} has no address in 'en'\."):
        edition.url_in("en")


def test_edition_is_withdrawn_from_the_very_moment_on(db):
    with time_machine.travel(NOW, tick=False):
        assert Edition(withdrawn_at=NOW).is_withdrawn
        assert not Edition(withdrawn_at=NOW + HOUR).is_withdrawn
        assert not Edition().is_withdrawn


@pytest.mark.parametrize(("state", "is_so"), [("draft", True), ("submitted", True), ("published", False)])
def test_edition_is_in_preparation_until_it_is_published(state, is_so):
    assert Edition(state=state).is_in_preparation is is_so


def test_day_of_an_edition_is_that_shown_to_readers_else_that_of_publishing_else_today():
    tomorrow, yesterday = NOW + timedelta(days=1), NOW - timedelta(days=1)
    with time_machine.travel(NOW, tick=False):
        assert Edition(first_published_at=yesterday, public_from=tomorrow).day == date(2026, 11, 5)
        assert Edition(public_from=tomorrow).day == date(2026, 11, 7)
        assert Edition().day == date(2026, 11, 6)


@pytest.mark.parametrize(("kind", "slug"), [("press_release", "press-release"), ("news", "news")])
def test_title_without_a_letter_is_addressed_by_the_kind(make_edition, kind, slug):
    assert make_edition(kind=kind, title_az="…", title_en="?!").slug_az == slug


def test_edition_of_no_article_yet_is_addressed_as_news():
    edition = Edition(title_az="…")
    edition.clean()
    assert (edition.slug_az, edition.slug_en) == ("news", "")


def test_words_are_normalised_in_each_language():
    edition = Edition(
        title_az=' "Әdalət" ',
        title_en=' The "day" ',
        body_az='<p>"a"<script>x</script></p>',
        body_en='<p onclick="x">"b"</p>',
    )
    edition.clean()
    assert (edition.title_az, edition.title_en) == ("“Ədalət”", "The “day”")
    assert (edition.body_az, edition.body_en) == ("<p>“a”</p>", "<p>“b”</p>")
    assert (edition.slug_az, edition.slug_en) == ("edalet", "the-day")
    assert edition.search_text == "“edalet”\nthe “day”"


def test_findings_are_stored_while_the_edition_is_in_preparation(make_edition):
    edition = make_edition()
    finding = Finding("title", "title_az", "az", {"word": "ədalət"})
    with time_machine.travel(NOW, tick=False):
        edition.keep_findings([finding])
    stored = Edition.objects.get()
    assert json.loads(stored.findings) == [finding.as_json()]
    assert "ədalət" in stored.findings
    assert (stored.is_blocked, stored.judged_at) == (True, NOW)
    assert (edition.findings, edition.is_blocked, edition.judged_at) == (stored.findings, True, NOW)


def test_frozen_edition_keeps_the_findings_that_it_was_published_with(make_article):
    edition = make_article()
    before = edition.findings, edition.is_blocked, edition.judged_at
    edition.keep_findings([Finding("title")])
    stored = Edition.objects.get()
    assert (edition.findings, edition.is_blocked, edition.judged_at) == before
    assert (stored.findings, stored.is_blocked, stored.judged_at) == before


def test_findings_that_come_too_late_are_not_stored(make_edition):
    """Somebody else published the edition while the gate was reading it."""
    edition = make_edition()
    editing.publish(Edition.objects.get(), None)
    before = Edition.objects.values("findings", "is_blocked", "judged_at").get()
    edition.keep_findings([Finding("title")])
    assert Edition.objects.values("findings", "is_blocked", "judged_at").get() == before


def test_saving_raises_the_version_by_one_of_this_edition_alone(make_edition):
    edition, other = make_edition(), make_edition()
    before = edition.version
    for times in (1, 2):
        edition.save()
        stored = Edition.objects.get(pk=edition.pk)
        assert edition.version == stored.version == before + times
    assert Edition.objects.get(pk=other.pk).version == other.version


def test_stale_copy_is_refused_in_a_sentence_and_changes_nothing(make_edition, in_english):
    edition = make_edition()
    stale = Edition.objects.get(pk=edition.pk)
    editing.save_draft(edition)
    stale.title_az = "Köhnə"
    with pytest.raises(EditionChanged, match="Somebody else has saved this edition in the meantime"):
        editing.save_draft(stale)
    stored = Edition.objects.get(pk=edition.pk)
    assert (stored.title_az, stored.version) == (edition.title_az, edition.version)


def test_public_edition_is_neither_saved_nor_deleted(make_article, in_english):
    edition = make_article()
    for act in (edition.save, edition.delete):
        with pytest.raises(ValidationError, match="Begin a new edition to correct it"):
            act()
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_entry_of_the_log_says_what_changed(make_edition):
    entry = make_edition().record("save", None, "A note", [("limited_to", "", "redaktor")])
    assert (entry.note, entry.changes) == ("A note", [["limited_to", "", "redaktor"]])
