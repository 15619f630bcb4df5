"""Who is told of what by letter: each thing at once, all of a day in one letter, or nothing; and never of
what they did themselves.
"""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from news.addresses import absolute
from news.gate import judge
from news.models import Edition, Notification, Preferences
from news.models.account_change import name_of, why_one_pair_of_eyes
from news.text.languages import LANGUAGES, value_in

from . import letters
from .moments import baku_moment

Kind = Notification.Kind
Letters = Preferences.Letters


def approvers(by):
    """Those who may publish what this person submits."""
    people = get_user_model().objects.with_perm("news.publish_edition").order_by("pk")
    return [person for person in people if person != by and not why_one_pair_of_eyes(person, by)]


def authors_of(edition, by=None):
    """Those who wrote and submitted it, except the person who acts."""
    people = {person for person in (edition.author, edition.submitted_by) if person and person != by}
    return sorted(people, key=lambda person: person.pk)


def can_be_reached(person):
    return bool(settings.SENDS_LETTERS and person.is_active and person.email)


def wants_letters(person):
    return can_be_reached(person) and Preferences.of(person).letters != Letters.NONE


def tell(kind, people, edition, by, note=""):
    """Once the act is committed: whatever fails here does not undo it."""
    letters.after_commit(_tell, kind, people, edition, by, note)


def _tell(kind, people, edition, by, note):
    about = {"article": edition.article, "edition": edition, "by": name_of(by), "note": note}
    for row in note_down(kind, people, **about):
        if Preferences.of(row.person).letters == Letters.AT_ONCE:
            send_together(row.person, [row])


def tell_of_all(kind, person, editions, by, note=""):
    """As tell(), of several at once: whoever gets each thing at once gets one letter about them."""
    letters.after_commit(_tell_of_all, kind, person, editions, by, note)


def _tell_of_all(kind, person, editions, by, note):
    rows = []
    for edition in editions:
        rows += note_down(kind, [person], article=edition.article, edition=edition, by=name_of(by), note=note)
    if rows and Preferences.of(person).letters == Letters.AT_ONCE:
        send_together(person, rows)


def note_down(kind, people, **about):
    rows = [Notification(kind=kind, person=person, **about) for person in people if wants_letters(person)]
    return Notification.objects.bulk_create(rows)


def note_faults_of_schedules():
    """Whoever scheduled or wrote what the gate would stop by now is told so, once for each edition."""
    scheduled = Edition.objects.filter(pk__in=Edition.objects.with_status().filter(status_value="scheduled"))
    told = Notification.objects.filter(kind=Kind.STOPPED).values("edition")
    for edition in scheduled.exclude(pk__in=told).select_related("article", "author", "submitted_by"):
        problems = [str(finding.sentence) for finding in judge(edition) if finding.blocks]
        if problems:
            people = {*authors_of(edition), *approvers(edition.submitted_by or edition.author)}
            about = {"article": edition.article, "edition": edition, "note": "\n".join(problems)}
            note_down(Kind.STOPPED, sorted(people, key=lambda person: person.pk), **about)


def send_outstanding():
    """What waits for the letter of the day or did not go out before; returns how many letters went out."""
    Notification.objects.forget()
    rows = Notification.objects.unsent().order_by("person", "at", "pk")
    sent = 0
    for person, of_person in groupby(rows, lambda row: row.person):
        if Preferences.of(person).letters == Letters.DAILY:
            sent += send_together(person, list(of_person))
        else:
            sent += sum(send_together(person, [row]) for row in of_person)
    return sent


def send_together(person, rows):
    """One letter about all of it; returns how many went out."""
    mine = [row for row in rows if Notification.objects.filter(pk=row.pk).claim()]
    parts = [(row.kind, context_of(row)) for row in mine if wants_letters(person) and still_concerns(row)]
    if not parts:
        return 0
    sent = letters.send_parts(parts, [person.email], Preferences.of(person).languages)
    if not sent:
        Notification.objects.filter(pk__in=[row.pk for row in mine]).update(sent_at=None)
    return sent


def still_concerns(row):
    """Not what the person may not see, nor what waits for nobody any more."""
    if row.edition is None:
        return True
    if row.kind == Kind.WAITING and row.edition.state != Edition.State.SUBMITTED:
        return False
    if row.kind == Kind.HANDED_OVER and row.edition.author_id != row.person_id:
        return False
    return Edition.objects.open_to(row.person).filter(pk=row.edition_id).exists()


def context_of(row):
    """A limited edition is not named where an article is to be looked after: not all may see it."""
    edition = row.edition or row.article.editions.not_limited().order_by("-sequence").first()
    titles = filter(None, (value_in(edition, "title", language) for language in LANGUAGES)) if edition else ()
    context = {"edition": edition, "title": " / ".join(titles) or str(edition or row.article)}
    context |= {"by": row.by, "note": row.note, "due": row.due, "reason": row.note}
    context["article_address"] = absolute(reverse("admin:news_article_change", args=[row.article_id]))
    if row.edition is None:
        context["address"] = absolute(reverse("admin:news_article_notes", args=[row.article_id]))
        return context
    context["address"] = absolute(reverse("admin:news_edition_change", args=[edition.pk]))
    context["comments_address"] = absolute(reverse("admin:news_edition_comments", args=[edition.pk]))
    return context | {"moment": baku_moment(edition.public_from) if edition.public_from else ""}
