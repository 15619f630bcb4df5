"""Rich texts as they stand in the database, whoever wrote them there."""

from django.db import transaction
from django.db.models import QuerySet

from news.text.edition_texts import RICH_TEXTS, TEMPLATED
from news.text.languages import fields_in_each
from news.text.richtext import sanitise

from .edition import Edition
from .page import Page
from .public_content import PublicContent
from .release_template import ReleaseTemplate

RICH_TEXTS_OF = {
    Edition: RICH_TEXTS,
    Page: ("body",),
    ReleaseTemplate: tuple(name for name in TEMPLATED if name in RICH_TEXTS),
}


@transaction.atomic
def clean_stored_texts():
    """Sanitise every rich text again, those of public editions too; ["news.edition 12", …], what was changed.

    For rows that did not come in by the desk: out of a backup, or written by another program.
    """
    changed = []
    for model, names in RICH_TEXTS_OF.items():
        # A plain QuerySet: a manager would filter, and take the columns without a language for another's.
        rows, columns = QuerySet(model), (*names, *fields_in_each(*names))
        for pk, *texts in rows.order_by("pk").values_list("pk", *columns).iterator():
            stored = {column: text for column, text in zip(columns, texts, strict=True) if text}
            clean = {column: sanitise(text) for column, text in stored.items()}
            if clean != stored:
                rows.filter(pk=pk).update(**clean)
                changed.append(f"{model._meta.label_lower} {pk}")
    if changed:
        PublicContent.bump()
    return changed
