"""From the bytes of a saved file to lines of text; an empty line stands between blocks."""

import re

from selectolax.lexbor import LexborHTMLParser

from news.text.azerbaijani import normalise

MOST_BYTES = 5 * 1024 * 1024
BLOCKS = (
    "address, article, blockquote, caption, dd, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, "
    "header, hr, li, main, ol, p, section, table, td, th, tr, ul"
)
NEVER_CONTENT = "aside, footer, form, iframe, nav, noscript, script, style, svg, template, title"
BLOCK_END, LINE_END = "\ue000", "\ue001"  # private-use characters, which are no white space
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.I)


class NotAnOldPage(ValueError):
    """A sentence that says why a file is no page of the old site."""


def decode(content):
    if len(content) > MOST_BYTES:
        raise NotAnOldPage("it is larger than 5 MB, which no page of the old site is.")
    if not content.strip():
        raise NotAnOldPage("it is empty.")
    for encoding in encodings_of(content):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise NotAnOldPage("it is not a text or HTML file in a known encoding such as UTF-8.")


def encodings_of(content):
    """The encoding that the file declares comes first; a file that declares none is UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    declared = CHARSET.search(content[:4096])
    return ["utf-8-sig", *([declared.group(1).decode()] if declared else [])]


def parse_html(text):
    """The document, or None when the text is no HTML."""
    return (
        LexborHTMLParser(text)
        if re.search(r"<(!doctype|html|head|body|div|p)\b", text[:65536], re.I)
        else None
    )


def lines_of_html(document):
    """What a reader of the page sees, block by block. Destroys the document."""
    for node in document.css(NEVER_CONTENT):
        node.decompose()
    for node in document.css("br"):
        node.replace_with(LINE_END)
    for node in document.css(BLOCKS):
        node.insert_before(BLOCK_END)
        node.insert_after(BLOCK_END)
    text = " ".join((document.body.text() if document.body else "").split())
    return lines_of_text(text.replace(BLOCK_END, "\n\n").replace(LINE_END, "\n"))


def lines_of_text(text):
    return [" ".join(normalise(INVISIBLE.sub("", line)).split()) for line in text.splitlines()]
