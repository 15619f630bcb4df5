"""What makes a text hard to read or to find. All are warnings: the writer may know better."""

import re

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.gate.rule import WARNS, rule
from news.models.edition import folded_title
from news.text.edition_texts import LONGEST_SUMMARY

from .structure import excerpt

LONGEST_TITLE = 65
MOST_WORDS = {"az": 30, "en": 35}
SHOUTED_WORDS = 3
SHOUTED_LETTERS = 15
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MOST_TWINS = 20


@rule("long-title", WARNS, _("The title has %(length)s characters (%(language)s). Best under 65."))
def long_title(edition_text):
    for text in edition_text.texts:
        if len(text.title) > LONGEST_TITLE:
            yield text.field("title"), text.language, {"length": len(text.title)}


@rule("long-summary", WARNS, _("The summary has %(length)s characters (%(language)s). Best under 160."))
def long_summary(edition_text):
    for text in edition_text.texts:
        if len(text.summary) > LONGEST_SUMMARY:
            yield text.field("summary"), text.language, {"length": len(text.summary)}


def shouted(text):
    """The first run of words in capitals that is too long for a series of abbreviations."""
    run = []
    for word in [*WORD.findall(text), ""]:
        if len(word) > 1 and word.isupper():
            run.append(word)
            continue
        if len(run) >= SHOUTED_WORDS and len("".join(run)) >= SHOUTED_LETTERS:
            return " ".join(run)
        run = [] if len(word) != 1 else run
    return ""


@rule("capitals", WARNS, _("“%(words)s” is all in capitals (%(language)s): write it as a sentence."))
def capitals(edition_text):
    for text in edition_text.texts:
        for name, words in text.judged.items():
            if loud := shouted(words):
                yield text.field(name), text.language, {"words": excerpt(loud)}


@rule(
    "long-sentence",
    WARNS,
    _("The sentence “%(beginning)s” has %(count)s words (%(language)s). Two sentences are easier to read."),
)
def long_sentence(edition_text):
    for text in edition_text.texts:
        for sentence in text.sentences:
            count = len(WORD.findall(sentence))
            if count > MOST_WORDS[text.language]:
                yield text.field("body"), text.language, {"beginning": excerpt(sentence), "count": count}


@rule("same-title", WARNS, _("Article № %(number)s has the same title (%(language)s)."))
def same_title(edition_text):
    edition = edition_text.edition
    not_past = Q(public_until__isnull=True) | Q(public_until__gt=timezone.now())
    editions = type(edition).objects.not_limited().filter(not_past).exclude(article=edition.article_id)
    for text in edition_text.texts:
        if mine := folded_title(text.title).strip():
            twins = editions.filter(**{text.field("folded_title"): mine}).order_by("pk")
            for number in twins.values_list("article__number", flat=True)[:MOST_TWINS]:
                yield text.field("title"), text.language, {"number": str(number)}
