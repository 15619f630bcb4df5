"""What changed in a text since it was translated: which passages, and which words in them."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from news.text.edition_texts import COMPARED, LABELS
from news.text.languages import value_in
from news.text.richtext import plain_text

END_OF_BLOCK = re.compile(r"</(?:p|li|h2|h3|tr|caption|figcaption|blockquote)>|<hr\b[^>]*>")
TOKEN = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW = "same", "gone", "new"


class Piece(NamedTuple):
    kind: str
    text: str


class Change(NamedTuple):
    """One passage that was added, removed or reworded."""

    field: str
    before: str
    after: str

    @property
    def label(self):
        return LABELS[self.field]

    @property
    def pieces(self):
        """[Piece]: the words of both passages that are the same, gone or new."""
        old, new = TOKEN.findall(self.before), TOKEN.findall(self.after)
        pieces = []
        for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, False).get_opcodes():
            if what == "equal":
                pieces.append(Piece(SAME, "".join(old[old_from:old_to])))
                continue
            if old_to > old_from:
                pieces.append(Piece(GONE, "".join(old[old_from:old_to])))
            if new_to > new_from:
                pieces.append(Piece(NEW, "".join(new[new_from:new_to])))
        return pieces


def texts_of(edition, language):
    """{field: [passages]}, in words as a translator sees them; an empty field has none."""
    return {name: _passages(value_in(edition, name, language)) for name in COMPARED}


def _passages(html):
    texts = map(plain_text, END_OF_BLOCK.split(html))
    return [text for text in texts if text]


def changes_between(before, after):
    """[Change] between two texts_of(); what was kept before a text came to be compared lacks it."""
    return [
        change for name in COMPARED for change in _changes_in(name, before.get(name, []), after.get(name, []))
    ]


def _changes_in(name, before, after):
    return [
        Change(name, "\n".join(before[old_from:old_to]), "\n".join(after[new_from:new_to]))
        for what, old_from, old_to, new_from, new_to in SequenceMatcher(
            None, before, after, False
        ).get_opcodes()
        if what != "equal"
    ]
