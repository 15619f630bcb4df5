"""An article is withdrawn, removed from the site, or published again after that."""

from django.utils.translation import gettext_lazy as _

from news import editing
from news.desk.moments import baku_moment
from news.desk.telling import Kind, authors_of, tell
from news.models.edition_status import IN_PREPARATION

from .transition import Status, Transition, languages_of
from .workflow_forms import PublishAgainForm, ReasonsForm, RemovalForm


def ends_schedules(edition):
    return [
        _("Edition %(number)s, scheduled for %(moment)s, will not become public then: it is a draft again.")
        % {"number": scheduled.sequence, "moment": baku_moment(scheduled.public_from)}
        for scheduled in edition.scheduled_after()
    ]


def are_drafts_again(editions, user):
    """Sentences that say so to whoever acts; those who wrote them get a letter."""
    for edition in editions:
        tell(Kind.UNSCHEDULED, authors_of(edition, user), edition, user)
    return [
        _("Edition %(number)s was scheduled and is a draft again.") % {"number": edition.sequence}
        for edition in editions
    ]


class Withdraw(Transition):
    name = "withdraw"
    permission = "news.publish_edition"
    statuses = (Status.LIVE,)
    label = _("Withdraw…")
    title = _("Withdraw the article")
    confirm = _("Withdraw")
    done = _("The article was withdrawn. Its page stays, under a banner with the reason.")
    form_class = ReasonsForm
    is_grave = True

    def consequences(self, edition):
        return [
            _("The page stays at its address, under a banner that says that it was withdrawn and why."),
            *ends_schedules(edition),
        ]

    def perform(self, edition, user, form):
        drafts = editing.withdraw(edition, user, form.reasons())
        self.done = " ".join(map(str, [self.done, *are_drafts_again(drafts, user)]))
        return edition


class Remove(Transition):
    name = "remove"
    permission = "news.remove_edition"
    statuses = (Status.LIVE, Status.WITHDRAWN)
    label = _("Remove from the site…")
    title = _("Remove the article from the site")
    confirm = _("Remove from the site")
    done = _("The article was removed from the site.")
    form_class = RemovalForm
    is_grave = True

    def consequences(self, edition):
        return [
            _("The text disappears from the site, its lists, feeds and search. Its number is not reused."),
            *ends_schedules(edition),
        ]

    def perform(self, edition, user, form):
        drafts = editing.remove(edition, user, form.reasons(), form.redirect())
        self.done = " ".join(map(str, [self.done, *are_drafts_again(drafts, user)]))
        return edition


class PublishAgain(Transition):
    name = "publish-again"
    permission = "news.publish_edition"
    statuses = IN_PREPARATION
    label = _("Publish again…")
    title = _("Publish again what was removed")
    confirm = _("Publish again")
    done = _("The article is public again.")
    form_class = PublishAgainForm
    needs_ready = True
    needs_second_person = True

    def is_possible(self, edition):
        return super().is_possible(edition) and edition.article.is_removed

    def consequences(self, edition):
        return [
            _("The article was removed from the site on %(moment)s.")
            % {"moment": baku_moment(edition.article.tombstone.removed_at)},
            _("With this it is public again, in: %(languages)s.") % {"languages": languages_of(edition)},
            _("A published edition is never changed again: a correction is a new edition."),
        ]

    def perform(self, edition, user, form):
        moment = form.cleaned_data["moment"]
        people = authors_of(edition, user)
        editing.publish_again(edition, user, form.cleaned_data["reason"], at=moment)
        tell(Kind.SCHEDULED if moment else Kind.PUBLISHED, people, edition, user)
        if moment:
            self.done = _("Scheduled for %(moment)s.") % {"moment": baku_moment(edition.public_from)}
        return edition
