"""The one door through which an edition changes: it is saved, judged, made public and indexed, in this order.

The model knows what an edition is and which step is possible when; what goes with a step is done here. A
refused step raises ValidationError with a sentence for the person, and leaves no trace.
"""

from django.db import transaction

from news import gate
from news.models import Article, AttachedText, Attachment, Edition, Parity, PublicContent, Takedown
from news.models.collision import begun_again_after_collision
from news.models.edition_status import IN_PREPARATION
from news.models.next_edition import duplicate_of
from news.search.editions import edition_changed, indexed_editions, name_changed
from news.text.languages import fields_in_each


def act(work):
    """One transaction, begun again when it collided with another writer's."""
    return begun_again_after_collision(transaction.atomic(work))


@transaction.atomic
def save_draft(edition, save_rows=None):
    """Save the draft and, by save_rows(), what belongs to it (people, files …); then judge all of it, once.

    Raises ValidationError when the edition is frozen, EditionChanged when it is stale. After a collision it
    begins again where its rows come from: at the form.
    """
    edition.lock_article()
    edition.save()
    if save_rows:
        save_rows()
    Parity.compare_languages(edition)
    _judge(edition)


@act
def judge(edition):
    """Apply every rule now; the findings are stored with the edition as long as it is in preparation."""
    edition.lock_article()
    return _judge(edition)


def _judge(edition):
    findings = gate.judge(edition)
    edition.keep_findings(findings)
    return findings


@transaction.atomic
def keep_attached_text(file, outcome, text):
    """Store what was read in a file: its editions are judged and found by it from now on."""
    editions = Edition.objects.filter(pk__in=Attachment.objects.filter(file=file).values("edition"))
    articles = Article.objects.filter(pk__in=editions.values("article"))
    list(articles.select_for_update().order_by("pk"))
    AttachedText.objects.update_or_create(file=file, defaults={"outcome": outcome, "text": text})
    for edition in editions.filter(state__in=IN_PREPARATION):
        judge(edition)
    if text:
        for edition in indexed_editions().filter(pk__in=editions):
            _show(edition)


@transaction.atomic
def change_article(article, **values):
    """Change its kind, source language or promise, which pages show whichever edition is live."""
    if article.is_changed_by(**values):
        article.save()
        PublicContent.bump()


@transaction.atomic
def save_noun(noun):
    """A person, an organization or a topic: editions that name it are found by its new name from now on."""
    columns = [name for name in fields_in_each("name", "abbreviation") if hasattr(noun, name)]
    before = type(noun).objects.filter(pk=noun.pk).values_list(*columns).first()
    noun.save()
    if before and before != tuple(getattr(noun, name) for name in columns):
        name_changed(noun)


# --- Towards readers -------------------------------------------------------------------


@act
def submit(edition, by):
    edition.lock()
    edition.submit(by, findings=_judge(edition))


@act
def reject(edition, by, note):
    edition.reject(by, note)


@act
def publish(edition, by, at=None, force_reason=""):
    edition.lock()
    languages = _live_languages(edition.article_id)
    edition.publish(by, at, force_reason, findings=_judge(edition))
    _show(edition, takes_away=bool(languages - _live_languages(edition.article_id)))


@act
def publish_again(edition, by, reason, at=None):
    edition.lock()
    edition.publish_again(by, reason, at, findings=_judge(edition))
    _show(edition)


@act
def approve(edition, by):
    edition.approve(by)


@act
def reschedule(edition, by, at):
    edition.lock()
    edition.reschedule(by, at, findings=_judge(edition))
    _show(edition)


@act
def unschedule(edition, by):
    edition.unschedule(by)
    _judge(edition)
    _show(edition)


# --- Afterwards ------------------------------------------------------------------------


@act
def confirm_translation(edition, by):
    edition.confirm_translation(by)
    if not edition.is_in_preparation:
        PublicContent.bump()


@act
def new_edition(edition, by):
    """The draft of the next edition."""
    draft = edition.new_edition(by)
    _judge(draft)
    return draft


@act
def duplicate(edition, by):
    """The draft of another article with the same content."""
    draft = duplicate_of(edition, by)
    Parity.compare_languages(draft)
    _judge(draft)
    return draft


@act
def hand_over(edition, to, by):
    edition.hand_over(to, by)


@act
def discard(edition, by):
    edition.discard(by)


@act
def withdraw(edition, by, reason, at=None):
    return _shown_with_drafts(edition, edition.withdraw(by, reason, at))


@act
def remove(edition, by, reason=None, redirect_to=""):
    return _shown_with_drafts(edition, edition.remove(by, reason, redirect_to))


def _shown_with_drafts(edition, drafts):
    """The drafts were scheduled until the act; returned to be told of."""
    for draft in drafts:
        _judge(draft)
    _show(edition, takes_away=True)
    return drafts


def _show(edition, takes_away=False):
    """Update what depends on editions, in the same transaction: all finished pages, the index and, where
    readers had more before, what is kept of them for an outage. The row of the generation is always locked
    before the index, so that no two wait in a ring.
    """
    PublicContent.bump()
    edition_changed(edition)
    if takes_away:
        Takedown.record(mark=f"/news/{edition.article.number}/")


def _live_languages(article_id):
    live = Edition.objects.live().filter(article_id=article_id)
    return {language for edition in live for language in edition.released_languages}
