from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from news.gate import judge_template
from news.models import Edition, Organization, ReleaseTemplate
from news.text.edition_texts import TEMPLATED
from news.text.languages import LANGUAGES, field_in, fields_in_each

from .in_words import SaysInWords, body_in
from .languages import InBothLanguages, language_fieldsets, name_in
from .widgets import ChoosesNouns, RichTextWidget, WithEditor, is_number

BODIES = {field_in("body", language): language for language in LANGUAGES}
SUMMARIES = fields_in_each("summary")


@admin.register(ReleaseTemplate)
class ReleaseTemplateAdmin(SaysInWords, WithEditor, ChoosesNouns, InBothLanguages):
    list_display = ("azerbaijani", "english", "new_article", "kind", "accessibility")
    fieldsets = [
        *language_fieldsets("name", *TEMPLATED),
        (_("In both languages"), {"fields": ["kind", "topics", "lead_organization"]}),
    ]
    autocomplete_fields = ("topics", "lead_organization")
    placeholders = {"topics": _("Add a topic…"), "lead_organization": _("Another organization…")}
    list_per_page = 50
    show_full_result_count = False
    actions = None
    azerbaijani, english = name_in("az"), name_in("en")
    body_in_azerbaijani, body_in_english = body_in("az"), body_in("en")
    in_words = {"body_az": "body_in_azerbaijani", "body_en": "body_in_english"}

    def get_ordering(self, request):
        return (field_in("sort_key", get_language()), "pk")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in BODIES:
            kwargs["widget"] = RichTextWidget(BODIES[db_field.name])
        if db_field.name in SUMMARIES:
            kwargs["widget"] = forms.Textarea({"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "lead_organization":
            for other_way in ("can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, other_way, False)
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The languages side by side for those who write in them."""
        if self.has_change_permission(request, obj):
            *texts, context["in_both"] = context["adminform"]
            context["texts"] = list(zip(LANGUAGES, texts, strict=True))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """It may be kept with faults, which are told now, and marked where it is chosen."""
        super().save_model(request, obj, form, change)
        findings = judge_template(obj)
        ReleaseTemplate.objects.filter(pk=obj.pk).update(is_faulty=bool(findings))
        for finding in findings:
            self.message_user(request, finding.sentence, messages.WARNING)

    @admin.display(description=_("Accessibility"), ordering="is_faulty")
    def accessibility(self, template):
        return gettext("Not accessible to all") if template.is_faulty else gettext("Accessible")

    @admin.display(description=_("New article"))
    def new_article(self, template):
        return format_html(
            '<a href="{}?template={}">{}<span class="visually-hidden">: {}</span></a>',
            reverse("admin:news_edition_add"),
            str(template.pk),
            gettext("Begin an article"),
            template,
        )

    def get_changeform_initial_data(self, request):
        """?edition=<edition>: the form begins with what that edition says, as it is saved."""
        asked = request.GET.get("edition", "")
        edition = edition_to_keep(request.user, asked)
        if asked and edition is None:
            self.message_user(
                request,
                gettext("There is no such edition, or not all of the desk may see it: the form is empty."),
                messages.WARNING,
            )
        return beginning_of(edition) if edition else {}


def edition_to_keep(user, asked):
    """All of the desk sees a template, so it is made of no edition that is limited to some people."""
    if not is_number(asked):
        return None
    return Edition.objects.open_to(user).not_limited().select_related("article").filter(pk=asked).first()


def beginning_of(edition):
    """{field of a template's form: what it begins with}"""
    leads = Organization.objects.filter(mentions__edition=edition, mentions__is_lead=True)
    return {column: getattr(edition, column) for column in fields_in_each(*TEMPLATED)} | {
        "kind": edition.article.kind,
        "topics": [topic.pk for topic in edition.topics.all()],
        "lead_organization": leads.exclude(kind=Organization.Kind.THIS_OFFICE).first(),
    }
