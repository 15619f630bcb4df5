"""Whichever call fails during an upload, the picture is in the library as a whole, or leaves no trace."""

import errno
import os
from contextlib import suppress
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client

from news.models import Image
from tests.helpers.desk_forms import sent_from
from tests.helpers.pictures import drawn, take_in, upload
from tests.helpers.whole_or_untouched import NEW_FILE, must_be_done, whole_or_untouched

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
ADD = "/admin/news/image/add/"


@pytest.fixture
def send(editor):
    """send(content): as the desk's form sends it, which was opened while all was well."""
    desk = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    desk.force_login(editor)
    form = sent_from(desk.get(ADD), form="#image_form", is_decorative="on", licence="own")
    return lambda content: must_be_done(desk.post(ADD, form | {"file": upload(content)}))


def colours():
    for red in range(256):
        yield drawn("PNG", colour=(red, 100, 100))


def test_upload(send, stored, settings):
    contents = colours()
    whole, untouched = whole_or_untouched(lambda: next(contents), send, may_stay={NEW_FILE})
    assert whole >= 1
    assert untouched > 15
    for name in stored():
        os.utime(settings.MEDIA_ROOT / name, (1, 1))
    call_command("sweep_files", stdout=StringIO())
    named = {name for image in Image.objects.all() for name in (image.file.name, image.url[len("/media/") :])}
    assert set(stored()) == named
    assert all((settings.MEDIA_ROOT / name).stat().st_size > 50 for name in named)


def by_half(path, content):
    path.open("wb").write(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


def not_at_all(*args):
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize(
    ("owner", "name", "failing"),
    [(Path, "write_bytes", by_half), (Path, "chmod", not_at_all), (os, "replace", not_at_all)],
    ids=["written by half", "not given its rights", "not renamed"],
)
def test_first_size_that_cannot_be_written(stored, owner, name, failing):
    with mock.patch.object(owner, name, failing), suppress(OSError):
        take_in()
    assert stored() == []
    assert not Image.objects.exists()
    take_in()
    assert len(stored()) == 2
