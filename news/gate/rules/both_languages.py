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
    az, en = edition_text.both
    for words in compared(numbers_only_in(az, en), numbers_only_in(en, az)):
        yield en.field("body"), "", words


def numbers_only_in(text, other):
    missing = text.figures.numbers_missing_in(other.figures)
    return [spelling for value, spelling in missing.items() if not is_spelled_out(value, other)]


@rule(
    "dates-differ", WARNS, _("The dates differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s.")
)
def dates_differ(edition_text):
    if not edition_text.both:
        return
    az, en = edition_text.both
    only_az, only_en = az.figures.dates_missing_in(en.figures), en.figures.dates_missing_in(az.figures)
    for words in compared(only_az, only_en):
        yield en.field("body"), "", words


@rule(
    "names-differ", WARNS, _("The names differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s.")
)
def names_differ(edition_text):
    if not edition_text.both:
        return
    az, en = edition_text.both
    named_az, named_en = edition_text.mentions[az.language], edition_text.mentions[en.language]
    for words in compared(people_only_in(named_az, named_en), people_only_in(named_en, named_az)):
        yield en.field("body"), "", words


def people_only_in(mentions, others):
    """The spellings of the people whom the other text does not name."""
    return [spelling for key, spelling in mentions.items() if key[0] == PERSON and key not in others]
