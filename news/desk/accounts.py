"""The one door through which an account of the desk changes: each act is one transaction and in the log.

Whoever acts must be somebody who may manage the account: nobody manages one that may do more than they may.
What makes an account somebody's hand is kept beside it, because two pairs of eyes must be two people's (see
news/models/account_change.py). A refused act raises ValidationError with a sentence for the person.
"""

import re

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from news import editing
from news.models import AccountChange, AuditEntry, CalendarAddress, Edition, Notification
from news.models.account_change import name_of
from news.text.azerbaijani import fold

from . import letters, telling
from .roles import ROLE_NAMES, give_role, permissions_of_role, role_of
from .sessions import device_of, end_sessions

Action = AuditEntry.Action
Kind = AccountChange.Kind
OWN_FIELDS = ("first_name", "last_name", "email")


# --- Who may --------------------------------------------------------------------------------------


def may_manage(person, account):
    """Nobody manages an account that may do more than they may, whether it is active now or not."""
    if person.is_superuser or person == account:
        return True
    return not account.is_superuser and not permissions_given_to(account) - permissions_given_to(person)


def permissions_given_to(account):
    """Those of an inactive account too, unlike get_all_permissions()."""
    return set(
        Permission.objects.filter(Q(group__user=account) | Q(user=account)).values_list("pk", flat=True)
    )


def roles_given_by(person):
    """[(name, label)] of the roles in which nobody may do anything that this person may not."""
    if person.is_superuser:
        return list(ROLE_NAMES.items())
    own = permissions_given_to(person)
    return [(role, label) for role, label in ROLE_NAMES.items() if not permissions_of_role(role) - own]


def _refuse_unless_managed(account, by):
    if not may_manage(by, account):
        raise PermissionDenied


def _refuse_unless_given(role, by):
    if role not in dict(roles_given_by(by)):
        raise PermissionDenied


# --- Made and changed -----------------------------------------------------------------------------


@transaction.atomic
def create(account, role, by):
    """Save the new account, which has a name, an address and nobody's password, and give it the role."""
    _refuse_unless_given(role, by)
    account.username = free_sign_in_name(account.email)
    account.is_staff = True
    account.set_unusable_password()
    account.save()
    give_role(account, role)
    stated = [(name, "", getattr(account, name)) for name in ("username", *OWN_FIELDS)]
    AuditEntry.objects.record(Action.ACCOUNT_CREATE, by, account, [*stated, ("role", "", role)])
    AccountChange.objects.track(account, by, Kind.CREATED)


@transaction.atomic
def change(account, role, by, heir=None):
    """Save what was changed about the account: name, address, whether it is active, role.

    heir: who takes over the drafts of an account that is deactivated.
    """
    before = get_user_model().objects.select_for_update().get(pk=account.pk)
    role_before = role_of(before)
    _refuse_unless_managed(before, by)
    if role != role_before:
        _refuse_unless_given(role, by)
    if by == account and (role, account.is_active) != (role_before, before.is_active):
        raise ValidationError(_("Another administrator changes your role and deactivates your account."))
    account.save(update_fields=[*OWN_FIELDS, "is_active"])
    changed = [
        (name, getattr(before, name), getattr(account, name))
        for name in OWN_FIELDS
        if getattr(before, name) != getattr(account, name)
    ]
    if changed:
        AuditEntry.objects.record(Action.ACCOUNT_CHANGE, by, account, changed)
    if before.email != account.email:
        _keep_and_tell(account, by, Kind.EMAIL, before.email)
    if role != role_before:
        give_role(account, role)
        AuditEntry.objects.record(Action.ROLE_CHANGE, by, account, [("role", role_before, role)])
        _keep_and_tell(account, by, Kind.ROLE)
    if before.is_active and not account.is_active:
        end_sessions(account)
        CalendarAddress.objects.filter(user=account).delete()
        AuditEntry.objects.record(Action.ACCOUNT_CLOSE, by, account)
        if heir:
            _hand_over_drafts(account, heir, by)
    if account.is_active and not before.is_active:
        AuditEntry.objects.record(Action.ACCOUNT_REOPEN, by, account)
        _keep_and_tell(account, by, Kind.REACTIVATED)


def drafts_of(account):
    return Edition.objects.in_preparation().filter(author=account).order_by("article", "pk")


def _hand_over_drafts(account, heir, by):
    drafts = list(drafts_of(account).select_related("article"))
    for draft in drafts:
        editing.hand_over(draft, heir, by)
    if heir != by:
        telling.tell_of_all(Notification.Kind.HANDED_OVER, heir, drafts, by, name_of(account))


