"""What can be done with several articles of the list at once; each through the door, as at its own form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import editing
from news.models import AuditEntry, Review, Topic
from news.models.audit_changes import differences, state_of
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in, value_in

from .edition.workflow import Submit
from .follow_up import ReviewForm

Action = AuditEntry.Action


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.order_by("sort_key", "pk"), label=_("Topic"))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
    )


class BulkAct:
    name = ""
    permission = "news.change_edition"
    label = ""  # in the choice above the list
    title = ""  # the heading of the page that asks
    confirm = ""  # the button that does it
    consequence = ""
    done = ""
    form_class = forms.Form

    def why_not(self, edition, user):
        """Why it cannot be done with this article, whatever is chosen; empty when it can."""
        return ""

    def perform(self, edition, user, **values):
        """Raises ValidationError with a sentence when it cannot be done."""
        raise NotImplementedError


class ChangeOfDraft(BulkAct):
    def why_not(self, edition, user):
        if edition.is_in_preparation:
            return ""
        return gettext("It is published. Begin a new edition to change it.")

    def save(self, edition, user, save_rows=None):
        before = state_of(type(edition).objects.get(pk=edition.pk))
        editing.save_draft(edition, save_rows)
        after = state_of(type(edition).objects.get(pk=edition.pk))
        edition.record(Action.SAVE, user, changes=differences(before, after))


class AddTopic(ChangeOfDraft):
    name = "topic"
    label = title = _("Add a topic")
    confirm = _("Add the topic")
    consequence = _("The topic is added to each draft. What readers see does not change.")
    done = _("The topic was added.")
    form_class = TopicForm

    def perform(self, edition, user, topic):
        if edition.topics.filter(pk=topic.pk).exists():
            raise ValidationError(gettext("It has this topic already."))
        self.save(edition, user, lambda: edition.topics.add(topic))


class Release(ChangeOfDraft):
    name = "release"
    label = title = _("Release in a language")
    confirm = _("Release")
    consequence = _(
        "Each draft is marked as released in the language. Readers see nothing before it is published."
    )
    done = _("It is released in this language now.")
    form_class = LanguageForm

    def perform(self, edition, user, language):
        if value_in(edition, "released", language):
            raise ValidationError(gettext("It is released in this language already."))
        setattr(edition, field_in("released", language), True)
        self.save(edition, user)


class SubmitAll(BulkAct):
    name = "submit"
    permission = Submit.permission
    label = title = Submit.title
    confirm = Submit.confirm
    consequence = _(
        "The editions go to the editors. Readers do not see them until one of them publishes them."
    )
    done = _("It was submitted.")

    def why_not(self, edition, user):
        if Submit().is_possible(edition):
            return ""
        return gettext("It is in the state “%(state)s”.") % {"state": edition.status.label}

    def perform(self, edition, user):
        Submit().perform(edition, user, None)


class PlanReview(BulkAct):
    name = "review"
    label = title = _("Set the day of the review")
    confirm = _("Set the day")
    consequence = _("An open review of an article moves to this day.")
    done = _("The day of the review is set.")
    form_class = ReviewForm

    def perform(self, edition, user, due, reason):
        Review.plan(edition.article, due, reason, user)


ACTS = {act.name: act() for act in (AddTopic, Release, SubmitAll, PlanReview)}
