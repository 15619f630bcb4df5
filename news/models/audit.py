import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .public_content import PublicContent

BEGINNING = "0" * 64
SEALED = (
    "number", "previous_hash", "article_id", "article_number", "edition_id", "sequence",
    "action", "actor_id", "actor_name", "at", "note",
)  # fmt: skip


def digest_of(values):
    """The hash of one entry: of all its values and, through previous_hash, of all entries before it."""
    values_in_order = [
        value.astimezone(UTC).isoformat(timespec="microseconds") if hasattr(value, "astimezone") else value
        for value in (values[name] for name in SEALED)
    ]
    return hashlib.sha256(json.dumps(values_in_order, ensure_ascii=False).encode()).hexdigest()


def refuse_change(*args, **kwargs):
    raise ValidationError(_("The log of acts is only ever added to; nothing in it is changed or deleted."))


class AuditSeal(models.Model):
    """One row: the last entry of the log, so that a log cut short is noticed too."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=BEGINNING)

    def __str__(self):
        return f"{self.number}:{self.hash}"

    @classmethod
    def taken(cls):
        """The seal, locked for the transaction that adds the next entry: one writer at a time.

        Every act also raises the generation of the public content: because that row is always locked first,
        two acts cannot deadlock.
        """
        PublicContent.objects.get_or_create(pk=1)
        PublicContent.objects.select_for_update().get(pk=1)
        return cls.objects.get_or_create(pk=1)[0]


class AuditEntryQuerySet(models.QuerySet):
    update = delete = bulk_create = bulk_update = refuse_change

    def open_to(self, user):
        """Without acts on editions that this person may not see, or might not when they were discarded."""
        of_article = {"article": OuterRef("article")}
        everything = AuditEntry.edition.field.related_model.objects.all()
        open_here = everything.open_to(user)
        if open_here is everything:
            return self
        closed = everything.exclude(pk__in=open_here.values("pk"))
        went_closed = AuditEntry.objects.filter(action=AuditEntry.Action.DISCARD_LIMITED)
        return self.exclude(
            Exists(closed.filter(pk=OuterRef("edition")))
            | Exists(went_closed.filter(edition=OuterRef("edition")))
            # Acts on the article as a whole, when this person may see no edition of it.
            | Exists(closed.filter(**of_article)) & ~Exists(open_here.filter(**of_article))
            | Exists(went_closed.filter(**of_article)) & ~Exists(everything.filter(**of_article))
        )

    def verify(self, known=""):
        """(how many entries hold, what is wrong with the next one or "").

        known: a seal "number:hash" noted elsewhere; the log must still contain it.
        """
        number, previous = 0, BEGINNING
        known_number, _colon, known_hash = known.partition(":")
        for entry in self.order_by("number").iterator():
            if wrong := entry.fault_after(number, previous):
                return number, wrong
            number, previous = entry.number, entry.hash
            if known_number == str(number) and known_hash != previous:
                return number - 1, f"Entry {number} is not the one that was sealed as {known}."
        seal = AuditSeal.objects.filter(pk=1).first() or AuditSeal()
        if known and int(known_number) > number:
            return number, f"Entry {number + 1} is missing: {known} was sealed."
        if (seal.number, seal.hash) != (number, previous):
            return number, f"Entry {number + 1} is missing: the log was sealed at {seal.number}."
        return number, ""


class AuditEntry(models.Model):
    """Who did what, when and why. Written by the acts themselves; each entry seals those before it.

    It also stores numbers and names, and its foreign keys have no constraints: it outlives its objects.
    """

    class Action(models.TextChoices):
        CREATE = "create", _("created the article")
        SAVE = "save", _("saved the draft")
        SUBMIT = "submit", _("submitted")
        REJECT = "reject", _("rejected")
        PUBLISH = "publish", _("published")
        FORCE = "force", _("published without a second person")
        APPROVE = "approve", _("approved what had been published without a second person")
        CONFIRM = "confirm", _("confirmed the translation")
        SCHEDULE = "schedule", _("scheduled")
        UNSCHEDULE = "unschedule", _("cancelled the schedule")
        NEW_EDITION = "new_edition", _("began a new edition")
        DISCARD = "discard", _("discarded the draft")
        DISCARD_LIMITED = "discard_limited", _("discarded the limited draft")
        WITHDRAW = "withdraw", _("withdrew")
        REMOVE = "remove", _("removed")
        PUBLISH_AGAIN = "publish_again", _("published again after the removal")
        IMPORT = "import", _("imported")
        SHARE = "share", _("made a link to the draft")
        NOTE = "note", _("wrote an internal note")
        PLAN_REVIEW = "plan_review", _("set a day for a review")
        REVIEW = "review", _("reviewed the article")
        UNSHARE = "unshare", _("closed a link to the draft")
        SIGN_IN = "sign_in", _("signed in")
        SIGN_IN_REFUSED = "sign_in_refused", _("was refused at the sign-in")
        SIGN_OUT = "sign_out", _("signed out")
        CREDENTIALS = "credentials", _("changed the ways of signing in")

    number = models.PositiveBigIntegerField(_("number"), unique=True, editable=False)
    article = models.ForeignKey(
        "Article",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="audit_entries",
        verbose_name=_("article"),
    )
    article_number = models.PositiveIntegerField(_("article"), null=True, editable=False)
    edition = models.ForeignKey(
        "Edition",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("edition"),
    )
    sequence = models.PositiveIntegerField(_("edition"), null=True)
    action = models.CharField(_("act"), max_length=20, choices=Action)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("who"), max_length=310, blank=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("why"), blank=True)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M} {self.get_action_display()}"

    def save(self, *args, **kwargs):
        """Add the entry to the log, sealed; an entry in the log is never saved again."""
        if not self._state.adding:
            refuse_change()
        if self.article_id and self.article_number is None:
            self.article_number = self.article.number
        if self.actor_id and not self.actor_name:
            self.actor_name = self.actor.get_full_name() or self.actor.get_username()
        self.action, self.note = str(self.action), str(self.note)
        with transaction.atomic():
            seal = AuditSeal.taken()
            self.number, self.previous_hash = seal.number + 1, seal.hash
            self.hash = digest_of(vars(self))
            super().save(force_insert=True)
            AuditSeal.objects.filter(pk=1).update(number=self.number, hash=self.hash)

    def delete(self, *args, **kwargs):
        refuse_change()

    def fault_after(self, number, previous):
        """What is wrong with this entry, if it should follow the one with that number and hash."""
        if self.number != number + 1:
            return f"Entry {number + 1} is missing."
        if self.previous_hash != previous or self.hash != digest_of(vars(self)):
            about = f"№ {self.article_number}, " if self.article_number else ""
            return f"Entry {self.number} was touched ({about}{self.action}, {self.at:%Y-%m-%d %H:%M} UTC)."
        return ""
