"""What a page says in a language: to the eye, and to the ear."""

import re

from selectolax.lexbor import LexborHTMLParser

READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "content", "value", "label")


def said_in(html, language):
    """Everything that the page says to eye or ear, without what is marked as being in another language."""
    tree = LexborHTMLParser(html)
    for node in tree.css(f"script, style, [lang]:not([lang={language}]):not(html)"):
        node.decompose()
    for node in tree.css(
        "a[hreflang], meta[name=viewport], meta[property='og:type'], meta[property='og:locale']"
    ):
        node.decompose()
    texts = [node.text(deep=False, strip=True) for node in tree.css("*")]
    for node in tree.css("*"):
        texts += [node.attributes.get(name) or "" for name in READ_ALOUD]
    return [text for text in texts if text and not re.match(r"https?://|/", text)]
