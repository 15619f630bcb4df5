"""What a text in Azerbaijani or English says in figures: its dates and its numbers, however they are written.

"noyabrın 28-də" and "28th of November" are one date; "1,5 milyon" and "1,500,000" are one number.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from .azerbaijani import az_lower, month_names
from .languages import LANGUAGES

TAKEN = " ; "  # in place of what has been understood, so that its neighbours do not become one number


class Date(NamedTuple):
    """None for what is not said: "28 noyabr" has no year, "November 2026" no day."""

    day: int | None
    month: int
    year: int | None

    def agrees_with(self, other):
        return all(mine == theirs or None in (mine, theirs) for mine, theirs in zip(self, other, strict=True))

    def says_more_than(self, other):
        return self != other and self.agrees_with(other) and self.count(None) < other.count(None)

    def __str__(self):
        day = f"{self.day:02d}." if self.day else ""
        return f"{day}{self.month:02d}" + (f".{self.year}" if self.year else "")


@dataclass
class Figures:
    """numbers: {value: its first spelling}. maybe_days: the values that may be days of a month that is not
    named, as in "ayın 28-də" and "on the 28th".
    """

    dates: list[Date] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    maybe_days: set[str] = field(default_factory=set)

    def dates_missing_in(self, other):
        """Each once, as full as it is written anywhere, from the first month of the year on."""
        missing = {date for date in self.dates if not other.has_date(date)}
        fullest = [date for date in missing if not any(one.says_more_than(date) for one in missing)]
        return [
            str(date)
            for date in sorted(fullest, key=lambda date: (date.month, date.day or 0, date.year or 0))
        ]

    def numbers_missing_in(self, other):
        """{value: spelling}"""
        return {
            value: spelling
            for value, spelling in self.numbers.items()
            if not other.has_number(value, may_be_day=value in self.maybe_days)
        }

    def has_date(self, date):
        return str(date.day) in self.maybe_days or any(date.agrees_with(mine) for mine in self.dates)

    def has_number(self, value, may_be_day):
        """As a number, as the year of a date or, where it may be that, as its day."""
        years = {str(date.year) for date in self.dates}
        days = {str(date.day) for date in self.dates} if may_be_day else set()
        return value in chain(self.numbers, years, days)


def small(text, language):
    """In lower case by the rules of the language: İyun is iyun."""
    return az_lower(text) if language == "az" else text.lower()


def figures_in(text, language):
    text = small(text, language).replace("\N{NON-BREAKING HYPHEN}", "-")
    dates, text = take_dates(text, language)
    maybe_days = {day for match in MAYBE_DAYS[language].finditer(text) for day in days_of(match)}
    telephones, text = take_telephones(text)
    return Figures(
        list(dict.fromkeys(dates)), telephones | numbers_in(on_24_hours(text), language), maybe_days
    )


# Dates

DASH = r"\s*[-–—]\s*"
DAY = r"(?<![\d.,:])\d{1,2}(?![\d%]|[.,:]\d)"
AZ_DAY = rf"{DAY}(?:-[^\W\d]+)?"
EN_DAY = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?<!\d)(?P<year>[12]\d{3})(?!\d)"
OF_YEAR = rf"{YEAR}-c[ıiuü]\s+il(?:in)?\s+"


def months_of(language):
    """{spelling: number of the month}; in English also Nov and Sept."""
    names = {small(name, language): number for number, name in month_names(language).items()}
    if language == "en":
        names |= {name[:3]: number for name, number in names.items()} | {"sept": 9}
    return names


def one_of(words):
    return "|".join(sorted(words, key=len, reverse=True))


def _days(day, joined_by):
    """Days of one month: 28; 1–5; 28 and 29; 12, 13 and 14."""
    return rf"(?P<days>{day}(?:(?:,\s*{day}){{0,9}}(?:{joined_by}){day})?)"


MONTHS = {language: months_of(language) for language in LANGUAGES}
AZ_MONTH = rf"\b(?P<month>{one_of(MONTHS['az'])})"
EN_MONTH = rf"\b(?P<month>{one_of(MONTHS['en'])})\b\.?"
AZ_DAYS = _days(AZ_DAY, rf"{DASH}|\s+və\s+|(?<=d[aə]n)\s+")
EN_DAYS = _days(EN_DAY, rf"{DASH}|\s+(?:and|to|until|till|through)\s+(?:the\s+)?")
# "noyabrın 28-də" and "ayın 28 tarixində" are dates; "noyabrın 28 iclası" is none.
AZ_DAYS_AFTER_MONTH = rf"\s+{AZ_DAYS}(?:(?<=[^\W\d])|(?=\s+tarix))"

DATES = {
    language: [re.compile(pattern) for pattern in patterns]
    for language, patterns in {
        "az": [
            rf"(?:{OF_YEAR})?{AZ_MONTH}(?:[ıiuü]n|\s+ayının){AZ_DAYS_AFTER_MONTH}",
            rf"{OF_YEAR}{AZ_DAYS}\s+{AZ_MONTH}\w*",
            rf"{AZ_DAYS}\s+{AZ_MONTH}\w*(?:,?\s+{YEAR})?",
            rf"{OF_YEAR}{AZ_MONTH}\w*",
            rf"{AZ_MONTH}\s+{YEAR}",
        ],
        "en": [
            rf"{EN_DAYS}\s+(?:of\s+)?{EN_MONTH}(?:(?:,|\s+of)?\s+{YEAR})?",
            rf"{EN_MONTH}\s+(?:the\s+)?{EN_DAYS}\b(?:,?\s+{YEAR})?",
            rf"{EN_MONTH}(?:,|\s+of)?\s+{YEAR}",
        ],
    }.items()
}
NUMERIC_DATES = [
    re.compile(
        r"(?<![\d.])(?P<days>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>[12]\d{3})(?!\d)"
    ),
    re.compile(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<days>\d\d)(?![\d-])"),
]
MAYBE_DAYS = {
    "az": re.compile(rf"\bayın{AZ_DAYS_AFTER_MONTH}"),
    "en": re.compile(rf"(?P<days>{DAY}(?:st|nd|rd|th))\b"),
}


def take_dates(text, language):
    """[Date] and the text without them."""
    dates = []

    def take(match):
        month = match["month"]
        month = int(month) if month.isdigit() else MONTHS[language][month]
        days = [int(day) for day in days_of(match)] or [None]
        if month > 12 or any(day is not None and not 0 < day < 32 for day in days):
            return match.group()
        year = match["year"] and int(match["year"])
        dates.extend(Date(day, month, year) for day in days)
        return TAKEN

    for pattern in (*NUMERIC_DATES, *DATES[language]):
        text = pattern.sub(take, text)
    return dates, text


def days_of(match):
    """["28", "29"] of "28 and 29th"; none when only a month and a year are said."""
    return [day.lstrip("0") or "0" for day in re.findall(r"\d+", match.groupdict().get("days", ""))]


# Numbers

TELEPHONE = re.compile(r"(?<![\d.,])(?:\+994[\s(-]*|\(?0)\d(?:[\s()-]*\d){8}(?!\d)")
NATIONAL_DIGITS = 9
TIME = r"(?<![\d.,:])(\d{1,2})(?:[.:](\d\d))?"
HALF_DAY = re.compile(rf"(?:{TIME}({DASH}|\s+(?:to|and)\s+))?{TIME}\s*([ap])\.?\s?m\b\.?")
UNITS = {
    "az": {
        r"min(?:dən|də|ə|i|in|inci|lik)?\b": 10**3,
        r"(?:mln\b\.?|milyon\w*)": 10**6,
        r"(?:mlrd\b\.?|milyard\w*)": 10**9,
    },
    "en": {
        r"thousand\w*": 10**3,
        r"(?:mln\b\.?|million\w*)": 10**6,
        r"(?:bn\b\.?|billion\w*)": 10**9,
    },
}
NUMBER = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:]\d+)*"
NUMBER_AND_UNIT = {
    language: re.compile(rf"(?P<number>{NUMBER})(?:\s+(?P<unit>{'|'.join(units)}))?")
    for language, units in UNITS.items()
}
GROUPED = re.compile(r"([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")


def take_telephones(text):
    """{"tel:124981062": its spelling} and the text without them; the country's code makes no difference."""
    found = {}

    def take(match):
        digits = re.sub(r"\D", "", match.group())
        found.setdefault(f"tel:{digits[-NATIONAL_DIGITS:]}", match.group())
        return TAKEN

    return found, TELEPHONE.sub(take, text)


