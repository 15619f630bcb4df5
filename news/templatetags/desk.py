"""Template tags for what all pages of the desk show alike."""

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from news.desk.manual import page_about
from news.desk.menu import menu
from news.desk.moments import baku_moment
from news.desk.user_agents import device_name
from news.public.formatting import title_of

register = template.Library()
register.filter(baku_moment)
register.filter(device_name)


@register.inclusion_tag("admin/desk/menu.html", takes_context=True)
def desk_menu(context):
    request = context["request"]
    return {"items": menu(request.user, request.path)}


@register.simple_tag
def edition_link(edition):
    """A link to the edition: its title, marked with the language that the title is in."""
    title, language = title_of(edition)
    address = reverse("admin:news_edition_change", args=[edition.pk])
    return format_html('<a href="{}" lang="{}">{}</a>', address, language, title or gettext("Untitled"))


@register.inclusion_tag("admin/manual/_link.html", takes_context=True)
def manual_link(context):
    """A question mark that leads to the page of the manual about this page of the desk."""
    match = context["request"].resolver_match
    return {"page": page_about(match) if match else None}


@register.inclusion_tag("admin/manual/_picture.html")
def manual_picture(name, words):
    """A picture that `make manual` has taken of the desk in this language; words: what it shows."""
    return {"file": f"admin_desk/manual/{name}-{get_language()}.webp", "words": words}


@register.simple_tag
def changes_of(parity):
    """What changed in the source since the translation was confirmed, as readers are shown it."""
    context = {"changes": parity.changes(), "source": parity.source, "level": 3}
    return mark_safe(get_template("includes/changes.html").render(context))  # noqa: S308 - the template escapes
