"""Signing in to the desk: a password and, for people who publish, a second factor; all of it is logged.

The password is asked for by Django, the second factor by allauth, on pages that look like the desk's.
"""

import logging
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa import signals as second_factor
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model, signals
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import LoginView, PasswordResetConfirmView, PasswordResetView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from news import encryption
from news.addresses import absolute, is_at_the_desk
from news.models import AuditEntry
from news.models.desk_session import SIGNED_IN_AT
from news.operations.sign_in import note_too_many_guesses
from news.public.views.sharing import network_of
from news.readership.readers import client_address

from .letters import send_password_link
from .sessions import make_room

logger = logging.getLogger(__name__)
Action = AuditEntry.Action
TOO_MANY_GUESSES = ("too_many_login_attempts", "rate_limited")
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class DeskLogin(LoginView):
    """Asks people who have a second factor for it, before the session begins."""

    def form_valid(self, form):
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"username": form.get_user().get_username()}, login)


class ForgottenPasswordForm(PasswordResetForm):
    def send_mail(
        self,
        subject_template_name,
        email_template_name,
        context,
        from_email,
        to_email,
        html_email_template_name=None,
    ):
        """The desk's own letter, with a link to the address of the site, not to that of the request."""
        link = absolute(reverse("password_reset_confirm", args=[context["uid"], context["token"]]))
        send_password_link(context["user"], link, to_email)


class ForgottenPassword(PasswordResetView):
    """Where letters go nowhere no link is made, and the page says who sets a new password."""

    form_class = ForgottenPasswordForm

    def dispatch(self, request, *args, **kwargs):
        if not settings.SENDS_LETTERS:
            return render(request, "admin/desk/no_letters.html", {"title": _("Forgotten password")})
        return super().dispatch(request, *args, **kwargs)


class LogsNewPassword:
    """For pages on which somebody with a link chooses a password."""

    @transaction.atomic
    def form_valid(self, form):
        note(Action.PASSWORD_CHANGE, self.request, form.user)
        return super().form_valid(form)


class NewPassword(LogsNewPassword, PasswordResetConfirmView):
    pass


class DeskAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_address(request.META)

    def validation_error(self, code, *args):
        if code in TOO_MANY_GUESSES:
            note_too_many_guesses(context.request)
        return super().validation_error(code, *args)

    def get_login_redirect_url(self, request):
        return reverse("admin:index")

    def add_message(self, request, level, message_template=None, message_context=None, *args, **kwargs):
        """No message about having signed in."""
        if message_template and not message_template.startswith("account/messages/logged_in"):
            super().add_message(request, level, message_template, message_context, *args, **kwargs)


class SecondFactors(DefaultMFAAdapter):
    """Their secrets are encrypted in the database."""

    def encrypt(self, text):
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text):
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.Unreadable as error:
            logger.error("The secret of a second factor is encrypted with none of the ENCRYPTION_KEYS.")
            raise ValidationError(
                _("The site cannot read your second factor any more. Ask an administrator to remove it.")
            ) from error


def lacks_second_factor(user):
    """Whether this person must set up a second factor before doing anything else at the desk."""
    if not settings.SECOND_FACTOR or not user.is_authenticated or not user.is_staff:
        return False
    return user.has_perm("news.publish_edition") and not is_mfa_enabled(user, SECOND_FACTORS)


def desk_context(request):
    """Context processor: the pages of the sign-in and its devices get the header and menus of the desk."""
    if not (is_at_the_desk(request) and request.path_info.startswith(reverse("account_pages"))):
        return {}
    context = admin.site.each_context(request)
    return context | {"must_set_up": lacks_second_factor(request.user)}


# --- In the log -----------------------------------------------------------------------------------


def note(action, request, user, detail=""):
    """What a person does about their own account."""
    said = " ".join(filter(None, [detail, place_of(request)]))
    AuditEntry.objects.record(action, user, user, note=said)


def place_of(request):
    return network_of(client_address(request.META)) if request else ""


@receiver(signals.user_logged_in)
def begin_session(request, user, **kwargs):
    """A session ends SESSION_HOURS after signing in, however active it is."""
    make_room(user)
    now = timezone.now()
    request.session[SIGNED_IN_AT] = now.isoformat()
    request.session.set_expiry(now + timedelta(hours=settings.SESSION_HOURS))
    if hasattr(request, "allauth"):
        note(Action.SIGN_IN, request, user)


@receiver(signals.user_logged_out)
def end_session(request, user, **kwargs):
    if user is not None:
        note(Action.SIGN_OUT, request, user)


@receiver(signals.user_login_failed)
def log_refused_password(credentials, request=None, **kwargs):
    """The log names an account only if it exists: what was typed may be somebody's password."""
    users = get_user_model().objects
    user = users.filter(username=str(credentials.get("username", ""))[:150]).first()
    note(Action.SIGN_IN_REFUSED, request, user, "password")


@receiver(second_factor.authentication_failed)
def log_refused_second_factor(request, user, **kwargs):
    note(Action.SIGN_IN_REFUSED, request, user, "second factor")


@receiver(second_factor.authenticator_added)
def log_added_authenticator(request, user, authenticator, **kwargs):
    note(Action.FACTOR_ADD, request, user, authenticator.type)


@receiver(second_factor.authenticator_removed)
def log_removed_authenticator(request, user, authenticator, **kwargs):
    note(Action.FACTOR_REMOVE, request, user, authenticator.type)


@receiver(second_factor.authenticator_reset)
def log_renewed_authenticator(request, user, authenticator, **kwargs):
    note(Action.CREDENTIALS, request, user, authenticator.type)
