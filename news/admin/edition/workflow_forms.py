"""The forms of transitions: the version that was seen, and a moment, a note or reasons."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.admin.widgets import MomentField
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in


class TransitionForm(forms.Form):
    """Refuses when the edition was saved after the person was shown the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, initial={"version": edition.version}, **kwargs)
        self.edition = edition

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") != self.edition.version:
            self.data = self.data.copy()
            self.data["version"] = str(self.edition.version)
            raise forms.ValidationError(
                _("The edition was saved again since you opened this page. Look at it before you decide.")
            )
        return cleaned


class DuplicateForm(TransitionForm):
    """However often it is sent, one article comes of it: see DraftToken."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class NoteForm(TransitionForm):
    note = forms.CharField(
        label=_("Note to the author"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What should be changed before it can be published."),
        max_length=2000,
    )


class ForceForm(TransitionForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Why it cannot wait for a second person. Kept in the article's history."),
        max_length=1000,
    )


class MomentForm(TransitionForm):
    """With a moment that must lie ahead, or none."""

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(
                _("This moment has passed. Choose a later one, or publish the edition now.")
            )
        return moment


class RescheduleForm(TransitionForm):
    moment = MomentField(
        label=_("Public from"),
        help_text=_("Readers see the article from this minute on."),
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, edition=edition, **kwargs)
        self.fields["moment"].initial = edition.public_from


def tomorrow_morning():
    return timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)


class PublishForm(MomentForm):
    """Now, or at a moment. Whoever chose a moment and left it at “now” is asked what they mean."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("Now")), (LATER, _("At a day and time"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    moment = MomentField(
        label=_("Public from"),
        required=False,
        initial=tomorrow_morning,
        show_hidden_initial=True,  # at midnight it is another
        help_text=_("Readers see the article from this minute on."),
    )
    field_order = ("when", "moment")

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if self.cleaned_data.get("when") == self.LATER:
            if not moment:
                raise forms.ValidationError(_("Choose the day and the time."))
            return super().clean_moment()
        if moment and "moment" in self.changed_data:
            raise forms.ValidationError(
                _("You chose a day and a time, but also “now”. Choose one of the two above.")
            )
        return None


class PublishAgainForm(MomentForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Why the article is public again. Kept in the article's history; readers do not see it."),
        max_length=1000,
    )
    moment = MomentField(
        label=_("Public from"),
        required=False,
        help_text=_("Readers see the article from this minute on; at once when left empty."),
    )
    field_order = ("reason", "moment")


class ReasonsForm(TransitionForm):
    """One reason for each language in which readers can see the article."""

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, edition=edition, **kwargs)
        for language in edition.released_languages:
            self.fields[field_in("reason", language)] = forms.CharField(
                label=_("Reason in this language: %(language)s") % {"language": LANGUAGE_NAMES[language]},
                widget=forms.Textarea({"rows": 3, "lang": language}),
                help_text=_("Readers see this sentence."),
                max_length=1000,
            )

    def reasons(self):
        return {language: self.cleaned_data.get(field_in("reason", language), "") for language in LANGUAGES}


class RemovalForm(ReasonsForm):
    GONE, REDIRECT = "gone", "redirect"
    outcome = forms.ChoiceField(
        label=_("What readers find at its address"),
        choices=[
            (GONE, _("A page that says that the article was removed, and why")),
            (REDIRECT, _("Another page: they are led there")),
        ],
        initial=GONE,
        widget=forms.RadioSelect,
    )
    redirect_to = forms.CharField(
        label=_("Address of the other page"),
        required=False,
        max_length=500,
        help_text=_("Only for the second choice. An address of this site, such as /en/news/12/."),
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, edition=edition, **kwargs)
        for language in edition.released_languages:
            self.fields[field_in("reason", language)].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == self.REDIRECT:
            if not cleaned.get("redirect_to"):
                self.add_error("redirect_to", _("Write the address of the page that readers are led to."))
        else:
            self._require_reasons(cleaned)
        return cleaned

    def _require_reasons(self, cleaned):
        for language in self.edition.released_languages:
            name = field_in("reason", language)
            if not cleaned.get(name, "").strip() and name not in self.errors:
                self.add_error(name, _("Give readers the reason."))

    def redirect(self):
        is_redirect = self.cleaned_data["outcome"] == self.REDIRECT
        return self.cleaned_data["redirect_to"] if is_redirect else ""
