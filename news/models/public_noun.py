"""The base of what readers see besides articles: a change of it shows on every page at once."""

from django.db import models, transaction

from .public_content import PublicContent


class PublicNounQuerySet(models.QuerySet):
    """A change of many rows ends the generation of the public content, as a change of one does."""

    def _changed(self, change):
        with transaction.atomic():
            result = change()
            PublicContent.bump()
        return result

    def update(self, **values):
        return self._changed(lambda: super(PublicNounQuerySet, self).update(**values))

    update.alters_data = True

    def bulk_create(self, *args, **kwargs):
        return self._changed(lambda: super(PublicNounQuerySet, self).bulk_create(*args, **kwargs))

    def bulk_update(self, *args, **kwargs):
        return self._changed(lambda: super(PublicNounQuerySet, self).bulk_update(*args, **kwargs))

    def delete(self):
        return self._changed(super().delete)

    delete.alters_data = delete.queryset_only = True


class PublicNoun(models.Model):
    """Ends the generation in the transaction of the change, so that no page shows what has been changed."""

    objects = PublicNounQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            PublicContent.bump()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            PublicContent.bump()
            return super().delete(*args, **kwargs)
