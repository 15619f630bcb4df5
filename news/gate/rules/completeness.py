"""What every article has."""

from django.utils.translation import gettext_lazy as _

from news.gate.rule import BLOCKS, rule
from news.text.languages import LANGUAGES, field_in, value_in


@rule("released", BLOCKS, _("Release the edition in at least one language."), is_essential=True)
def released(reading):
    if not reading.texts:
        yield field_in("released", LANGUAGES[0]), ""


@rule("title", BLOCKS, _("Write a title in this language: %(language)s."), is_essential=True)
def title(reading):
    yield from ((text.field("title"), text.language) for text in reading.texts if not text.title.strip())


@rule("summary", BLOCKS, _("Write a summary in this language: %(language)s."), is_essential=True)
def summary(reading):
    yield from ((text.field("summary"), text.language) for text in reading.texts if not text.summary.strip())


@rule("body", BLOCKS, _("Write the text in this language: %(language)s."), is_essential=True)
def body(reading):
    yield from ((text.field("body"), text.language) for text in reading.texts if not text.words)


@rule(
    "change-note",
    BLOCKS,
    _(
        "Say in a change note what is new in this edition, in this language: %(language)s. "
        "Or mark the change as minor."
    ),
    is_essential=True,
)
def change_note(reading):
    edition = reading.edition
    if edition.sequence == 1 or edition.is_minor:
        return
    for text in reading.texts:
        if not value_in(edition, "change_note", text.language).strip():
            yield text.field("change_note"), text.language


@rule("topic", BLOCKS, _("Choose at least one topic: readers find the article by it."))
def topic(reading):
    if not reading.edition.topics.exists():
        yield "topics", ""


@rule("lead-organization", BLOCKS, _("Name the organization that leads: mark it as the lead organization."))
def lead_organization(reading):
    if not reading.edition.edition_organizations.filter(is_lead=True).exists():
        yield "edition_organizations", ""
