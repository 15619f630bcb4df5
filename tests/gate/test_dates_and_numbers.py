"""Dates and numbers are understood in every usual spelling: what differs is warned of, and nothing else."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from news.gate.rule import RULES
from news.text.dates_and_numbers import Date, Figures, figures_in

pytestmark = pytest.mark.once

DATA = Path(__file__).parents[1] / "data" / "dates_and_numbers.tsv"
THE_SAME = "the same"


def pairs():
    """[(Azerbaijani, English, what the gate says)]"""
    lines = DATA.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def said_of(az, en):
    """What the gate says of two texts, as the file of pairs writes it."""
    texts = [
        SimpleNamespace(
            language=language, whole=whole, figures=figures_in(whole, language), field=lambda name: name
        )
        for language, whole in (("az", az), ("en", en))
    ]
    findings = [
        f"{name}: {words['first']} / {words['second']}"
        for name in ("dates-differ", "numbers-differ")
        for _field, _language, words in RULES[name].find(SimpleNamespace(both=texts))
    ]
    return "; ".join(findings) or THE_SAME


@pytest.mark.parametrize(("az", "en", "expected"), pairs())
def test_gate_says_of_each_pair_what_differs_in_it(az, en, expected):
    assert said_of(az, en) == expected
    assert said_of(f"{az}.", f"{en}.") == expected, "at the end of a sentence"


def test_pairs_are_many_of_both_outcomes():
    outcomes = [expected == THE_SAME for _az, _en, expected in pairs()]
    assert outcomes.count(True) >= 60
    assert outcomes.count(False) >= 20


def test_of_two_dates_that_say_as_much_as_each_other_both_are_told():
    day, year = Date(28, 11, None), Date(None, 11, 2026)
    assert Figures(dates=[day, year]).dates_missing_in(Figures()) == ["11.2026", "28.11"]
    assert Figures(dates=[day, year, Date(28, 11, 2026)]).dates_missing_in(Figures()) == ["28.11.2026"]


def test_dates_are_told_by_month_day_and_year_and_those_without_a_day_first():
    dates = [Date(1, 3, year) for year in (2026, 2025, 2024, 2023)]
    dates += [Date(None, 3, 2027), Date(5, 3, 2022), Date(9, 2, 2029)]
    assert Figures(dates=dates).dates_missing_in(Figures()) == [
        *("09.02.2029", "03.2027"),
        *("01.03.2023", "01.03.2024", "01.03.2025", "01.03.2026"),
        "05.03.2022",
    ]


def test_number_is_the_day_of_a_date_only_where_it_may_be_one():
    of_november = Figures(dates=[Date(28, 11, None)])
    assert Figures(numbers={"28": "28"}).numbers_missing_in(of_november) == {"28": "28"}
    assert Figures(numbers={"28": "28"}, maybe_days={"28"}).numbers_missing_in(of_november) == {}


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("28 APRIL 2026", "en", Date(28, 4, 2026)),
        ("28 İYUN 2026", "az", Date(28, 6, 2026)),
        ("noyabrın 28\N{NON-BREAKING HYPHEN}də", "az", Date(28, 11, None)),
    ],
)
def test_capitals_and_unbreakable_hyphens_are_read_as_what_they_stand_for(text, language, date):
    assert figures_in(text, language).dates == [date]
