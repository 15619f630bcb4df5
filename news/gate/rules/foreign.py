"""Passages in another language are marked with it, so that screen readers change voice (WCAG 2.2, 3.1.2)."""

import re

from django.utils.translation import gettext_lazy as _

from news.gate.rule import BLOCKS, rule
from news.text.azerbaijani import az_lower

from .structure import excerpt

# Function words of one language that mean nothing in the others.
SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "az": "və ilə üçün bu bir da də ki o olan edən görə kimi daha çox ən hər isə ya həm onun haqqında "
        "üzrə tərəfindən lakin amma sonra əvvəl ancaq olub edib",
        "en": "the of and to in is for that on with by was has have had are be been from this which an "
        "as at it its not will would can who their they were or we our you",
        "tr": "ve ile için bir bu olarak olan da de gibi kadar daha çok ancak sonra değil ise her",
        "de": "der die das und ist nicht mit von zu den dem ein eine für auf im des sich auch werden",
        "fr": "le la les des et est dans pour que une du qui par sur avec au pas sont ce cette",
    }.items()
}
LETTERS_OF_AZERBAIJANI = re.compile("[əğışçöü]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PIECES = re.compile(r"[.!?…;:]\s|[“”«»„()]|\s[–—]\s")
OTHER_SCRIPT = re.compile(r"[Ͱ-Ͽ԰-֏֐-׿؀-ۿႠ-ჿЀ-ӿ一-鿿]{2,}")
FEWEST_WORDS = 4
FEWEST_SMALL_WORDS = 2
SHARE_OF_SMALL_WORDS = 0.25
SHARE_OF_LETTERS = 0.4


def is_foreign(piece, language):
    """Whether a reader of that language would stumble over part of a sentence, names and titles aside."""
    words = WORD.findall(piece)
    if len([word for word in words if OTHER_SCRIPT.search(word)]) >= FEWEST_SMALL_WORDS:
        return True
    if len(words) < FEWEST_WORDS:
        return False
    lowered = [az_lower(word) if language == "az" else word.lower() for word in words]
    plain = [word for word in lowered[1:] if word in words]
    if language != "az" and len(plain) >= FEWEST_WORDS - 1:
        lettered = [word for word in plain if LETTERS_OF_AZERBAIJANI.search(word)]
        if len(lettered) >= len(plain) * SHARE_OF_LETTERS and not _small(lowered, language):
            return True
    own = _small(lowered, language)
    others = [_small(lowered, other) for other in SMALL_WORDS if other != language]
    most = max(others)
    if language == "az" and any("ə" in word for word in plain):
        return False
    return most >= FEWEST_SMALL_WORDS and most >= len(words) * SHARE_OF_SMALL_WORDS and most > own * 2


def _small(words, language):
    return sum(word in SMALL_WORDS[language] for word in words)


@rule(
    "foreign-passage",
    BLOCKS,
    _(
        "“%(passage)s” seems to be in another language than the page (%(language)s): select it and mark it "
        "as a passage in the other language, so that it is read aloud rightly."
    ),
)
def foreign_passage(edition_text):
    for text in edition_text.texts:
        for block in text.own_blocks:
            for piece in PIECES.split(block):
                if is_foreign(piece, text.language):
                    yield text.field("body"), text.language, {"passage": excerpt(piece.strip())}
