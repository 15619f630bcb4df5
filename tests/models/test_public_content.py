"""The generation: raised by one with each act, and whoever acts is answered when every machine knows it."""

import pytest
from django.utils.connection import ConnectionDoesNotExist

from news.models import PublicContent, public_content
from news.shared_memory import shared_memory

pytestmark = pytest.mark.django_db


def test_first_act_makes_the_row_and_each_further_one_raises_it_by_one():
    PublicContent.objects.create(pk=7)  # the keys that the database gives itself begin after it
    PublicContent.objects.all().delete()
    assert PublicContent.current() == 0
    seen = []
    for _act in range(3):
        PublicContent.bump()
        seen.append(PublicContent.current())
    assert seen == [1, 2, 3]
    assert [(row.pk, str(row)) for row in PublicContent.objects.all()] == [(1, "3")]


def test_failure_to_tell_the_others_does_not_undo_what_was_committed(
    monkeypatch, django_capture_on_commit_callbacks
):
    def fail():
        raise OSError("no shared memory")

    monkeypatch.setattr(shared_memory(), "end_finished_pages", fail)
    with django_capture_on_commit_callbacks(execute=True):
        PublicContent.bump()
        before = PublicContent.current()
    assert PublicContent.current() == before


@pytest.mark.parametrize(("shares", "waited"), [(True, [public_content.LOOK_EVERY]), (False, [])])
def test_one_look_of_the_other_machines_is_waited_for_where_there_are_others(
    settings, monkeypatch, shares, waited, django_capture_on_commit_callbacks
):
    waits = []
    settings.SHARED_CACHE = shares
    monkeypatch.setattr(public_content.time, "sleep", waits.append)
    with django_capture_on_commit_callbacks(execute=True):
        PublicContent.bump()
    assert waits == waited


def test_generation_is_asked_of_the_database_that_is_named():
    with pytest.raises(ConnectionDoesNotExist):
        PublicContent.current(using="elsewhere")
