"""What screen readers, search engines and printers need from a text's markup."""

from django.utils.translation import gettext_lazy as _

from news.gate.edition_text import text_of
from news.gate.rule import BLOCKS, rule
from news.text.richtext import sanitise

EXCERPT = 60


def excerpt(text):
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "…"


@rule(
    "heading-order",
    BLOCKS,
    _("“%(heading)s” is a subheading without a heading above it: make it a heading (%(language)s)."),
)
def heading_order(edition_text):
    for text in edition_text.texts:
        seen = False
        for node in text.tree.css("h2, h3"):
            if node.tag == "h3" and not seen:
                yield text.field("body"), text.language, {"heading": excerpt(text_of(node))}
            seen = seen or node.tag == "h2"


@rule(
    "empty-heading",
    BLOCKS,
    _("There is a heading without words in this language: %(language)s. Delete it or write it."),
)
def empty_heading(edition_text):
    for text in edition_text.texts:
        if any(not text_of(node) for node in text.tree.css("h2, h3")):
            yield text.field("body"), text.language


@rule(
    "table-headers",
    BLOCKS,
    _(
        "The table that begins with “%(beginning)s” has no headers (%(language)s): "
        "put the cursor in it and switch on a header row or a header column."
    ),
)
def table_headers(edition_text):
    for text in edition_text.texts:
        for table in text.tree.css("table"):
            if not any(text_of(cell) for cell in table.css("th")):
                yield text.field("body"), text.language, {"beginning": excerpt(text_of(table))}


@rule(
    "unsafe-markup",
    BLOCKS,
    _("The text holds markup that this site does not allow (%(language)s). Save it again to clean it."),
)
def unsafe_markup(edition_text):
    for text in edition_text.texts:
        if sanitise(text.body) != text.body.strip():
            yield text.field("body"), text.language


@rule(
    "searchable-attachment",
    BLOCKS,
    _(
        "“%(file)s” is no searchable text: nobody can search it or have it read aloud. Attach the text as "
        "well, or mark that its content stands in the article or in another file."
    ),
)
def searchable_attachment(edition_text):
    if edition_text.edition.pk:
        for attachment in edition_text.edition.attachments.all():
            if attachment.is_readable is False and not attachment.has_alternative:
                yield "attachments", "", {"file": str(attachment)}


@rule(
    "attachment-being-read",
    BLOCKS,
    _("“%(file)s” is being read for the search just now. Try again in a moment."),
)
def attachment_being_read(edition_text):
    if edition_text.edition.pk:
        for attachment in edition_text.edition.attachments.all():
            if attachment.is_readable is None and not attachment.has_alternative:
                yield "attachments", "", {"file": str(attachment)}
