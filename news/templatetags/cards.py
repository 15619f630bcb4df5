"""The cards that articles have in lists: each is made once per generation, whichever lists it stands in."""

import hashlib
from functools import lru_cache

from django import template
from django.core.cache import caches
from django.template.loader import get_template
from django.utils.translation import get_language

from news.models import Edition
from news.remembering import generation_of

register = template.Library()
TEMPLATE = "news/_article_card.html"


@register.simple_tag(takes_context=True)
def card(context, edition, **look):
    """look: level of the heading, brief, kindless, image_sizes."""
    return made(context, [(edition.pk, edition.is_withdrawn)], look, lambda keys: [edition])[0]


@register.simple_tag(takes_context=True)
def cards_of(context, editions, **look):
    """The cards of editions that are at hand."""
    keys = [(edition.pk, edition.is_withdrawn) for edition in editions]
    return made(context, keys, look, lambda keys: [edition for edition in editions if edition.pk in keys])


@register.simple_tag(takes_context=True)
def cards(context, keys, **look):
    """The cards of [(primary key of an edition, whether it is withdrawn)]; one query for the new ones."""
    return made(context, keys, look, lambda keys: Edition.objects.filter(pk__in=keys).for_lists())


def made(context, keys, look, editions):
    remembered, start = caches["template_fragments"], beginning(context, look)
    names = {key: f"{start}:{key}:{withdrawn:d}" for key, withdrawn in keys}
    found = remembered.get_many(names.values())
    lacking = [key for key, name in names.items() if name not in found]
    for edition in editions(lacking) if lacking else ():
        text = get_template(TEMPLATE).render({"edition": edition, **look})
        found[names[edition.pk]] = text
        remembered.set(names[edition.pk], text)
    return [found[name] for name in names.values() if name in found]


def beginning(context, look):
    return f"card:{generation_of(context['request'])}:{get_language()}:{short_name(tuple(look.items()))}"


@lru_cache(maxsize=100)
def short_name(look):
    return hashlib.sha256(repr(look).encode()).hexdigest()[:12]
