"""E-mail from the desk, in both languages: the site does not know in which one people read their mail."""

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

from news.addresses import absolute
from news.text.languages import LANGUAGES, value_in

log = logging.getLogger(__name__)
LONGEST_SUBJECT = 120


def authors_of(edition, by):
    """Addresses of those who wrote and submitted it, except the person who acts."""
    people = {person for person in (edition.author, edition.submitted_by) if person and person != by}
    return sorted(person.email for person in people if person.email and person.is_active)


def after_commit(send, *about):
    """Nobody gets a letter about an act that was rolled back."""
    transaction.on_commit(partial(send, *about), robust=True)


def send_rejection(edition, by, note, addresses):
    title = " / ".join(filter(None, (value_in(edition, "title", language) for language in LANGUAGES)))
    context = {
        "edition": edition,
        "title": title or str(edition),
        "by": by.get_full_name() or by.get_username(),
        "note": note,
        "address": absolute(reverse("admin:news_edition_change", args=[edition.pk])),
    }
    send("rejected", context, addresses)


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
        "by": by.get_full_name() or by.get_username(),
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
    """Send a letter to each; returns how many went out. A mail server that is down is logged, not raised.

    SMTPException is an OSError.
    """
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            text = render_to_string(f"admin/desk/letters/{name}.txt", context)
        subject, _line, body = text.strip().partition("\n")
        subjects.append(subject.strip())
        bodies.append(body.strip())
    subject = " / ".join(subjects)
    subject = subject if len(subject) <= LONGEST_SUBJECT else subjects[0][:LONGEST_SUBJECT]
    body = "\n\n— — —\n\n".join(bodies) + "\n"
    sender = formataddr((institution(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    sent = 0
    for address in addresses:
        try:
            sent += send_mail(subject, body, sender, [address])
        except OSError:
            log.exception("A letter to the desk could not be sent: %s", name)
    return sent
