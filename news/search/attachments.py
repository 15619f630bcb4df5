"""The words of attached files, as they were read beside the requests."""

from news.models import AttachedText

_AZERBAIJANI_SHARE = 0.02


def texts_of(attachments):
    """{name of the file: its words}, of those in which any were found."""
    names = [attachment.file.name for attachment in attachments]
    found = AttachedText.objects.filter(file__in=names).exclude(text="") if names else ()
    return {one.file: one.text for one in found}


def language_of(text):
    """Azerbaijani cannot be written without ə; anything else is indexed as English."""
    schwas = text.count("ə") + text.count("Ə")
    return "az" if schwas > len(text) * _AZERBAIJANI_SHARE else "en"
