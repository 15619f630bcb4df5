"""What differs between two texts, word by word, marked for eyes and for screen readers alike."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from news.text.richtext import plain_text

WORDS = re.compile(r"\w+|[^\w\s]|\s+")
LINKED = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
PICTURED = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
BETWEEN_CELLS = re.compile(r"</t[dh]>\s*(?=<t[dh])")
BLOCK_ENDS = re.compile(r"</(?:p|h[23]|li|blockquote|tr|caption|figcaption|figure)>|<br\s*/?>|<hr\s*/?>")


def blocks_of(html):
    """The blocks of a rich text (paragraphs, headings, table rows …), with links and pictures in words."""
    html = LINKED.sub(r"\2 ⟨\1⟩", html or "")
    html = PICTURED.sub(r" ▣ \1 ", html)
    html = BETWEEN_CELLS.sub(" · ", html)
    return [block for part in BLOCK_ENDS.split(html) if (block := plain_text(part))]


def added(text):
    return format_html('<ins><span class="visually-hidden">{} </span>{}</ins>', gettext("Added:"), text)


def removed(text):
    return format_html('<del><span class="visually-hidden">{} </span>{}</del>', gettext("Removed:"), text)


def words_between(before, after):
    """One text in which the removed and the added words are marked."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    parts = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(format_html("{}", "".join(new[c:d])))
            continue
        if a < b:
            parts.append(removed("".join(old[a:b])))
        if c < d:
            parts.append(added("".join(new[c:d])))
    return format_html_join("", "{}", ((part,) for part in parts))


def blocks_between(before, after, only_changed=False):
    """[block with its changes marked]; a block changed beyond recognition counts as removed and added."""
    blocks_shown = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            blocks_shown += [] if only_changed else [format_html("{}", block) for block in after[c:d]]
            continue
        blocks_shown += changed_blocks(before[a:b], after[c:d])
    return blocks_shown


def changed_blocks(gone, come):
    blocks_shown = []
    for index in range(max(len(gone), len(come))):
        old = gone[index] if index < len(gone) else ""
        new = come[index] if index < len(come) else ""
        if old and new and SequenceMatcher(None, old, new, autojunk=False).quick_ratio() > 0.4:
            blocks_shown.append(words_between(old, new))
        else:
            blocks_shown += ([removed(old)] if old else []) + ([added(new)] if new else [])
    return blocks_shown


@dataclass
class Field:
    """One field of two editions: its blocks, in which the changes are marked."""

    label: str
    blocks: list
    is_changed: bool

    @property
    def html(self):
        return mark_safe("".join(f"<p>{block}</p>" for block in self.blocks))  # noqa: S308 - escaped block by block


def field_between(label, before, after, only_changed=False):
    return Field(str(label), blocks_between(before, after, only_changed), before != after)
