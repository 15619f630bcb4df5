from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .article_kind import Kind
from .public_content import PublicContent
from .view_count import ViewCount


class ArticleQuerySet(models.QuerySet):
    def with_reads(self):
        """Annotate read_count: everything counted here plus what the old site had counted."""
        counted = (
            ViewCount.objects.filter(article=OuterRef("pk"))
            .order_by()
            .values("article")
            .annotate(total=Sum("reads"))
            .values("total")
        )
        return self.annotate(read_count=F("imported_reads") + Coalesce(Subquery(counted), 0))


class Article(models.Model):
    """An identity: a public number, a kind, its reads. Its text is in its editions."""

    Kind = Kind

    number = models.PositiveIntegerField(
        _("number"),
        unique=True,
        blank=True,
        help_text=_("The number in its address, for ever. The next free one when empty."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS, db_index=True)
    source_language = models.CharField(
        _("written in"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="az",
        help_text=_("The other language is the translation, and is compared with this one."),
    )
    promised_on = models.DateField(
        _("other language promised for"),
        null=True,
        blank=True,
        help_text=_(
            "When one language is released first: readers of the other are told "
            "that theirs follows by this day."
        ),
    )
    imported_reads = models.PositiveIntegerField(
        _("reads on the old site"),
        default=0,
        help_text=_("Counted by the old site; added to the number that readers see."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-number"]

    def __str__(self):
        return f"№ {self.number}"

    def get_kind_display(self):
        """Django's own makes a dictionary of all kinds, translated, each time."""
        return Kind(self.kind).label

    def save(self, *args, **kwargs):
        if self.number is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            # Raising the generation locks its row, so that two writers never get the same next number.
            PublicContent.bump()
            self.number = (Article.objects.aggregate(last=Max("number"))["last"] or 0) + 1
            super().save(*args, **kwargs)

    @property
    def is_removed(self):
        """Off the site since somebody removed it; it is published again by an act of its own."""
        return hasattr(self, "tombstone")

    def would_change(self, **values):
        return any(getattr(self, name) != value for name, value in values.items())

    def is_changed_by(self, **values):
        """Set the values; returns whether any of them was different before."""
        is_changed = self.would_change(**values)
        for name, value in values.items():
            setattr(self, name, value)
        return is_changed

    def reads(self):
        """The same for one article."""
        counted = ViewCount.objects.filter(article=self.pk).aggregate(total=Sum("reads"))["total"]
        return self.imported_reads + (counted or 0)

    @property
    def latest_edition(self):
        return self.editions.order_by("-sequence").first()
