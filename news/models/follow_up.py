"""The desk's follow-up of an article: notes, the day of its review, the reminders sent."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article
from .audit import AuditEntry


class ArticleNote(models.Model):
    """For the desk alone, never public. Never changed or deleted: others may have acted upon it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes", verbose_name=_("article"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=310, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    text = models.TextField(_("note"), max_length=4000)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.text[:60]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("A note stays as it was written. Write another one."))
        self.author_name = self.author.get_full_name() or self.author.get_username()
        with transaction.atomic():
            super().save(*args, **kwargs)
            AuditEntry.objects.create(article=self.article, action=AuditEntry.Action.NOTE, actor=self.author)


class ReviewQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at__isnull=True)

    def overdue(self, day=None):
        return self.open().filter(due__lt=day or timezone.localdate())


class Review(models.Model):
    """A day on which somebody should check whether the article is still right."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="reviews", verbose_name=_("article"))
    due = models.DateField(_("review on"), db_index=True)
    reason = models.CharField(
        _("what to look at"),
        max_length=300,
        blank=True,
        help_text=_("For example: the law is said to change in spring."),
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(done_at__isnull=True), name="one_open_review_of_an_article"
            )
        ]

    def __str__(self):
        return f"{self.article}: {self.due}"

    @property
    def is_overdue(self):
        return self.done_at is None and self.due < timezone.localdate()

    @classmethod
    @transaction.atomic
    def plan(cls, article, due, reason, by):
        """Set or move the day of the open review."""
        review, _is_new = cls.objects.update_or_create(
            article=article, done_at=None, defaults={"due": due, "reason": reason, "set_by": by}
        )
        note = f"{due:%d.%m.%Y} {reason}".strip()
        AuditEntry.objects.create(article=article, action=AuditEntry.Action.PLAN_REVIEW, actor=by, note=note)
        return review

    @transaction.atomic
    def finish(self, by):
        self.done_at, self.done_by = timezone.now(), by
        self.save()
        AuditEntry.objects.create(article=self.article, action=AuditEntry.Action.REVIEW, actor=by)


class Reminder(models.Model):
    """A letter that was sent, so that nobody gets the same one twice."""

    class About(models.TextChoices):
        REVIEW = "review", _("review due")
        PROMISE_SOON = "promise_soon", _("translation promised soon")
        PROMISE_OVERDUE = "promise_overdue", _("promised translation overdue")

    article = models.ForeignKey(Article, models.CASCADE, related_name="reminders")
    about = models.CharField(max_length=20, choices=About)
    due = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "about", "due"], name="reminded_once")]

    def __str__(self):
        return f"{self.article}: {self.get_about_display()}"
