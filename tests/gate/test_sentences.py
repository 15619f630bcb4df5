"""What the gate says of each fault: the field to which it leads, the language, the words of the sentence."""

from operator import itemgetter

import pytest

from news import editing
from news.gate import judge
from news.gate.rules.structure import excerpt
from news.gate.rules.style import shouted
from news.models import AttachedText, Attachment, EditionPerson, Image, Person
from tests.helpers.good_texts import GOOD

Outcome = AttachedText.Outcome
pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.once]
TABLE = "<table><tbody><tr><td>Year</td><td>Calls</td></tr></tbody></table>"
LONG = "The Commissioner " + "often " * 35 + "listens"
GERMAN = "Der Ombudsmann ist nicht mit der Regierung und den Gerichten auch"
# {rule: (what breaks it in English, the field, the words of the sentence)}
FAULTS = {
    "title": ({"title_en": " "}, "title_en", {}),
    "summary": ({"summary_en": ""}, "summary_en", {}),
    "body": ({"body_en": "<p> </p>"}, "body_en", {}),
    "long-title": ({"title_en": "a" * 66}, "title_en", {"length": 66}),
    "long-summary": ({"summary_en": "a" * 161}, "summary_en", {"length": 161}),
    "capitals": (
        {"summary_en": "It said: ENOUGH IS ENOUGH NOW"},
        "summary_en",
        {"words": "ENOUGH IS ENOUGH NOW"},
    ),
    "long-sentence": (
        {"body_en": f"<p>{LONG}.</p>"},
        "body_en",
        {"beginning": "The Commissioner often often often often often often often…", "count": 38},
    ),
    "heading-order": ({"body_en": f"<h3>Results</h3>{GOOD['en']}"}, "body_en", {"heading": "Results"}),
    "empty-heading": ({"body_en": f"{GOOD['en']}<h2> </h2>"}, "body_en", {}),
    "table-headers": ({"body_en": GOOD["en"] + TABLE}, "body_en", {"beginning": "Year Calls"}),
    "link-text": ({"body_en": f'{GOOD["en"]}<p><a href="/en/">here</a></p>'}, "body_en", {"link": "here"}),
    "dead-link": (
        {"body_en": f'{GOOD["en"]}<p><a href="/en/news/9999/x/">The report</a></p>'},
        "body_en",
        {"link": "The report", "address": "/en/news/9999/x/"},
    ),
    "link-into-the-desk": (
        {"body_en": f'{GOOD["en"]}<p><a href="/admin/">The desk</a></p>'},
        "body_en",
        {"link": "The desk"},
    ),
    "foreign-passage": (
        {"body_en": f"{GOOD['en']}<p>{GERMAN}.</p>"},
        "body_en",
        {"passage": "Der Ombudsmann ist nicht mit der Regierung und den…"},
    ),
}


def told(edition):
    return [(one.rule, one.field, one.language, one.words) for one in judge(edition)]


@pytest.mark.parametrize(
    ("rule", "texts", "field", "words"), [(name, *of) for name, of in FAULTS.items()], ids=FAULTS
)
def test_fault_in_a_text_is_told_with_its_field_its_language_and_its_words(draft, rule, texts, field, words):
    (finding,) = [one for one in judge(draft(**texts)) if one.rule == rule]
    assert (finding.field, finding.language, finding.words) == (field, "en", words)
    sentence = str(finding.sentence)
    assert "%" not in sentence
    assert all(str(word) in sentence for word in words.values())


@pytest.mark.parametrize(
    ("outcome", "has_alternative", "rule"),
    [
        (Outcome.NO_WORDS, False, "searchable-attachment"),
        (None, False, "attachment-being-read"),
        (Outcome.READ, False, None),
        (Outcome.NO_WORDS, True, None),
        (None, True, None),
    ],
)
def test_attachment_that_is_no_text_is_told_by_its_title(draft, outcome, has_alternative, rule):
    edition = draft()
    titles = {"title_az": "Hesabat", "title_en": "Report", "has_alternative": has_alternative, "size": 1}
    Attachment.objects.bulk_create([Attachment(edition=edition, file="attachments/a.pdf", **titles)])
    if outcome:
        AttachedText.objects.create(file="attachments/a.pdf", outcome=outcome)
    assert told(edition) == ([(rule, "attachments", "", {"file": "Report"})] if rule else [])


