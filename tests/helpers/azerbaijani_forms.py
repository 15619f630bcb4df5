"""Every form of an Azerbaijani noun, written from the grammar and not from the stemmer's tables."""

VOWELS = "aeəıioöuü"
BACK = "aıou"
NARROW = {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
SOFTENED = {"q": "ğ", "k": "y"}

# (ending after a consonant, ending after a vowel): A is a or ə, I is ı i u ü.
POSSESSIVES = [("", ""), ("Im", "m"), ("In", "n"), ("I", "sI"), ("ImIz", "mIz"), ("InIz", "nIz")]
CASES = [("", ""), ("In", "nIn"), ("A", "yA"), ("I", "nI"), ("dA", "dA"), ("dAn", "dAn")]
CASES_AFTER_THIRD_PERSON = [
    ("", ""),
    ("nIn", "nIn"),
    ("nA", "nA"),
    ("nI", "nI"),
    ("ndA", "ndA"),
    ("ndAn", "ndAn"),
]


def last_vowel(word):
    return next(letter for letter in reversed(word) if letter in VOWELS)


def spelled(ending, word):
    """The ending in harmony with the word, vowel by vowel."""
    vowel, written = last_vowel(word), ""
    for letter in ending:
        if letter == "A":
            letter = "a" if vowel in BACK else "ə"
        elif letter == "I":
            letter = NARROW[vowel]
        vowel = letter if letter in VOWELS else vowel
        written += letter
    return written


def joined(word, endings, softens=True, dropped=None):
    """The word with that ending; before a vowel q and k soften, and some words lose one."""
    after_consonant, after_vowel = endings
    ending = spelled(after_vowel if word[-1] in VOWELS else after_consonant, word)
    if ending and ending[0] in VOWELS and word[-1] not in VOWELS:
        if dropped:
            word = dropped
        elif softens and word[-1] in SOFTENED and sum(letter in VOWELS for letter in word) > 1:
            word = word[:-1] + SOFTENED[word[-1]]
    return word + ending


def forms(noun, dropped=None, softens=True):
    """All forms in both numbers, six possessives and six cases: 72 with repetitions."""
    for number in ("", "lAr"):
        stem = noun + spelled(number, noun)
        for person, possessive in enumerate(POSSESSIVES):
            owned = joined(stem, possessive, softens, dropped if not number else None)
            is_owned = possessive[0] != ""
            for case in CASES_AFTER_THIRD_PERSON if person == 3 else CASES:
                again = not is_owned and not number
                yield joined(owned, case, softens, dropped if again else None)
