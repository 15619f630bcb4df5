"""The two languages say the same: their numbers, dates and names are compared."""

import re
from collections import Counter

from django.utils.translation import gettext_lazy as _

from news.gate.rule import WARNS, rule
from news.mentions.entities import PERSON
from news.text.azerbaijani import az_lower, month_names
from news.text.languages import LANGUAGES


def small(text, language):
    """In lower case by the rules of the language: İyun is iyun."""
    return az_lower(text) if language == "az" else text.lower()


MONTHS = {
    language: [small(name, language) for name in month_names(language).values()] for language in LANGUAGES
}
# Numbers that are spelled out in both languages.
SPELLED = {
    "az": ["bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz", "on"],
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}
MOST_NAMED = 8
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
WRITTEN_DATES = {
    "az": [re.compile(rf"\b{_DAY}\s+(?P<month>{'|'.join(MONTHS['az'])})\w*(?:\s+{_YEAR})?", re.IGNORECASE)],
    "en": [
        re.compile(
            rf"\b{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS['en'])})\b(?:,?\s+{_YEAR})?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<month>{'|'.join(MONTHS['en'])})\s+{_DAY}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?",
            re.IGNORECASE,
        ),
    ],
}
NUMERIC_DATE = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b")
HALF_DAY = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s*([ap])\.?m\b\.?", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,3}(?:[  \u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")


def take_dates(text, language):
    """[(day, month, year or None)] and the text without them."""
    dates = []

    def take(match):
        month = small(match["month"], language)
        number = int(month) if month.isdigit() else MONTHS[language].index(month) + 1
        year = int(match["year"]) if match["year"] else None
        dates.append((int(match["day"]), number, year))
        return " "

    for pattern in (NUMERIC_DATE, *WRITTEN_DATES[language]):
        text = pattern.sub(take, text)
    return dates, text


def numbers_in(text):
    """The numbers as plain decimals: 1 250, 1,250 and 1.250 are one; 2 pm is 14 and 10:00 is 10."""

    def on_the_clock(match):
        hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
        return f"{hour}:{match[2] or '00'}"

    return Counter(_plain(number) for number in NUMBER.findall(HALF_DAY.sub(on_the_clock, text)))


def _plain(number):
    number = re.sub(r"\s", "", number)
    if THOUSANDS.fullmatch(number):
        return re.sub(r"[.,]", "", number)
    number = re.sub("[,:]", ".", number)
    return re.sub(r"\.0+$", "", number.lstrip("0") or "0")


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
    return re.search(rf"\b{words[int(number) - 1]}", small(text.whole, text.language)) is not None


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


def as_text(date):
    day, month, year = date
    return f"{day:02d}.{month:02d}" + (f".{year}" if year else "")


def same_date(one, other):
    return one[:2] == other[:2] and (one[2] == other[2] or None in (one[2], other[2]))


@rule(
    "numbers-differ",
    WARNS,
    _("The numbers differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s."),
)
def numbers_differ(edition_text):
    if not edition_text.both:
        return
    rests = [take_dates(text.whole, text.language)[1] for text in edition_text.both]
    found = [numbers_in(rest) for rest in rests]
    alone = [
        [number for number in only_in(found[here], found[not here]) if not is_spelled_out(number, other)]
        for here, other in enumerate(reversed(edition_text.both))
    ]
    for words in compared(*alone):
        yield edition_text.both[1].field("body"), "", words


@rule(
    "dates-differ", WARNS, _("The dates differ. Only in Azerbaijani: %(first)s. Only in English: %(second)s.")
)
def dates_differ(edition_text):
    if not edition_text.both:
        return
    found = [take_dates(text.whole, text.language)[0] for text in edition_text.both]
    alone = [
        [as_text(one) for one in mine if not any(same_date(one, other) for other in theirs)]
        for mine, theirs in (found, found[::-1])
    ]
    for words in compared(*alone):
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