def test_person_who_is_named_is_told_once_by_the_first_spelling_unless_linked_or_set_aside(draft):
    Person.objects.create(name_az="Leyla Məmmədova", name_en="Leyla Mammadova")
    person = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    texts = {
        "body_az": f"{GOOD['az']}<p>Aydın Səfixanlıya müraciət olunub.</p>",
        "body_en": f"{GOOD['en']}<p>Aydin Safikhanli answered.</p>",
    }
    edition = draft(**texts)

    assert told(edition) == [("unlinked-person", "edition_people", "", {"name": "Aydın Səfixanlıya"})]
    aside = edition.article.dismissed_names.create(key=f"person:{person.pk}")
    assert told(edition) == []
    aside.delete()
    EditionPerson.objects.create(edition=edition, person=person)
    assert told(edition) == []


@pytest.mark.parametrize(
    ("lacks", "findings"),
    [
        ({"released_az": False, "released_en": False}, [("released", "released_az")]),
        (
            {"topics": [], "organizations": []},
            [("topic", "topics"), ("lead-organization", "edition_organizations")],
        ),
    ],
)
def test_what_an_edition_lacks_as_a_whole_is_told_in_no_language(draft, lacks, findings):
    assert told(draft(**lacks)) == [(rule, field, "", {}) for rule, field in findings]


def test_correction_without_a_note_is_told_in_each_language(draft):
    edition = draft()
    editing.publish(edition, None)
    correction = editing.new_edition(edition, None)
    assert told(correction) == [
        ("change-note", "change_note_az", "az", {}),
        ("change-note", "change_note_en", "en", {}),
    ]


def test_same_title_is_told_with_the_number_of_the_other_article(draft, make_article):
    other = make_article(title_en="A school visit", title_az="Başqa")
    (finding,) = judge(draft())
    words = {"number": str(other.article.number)}
    assert (finding.rule, finding.field, finding.language, finding.words) == (
        "same-title",
        "title_en",
        "en",
        words,
    )


def test_markup_that_came_in_by_another_door_is_told(draft):
    edition = draft()
    edition.body_en += '<p><a>The report</a></p><p><img alt=""></p>'
    assert sorted(told(edition), key=itemgetter(0)) == [
        ("alternative-text-in-text", "body_en", "en", {"picture": ""}),
        ("dead-link", "body_en", "en", {"link": "The report", "address": ""}),
        ("unsafe-markup", "body_en", "en", {}),
    ]


def test_picture_without_a_description_is_told_by_its_name(draft):
    picture = Image(pk=1, file="images/hall.webp", alt_az="Zal", alt_en="", width=10, height=10)
    edition = draft()
    edition.lead_image = picture
    (finding,) = judge(edition)
    assert (finding.field, finding.language, finding.words) == ("lead_image", "en", {"picture": str(picture)})


@pytest.mark.parametrize(("count", "is_told"), [(35, False), (36, True)])
def test_sentence_may_have_as_many_words_as_the_limit_says(draft, count, is_told):
    sentence = " ".join(["The"] + ["often"] * (count - 1))
    assert bool(judge(draft(body_en=f"<p>{sentence}.</p>"))) == is_told


def test_excerpt_ends_before_the_word_that_has_no_room():
    assert excerpt("a" * 60) == "a" * 60
    assert excerpt("one two " + "a" * 60) == "one two…"
    assert excerpt("a" * 61) == "a" * 60 + "…"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("İNSAN HÜQUQLARI GÜNÜ", "İNSAN HÜQUQLARI GÜNÜ"),
        ("ABCDE FGHIJ KLMNO", "ABCDE FGHIJ KLMNO"),
        ("ABCDE FGHIJ KLMN", ""),
        ("AB CD", ""),
        ("ABCDEFGH A IJKLMNOP B QR", "ABCDEFGH IJKLMNOP QR"),
        ("ABCDEFGH word IJKLMNOP QRSTUV", ""),
        ("kiçik", ""),
    ],
)
def test_run_of_capitals_is_found_whole(text, found):
    assert shouted(text) == found
