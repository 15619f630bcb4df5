"""Whichever call of a restore or of a backup fails, the site is whole or untouched."""

import resource
from contextlib import contextmanager
from io import StringIO
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pyrage import x25519

from news.models import Attachment, Edition
from news.operations.backup.rows import models
from tests.helpers.backups import Parts, empty_the_site, fill_the_site
from tests.helpers.nth_failure import differences, fail_at_each_call, lost_connection, state_of_site
from tests.helpers.own_services import OwnStore

pytestmark = pytest.mark.django_db(transaction=True)

RECIPIENT = str(x25519.Identity.generate().to_public())
EVERY_STATEMENT = (
    connection.vendor == "sqlite"
)  # it fails before it is sent to the database, whichever that is
IS_KEPT = "the answer to a commit is lost"


@pytest.fixture
def site(transactional_db):
    fill_the_site()


@pytest.fixture
def backup(site, tmp_path):
    """Of a small site, which is empty afterwards."""
    call_command("backup", tmp_path / "site.tar", stdout=StringIO())
    empty_the_site()
    return tmp_path / "site.tar"


def restore(backup):
    call_command("restore", backup, stdout=StringIO())


def assert_whole():
    assert Edition.objects.count() == 2
    contents = [default_storage.open(attachment.file.name).read() for attachment in Attachment.objects.all()]
    assert sorted(contents) == [b"Bread", b"Water"]
    call_command("verify_audit", stdout=StringIO())


def test_restore_is_whole_or_leaves_the_site_untouched_whichever_call_fails(backup):
    untouched, places = state_of_site(), []

    def check(fault):
        places.append(fault.place)
        if fault.place == IS_KEPT:
            assert fault.raised is None
            assert_whole()
            empty_the_site()
            untouched.update(state_of_site())
        else:
            assert "Nothing was restored" in str(fault.raised)
            assert differences(untouched, state_of_site()) == [], fault

    fail_at_each_call(lambda: restore(backup), check, statements=EVERY_STATEMENT)
    assert_whole()
    assert len(places) > (100 if EVERY_STATEMENT else 5)
    assert {IS_KEPT, "a commit is refused"} < set(places)
    assert sum("is written by half" in place for place in places) == 2


@pytest.mark.once
def test_same_holds_when_the_database_stays_away(backup):
    """Whether it has committed nobody can say then: the uploads stay for rows that may be there."""
    untouched = state_of_site()

    def check(fault):
        found = differences(untouched, state_of_site())
        if "commit" in fault.place:
            assert "it holds all of it or nothing" in str(fault.raised)
            if fault.place == IS_KEPT:
                assert_whole()
            else:
                assert [line.partition("/")[0] for line in found] == ["media", "media"]
            empty_the_site()
            untouched.update(state_of_site())
        else:
            assert "Nothing was restored" in str(fault.raised)
            assert found == [], fault

    fail_at_each_call(lambda: restore(backup), check, lasting=True)
    assert_whole()


@pytest.mark.once
def test_uploads_of_a_restore_that_was_broken_off_are_not_in_the_way_of_the_next(backup):
    upload, content = Parts(backup).members[-1]
    default_storage.save(upload.removeprefix("media/"), ContentFile(content))
    restore(backup)
    assert_whole()


@pytest.mark.once
def test_uploads_that_cannot_be_taken_away_again_are_named(backup, monkeypatch):
    def refuse(name):
        raise OSError("The store is gone")

    monkeypatch.setattr(default_storage, "delete", refuse)
    refused = mock.patch.object(BaseDatabaseWrapper, "commit", side_effect=lost_connection())
    with refused, pytest.raises(CommandError, match=r"Left in the store, .*bread.*water"):
        restore(backup)


@pytest.fixture
def object_store(backup, settings, tmp_path):
    with OwnStore(tmp_path) as store:
        backend = {"BACKEND": "news.operations.object_store.ObjectStore", "OPTIONS": store.options}
        settings.STORAGES = settings.STORAGES | {"default": backend}
        yield


@pytest.mark.once
def test_uploads_in_an_object_store_come_and_are_taken_away_again(backup, object_store):
    untouched = state_of_site()
    refused = mock.patch.object(BaseDatabaseWrapper, "commit", side_effect=lost_connection())
    with refused, pytest.raises(CommandError, match="Nothing was restored"):
        restore(backup)
    assert differences(untouched, state_of_site()) == []
    restore(backup)
    assert_whole()


# --- Making one ------------------------------------------------------------------------------------------


def test_backup_is_whole_or_not_there_whichever_call_fails(site, tmp_path):
    before, target, places = state_of_site(), tmp_path / "backups", []
    target.mkdir()
    old = target / "ombudsman-20260101T000000Z.tar"
    old.write_bytes(b"of old")

    def act():
        call_command("backup", target, keep=1, stdout=StringIO())

    def check(fault):
        places.append(fault.place)
        assert isinstance(fault.raised, CommandError), fault
        assert list(target.iterdir()) == [old], fault

    fail_at_each_call(act, check, files=False, statements=EVERY_STATEMENT)
    assert len(places) > (50 if EVERY_STATEMENT else 1)
    assert differences(before, state_of_site()) == []
    (made,) = target.iterdir()
    assert len(Parts(made).members) == len(models()) + 2


@contextmanager
def files_no_larger_than(size):
    """As on a disk without room: what a process writes beyond is refused."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.once
@pytest.mark.parametrize("recipients", [[], [RECIPIENT]], ids=["plain", "age"])
def test_backup_for_which_there_is_no_room_leaves_nothing_behind(site, tmp_path, settings, recipients):
    settings.BACKUP_RECIPIENTS = recipients
    target = tmp_path / "backups"
    target.mkdir()
    call_command("backup", target / "whole", stdout=StringIO())
    size = (target / "whole").stat().st_size
    for limit in [1, 600, 20_000, size // 2, size - 2_000]:  # age writes a few bytes more or less each time
        with files_no_larger_than(limit), pytest.raises(CommandError, match="The backup was not made"):
            call_command("backup", target / "new", stdout=StringIO())
        assert [file.name for file in target.iterdir()] == ["whole"]
