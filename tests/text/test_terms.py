"""The Azerbaijani of the site is one: the terms of docs/terms.md, in our own texts and in the frameworks'."""

import re
from pathlib import Path
from typing import NamedTuple

import allauth
import django
import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from news.text.azerbaijani import az_lower
from tools import catalogues

pytestmark = pytest.mark.once

PLACEHOLDER = r"%\(\w+\)[sd]|%[sd]|\{\w*\}"
GLUED = re.compile(rf"(?:{PLACEHOLDER})[”\"]?(?P<ending>-?[^\W\d_][^\s%{{]*)")
ENGLISH_ENDINGS = "(?:s|es|d|ed|ing|ted|ting)?"
NOUN_ENDINGS = (
    "(?:l[aə]r)?(?:s[ıiuü]|[ıiuü]?m[ıiuü]z|[ıiuü]?n[ıiuü]z)?"
    "(?:n?[ıiuü]n|[ny]?[ıiuü]|[ny]?[aə]|n?d[aə]n?|d[ıiuü]r)?"
)

# A moment ends in digits, and "-dək" (until) is the same after each of them.
DECIDED_ENDINGS = {"-dək"}

# English that does without its term in Azerbaijani, or means something else by the word.
SAID_OTHERWISE = {
    "account": ["Follow without an account", "Please enter the correct %(username)s and password"],
    "filter": [" By %(filter_title)s ", "Type into this box to filter down"],
    "link": [
        "Everybody whom the saved text names is linked",
        "Link %(name)s",
        "Link",
        "After adding somebody, save the draft: the name can then be linked.",
    ],
    "organization": ["International organization"],
    "passkey": ["This key does not indicate whether it is a passkey."],
    "password": [
        "The password reset link was invalid",
        "Reset my password",
        "Password reset sent",
        "Password reset unsuccessful",
    ],
    "submit": [
        "No file was submitted.",
        "Please either submit a file",
        "Please submit at",
        "You are seeing this message because this site requires a CSRF cookie",
    ],
}
# The usual name of such a body.
UNWANTED_BUT_RIGHT = {"təşkilat": ["International organization"]}

# What allauth can do and this site does not.
NOT_AT_THE_DESK = re.compile(
    r"/(socialaccount|idp|usersessions|headless|openid)/|/email|phone|signup|login_by_code"
)


class Term(NamedTuple):
    english: str
    azerbaijani: str
    unwanted: str


class Text(NamedTuple):
    english: str
    azerbaijani: str


