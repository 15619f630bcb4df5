"""An act that is refused says why, in a sentence for whoever tried it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from news import editing
from news.models import Edition
from tests.helpers.editions import correction_of

HOUR = timedelta(hours=1)
LONG_AGO = timezone.now() - timedelta(days=9)
REASON = {"az": "Səhvən dərc edilmişdi.", "en": "Published in error."}
ONLY_AZERBAIJANI = {"released_en": False, "title_en": "", "summary_en": "", "body_en": ""}
pytestmark = pytest.mark.usefixtures("in_english")


def scheduled(edition):
    editing.publish(edition, None, timezone.now() + HOUR)
    edition.refresh_from_db()
    return edition


def submitted(edition, by=None):
    editing.submit(edition, by)
    return edition


def removed(edition):
    editing.remove(edition, None, REASON)
    return edition


def published_alone(edition, by):
    editing.publish(edition, by, force_reason="Urgent")
    return edition


def approved(edition, by):
    editing.approve(edition, by)
    return edition


def first_beside_a_later(first):
    correction_of(first)
    return first


def shown_tomorrow(edition):
    edition.first_published_at = timezone.now() + timedelta(days=1)
    editing.save_draft(edition)
    return edition


def publish_an_hour_ago(edition):
    editing.publish(edition, None, timezone.now() - HOUR)


def third_beside_a_scheduled_second(first):
    """No act leads to it: the third is written past them."""
    third = scheduled(correction_of(first))
    third.pk, third.sequence, third.state, third.public_from = None, 3, Edition.State.DRAFT, None
    Edition.objects.bulk_create([third])
    return Edition.objects.get(article=first.article_id, sequence=3)


def remove_towards_itself(edition):
    editing.remove(edition, None, redirect_to=f"/en/news/{edition.article.number}/")


# {what is tried: (how, with make_edition, make_article, editor and administrator; the sentence)}
REFUSED = {
    "submitting what is public": (
        lambda draft, public, *_: editing.submit(public(), None),
        "This cannot be done now: the edition is in the state “Published”.",
    ),
    "sending back without a note": (
        lambda draft, public, *_: editing.reject(submitted(draft()), None, " "),
        "Say in a note what the author should change.",
    ),
    "sending back a draft": (
        lambda draft, public, *_: editing.reject(draft(), None, "The date"),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "publishing what is public": (
        lambda draft, public, *_: editing.publish(public(), None),
        "This cannot be done now: the edition is in the state “Published”.",
    ),
    "publishing what was removed": (
        lambda draft, public, *_: editing.publish(correction_of(removed(public())), None),
        "The article was removed from the site. It comes back by “Publish again” only.",
    ),
    "publishing what one has submitted": (
        lambda draft, public, editor, _: editing.publish(submitted(draft(), editor), editor),
        "You submitted this edition: somebody else has to publish it.",
    ),
    "publishing what one has written": (
        lambda draft, public, editor, _: editing.publish(draft(author=editor), editor),
        "You wrote this edition: submit it, and somebody else publishes it.",
    ),
    "publishing under a later date": (
        lambda draft, public, *_: editing.publish(shown_tomorrow(draft()), None),
        "The date shown to readers cannot be later than the moment of publishing.",
    ),
    "publishing again what is public": (
        lambda draft, public, *_: editing.publish_again(public(), None, "Why"),
        "This cannot be done now: the edition is in the state “Published”.",
    ),
    "publishing again what was not removed": (
        lambda draft, public, *_: editing.publish_again(draft(), None, "Why"),
        "This article was not removed: publish it in the ordinary way.",
    ),
    "publishing again without a reason": (
        lambda draft, public, *_: editing.publish_again(correction_of(removed(public())), None, " "),
        "Say why the article is published again.",
    ),
    "publishing again what one has submitted": (
        lambda draft, public, editor, _: editing.publish_again(
            submitted(correction_of(removed(public())), editor), editor, "Why"
        ),
        "You submitted this edition: somebody else has to publish it.",
    ),
    "publishing beside what is scheduled": (
        lambda draft, public, *_: editing.publish(third_beside_a_scheduled_second(public()), None),
        "Another edition of this article is scheduled already. Cancel its schedule first.",
    ),
    "publishing where readers have seen another": (
        lambda draft, public, *_: publish_an_hour_ago(correction_of(public(first_published_at=LONG_AGO))),
        "Readers have seen another edition at that moment. Choose a later one.",
    ),
    "confirming a translation that is missing": (
        lambda draft, public, *_: editing.confirm_translation(draft(**ONLY_AZERBAIJANI), None),
        "There is no translation to confirm yet.",
    ),
    "approving what was published by two": (
        lambda draft, public, editor, _: editing.approve(public(), editor),
        "This edition needs no approval.",
    ),
    "approving what one has published alone": (
        lambda draft, public, editor, _: editing.approve(published_alone(draft(), editor), editor),
        "Somebody else has to approve what you published alone.",
    ),
    "approving what one has submitted": (
        lambda draft, public, editor, other: editing.approve(
            published_alone(submitted(draft(), editor), other), editor
        ),
        "Somebody else has to approve what you published alone.",
    ),
    "approving a draft": (
        lambda draft, public, editor, _: editing.approve(draft(), editor),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "approving twice": (
        lambda draft, public, editor, other: editing.approve(
            approved(published_alone(draft(), editor), other), other
        ),
        "This edition needs no approval.",
    ),
    "cancelling the schedule of a draft": (
        lambda draft, public, *_: editing.unschedule(draft(), None),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "cancelling the schedule of what is public": (
        lambda draft, public, *_: editing.unschedule(public(), None),
        "Readers can see this edition already; its schedule cannot be cancelled.",
    ),
    "correcting a draft": (
        lambda draft, public, *_: editing.new_edition(draft(), None),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "correcting what is being corrected": (
        lambda draft, public, *_: editing.new_edition(first_beside_a_later(public()), None),
        "There is a later edition of this article already. Continue with that one.",
    ),
    "correcting what is scheduled": (
        lambda draft, public, *_: editing.new_edition(scheduled(draft()), None),
        "This edition is scheduled. Cancel its schedule to change it.",
    ),
    "discarding what is public": (
        lambda draft, public, *_: editing.discard(public(), None),
        "This cannot be done now: the edition is in the state “Published”.",
    ),
    "withdrawing a draft": (
        lambda draft, public, *_: editing.withdraw(draft(), None, REASON),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "withdrawing what is scheduled": (
        lambda draft, public, *_: editing.withdraw(scheduled(draft()), None, REASON),
        "Only an article that readers can see now can be withdrawn.",
    ),
    "withdrawing without a reason": (
        lambda draft, public, *_: editing.withdraw(public(), None, {}),
        "Give the reason in each language in which the article is released.",
    ),
    "withdrawing without a reason in one language": (
        lambda draft, public, *_: editing.withdraw(public(), None, {"az": "Səbəb"}),
        "Give the reason in each language in which the article is released.",
    ),
    "removing a draft": (
        lambda draft, public, *_: editing.remove(draft(), None, REASON),
        "This cannot be done now: the edition is in the state “Draft”.",
    ),
    "removing what is scheduled": (
        lambda draft, public, *_: editing.remove(scheduled(draft()), None, REASON),
        "Only an article that readers can see now can be removed.",
    ),
    "removing without a reason": (
        lambda draft, public, *_: editing.remove(public(), None),
        "Give the reason in each language in which the article is released.",
    ),
    "removing towards another site": (
        lambda draft, public, *_: editing.remove(public(), None, redirect_to="https://example.org/"),
        "The redirect must be an address of this site, such as /en/news/12/.",
    ),
    "removing towards itself": (
        lambda draft, public, *_: remove_towards_itself(public()),
        "The redirect leads to the article itself. Choose another page.",
    ),
    "deleting what is public": (
        lambda draft, public, *_: Edition.objects.filter(pk=public().pk).delete(),
        "An edition that was published cannot be deleted. Withdraw or remove the article instead.",
    ),
}


@pytest.mark.parametrize(("act", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused_act_says_why(make_edition, make_article, editor, administrator, act, sentence):
    with pytest.raises(ValidationError) as refusal:
        act(make_edition, make_article, editor, administrator)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize("act", [editing.submit, editing.publish], ids=lambda act: act.__name__)
def test_rule_that_an_import_need_not_keep_binds_a_person_in_a_sentence(make_edition, writer, editor, act):
    edition = make_edition(author=writer, topics=[])
    with pytest.raises(ValidationError) as refusal:
        act(edition, editor)
    assert refusal.value.messages == ["Choose at least one topic: readers find the article by it."]
    editing.publish(edition, None)


def test_article_comes_back_by_no_edition_that_breaks_a_rule(make_article, editor):
    draft = correction_of(removed(make_article(topics=[])))
    with pytest.raises(ValidationError, match="Choose at least one topic"):
        editing.publish_again(draft, editor, "It was right")


def test_schedule_cannot_be_cancelled_from_its_very_moment_on(make_edition):
    edition = scheduled(make_edition())
    with time_machine.travel(edition.public_from, tick=False), pytest.raises(ValidationError):
        editing.unschedule(edition, None)
