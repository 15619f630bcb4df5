"""What the gate says when the two languages differ, and what it takes for the same number in words."""

import pytest

from news.gate import judge
from news.gate.edition_text import Text
from news.gate.rules.both_languages import is_spelled_out
from news.models import Edition, Person
from tests.helpers.good_texts import GOOD

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.once]


def told(edition):
    return [(one.rule, one.field, one.language, one.words) for one in judge(edition)]


@pytest.mark.parametrize(
    ("rule", "in_azerbaijani", "in_english", "first", "second"),
    [
        ("numbers-differ", "Cəmi 45 və 62 müraciət.", "A total of 71 and 83.", "45, 62", "71, 83"),
        ("numbers-differ", "Cəmi 45 müraciət.", "Some appeals.", "45", "–"),
        ("numbers-differ", "Müraciətlər.", "A total of 71.", "–", "71"),
        ("dates-differ", "Görüş 28 noyabr 2026-cı ildə olub.", "They met.", "28.11.2026", "–"),
        ("dates-differ", "Görüş olub.", "They met on 28 and on 5 March 2026.", "–", "05.03.2026"),
    ],
)
def test_difference_is_told_with_what_each_language_has_alone(
    draft, rule, in_azerbaijani, in_english, first, second
):
    edition = draft(
        body_az=f"{GOOD['az']}<p>{in_azerbaijani}</p>", body_en=f"{GOOD['en']}<p>{in_english}</p>"
    )
    assert (rule, "body_en", "", {"first": first, "second": second}) in told(edition)


def test_at_most_eight_differences_are_named(draft):
    edition = draft(
        body_az=f"{GOOD['az']}<p>{', '.join(f'a{number} {number}' for number in range(51, 62))}</p>"
    )
    (_rule, _field, _language, words) = next(one for one in told(edition) if one[0] == "numbers-differ")
    assert words == {"first": "51, 52, 53, 54, 55, 56, 57, 58", "second": "–"}


def test_people_whom_one_language_names_alone_are_told_by_their_spelling_there(draft):
    Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    Person.objects.create(name_az="Leyla Məmmədova", name_en="Leyla Mammadova")
    edition = draft(
        body_az=f"{GOOD['az']}<p>Aydın Səfixanlıya müraciət olunub.</p>",
        body_en=f"{GOOD['en']}<p>Leyla Mammadova answered.</p>",
    )
    words = {"first": "Aydın Səfixanlıya", "second": "Leyla Mammadova"}
    assert ("names-differ", "body_en", "", words) in told(edition)


ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XIV",
    "XIX",
    "XX",
    "XXI",
    "XXXIX",
]
ARABIC = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 20, 21, 39]


@pytest.mark.parametrize(
    ("number", "language", "words", "is_there"),
    [
        *(
            (str(value), "en", f"Class {numeral}.", True)
            for value, numeral in zip(ARABIC, ROMAN, strict=True)
        ),
        ("2", "en", "Class III.", False),
        ("10", "en", "Class XX.", False),
        ("0", "en", "Nothing.", False),
        ("40", "en", "Class XXXX.", False),
        ("1.5", "en", "One and a half.", False),
        ("2", "az", "İki nəfər gəlib.", True),
        ("4", "az", "Dördüncü görüşdür.", True),
        ("10", "az", "On nəfər.", True),
        ("11", "az", "On bir nəfər.", False),
        ("1", "en", "The first meeting.", True),
        ("4", "en", "Their fourth meeting.", True),
        ("10", "en", "The TENTH of them.", True),
        ("10", "en", "Often.", False),
    ],
)
def test_number_up_to_ten_may_be_in_words_and_up_to_thirty_nine_in_roman_numerals(
    number, language, words, is_there
):
    edition = Edition(title_az="", title_en="", body_az="", body_en="")
    setattr(edition, f"body_{language}", f"<p>{words}</p>")
    assert is_spelled_out(number, Text(edition, language)) is is_there


def test_nothing_is_compared_while_one_language_is_not_written(draft):
    edition = draft(body_az=f"{GOOD['az']}<p>Cəmi 45.</p>", body_en="")
    assert {rule for rule, *_ in told(edition)}.isdisjoint({"numbers-differ", "dates-differ", "names-differ"})
