"""The cards that articles have in lists."""

from django.template.loader import get_template
from django.utils.translation import get_language
from jinja2 import pass_context
from markupsafe import Markup

from news.models import Edition
from news.public.generation_cache import LONGEST, cache_key, own_memory

TEMPLATE = "news/_article_card.html"


def card(edition, **look):
    """look: level of the heading, brief, kindless, image_sizes."""
    return Markup(get_template(TEMPLATE).render({"edition": edition, **look}))  # noqa: S704 - escaped by it


@pass_context
def cards(context, keys, **look):
    """The cards of the editions with those primary keys, each made once per generation.

    A list whose cards other lists have already made costs an eighth; one query fetches the missing ones.
    """
    cache = own_memory()
    generation, language = context["request"].generation, get_language()
    names = {pk: cache_key(generation, language, look, pk) for pk in keys}
    found = cache.get_many(names.values())
    missing = [pk for pk, name in names.items() if name not in found]
    if missing:
        editions = Edition.objects.filter(pk__in=missing).for_lists()
        made = {names[edition.pk]: card(edition, **look) for edition in editions}
        cache.set_many(made, timeout=LONGEST.total_seconds())
        found |= made
    return [found[name] for name in names.values() if name in found]
