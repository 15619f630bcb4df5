"""The pictures whose renditions are missing, made one after another."""

import logging

from django.apps import apps

from .renditions import make_all

logger = logging.getLogger(__name__)


def make_missing(advance=lambda: None):
    """(how many were made, {file name: why it failed}). The newest first: somebody is waiting for it.

    Each is queried anew, so that of two runs at once neither repeats what the other has finished.
    """
    made, failed = 0, {}
    images = apps.get_model("news", "Image").objects.pending().order_by("-pk")
    while image := images.exclude(file__in=failed).first():
        try:
            made += make_all(image)
        except Exception as error:  # a lost or unreadable file must not keep the others waiting
            failed[image.file.name] = str(error)
            logger.warning("No renditions of %s: %s", image.file.name, error)
        advance()
    return made, failed
