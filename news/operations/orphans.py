"""Files that no row names: a process was killed, or the store was gone, between the file and its row."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from news.images import renditions
from news.models import AttachedText, Attachment, Image
from news.operations.backup.saving import uploads

LEFT_ALONE = timedelta(hours=24)  # it may belong to a row that somebody is saving just now


def sweep(is_rehearsal=False, now=None):
    """Delete them and return their names. The files are listed before the rows that may name them.

    The sizes of a picture that still exists stay, whatever its row says: the next run continues from them.
    """
    before = (now or timezone.now()) - LEFT_ALONE
    found = list(uploads())
    named = names_in_rows()
    sizes = {renditions.folder_for(name) for name in Image.objects.values_list("file", flat=True)}
    unnamed = [name for name in found if name not in named and str(PurePosixPath(name).parent) not in sizes]
    orphans = [name for name in unnamed if is_older(name, before)]
    for name in [] if is_rehearsal else orphans:
        default_storage.delete(name)
    if not is_rehearsal:
        AttachedText.objects.exclude(file__in=Attachment.objects.values("file")).delete()
    return orphans


def is_older(name, moment):
    """False for a file that has gone meanwhile."""
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


def names_in_rows():
    named = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                named.update(model._base_manager.values_list(field.attname, flat=True))
    return named