def terms():
    lines = (settings.BASE_DIR / "docs" / "terms.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [Term(english, azerbaijani, unwanted) for english, azerbaijani, _meaning, unwanted in rows[1:]]


def read(file):
    with Path(file).open("rb") as opened:
        return [message for message in read_po(opened, locale="az") if message.id]


def said_in(messages):
    for message in messages:
        pairs = (
            zip(message.id, message.string, strict=True)
            if message.pluralizable
            else [(message.id, message.string)]
        )
        yield from (Text(english, azerbaijani) for english, azerbaijani in pairs)


@pytest.fixture(scope="module")
def ours():
    """All that our own catalogues say, also in the place of the frameworks."""
    files = [*catalogues.catalogue_files(), *catalogues.framework_files()]
    return [text for file in files if "az" in file.parts for text in said_in(read(file))]


@pytest.fixture(scope="module")
def theirs():
    """The messages of the frameworks' own Azerbaijani catalogues, as {domain: messages}."""
    folders = {
        "django": [*map(Path(django.__path__[0]).joinpath, ("conf", "contrib/admin", "contrib/auth"))],
        "djangojs": [Path(django.__path__[0]) / "contrib/admin"],
    }
    folders["django"].append(Path(allauth.__path__[0]))
    return {
        domain: [m for each in parts for m in read(each / f"locale/az/LC_MESSAGES/{domain}.po")]
        for domain, parts in folders.items()
    }


def is_at_the_desk(message):
    return not message.locations or any(
        not NOT_AT_THE_DESK.search(f"/{file}") for file, _line in message.locations
    )


def key(message):
    return catalogues.key(message)[:2]


@pytest.fixture(scope="module")
def seen(ours, theirs):
    """Ours, and what the frameworks go on saying at the desk."""
    overridden = {
        key(message)
        for file in [*catalogues.catalogue_files(), *catalogues.framework_files()]
        if "az" in file.parts
        for message in read(file)
    }
    left = [m for m in [*theirs["django"], *theirs["djangojs"]] if key(m) not in overridden]
    return ours + list(said_in(m for m in left if is_at_the_desk(m)))


def has_english(term, english):
    first, *rest = term.split()
    words = rf"\b{first}{ENGLISH_ENDINGS}\b" + "".join(rf".{{0,30}}?\b{word}\b" for word in rest)
    return re.search(words, re.sub(PLACEHOLDER, "", english), re.IGNORECASE | re.DOTALL)


def has_term(term, azerbaijani):
    constant = re.sub(r"\(.*?\)", "", term).split(",")
    return any(words.strip() in az_lower(azerbaijani) for words in constant)


def has_unwanted(word, azerbaijani):
    pattern = rf"\b{word[:-1]}" if word.endswith("-") else rf"\b{word}{NOUN_ENDINGS}\b"
    return re.search(pattern, az_lower(re.sub(PLACEHOLDER, "", azerbaijani)))


def begins(english, beginnings):
    """A beginning is a whole sentence, unless it has more than one word."""
    return any(english == one or (" " in one and english.startswith(one)) for one in beginnings)


def test_the_list_has_the_terms_of_the_desk():
    named = {term.english: term.azerbaijani for term in terms()}
    assert named["article"] == "material"
    assert named["password"] == "parol"
    assert len(named) > 20


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.english)
def test_term_is_said_wherever_the_english_has_it(ours, term):
    rightly_without = SAID_OTHERWISE.get(term.english, [])
    found = [text for text in ours if has_english(term.english, text.english)]
    assert found
    missing = [text for text in found if not has_term(term.azerbaijani, text.azerbaijani)]
    assert [text for text in missing if not begins(text.english, rightly_without)] == []


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.english)
def test_no_other_word_is_said_instead(seen, term):
    for word in filter(None, (word.strip() for word in term.unwanted.split(","))):
        found = [text for text in seen if has_unwanted(word, text.azerbaijani)]
        assert [text for text in found if not begins(text.english, UNWANTED_BUT_RIGHT.get(word, []))] == [], (
            word
        )


def test_no_ending_is_glued_to_a_value(seen):
    glued = [(hit["ending"], text) for text in seen for hit in GLUED.finditer(text.azerbaijani)]
    assert [(ending, text) for ending, text in glued if ending.rstrip(".,;:)") not in DECIDED_ENDINGS] == []


def test_noun_is_the_same_after_one_and_after_many():
    for file in [*catalogues.catalogue_files(), *catalogues.framework_files()]:
        for message in read(file) if "az" in file.parts else []:
            if message.pluralizable and re.match(PLACEHOLDER, message.string[0]):
                assert len(set(message.string)) == 1, message.id


SAID_BY_THE_NEXT_DJANGO = {"- Select an option -", "Filter by %(field_name)s"}


@pytest.mark.skipif(django.VERSION[:2] != (5, 2), reason="the overrides are those of the locked Django")
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_everything_overridden_is_still_said_by_a_framework(theirs, domain):
    known = {key(message) for message in theirs[domain]}
    file = next(file for file in catalogues.framework_files() if file.stem == domain)
    unknown = {message.id for message in read(file) if key(message) not in known}
    assert unknown <= SAID_BY_THE_NEXT_DJANGO


@pytest.mark.parametrize(
    ("text", "is_glued"),
    [("saat %(time)s-dan", True), ("%(name)slərin", True), ("“%(name)s”a", True), ("{}-ci", True),
     ("%(name)s: material", False), ("%(number)s%", False)],
)  # fmt: skip
def test_an_ending_beside_a_value_is_recognised(text, is_glued):
    assert bool(GLUED.search(text)) is is_glued


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("yazı", "Yazıların siyahısı", True),
        ("yazı", "Yazının nömrəsi", True),
        ("yazı", "Adı yazın; artıq yazılıb", False),
        ("şifrə", "Şifrənizi yazın", True),
        ("şifrə", "onu şifrələyən açar", False),
        ("yayım-", "Yayımdadır", True),
    ],
)
def test_an_unwanted_word_is_recognised_with_its_endings(word, text, is_there):
    assert bool(has_unwanted(word, text)) is is_there
