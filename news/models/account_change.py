"""Who made or changed whose account: for some days the two count as one pair of eyes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BINDS_FOR = timedelta(days=7)


class AccountChangeQuerySet(models.QuerySet):
    def track(self, account, by, kind):
        """Nothing is kept of what one changes about one's own account, nor of what the server changes."""
        if by is not None and by.pk != account.pk:
            self.create(account=account, by=by, kind=kind)

    def binding(self):
        """The changes of the last days that nobody has confirmed."""
        binding = self.filter(confirmed_at=None, at__gt=timezone.now() - BINDS_FOR)
        return binding.select_related("account", "by").order_by("at", "pk")


class AccountChange(models.Model):
    class Kind(models.TextChoices):
        CREATED = "created", gettext_lazy("made the account")
        ROLE = "role", gettext_lazy("changed the role")
        EMAIL = "email", gettext_lazy("changed the e-mail address")
        PASSWORD = "password", gettext_lazy("made a link to a new password")
        SECOND_FACTOR = "second_factor", gettext_lazy("took away the second factor")
        REACTIVATED = "reactivated", gettext_lazy("reactivated the account")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="changes_by_others")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = AccountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("change of an account")
        verbose_name_plural = gettext_lazy("changes of accounts")
        constraints = [
            models.CheckConstraint(name="account_changed_by_another", condition=~Q(by=F("account"))),
            models.CheckConstraint(
                name="account_confirmed_by_a_third",
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("account")) & ~Q(confirmed_by=F("by"))),
            ),
        ]

    def __str__(self):
        return f"{name_of(self.by)} {self.get_kind_display()}: {name_of(self.account)}"

    @property
    def binds_until(self):
        return self.at + BINDS_FOR

    def why_not_confirmed_by(self, person):
        """Why this person cannot confirm the change; None when they can."""
        if person.pk == self.account_id:
            return _("Somebody else confirms your account.")
        if person.pk == self.by_id:
            return _("You made this change yourself: another administrator confirms it.")
        return why_one_pair_of_eyes(person, self.by)


# --- One pair of eyes -----------------------------------------------------------------------------


def why_one_pair_of_eyes(one, other):
    """Why these two count as one pair of eyes at present; None when they are two."""
    changes = list(AccountChange.objects.binding())
    tie = tie_between(one, other, changes)
    if tie is None:
        return None
    return _(
        "“%(one)s” and “%(other)s” count as one pair of eyes until %(until)s: on %(day)s “%(by)s” made or "
        "changed the account “%(account)s”. It takes somebody else now, or a second administrator who "
        "confirms that account."
    ) % {
        "one": name_of(one),
        "other": name_of(other),
        "until": in_baku(end_of_tie(one, other, changes)),
        "day": in_baku(tie.at),
        "by": name_of(tie.by),
        "account": name_of(tie.account),
    }


def tie_between(one, other, changes):
    """The change because of which both may be in one person's hands, or None.

    Either has made or changed the other's account, or a third has both; over any number of accounts. A
    superuser, who looks after the server, ties others only to themselves: else a new site could publish
    nothing.
    """
    for holder in (one, other, *(change.by for change in changes if not change.by.is_superuser)):
        held = accounts_held_by(holder, changes)
        if one.pk in held and other.pk in held:
            return held[one.pk] or held[other.pk]
    return None


def tied_to(person):
    """The accounts that count as one pair of eyes with this person at present."""
    changes = list(AccountChange.objects.binding())
    others = {one.pk: one for change in changes for one in (change.account, change.by)}
    return [pk for pk, other in others.items() if tie_between(person, other, changes)]


def accounts_held_by(holder, changes):
    """{account: the change by which this person may hold it}, themselves (by none) included."""
    held, found = {holder.pk: None}, [holder.pk]
    for by in found:
        for change in changes:
            if change.by_id == by and change.account_id not in held:
                held[change.account_id] = change
                found.append(change.account_id)
    return held


def end_of_tie(one, other, changes):
    ends = sorted(change.binds_until for change in changes)
    return next(
        end
        for end in ends
        if not tie_between(one, other, [change for change in changes if change.binds_until > end])
    )


def name_of(person):
    return person.get_full_name() or person.get_username()


def in_baku(moment):
    return date_format(timezone.localtime(moment), "d.m.Y H:i")
