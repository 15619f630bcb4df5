"""What a text that was typed and not saved holds, so that it can be told from every other one.

static/admin_desk/autosave.js says the same of texts that only the browser has.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from django.http import QueryDict

from news.models import Autosave
from news.text.edition_texts import RICH_TEXTS, TEXTS, WRITTEN
from news.text.languages import LANGUAGES, field_in
from news.text.richtext import plain_text

OF_THE_FORM_ITSELF = ("draft_token", "read_version")
WORDS_BEFORE, WORDS_SHOWN = 4, 14


@dataclass
class KeptText:
    """begins: words from shortly before the first that is not stored; added, missing: how many, overall."""

    kept: Autosave
    begins: str
    language: str
    words: int
    added: int
    missing: int


def without_repeats(newest_first):
    """Of those that hold the same, the newest alone."""
    found = {}
    for kept in newest_first:
        found.setdefault(held_in(kept), kept)
    return list(found.values())


def held_in(kept):
    data = QueryDict(kept.content, mutable=True)
    for name in OF_THE_FORM_ITSELF:
        data.pop(name, None)
    return data.urlencode()


def described(kept, edition):
    """edition: what is stored; None of an article that was never saved."""
    data = QueryDict(kept.content)
    typed, stored = words_in(data.get), words_in(lambda column: getattr(edition, column, ""))
    all_typed, all_stored = (Counter(chain(*words.values())) for words in (typed, stored))
    column = next(
        (column for column in typed if typed[column] != stored[column] and typed[column]),
        next((column for column in typed if typed[column]), ""),
    )
    return KeptText(
        kept,
        beginning(typed.get(column, []), stored.get(column, [])),
        column.rpartition("_")[2],
        all_typed.total(),
        (all_typed - all_stored).total(),
        (all_stored - all_typed).total(),
    )


def words_in(value_of):
    """{column: its words}, in the order of the form."""
    texts = {
        field_in(name, language): (name, value_of(field_in(name, language)) or "")
        for name in TEXTS
        if name in WRITTEN
        for language in LANGUAGES
    }
    return {
        column: (plain_text(text) if name in RICH_TEXTS else text).split()
        for column, (name, text) in texts.items()
    }


def beginning(typed, stored):
    same = next(
        (place for place, (one, other) in enumerate(zip(typed, stored, strict=False)) if one != other),
        min(len(typed), len(stored)),
    )
    start = max(0, min(same, len(typed) - 1) - WORDS_BEFORE) if typed != stored else 0
    shown = " ".join(typed[start : start + WORDS_SHOWN])
    return ("… " if start else "") + shown + (" …" if start + WORDS_SHOWN < len(typed) else "")
