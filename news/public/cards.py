"""The cards that articles have in lists: each is made once per generation, whichever lists it stands in."""

from django.template.loader import get_template
from django.utils.translation import get_language
from jinja2 import pass_context
from markupsafe import Markup

from news.models import Edition
from news.public.generation_cache import generation_of
from news.public.kept import fragments

TEMPLATE = "news/_article_card.html"


@pass_context
def card(context, edition, **look):
    """look: level of the heading, brief, kindless, image_sizes."""
    return made(context, [(edition.pk, edition.is_withdrawn)], look, lambda keys: [edition])[0]


def keys_of(editions):
    return tuple((edition.pk, edition.is_withdrawn) for edition in editions)


@pass_context
def cards_of(context, editions, **look):
    """The cards of editions that are at hand."""
    return made(
        context, keys_of(editions), look, lambda keys: [edition for edition in editions if edition.pk in keys]
    )


@pass_context
def cards(context, keys, **look):
    """The cards of [(primary key of an edition, whether it is withdrawn)]; one query for the new ones."""
    return made(context, keys, look, lambda keys: Edition.objects.filter(pk__in=keys).for_lists())


def made(context, keys, look, editions):
    same = ("card", generation_of(context["request"]), get_language(), *look.items())
    found = {pk: fragments.get((*same, pk, withdrawn)) for pk, withdrawn in keys}
    lacking = {pk: withdrawn for pk, withdrawn in keys if found[pk] is None}
    for edition in editions(list(lacking)) if lacking else ():
        text = Markup(get_template(TEMPLATE).render({"edition": edition, **look}))  # noqa: S704 - escaped by it
        found[edition.pk] = text
        fragments.put((*same, edition.pk, lacking[edition.pk]), text)
    return [text for text in found.values() if text is not None]
