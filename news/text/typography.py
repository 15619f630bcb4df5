"""Quotation marks as both languages print them, “…”, in place of the straight ones on keyboards."""

import re

TAG = re.compile(r"(<[^>]*>)")
BLOCK = re.compile(r"</?(p|h\d|li|td|th|blockquote|figcaption|div|br)\b", re.IGNORECASE)
OPENS_AFTER = set(" \t\n\r\u00a0([{“‘–—-/")


def curly(text, before=""):
    """Each straight quotation mark opens after a space or a bracket and closes after anything else.

    before: the character in front of the text, empty at the beginning. A mark after a digit stays straight
    when none is open: 24" are inches.
    """
    found, is_open = [], False
    for character in text:
        if character == '"' and (is_open or not before.isdigit()):
            is_open = not before or before in OPENS_AFTER
            character = "“" if is_open else "”"
        found.append(character)
        before = character
    return "".join(found)


def curly_in_html(html):
    """The same for the text between tags, never in an attribute; each block begins anew."""
    if '"' not in html and "&quot;" not in html:
        return html
    parts, before = [], ""
    for part in TAG.split(html):
        if part.startswith("<"):
            before = "" if BLOCK.match(part) else before
        elif part:
            part = curly(part.replace("&quot;", '"'), before)
            before = part[-1]
        parts.append(part)
    return "".join(parts)
