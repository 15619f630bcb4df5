"""Template tags and filters for what the desk shows as the public pages do."""

from django import template

from news.public import formatting

register = template.Library()
register.filter(formatting.counted)
register.filter(formatting.date_in_words)
register.filter(formatting.first_capital)
register.filter(formatting.number)
