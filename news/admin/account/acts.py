"""What an administrator may do with somebody's account besides filling in its form: one page for each act."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from news.desk import accounts, invitations
from news.desk.moments import baku_moment
from news.desk.sessions import device_of, session_named
from news.models import AccountChange


class AccountAct:
    name = ""
    label = ""  # the button on the account's page, and the heading of the act's own
    confirm = ""  # the button that performs it
    is_grave = False

    def __init__(self, request, account):
        self.request, self.by, self.account = request, request.user, account

    def is_offered(self):
        return True

    def consequences(self):
        """Sentences that say what will happen, before it happens."""
        return []

    def perform(self):
        """Returns (whether it went as promised, the sentence that says so, what else the page must show)."""
        raise NotImplementedError


class Invite(AccountAct):
    name = "invite"

    @property
    def label(self):
        if not settings.SENDS_LETTERS:
            return _("Make a link to choose a password…")
        if self.account.has_usable_password():
            return _("Send a link to a new password…")
        return _("Invite again…")

    @property
    def confirm(self):
        return _("Send the letter") if settings.SENDS_LETTERS else _("Make a link")

    def is_offered(self):
        return self.account.is_active and (self.account.email or not settings.SENDS_LETTERS)

    def consequences(self):
        life = _("It works once, within %(days)s days.") % {"days": invitations.VALID_FOR.days}
        if settings.SENDS_LETTERS:
            to = _("A letter goes to %(address)s, with a link to choose a password.")
            return [
                to % {"address": self.account.email},
                life,
                _("Links sent before end, if no password was chosen."),
            ]
        return [
            _("This site sends no letters: nobody is told. You get a link here, and hand it over yourself."),
            life,
            _(
                "Because you will have seen the link, this account and you count as one pair of eyes for "
                "7 days, unless a second administrator confirms the account."
            ),
        ]

    def perform(self):
        by_hand = not settings.SENDS_LETTERS
        accounts.renew_invitation(self.account, self.by, by_hand=by_hand)
        if by_hand:
            return (
                True,
                _("The link is made. Hand it over to the person: it is not shown again."),
                (invitations.link_for(self.account)),
            )
        return (*outcome_of_letter(invitations.send_link(self.account, self.by), self.account), "")


class TakeAwaySecondFactor(AccountAct):
    name = "second-factor"
    label = _("Take away the second factor…")
    confirm = _("Take it away")
    is_grave = True

    def is_offered(self):
        return self.account != self.by and self.account.authenticator_set.exists()

    def consequences(self):
        return [
            _("For a lost phone or key. Make sure that it is the person themselves who asks for it."),
            _("All their codes, passkeys and recovery codes are removed, and all their sessions end."),
            _(
                "The next sign-in needs the password alone; whoever publishes then sets up a new "
                "second factor."
            ),
            _(
                "This account and you count as one pair of eyes for 7 days, unless a second administrator "
                "confirms the account."
            ),
        ]

    def perform(self):
        accounts.take_away_second_factor(self.account, self.by)
        return True, _("The second factor was taken away, and the sessions have ended."), ""


class EndSessions(AccountAct):
    name = "sessions"
    label = _("End the sessions…")
    confirm = _("End the sessions")

    def consequences(self):
        if self.account == self.by:
            return [_("You are signed out everywhere but here.")]
        return [
            _("The person is signed out everywhere. What they have typed and not saved is kept for them.")
        ]

    def perform(self):
        but = self.request.session.session_key if self.account == self.by else None
        ended = accounts.sign_out_everywhere(self.account, self.by, but)
        said = ngettext("%(number)s session has ended.", "%(number)s sessions have ended.", ended)
        return True, said % {"number": ended}, ""


class EndSession(AccountAct):
    """On one device: which one stands in the address."""

    name = "session"
    label = _("Sign out there…")
    confirm = _("Sign out there")

    @cached_property
    def session(self):
        """None without a name, and of the device on which the administrator is signed in."""
        name = self.request.GET.get("device")
        return session_named(self.account, name, self.request.session.session_key) if name else None

    def is_offered(self):
        return self.session is not None

    def consequences(self):
        where = device_of(self.session)
        return [
            f"{where} – {baku_moment(self.session.seen_at)}" if self.session.seen_at else where,
            _("The person is signed out there. What they have typed and not saved is kept for them."),
        ]

    def perform(self):
        accounts.sign_out_there(self.account, self.by, self.session)
        return True, _("That device is signed out."), ""


class Confirm(AccountAct):
    name = "confirm"
    label = _("Confirm the account…")
    confirm = _("Confirm")

    def is_offered(self):
        changes = AccountChange.objects.binding().filter(account=self.account)
        return any(not change.why_not_confirmed_by(self.by) for change in changes)

    def consequences(self):
        changes = AccountChange.objects.binding().filter(account=self.account)
        return [
            *(
                f"{baku_moment(change.at)} – {change}"
                for change in changes
                if not change.why_not_confirmed_by(self.by)
            ),
            _("You have spoken to the person and vouch that this account is theirs, and nobody else's."),
            _("From then on the account counts as a pair of eyes of its own."),
        ]

    def perform(self):
        accounts.confirm(self.account, self.by)
        return True, _("The account is confirmed."), ""


ACTS = {act.name: act for act in (Confirm, Invite, EndSessions, EndSession, TakeAwaySecondFactor)}


def outcome_of_letter(was_sent, account):
    """(whether it was sent, the sentence that says so)"""
    said = (
        _("A letter with a link was sent to %(address)s.")
        if was_sent
        else _("The letter to %(address)s could not be sent: try again later, with “Invite again”.")
    )
    return was_sent, said % {"address": account.email}
