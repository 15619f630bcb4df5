"""What manage.py check says about settings that work and are still unwise; a server logs it at its start."""

import logging

from django.conf import settings
from django.core import checks

from .demo_accounts import left_by_the_demo

log = logging.getLogger(__name__)


@checks.register(checks.Tags.security, deploy=True)
def demo_is_off(app_configs, **options):
    if not settings.DEMO:
        return []
    sentence = "DEMO is on: this site has sign-ins that everybody can read about."
    return [checks.Error(sentence, hint="A real site starts without DEMO.", id="news.E001")]


@checks.register(checks.Tags.security, deploy=True)
def accounts_of_the_demo_are_gone(app_configs, **options):
    names = [] if settings.DEMO else left_by_the_demo()
    if not names:
        return []
    sentence = f"The database once held the demo: {', '.join(names)} still have its password."
    hint = "Give each another one (manage.py changepassword NAME), or begin with an empty database."
    return [checks.Error(sentence, hint=hint, id="news.E002")]


@checks.register(checks.Tags.security)
def second_factor_is_on(app_configs, **options):
    if settings.SECOND_FACTOR or not settings.HTTPS:
        return []
    sentence = "SECOND_FACTOR is off: whoever guesses one password can publish in the institution's name."
    return [checks.Warning(sentence, hint="Remove SECOND_FACTOR from the settings.", id="news.W001")]


@checks.register(checks.Tags.security)
def letters_are_sent(app_configs, **options):
    if settings.SENDS_LETTERS:
        return []
    sentence = "EMAIL_URL is not set: letters go nowhere, and nobody can set a forgotten password anew."
    hint = "Name a mail server: EMAIL_URL=smtp+tls://user:password@host:587"
    return [checks.Warning(sentence, hint=hint, id="news.W002")]


@checks.register(checks.Tags.security, deploy=True)
def seals_go_somewhere(app_configs, **options):
    if settings.AUDIT_SEAL_EMAIL or settings.AUDIT_SEAL_STORES:
        return []
    sentence = "The seals of the log of acts go nowhere: a log that is written anew would not be found out."
    hint = "Name somebody who keeps them: AUDIT_SEAL_EMAIL=somebody@elsewhere.example"
    return [checks.Warning(sentence, hint=hint, id="news.W003")]


def log_what_is_unsafe():
    for message in checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=False):
        log.warning("%s %s", message.msg, message.hint or "")
