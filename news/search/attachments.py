"""The words of attached files: PDF, Word and plain text. A file that cannot be read has none.

The libraries that read them are loaded when there is a file: no page of the site should wait for them.
"""

import io
import logging

from .analysis import LONGEST_TEXT

MOST_PAGES = 200
MOST_BYTES = 50 * 1024 * 1024
TEXT_BY_NATURE = {"xlsx", "pptx", "odt", "ods", "odp"}  # these cannot be mere pictures of pages
_AZERBAIJANI_SHARE = 0.02
_quiet = logging.getLogger("pypdf")
_quiet.setLevel(logging.CRITICAL)


def text_of(attachment):
    """Empty for a damaged or encrypted file, which is no reason to refuse an article's publication."""
    reader = _READERS.get(attachment.extension.casefold())
    if reader is None:
        return ""
    try:
        with attachment.file.storage.open(attachment.file.name) as file:
            return reader(io.BytesIO(file.read(MOST_BYTES)))[:LONGEST_TEXT]
    except Exception as problem:  # the libraries that read these formats may raise anything
        logging.getLogger(__name__).warning("%s cannot be read: %s", attachment.file.name, str(problem))
        return ""


def has_text(attachment):
    """Whether the file can be searched and read aloud."""
    return attachment.extension.casefold() in TEXT_BY_NATURE or bool(text_of(attachment).strip())


def _pdf(file):
    from pypdf import PdfReader

    pages = PdfReader(file).pages
    return "\n".join(pages[number].extract_text() for number in range(min(len(pages), MOST_PAGES)))


def _word(file):
    import mammoth

    return mammoth.extract_raw_text(file).value


def _plain(file):
    return file.read().decode("utf-8", errors="replace")


_READERS = {"pdf": _pdf, "docx": _word, "txt": _plain, "csv": _plain}


def language_of(text):
    """Azerbaijani cannot be written without ə; anything else is indexed as English."""
    schwas = text.count("ə") + text.count("Ə")
    return "az" if schwas > len(text) * _AZERBAIJANI_SHARE else "en"
