"""Applies every rule, and presents the findings."""

import json
from typing import NamedTuple

from . import rules  # noqa: F401 - the rules register themselves
from .edition_text import EditionText
from .rule import RULES, Finding

MOST_OF_ONE_RULE = 12  # nobody reads the thirteenth sentence about the same thing


class DisplayedFinding(NamedTuple):
    """A finding for the desk: the sentence, and the part of the form where the fault is corrected."""

    rule: str
    sentence: str
    anchor: str
    language: str
    blocks: bool


def judge(edition):
    edition_text = EditionText(edition)
    return [finding for one in RULES.values() for finding in _findings(one, edition_text)]


def _findings(one, edition_text):
    found = []
    for field, language, *words in one.find(edition_text):
        finding = Finding(one.name, field, language, words[0] if words else {})
        if finding not in found:
            found.append(finding)
        if len(found) == MOST_OF_ONE_RULE:
            break
    return found


def stored_findings(edition):
    """The findings stored with it, without those of rules that no longer exist."""
    return [Finding(**finding) for finding in json.loads(edition.findings) if finding["rule"] in RULES]


def for_display(findings):
    """Those that block come first."""
    ordered = sorted(findings, key=lambda finding: not finding.blocks)
    return [
        DisplayedFinding(
            finding.rule, finding.sentence, _anchor(finding.field), finding.language, finding.blocks
        )
        for finding in ordered
    ]


def _anchor(field):
    """The id of that field, or of that table of rows, in the form's page."""
    rows = ("edition_people", "edition_organizations", "gallery", "attachments")
    return f"{field}-group" if field in rows else f"id_{field}"
