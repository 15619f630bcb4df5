"""The pages where an edition is written, viewed and acted upon."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import editing
from news.admin.languages import marked_with_language
from news.admin.widgets import ChoosesNouns, WithEditor
from news.desk.translations import parity_sentence
from news.gate import for_display, judge, stored_findings
from news.mentions.suggesting import names_in
from news.models import AuditEntry, Edition, Parity
from news.models.collision import begun_again_after_collision
from news.text import edition_texts
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in, fields_in_each

from .autosaving import AutosavesDrafts
from .beginning import BeginsArticles
from .calendar import ShowsCalendar
from .commenting import HoldsComments, comments_context, words_for_script
from .comparing import ComparesEditions
from .earlier_drafts import KeepsEarlierDrafts
from .form import PARTS, EditionForm
from .inlines import EDITION_INLINES, ROW_WORDS
from .previewing import PreviewsDrafts
from .record import record_context
from .revived_rows import with_revived_rows
from .saving import JUST_JUDGED, SavesDrafts
from .sharing import SharesDrafts
from .templates import BeginsWithTemplates
from .workflow import TRANSITIONS, first_step, refusals_for, steps_from


@admin.register(Edition)
class EditionAdmin(
    BeginsWithTemplates,
    SavesDrafts,
    BeginsArticles,
    AutosavesDrafts,
    PreviewsDrafts,
    ComparesEditions,
    KeepsEarlierDrafts,
    SharesDrafts,
    HoldsComments,
    ShowsCalendar,
    WithEditor,
    ChoosesNouns,
    admin.ModelAdmin,
):
    form = EditionForm
    inlines = EDITION_INLINES
    autocomplete_fields = ("topics",)
    placeholders = {"topics": _("Add a topic…")}
    picture_fields = ("lead_image",)
    change_form_template = "admin/news/edition/change_form.html"
    save_as = False

    # --- Permissions -------------------------------------------------------------------

    def has_module_permission(self, request):
        """Editions are reached through their article."""
        return False

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.is_in_preparation)

    def has_delete_permission(self, request, obj=None):
        return False

    # --- The form ------------------------------------------------------------------------

    def get_queryset(self, request):
        editions = super().get_queryset(request).open_to(request.user)
        return editions.select_related("article__tombstone", "author", "lead_image")

    def get_fieldsets(self, request, obj=None):
        is_correction = obj is not None and obj.sequence > 1
        names = [name for name in edition_texts.WRITTEN if is_correction or name != "change_note"]
        texts = [
            (LANGUAGE_NAMES[language], {"fields": [field_in(name, language) for name in names]})
            for language in LANGUAGES
        ]
        parts = [
            (heading, {"fields": [name for name in fields if is_correction or name != "is_minor"]})
            for heading, fields in PARTS.values()
        ]
        return texts + parts

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return marked_with_language(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        has_been_public = obj is not None and obj.sequence > 1
        form.base_fields["kind"].disabled = has_been_public and not request.user.has_perm(
            "news.publish_edition"
        )
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            stored = set(inline.model.objects.filter(edition=obj).values_list("pk", flat=True))
            kwargs["data"], kwargs["files"] = with_revived_rows(
                kwargs["data"], kwargs["files"], prefix, stored
            )
        return kwargs

    # --- Saving ----------------------------------------------------------------------------

    def changeform_view(self, request, *args, **kwargs):
        """Begun again when it collided with another writer; files are uploaded only once."""
        view = super().changeform_view
        if not request.FILES:
            view = begun_again_after_collision(view)
        return view(request, *args, **kwargs)

    # --- Pages -------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/confirm/", view(self.confirm_view), name="news_edition_confirm"),
            path("<int:pk>/act/<slug:name>/", view(self.transition_view), name="news_edition_act"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return redirect("admin:news_article_changelist")

    def history_view(self, request, object_id, extra_context=None):
        edition = self._found(request, object_id)
        return redirect("admin:news_article_history", edition.article_id)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        edition = self.get_object(request, object_id)
        if edition is not None and not self.has_change_permission(request, edition):
            return self.record_view(request, edition)
        return super().change_view(request, object_id, form_url, extra_context)

    def record_view(self, request, edition):
        """The page of an edition that this person cannot change (any more): its content and transitions."""
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        if request.method == "POST":
            self.keep_refused(request, edition)
            self.message_user(
                request,
                gettext("This edition cannot be changed. Begin a new edition to correct it."),
                messages.ERROR,
            )
            return redirect("admin:news_edition_change", edition.pk)
        context = {
            **self._page(request, edition, str(edition)),
            **self.recovery(request, edition),
            **record_context(edition),
        }
        return render(request, "admin/news/edition/record.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, fieldsets = context["adminform"].form, list(context["adminform"])
        context |= {
            "title": gettext("New article") if add else str(obj),
            "subtitle": None,
            "texts": list(zip(LANGUAGES, fieldsets, strict=False)),
            "parts": dict(zip(PARTS, fieldsets[len(LANGUAGES) :], strict=True)),
            "row_words": {key: str(word) for key, word in ROW_WORDS.items()},
            "stale": form.differences() if form.stale_against else None,
            "stale_against": form.stale_against,
            "names": names_in(obj) if change else None,
            "comment_words": words_for_script() if change else "",
            **(self._page(request, obj, str(obj)) if change else {"next_step": first_step(request.user)}),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _page(self, request, edition, title):
        """The context that every page about one edition needs."""
        others = (
            edition.article.editions.open_to(request.user)
            .with_status()
            .defer(*fields_in_each(*edition_texts.RICH_TEXTS))
        )
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "edition": edition,
            "status": edition.status,
            "editions": others.order_by("-sequence"),
            **steps_from(request.user, edition),
            **self._gate(request, edition),
            **self._parity(request, edition),
            "rejection": AuditEntry.objects.rejections().filter(edition=edition.pk).first(),
            "may_be_template": request.user.has_perm("news.add_releasetemplate")
            and not Edition.objects.limited().filter(pk=edition.pk).exists(),
            "has_earlier_drafts": edition.earlier_drafts.recent().exists(),
            "broken_links": edition.broken_links.all(),
            **comments_context(edition),
            "previews": [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
            "public_addresses": [
                (code, LANGUAGE_NAMES[code], edition.url_in(code)) for code in edition.released_languages
            ]
            if edition.status in (Edition.Status.LIVE, Edition.Status.WITHDRAWN)
            else [],
        }

    def _gate(self, request, edition):
        """The obstacles to publishing: findings of rules, and the lack of a second person."""
        findings = for_display(self._findings(request, edition)) if edition.is_in_preparation else []
        return {
            "problems": [finding for finding in findings if finding.blocks],
            "warnings": [finding for finding in findings if not finding.blocks],
            "refusals": refusals_for(request.user, edition),
        }

    def _findings(self, request, edition):
        """Those of the save that led to this page; other pages judge anew, because linked things change."""
        if request.session.pop(JUST_JUDGED, None) == [edition.pk, edition.version]:
            return stored_findings(edition)
        return judge(edition)

    def _parity(self, request, edition):
        parity = getattr(edition, "parity", None) or Parity(edition=edition)
        return {
            "parity": parity,
            "parity_says": parity_sentence(parity),
            "parity_language": LANGUAGE_NAMES[parity.language],
            "parity_in_form": self.has_change_permission(request, edition),
        }

    def _confirm(self, request, edition):
        try:
            editing.confirm_translation(edition, request.user)
        except ValidationError as error:
            self.message_user(request, error.messages[0], messages.ERROR)
        else:
            self.message_user(request, gettext("The translation is confirmed."), messages.SUCCESS)

    def confirm_view(self, request, pk):
        """Confirms the translation of a published edition, whose text cannot change any more."""
        edition = self._found(request, pk)
        if not request.user.has_perm("news.change_edition"):
            raise PermissionDenied
        if request.method == "POST":
            self._confirm(request, edition)
        return redirect("admin:news_edition_change", edition.pk)

    def _found(self, request, object_id):
        edition = self.get_object(request, str(object_id))
        if edition is None:
            raise Http404
        return edition

    def transition_view(self, request, pk, name):
        """A transition's own page: what will happen, what it needs to know, and the button."""
        edition = self._found(request, pk)
        transition = TRANSITIONS[name]() if name in TRANSITIONS else None
        if transition is None:
            raise Http404
        if not transition.permits(request.user, edition):
            raise PermissionDenied
        if not transition.is_possible(edition):
            self.message_user(
                request,
                gettext("This cannot be done now: the edition is in the state “%(state)s”.")
                % {"state": edition.status.label},
                messages.ERROR,
            )
            return redirect("admin:news_edition_change", edition.pk)
        if refusal := transition.refusal(request.user, edition):
            self.message_user(request, refusal, messages.ERROR)
            return redirect("admin:news_edition_change", edition.pk)
        form = transition.form_class(request.POST or None, edition=edition)
        is_sent = request.method == "POST" and form.is_valid()
        if is_sent and (response := self._performed(request, transition, edition, form)):
            return response
        context = self._page(request, edition, transition.title) | {"transition": transition, "form": form}
        context["next"] = way_back(request)
        context["consequences"] = transition.consequences(edition)
        return render(request, "admin/news/edition/transition.html", context)

    def _performed(self, request, transition, edition, form):
        """The redirect after the transition; None when it was refused, with the reasons in the form."""
        try:
            shown_next = transition.perform(edition, request.user, form)
        except ValidationError as error:
            edition.refresh_from_db()
            form.add_error(None, error)
            return None
        self.message_user(request, transition.done, messages.SUCCESS)
        if shown_next is None:
            return redirect("admin:news_article_changelist")
        return redirect(way_back(request) or reverse("admin:news_edition_change", args=[shown_next.pk]))


def way_back(request):
    """The page of the desk from which the act was begun, when it is not the edition's own; else nothing."""
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
