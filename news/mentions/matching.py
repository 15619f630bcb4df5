"""Finding known names in a text, by the rules of Azerbaijani grammar and of its romanisations.

A name is a sequence of words. All but the last must be equal (the names of people also by sound); the last
may be inflected. The longest match wins. A surname alone counts only after the full name.
"""

from typing import NamedTuple

from news.search.analysis import clean, word_set
from news.text.azerbaijani import az_lower, fold, skeleton

from .entities import PERSON
from .words import follows, follows_initial, is_same_gender, words_of

LONGEST_INITIAL = 2
PATRONYMIC_WORDS = word_set("oğlu qızı")
# Words that may stand before a surname without being another person's first name.
TITLES = word_set(
    "ombudsman müvəkkil xanım cənab nazir deputat səfir professor doktor sədr vəkil həkim jurnalist hakim "
    "ms mr mrs dr commissioner minister ambassador president judge"
)


class Name(NamedTuple):
    """One name of an entity, in words."""

    entity: object
    words: tuple

    @property
    def is_person(self):
        return self.entity.kind == PERSON

    @property
    def is_acronym(self):
        """ICMPD, BMqT: one word with at least two capitals. DİN is not din: case counts."""
        word = self.words[0].text
        return len(self.words) == 1 and sum(letter != az_lower(letter) for letter in word) > 1

    @property
    def key(self):
        return self.words[0].sound if self.is_person else self.words[0].folded


class Match(NamedTuple):
    entity: object
    first: int
    last: int
    is_full_name: bool = True

    @property
    def length(self):
        return self.last - self.first + 1


def find_mentions(text, language, entities):
    """[(entity, start, end)] in the order of the text; positions refer to the text as it is stored."""
    return Matcher(entities).find(text, language)


class Matcher:
    """Prepared once for many texts that are compared with the same entities."""

    def __init__(self, entities):
        self.beginnings = {}
        self.people = []
        for entity in entities:
            for name in _names(entity):
                self.beginnings.setdefault(name.key, []).append(name)
                if name.is_person and len(name.words) > 1:
                    self.people.append(name)

    def find(self, text, language):
        text = clean(text)
        return [
            (match.entity, words[match.first].start, words[match.last].end)
            for words in [words_of(text)]
            for match in self._matches(text, words, language)
        ]

    def _matches(self, text, words, language):
        found = [*self._full_names(text, words, language), *self._initials(text, words, language)]
        chosen = _longest_first(found)
        surnames = list(self._surnames(text, words, language, chosen))
        return sorted([*chosen, *surnames], key=lambda match: match.first)

    # Whole names

    def _full_names(self, text, words, language):
        is_all_capitals = not any(letter.islower() for letter in text)
        for position, word in enumerate(words):
            if not word.is_capitalised:
                continue
            for name in self._beginning_like(word):
                last = _end_of(name, text, words, position, language)
                if last is not None and not (is_all_capitals and name.is_acronym):
                    yield Match(name.entity, position, last)

    def _beginning_like(self, word):
        keys = {form for folded in word.uninflected for form in (folded, skeleton(folded))}
        names = (name for key in keys for name in self.beginnings.get(key, ()))
        return list(dict.fromkeys(names))

    # Initial and surname

    def _initials(self, text, words, language):
        for position, word in enumerate(words[:-1]):
            if not (word.is_capitalised and len(word.text) <= LONGEST_INITIAL):
                continue
            surname = self._after_initials(text, words, position)
            if surname is None:
                continue
            entities = {
                name.entity
                for name in self.people
                if _is_initial_of(word, name, language) and _is_inflected(words[surname], name, language)
            }
            if len(entities) == 1:
                yield Match(entities.pop(), position, surname, is_full_name=False)

    def _after_initials(self, text, words, position):
        """Where the surname stands after one or two initials: S.Əliyeva, S. M. Əliyeva."""
        following = position + 1
        if not follows_initial(text, words[position], words[following]):
            return None
        if len(words[following].text) <= LONGEST_INITIAL and following + 1 < len(words):
            return following + 1 if follows_initial(text, words[following], words[following + 1]) else None
        return following

    # Surname alone

    def _surnames(self, text, words, language, chosen):
        taken = {place for match in chosen for place in range(match.first, match.last + 1)}
        introduced = {}
        for match in sorted(chosen, key=lambda match: match.first):
            introduced.setdefault(match.entity, match.last)
        names = [name for name in self.people if name.entity in introduced]
        for position, word in enumerate(words):
            if position in taken or not word.is_capitalised or _has_other_first_name(text, words, position):
                continue
            entities = {
                name.entity: introduced[name.entity]
                for name in names
                if introduced[name.entity] < position and _is_inflected(word, name, language)
            }
            if entities:
                yield Match(max(entities, key=entities.get), position, position, is_full_name=False)


