"""The helper that lets the n-th call fail reaches each of them, and sees what is left behind."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.db import OperationalError, transaction

from news.models import Topic
from tests.helpers.nth_failure import differences, fail_at_each_call, failing_at, state_of_site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def act_in_one_transaction():
    with transaction.atomic():
        Topic.objects.create(name_az="Su", name_en="Water")
    default_storage.save("a.txt", ContentFile(b"some content"))
    send_mail("Subject", "Text", None, ["desk@example.org"])


def undo():
    Topic.objects.all().delete()
    default_storage.delete("a.txt")


def test_every_call_fails_once_and_then_none():
    places = []

    def note(fault):
        places.append(fault.place)
        undo()

    number = fail_at_each_call(act_in_one_transaction, check=note)
    assert number == len(places)
    assert any(place.startswith("INSERT") for place in places)
    assert places[-6:] == [
        "a commit is refused",
        "the answer to a commit is lost",
        "a.txt is not written",
        "a.txt is written by half",
        "the answer is lost when a.txt was written",
        "the letter “Subject” is not sent",
    ]


def test_what_a_failure_leaves_behind_is_seen():
    before, left = [state_of_site()], {}

    def note(fault):
        left[fault.place] = differences(before.pop(), state_of_site())
        undo()
        before.append(state_of_site())

    fail_at_each_call(act_in_one_transaction, check=note)
    assert left["a commit is refused"] == []
    assert "news_topic changed" in left["the answer to a commit is lost"]
    assert "media/a.txt is new" not in left["a.txt is written by half"]
    assert "media/a.txt is new" in left["the letter “Subject” is not sent"]


def test_lasting_failure_is_not_over_with_the_next_call():
    with failing_at(1, lasting=True) as fault:
        for _attempt in range(3):
            with pytest.raises(OperationalError):
                Topic.objects.exists()
    assert fault.reached
    assert not Topic.objects.exists()


def test_mistake_of_the_act_itself_is_not_taken_for_a_failure():
    with pytest.raises(ZeroDivisionError):
        fail_at_each_call(lambda: 1 / 0, check=print)
