"""Which backups stay in a folder, judged by their names."""

import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NAME = re.compile(r"ombudsman-\d{8}T\d{6}Z\.tar(\.age)?")


def new_name():
    encrypted = ".age" if settings.BACKUP_RECIPIENTS else ""
    return f"ombudsman-{timezone.now():%Y%m%dT%H%M%SZ}.tar{encrypted}"


def keep_newest(folder, number):
    """Delete the older ones and return their names. Files with other names are left alone."""
    found = sorted(path for path in Path(folder).iterdir() if NAME.fullmatch(path.name))
    old = found[:-number]
    for path in old:
        path.unlink()
    return [path.name for path in old]
