"""Dates and numbers are understood in every usual spelling: what differs is warned of, and nothing else."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from news.gate.rule import RULES
from news.text.dates_and_numbers import Date, Figures, figures_in, months_of, on_24_hours, one_of

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


def test_months_are_known_by_their_names_and_in_english_by_their_beginnings():
    assert months_of("az")["iyun"] == 6
    assert len(months_of("az")) == 12
    english = months_of("en")
    assert [english[name] for name in ("january", "jan", "may", "sep", "sept", "december")] == [
        1,
        1,
        5,
        9,
        9,
        12,
    ]
    assert len(english) == 24


def test_of_several_spellings_the_longest_is_tried_first():
    assert one_of(["z", "aaa", "mm"]) == "aaa|mm|z"


@pytest.mark.parametrize(
    ("text", "dates", "maybe_days"),
    [
        ("0 November 2026", [Date(None, 11, 2026)], set()),
        ("31 October 2026", [Date(31, 10, 2026)], set()),
        ("32 November 2026", [Date(None, 11, 2026)], set()),
        ("They met on the 08th and on the 10th, not on the 00th", [], {"8", "10", "0"}),
    ],
)
def test_days_run_from_the_first_to_the_thirty_first(text, dates, maybe_days):
    figures = figures_in(text, "en")
    assert (figures.dates, figures.maybe_days) == (dates, maybe_days)


@pytest.mark.parametrize(
    ("text", "on_24"),
    [
        ("2 pm", "14:00"),
        ("12 am", "0:00"),
        ("2–4 pm", "14:00–16:00"),
        ("2:15–4 pm", "14:15–16:00"),
        ("2:15–2:45 pm", "14:15–14:45"),
        ("10–2 pm", "10:00–14:00"),
        ("12–1 pm", "12:00–13:00"),
        ("1–12 pm", "1:00–12:00"),
        ("10 to 11.30 a.m.", "10:00 to 11:30"),
    ],
)
def test_hours_of_two_halves_are_written_on_twenty_four(text, on_24):
    assert on_24_hours(text) == on_24


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Cəmi 2 min 500 nəfər", {"2500": "2 min 500"}),
        ("2 milyon 300 min 45", {"2300045": "2 milyon 300 min 45"}),
        ("2 milyon, 300 min", {"2000000": "2 milyon", "300000": "300 min"}),
        ("2 min 1000", {"2000": "2 min", "1000": "1000"}),
        ("5 0,5", {"5": "5", "0.5": "0,5"}),
        ("12.1.3 milyon", {"12.1.3": "12.1.3 milyon"}),
        ("2 min 12.1.3", {"2000": "2 min", "12.1.3": "12.1.3"}),
        ("(012) 498-10-62, +994 12 498 10 62", {"tel:124981062": "(012) 498-10-62"}),
    ],
)
def test_numbers_are_put_together_with_their_units_and_neighbours(text, numbers):
    assert figures_in(text, "az").numbers == numbers
