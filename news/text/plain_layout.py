"""An article as plain text: for braille displays, old telephones and copying it into a letter."""

from html.parser import HTMLParser

from django.utils.translation import gettext

from .notes import taken_out
from .richtext import with_raised_signs

GROUPS = {"ul", "ol", "table"}
BLOCKS = GROUPS | {"p", "h2", "h3", "blockquote", "figure", "figcaption", "li", "caption", "tr", "hr"}
CELLS = {"td", "th"}


def first_number(attributes):
    start = attributes.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


class Blocks(HTMLParser):
    """The sanitised text as [(words, number of the list or table that they belong to, or None)]."""

    def __init__(self):
        super().__init__()
        self.blocks, self.words, self.mark, self.address = [], "", "", None
        self.counters, self.depth, self.group = [], 0, 0  # of lists; how deep in lists and tables

    def end_block(self):
        words = "\n".join(" ".join(line.split()) for line in self.words.split("\n")).strip()
        if words:
            self.blocks.append((f"{self.mark}{words}", self.group if self.depth else None))
            self.mark = ""
        self.words = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in BLOCKS:
            self.end_block()
        if tag in CELLS and self.words.strip():
            self.words += " | "
        elif tag == "br":
            self.words += "\n"
        elif tag == "img" and attrs.get("alt"):
            self.words += gettext("[Picture: %(words)s]") % {"words": attrs["alt"]}
        elif tag == "a":
            self.address = attrs.get("href")
        elif tag == "li":
            self.mark = self.next_mark()
        elif tag in GROUPS:
            self.group += not self.depth
            self.depth += 1
            if tag != "table":
                self.counters.append(first_number(attrs) if tag == "ol" else None)

    def next_mark(self):
        indent = "  " * (len(self.counters) - 1)
        if not self.counters or self.counters[-1] is None:
            return f"{indent}- "
        self.counters[-1] += 1
        return f"{indent}{self.counters[-1] - 1}. "

    def handle_endtag(self, tag):
        if tag == "a":
            if (self.address or "").startswith("http") and not self.words.endswith(self.address):
                self.words += f" ({self.address})"
            self.address = None
        elif tag in BLOCKS:
            self.end_block()
            if tag in GROUPS:
                self.depth -= 1
                if tag != "table" and self.counters:
                    self.counters.pop()

    def handle_data(self, data):
        self.words += data.replace("\n", " ")


def plain_form(html):
    """The text, and its footnotes under it."""
    text, notes = taken_out(html, "[{}]".format)
    shown = laid_out(text)
    if not notes:
        return shown
    rows = [f"[{number}] {laid_out(words)}" for number, (_attributes, words) in enumerate(notes, 1)]
    return "\n\n".join([shown, gettext("Notes"), "\n".join(rows)])


def laid_out(html):
    """Paragraphs with an empty line between them; the items of a list and the rows of a table without."""
    parser = Blocks()
    parser.feed(with_raised_signs(html))
    parser.end_block()
    text, before = "", None
    for words, group in parser.blocks:
        between = "\n" if group and group == before else "\n\n"
        text += (between if text else "") + words
        before = group
    return text
