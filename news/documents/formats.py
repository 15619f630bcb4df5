"""PDF, Word and plain text in, words out. Only the process that child.py limits may call this.

What a packed file says of itself is checked before anything is unpacked; zipfile never yields more than that.
"""

from posixpath import normpath
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

MOST_CHARACTERS = 400_000
MOST_PAGES = 200
MOST_PARTS = 5_000
MOST_UNPACKED = 250 * 1024 * 1024  # of all parts, most of them pictures that stay packed
MOST_OF_ONE_PART = 25 * 1024 * 1024

RELATIONS, MAIN_PART = "_rels/.rels", "word/document.xml"
IS_MAIN_PART = "/officeDocument"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_SPACES = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}p": "\n\n"}


class TooMuch(Exception):
    """The file would unpack to more than anybody reads."""


def words_of(file, extension):
    """At most MOST_CHARACTERS. Raises TooMuch, or whatever the libraries raise for a damaged file."""
    words, length = [], 0
    for piece in READERS[extension](file):
        words.append(piece)
        length += len(piece)
        if length >= MOST_CHARACTERS:
            break
    return "".join(words)[:MOST_CHARACTERS]


def pdf(file):
    from pypdf import PdfReader

    pages = PdfReader(file).pages
    for number in range(min(len(pages), MOST_PAGES)):
        yield f"{pages[number].extract_text()}\n"


def word(file):
    with ZipFile(file) as archive:
        refuse_too_much(archive)
        with opened(archive, main_part(archive)) as part:
            for _event, element in iterparse(part):  # noqa: S314 - expat refuses entities that grow
                if element.tag == f"{WORD}t":
                    yield element.text or ""
                elif element.tag in WORD_SPACES:
                    yield WORD_SPACES[element.tag]
                element.clear()


def main_part(archive):
    """Word calls it word/document.xml; other programs say where they put it."""
    if RELATIONS in archive.namelist():
        with opened(archive, RELATIONS) as part:
            for _event, element in iterparse(part):  # noqa: S314 - as above
                if element.get("Type", "").endswith(IS_MAIN_PART):
                    return normpath(element.get("Target", "").lstrip("/"))
    return MAIN_PART


def refuse_too_much(archive):
    sizes = [part.file_size for part in archive.infolist()]
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise TooMuch


def opened(archive, name):
    if archive.getinfo(name).file_size > MOST_OF_ONE_PART:
        raise TooMuch
    return archive.open(name)


def plain(file):
    yield file.read(4 * MOST_CHARACTERS).decode("utf-8", errors="replace")


READERS = {"pdf": pdf, "docx": word, "txt": plain, "csv": plain}
