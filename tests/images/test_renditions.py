"""Each picture has the sizes and formats that readers' devices take, made beside the requests."""

import os
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image as Picture

from news.images import pending, renditions
from news.images.background import Background
from news.images.files import store_whole
from news.models import Image
from tests.helpers.pictures import drawn, take_in

pytestmark = pytest.mark.once


def test_upload_itself_makes_one_jpeg_of_960_pixels(db, stored):
    image = take_in(drawn(size=(2400, 1600)))
    assert image.renditions["jpg"] == [960]
    assert len(stored()) == 2
    assert image.url.endswith("/960.jpg")
    assert (image.sources, image.srcset) == ([], "")
    assert image.for_sharing[1:] == (960, 640)


def test_every_size_is_made_in_three_formats(db, stored):
    image = take_in(drawn(size=(1000, 500)))
    assert pending.make_missing() == (1, {})
    image.refresh_from_db()
    assert image.renditions["avif"] == [160, 320, 480, 720, 960, 1000]
    assert [source["type"] for source in image.sources] == ["image/avif", "image/webp"]
    for address in image.srcset.split(", "):
        url, width = address.split()
        with Picture.open(Path(image.file.storage.location) / url.removeprefix("/media/")) as picture:
            assert f"{picture.width}w" == width
            assert picture.height == round(picture.width / 2)
    assert len(stored()) == 1 + 3 * 6


def test_small_picture_is_not_made_larger():
    assert renditions.widths_for(200) == [160, 200]
    assert renditions.widths_for(1920)[-1] == 1920
    assert renditions.widths_for(8000)[-1] == 1920


def test_second_run_makes_nothing_and_two_at_once_do_no_harm(db, stored):
    image = take_in(drawn(size=(400, 300)))
    stale = Image.objects.get()
    pending.make_missing()
    before = {name: (Path(image.file.storage.location) / name).stat().st_mtime_ns for name in stored()}
    assert pending.make_missing() == (0, {})
    assert renditions.make_all(stale)
    after = {name: (Path(image.file.storage.location) / name).stat().st_mtime_ns for name in stored()}
    assert before == after


def test_run_that_was_killed_is_completed_by_the_next(db, stored, monkeypatch):
    image = take_in(drawn(size=(400, 300)))
    real, written = store_whole, []

    def killed_after_three(*arguments):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(arguments)
        real(*arguments)

    monkeypatch.setattr(renditions, "store_whole", killed_after_three)
    with pytest.raises(KeyboardInterrupt):
        pending.make_missing()
    image.refresh_from_db()
    assert image.sources == []
    monkeypatch.setattr(renditions, "store_whole", real)
    pending.make_missing()
    image.refresh_from_db()
    assert len(image.sources) == 2
    assert not [name for name in stored() if name.endswith(".part")]


def make_old(settings, *names):
    for name in names:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (1, 1))


def test_files_that_killed_processes_left_are_swept_and_no_others(db, stored, settings):
    take_in()
    call_command("make_renditions", "--background", stdout=StringIO())
    good = stored()
    make_old(settings, *good)
    unfinished = "/".join([*Path(good[-1]).parts[:-1], "1440.avif"])  # of a picture that is there
    abandoned = [
        "images/dead.jpg",
        "attachments/2026/11/letter.pdf",
        "renditions/1/dead/960.jpg",
        "renditions/0/dead/960.jpg",
    ]
    make_old(settings, unfinished, *abandoned)
    new = Path(settings.MEDIA_ROOT) / "images" / "on-its-way.jpg"
    new.touch()
    said = StringIO()
    call_command("sweep_files", "--dry-run", stdout=said)
    assert set(abandoned) < set(stored())
    call_command("sweep_files", stdout=said)
    *_named, told = said.getvalue().splitlines()
    assert told == "4 files older than 24 hours that no row names: deleted."
    assert set(stored()) == {*good, unfinished, "images/on-its-way.jpg"}


def test_file_that_is_lost_keeps_no_other_waiting(db, capsys):
    lost, sound = take_in(), take_in(drawn(colour="navy"))
    Path(lost.file.path).unlink()
    with pytest.raises(CommandError, match=lost.file.name):
        call_command("make_renditions")
    sound.refresh_from_db()
    assert sound.sources
    assert list(Image.objects.pending()) == [lost]


def test_whoever_asks_during_a_run_gets_another(settings, monkeypatch):
    settings.WORK_IN_BACKGROUND = True
    started = []

    class Process:
        def wait(self):
            if len(started) == 1:
                background.start()
                background.start()

    monkeypatch.setattr("news.images.background.run_beside", lambda command: started.append(1) or Process())
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    background = Background("make_renditions")
    background.start()
    assert len(started) == 2


@pytest.mark.django_db(transaction=True)
def test_upload_starts_the_making_after_the_commit(settings, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **kwargs: started.append(args) or Finished())
    settings.WORK_IN_BACKGROUND = True
    with transaction.atomic():
        take_in()
        assert not started
    assert "make_renditions" in started[0][0]


class Finished:
    def wait(self):
        return 0
