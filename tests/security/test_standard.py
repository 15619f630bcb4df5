"""docs/security.md answers each requirement of the standard, and names only what exists."""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.once
TABLE = (settings.BASE_DIR / "docs" / "security.md").read_text()
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if re.match(r"\| \d", line)]
NAMED = sorted(
    {(row[0], name) for row in ROWS for name in re.findall(r"`((?:tests|deploy|README)[\w/.:]*)`", row[3])}
)
STANDARD = settings.BASE_DIR / "tests" / "data" / "asvs_5_0_levels_1_and_2.txt"


def test_each_requirement_of_levels_1_and_2_is_answered_once_and_in_order():
    assert [f"{row[0]} {row[1]}" for row in ROWS] == STANDARD.read_text().splitlines()


def test_each_answer_is_held_not_applicable_or_open_with_a_reason():
    for number, _level, question, answer in ROWS:
        assert question, number
        assert re.match(r"(held: .*`[\w/.:]+`|not applicable: \w|open: .)", answer), number


@pytest.mark.parametrize(("number", "name"), NAMED)
def test_what_holds_a_requirement_exists(number, name):
    file, _, test = name.partition("::")
    assert (settings.BASE_DIR / file).is_file()
    assert not test or f"def {test}(" in (settings.BASE_DIR / file).read_text()


def test_numbers_of_answers_are_the_ones_at_the_top():
    said = re.search(r"Of (\d+) requirements (\d+) are held, (\d+) not applicable and (\d+) open", TABLE)
    kinds = ("held", "not applicable", "open")
    assert [int(number) for number in said.groups()] == [
        len(ROWS),
        *(sum(row[3].startswith(kind) for row in ROWS) for kind in kinds),
    ]
