"""Files that no row names: a process was killed, or the store was gone, between the file and its row."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from news.images import renditions
from news.models import Image

from .backup.saving import uploads

LEFT_ALONE = timedelta(hours=24)  # it may belong to a row that somebody is saving just now


def sweep(is_rehearsal=False, now=None):
    """Delete them and return their names. The files are listed before the rows that may name them."""
    before = (now or timezone.now()) - LEFT_ALONE
    found = list(uploads())
    named = names_in_rows()
    orphans = [
        name for name in found if name not in named and default_storage.get_modified_time(name) < before
    ]
    for name in [] if is_rehearsal else orphans:
        default_storage.delete(name)
    return orphans


def names_in_rows():
    named = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                named.update(model._base_manager.values_list(field.attname, flat=True))
    for made in Image.objects.values_list("renditions", flat=True):
        named.update(renditions.paths_of(made))
    return named
