"""The forms of a passkey, whose field for its name allauth leaves without words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskey(AddWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"), required=False)


class RenamePasskey(EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"))
