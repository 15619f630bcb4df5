"""The queries for everything that an article's page shows."""

from django.db.models import Prefetch

from news.models import Edition, EditionImage, EditionOrganization, EditionPerson, Recording, Topic
from news.public.generation_cache import cached_per_generation
from news.text.edition_texts import RICH_TEXTS
from news.text.languages import field_in, other_language

RELATED, CANDIDATES = 4, 100


def for_article(editions, language):
    """With all rows that the page in that language shows, and without the texts of the other language."""
    unread = [field_in(name, other_language(language)) for name in RICH_TEXTS]
    return (
        editions.select_related("article", "lead_image", "parity")
        .defer(*unread, "findings", "search_text", "parity__confirmed_text")
        .prefetch_related(
            Prefetch("edition_people", EditionPerson.objects.select_related("person__photo")),
            Prefetch("edition_organizations", EditionOrganization.objects.select_related("organization")),
            Prefetch("topics", Topic.objects.order_by(field_in("sort_key", language))),
            "attachments",
            Prefetch("gallery", EditionImage.objects.select_related("image")),
            Prefetch("recordings", Recording.objects.filter(language=language)),
        )
    )


def live_edition(language, number):
    """The live edition of that article in the language; None when there is none."""
    live = Edition.objects.live_in(language).filter(article__number=number)
    return live.select_related("article", "lead_image", "parity").first()


def live_article(language, number, generation):
    """The same with all rows of its page, asked for once per generation.

    Its page is made in several forms and with several reading settings. In one process an article made anew
    takes 4 ms with this and 11 ms when the queries are asked each time.
    """

    def ask():
        live = Edition.objects.live_in(language).filter(article__number=number)
        return for_article(live, language).first()

    return cached_per_generation(generation, f"article:{language}:{number}", ask)


def with_its_rows(edition, language):
    """The same edition, whatever its state, as its page shows it."""
    return for_article(Edition.objects.filter(pk=edition.pk), language).get()


def earlier_editions(edition, language):
    """[Editions that readers of the language have had, up to this one], newest first, with notes alone."""
    public = Edition.objects.been_public_in(language).filter(article=edition.article_id)
    earlier = public.filter(sequence__lte=edition.sequence).order_by("-sequence")
    return list(earlier.only("sequence", "public_from", "is_minor", field_in("change_note", language)))


def related_to(edition, language):
    """The newest other articles of the edition's first topic, the same topic in both languages.

    Only the topic's latest editions are looked at: one of tens of thousands costs no more than one of ten.
    """
    filed = Edition.topics.through.objects
    topic = filed.filter(edition=edition).order_by("pk").values_list("topic", flat=True).first()
    latest = filed.filter(topic=topic).order_by("-edition").values("edition")[:CANDIDATES]
    others = Edition.objects.live_in(language).filter(pk__in=latest).exclude(article=edition.article_id)
    return list(others.for_lists()[:RELATED])
