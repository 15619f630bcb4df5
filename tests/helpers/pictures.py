"""Pictures drawn for a test, as bytes and as an upload."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture


def drawn(kind="JPEG", size=(64, 36), colour="teal", mode="RGB", **options):
    buffer = BytesIO()
    Picture.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def picture(kind="JPEG", **options):
    return upload(drawn(kind, **options), f"picture.{kind}")