def on_24_hours(text):
    """2 pm is 14:00; in "2–4 pm" both are of the afternoon, in "10–2 pm" only the second."""

    def rewrite(match):
        first, first_minutes, joined_by, last, minutes, half = match.groups()
        afternoon = 12 if half == "p" else 0
        written = f"{int(last) % 12 + afternoon}:{minutes or '00'}"
        if first is None:
            return written
        is_same_half = int(first) % 12 <= int(last) % 12
        hour = int(first) % 12 + (afternoon if is_same_half else 12 - afternoon)
        return f"{hour}:{first_minutes or '00'}{joined_by}{written}"

    return HALF_DAY.sub(rewrite, text)


class Part(NamedTuple):
    """A number in a text with its unit, such as 2 milyon; value is no decimal for article 12.1.3."""

    value: str
    unit: int
    start: int
    end: int

    def is_followed_by(self, other, text):
        """Whether the other is added to it, as in 2 milyon 300 min and in 3 min 45."""
        is_beside = text[self.end : other.start].isspace()
        return is_beside and is_decimal(other.value) and Decimal(other.value) < self.unit

    def joined_with(self, other):
        total = plain_decimal(Decimal(self.value) + Decimal(other.value))
        return Part(total, other.unit, self.start, other.end)


def numbers_in(text, language):
    """{value: first spelling}: 1 250, 1,250 and 1.250 are one; so are 10:00 and 10, 2 min 500 and 2500."""
    parts = []
    for match in NUMBER_AND_UNIT[language].finditer(text):
        part = _part(match, language)
        if parts and parts[-1].unit > 1 and parts[-1].is_followed_by(part, text):
            parts[-1] = parts[-1].joined_with(part)
        else:
            parts.append(part)
    found = {}
    for part in parts:
        found.setdefault(part.value, text[part.start : part.end])
    return found


def _part(match, language):
    value, unit = plain(match["number"]), unit_of(match["unit"], language)
    if not is_decimal(value):
        unit = 1
    if unit > 1:
        value = plain_decimal(Decimal(value) * unit)
    return Part(value, unit, *match.span())


def unit_of(word, language):
    if word is None:
        return 1
    return next(factor for pattern, factor in UNITS[language].items() if re.fullmatch(pattern, word))


def is_decimal(value):
    return value.count(".") < 2


def plain_decimal(number):
    return f"{number.normalize():f}"


def plain(number):
    """Without grouping, leading zeros and an empty fraction, with a point: 1 250,50 is 1250.50."""
    number = re.sub(r"\s", "", number)
    if grouped := GROUPED.fullmatch(number):
        whole, sign, fraction = grouped.groups()
        number = whole.replace(sign, "") + (f".{fraction}" if fraction else "")
    number = re.sub(r"[,:]", ".", number)
    return re.sub(r"^0+(?=\d)|\.0+$", "", number)
