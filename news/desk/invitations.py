"""A link with which the person of an account chooses its password: for some days, and once."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.views import PasswordResetConfirmView
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from news.addresses import absolute

from .letters import send_invitation
from .sign_in import LogsNewPassword

VALID_FOR = timedelta(days=3)
SALT = "news.desk.invitations"


class InvitationTokens:
    """What PasswordResetConfirmView asks of a token generator. Choosing a password, signing in or another
    address ends a link, and so does the next invitation.
    """

    def make_token(self, account):
        return signing.dumps(state_of(account), salt=SALT)

    def check_token(self, account, token):
        try:
            state = signing.loads(token or "", salt=SALT, max_age=VALID_FOR)
        except signing.BadSignature:
            return False
        return account.is_active and constant_time_compare(state, state_of(account))


def state_of(account):
    parts = [account.pk, account.password, account.last_login, account.email]
    return salted_hmac(SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]


class Invitation(LogsNewPassword, PasswordResetConfirmView):
    token_generator = InvitationTokens()
    template_name = "admin/desk/invitation.html"

    def get_context_data(self, **kwargs):
        title = _("Choose your password") if self.validlink else _("This link does not work any more")
        return super().get_context_data(**kwargs) | {"title": title}


def link_for(account):
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    return absolute(reverse("invitation", args=[uid, InvitationTokens().make_token(account)]))


def send_link(account, by):
    """Whether the letter with the link went out; nothing is promised where letters go nowhere."""
    return settings.SENDS_LETTERS and bool(send_invitation(account, by, link_for(account), VALID_FOR.days))
