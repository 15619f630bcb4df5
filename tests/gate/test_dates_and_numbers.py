"""Dates and numbers are understood in every usual spelling: what differs is warned of, and nothing else."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from news.gate.rule import RULES
from news.text.dates_and_numbers import figures_in

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
