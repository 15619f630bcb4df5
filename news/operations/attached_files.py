"""Attached files are read one after another, outside any transaction; each result is then stored."""

import logging

from news import editing
from news.documents.reading import read
from news.models import AttachedText, Attachment

logger = logging.getLogger(__name__)


def read_pending():
    """(how many files were read, {name: why it was not}). The newest first: somebody waits for it.

    A file that cannot be read is a result too. One that is not in the store, or whose reading was ended from
    outside, stays as it is for the next run.
    """
    count, failed = 0, {}
    pending = Attachment.objects.not_read_yet().order_by("-pk")
    while attachment := pending.exclude(file__in=failed).first():
        name = attachment.file.name
        try:
            with attachment.file.storage.open(name) as file:
                outcome, text = read(file, attachment.extension.casefold())
        except Exception as error:  # a store may raise anything
            failed[name] = str(error) or type(error).__name__
            logger.warning("%s was not read: %s", name, failed[name])
            continue
        editing.keep_attached_text(name, outcome, text)
        count += 1
        if outcome in (AttachedText.Outcome.UNREADABLE, AttachedText.Outcome.TOO_MUCH):
            logger.warning("%s cannot be read: %s", name, outcome)
    return count, failed
