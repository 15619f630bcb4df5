"""The queries for everything that an article's page shows."""

from django.db.models import OuterRef, Prefetch, Subquery

from news.models import Edition, EditionImage, EditionOrganization, EditionPerson, Recording, Topic
from news.public.generation_cache import cached_per_generation
from news.text.edition_texts import RICH_TEXTS
from news.text.languages import field_in, other_language

RELATED, CANDIDATES = 4, 100
TOPICS_OF_EDITIONS = Edition.topics.through.objects


def for_article(editions, language):
    """With all rows that the page in that language shows, and without the texts of the other language."""
    unread = [field_in(name, other_language(language)) for name in RICH_TEXTS]
    in_order_of_choice = TOPICS_OF_EDITIONS.filter(edition=OuterRef("pk")).order_by("pk")
    return (
        editions.annotate(first_topic=Subquery(in_order_of_choice.values("topic")[:1]))
        .select_related("article", "lead_image", "parity")
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

    Its page is made in several forms and with several reading settings; most of the time goes into queries.
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


def related_to(edition, language, generation):
    """The primary keys of the newest other articles of the edition's first topic.

    The same topic in both languages. The newest of a topic are asked for once per generation.
    """
    topic = edition.first_topic
    if topic is None:
        return []
    newest = cached_per_generation(
        generation, f"newest:{language}:{topic}", lambda: newest_about(topic, language)
    )
    return [pk for pk, article in newest if article != edition.article_id][:RELATED]


def newest_about(topic, language):
    """[(primary key, article)] of the topic's newest listed editions: one more than an article shows, which
    may be among them itself.

    Only the latest that are listed are put in order: a topic of tens of thousands costs little more than one
    of ten.
    """
    listed = Edition.objects.listed_in(language)
    latest = listed.filter(topics=topic).order_by("-pk").values("pk")[:CANDIDATES]
    newest = listed.filter(pk__in=latest).newest_first()
    return list(newest.values_list("pk", "article_id")[: RELATED + 1])
