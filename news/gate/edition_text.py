"""An edition as the rules read it: its texts in each language, parsed once for all rules."""

import re
from functools import cached_property

from news.mentions import Matcher, known_entities
from news.text.dates_and_numbers import figures_in
from news.text.edition_texts import JUDGED, words_of
from news.text.languages import LANGUAGES, field_in, value_in
from news.text.notes import taken_out
from news.text.richtext import with_raised_signs

BLOCKS_OF_TEXT = "p, li, h2, h3, td, th, caption, figcaption"
SENTENCE_END = re.compile(r"(?<=[.!?…])[”’)»]*\s+")


def parsed(body):
    """Its footnotes stand behind it, as paragraphs of their own, and not in the middle of a sentence."""
    from selectolax.lexbor import LexborHTMLParser  # readers' pages don't need it

    text, notes = taken_out(with_raised_signs(body))
    behind = "".join(f"<p{attributes}>{words}</p>" for attributes, words in notes)
    return LexborHTMLParser(f"<body>{text}{behind}</body>")


class Text:
    """What an edition says in one language."""

    def __init__(self, edition, language):
        self.edition = edition
        self.language = language
        self.title = value_in(edition, "title", language)
        self.summary = value_in(edition, "summary", language)
        self.body = value_in(edition, "body", language)

    def field(self, name):
        return field_in(name, self.language)

    @cached_property
    def tree(self):
        return parsed(self.body)

    @cached_property
    def judged(self):
        """{name of the text: its words}"""
        return words_of(self.edition, self.language, JUDGED)

    @property
    def words(self):
        """The body as plain text."""
        return self.judged["body"]

    @cached_property
    def whole(self):
        return "\n".join(filter(None, self.judged.values()))

    @cached_property
    def figures(self):
        return figures_in(self.whole, self.language)

    @cached_property
    def blocks(self):
        """The text of each paragraph, item, heading and cell; of nested blocks, the innermost."""
        return blocks_of(self.tree)

    @cached_property
    def own_blocks(self):
        """The same without passages marked as being in another language."""
        tree = parsed(self.body)
        for marked in tree.css("[lang]"):
            if marked.attributes["lang"] not in (self.language, None):
                marked.decompose()
        return blocks_of(tree)

    @cached_property
    def sentences(self):
        return [sentence for block in self.blocks for sentence in SENTENCE_END.split(block) if sentence]


class EditionText:
    def __init__(self, edition):
        self.edition = edition
        self.texts = [Text(edition, language) for language in edition.released_languages]

    @property
    def both(self):
        """The two texts to compare; None when only one language is released or one is not written yet."""
        is_whole = len(self.texts) == len(LANGUAGES) and all(text.words for text in self.texts)
        return self.texts if is_whole else None

    @cached_property
    def mentions(self):
        """{language: {(kind, pk): first spelling in the text}}"""
        matcher = Matcher(known_entities())
        return {text.language: _first_spellings(matcher, text) for text in self.texts}

    @cached_property
    def images(self):
        """The pictures outside the text, each with the field where it is chosen."""
        lead = [("lead_image", self.edition.lead_image)] if self.edition.lead_image_id else []
        if not self.edition.pk:
            return lead
        return lead + [("gallery", place.image) for place in self.edition.gallery.select_related("image")]


def _first_spellings(matcher, text):
    first = {}
    for entity, start, end in matcher.find(text.whole, text.language):
        first.setdefault(entity.key, text.whole[start:end])
    return first


def blocks_of(tree):
    return [text_of(node) for node in tree.css(BLOCKS_OF_TEXT) if not node.css(BLOCKS_OF_TEXT)[1:]]


def text_of(node):
    return " ".join(node.text(separator=" ").split())