def _names(entity):
    """Every name; a person's also surname first, as lists write it."""
    for written in entity.names:
        words = tuple(words_of(clean(written)))
        if words and words[0].folded == "the":
            words = words[1:]
        if not words:
            continue
        yield Name(entity, words)
        if entity.kind == PERSON and len(words) == 2:
            yield Name(entity, words[::-1])


def _end_of(name, text, words, position, language):
    """The place of the last word, when the name stands at that position; else None."""
    places = _places(name, text, words, position)
    if places is None:
        return None
    pairs = list(zip((words[place] for place in places), name.words, strict=True))
    if not all(_is_equal(word, part, name) for word, part in pairs[:-1]):
        return None
    return places[-1] if _ends(*pairs[-1], name, language) else None


def _places(name, text, words, position):
    """Where the words of the name would stand; a patronymic may come before the surname."""
    last = position + len(name.words) - 1
    if last >= len(words):
        return None
    places = list(range(position, last + 1))
    if name.is_person and len(places) > 1 and _has_patronymic(words, last):
        places[-1] = last + 2
    joined = range(places[0], places[-1])
    return places if all(follows(text, words[place], words[place + 1]) for place in joined) else None


def _has_patronymic(words, last):
    return last + 2 < len(words) and az_lower(words[last + 1].text) in PATRONYMIC_WORDS


def _is_equal(word, part, name):
    if part.is_acronym:
        return word.text == part.text
    if part.is_capitalised and not word.is_capitalised:
        return False
    return word.folded == part.folded or (name.is_person and word.sound == part.sound)


def _ends(word, part, name, language):
    """The last word of a name may be inflected; an acronym's ending was left out with its hyphen."""
    if part.is_acronym or name.is_acronym:
        return word.text == part.text
    if part.is_capitalised and not word.is_capitalised:
        return False
    if not name.is_person:
        return word.folded == part.folded or (language == "az" and part.folded in word.uninflected)
    return _sounds_like(word, part, language) or _is_dative_of_ov(word, part)


def _is_dative_of_ov(word, part):
    """Elçin Bağırova is Elçin Bağırov in the dative: the first name has settled the gender."""
    return part.folded.endswith("ov") and skeleton(word.folded) == skeleton(part.folded + "a")


def _sounds_like(word, part, language):
    forms = word.uninflected if language == "az" else {word.folded}
    return any(skeleton(form) == part.sound and is_same_gender(form, part.folded) for form in forms)


def _is_inflected(word, name, language):
    """Whether the word is the surname in that name, perhaps inflected."""
    return word.is_capitalised and _sounds_like(word, name.words[-1], language)


def _is_initial_of(word, name, language):
    """S. is Səbinə and Sh. is Shafag; Ş. is not Səbinə. English writes S. for Shafag too."""
    written = az_lower(name.words[0].text)
    initial = az_lower(word.text)
    if language == "en":
        written, initial = fold(written), fold(initial)
    is_digraph = written[:2] in ("sh", "ch", "kh", "zh", "gh")
    if is_digraph and len(initial) == 1 and language == "az":
        return False
    return written.startswith(initial)


def _has_other_first_name(text, words, position):
    if position == 0:
        return False
    before = words[position - 1]
    if follows_initial(text, before, words[position]) and len(before.text) <= LONGEST_INITIAL:
        return az_lower(before.text) not in TITLES
    if not before.is_capitalised or not follows(text, before, words[position]):
        return False
    return az_lower(before.text) not in TITLES


def _longest_first(found):
    """The longest matches, none overlapping; of equals the first."""
    chosen, taken = [], set()
    for match in sorted(found, key=lambda match: (-match.length, match.first)):
        places = set(range(match.first, match.last + 1))
        if places.isdisjoint(taken):
            chosen.append(match)
            taken |= places
    return chosen
