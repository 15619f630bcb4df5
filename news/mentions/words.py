"""The words of a text or a name, for comparing names."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from news.search.analysis import english_spelling, stems, tokens
from news.text.azerbaijani import az_lower, fold, skeleton

_ENDING = "(?:[-‐‑'’ʼ‘`´]\\w+)?"
_JOINT = re.compile(f"{_ENDING}\\s+|[-‐‑]|['’ʼ‘`´]")
_AFTER_INITIAL = re.compile(r"\.\s?")
_SURNAME_ENDING = re.compile("[eo]v[ae]$")


@dataclass(frozen=True)
class Word:
    """A word with the forms by which it is compared, each made when it is needed."""

    text: str
    start: int
    end: int
    is_acronym: bool

    @cached_property
    def folded(self):
        return english_spelling(fold(self.text))

    @cached_property
    def sound(self):
        return skeleton(self.folded)

    @cached_property
    def is_capitalised(self):
        return self.text[0] != az_lower(self.text[0])

    @cached_property
    def uninflected(self):
        """The word and the words of which it may be an inflected form, all folded."""
        return frozenset({self.folded, *(fold(stem) for stem in stems(az_lower(self.text)))})


def words_of(text):
    """The words of a cleaned text. Co-operation is one word, as Cooperation is."""
    found = []
    for token in tokens(text):
        word = Word(token.word, token.start, token.end, token.is_acronym)
        if found and found[-1].text in ("Co", "co") and text[found[-1].end : token.start] == "-":
            first = found.pop()
            word = Word(first.text + token.word, first.start, token.end, False)
        found.append(word)
    return found


def follows(text, one, other):
    """Whether only a space, a hyphen or an ending ("BMT-nin ") stands between the two words."""
    return bool(_JOINT.fullmatch(text, one.end, other.start))


def follows_initial(text, initial, other):
    return bool(_AFTER_INITIAL.fullmatch(text, initial.end, other.start))


@lru_cache(maxsize=50_000)
def is_same_gender(one, other):
    """Əliyeva and Əliyevə sound alike, but the second is a dative of Əliyev."""
    first, second = _SURNAME_ENDING.search(one), _SURNAME_ENDING.search(other)
    return not (first and second) or first.group()[-1] == second.group()[-1]
