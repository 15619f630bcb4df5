"""Whichever call of a restore or of a backup fails, the site is whole or untouched."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from news.models import Attachment, Edition
from tests.helpers.backups import empty_the_site, fill_the_site
from tests.helpers.nth_failure import differences, fail_at_each_call, state_of_site

pytestmark = pytest.mark.django_db(transaction=True)

IS_KEPT = "the answer to a commit is lost"


@pytest.fixture
def backup(make_edition, administrator, tmp_path):
    """Of a small site, which is empty afterwards."""
    fill_the_site(make_edition)
    call_command("backup", tmp_path / "site.tar")
    empty_the_site()
    return tmp_path / "site.tar"


def test_restore_is_whole_or_leaves_the_site_untouched_whichever_call_fails(backup):
    untouched = state_of_site()

    def check(fault):
        if IS_KEPT in fault.place:
            assert fault.raised is None
            assert_whole()
            empty_the_site()
            untouched.update(state_of_site())
        else:
            assert isinstance(fault.raised, CommandError), fault
            assert differences(untouched, state_of_site()) == [], fault

    assert fail_at_each_call(lambda: call_command("restore", backup), check) > 100
    assert_whole()


def assert_whole():
    assert Edition.objects.count() == 2
    assert sorted(default_storage.open(a.file.name).read() for a in Attachment.objects.all()) == [
        b"Bread",
        b"Water",
    ]
    call_command("verify_audit")
