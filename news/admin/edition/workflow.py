"""The transitions behind the desk's buttons: who may do each and when, what it will do, and doing it.

The rules themselves are in the model; here are the buttons, pages and texts, and the calls of
news/editing.py.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from news import editing
from news.desk.moments import baku_moment
from news.desk.telling import Kind, approvers, authors_of, tell, wants_letters
from news.models import DraftToken
from news.models.edition_status import IN_PREPARATION

from .ending import PublishAgain, Remove, Withdraw
from .transition import Status, Transition, languages_of
from .workflow_forms import DuplicateForm, ForceForm, NoteForm, PublishForm, RescheduleForm


def replaces(edition):
    if edition.sequence == 1:
        return []
    return [
        _("Edition %(number)s is kept in the article's public history.") % {"number": edition.sequence - 1}
    ]


class FirstPublishing(Transition):
    """Towards readers who have not lost the article: after a removal, PublishAgain takes its place."""

    permission = "news.publish_edition"
    statuses = IN_PREPARATION
    needs_ready = True

    def is_possible(self, edition):
        return super().is_possible(edition) and not edition.article.is_removed


class Submit(Transition):
    name = "submit"
    permission = "news.submit_edition"
    statuses = (Status.DRAFT,)
    label = _("Submit for publication…")
    title = _("Submit for publication")
    confirm = _("Submit")
    done = _("The edition was submitted. An editor will publish it or send it back with a note.")
    needs_ready = True

    def consequences(self, edition):
        return [_("The edition goes to the editors. Readers do not see it until one of them publishes it.")]

    def perform(self, edition, user, form):
        people = approvers(user)
        editing.submit(edition, user)
        tell(Kind.WAITING, people, edition, user)
        return edition


class Publish(FirstPublishing):
    name = "publish"
    label = _("Publish…")
    title = _("Publish")
    confirm = _("Publish")
    done = _("The edition is public.")
    form_class = PublishForm
    needs_second_person = True

    def consequences(self, edition):
        return [
            _("Readers see it now, or by itself from the minute that you choose, in: %(languages)s.")
            % {"languages": languages_of(edition)},
            *replaces(edition),
            _("A published edition is never changed again: a correction is a new edition."),
        ]

    def perform(self, edition, user, form):
        people = authors_of(edition, user)
        editing.publish(edition, user, at=form.cleaned_data["moment"])
        is_later = edition.status == Status.SCHEDULED
        tell(Kind.SCHEDULED if is_later else Kind.PUBLISHED, people, edition, user)
        if is_later:
            self.done = _("Scheduled for %(moment)s.") % {"moment": baku_moment(edition.public_from)}
        return edition


class ForcePublish(FirstPublishing):
    name = "force-publish"
    label = _("Publish without a second person…")
    title = _("Publish without a second person")
    confirm = _("Publish without a second person")
    done = _("The edition is public, and marked until somebody else approves it.")
    form_class = ForceForm
    is_grave = True

    def refusal(self, user, edition):
        if edition.needs_another_than(user):
            return None
        return _("You can publish this edition in the ordinary way: somebody else wrote or submitted it.")

    def consequences(self, edition):
        return [
            _("This is for emergencies, when nobody else can look at it in time."),
            _("Readers see it at once, in: %(languages)s.") % {"languages": languages_of(edition)},
            *replaces(edition),
            _("It stays marked in red in every list until somebody else has approved it."),
        ]

    def perform(self, edition, user, form):
        people, reason = approvers(user), form.cleaned_data["reason"]
        editing.publish(edition, user, force_reason=reason)
        tell(Kind.FORCED, people, edition, user, reason)
        return edition


class Approve(Transition):
    name = "approve"
    permission = "news.publish_edition"
    statuses = (Status.SCHEDULED, Status.LIVE, Status.WITHDRAWN, Status.SUPERSEDED, Status.REMOVED)
    label = _("Approve afterwards…")
    title = _("Approve what was published without a second person")
    confirm = _("Approve")
    done = _("The edition is approved; its mark is gone.")

    def is_possible(self, edition):
        return super().is_possible(edition) and edition.is_forced

    def refusal(self, user, edition):
        return edition.needs_another_to_approve_than(user)

    def consequences(self, edition):
        return [
            _("The reason that was given: %(reason)s") % {"reason": edition.force_reason},
            _("You confirm that you have read the edition in: %(languages)s.")
            % {"languages": languages_of(edition)},
        ]

    def perform(self, edition, user, form):
        editing.approve(edition, user)
        return edition


class Reject(Transition):
    name = "reject"
    permission = "news.publish_edition"
    statuses = (Status.SUBMITTED,)
    label = _("Send back with a note…")
    title = _("Send back with a note")
    confirm = _("Send back")
    done = _("The edition was sent back to its author.")
    form_class = NoteForm

    def consequences(self, edition):
        return [
            _("The edition becomes a draft again. Your note stays in the article's history."),
            _("Its author receives the note by e-mail."),
        ]

    def perform(self, edition, user, form):
        note = form.cleaned_data["note"]
        people = [person for person in authors_of(edition, user) if wants_letters(person)]
        editing.reject(edition, user, note)
        tell(Kind.REJECTED, people, edition, user, note)
        if not people:
            self.done = _(
                "The edition was sent back. Its author gets no letters from here: tell them yourself."
            )
        return edition


class NewEdition(Transition):
    name = "new-edition"
    statuses = (Status.LIVE, Status.WITHDRAWN, Status.REMOVED)
    label = _("New edition…")
    title = _("New edition")
    confirm = _("Begin a new edition")
    done = _("This is the draft of the new edition.")

    def is_possible(self, edition):
        return super().is_possible(edition) and not edition.article.editions.filter(
            sequence__gt=edition.sequence
        )

    def consequences(self, edition):
        return [
            _("A draft with the same content is made. Readers see the present edition until you publish it.")
        ]

    def perform(self, edition, user, form):
        return editing.new_edition(edition, user)


class Duplicate(Transition):
    name = "duplicate"
    permission = "news.add_edition"
    statuses = tuple(Status)
    label = _("Duplicate…")
    title = _("Duplicate the article")
    confirm = _("Begin another article")
    done = _("This is the draft of another article with the same content.")
    form_class = DuplicateForm

    def consequences(self, edition):
        return [
            _("Another article begins as your draft, with the same texts, people, pictures and files."),
            _("Its number and its day are its own, and its address goes with its title until it is public."),
            _("This article stays as it is."),
        ]

    @transaction.atomic
    def perform(self, edition, user, form):
        claimed = DraftToken.objects.claim(user, str(form.cleaned_data["token"]))
        if claimed.edition is None:
            claimed.edition = editing.duplicate(edition, user)
            claimed.save()
        return claimed.edition


class Reschedule(Transition):
    name = "reschedule"
    permission = "news.publish_edition"
    statuses = (Status.SCHEDULED,)
    label = _("Move to another time…")
    title = _("Move to another time")
    confirm = _("Move")
    form_class = RescheduleForm
    needs_second_person = True

    def consequences(self, edition):
        return [
            _("It will not become public on %(moment)s, but by itself at the minute that you choose.")
            % {"moment": baku_moment(edition.public_from)}
        ]

    def perform(self, edition, user, form):
        people = authors_of(edition, user)
        editing.reschedule(edition, user, form.cleaned_data["moment"])
        tell(Kind.SCHEDULED, people, edition, user)
        self.done = _("Scheduled for %(moment)s.") % {"moment": baku_moment(edition.public_from)}
        return edition


class Unschedule(Transition):
    name = "unschedule"
    permission = "news.publish_edition"
    statuses = (Status.SCHEDULED,)
    label = _("Cancel the schedule…")
    title = _("Cancel the schedule")
    confirm = _("Cancel the schedule")
    done = _("The schedule was cancelled; the edition is a draft again.")

    def consequences(self, edition):
        return [
            _("It will not become public on %(moment)s. The edition is a draft again and can be changed.")
            % {"moment": baku_moment(edition.public_from)}
        ]

    def perform(self, edition, user, form):
        people = authors_of(edition, user)
        editing.unschedule(edition, user)
        tell(Kind.UNSCHEDULED, people, edition, user)
        return edition


class Discard(Transition):
    name = "discard"
    statuses = IN_PREPARATION
    label = _("Discard the draft…")
    title = _("Discard the draft")
    confirm = _("Discard")
    done = _("The draft was discarded.")
    is_grave = True

    def permits(self, user, edition):
        """One's own draft; anybody's for people who may delete."""
        mine = edition.author_id == user.pk and user.has_perm("news.change_edition")
        return mine or user.has_perm("news.delete_edition")

    def consequences(self, edition):
        if edition.sequence > 1:
            return [_("The text of this draft is lost. What readers see does not change.")]
        return [_("The text of this draft is lost, and the article with it: it never had another edition.")]

    def perform(self, edition, user, form):
        editing.discard(edition, user)
        return None


TRANSITIONS = {
    each.name: each
    for each in (
        Submit,
        Publish,
        ForcePublish,
        PublishAgain,
        Reject,
        Approve,
        NewEdition,
        Duplicate,
        Reschedule,
        Unschedule,
        Withdraw,
        Remove,
        Discard,
    )
}

# What comes next is the first of these that this person may do now.
STEPS = (Publish, PublishAgain, Submit, Approve, NewEdition)


def steps_from(user, edition):
    """The next step, if there is one, and the other buttons that this person may press now."""
    possible = [one for one in permitted(user, edition) if not one.refusal(user, edition)]
    steps = [one for step in STEPS for one in possible if isinstance(one, step)]
    next_step = steps[0] if steps else None
    return {"next_step": next_step, "transitions": [one for one in possible if one is not next_step]}


def first_step(user):
    """The next step of an article that is being begun."""
    return Submit() if user.has_perm(Submit.permission) else None


def refusals_for(user, edition):
    """Why this person may not do here what their permissions allow in general."""
    refused = [one for one in permitted(user, edition) if not isinstance(one, ForcePublish)]
    return list(dict.fromkeys(filter(None, (one.refusal(user, edition) for one in refused))))


def permitted(user, edition):
    transitions = (transition() for transition in TRANSITIONS.values())
    return [one for one in transitions if one.is_possible(edition) and one.permits(user, edition)]
