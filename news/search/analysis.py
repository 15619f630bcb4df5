"""From words to index terms: the Azerbaijani stemmer, and Snowball for English.

Nothing here knows a database or Django. Both engines see only the ASCII terms made here. The stemmer keeps
every reading of an ambiguous word on purpose (ombudsma+nın, ombudsman+ın): not a dictionary but the words of
the corpus tell, at query time, which one is a word.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from news.text.azerbaijani import APOSTROPHES, az_capfirst, az_lower, fold, latin, normalise

LONGEST_WORD = 40
LONGEST_TERM = 47
LONGEST_TEXT = 400_000
SHORTEST_STEM = 3


def word_set(text):
    return frozenset(text.split())


# Nouns of two letters, to which a stem may be cut; other stems need three.
SHORT_NOUNS = word_set("ad ağ ay az el ev əl ət il ip iş od ov öd su üz")

# Words that end like an inflected form of another word: Gəncə is no dative of gənc, adam is not my island.
PROTECTED = word_set(
    "gəncə bakı quba şəki şuşa avropa asiya xızı füzuli ağdərə qəbələ "
    "səbinə jalə leyla ülviyyə "
    "ada ağa ana ata bacı cəza dairə hissə idarə ailə layihə məsələ ova qanun vəzifə "
    "adam xanım üzüm itkin"
)

VOWELS = frozenset("aeəıioöuü")
_BACK = frozenset("aıou")
_NARROW_AFTER = {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_FINAL_HARDENED = {"ğ": "q", "y": "k"}


class Suffix(NamedTuple):
    """One ending: what its stem must end in, and with which last vowels of the stem it is in harmony."""

    text: str
    after: str
    vowels: frozenset

    def fits(self, stem):
        if self.after == "vowel" and stem[-1] not in VOWELS:
            return False
        if self.after == "consonant" and stem[-1] in VOWELS:
            return False
        return last_vowel(stem) in self.vowels


def last_vowel(word):
    return next((letter for letter in reversed(word) if letter in VOWELS), "")


def _spelled(pattern, vowel):
    """An ending as written after that vowel: nIn after ö is "nün", dA after ö is "də"."""
    wide = "a" if vowel in _BACK else "ə"
    return pattern.replace("A", wide).replace("I", _NARROW_AFTER[vowel])


def _suffixes(after, patterns):
    """The spellings of endings by the vowel they follow; the vowels after the first follow the one before."""
    found = {}
    for pattern in patterns.split():
        for vowel in VOWELS:
            found.setdefault(_spelled_through(pattern, vowel), set()).add(vowel)
    return [Suffix(text, after, frozenset(vowels)) for text, vowels in found.items()]


def _spelled_through(pattern, vowel):
    """Harmony within the ending itself: dAkI is "dakı" or "dəki", lA+dIr follows its own last vowel."""
    written = ""
    for letter in pattern:
        letter = _spelled(letter, vowel)
        vowel = letter if letter in VOWELS else vowel
        written += letter
    return written


def _level(**patterns):
    table = {}
    for after, written in patterns.items():
        for suffix in _suffixes(after, written):
            table.setdefault(suffix.text, []).append(suffix)
    return table


# A chain of endings is cut from the right, at most one of each level, in this order.
_LEVELS = (
    _level(any="dIr"),
    _level(
        vowel="nIn nI yI nA yA ndA ndAn ylA nlA ndAkI",
        consonant="In I A",
        any="dA dAn lA dAkI",
    ),
    _level(vowel="sI m n mIz nIz", consonant="I Im ImIz InIz"),
    _level(any="lAr"),
)
_DERIVED = _level(any="lI sIz lIq lIk çI")
_LONGEST_SUFFIX = 5
# What is made with -dakı takes endings again: evdəkilərin.
_BELONGING_TO_A_PLACE = re.compile(
    "(.{2,}d(?:akı|əki))(?:l[aə]r[ıi]?)?(?:n[ıi]n|n[ıiaə]|nd[aə]n?|d[aə]n?|[ıi]n|[ıiaə])?"
)


def _cuts(word, level):
    for length in range(1, min(_LONGEST_SUFFIX, len(word) - 2) + 1):
        stem = word[:-length]
        for suffix in level.get(word[-length:], ()):
            if suffix.fits(stem):
                yield stem, suffix.text


def _is_feminine_surname(word, ending):
    """The a of Cəfərova and Əliyeva belongs to the name and is no dative ending."""
    return ending == "a" and word.endswith(("ova", "eva"))


def _restored(stem, ending):
    """The stem as it stands alone, when an ending that begins with a vowel changed its last letters."""
    yield stem
    if ending[0] not in VOWELS:
        return
    if stem[-1] in _FINAL_HARDENED:
        yield stem[:-1] + _FINAL_HARDENED[stem[-1]]
    if stem == "suy":
        yield "su"
    if 3 <= len(stem) <= 5 and not VOWELS & set(stem[-2:]):
        yield stem[:-1] + _NARROW_AFTER[last_vowel(stem)] + stem[-1]


@lru_cache(maxsize=200_000)
def stems(word):
    """Every stem that is left when a chain of endings is cut from a lower-case Azerbaijani word."""
    found = set()
    _collect(word, 0, found)
    if inner := _BELONGING_TO_A_PLACE.fullmatch(word):
        found.add(inner.group(1))
        _collect(inner.group(1), 1, found)
    found.discard(word)
    return frozenset(stem for stem in found if len(stem) >= SHORTEST_STEM or stem in SHORT_NOUNS)


def _collect(word, first_level, found):
    if word in PROTECTED:
        return
    for number in range(first_level, len(_LEVELS)):
        for stem, ending in _cuts(word, _LEVELS[number]):
            if _is_feminine_surname(word, ending):
                continue
            found.update(_restored(stem, ending))
            _collect(stem, number + 1, found)


@lru_cache(maxsize=50_000)
def derivation_bases(word):
    """The words that -lı -sız -lıq -çı were added to (bərabərlik comes from bərabər), found in the stems."""
    return frozenset(
        stem
        for form in {word, *stems(word)}
        if form not in PROTECTED
        for stem, _ in _cuts(form, _DERIVED)
        if len(stem) >= SHORTEST_STEM
    )


# Words typed without ə ı ö ü ç ş ğ: endings are cut without harmony, from folded letters.

_FOLDED_LEVELS = tuple(frozenset(fold(text) for text in level) for level in _LEVELS)
_FOLDED_VOWELS = frozenset("aeiou")
_FOLDED_PROTECTED = frozenset(fold(word) for word in PROTECTED)


@lru_cache(maxsize=20_000)
def loose_stems(folded):
    """Stems of a folded word, with any ending cut: the corpus must tell which of them are words."""
    found = set()
    _collect_loosely(folded, 0, found)
    found.discard(folded)
    return frozenset(stem for stem in found if len(stem) >= 2)


def _collect_loosely(word, first_level, found):
    if word in _FOLDED_PROTECTED or word.endswith(("ova", "eva")):
        return
    for number in range(first_level, len(_FOLDED_LEVELS)):
        for length in range(1, min(_LONGEST_SUFFIX, len(word) - 2) + 1):
            if word[-length:] in _FOLDED_LEVELS[number]:
                stem = word[:-length]
                found.update(_restored_loosely(stem, word[-length]))
                _collect_loosely(stem, number + 1, found)


def _restored_loosely(stem, first_letter):
    yield stem
    if first_letter not in _FOLDED_VOWELS:
        return
    if stem[-1] in "gy":
        yield stem[:-1] + {"g": "q", "y": "k"}[stem[-1]]
    if 3 <= len(stem) <= 5 and not _FOLDED_VOWELS & set(stem[-2:]):
        yield from (f"{stem[:-1]}{vowel}{stem[-1]}" for vowel in "iu")


# Tokens

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
CYRILLIC = re.compile("[\u0400-\u04ff]")
_JOINTS = frozenset(APOSTROPHES + "-‐‑")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
_ENDING = re.compile(
    "(?:l[aəe]r)?(?:[ıiuü]?m[ıiuü]z|[ıiuü]?n[ıiuü]z|s?[ıiuü])?"
    "(?:n?[ıiuü]n?|y[ıiuü]|[yn]?[aəe]|n?d[aəe]n?|[yn]?l[aəe]|n?d[aəe]k[ıi])?(?:d[ıiuü]r)?"
    "|c[ıiuü]|c[aəe]|l[ıiuü]|d[əae]k|s"
)
_ACRONYM_WITH_ENDING = re.compile("([A-ZÇƏĞİÖŞÜ]{2,8})([a-zçəğıöşü]+)")
_CO_OPERATION = re.compile(r"\b([Cc]o)-(?=[a-z])")


class Token(NamedTuple):
    """A word of a text and its position; an ending after a hyphen or an apostrophe is left out."""

    word: str
    start: int
    end: int
    is_acronym: bool = False
    is_attached: bool = False


def is_capitalised(word):
    return word[0].isupper()


def clean(text):
    """The text to be analysed: normalised, only visible characters, digits as 0 to 9, of limited length."""
    visible = _INVISIBLE.sub("", normalise((text or "")[:LONGEST_TEXT]))
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), visible)


def tokens(text, beginnings=None):
    """The words and numbers of a cleaned text.

    beginnings: {the first three letters: whether words that begin so are wanted}; None for all words.
    """
    has_lower_case = text != "" and not text.isupper()
    previous_end = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if beginnings is not None and not beginnings[word[:3]]:
            previous_end = end
            continue
        is_attached = start == previous_end + 1 and text[previous_end] in _JOINTS
        previous_end = end
        if is_attached and _ENDING.fullmatch(az_lower(word)):
            continue
        is_acronym = False
        if word[:2].isupper():
            word, is_acronym = _acronym(word, has_lower_case)
        yield Token(word, start, start + len(word), is_acronym, is_attached)


def _acronym(word, has_lower_case):
    """Words in a text all in capitals are no acronyms; "BMTnin" is one with its ending."""
    inflected = _ACRONYM_WITH_ENDING.fullmatch(word)
    if inflected and _ENDING.fullmatch(inflected.group(2)):
        word = inflected.group(1)
    return word, has_lower_case and 2 <= len(word) <= 8 and word.isupper()


# Terms of the index


@lru_cache
def _snowball():
    from snowballstemmer import stemmer  # brings all its languages: loaded when there is something to stem

    return stemmer("english")


_BRITISH = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("centre", "center"),
    ("programme", "program"),
)


def english_spelling(folded):
    """One spelling where British and American differ: organisation is organization."""
    for british, american in _BRITISH:
        folded = folded.replace(british, american)
    return folded


@lru_cache(maxsize=100_000)
def english_stem(folded):
    return _snowball().stemWord(english_spelling(folded))


@lru_cache(maxsize=300_000)
def word_terms(word, language, is_acronym=False, is_attached=False):
    """[(index term, its spelling)] of one word of a text in that language.

    In Azerbaijani: the word, every stem, and what it is derived from. Names are derived from nothing, nor is
    the second part of a compound: ayrı-seçkilik is not about seçki.
    """
    if len(word) > LONGEST_WORD or (len(word) < 2 and not word.isdigit()):
        return ()
    if CYRILLIC.search(word):
        pairs = [(fold(latin(az_lower(word))), word)]
    elif language == "en":
        folded = fold(word)
        pairs = [(term, word) for term in dict.fromkeys((folded, english_stem(folded)))]
    else:
        has_derivation = not is_capitalised(word) and not is_attached
        pairs = [
            (fold(form), _shown(word, form, is_acronym))
            for form in _azerbaijani_forms(az_lower(word), is_acronym, has_derivation)
        ]
    return tuple((term, spelling) for term, spelling in pairs if _can_be_stored(term))


def _azerbaijani_forms(lowered, is_acronym, has_derivation):
    forms = {lowered}
    if not is_acronym:
        forms |= stems(lowered)
    if has_derivation:
        forms |= derivation_bases(lowered)
    return sorted(forms)


def _shown(word, form, is_acronym):
    """The spelling to show to people: a name keeps its capital, an acronym all of them."""
    if is_acronym:
        return word
    return az_capfirst(form) if is_capitalised(word) else form


def _can_be_stored(term):
    return term.isascii() and term.isalnum() and len(term) <= LONGEST_TERM


@dataclass
class Term:
    """What the index knows of one term in one document."""

    spelling: str
    is_always_capitalised: bool


def joined_prefixes(text, language):
    """English co-operation is cooperation."""
    return _CO_OPERATION.sub(r"\1", text) if language == "en" else text


def text_terms(text, language):
    """All index terms of a text: {term: Term}."""
    found = {}
    different = {
        (word, is_acronym, is_attached): None
        for word, _, _, is_acronym, is_attached in tokens(joined_prefixes(clean(text), language))
    }
    for word, is_acronym, is_attached in different:
        capitalised = is_capitalised(word)
        for term, spelling in word_terms(word, language, is_acronym, is_attached):
            known = found.get(term)
            if known is None:
                found[term] = Term(spelling, capitalised)
            elif not capitalised and known.is_always_capitalised:
                found[term] = Term(spelling, False)
    return found
