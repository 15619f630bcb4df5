"""Pictures drawn for a test, as bytes and as an upload."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from news.models import Image
from tests.helpers.desk_forms import sent_from


def drawn(kind="JPEG", size=(64, 36), colour="teal", mode="RGB", **options):
    buffer = BytesIO()
    Picture.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def picture(kind="JPEG", **options):
    return upload(drawn(kind, **options), f"picture.{kind}")


def take_in(content=None, **fields):
    return Image.objects.create(file=upload(content or drawn()), **({"is_decorative": True} | fields))


def sent_to(desk, content, name="picture.jpg", **changes):
    page = desk.get("/admin/news/image/add/")
    data = sent_from(page, form="#image_form", **({"is_decorative": "on"} | changes))
    return desk.post("/admin/news/image/add/", data | {"file": upload(content, name)})
