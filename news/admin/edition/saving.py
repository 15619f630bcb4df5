"""Saving the form, and what its other buttons do once what stands in it is saved."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from news import editing
from news.mentions.suggesting import decide
from news.models import Article, AuditEntry, EarlierDraft
from news.models.audit_changes import differences
from news.text.languages import LANGUAGES

from .workflow import TRANSITIONS

Action = AuditEntry.Action
JUST_JUDGED = "just_judged"


class SavesDrafts(admin.ModelAdmin):
    """Every button saves first. A form that says what is stored already is no act: it leaves no trace."""

    def save_model(self, request, obj, form, change):
        """Prepare what a new edition needs; save_related() saves it."""
        if not change:
            obj.article = Article.objects.create(**form.of_article())
            obj.author = request.user

    def save_related(self, request, form, formsets, change):
        """Save the edition together with its rows, so that all of it is judged once."""
        edition = form.instance
        edition.is_as_stored = change and not is_worth_saving(request, form, formsets)
        if edition.is_as_stored:
            self.finish_autosave(request, edition)
            return
        changes = []

        def save_rows():
            super(SavesDrafts, self).save_related(request, form, formsets, change)
            self.finish_autosave(request, edition)
            if not change:
                self.note_article(request, edition)
            if edition.limited_to.exists():
                edition.limited_to.add(request.user)  # nobody locks themselves out
            if decision := request.POST.get("_name"):
                before = names_set_aside(edition)
                decide(edition, decision)
                changes.extend(differences(before, names_set_aside(edition)))

        if change:
            if form.stored:
                EarlierDraft.objects.keep(form.stored, edition, request.user)
            editing.change_article(edition.article, **form.of_article())
        editing.save_draft(edition, save_rows)
        edition.record(Action.SAVE if change else Action.CREATE, request.user, changes=changes)

    def construct_change_message(self, request, form, formsets, add=False):
        return (
            []
            if form.instance.is_as_stored
            else super().construct_change_message(request, form, formsets, add)
        )

    def log_change(self, request, obj, message):
        return None if obj.is_as_stored else super().log_change(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        return self._after_save(request, obj)

    def response_change(self, request, obj):
        return self._after_save(request, obj)

    def _after_save(self, request, obj):
        """Stay in the form, or continue to the transition or preview whose button saved it."""
        if "_look" in request.POST:
            return self.look_at_unsaved(request, obj)
        if not obj.is_as_stored:
            self.message_user(request, gettext("The draft was saved."), messages.SUCCESS)
        if request.POST.get("_preview") in LANGUAGES:
            return redirect("admin:news_edition_preview", obj.pk, request.POST["_preview"])
        if not obj.is_as_stored:
            request.session[JUST_JUDGED] = [obj.pk, obj.version]
        if request.POST.get("_act") in TRANSITIONS:
            return redirect("admin:news_edition_act", obj.pk, request.POST["_act"])
        if "_confirm" in request.POST:
            self._confirm(request, obj)
            return redirect(f"{reverse('admin:news_edition_change', args=[obj.pk])}#parity")
        if "_name" in request.POST:
            return redirect(f"{reverse('admin:news_edition_change', args=[obj.pk])}#names")
        if obj.is_as_stored:
            self.message_user(
                request, gettext("Nothing had changed, so there was nothing to save."), messages.INFO
            )
        return redirect("admin:news_edition_change", obj.pk)


def is_worth_saving(request, form, formsets):
    """A name that was decided upon, or anything that would be stored otherwise than it is."""
    return (
        "_name" in request.POST
        or any(formset.has_changed() for formset in formsets)
        or form.changes_something()
    )


def names_set_aside(edition):
    keys = edition.article.dismissed_names.values_list("key", flat=True)
    return {"dismissed_names": ", ".join(sorted(keys))}
