"""A part of a stored picture, as an upload that has been read: it is encoded once, when it is taken in."""

from django.core.files.base import ContentFile

from .decoding import FORMATS, fingerprint
from .pillow import Picture


def cut_out(file, box):
    """box: (left, top, right, bottom), in pixels of the file."""
    with file.open("rb") as stored, Picture.open(stored, formats=list(FORMATS)) as whole:
        part = whole.crop(box)
        part.kind = whole.format
    part.info = {}
    part.fingerprint = fingerprint(part)
    upload = ContentFile(b"", "part")
    upload.picture_read = part
    return upload
