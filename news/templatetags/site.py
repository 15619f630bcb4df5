"""What the desk's templates show as the public pages do."""

from django import template

from news import shown

register = template.Library()
register.filter(shown.date_in_words)
register.filter(shown.first_capital)
register.filter(shown.number)
