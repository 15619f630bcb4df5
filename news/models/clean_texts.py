"""What the texts of an edition or of a template go through before they are stored."""

from news.text.azerbaijani import normalise
from news.text.edition_texts import RICH_TEXTS
from news.text.languages import LANGUAGES, field_in, value_in
from news.text.richtext import sanitise
from news.text.typography import curly, curly_in_html


def clean_texts(instance, *names):
    """Normalise the words in each language, sanitise the rich texts, make quotation marks those of print."""
    for name in names:
        for language in LANGUAGES:
            text = normalise(value_in(instance, name, language))
            text = curly_in_html(sanitise(text)) if name in RICH_TEXTS else curly(text.strip())
            setattr(instance, field_in(name, language), text)
