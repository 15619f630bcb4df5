"""How a rule of the gate is registered, and what its findings say."""

import pytest

from news.gate.rule import BLOCKS, RULES, WARNS, Finding, Rule, rule

pytestmark = pytest.mark.once


@pytest.fixture
def find(monkeypatch):
    """The function of a rule named "own", which is forgotten after the test."""
    monkeypatch.setitem(RULES, "own", None)
    return lambda edition_text: []


def test_rule_is_found_by_its_name_with_all_that_was_said_of_it(find):
    assert rule("own", WARNS, "“%(word)s” in %(language)s", is_essential=True)(find) is find
    assert RULES["own"] == Rule("own", WARNS, "“%(word)s” in %(language)s", find, True)
    finding = Finding("own", "body_en", "en", {"word": "x"})
    assert (finding.severity, finding.blocks, finding.is_essential) == (WARNS, False, True)
    assert finding.sentence.startswith("“x” in ")
    assert finding.as_json() == {"rule": "own", "field": "body_en", "language": "en", "words": {"word": "x"}}


def test_rule_is_not_essential_unless_it_says_so(find):
    rule("own", BLOCKS, "A sentence.")(find)
    assert RULES["own"] == Rule("own", BLOCKS, "A sentence.", find, False)
    assert Finding("own").blocks
