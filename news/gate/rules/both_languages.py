"""The two languages say the same: their numbers, dates and names are compared."""

import re

from django.utils.translation import gettext_lazy as _

from news.gate.rule import WARNS, rule
from news.mentions.entities import PERSON
from news.text.dates_and_numbers import small

# Numbers that are spelled out in both languages.
SPELLED = {
    "az": ["bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz", "on"],
    "en": [
        *("one|first", "two|second", "three|third", "four", "five|fifth"),
        *("six", "seven", "eight|eighth", "nine|ninth", "ten"),
    ],
}
ORDINAL_ENDING = {"az": r"(?:\w?nc[ıiuü]\w*)?", "en": "(?:th)?"}
MOST_NAMED = 8


def roman(number):
    tens, units = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][units]


def is_spelled_out(number, text):
    """Whether the text has it in words or, as for classes and centuries, in Roman numerals."""
    words = SPELLED[text.language]
    if not number.isdigit() or not 0 < int(number) < 40:
        return False
    if re.search(rf"\b{roman(int(number))}\b", text.whole):
        return True
    if int(number) > len(words):
        return False
    forms = rf"\b(?:{words[int(number) - 1]}){ORDINAL_ENDING[text.language]}\b"
    return re.search(forms, small(text.whole, text.language)) is not None


def only_in(mine, theirs):
    return [thing for thing in mine if thing not in theirs]


def compared(first, second):
    """The words of a finding when the two differ."""
    if not (first or second):
        return []
    return [
        {
            "first": ", ".join(first[:MOST_NAMED]) or "–",
            "second": ", ".join(second[:MOST_NAMED]) or "–",
        }
    ]


@rule(
    "numbers-differ",
    WARNS,
    _("The numbers differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s."),
)
def numbers_differ(edition_text):
    if not edition_text.both:
        return
    az, en = (text.figures for text in edition_text.both)
    alone = [
        [spelling for value, spelling in missing.items() if not is_spelled_out(value, other)]
        for missing, other in zip(
            [az.numbers_missing_in(en), en.numbers_missing_in(az)], reversed(edition_text.both), strict=True
        )
    ]
    for words in compared(*alone):
        yield edition_text.both[1].field("body"), "", words


@rule(
    "dates-differ", WARNS, _("The dates differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s.")
)
def dates_differ(edition_text):
    if not edition_text.both:
        return
    az, en = (text.figures for text in edition_text.both)
    for words in compared(az.dates_missing_in(en), en.dates_missing_in(az)):
        yield edition_text.both[1].field("body"), "", words


@rule(
    "names-differ", WARNS, _("The names differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s.")
)
def names_differ(edition_text):
    if not edition_text.both:
        return
    people = [
        {key: spelling for key, spelling in edition_text.mentions[text.language].items() if key[0] == PERSON}
        for text in edition_text.both
    ]
    alone = [
        [mine[key] for key in only_in(mine, theirs)]
        for mine, theirs in ((people[0], people[1]), (people[1], people[0]))
    ]
    for words in compared(*alone):
        yield edition_text.both[1].field("body"), "", words
