"""Which addresses a public page has: its own, canonical one and the same page in each language."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from news.addresses import absolute, reverse_in
from news.text.languages import LANGUAGES, value_in


@dataclass
class PageAddresses:
    """Set by a view as request.addresses; read by the context processor.

    paths: {language: path} for each language in which the page exists.
    query: what belongs to the canonical address, [(name, value)]; everything else in the query is noise.
    feed: the path beside which this page's feeds lie; None for a page without feeds of its own.
    elsewhere: {language: path} to offer where the page itself does not exist.
    """

    paths: dict
    query: list = field(default_factory=list)
    feed: str | None = None
    elsewhere: dict = field(default_factory=dict)
    noindex: bool = False

    def canonical(self, language):
        path = self.paths.get(language)
        if path is None:
            return None
        return absolute(path) + (f"?{urlencode(self.query)}" if self.query else "")


def in_every_language(name, *args, **options):
    return PageAddresses({language: reverse_in(language, name, *args) for language in LANGUAGES}, **options)


def of_noun(name, thing, fallback, **options):
    """A person's, an organization's, a topic's page: it exists where the thing has an address."""
    paths = {}
    for language in LANGUAGES:
        if slug := value_in(thing, "slug", language):
            paths[language] = reverse_in(language, name, slug)
    elsewhere = {language: reverse_in(language, fallback) for language in LANGUAGES}
    return PageAddresses(paths, elsewhere=elsewhere, **options)
