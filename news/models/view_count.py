from itertools import islice

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ROWS_AT_ONCE = 200


class ViewCount(models.Model):
    """Reads of one article in one language on one day (Baku time), or in one month long past."""

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="view_counts", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=2)
    day = models.DateField(_("day"), help_text=_("The first day, when the row stands for a month."))
    is_month = models.BooleanField(_("whole month"), default=False)
    reads = models.PositiveIntegerField(_("reads"), default=0)

    class Meta:
        verbose_name = _("reads of a day")
        verbose_name_plural = _("reads by day")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "day", "is_month"], name="one_count_per_article_language_day"
            )
        ]
        indexes = [models.Index(fields=["day"], name="viewcount_day")]

    def __str__(self):
        return f"{self.article_id} {self.language} {self.day} {self.reads}"

    @classmethod
    def add(cls, article_id, language, reads=1, day=None):
        cls.add_all({(article_id, language, day or timezone.localdate()): reads})

    @classmethod
    def add_all(cls, counts, is_month=False):
        """Add {(article id, language, day): reads} to the counts, atomically; no article's row is touched.

        In a fixed order, so that two servers never deadlock.
        """
        rows = iter(sorted(counts.items()))
        while some := list(islice(rows, ROWS_AT_ONCE)):
            values = [(*key, is_month, reads) for key, reads in some]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO news_viewcount (article_id, language, day, is_month, reads)"  # noqa: S608 - names of our own
                    f" VALUES {', '.join(['(%s, %s, %s, %s, %s)'] * len(values))}"
                    " ON CONFLICT (article_id, language, day, is_month)"
                    " DO UPDATE SET reads = news_viewcount.reads + excluded.reads",
                    [value for row in values for value in row],
                )
