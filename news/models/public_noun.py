"""The base of what readers see besides articles: a change of it shows on every page at once."""

from django.db import models, transaction

from .public_content import PublicContent
from .takedown import Takedown


class PublicNounQuerySet(models.QuerySet):
    """A change of many rows ends the generation of the public content, as a change of one does."""

    def _changed(self, change, takes_away=False):
        with transaction.atomic():
            PublicContent.bump()
            if takes_away:
                Takedown.record()
            return change()

    def update(self, **values):
        return self._changed(lambda: super(PublicNounQuerySet, self).update(**values), self.model.may_end)

    update.alters_data = True

    def bulk_create(self, *args, **kwargs):
        return self._changed(lambda: super(PublicNounQuerySet, self).bulk_create(*args, **kwargs))

    def bulk_update(self, *args, **kwargs):
        return self._changed(lambda: super(PublicNounQuerySet, self).bulk_update(*args, **kwargs))

    def delete(self):
        return self._changed(super().delete, takes_away=True)

    delete.alters_data = delete.queryset_only = True


class PublicNoun(models.Model):
    """Ends the generation in the transaction of the change, so that no page shows what has been changed.

    The generation's row is locked before the noun's, as by each act on an edition: no two wait in a ring.
    may_end: whether a change can take it away from readers, as deleting does.
    """

    may_end = False
    objects = PublicNounQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        is_change = self.pk is not None
        with transaction.atomic():
            PublicContent.bump()
            if is_change and self.may_end:
                Takedown.record()
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            PublicContent.bump()
            Takedown.record()
            return super().delete(*args, **kwargs)
