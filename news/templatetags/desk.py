"""What the desk's pages say in one way."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from news.desk.dashboard import title_of

register = template.Library()


@register.simple_tag
def edition_link(edition):
    """The edition by its title, marked with the language that the title is in."""
    title, language = title_of(edition)
    address = reverse("admin:news_edition_change", args=[edition.pk])
    return format_html('<a href="{}" lang="{}">{}</a>', address, language, title or gettext("Untitled"))
