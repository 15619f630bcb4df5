"""Uploads without a store and on a full disk: a sentence, the typed text given back, nothing half kept."""

import os
import subprocess

import pytest
from django.test import Client
from django.urls import reverse

from news.models import Image
from tests.helpers.own_services import OwnStore
from tests.helpers.pictures import drawn, upload
from tests.helpers.requirements import leave_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def desk(editor):
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(editor)
    return client


def send_picture(desk, colour="teal"):
    texts = {"alt_az": "Zal", "alt_en": "A long description of the hall", "focus_x": "50", "focus_y": "50"}
    sent = {"file": upload(drawn(size=(640, 360), colour=colour)), "licence": "own", **texts}
    return desk.post(reverse("admin:news_image_add"), sent)


@pytest.fixture
def store(settings, tmp_path):
    """A real one, that the test stops and starts."""
    with OwnStore(tmp_path) as running:
        backend = {"BACKEND": "news.operations.object_store.ObjectStore", "OPTIONS": running.options}
        settings.STORAGES = settings.STORAGES | {"default": backend}
        yield running


def test_upload_without_the_store_is_refused_with_a_sentence_and_texts_are_served(
    make_article, reader, desk, store
):
    article = make_article()
    assert send_picture(desk).status_code == 302
    store.stop()
    answer = send_picture(desk, colour="navy")
    text = answer.content.decode()
    assert answer.status_code == 503
    assert "The store of uploads does not answer" in text
    assert "A long description of the hall" in text
    assert Image.objects.count() == 1
    assert reader.get(article.get_absolute_url()).status_code == 200
    assert b"failed" in reader.get("/readyz", REMOTE_ADDR="127.0.0.1").content
    store.start()
    assert send_picture(desk, colour="navy").status_code == 302
    assert Image.objects.count() == 2


@pytest.fixture
def full_disk(tmp_path, settings):
    folder = tmp_path / "full"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mounted, capture_output=True).returncode:
        leave_out("A small disk can be mounted by root alone: run the tests with sudo, or in a container.")
    settings.MEDIA_ROOT = folder
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_upload_on_a_full_disk_is_refused_with_a_sentence_and_leaves_no_file(desk, full_disk):
    (full_disk / "filler").write_bytes(b"x" * 60_000)
    answer = send_picture(desk)
    assert answer.status_code == 503
    assert "The disk is full" in answer.content.decode()
    assert not Image.objects.exists()
    left = [file.name for file in full_disk.rglob("*") if file.is_file() and file.stat().st_size]
    assert left == ["filler"]
