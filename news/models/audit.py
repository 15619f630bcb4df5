import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audit_changes import as_stored, name_of
from .audit_keys import is_signed, name_of_first_key, signature
from .audit_verification import Verification
from .public_content import PublicContent

BEGINNING = "0" * 64
SEALED = (
    "number", "previous_hash", "article_id", "article_number", "edition_id", "sequence",
    "action", "actor_id", "actor_name", "at", "note",
)  # fmt: skip
SEALED_SINCE_SIGNED = ("about_model", "about_pk", "about_name", "changes", "key_name")


def digest_of(values):
    """The hash of one entry: of all its values and, through previous_hash, of all entries before it.

    It is signed with the key that the entry names. Entries from before there was a key name none.
    """
    names = SEALED
    if any(values[name] for name in SEALED_SINCE_SIGNED):
        names += SEALED_SINCE_SIGNED
    values_in_order = [
        value.astimezone(UTC).isoformat(timespec="microseconds") if hasattr(value, "astimezone") else value
        for value in (values[name] for name in names)
    ]
    text = json.dumps(values_in_order, ensure_ascii=False)
    if values["key_name"]:
        return signature(text, "entry", values["key_name"])
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_change(*args, **kwargs):
    raise ValidationError(_("The log of acts is only ever added to; nothing in it is changed or deleted."))


class AuditSeal(models.Model):
    """One row: the last entry of the log, signed, so that a log cut short is noticed too."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=BEGINNING)
    key_name = models.CharField(max_length=16, default="")
    signature = models.CharField(max_length=64, default="")

    def __str__(self):
        return f"{self.number}:{self.hash}"

    @classmethod
    def stored(cls):
        return cls.objects.filter(pk=1).first() or cls()

    @classmethod
    def taken(cls):
        """The seal, locked for the transaction that adds the next entry: one writer at a time.

        Every act also raises the generation of the public content: because that row is always locked first,
        two acts cannot deadlock.
        """
        PublicContent.objects.get_or_create(pk=1)
        PublicContent.objects.select_for_update().get(pk=1)
        return cls.objects.get_or_create(pk=1)[0]

    def move_to(self, entry):
        self.number, self.hash, self.key_name = entry.number, entry.hash, entry.key_name
        self.signature = signature(str(self), "end", self.key_name)
        self.save()

    def fault_after(self, last):
        """What is wrong with the end of the log, if that is its last entry."""
        number = last.number if last else 0
        if (self.number, self.hash) != (number, last.hash if last else BEGINNING):
            return f"Entry {number + 1} is missing: the log was sealed at {self.number}."
        if last and not last.key_name:
            return f"Entry {number + 1} is missing: since there is a key, the last entry is a signed one."
        if last and not is_signed(str(self), "end", self.key_name, self.signature):
            return f"Entry {number + 1} may be missing: the end of the log is not signed with our key."
        return ""


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

    def rejections(self):
        """The rejections that still hold: nothing has moved their edition to another state since."""
        later = AuditEntry.objects.filter(
            edition=OuterRef("edition"), number__gt=OuterRef("number"), action__in=AuditEntry.STEPS
        )
        return self.filter(~Exists(later), action=AuditEntry.Action.REJECT)

    def record(self, action, by, about=None, changes=(), note=""):
        """An act on something other than an article: on what, and [(name of a field, before, after)]."""
        named = (
            {"about_model": about._meta.label_lower, "about_pk": about.pk, "about_name": name_of(about)[:310]}
            if about
            else {}
        )
        return self.create(action=action, actor=by, note=note, changes=as_stored(changes), **named)

    def verify(self, seals=()):
        """(how many entries hold, what is wrong with the next one or "").

        seals: what was noted elsewhere, each with the number and hash of an entry.
        """
        verification = Verification(seals)
        verification.run(self.all(), AuditSeal.stored)
        return verification.number, verification.wrong


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
        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        DELETE = "delete", _("deleted")
        ACCOUNT_CREATE = "account_create", _("created the account")
        ACCOUNT_CHANGE = "account_change", _("changed the account")
        ACCOUNT_CLOSE = "account_close", _("deactivated the account")
        ACCOUNT_REOPEN = "account_reopen", _("reactivated the account")
        ACCOUNT_DELETE = "account_delete", _("deleted the account")
        ACCOUNT_CONFIRM = "account_confirm", _("confirmed the account")
        ROLE_CHANGE = "role_change", _("changed the role")
        INVITE = "invite", _("invited")
        PASSWORD_CHANGE = "password_change", _("changed the password")
        FACTOR_ADD = "factor_add", _("set up a second factor")
        FACTOR_REMOVE = "factor_remove", _("removed a second factor")
        SESSIONS_END = "sessions_end", _("ended the sessions")
        SESSION_END = "session_end", _("ended the session on a device")
        CALENDAR_OPEN = "calendar_open", _("made an address of the own calendar")
        CALENDAR_CLOSE = "calendar_close", _("ended the address of the own calendar")
        SIGNING = "signing", _("from here on the log is signed with a key")

    STEPS = (
        Action.SUBMIT,
        Action.REJECT,
        Action.PUBLISH,
        Action.FORCE,
        Action.SCHEDULE,
        Action.UNSCHEDULE,
        Action.PUBLISH_AGAIN,
    )

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
    about_model = models.CharField(max_length=50, blank=True, editable=False)
    about_pk = models.PositiveBigIntegerField(null=True, editable=False)
    about_name = models.CharField(_("about"), max_length=310, blank=True, editable=False)
    changes = models.JSONField(_("changes"), default=list, blank=True, editable=False)
    key_name = models.CharField(max_length=16, blank=True, editable=False)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{timezone.localtime(self.at):%d.%m.%Y %H:%M} {self.get_action_display()}"

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
            self.key_name = name_of_first_key()
            self.hash = digest_of(vars(self))
            super().save(force_insert=True)
            seal.move_to(self)

    def delete(self, *args, **kwargs):
        refuse_change()

    def fault_after(self, last):
        """What is wrong with this entry, if it should follow that one."""
        number, previous = (last.number, last.hash) if last else (0, BEGINNING)
        if self.number != number + 1:
            return f"Entry {number + 1} is missing."
        if last and last.key_name and not self.key_name:
            return f"Entry {self.number} was slipped in: since there is a key, each entry is signed."
        if self.previous_hash != previous or self.hash != digest_of(vars(self)):
            about = f"№ {self.article_number}, " if self.article_number else ""
            return f"Entry {self.number} was touched ({about}{self.action}, {self.at:%Y-%m-%d %H:%M} UTC)."
        return ""
