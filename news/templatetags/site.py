"""What the desk's templates show as the public pages do."""

from django import template

from news.public import formatting

register = template.Library()
register.filter(formatting.date_in_words)
register.filter(formatting.first_capital)
register.filter(formatting.number)
