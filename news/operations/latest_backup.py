"""When this server last made a backup, and where: shown on the desk's page about the state of the site."""

import json
from datetime import datetime

from django.conf import settings
from django.utils import timezone

FILE = "last-backup.json"


def note(target):
    told = {"at": timezone.now().isoformat(), "target": str(target)}
    (settings.DATA_DIR / FILE).write_text(json.dumps(told))


def latest():
    """(when, where); None when there was none."""
    try:
        told = json.loads((settings.DATA_DIR / FILE).read_text())
        return datetime.fromisoformat(told["at"]), told["target"]
    except (OSError, ValueError, KeyError):
        return None
