"""What an edition has in each language, described once: whoever handles its texts reads this description.

A new text needs a line here, a column in models/edition.py and a place in a template where readers see it.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .languages import value_in
from .richtext import plain_text

PLAIN, RICH, ADDRESS, SWITCH = "plain", "rich", "address", "switch"
LONGEST_SUMMARY = 160  # characters that every list and search engine shows


class TextDescription(NamedTuple):
    """form: PLAIN words, RICH ones (sanitised HTML), a part of the ADDRESS, or a yes or no (SWITCH).

    is_written: in the desk's form, in the order of this table. is_required: there is no page without it.
    is_compared: a change of it leaves the translation behind, and the history shows the change to readers.
    is_judged: the gate counts its words, and names are looked for in it. is_searched: readers find it.
    is_templated: a template of releases begins it, in a column of its own in models/release_template.py.
    not_carried: why a new edition begins without it; empty when it is copied.
    """

    name: str
    label: str
    form: str = PLAIN
    is_written: bool = True
    is_required: bool = False
    is_compared: bool = False
    is_judged: bool = False
    is_searched: bool = False
    is_templated: bool = False
    not_carried: str = ""


READ = {"is_compared": True, "is_judged": True, "is_searched": True}
DESCRIPTIONS = (
    TextDescription("title", _("title"), is_required=True, is_templated=True, **READ),
    TextDescription("summary", _("summary"), is_templated=True, **READ),
    TextDescription("body", _("text"), RICH, is_required=True, is_templated=True, **READ),
    TextDescription("slug", _("address"), ADDRESS, is_required=True),
    TextDescription("released", _("released"), SWITCH),
    TextDescription("change_note", _("change note"), not_carried="It tells of one change."),
    TextDescription("easy_text", _("easy-to-read text"), RICH),
    TextDescription(
        "withdrawal_reason",
        _("reason for withdrawal"),
        is_written=False,
        not_carried="The correction is not withdrawn.",
    ),
    TextDescription(
        "removal_reason",
        _("reason for removal"),
        is_written=False,
        not_carried="The correction is not removed.",
    ),
)


def names_where(condition):
    return tuple(one.name for one in DESCRIPTIONS if condition(one))


NAMES = names_where(lambda one: True)
LABELS = {one.name: one.label for one in DESCRIPTIONS}
WRITTEN = names_where(lambda one: one.is_written)
REQUIRED = names_where(lambda one: one.is_required)
RICH_TEXTS = names_where(lambda one: one.form == RICH)
TEXTS = names_where(lambda one: one.form in (PLAIN, RICH))
COMPARED = names_where(lambda one: one.is_compared)
JUDGED = names_where(lambda one: one.is_judged)
SEARCHED = names_where(lambda one: one.is_searched)
TEMPLATED = names_where(lambda one: one.is_templated)
NOT_CARRIED = {one.name: one.not_carried for one in DESCRIPTIONS if one.not_carried}


def words_of(edition, language, names):
    """{name: what it says, as plain text}"""
    values = {name: value_in(edition, name, language) for name in names}
    return {name: plain_text(value) if name in RICH_TEXTS else value for name, value in values.items()}