def heirs_of(account):
    """Those of the desk who may go on with the drafts of that account."""
    people = get_user_model().objects.with_perm("news.change_edition").filter(is_staff=True)
    return people.exclude(pk=account.pk).order_by("username")


def _keep_and_tell(account, by, kind, *addresses):
    """What ties the account to whoever acts, and a letter about it to the account's person."""
    AccountChange.objects.track(account, by, kind)
    addresses = [account.email, *addresses]
    letters.after_commit(letters.send_account_changed, account, by, kind, addresses)


@transaction.atomic
def delete(account, by):
    """For whoever looks after the server; at the desk an account is deactivated, and keeps its name."""
    if not by.is_superuser or by == account:
        raise PermissionDenied
    end_sessions(account)
    AuditEntry.objects.record(Action.ACCOUNT_DELETE, by, account, [("role", role_of(account), "")])
    account.delete()


def free_sign_in_name(email):
    """What stands before the @ of the address, with a number when somebody has that name."""
    wanted = re.sub(r"[^a-z0-9._-]", "", fold(email.partition("@")[0]))[:100] or "user"
    taken = set(
        get_user_model().objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    )
    taken = {name.lower() for name in taken}
    numbered = (f"{wanted}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


# --- Acts on one account --------------------------------------------------------------------------


@transaction.atomic
def renew_invitation(account, by, *, by_hand):
    """Before a new link to choose a password is made: while there is none yet, earlier links end.

    by_hand: the link is shown to whoever acts, not sent to the account's address.
    """
    _refuse_unless_managed(account, by)
    if not account.is_active:
        raise ValidationError(_("The account is not active: reactivate it first."))
    if not by_hand and not account.email:
        raise ValidationError(
            _("The account has no e-mail address: write it there and save, then invite again.")
        )
    if not account.has_usable_password():
        account.set_unusable_password()
        account.save(update_fields=["password"])
    note = _("link made to be handed over") if by_hand else account.email
    AuditEntry.objects.record(Action.INVITE, by, account, note=note)
    if by_hand:
        AccountChange.objects.track(account, by, Kind.PASSWORD)


@transaction.atomic
def take_away_second_factor(account, by):
    """For a lost phone. Whoever holds it may be signed in there: all sessions end as well."""
    _refuse_unless_managed(account, by)
    if by == account:
        raise ValidationError(_("You remove your own second factor under “Sign-in and devices”."))
    factors = Authenticator.objects.filter(user=account)
    kinds = sorted({factor.get_type_display() for factor in factors})
    if not kinds:
        raise ValidationError(_("This account has no second factor."))
    factors.delete()
    end_sessions(account)
    AuditEntry.objects.record(Action.FACTOR_REMOVE, by, account, [("second_factor", ", ".join(kinds), "")])
    _keep_and_tell(account, by, Kind.SECOND_FACTOR)


@transaction.atomic
def sign_out_everywhere(account, by, but=None):
    """Returns how many sessions ended; all but the one with that key."""
    _refuse_unless_managed(account, by)
    ended = end_sessions(account, but)
    AuditEntry.objects.record(Action.SESSIONS_END, by, account, [("sessions", ended, 0)])
    return ended


@transaction.atomic
def sign_out_there(account, by, session):
    """On one device; None stands for one that was found no more."""
    _refuse_unless_managed(account, by)
    if session is None or not session.delete()[0]:
        raise ValidationError(_("That device is not signed in any more."))
    AuditEntry.objects.record(Action.SESSION_END, by, account, note=device_of(session))


@transaction.atomic
def confirm(account, by):
    """A second administrator vouches that the account is its own person's."""
    _refuse_unless_managed(account, by)
    changes = list(AccountChange.objects.select_for_update(of=("self",)).binding().filter(account=account))
    refusals = [change.why_not_confirmed_by(by) for change in changes]
    confirmed = [change for change, refusal in zip(changes, refusals, strict=True) if not refusal]
    if not confirmed:
        raise ValidationError(next(iter(refusals), _("Nothing about this account waits for confirmation.")))
    AccountChange.objects.filter(pk__in=[change.pk for change in confirmed]).update(
        confirmed_by=by, confirmed_at=timezone.now()
    )
    AuditEntry.objects.record(Action.ACCOUNT_CONFIRM, by, account, note="\n".join(map(str, confirmed)))
