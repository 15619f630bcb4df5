"""A rule and its findings."""

import dataclasses
from typing import NamedTuple

from news.text.languages import LANGUAGE_NAMES

BLOCKS, WARNS = "blocks", "warns"
RULES = {}


class Rule(NamedTuple):
    """is_essential: no page can do without it, so it also applies to imports, which nobody publishes."""

    name: str
    severity: str
    sentence: str
    find: object
    is_essential: bool = False


@dataclasses.dataclass(frozen=True)
class Finding:
    """One violation of a rule: the words to put into the rule's sentence, and the field to jump to."""

    rule: str
    field: str = ""
    language: str = ""
    words: dict = dataclasses.field(default_factory=dict)

    @property
    def severity(self):
        return RULES[self.rule].severity

    @property
    def blocks(self):
        return self.severity == BLOCKS

    @property
    def is_essential(self):
        return RULES[self.rule].is_essential

    @property
    def sentence(self):
        language = LANGUAGE_NAMES.get(self.language, "")
        return RULES[self.rule].sentence % {"language": language, **self.words}

    def as_json(self):
        return {"rule": self.rule, "field": self.field, "language": self.language, "words": self.words}


def rule(name, severity, sentence, is_essential=False):
    """Register a function of an EditionText that yields (field, language) or (field, language, words)."""

    def register(find):
        RULES[name] = Rule(name, severity, sentence, find, is_essential)
        return find

    return register
