"""Reads a saved page of the old site, as text or as HTML. Pure functions: bytes in, an OldPage out.

Such a page holds, in this order, lines that every page has, the title, the day and the read count
(“01-11-2022 394 dəfə oxunub”), the title once more, and the paragraphs.
"""

import re
from datetime import date
from typing import NamedTuple

from news.text.azerbaijani import fold

from .lines import NotAnOldPage, decode, lines_of_html, lines_of_text, parse_html

MOST_LETTERS_OF_TITLE = 300
MOST_LETTERS_OF_DATELINE = 120

# Both patterns are for folded lines.
FURNITURE = re.compile(
    r"please ensure javascript|^(call cent(er|re)|cagri merkezi)\W*916\W*$"
    r"|butun huquqlar qorunur|all rights reserved|^©"
    r"|^(paylas\w*|share|cap et|print|geri|back|ana sehife|home|xeberler|news|az|en)\W*$"
    r"|^(facebook|twitter|x|telegram|whatsapp|linkedin)$|^https?://\S+$"
)
AFTERWORD = re.compile(r"^((diger|oxsar|son) xeberler|(other|related|latest) news)\W*$")

DAY = re.compile(r"\W{0,3}([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})(?![0-9])")
COUNT = r"(?<![0-9])([0-9]{1,3}(?:[ .,][0-9]{3})+|[0-9]{1,9})"
READS = re.compile(
    rf"{COUNT}\s*(?:dəfə\s+oxunub|times\s+read|reads?\b|views?\b)|\bread\s+{COUNT}\s+times", re.I
)
NUMBER_IN_ADDRESS = re.compile(r"/(?:view/)?news/([1-9][0-9]{0,8})(?![0-9-])")
NUMBER_IN_NAME = re.compile(
    r"(?:^|[/_-])news[/_-]([1-9][0-9]{0,8})(?![0-9-])|(?:^|/)([1-9][0-9]{0,8})\.[A-Za-z]+$"
)
LANGUAGE_IN_ADDRESS = re.compile(r"/(az|en)/(?:view/)?news/")
SAVED_FROM = re.compile(r"saved from url=\([0-9]+\)(\S+)")
ADDRESS = re.compile(r"^\s*(https?://\S+)\s*$", re.M)
END_OF_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
AZERBAIJANI_LETTERS = frozenset("əıöüçşğ")


class OldPage(NamedTuple):
    title: str
    day: date
    reads: int
    paragraphs: tuple[str, ...]
    language: str
    number: int | None


def read_page(content, name=""):
    """The page in these bytes; `name` is the file's, which may hold the old number."""
    text = decode(content)
    document = parse_html(text)
    address = " ".join(addresses(document, text))
    headings = headings_of(document) if document else []
    lines = lines_of_html(document) if document else lines_of_text(text)
    below, day, reads = find_dateline(lines)
    title = find_title(lines[:below], lines[below:], headings)
    paragraphs = paragraphs_of(lines[below:], title)
    refuse_what_is_missing({"title": title, "date": day, "read count": reads is not None, "text": paragraphs})
    return OldPage(
        title,
        day,
        reads,
        tuple(paragraphs),
        language=language_of(address, paragraphs),
        number=number_in(address, NUMBER_IN_ADDRESS) or number_in(name, NUMBER_IN_NAME),
    )


def refuse_what_is_missing(parts):
    missing = [f"no {part}" for part, found in parts.items() if not found]
    if missing:
        raise NotAnOldPage(f"it is not a page of the old site: {', '.join(missing)} found.")


# --- The day and the reads ---------------------------------------------------------


def find_dateline(lines):
    """(index of the first line below it, day, reads); None for what is not there."""
    partly = (0, None, None)
    for index, line in enumerate(lines):
        if not (match := DAY.match(line)) or len(line) > MOST_LETTERS_OF_DATELINE:
            continue
        day = day_of(match)
        if (reads := reads_in(line[match.end() :])) is not None:
            return index + 1, day, reads
        after = next((i for i in range(index + 1, len(lines)) if lines[i]), index)
        if len(lines[after]) <= MOST_LETTERS_OF_DATELINE and (reads := reads_in(lines[after])) is not None:
            return after + 1, day, reads
        if partly[1] is None:
            partly = (index + 1, day, None)
    return partly if partly[1] else reads_alone(lines)


def reads_alone(lines):
    found = (
        (index + 1, None, reads_in(line))
        for index, line in enumerate(lines)
        if len(line) <= MOST_LETTERS_OF_DATELINE
    )
    return next((place for place in found if place[2] is not None), (0, None, None))


def day_of(match):
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def reads_in(line):
    match = READS.search(line)
    digits = re.sub(r"[^0-9]", "", match.group(1) or match.group(2)) if match else ""
    return int(digits) if 0 < len(digits) <= 9 else None


# --- The title -----------------------------------------------------------------------


def headings_of(document):
    """What the page itself calls its title, before anything is taken out of it."""
    named = [node.attributes.get("content") for node in document.css("meta[property='og:title']")]
    texts = [*named, *(node.text() for node in document.css("h1, h2"))]
    return lines_of_text("\n".join(" ".join(text.split()) for text in texts if text))


def find_title(above, below, headings):
    """A heading that stands beside the dateline, else the line above it, else the one below."""
    candidates = [line for line in [*reversed(above), *below[:6]] if is_content(line) and not DAY.match(line)]
    known = {fold(heading) for heading in headings}
    named = [line for line in candidates if fold(line) in known]
    title = next(iter(named or candidates), "")
    return title if len(title) <= MOST_LETTERS_OF_TITLE else ""


def is_content(line):
    return bool(line) and not FURNITURE.search(fold(line))


# --- The paragraphs --------------------------------------------------------------------


def paragraphs_of(lines, title):
    """The text alone. A line that ends in the middle of a sentence goes on in the next one."""
    paragraphs, is_open = [], False
    for line in lines:
        if AFTERWORD.search(fold(line)):
            break
        if not line:
            is_open = False
        elif not is_content(line) or (not paragraphs and fold(line) == fold(title)):
            continue
        elif is_open:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        is_open = bool(line) and not END_OF_SENTENCE.search(line)
    return paragraphs


# --- The number and the language ----------------------------------------------------------


def addresses(document, text):
    """The addresses that the page gives for itself."""
    if document is None:
        return ADDRESS.findall(text)
    links = [node.attributes.get("href") for node in document.css("link[rel='canonical']")]
    links += [node.attributes.get("content") for node in document.css("meta[property='og:url']")]
    return [*filter(None, links), *SAVED_FROM.findall(text[:4096])]


def number_in(text, pattern):
    match = pattern.search(text)
    return int(next(filter(None, match.groups()))) if match else None


def language_of(address, paragraphs):
    """From the address, else from the letters: in Azerbaijani every eleventh letter is ə."""
    if match := LANGUAGE_IN_ADDRESS.search(address):
        return match.group(1)
    letters = [letter for letter in "".join(paragraphs) if letter.isalpha()]
    own = sum(letter in AZERBAIJANI_LETTERS for letter in letters)
    return "az" if own * 50 > len(letters) else "en"
