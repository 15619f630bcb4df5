"""What a draft said before it was saved otherwise, so that it can be looked at and brought back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from news.text.edition_texts import WRITTEN
from news.text.languages import fields_in_each

KEPT_FOR = timedelta(days=60)
MOST = 30  # of one edition
COLUMNS = fields_in_each(*WRITTEN)


def texts_of(edition):
    return {column: getattr(edition, column) for column in COLUMNS}


class EarlierDraftQuerySet(models.QuerySet):
    def keep(self, stored, new, by):
        """The texts that are stored, when the new ones differ; what is too old or too many of them goes.

        Called in the transaction of the save, which has locked the article.
        """
        if texts_of(stored) == texts_of(new):
            return
        self.create(edition=stored, texts=texts_of(stored), saved_at=stored.updated_at, replaced_by=by)
        of_edition = self.filter(edition=stored)
        last = list(of_edition.recent().values_list("pk", flat=True)[:MOST])
        of_edition.exclude(pk__in=last).delete()

    def recent(self):
        return self.filter(replaced_at__gt=timezone.now() - KEPT_FOR).order_by("-replaced_at", "-pk")


class EarlierDraft(models.Model):
    """As long as the edition is in preparation: publishing or discarding it deletes them."""

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="earlier_drafts")
    texts = models.JSONField()  # {column: what it held}
    saved_at = models.DateTimeField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EarlierDraftQuerySet.as_manager()

    def __str__(self):
        return f"{self.saved_at:%d.%m.%Y %H:%M}"

    def as_edition(self):
        """An edition that says it and is never saved, to be laid beside others."""
        columns = {column: value for column, value in self.texts.items() if column in COLUMNS}
        return type(self).edition.field.related_model(**columns)
