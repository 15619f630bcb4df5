"""People named in the text are linked to their pages."""

from django.utils.translation import gettext_lazy as _

from news.gate.rule import WARNS, rule
from news.mentions.entities import PERSON


@rule("unlinked-person", WARNS, _("“%(name)s” is named in the text but not among the people of the article."))
def unlinked_person(edition_text):
    edition = edition_text.edition
    linked = set(edition.edition_people.values_list("person", flat=True))
    set_aside = set(edition.article.dismissed_names.values_list("key", flat=True))
    told = set()
    for text in edition_text.texts:
        for (kind, pk), spelling in edition_text.mentions[text.language].items():
            is_known = pk in linked or pk in told or f"{kind}:{pk}" in set_aside
            if kind == PERSON and not is_known:
                told.add(pk)
                yield "edition_people", "", {"name": spelling}
