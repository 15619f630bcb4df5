"""The accounts of the desk: who they are, their role, how they sign in, and who vouches for them."""

from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.admin.in_words import yes_or_no
from news.desk import accounts, invitations
from news.desk.moments import baku_moment
from news.desk.roles import ROLE_NAMES, role_of
from news.desk.sessions import sessions_of
from news.desk.sign_in import SECOND_FACTORS
from news.models import AccountChange
from news.models.account_change import name_of
from news.text.azerbaijani import fold

from .acts import ACTS, outcome_of_letter
from .forms import AccountForm, InvitationForm

User = get_user_model()
# What a role may do stands in news/desk/roles.py, and what else belongs to an account on its own page.
admin.site.unregister([User, Group, Authenticator, EmailAddress])


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(ROLE_NAMES.items())

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() in ROLE_NAMES else queryset


class WaitingFilter(admin.SimpleListFilter):
    title = _("confirmation")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [("yes", _("Waits for confirmation"))]

    def queryset(self, request, queryset):
        return queryset.filter(waits_for_confirmation=True) if self.value() == "yes" else queryset


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    list_display = (
        "username", "name", "email", "role", "active",
        "last_sign_in", "second_factor", "confirmation",
    )  # fmt: skip
    list_filter = (RoleFilter, "is_active", WaitingFilter)
    active = yes_or_no("is_active", _("Active"))
    search_fields = ("username",)
    search_help_text = _("A part of the name or address.")
    ordering = ("username",)
    change_form_template = "admin/desk/account.html"
    actions = None
    fieldsets = (
        (None, {"fields": ("sign_in_name", "first_name", "last_name", "email")}),
        (_("At the desk"), {"fields": ("role", "is_active", "heir")}),
        (
            _("Signing in"),
            {"fields": ("last_sign_in", "second_factor", "open_sessions", "password_state")},
        ),
    )
    add_fieldsets = ((None, {"fields": ("first_name", "last_name", "email", "role")}),)
    readonly_fields = ("sign_in_name", "last_sign_in", "second_factor", "open_sessions", "password_state")

    def get_queryset(self, request):
        binding = AccountChange.objects.binding().filter(account=OuterRef("pk"))
        found = super().get_queryset(request).annotate(waits_for_confirmation=Exists(binding.order_by()))
        return found.prefetch_related("groups", "authenticator_set")

    def get_search_results(self, request, queryset, search_term):
        """In Python, because no database folds Azerbaijani letters; the accounts are few."""
        if not (wanted := fold(search_term).split()):
            return queryset, False
        found = [
            account.pk
            for account in queryset
            if all(word in fold(f"{account.username} {name_of(account)} {account.email}") for word in wanted)
        ]
        return queryset.filter(pk__in=found), False

    # --- Who may ---------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or accounts.may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser and obj != request.user

    # --- Columns ---------------------------------------------------------------------------

    @admin.display(description=_("sign-in name"))
    def sign_in_name(self, account):
        return account.get_username()

    @admin.display(description=_("name"), ordering="last_name")
    def name(self, account):
        return account.get_full_name()

    @admin.display(description=_("role"))
    def role(self, account):
        if account.is_superuser:
            return _("Looks after the server (superuser)")
        return ROLE_NAMES.get(role_of(account))

    @admin.display(description=_("last sign-in"), ordering="last_login")
    def last_sign_in(self, account):
        return baku_moment(account.last_login) if account.last_login else _("never")

    @admin.display(description=_("second factor"))
    def second_factor(self, account):
        has_one = any(one.type in SECOND_FACTORS for one in account.authenticator_set.all())
        return _("has one") if has_one else _("has none")

    @admin.display(description=_("confirmation"))
    def confirmation(self, account):
        return _("Waits for confirmation") if account.waits_for_confirmation else None

    @admin.display(description=_("open sessions"))
    def open_sessions(self, account):
        return sessions_of(account).count()

    @admin.display(description=_("password"))
    def password_state(self, account):
        return _("chosen") if account.has_usable_password() else _("not chosen yet")

    # --- The form --------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        without = () if self.has_change_permission(request, obj) else ("heir",)  # it is of the form alone
        return [
            (title, {"fields": [name for name in options["fields"] if name not in without]})
            for title, options in self.fieldsets
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is not None and not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form = AccountForm if obj else InvitationForm
        of_this_person = type(form.__name__, (form,), {"by": request.user})
        return super().get_form(request, obj, change, form=of_this_person, **kwargs)

    def save_model(self, request, obj, form, change):
        role = form.cleaned_data["role"]
        if change:
            accounts.change(obj, role, request.user, form.cleaned_data["heir"])
        else:
            accounts.create(obj, role, request.user)
            transaction.on_commit(partial(self._invite, request, obj), robust=True)

    def _invite(self, request, account):
        if not settings.SENDS_LETTERS:
            said = gettext(
                "The account is made. This site sends no letters, so nobody was told: make a link to choose "
                "a password here, and hand it over."
            )
            self.message_user(request, said, messages.WARNING)
            return
        was_sent, said = outcome_of_letter(invitations.send_link(account, request.user), account)
        self.message_user(request, said, messages.SUCCESS if was_sent else messages.WARNING)

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:auth_user_change", obj.pk)

    def delete_model(self, request, obj):
        accounts.delete(obj, request.user)

    # --- Its pages -------------------------------------------------------------------------

    def get_urls(self):
        act = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/<slug:name>/", act, name="auth_user_act"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": gettext("Accounts")} | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        shown = {
            "title": gettext("Invite a person"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
            "sends_letters": settings.SENDS_LETTERS,
        }
        return super().add_view(request, form_url, shown | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        account = self.get_object(request, object_id)
        shown = {"show_save_and_add_another": False, "show_save_and_continue": False}
        if account and self.has_view_permission(request, account):
            shown |= self._facts(request, account)
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def _facts(self, request, account):
        is_managed = self.has_change_permission(request, account)
        changes = AccountChange.objects.binding().filter(account=account)
        return {
            "title": name_of(account),
            "is_managed": is_managed,
            "acts": [
                act for one in ACTS.values() if is_managed and (act := one(request, account)).is_offered()
            ],
            "sessions": sessions_of(account) if is_managed else (),
            "changes": [(change, change.why_not_confirmed_by(request.user)) for change in changes],
        }

    def act_view(self, request, pk, name):
        account = self.get_object(request, str(pk))
        if account is None or name not in ACTS:
            raise Http404
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        act = ACTS[name](request, account)
        context = {
            **self.admin_site.each_context(request),
            "title": str(act.label).rstrip("…"),
            "subtitle": name_of(account),
            "opts": self.opts,
            "account": account,
            "act": act,
        }
        if request.method != "POST":
            if act.is_offered():
                return render(request, "admin/desk/account_act.html", context)
            self.message_user(request, gettext("This cannot be done with this account now."), messages.ERROR)
            return redirect("admin:auth_user_change", pk)
        try:
            went, said, link = act.perform()
        except ValidationError as refusal:
            went, said, link = False, " ".join(refusal.messages), ""
        if link:
            return render(request, "admin/desk/account_act.html", context | {"link": link, "said": said})
        self.message_user(request, said, messages.SUCCESS if went else messages.ERROR)
        return redirect("admin:auth_user_change", pk)
