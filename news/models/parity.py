import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.text.languages import other_language
from news.text.passage_changes import changes_between, texts_of


class Parity(models.Model):
    """Whether an edition's translation matches its source: what it was confirmed against, what changed since.

    One row for each edition. The state is worked out from the texts at each save, never set by hand.
    """

    class State(models.TextChoices):
        MISSING = "missing", _("Missing")
        DRAFT = "draft", _("Not confirmed yet")
        IN_STEP = "in_step", _("In step")
        BEHIND = "behind", _("Behind")

    edition = models.OneToOneField(
        "Edition", models.CASCADE, related_name="parity", verbose_name=_("edition")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MISSING, db_index=True)
    confirmed_text = models.TextField(default="", editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    behind_by = models.PositiveIntegerField(default=0, editable=False)
    behind_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("parity of a translation")
        verbose_name_plural = _("parity of translations")

    def __str__(self):
        return str(self.get_state_display())

    @classmethod
    def of(cls, edition):
        return cls.objects.get_or_create(edition=edition)[0]

    @classmethod
    def compare_languages(cls, edition):
        """Store the translation's state; an edition written in one language has that one as its source."""
        parity, article = cls.of(edition), edition.article
        parity.edition = edition
        foreign = other_language(article.source_language)
        if (
            not parity.confirmed_text
            and is_written_in(edition, foreign)
            and not is_written_in(edition, article.source_language)
        ):
            article.source_language = foreign
            article.save()
        parity.refresh()

    @property
    def source(self):
        return self.edition.article.source_language

    @property
    def language(self):
        """The language of the translation."""
        return other_language(self.source)

    @property
    def is_behind(self):
        return self.state == self.State.BEHIND

    def changes(self):
        """How the source differs from what it was when the translation was confirmed."""
        if not self.confirmed_text:
            return []
        return changes_between(json.loads(self.confirmed_text), texts_of(self.edition, self.source))

    def refresh(self):
        """Work out the state from the present texts, and store it."""
        self.behind_by = len(self.changes())
        self.state = self._state_now()
        if self.state != self.State.BEHIND:
            self.behind_by, self.behind_since = 0, None
        elif self.behind_since is None:
            self.behind_since = timezone.now()
        self.save()

    def _state_now(self):
        if not is_written_in(self.edition, self.language):
            return self.State.MISSING
        if not self.confirmed_text:
            return self.State.DRAFT
        return self.State.BEHIND if self.behind_by else self.State.IN_STEP

    def confirm(self, by):
        self.confirmed_text = json.dumps(texts_of(self.edition, self.source), ensure_ascii=False)
        self.confirmed_by, self.confirmed_at = by, timezone.now()
        self.refresh()

    def carry_over_to(self, edition):
        """A new edition begins with the state of the one before it."""
        fields = ("confirmed_text", "confirmed_at", "confirmed_by", "behind_by", "behind_since", "state")
        Parity.objects.update_or_create(
            edition=edition, defaults={field: getattr(self, field) for field in fields}
        )


def is_written_in(edition, language):
    return any(texts_of(edition, language).values())
