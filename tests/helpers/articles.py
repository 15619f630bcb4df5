"""Articles with sensible defaults, in any state."""

from datetime import timedelta

from django.utils import timezone

from news import editing
from news.models import Article, Edition, EditionOrganization, EditionPerson, Organization, Topic


def make_edition(
    kind="news", number=None, imported_reads=0, topics=None, people=(), organizations=None, **fields
):
    """make_edition(title_az=…, kind=…, number=…, **fields): a complete draft in both languages."""
    article = Article.objects.create(kind=kind, number=number, imported_reads=imported_reads)
    texts = {
        "title_az": f"Başlıq {article.number}",
        "title_en": f"Title {article.number}",
        "summary_az": "Qısa məzmun",
        "summary_en": "A short summary",
        "body_az": "<p>Azərbaycan dilində mətn.</p>",
        "body_en": "<p>A text in English.</p>",
    }
    edition = Edition(article=article, **(texts | fields))
    if topics is None:
        topics = [Topic.objects.get_or_create(name_az="Təhsil", name_en="Education")[0]]
    if organizations is None:
        names = {"name_az": "Ombudsman Aparatı", "name_en": "Ombudsman Office"}
        organizations = [Organization.objects.get_or_create(**names, kind=Organization.Kind.THIS_OFFICE)[0]]

    def save_rows():
        edition.topics.set(topics)
        for person in people:
            EditionPerson.objects.create(edition=edition, person=person)
        for place, organization in enumerate(organizations):
            EditionOrganization.objects.create(edition=edition, organization=organization, is_lead=place == 0)

    editing.save_draft(edition, save_rows)
    return edition


def make_article(at=None, ago=None, by=None, **fields):
    """The same, published: now, at a moment (at=), or so long ago (ago=timedelta)."""
    edition = make_edition(**fields)
    editing.publish(edition, by, at or (timezone.now() - (ago or timedelta(minutes=1))))
    return edition
