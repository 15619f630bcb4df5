"""Reminders by e-mail: articles to be reviewed, and translations that readers were promised."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from news.addresses import absolute
from news.models import Article, Edition, Reminder, Review
from news.text.languages import LANGUAGES, field_in, value_in

from . import letters

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
    """E-mail addresses of those who planned the review, wrote or submitted it; else of the editors."""
    edition = article.latest_edition
    review = article.reviews.open().select_related("set_by").first()
    people = {review.set_by if review else None, edition.author, edition.submitted_by} - {None}
    found = sorted({person.email for person in people if person.email and person.is_active})
    if found:
        return found
    editors = get_user_model().objects.filter(is_active=True, groups__name="editor").exclude(email="")
    return sorted(editors.values_list("email", flat=True).distinct())


def remind(today=None):
    """(number of letters sent, articles for which nobody can be reached). No letter is sent twice."""
    sent, unreachable = 0, []
    for article, about, due in list(due_reminders(today or timezone.localdate())):
        if Reminder.objects.filter(article=article, about=about, due=due).exists():
            continue
        addresses = responsible_for(article)
        if not addresses:
            unreachable.append(article)
            continue
        with transaction.atomic():
            Reminder.objects.create(article=article, about=about, due=due)
            reached = letters.send(f"remind_{about}", what_is_due(article, due), addresses)
            if not reached:
                transaction.set_rollback(True)  # the mail server is down: tomorrow again
        sent += reached
    return sent, unreachable


def what_is_due(article, due):
    """A limited edition is not named: the people who get the letter may not be allowed to see it."""
    edition = article.editions.not_limited().order_by("-sequence").first()
    review = article.reviews.open().first()
    titles = (value_in(edition, "title", language) for language in LANGUAGES) if edition else ()
    return {
        "title": " / ".join(filter(None, titles)) or str(article),
        "due": due,
        "reason": review.reason if review else "",
        "address": absolute(reverse("admin:news_article_notes", args=[article.pk])),
        "article_address": absolute(reverse("admin:news_article_change", args=[article.pk])),
    }
