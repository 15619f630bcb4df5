"""Writer, editor, administrator: what each may do at the desk."""

from django.contrib.auth.models import Group, Permission

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
}
ADMINISTERS = {
    "edition": ("remove",),
    "page": ("delete",),
    "notice": ("delete",),
    "tombstone": ("view", "change"),
    "user": ("view", "add", "change", "delete"),
    "group": ("view",),
    "logentry": ("view",),
}
ROLES = {
    "writer": [WRITES],
    "editor": [WRITES, EDITS],
    "administrator": [WRITES, EDITS, ADMINISTERS],
}


def ensure_roles(**kwargs):
    """Create the roles that are missing; existing ones stay as administrators have changed them."""
    for name, parts in ROLES.items():
        group, created = Group.objects.get_or_create(name=name)
        if created:
            codenames = {
                f"{action}_{model}" for part in parts for model, actions in part.items() for action in actions
            }
            group.permissions.set(Permission.objects.filter(codename__in=codenames))
