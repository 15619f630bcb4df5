"""Two writers in each other's way: one begins again, and whoever fails all the same is told what happened."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.test import Client

from news.models import Edition, SavedReads
from news.models.collision import DEADLOCK, begun_again_after_collision
from tests.helpers.desk_forms import act_page, sent_from


class Deadlock(Exception):
    """As psycopg raises it."""

    pgcode = DEADLOCK


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_who_wait_for_each_other_both_are_done_in_the_end(caplog):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    rows = [SavedReads.objects.create(buffer=name) for name in ("one", "other")]
    both_hold_one = threading.Barrier(2)
    attempts = []

    def write(first, second):
        attempts.append(first)
        SavedReads.objects.filter(pk=first.pk).update(position=F("position") + 1)
        if len(attempts) <= 2:
            both_hold_one.wait(10)
        SavedReads.objects.filter(pk=second.pk).update(position=F("position") + 1)

    def writer(*order):
        try:
            begun_again_after_collision(transaction.atomic(write))(*order)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=order) for order in (rows, rows[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(attempts) == 3
    assert "begins again" in caplog.text
    assert set(SavedReads.objects.values_list("position", flat=True)) == {2}


@pytest.mark.django_db(transaction=True)
def test_person_whose_act_collides_again_is_told_what_happened(make_edition, writer, editor, monkeypatch):
    desk = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    desk.force_login(editor)
    edition = make_edition(author=writer)
    page = act_page(edition, "publish")
    form = sent_from(desk.get(page), form="#content-main form")

    def collide(*args, **options):
        raise OperationalError("deadlock detected") from Deadlock()

    with monkeypatch.context() as collision:
        collision.setattr(Edition, "publish", collide)
        answer = desk.post(page, form)
    assert answer.status_code == 503
    assert "Somebody else was saving something at the same moment" in answer.content.decode()
    assert desk.post(page, form).status_code == 302
