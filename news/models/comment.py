"""What colleagues say to each other about an edition: at the desk alone, never public."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST, LONGEST_PASSAGE = 2_000, 300  # letters
MOST = 200  # of one edition, with all answers
SENT_TWICE_WITHIN = timedelta(minutes=1)


class CommentQuerySet(models.QuerySet):
    def threads(self):
        """The comments that answer no other, with their answers: what is not resolved first."""
        answers = Prefetch("answers", Comment.objects.order_by("pk"))
        threads = self.filter(answer_to=None).select_related("resolved_by").prefetch_related(answers)
        return threads.order_by(F("resolved_at").asc(nulls_first=True), "pk")

    def unresolved(self):
        return self.filter(answer_to=None, resolved_at=None)

    def asking(self, person):
        """The unresolved threads whose last word that names this person is later than their own last word."""
        of_thread = Q(pk=OuterRef("pk")) | Q(answer_to=OuterRef("pk"))
        names_them = Comment.objects.filter(of_thread, mentioned=person)
        own = Comment.objects.filter(of_thread, author=person)
        last = {
            name: Subquery(words.order_by("-pk").values("pk")[:1])
            for name, words in (("named_in", names_them), ("own_word", own))
        }
        has_not_answered = Q(own_word__isnull=True) | Q(own_word__lt=F("named_in"))
        return self.unresolved().annotate(**last).filter(has_not_answered, named_in__isnull=False)


class Comment(models.Model):
    """`field` is the column of the edition that it is about, `passage` the words in it; both may be empty."""

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="comments")
    answer_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    field = models.CharField(_("about"), max_length=60, blank=True)
    passage = models.CharField(_("passage"), max_length=LONGEST_PASSAGE, blank=True)
    text = models.TextField(_("comment"), max_length=LONGEST)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=310)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def same_as_just_written(self):
        """What this person said here in the same words a moment ago; None unless a form was sent twice."""
        same = {
            name: getattr(self, name)
            for name in ("edition", "answer_to", "field", "passage", "text", "author")
        }
        return Comment.objects.filter(**same, at__gt=self.at - SENT_TWICE_WITHIN).first()

    @property
    def language(self):
        """Of the field and its passage; empty for what is said of the whole."""
        return self.field.rpartition("_")[2]
