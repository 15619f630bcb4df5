"""A page of the old site becomes an edition here, through the door that the desk uses."""

import re
from datetime import datetime, time
from functools import partial
from html import escape

from django.db import transaction
from django.utils import timezone

from news import editing
from news.mentions import find_mentions, known_entities
from news.models import Article, AuditEntry, Edition, EditionOrganization, EditionPerson
from news.models.collision import begun_again_after_collision
from news.text.languages import field_in, other_language, value_in

MOST_LETTERS_OF_SUMMARY = 280
HERE_ALREADY, IMPORTED, LANGUAGE_ADDED, DRAFT_EXTENDED = (
    "is on the site already",
    "imported",
    "got its second language",
    "has a draft, which got its second language",
)


class NotImported(ValueError):
    """A sentence that says why a page cannot come to the site as it is."""


@begun_again_after_collision
@transaction.atomic
def import_edition(page, language=None, number=None, source=""):
    """(article, what happened). A page imported twice makes one article; the other language joins it."""
    language = language or page.language
    number = number or page.number
    if page.day > timezone.localdate():
        raise NotImported(f"its date, {page.day:%d-%m-%Y}, is in the future.")
    article = find_article(page, language, number) or Article.objects.create(
        number=number, kind=Article.Kind.NEWS
    )
    keep_reads(article, page.reads)
    latest = article.latest_edition
    if latest is None:
        return article, publish_first(article, page, language, source)
    if value_in(latest, "title", language):
        return article, HERE_ALREADY
    return article, add_language(latest, page, language, source)


def find_article(page, language, number):
    """The article of that number; without one, that of the same title and day."""
    if number:
        return Article.objects.filter(number=number).first()
    same = Edition.objects.filter(
        **{field_in("title", language): page.title}, first_published_at=midnight(page.day)
    )
    return Article.objects.filter(editions__in=same).first()


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def keep_reads(article, reads):
    """The old site counted an article once for both languages: of two numbers the higher is the later."""
    if reads > article.imported_reads:
        article.imported_reads = reads
        article.save()


def publish_first(article, page, language, source):
    edition = Edition(article=article, **{field_in("released", other_language(language)): False})
    fill(edition, page, language)
    editing.publish(edition, None, at=midnight(page.day))
    edition.record(AuditEntry.Action.IMPORT, None, source)
    return IMPORTED


def add_language(latest, page, language, source):
    """Add it to the draft when there is one; else to a new edition, public from now and dated as before.

    Readers of the other language see no change, so it is a minor one.
    """
    if latest.article.is_removed:
        raise NotImported("the article was removed from the site; publish it again at the desk first.")
    if latest.is_withdrawn:
        raise NotImported("the article is withdrawn on the site; add the language at the desk.")
    if latest.is_in_preparation:
        fill(latest, page, language)
        latest.record(AuditEntry.Action.IMPORT, None, source)
        return DRAFT_EXTENDED
    draft = editing.new_edition(latest, None)
    draft.is_minor = True
    fill(draft, page, language)
    editing.publish(draft, None)
    draft.record(AuditEntry.Action.IMPORT, None, source)
    return LANGUAGE_ADDED


def fill(edition, page, language):
    """Save the page's words in that language, with the people and organizations that they name."""
    texts = {
        "title": page.title,
        "summary": summary_of(page.paragraphs[0]),
        "body": "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in page.paragraphs),
        "released": True,
    }
    for name, value in texts.items():
        setattr(edition, field_in(name, language), value)
    words = "\n".join([page.title, *page.paragraphs])
    editing.save_draft(edition, partial(link_known_names, edition, words, language))


def summary_of(paragraph):
    """Its first sentences, as many as fit; the beginning of the first when that one is too long."""
    if len(paragraph) <= MOST_LETTERS_OF_SUMMARY:
        return paragraph
    beginning = paragraph[:MOST_LETTERS_OF_SUMMARY]
    sentences = re.match(r".{60,}[.!?…](?=\s)", beginning)
    return sentences.group() if sentences else f"{beginning.rpartition(' ')[0].rstrip(',;:–- ')}…"


def link_known_names(edition, text, language):
    mentioned = dict.fromkeys(
        entity.key for entity, _start, _end in find_mentions(text, language, known_entities())
    )
    linked = {("person", pk) for pk in edition.edition_people.values_list("person", flat=True)}
    linked |= {
        ("organization", pk) for pk in edition.edition_organizations.values_list("organization", flat=True)
    }
    for order, (kind, pk) in enumerate([key for key in mentioned if key not in linked], start=len(linked)):
        if kind == "person":
            EditionPerson.objects.create(edition=edition, person_id=pk, order=order)
        else:
            EditionOrganization.objects.create(edition=edition, organization_id=pk, order=order)
