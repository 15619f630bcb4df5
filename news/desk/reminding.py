"""The letters of each day: reviews that are due, translations that readers were promised, and what waited."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from news.models import Article, Edition, Reminder, Review
from news.text.languages import LANGUAGES, field_in

from .telling import can_be_reached, note_down, note_faults_of_schedules, send_outstanding

DAYS_BEFORE = 3
About = Reminder.About


def due_reminders(today):
    """(article, About, due day) of each letter that should have gone out by `today`."""
    for review in Review.objects.open().filter(due__lte=today).select_related("article", "set_by"):
        yield review.article, About.REVIEW, review.due
    for article in awaited(today + timedelta(days=DAYS_BEFORE)):
        about = About.PROMISE_OVERDUE if article.promised_on < today else About.PROMISE_SOON
        yield article, about, article.promised_on


def awaited(until):
    """Articles whose other language is promised by that day but not public yet."""
    in_every_language = Q(**{field_in("released", language): True for language in LANGUAGES})
    live = Edition.objects.live().filter(article=OuterRef("pk"))
    promised = Article.objects.filter(promised_on__lte=until)
    return promised.filter(Exists(live), ~Exists(live.filter(in_every_language)))


def responsible_for(article):
    """Those who planned the review, wrote or submitted it and have an e-mail address; else the editors."""
    edition = article.latest_edition
    review = article.reviews.open().select_related("set_by").first()
    people = {review.set_by if review else None, edition.author, edition.submitted_by} - {None}
    found = [person for person in sorted(people, key=lambda person: person.pk) if can_be_reached(person)]
    if found:
        return found
    editors = get_user_model().objects.filter(is_active=True, groups__name="editor").exclude(email="")
    return list(editors.order_by("pk").distinct())


def remind(today=None):
    """(number of letters sent, articles for which nobody can be reached). No letter is sent twice.

    With the reminders goes whatever else waits for the letter of the day.
    """
    if not settings.SENDS_LETTERS:
        return 0, []
    unreachable = []
    for article, about, due in list(due_reminders(today or timezone.localdate())):
        if Reminder.objects.filter(article=article, about=about, due=due).exists():
            continue
        people = responsible_for(article)
        if not people:
            unreachable.append(article)
            continue
        review = article.reviews.open().first()
        with transaction.atomic():
            Reminder.objects.create(article=article, about=about, due=due)
            reason = review.reason if review else ""
            note_down(f"remind_{about}", people, article=article, due=due, note=reason)
    note_faults_of_schedules()
    return send_outstanding(), unreachable
