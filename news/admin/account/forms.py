"""The forms of an account: a person's name, address and role; never a password, a permission or its like."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from news.desk.accounts import roles_given_by
from news.desk.roles import ROLE_NAMES, role_of

NAMES = ("first_name", "last_name")


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

    class Meta(PersonForm.Meta):
        fields = (*PersonForm.Meta.fields, "is_active")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
            for name in ("role", "is_active"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Another administrator changes this about your account.")
