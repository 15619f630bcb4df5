"""docs/atag.md answers every criterion of ATAG 2.0 AA, and the tests that it names are there."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "atag.md").read_text().splitlines()
    if re.match(r"\| [AB]\.", line)
]
# The success criteria of levels A and AA.
GUIDELINES = {
    "A": "1.1.1 1.2.1 1.2.2 2.1.1 2.1.2 2.2.1 2.2.2 3.1.1 3.1.2 3.1.3 3.2.1 3.2.2 3.2.3 3.3.1 3.4.1 3.5.1 "
    "3.6.1 3.6.2 3.6.3 3.7.1 4.1.1 4.1.2 4.2.1 4.2.2",
    "B": "1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 1.2.4 2.1.1 2.2.1 2.2.2 2.3.1 2.3.2 2.4.1 2.4.2 2.4.3 2.5.1 2.5.2 "
    "3.1.1 3.1.2 3.1.3 3.1.4 3.1.5 3.2.1 4.1.1 4.1.2 4.1.3 4.1.4 4.2.1 4.2.2",
}
CRITERIA = [f"{part}.{number}" for part, numbers in GUIDELINES.items() for number in numbers.split()]


def is_there(test):
    path, *names = test.split("::")
    text = (ROOT / path).read_text() if (ROOT / path).is_file() else ""
    return text and all(re.search(rf"\b(def|class) {name}\b", text) for name in names)


def test_every_criterion_is_answered_once():
    assert [row[0].split()[0] for row in ROWS] == CRITERIA
    assert {row[1] for row in ROWS} <= {"yes", "in part", "no", "not applicable"}
    assert all(row[2] for row in ROWS)


def test_every_test_that_is_named_is_there():
    named = [test for row in ROWS for test in re.findall(r"`([^`]+)`", row[3])]
    assert len(named) > 30
    assert [test for test in named if not is_there(test)] == []


def test_whatever_is_said_to_be_met_in_part_or_whole_names_a_test_or_says_that_there_is_none():
    assert [row[0] for row in ROWS if not re.search(r"`tests/|no test", row[3])] == []
