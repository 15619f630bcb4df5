"""What every article must have."""

from django.utils.translation import gettext_lazy as _

from news.gate.rule import BLOCKS, rule
from news.text.edition_texts import TEXTS, WRITTEN, words_of
from news.text.languages import LANGUAGES, field_in, value_in
from news.text.places import places_in

from .structure import excerpt

WRITTEN_TEXTS = [name for name in TEXTS if name in WRITTEN]


@rule("released", BLOCKS, _("Release the edition in at least one language."), is_essential=True)
def released(edition_text):
    if not edition_text.texts:
        yield field_in("released", LANGUAGES[0]), ""


@rule("title", BLOCKS, _("Write a title in this language: %(language)s."), is_essential=True)
def title(edition_text):
    yield from ((text.field("title"), text.language) for text in edition_text.texts if not text.title.strip())


@rule("summary", BLOCKS, _("Write a summary in this language: %(language)s."), is_essential=True)
def summary(edition_text):
    for text in edition_text.texts:
        if not text.summary.strip():
            yield text.field("summary"), text.language


@rule("body", BLOCKS, _("Write the text in this language: %(language)s."), is_essential=True)
def body(edition_text):
    yield from ((text.field("body"), text.language) for text in edition_text.texts if not text.words)


@rule(
    "change-note",
    BLOCKS,
    _(
        "Say in a change note what is new in this edition, in this language: %(language)s. "
        "Or mark the change as minor."
    ),
    is_essential=True,
)
def change_note(edition_text):
    edition = edition_text.edition
    if edition.sequence == 1 or edition.is_minor:
        return
    for text in edition_text.texts:
        if not value_in(edition, "change_note", text.language).strip():
            yield text.field("change_note"), text.language


@rule(
    "place-to-fill-in",
    BLOCKS,
    _("Still to be filled in (%(language)s): %(places)s – write what belongs there, or delete it."),
)
def place_to_fill_in(edition_text):
    for text in edition_text.texts:
        for name, words in words_of(edition_text.edition, text.language, WRITTEN_TEXTS).items():
            if places := places_in(words):
                yield text.field(name), text.language, {"places": excerpt(", ".join(places))}


@rule("topic", BLOCKS, _("Choose at least one topic: readers find the article by it."))
def topic(edition_text):
    if not edition_text.edition.topics.exists():
        yield "topics", ""


@rule("lead-organization", BLOCKS, _("Name the organization that leads: mark it as the lead organization."))
def lead_organization(edition_text):
    if not edition_text.edition.edition_organizations.filter(is_lead=True).exists():
        yield "edition_organizations", ""
