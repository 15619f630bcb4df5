"""What whoever looks after the server does to an account beside the desk: in the log, under nobody's name.

changepassword and createsuperuser are Django's own, and save what they change; a shell does it as they do.
"""

from allauth.core import context
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from news.models import AuditEntry

from . import letters
from .accounts import OWN_FIELDS
from .sessions import end_sessions

Action = AuditEntry.Action
ON_THE_SERVER = "server"  # the note of such an entry, which news/desk/audit_words.py says in words


@transaction.atomic
def password_changed(account):
    """However it was changed, no other session outlives it. The pages of the desk log it themselves."""
    request = context.request
    end_sessions(account, but=request and request.session.session_key)
    if request is None:
        AuditEntry.objects.record(Action.PASSWORD_CHANGE, None, account, note=ON_THE_SERVER)
        letters.after_commit(
            letters.send_account_changed, account, None, Action.PASSWORD_CHANGE, [account.email]
        )


@receiver(post_save, sender=get_user_model())
def log_superuser(instance, created, raw, **kwargs):
    """Nobody makes one at the desk."""
    if created and instance.is_superuser and not raw:
        stated = [(name, "", getattr(instance, name)) for name in ("username", *OWN_FIELDS, "is_superuser")]
        AuditEntry.objects.record(Action.ACCOUNT_CREATE, None, instance, stated, ON_THE_SERVER)
