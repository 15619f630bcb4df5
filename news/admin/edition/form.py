"""The form in which an edition is written: both languages, and the version that was read."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.admin.widgets import BakuMomentWidget, DayField, MomentField, RichTextWidget
from news.models import Article, Edition
from news.public.formatting import first_capital
from news.text.azerbaijani import slugify
from news.text.edition_texts import LABELS, RICH_TEXTS, WRITTEN
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in, fields_in_each
from news.text.richtext import plain_text

OF_ARTICLE = ("kind", "source_language", "promised_on")
ROWS = {"easy_text": {"rows": 6}}
SHARED = ("first_published_at", "lead_image", "topics", "is_minor", "limited_to")
# What stands beside the texts: {name of the part: its heading and its fields}.
PARTS = {
    "kind": (_("Kind and language"), ("kind", "source_language")),
    "topics": (_("Topics"), ("topics",)),
    "picture": (_("Lead image"), ("lead_image",)),
    "dates": (
        _("Dates and confidentiality"),
        ("first_published_at", "promised_on", "is_minor", "limited_to", "read_version"),
    ),
}


def edition_widgets():
    widgets = {}
    for language in LANGUAGES:
        for name in RICH_TEXTS:
            widgets[field_in(name, language)] = RichTextWidget(language, ROWS.get(name))
        widgets[field_in("title", language)] = forms.TextInput({"class": "desk-title", "maxlength": 300})
        widgets[field_in("summary", language)] = forms.Textarea({"rows": 3})
        widgets[field_in("change_note", language)] = forms.Textarea({"rows": 2})
        widgets[field_in("slug", language)] = forms.TextInput({"class": "desk-slug"})
    return widgets | {
        "first_published_at": BakuMomentWidget(),
        "limited_to": forms.CheckboxSelectMultiple(),
    }


@dataclass
class Difference:
    """A field that somebody else has saved with another text: theirs and mine."""

    label: str
    language: str
    theirs: str
    mine: str


class EditionForm(forms.ModelForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Article.Kind.choices)
    source_language = forms.ChoiceField(
        label=_("Written in"),
        choices=settings.LANGUAGES,
        initial=Article._meta.get_field("source_language").default,
        help_text=Article._meta.get_field("source_language").help_text,
    )
    promised_on = DayField(
        label=_("Other language promised for"),
        required=False,
        help_text=Article._meta.get_field("promised_on").help_text,
    )
    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)

    brought_back = {}  # the texts of an earlier draft, shown in place of the stored ones

    class Meta:
        model = Edition
        fields = [*fields_in_each(*WRITTEN), *SHARED]
        widgets = edition_widgets()
        field_classes = {"first_published_at": MomentField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: text for name, text in self.brought_back.items() if name in self.fields}
        self.stored = self.stale_against = None
        if self.instance.article_id:
            for name in OF_ARTICLE:
                self.fields[name].initial = getattr(self.instance.article, name)
        self.fields["read_version"].initial = self.instance.version
        if "limited_to" in self.fields:
            self.fields["limited_to"].widget = forms.CheckboxSelectMultiple()  # without a way to add accounts
            self.fields["limited_to"].queryset = people_of_the_desk()
            self.fields["limited_to"].label_from_instance = lambda user: user.get_full_name() or str(user)
        for language in LANGUAGES:
            self._prepare_language(language)

    def of_article(self):
        """The values in this form that belong to the article and not to one edition."""
        return {name: self.cleaned_data[name] for name in OF_ARTICLE}

    def clean_first_published_at(self):
        """The form shows minutes: when it still shows that minute, the stored moment stays to the second."""
        moment, before = self.cleaned_data["first_published_at"], self.instance.first_published_at
        return before if before and moment == before.replace(second=0, microsecond=0) else moment

    def clean_promised_on(self):
        day = self.cleaned_data["promised_on"]
        if day and day != self.fields["promised_on"].initial and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Promise a later one."))
        return day

    def _prepare_language(self, language):
        for name in WRITTEN:
            field = self.fields.get(field_in(name, language))
            if field is None:
                continue
            field.label = first_capital(LABELS[name])
            field.help_text = Edition._meta.get_field(name).help_text
            field.widget.attrs["lang"] = language

    def is_valid(self):
        """False for restored content, which is shown with its errors and not saved."""
        return super().is_valid() and "_restore" not in self.data

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "_look" not in self.data:
            self._refuse_stale(cleaned.get("read_version"))
        self._renew_addresses(cleaned)
        return cleaned

    def _renew_addresses(self, cleaned):
        """Until readers have seen the article, an address that was made of the title goes with the title."""
        if self.instance.sequence > 1:
            return
        for language in LANGUAGES:
            title, slug = self.initial.get(field_in("title", language)) or "", field_in("slug", language)
            if cleaned.get(slug) == slugify(title) != slugify(cleaned.get(field_in("title", language)) or ""):
                cleaned[slug] = ""

    def _refuse_stale(self, version):
        """Compare under a lock that lasts until the save, so that nobody saves in between."""
        self.instance.lock_article()
        editions = Edition.objects.select_for_update(of=("self",), no_key=True).select_related("author")
        stored = self.stored = editions.get(pk=self.instance.pk)
        if version == stored.version:
            return
        self.stale_against = stored
        # When the form is sent again, after both versions were seen, it saves over the other one.
        self.data = self.data.copy()
        self.data[self.add_prefix("read_version")] = str(stored.version)
        raise forms.ValidationError(
            _(
                "Somebody else has saved this edition in the meantime. Nothing of yours is lost: it is still "
                "in the form. See below what differs, take over what you need, and save again."
            ),
            code="stale",
        )

    def changes_something(self):
        """Whether saving would change what is stored; True when the form was not compared with it.

        A text that came back as other HTML counts only if it would be stored as such.
        """
        if self.stored is None:
            return True
        return self.instance.article.would_change(**self.of_article()) or any(
            self._is_new(field)
            for field in [*self._meta.model._meta.concrete_fields, *self._meta.model._meta.many_to_many]
            if field.name in self.changed_data
        )

    def _is_new(self, field):
        if field.many_to_many:
            before = set(field.value_from_object(self.stored))
            return before != set(self.cleaned_data[field.name])
        before, after = (getattr(one, field.attname) for one in (self.stored, self.instance))
        return (before or None) != (after or None)

    def differences(self):
        """A Difference for each text in which the stored version differs from this form."""
        stored = self.stale_against
        return [
            difference
            for language in LANGUAGES
            for name in WRITTEN
            if (difference := self._difference(stored, name, language))
        ]

    def _difference(self, stored, name, language):
        column = field_in(name, language)
        theirs, mine = getattr(stored, column), self.cleaned_data.get(column, self.data.get(column))
        theirs, mine = readable(theirs), readable(mine)
        if theirs == mine:
            return None
        label = first_capital(LABELS[name])
        return Difference(f"{label} – {LANGUAGE_NAMES[language]}", language, theirs, mine)


def people_of_the_desk():
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return people.order_by("last_name", "first_name", "username")


def readable(value):
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return plain_text(str(value or "")) if "<" in str(value or "") else str(value or "").strip()
