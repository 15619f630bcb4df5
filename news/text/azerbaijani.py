"""The rules of Azerbaijani text: case, folding, slugs, order, dates.

Python, SQLite and PostgreSQL each get some of them wrong ("İ".lower() is two characters, lower('ICMPD') under
an Azerbaijani collation is "ıcmpd"), so everything in the site that maps case, folds, sorts or makes an
address comes here. Nothing here knows Django.
"""

import re
import unicodedata
from functools import cache, lru_cache

from babel.dates import format_date, get_month_names

ALPHABET = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
ENGLISH_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
FOREIGN_INITIAL = "#"
APOSTROPHES = "'’‘ʼ`´ʻ′‛ʹ"
SORT_KEY_LENGTH = 255

_CYRILLIC_SCHWAS = str.maketrans("әӘ", "əƏ")
_FOLDED = str.maketrans(
    dict(zip("əıöüçşğøłđð", "eioucsgoldd", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"\b[A-ZÇƏĞİÖŞÜ]{2,8}\b")


def normalise(text):
    """The one stored form of a text: NFC, with every look-alike of ə and i replaced by the letter itself."""
    text = unicodedata.normalize("NFC", text or "").replace("i\u0307", "i")
    text = text.replace("ǝ", "ə").replace("Ǝ", "Ə")
    if "ә" in text or "Ә" in text:
        text = _WORD.sub(_latin_schwa, text)
    return text


def _latin_schwa(match):
    """A Cyrillic schwa is a typing error only when the rest of its word is Latin."""
    word = match.group()
    replaced = word.translate(_CYRILLIC_SCHWAS)
    return replaced if any("a" <= letter <= "z" or "A" <= letter <= "Z" for letter in word) else word


# Case


def az_lower(text, keep_acronyms=False):
    """Lower case of text known to be Azerbaijani; a running text keeps its acronyms (ICMPD, DİN)."""
    text = unicodedata.normalize("NFC", text)
    if not keep_acronyms:
        return _lower(text)
    pieces = re.split(f"({_ACRONYM.pattern})", text)
    return "".join(piece if index % 2 else _lower(piece) for index, piece in enumerate(pieces))


def _lower(text):
    return text.replace("İ", "i").replace("I", "ı").lower()


def az_upper(text):
    """Upper case of text known to be Azerbaijani."""
    return unicodedata.normalize("NFC", text).replace("i", "İ").replace("ı", "I").upper()


def az_capfirst(text):
    """Raise the first letter only, past an opening quotation mark: “ilham” becomes “İlham”."""
    text = unicodedata.normalize("NFC", text)
    first = re.search(r"[^\W_]", text)
    if not first:
        return text
    return text[: first.start()] + az_upper(first.group()) + text[first.end() :]


# Folding and transliteration


def fold(text):
    """Latin text as plain lower-case ASCII, for comparing what people type with what is written."""
    text = _lower(normalise(text)).translate(_FOLDED)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _lower(bare).translate(_FOLDED)


AZERBAIJANI_CYRILLIC = dict(
    zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшйэ", "abvqğdeəjziıykglmnoöprstuüfxhçcşye", strict=True)
) | {"ц": "ts", "щ": "ş", "ю": "yu", "я": "ya", "ь": "", "ъ": "", "ё": "yo"}
RUSSIAN_CYRILLIC = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufxıe", strict=True)) | {
    "ё": "yo",
    "ж": "j",
    "ц": "ts",
    "ч": "ç",
    "ш": "ş",
    "щ": "ş",
    "ь": "",
    "ъ": "",
    "ю": "yu",
    "я": "ya",
}
_ONLY_AZERBAIJANI_CYRILLIC = frozenset("ғәјҝөүһҹ")


def latin(text):
    """Lower-case Cyrillic as Latin letters: by the old Azerbaijani alphabet when its own letters occur."""
    table = AZERBAIJANI_CYRILLIC if _ONLY_AZERBAIJANI_CYRILLIC & set(text) else RUSSIAN_CYRILLIC
    return "".join(table.get(letter, letter) for letter in text)


_PRESS_LETTERS = {
    "x": "kh",
    "c": "j",
    "ç": "ch",
    "ş": "sh",
    "ə": "a",
    "q": "g",
    "ğ": "gh",
    "ı": "i",
    "j": "zh",
    "ö": "o",
    "ü": "u",
}


def english_press_form(name):
    """A name as the English-language press writes it: Cəfərova is Jafarova, Xəyal is Khayal."""
    return _WORD.sub(_press_word, normalise(name))


def _press_word(match):
    word = match.group()
    lowered = _lower(word)
    spelled = "".join(_PRESS_LETTERS.get(letter, letter) for letter in lowered)
    if len(word) > 1 and word == az_upper(lowered):
        return spelled.upper()
    return spelled[:1].upper() + spelled[1:] if word[0] != lowered[0] else spelled


_SKELETON_DIGRAPHS = (
    ("dzh", "c"),
    ("dj", "c"),
    ("zh", "c"),
    ("kh", "h"),
    ("sh", "s"),
    ("ch", "c"),
    ("gh", "g"),
)
_SKELETON_LETTERS = str.maketrans("xjqkwey", "hcggvai")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def skeleton(word):
    """What all romanisations of a name have in common: Cəfərova, Jafarova and Djafarova are one."""
    folded = fold(word)
    for spelled, letter in _SKELETON_DIGRAPHS:
        folded = folded.replace(spelled, letter)
    return _DOUBLED.sub(r"\1", folded.translate(_SKELETON_LETTERS))


# Addresses


def slugify(text, max_length=80):
    """The part of an address that is made from a title, in either language; empty without letter or digit."""
    letters = latin(_lower(normalise(text).translate(_WITHOUT_APOSTROPHES)))
    slug = re.sub(r"[^a-z0-9]+", "-", fold(letters)).strip("-")
    return _cut_at_word(slug, max_length)


def _cut_at_word(slug, max_length):
    if len(slug) <= max_length:
        return slug
    end = slug.rfind("-", 0, max_length + 1)
    return slug[: end if end >= max_length // 2 else max_length].strip("-")


# Order


def _ranks(alphabet):
    """Two digits for each letter: digits are the only characters that every collation sorts alike."""
    symbols = " 0123456789" + alphabet
    return {symbol: str(rank) for rank, symbol in enumerate(symbols, start=10)}


_RANKS = {"az": _ranks(ALPHABET + "w"), "en": _ranks(ENGLISH_ALPHABET)}
_IGNORED_IN_ORDER = re.compile(f"[{APOSTROPHES}\\-‐‑–—]")


def sort_key(text, language):
    """Digits whose plain order is the alphabetical order of that language, lower case before upper.

    Apostrophes and hyphens do not count, letters of other alphabets come last.
    """
    text = " ".join(_IGNORED_IN_ORDER.sub("", normalise(text)).split())[: SORT_KEY_LENGTH // 3]
    letters = "".join(_rank(letter, language) for letter in text)
    cases = "".join("1" if letter != _lower(letter) else "0" for letter in text)
    return f"{letters}00{cases}"[:SORT_KEY_LENGTH]


@lru_cache(maxsize=100_000)
def _rank(letter, language):
    ranks = _RANKS[language]
    lowered = _lower(letter)
    if lowered in ranks:
        return ranks[lowered]
    folded = fold(letter).strip()
    if folded and all(part in ranks for part in folded):
        return "".join(ranks[part] for part in folded)
    return f"9{ord(lowered[0]):07d}" if letter.isalpha() else ranks[" "]


def index_letter(text, language):
    """The heading under which a name stands in an A–Z list; "#" for initials of other alphabets."""
    first = re.search(r"[^\W_]", normalise(text))
    letter = _lower(first.group()) if first else ""
    if language == "en":
        letter = fold(letter)[:1]
        return letter.upper() if letter and letter in ENGLISH_ALPHABET else FOREIGN_INITIAL
    return az_upper(letter) if letter and letter in ALPHABET else FOREIGN_INITIAL


# Dates

_DATE_PATTERNS = {
    "az": {"long": "d MMMM y", "full": "d MMMM y, EEEE", "month": "MMMM y"},
    "en": {"long": "d MMMM y", "full": "EEEE, d MMMM y", "month": "MMMM y"},
}


@lru_cache(maxsize=4096)
def date_text(moment, language, style="long"):
    """A date inside a sentence: "24 noyabr 2026"; style "full" adds the weekday, "month" leaves out the day.

    Babel, because Django writes Azerbaijani months with a capital.
    """
    return format_date(moment, _DATE_PATTERNS[language][style], locale=language)


@cache
def month_names(language):
    """{1: "yanvar", …} as inside a sentence; in English with a capital."""
    return dict(get_month_names("wide", locale=language))


def datetime_text(moment, language):
    """A date and the time of day (24 hours) inside a sentence: "24 noyabr 2026, 14:05"."""
    return f"{date_text(moment.date(), language)}, {moment:%H:%M}"
