"""How many findings of a rule are kept, and how they are presented, with rules made up for it."""

import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from news.gate import judging
from news.gate.judging import MOST_OF_ONE_RULE, DisplayedFinding, for_display, judge, stored_findings
from news.gate.rule import BLOCKS, RULES, WARNS, Finding, Rule

pytestmark = pytest.mark.once


@pytest.fixture
def made_up(monkeypatch):
    """made_up(name, severity, found): a rule that finds just that; the real ones are put aside."""
    monkeypatch.setattr(judging, "EditionText", lambda edition: f"text of {edition}")
    for name in list(RULES):
        monkeypatch.delitem(RULES, name)

    def made_up(name, severity, found=()):
        def find(edition_text):
            assert edition_text == "text of edition"
            yield from found

        monkeypatch.setitem(RULES, name, Rule(name, severity, f"{name} in %(language)s", find))

    return made_up


def test_every_rule_is_applied_in_order_with_the_words_that_it_found(made_up):
    made_up("first", WARNS, [("body_az", "az"), ("body_en", "en", {"word": "x"})])
    made_up("second", BLOCKS)
    made_up("third", BLOCKS, [("topics", "")])
    assert judge("edition") == [
        Finding("first", "body_az", "az", {}),
        Finding("first", "body_en", "en", {"word": "x"}),
        Finding("third", "topics", "", {}),
    ]


def test_same_finding_is_kept_once_and_a_rule_speaks_a_dozen_times_at_most(made_up):
    found = [("body_az", "az", {"word": str(number // 2)}) for number in range(2 * MOST_OF_ONE_RULE + 4)]
    made_up("first", WARNS, found)
    made_up("second", WARNS, found[:4])
    words = [(finding.rule, finding.words["word"]) for finding in judge("edition")]
    assert words == [*(("first", str(number)) for number in range(12)), ("second", "0"), ("second", "1")]


def test_findings_are_stored_with_all_they_say_but_those_of_a_rule_that_is_gone(made_up):
    made_up("kept", WARNS)
    kept = Finding("kept", "body_az", "az", {"word": "x"})
    stored = json.dumps([kept.as_json(), Finding("gone").as_json()])
    assert stored_findings(SimpleNamespace(findings=stored)) == [kept]


def test_desk_shows_what_blocks_first_and_leads_to_the_part_of_the_form(made_up):
    made_up("warns", WARNS)
    made_up("blocks", BLOCKS)
    rows = ["edition_people", "edition_organizations", "gallery", "attachments"]
    with translation.override("az"):
        shown = for_display([Finding("warns", "body_en", "en"), *(Finding("blocks", row) for row in rows)])
    assert shown == [
        *(DisplayedFinding("blocks", "blocks in ", f"{row}-group", "", True) for row in rows),
        DisplayedFinding("warns", "warns in İngilis dili", "id_body_en", "en", False),
    ]
