"""Applies every rule, and presents the findings."""

import json
from typing import NamedTuple

from news.models import Article, Edition
from news.text.edition_texts import TEMPLATED
from news.text.languages import LANGUAGES, field_in, fields_in_each

from . import rules  # noqa: F401 - the rules register themselves
from .edition_text import EditionText
from .rule import RULES, Finding

# The rules without which readers who do not see the page, or do not use a mouse, are kept out.
OF_ACCESS = (
    *("heading-order", "empty-heading", "table-headers", "link-text"),
    *("foreign-passage", "alternative-text-in-text"),
)
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


def judge_template(template):
    """What in its texts would keep some readers out of every article that begins with it."""
    texts = {column: getattr(template, column) or "" for column in fields_in_each(*TEMPLATED)}
    released = {
        field_in("released", language): any(texts[field_in(name, language)] for name in TEMPLATED)
        for language in LANGUAGES
    }
    beginning = EditionText(Edition(article=Article(kind=template.kind), **texts, **released))
    return [finding for name in OF_ACCESS for finding in _findings(RULES[name], beginning)]


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
