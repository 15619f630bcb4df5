"""What was typed, as groups of index terms: one group for each word, any term of which may match.

The words of the corpus decide which guess at a word is meant. A word is looked up, in this order, as it is
spelled, with its stems, as another spelling of the same sound, and as a typing error.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from news.text.azerbaijani import AZERBAIJANI_CYRILLIC, RUSSIAN_CYRILLIC, az_lower, fold, skeleton

from .analysis import (
    CYRILLIC,
    LONGEST_WORD,
    clean,
    english_stem,
    joined_prefixes,
    loose_stems,
    stems,
    tokens,
    word_set,
)

LONGEST_QUERY = 1_000
MOST_WORDS = 24
MOST_GROUPS = 8

STOP_WORDS = word_set(
    "və ilə üçün bu o bir haqqında haqda barədə dair üzrə görə bağlı tərəfindən kimi də da ki ya isə amma "
    "ancaq həm hər daha olan olub edib etmək ve ile ucun haqqinda barede uzre gore bagli terefinden kimi de "
    "ise hem her not the of in and to for a an on by with at from is are was were or as its it this that "
    "и в на о по с для"
)
_SPECIAL_LETTERS = frozenset("əıöüçşğ")


# Guesses at words in Cyrillic letters

_KEYBOARD = dict(
    zip(
        "йцукенгшщзхъфывапролджэячсмитьбю",
        "qüertyuiopöğasdfghjklıəzxcvbnmçş",
        strict=True,
    )
)
_RUSSIAN_GLIDES = re.compile("(?<=[аеёиоуыэюя])е|^е")


def cyrillic_guesses(word):
    """Latin guesses at a Cyrillic word: the old alphabet, Russian spelling, and the wrong keyboard layout."""
    word = az_lower(word)
    russian = _RUSSIAN_GLIDES.sub("йе", word.replace("дж", "ҹ"))
    guesses = [
        _spelled(word, AZERBAIJANI_CYRILLIC),
        _spelled(russian, {**RUSSIAN_CYRILLIC, "ҹ": "c"}),
        _spelled(word, _KEYBOARD),
    ]
    if russian.startswith("г"):
        guesses.append("h" + guesses[1][1:])
    return tuple(dict.fromkeys(guess for guess in guesses if not CYRILLIC.search(guess)))


def _spelled(word, table):
    return "".join(table.get(letter, letter) for letter in word)


# Words of the query

_DIGRAPHS = (("sh", "s"), ("ch", "c"), ("gh", "g"))


def _plain_spellings(folded):
    """The folded word, as it is and with sh ch gh read as ş ç ğ."""
    respelled = folded
    for typed, letter in _DIGRAPHS:
        respelled = respelled.replace(typed, letter)
    return dict.fromkeys((folded, respelled))


class Guess(NamedTuple):
    """One reading of a typed word, with every form under which the index may hold it."""

    word: str

    @property
    def folded(self):
        return fold(self.word)

    @property
    def strict(self):
        """The word and its harmonious stems."""
        return {self.folded, *(fold(stem) for stem in stems(az_lower(self.word)))}

    @property
    def loose(self):
        """For words typed without the special letters: any ending is cut, and sh ch gh are respelled."""
        spellings = _plain_spellings(self.folded)
        return set(spellings).union(*(loose_stems(spelling) for spelling in spellings))

    @property
    def english(self):
        return {self.folded, english_stem(self.folded)}

    @property
    def is_typed_plainly(self):
        return not _SPECIAL_LETTERS & set(az_lower(self.word))


class Word(NamedTuple):
    typed: str
    guesses: tuple  # none for a word in letters that no text is indexed in, such as Greek ones


def words(text):
    """The meaningful words of a query, without repetitions: no stop words, no single letters."""
    found = {}
    for token in tokens(joined_prefixes(clean(text[:LONGEST_QUERY]), "en")):
        lowered = az_lower(token.word)
        if lowered in STOP_WORDS or len(token.word) > LONGEST_WORD:
            continue
        found.setdefault(lowered, Word(token.word, _guesses(token.word)))
    telling = [word for word in found.values() if len(word.typed) > 1 or word.typed.isdigit()]
    return telling[:MOST_WORDS]


def _guesses(word):
    guesses = cyrillic_guesses(word) if CYRILLIC.search(word) else (word,)
    return tuple(Guess(guess) for guess in guesses if fold(guess) and fold(guess).isascii())


# Groups

SAME, RESPELLED, CORRECTED, UNKNOWN = "same", "respelled", "corrected", "unknown"


@dataclass
class Group:
    """The terms, by language, of which a document must hold one, and how they were found."""

    word: Word
    terms: dict = field(default_factory=dict)
    how: str = UNKNOWN

    def add(self, rows, how):
        for row in rows:
            self.terms.setdefault(row.language, {})[row.term] = row
        if rows and self.how == UNKNOWN:
            self.how = how

    @property
    def documents(self):
        """The greatest number of documents that can hold one of the terms."""
        return sum(row.documents for rows in self.terms.values() for row in rows.values())

    def terms_in(self, language):
        return frozenset(self.terms.get(language, ()))

    @property
    def spellings(self):
        """How the corpus spells the word, the most frequent spelling first."""
        rows = [row for terms in self.terms.values() for row in terms.values()]
        rows.sort(key=lambda row: (-row.documents, row.term))
        return list(dict.fromkeys(row.spelling for row in rows))

    @property
    def all_terms(self):
        return frozenset(term for rows in self.terms.values() for term in rows)


def groups(text, vocabulary, literal=False):
    """The groups of a query, or the rarest when there are too many; `literal` takes words as typed."""
    found = [Group(word) for word in words(text)]
    known = vocabulary.terms_among(_forms(found))
    for group in found:
        _take_known(group, known)
    if not literal:
        _take_same_sounding(found, vocabulary)
        for group in found:
            if group.how == UNKNOWN:
                _take_nearest(group, vocabulary)
    return sorted(found, key=_by_rarity)[:MOST_GROUPS] if len(found) > MOST_GROUPS else found


def _by_rarity(group):
    return (group.how == UNKNOWN, group.documents)


def _forms(found):
    return {
        form
        for group in found
        for guess in group.word.guesses
        for form in (guess.strict | guess.loose | guess.english)
    }


def _take_known(group, known):
    """Step 1: the word and its stems, as far as the corpus holds them."""
    for guess in group.word.guesses:
        azerbaijani = known["az"]
        strict = [azerbaijani[form] for form in guess.strict if form in azerbaijani]
        loose = [azerbaijani[form] for form in guess.loose if form in azerbaijani]
        if guess.is_typed_plainly or not strict:
            strict += _long_or_longest(loose)
        group.add(strict, SAME)
        group.add([known["en"][form] for form in guess.english if form in known["en"]], SAME)


def _long_or_longest(rows):
    """Short stems cut without harmony are mostly chance: taken only when there is none of four letters."""
    long = [row for row in rows if len(row.term) >= 4]
    return long or sorted(rows, key=lambda row: -len(row.term))[:1]


# Step 2: other spellings of the same sound

_SHORTEST_SOUND = 3
_SHORTEST_NAME = 4
_SHORTEST_COGNATE = 6
_SURNAME_ENDING = re.compile("[eo]v[ae]$")


def _take_same_sounding(found, vocabulary):
    sounds = {skeleton(form) for group in found for form in _sounded_forms(group)}
    by_sound = {}
    for row in vocabulary.with_skeletons({sound for sound in sounds if len(sound) >= _SHORTEST_SOUND}):
        by_sound.setdefault(row.skeleton, []).append(row)
    for group in found:
        for language in vocabulary.languages:
            if language in group.terms:
                group.add(_other_romanisations(group, language, by_sound), RESPELLED)
        missing = [language for language in vocabulary.languages if language not in group.terms]
        for language in missing:
            group.add(_longest_sounding(group, language, by_sound), RESPELLED)


def _sounded_forms(group):
    yield from group.all_terms
    for guess in group.word.guesses:
        yield from guess.strict
        yield from (form for form in guess.loose if len(form) >= _SHORTEST_NAME)


def _same_gender(form, term):
    """Əliyevə is the dative of Əliyev and no spelling of Əliyeva, though both have the same skeleton."""
    one, other = _SURNAME_ENDING.search(form), _SURNAME_ENDING.search(term)
    return not (one and other) or one.group()[-1] == other.group()[-1]


def _other_romanisations(group, language, by_sound):
    """Names that sound like the known ones; in Azerbaijani a name has one spelling only."""
    if language == "az" and any(guess.folded in group.terms["az"] for guess in group.word.guesses):
        return []
    return [
        row
        for form in group.all_terms
        if len(skeleton(form)) >= _SHORTEST_NAME
        for row in by_sound.get(skeleton(form), ())
        if row.language == language and row.is_name and _same_gender(form, row.term)
    ]


def _longest_sounding(group, language, by_sound):
    """Terms that sound like the word or, failing that, like the longest of its stems for which there are any.

    When the other language knows the word, only names and long words count: mina is not mine.
    """
    is_known = bool(group.terms)
    forms = group.all_terms if is_known else set(_sounded_forms(group))
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        rows = [
            row
            for row in by_sound.get(skeleton(form), ())
            if row.language == language
            and _same_gender(form, row.term)
            and (not is_known or _is_one_word_in_both_languages(row))
        ]
        if rows:
            return rows
    return []


def _is_one_word_in_both_languages(row):
    return len(row.skeleton) >= (_SHORTEST_NAME if row.is_name else _SHORTEST_COGNATE)


# Step 3: typing errors


def _take_nearest(group, vocabulary):
    for guess in group.word.guesses:
        stemmed = sorted(guess.strict | guess.loose, key=lambda form: (-len(form), form))
        rows = vocabulary.nearest([guess.folded, *stemmed])
        if rows:
            group.add(rows, CORRECTED)
            group.add(_family(rows, vocabulary), CORRECTED)
            return


def _family(rows, vocabulary):
    """The stems of the corrected words, so that their other forms are found too."""
    meant = [Guess(row.spelling) for row in rows if row.language == "az"]
    known = vocabulary.terms_among({form for guess in meant for form in guess.strict})
    return list(known["az"].values())
