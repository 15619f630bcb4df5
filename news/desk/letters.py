"""E-mail from the desk, in both languages unless its reader has chosen one."""

import logging
from email.utils import formataddr, parseaddr
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.addresses import absolute
from news.text.languages import LANGUAGES

log = logging.getLogger(__name__)
LONGEST_SUBJECT = 120


def after_commit(send, *about):
    """Nobody gets a letter about an act that was rolled back."""
    transaction.on_commit(partial(send, *about), robust=True)


def send_invitation(account, by, link, days):
    """Returns how many letters went out."""
    context = {
        "by": by.get_full_name() or by.get_username(),
        "sign_in_name": account.get_username(),
        "has_password": account.has_usable_password(),
        "link": link,
        "days": days,
        "address": absolute(reverse("admin:index")),
    }
    return send("invited", context, [account.email])


def send_password_link(account, link, address):
    """To whoever has forgotten the password, or to the account that somebody else tried."""
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    send("forgotten", {"sign_in_name": account.get_username(), "link": link, "hours": hours}, [address])


def send_account_changed(account, by, kind, addresses):
    """Whoever did not ask for it learns of it, at the address of before too."""
    context = {
        "by": by.get_full_name() or by.get_username() if by else _("Whoever looks after the server"),
        "what": kind.label,
        "sign_in_name": account.get_username(),
    }
    return send("account_changed", context, sorted(filter(None, set(addresses))))


def institution():
    """The office in both languages, as a letter names its sender: a name in the settings goes first."""
    named = parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
    names = []
    for language in LANGUAGES:
        with translation.override(language):
            names.append(gettext("Ombudsman Office"))
    return named or " / ".join(names)


def send(name, context, addresses):
    return send_parts([(name, context)], addresses, LANGUAGES)


def send_parts(parts, addresses, languages):
    """Send one letter about all the parts, [(name, context)], to each; returns how many went out.

    A mail server that is down is logged, not raised. SMTPException is an OSError.
    """
    subjects, bodies = zip(*(written(parts, language) for language in languages), strict=True)
    subject = " / ".join(subjects)
    subject = subject if len(subject) <= LONGEST_SUBJECT else subjects[0][:LONGEST_SUBJECT]
    body = "\n\n— — —\n\n".join(bodies) + "\n"
    sender = formataddr((institution(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    sent = 0
    for address in addresses:
        try:
            sent += send_mail(subject, body, sender, [address])
        except OSError:
            log.exception("A letter to the desk could not be sent: %s", parts[0][0])
    return sent


def written(parts, language):
    """(subject, body); the subject of several parts is that of the first, and how many more there are."""
    with translation.override(language):
        texts = [
            render_to_string(f"admin/desk/letters/{name}.txt", context).strip() for name, context in parts
        ]
        text = texts[0]
        if len(texts) > 1:
            about = {"first": text.partition("\n")[0], "more": len(texts) - 1, "texts": texts}
            text = render_to_string("admin/desk/letters/digest.txt", about).strip()
    subject, _line, body = text.partition("\n")
    return subject.strip(), body.strip()
