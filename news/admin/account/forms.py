"""The forms of an account: a person's name, address and role; never a password, a permission or its like."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from news.desk.accounts import drafts_of, heirs_of, roles_given_by
from news.desk.roles import ROLE_NAMES, role_of
from news.models.account_change import name_of

NAMES = ("first_name", "last_name")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return name_of(person)


class PersonForm(forms.ModelForm):
    """The admin sets `by`, the person who fills it in, in a subclass for each request."""

    by = None
    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_(
            "Writers write and submit. Editors publish as well. Administrators also remove articles from the "
            "site and manage the accounts."
        ),
    )

    class Meta:
        model = get_user_model()
        fields = ("first_name", "last_name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = roles_given_by(self.by)
        self.fields["role"].choices = [("", "–"), *given]
        for name in NAMES:
            self.fields[name].required = True
        self.fields["email"].required = True

    def clean_email(self):
        """An address leads to one person, who gets the letters about a password."""
        address = self.cleaned_data["email"].strip()
        others = get_user_model().objects.exclude(pk=self.instance.pk).filter(email__iexact=address)
        if address and others.exists():
            raise forms.ValidationError(
                _("Another account has this address. Each person has one of their own.")
            )
        return address


class InvitationForm(PersonForm):
    pass


class AccountForm(PersonForm):
    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_(
            "Whoever leaves the office is made inactive: they cannot sign in, and their name stays beside "
            "what they wrote."
        ),
    )

    heir = PersonField(
        get_user_model().objects.none(),
        label=_("Takes over the drafts"),
        required=False,
        empty_label="–",
        help_text=_("Of an account that is made inactive: its open drafts become this person's."),
    )

    class Meta(PersonForm.Meta):
        fields = (*PersonForm.Meta.fields, "is_active")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heir"].queryset = heirs_of(self.instance)
        role = role_of(self.instance)
        self.fields["role"].initial = role
        self.fields["role"].required = not self.instance.is_superuser
        if role and role not in dict(self.fields["role"].choices):
            self.fields["role"].choices.append((role, ROLE_NAMES[role]))
        # An account from before addresses were asked for may stay without one.
        self.fields["email"].required = bool(self.instance.email)
        for name in NAMES:
            self.fields[name].required = bool(getattr(self.instance, name))
        if self.instance == self.by:
            for name in ("role", "is_active", "heir"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Another administrator changes this about your account.")

    def clean(self):
        cleaned = super().clean()
        drafts = drafts_of(self.instance).count()
        if not cleaned.get("is_active") and self.initial["is_active"] and drafts and not cleaned.get("heir"):
            said = ngettext(
                "%(number)s draft is open: choose who takes it over.",
                "%(number)s drafts are open: choose who takes them over.",
                drafts,
            )
            self.add_error("heir", said % {"number": drafts})
        return cleaned
