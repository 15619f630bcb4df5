"""What was taken away is shown by no machine, not even by one that cannot look for it."""

import fcntl
import time
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from news import editing
from news.kept_pages import KeptPages, kept_pages
from news.kept_pages.kept_pages import EVERYTHING
from news.models import PublicContent, Takedown
from news.models.public_content import LOOK_EVERY
from news.models.takedown import LOOKS, check_kept_pages, take_down
from tests.helpers.editions import correction_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    settings.DATA_DIR, settings.KEPT_PAGES_BYTES = tmp_path, 10_000_000
    check_kept_pages()
    return kept_pages()


def take_away(*marks):
    """The generation after it."""
    PublicContent.bump()
    for mark in marks:
        Takedown.record(mark)
    return PublicContent.current()


def test_takedown_is_of_the_generation_of_its_act_and_of_everything_unless_it_says_of_what():
    PublicContent.bump()
    Takedown.record("/news/1/")
    Takedown.record()
    now = PublicContent.current()
    assert list(Takedown.objects.order_by("pk").values_list("generation", "mark")) == [
        (now, "/news/1/"),
        (now, EVERYTHING),
    ]
    assert [str(one) for one in Takedown.objects.order_by("pk")] == [f"{now}: /news/1/", f"{now}: *"]


def test_marks_are_those_after_what_was_looked_at_up_to_the_generation():
    before, first, second, third = (take_away(*marks) for marks in ((), ("a", "b"), ("b", "c"), ("d",)))
    assert Takedown.marks_between(before, second) == {"a", "b", "c"}
    assert Takedown.marks_between(first, third) == {"b", "c", "d"}
    assert Takedown.marks_between(third, third) == set()


@pytest.mark.parametrize("checked", [None, 8], ids=["no beginning is known", "the database is an older one"])
def test_everything_goes_where_it_cannot_be_known_what_went(checked):
    assert Takedown.marks_between(checked, 7) == {EVERYTHING}


def test_pages_are_taken_out_when_the_act_is_committed(kept, django_capture_on_commit_callbacks):
    before = kept.checked
    with django_capture_on_commit_callbacks(execute=True):
        now = take_away("/news/1/")
        assert kept.checked == before < now
    assert kept.checked == now


def test_act_is_acknowledged_when_each_machine_has_looked_ten_times(kept, settings, monkeypatch):
    settings.SHARED_CACHE, slept = "redis://127.0.0.1", Mock()
    monkeypatch.setattr(time, "sleep", slept)
    take_down()
    slept.assert_called_once_with(LOOKS * LOOK_EVERY)


def test_nothing_is_waited_for_where_no_page_is_kept(kept, settings, monkeypatch):
    settings.SHARED_CACHE, settings.KEPT_PAGES_BYTES, slept = "redis://127.0.0.1", 0, Mock()
    monkeypatch.setattr(time, "sleep", slept)
    now = take_away("/news/1/")
    take_down()
    slept.assert_not_called()
    assert kept.checked < now


@pytest.mark.parametrize("error", [OperationalError, OSError])
def test_machine_that_cannot_look_shows_no_page_and_whoever_acts_is_told(kept, monkeypatch, error):
    assert kept.shown.is_symlink()
    with monkeypatch.context() as gone:
        gone.setattr(PublicContent, "current", Mock(side_effect=error))
        with pytest.raises(error):
            take_down()
    assert not kept.shown.is_symlink()


def test_nobody_looks_while_a_machine_that_could_not_hides_its_pages(kept, monkeypatch):
    def hide(_kept):
        with (kept.folder / "checking").open("w") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        hidden.append(True)

    hidden = []
    with monkeypatch.context() as gone:
        gone.setattr(KeptPages, "hide", hide)
        gone.setattr(PublicContent, "current", Mock(side_effect=OperationalError))
        with pytest.raises(OperationalError):
            take_down()
    assert hidden == [True]
    check_kept_pages()
    assert kept.shown.is_symlink()


def test_epoch_is_ended_before_a_page_goes_and_only_then(kept):
    looked_up_to = []
    take_away()
    check_kept_pages(lambda: looked_up_to.append(kept.checked))
    assert looked_up_to == []
    before, now = kept.checked, take_away("/news/1/")
    for _time in range(2):
        check_kept_pages(lambda: looked_up_to.append(kept.checked))
    assert looked_up_to == [before]
    assert kept.checked == now


def test_edition_without_a_language_that_was_public_takes_out_what_was_kept(make_article):
    first = make_article()
    second = correction_of(first)
    editing.publish(second, None)
    assert not Takedown.objects.exists()
    third = correction_of(second)
    third.released_en = False
    editing.save_draft(third)
    editing.publish(third, None)
    assert [one.mark for one in Takedown.objects.all()] == [f"/news/{first.article.number}/"]


@pytest.mark.parametrize("act", [editing.withdraw, editing.remove], ids=lambda act: act.__name__)
def test_withdrawing_and_removing_take_out_what_was_kept(make_article, act):
    edition = make_article()
    act(edition, None, {"az": "Səbəb.", "en": "A reason."})
    assert [one.mark for one in Takedown.objects.all()] == [f"/news/{edition.article.number}/"]


@pytest.mark.parametrize("is_public", [True, False])
def test_translation_that_is_confirmed_changes_pages_where_readers_see_it(make_edition, is_public):
    edition = make_edition()
    if is_public:
        editing.publish(edition, None)
    before = PublicContent.current()
    editing.confirm_translation(edition, None)
    assert PublicContent.current() - before == int(is_public)
