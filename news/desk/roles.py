"""Writer, editor, administrator: what each may do at the desk."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

WRITES = {
    "edition": ("view", "add", "change", "submit"),
    "article": ("view", "add", "change"),
    "person": ("view", "add", "change"),
    "organization": ("view", "add", "change"),
    "appointment": ("view", "add", "change"),
    "topic": ("view", "add"),
    "image": ("view", "add", "change"),
    "attachment": ("view", "add", "change", "delete"),
    "editionperson": ("view", "add", "change", "delete"),
    "editionorganization": ("view", "add", "change", "delete"),
    "editionimage": ("view", "add", "change", "delete"),
    "recording": ("view", "add", "change", "delete"),
    "page": ("view",),
    "notice": ("view",),
    "notableday": ("view",),
    "releasetemplate": ("view",),
    "auditentry": ("view",),
    "viewcount": ("view",),
}
EDITS = {
    "edition": ("delete", "publish"),
    "person": ("delete",),
    "organization": ("delete",),
    "appointment": ("delete",),
    "topic": ("change", "delete"),
    "image": ("delete",),
    "page": ("add", "change"),
    "notice": ("add", "change"),
    "notableday": ("add", "change", "delete"),
    "releasetemplate": ("add", "change", "delete"),
}
ADMINISTERS = {
    "edition": ("remove",),
    "page": ("delete",),
    "notice": ("delete",),
    "tombstone": ("view", "change"),
    "user": ("view", "add", "change"),
    "logentry": ("view",),
}
ROLES = {
    "writer": [WRITES],
    "editor": [WRITES, EDITS],
    "administrator": [WRITES, EDITS, ADMINISTERS],
}


# From the least to the most.
ROLE_NAMES = {"writer": _("Writer"), "editor": _("Editor"), "administrator": _("Administrator")}


def ensure_roles(**kwargs):
    """After each migration: what a role may do stands here, and is never changed at the desk."""
    for name, parts in ROLES.items():
        codenames = {
            f"{action}_{model}" for part in parts for model, actions in part.items() for action in actions
        }
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codenames))


def permissions_of_role(name):
    return set(Group.objects.filter(name=name).values_list("permissions", flat=True))


def role_of(account):
    """Its name, "" for an account without one."""
    held = {group.name for group in account.groups.all()} if account.pk else ()
    return next((role for role in reversed(ROLE_NAMES) if role in held), "")


def give_role(account, name):
    """That role alone, and no permission beside it; without a role (a superuser) nothing but their own."""
    account.groups.set(Group.objects.filter(name=name))
    account.user_permissions.clear()
