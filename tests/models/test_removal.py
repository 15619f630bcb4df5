"""A removed article stays removed, until somebody publishes it again by an act of its own."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from news import editing
from news.models import AuditEntry, Edition, Tombstone

HOUR = timedelta(hours=1)
REASON = {"az": "Səhvən dərc edilmişdi.", "en": "Published in error."}
WHY = "The court has lifted its order."


def correction_of(edition, **texts):
    draft = editing.new_edition(edition, None)
    for name, value in ({"title_en": "Corrected", "is_minor": True} | texts).items():
        setattr(draft, name, value)
    editing.save_draft(draft)
    return draft


@pytest.fixture
def live(make_article):
    return make_article(title_en="As it was", ago=HOUR)


@pytest.fixture
def scheduled(live):
    """The second edition of the live article, to be public in an hour."""
    draft = correction_of(live)
    editing.publish(draft, None, timezone.now() + HOUR)
    live.refresh_from_db()
    return draft


@pytest.fixture
def removed(live):
    editing.remove(live, None, REASON)
    return live


def log_of(edition):
    """[(act, edition, note)] of its article, the last one first."""
    entries = AuditEntry.objects.filter(article=edition.article_id).order_by("-number")
    return list(entries.values_list("action", "sequence", "note"))


def in_two_hours():
    return time_machine.travel(timezone.now() + 2 * HOUR)


def test_removing_ends_what_was_scheduled(live, scheduled, reader):
    assert editing.remove(live, None, REASON) == [scheduled]
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.public_from) == (Edition.State.DRAFT, None)
    assert scheduled.title_en == "Corrected"
    with in_two_hours():
        assert reader.get(live.url_in("en")).status_code == 410
        assert "Corrected" not in reader.get("/en/news/").content.decode()
        assert not Edition.objects.live().filter(article=live.article_id).exists()


def test_log_says_what_the_removal_ended(live, scheduled):
    with translation.override("en"):
        editing.remove(live, None, REASON)
    assert log_of(live)[:2] == [
        ("remove", 1, "Səhvən dərc edilmişdi.\nPublished in error."),
        ("unschedule", 2, "The article was removed from the site."),
    ]


def test_withdrawing_ends_what_was_scheduled(live, scheduled, reader):
    """Or the banner would disappear by itself."""
    with translation.override("en"):
        assert editing.withdraw(live, None, REASON) == [scheduled]
    scheduled.refresh_from_db()
    assert scheduled.state == Edition.State.DRAFT
    assert [entry[:2] for entry in log_of(live)[:2]] == [("withdraw", 1), ("unschedule", 2)]
    with in_two_hours():
        assert "Published in error." in reader.get(live.url_in("en")).content.decode()


def test_removed_text_is_what_was_scheduled_when_its_minute_has_come(live, scheduled, reader):
    with in_two_hours():
        with pytest.raises(ValidationError):
            editing.remove(live, None, REASON)
        editing.remove(scheduled, None, REASON)
        assert reader.get(scheduled.url_in("en")).status_code == 410


@pytest.mark.parametrize(
    "act",
    [
        lambda draft: editing.publish(draft, None),
        lambda draft: editing.publish(draft, None, timezone.now() + HOUR),
        lambda draft: editing.publish(draft, None, force_reason="It is urgent."),
        lambda draft: editing.publish_again(draft, None, "  "),
    ],
    ids=["publish", "schedule", "force", "without a reason"],
)
def test_removed_article_does_not_come_back_by_an_ordinary_act(removed, reader, act):
    draft = correction_of(removed)
    with pytest.raises(ValidationError):
        act(draft)
    assert Tombstone.objects.filter(article=removed.article_id).exists()
    with in_two_hours():
        assert reader.get(draft.url_in("en")).status_code == 410


def test_article_that_is_published_again_is_public_and_the_log_says_why(removed, reader):
    draft = correction_of(removed)
    editing.publish_again(draft, None, WHY)
    assert "Corrected" in reader.get(draft.url_in("en")).content.decode()
    assert not Tombstone.objects.exists()
    assert log_of(draft)[0] == ("publish_again", 2, WHY)


def test_what_was_not_removed_is_not_published_again(make_edition):
    with pytest.raises(ValidationError):
        editing.publish_again(make_edition(), None, WHY)


def test_return_takes_a_second_person(removed, editor):
    draft = correction_of(removed)
    Edition.objects.filter(pk=draft.pk).update(author=editor)
    with pytest.raises(ValidationError):
        editing.publish_again(draft, editor, WHY)


def test_article_that_came_back_can_be_removed_again(removed, reader):
    draft = correction_of(removed)
    editing.publish_again(draft, None, WHY)
    editing.remove(draft, None, {"az": "Yenə səhv.", "en": "Wrong once more."})
    answer = reader.get(draft.url_in("en"))
    assert answer.status_code == 410
    assert "Wrong once more." in answer.content.decode()


def test_address_says_gone_until_the_minute_of_the_return(removed, reader):
    draft = correction_of(removed)
    editing.publish_again(draft, None, WHY, timezone.now() + HOUR)
    answer = reader.get(draft.url_in("en"))
    assert answer.status_code == 410
    assert "Published in error." in answer.content.decode()
    with in_two_hours():
        assert "Corrected" in reader.get(draft.url_in("en")).content.decode()


def test_cancelled_return_leaves_the_article_removed(live, administrator, reader):
    editing.remove(live, administrator, redirect_to="/en/news/")
    tombstone = Tombstone.objects.values().get()
    draft = correction_of(live)
    editing.publish_again(draft, None, WHY, timezone.now() + HOUR)
    assert not Tombstone.objects.exists()
    editing.unschedule(draft, None)
    assert Tombstone.objects.values().get() | {"id": tombstone["id"]} == tombstone
    with pytest.raises(ValidationError):
        editing.publish(draft, None)
    with in_two_hours():
        assert reader.get(live.url_in("en"))["Location"] == "/en/news/"


@pytest.mark.parametrize(
    "address", ["/az/news/{}/", "/en/news/{}", "/en/news/{}/a-title/", "/en/view/news/{}/a"]
)
def test_removed_article_does_not_lead_to_itself(live, address):
    with pytest.raises(ValidationError):
        editing.remove(live, None, redirect_to=address.format(live.article.number))
    editing.remove(live, None, redirect_to=address.format(f"{live.article.number}0"))


@pytest.mark.parametrize("redirect_to", ["", "/en/news/"], ids=["reason", "redirect"])
def test_tombstone_says_when_by_whom_and_why(live, administrator, redirect_to):
    editing.remove(live, administrator, REASON, redirect_to)
    live.refresh_from_db()
    tombstone = Tombstone.objects.get(article=live.article)
    assert tombstone.removed_at == live.removed_at
    assert tombstone.removed_by == administrator
    assert tombstone.redirect_to == redirect_to
    assert {"az": tombstone.reason_az, "en": tombstone.reason_en} == REASON
