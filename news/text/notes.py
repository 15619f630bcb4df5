"""Footnotes: each stands in <small> where it is cited; a page numbers them and shows them at its end."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

NOTE = re.compile(r"<small\b([^>]*)>((?:(?!</?small\b).)*)</small>", re.DOTALL)
TAG = re.compile(r"</?small\b[^>]*>")
LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
MARKUP = re.compile(r"<(?!img\b)[^>]*>")


def taken_out(html, mark=lambda number: ""):
    """(the sanitised text with a mark in place of each footnote, [(attributes, words) of each, as HTML]).

    A note inside a link or inside another note stays part of it: a link holds no link.
    """
    notes = []

    def take(found):
        if not MARKUP.sub("", found[2]).strip():
            return ""
        notes.append((found[1], found[2].strip()))
        return mark(len(notes))

    text = LINK.sub(lambda link: TAG.sub("", link.group()), html or "")
    return TAG.sub("", NOTE.sub(take, text)), notes


def with_notes(html, prefix="note"):
    """The sanitised text as it is shown: a link from each place to its note at the end, and one back."""
    text, notes = taken_out(html, lambda number: _mark(f"{prefix}-{number}", number))
    if not notes:
        return html
    rows = (
        (mark_safe(attributes), f"{prefix}-{number}", mark_safe(words), _back(f"{prefix}-{number}", number))  # noqa: S308 - sanitised before
        for number, (attributes, words) in enumerate(notes, 1)
    )
    items = format_html_join("", '<li{} id="{}">{} {}</li>', rows)
    heading = format_html('<h2 id="{}s">{}</h2>', prefix, gettext("Notes"))
    section = '{}<section class="notes" role="doc-endnotes" aria-labelledby="{}s">{}<ol>{}</ol></section>'
    return format_html(section, mark_safe(text), prefix, heading, items)  # noqa: S308 - sanitised before


def _mark(name, number):
    label = gettext("Note %(number)s") % {"number": number}
    link = '<sup><a class="note-mark" href="#{}" id="{}-mark" role="doc-noteref" aria-label="{}">{}</a></sup>'
    return format_html(link, name, name, label, number)


def _back(name, number):
    label = gettext("Back to the text at note %(number)s") % {"number": number}
    return format_html(
        '<a class="note-back" href="#{}-mark" role="doc-backlink" aria-label="{}">↑</a>', name, label
    )
