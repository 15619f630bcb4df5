"""What a person of the desk settles for themselves: their letters, where they are signed in, and an address
for their calendar.
"""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models import AuditEntry, CalendarAddress, Preferences
from news.models.secret_key import new_key

from . import accounts
from .sessions import session_named, sessions_of

Action = AuditEntry.Action


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = Preferences
        fields = ("letters", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Both languages")), *settings.LANGUAGES]


def own_settings(request):
    """Each form of the page is told apart by the name of its button."""
    sent = request.POST if "_letters" in request.POST else None
    form = PreferencesForm(sent, instance=Preferences.of(request.user))
    if request.method == "POST":
        try:
            done = act(request, form)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("admin:own_settings")
        if done:
            messages.success(request, done)
            return redirect("admin:own_settings")
    context = {
        **admin.site.each_context(request),
        "title": gettext("Personal settings"),
        "form": form,
        "sends_letters": settings.SENDS_LETTERS,
        "address": CalendarAddress.objects.filter(user=request.user).first(),
        "sessions": sessions_of(request.user),
        "has_calendar": request.user.has_perm("news.view_edition"),
    }
    return render(request, "admin/desk/own_settings.html", context)


def act(request, form):
    """A sentence about what was done; None when nothing was."""
    person, sent, here = request.user, request.POST, request.session.session_key
    if form.is_valid():
        form.save()
        return gettext("Your choice is kept.")
    if "_make" in sent and person.has_perm("news.view_edition"):
        make_address(person)
        return gettext("The address is made. An earlier one opens nothing any more.")
    if "_end" in sent:
        end_address(person)
        return gettext("The address opens nothing any more.")
    if "_sign_out" in sent:
        accounts.sign_out_there(person, person, session_named(person, sent["_sign_out"], here))
        return gettext("That device is signed out.")
    if "_sign_out_others" in sent:
        accounts.sign_out_everywhere(person, person, here)
        return gettext("You are signed out everywhere but here.")
    return None


@transaction.atomic
def make_address(person):
    address = CalendarAddress.objects.get_or_create(user=person)[0]
    address.keep(new_key())
    address.made_at = timezone.now()
    address.save()
    AuditEntry.objects.record(Action.CALENDAR_OPEN, person, person)


@transaction.atomic
def end_address(person):
    if CalendarAddress.objects.filter(user=person).delete()[0]:
        AuditEntry.objects.record(Action.CALENDAR_CLOSE, person, person)
