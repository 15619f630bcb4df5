"""Where links lead, and whether they say so."""

import re

from django.utils.translation import gettext_lazy as _

from news.gate.edition_text import text_of
from news.gate.link_targets import is_dead_here, leads_into_the_desk
from news.gate.rule import BLOCKS, rule
from news.text.azerbaijani import fold

from .structure import excerpt

SAYS_NOTHING = """
bura, burada, buraya, buradan, klikləyin, bura klikləyin, buraya klikləyin, buraya basın, keçid, bu
keçid, keçid edin, link, linkə klikləyin, ətraflı, daha ətraflı, ətraflı oxu, davamı, ardı, oxu,
oxuyun, buradan oxuyun, bax, baxın, səhifə, bu səhifə, bu, here, click, click here, press here, tap
here, the link, this link, more, read more, learn more, see more, find out more, details, more
details, this, this page, page, continue
"""
PHRASES = {fold(" ".join(phrase.split())) for phrase in SAYS_NOTHING.split(",")}
BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/\S+", re.IGNORECASE)


def links_of(text):
    for node in text.tree.css("a"):
        yield node, (node.attributes.get("href") or "").strip()


@rule(
    "link-text",
    BLOCKS,
    _("The link “%(link)s” does not say where it leads (%(language)s): make words of the sentence the link."),
)
def link_text(edition_text):
    for text in edition_text.texts:
        for node, address in links_of(text):
            words = text_of(node)
            pictures = [picture.attributes.get("alt") for picture in node.css("img")]
            bare = fold(words).strip(" .…:;!?»«“”\"'()[]→>-–")
            says_nothing = bare in PHRASES or (not bare and not any(pictures))
            if says_nothing or BARE_ADDRESS.fullmatch(words):
                yield text.field("body"), text.language, {"link": excerpt(words or address)}


@rule(
    "dead-link",
    BLOCKS,
    _("The link “%(link)s” leads nowhere: readers of this site find nothing at %(address)s (%(language)s)."),
)
def dead_link(edition_text):
    for text in edition_text.texts:
        for node, address in links_of(text):
            if is_dead_here(address, edition_text.edition):
                words = {"link": excerpt(text_of(node)), "address": excerpt(address)}
                yield text.field("body"), text.language, words


@rule(
    "link-into-the-desk",
    BLOCKS,
    _("The link “%(link)s” leads into the press desk, where readers cannot go (%(language)s)."),
)
def link_into_the_desk(edition_text):
    for text in edition_text.texts:
        for node, address in links_of(text):
            if leads_into_the_desk(address):
                yield text.field("body"), text.language, {"link": excerpt(text_of(node))}
