"""The rows of an edition: people, organizations, gallery, attachments, recordings."""

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from news.admin.languages import InlineInBothLanguages
from news.admin.widgets import ChoosesNouns
from news.models import Attachment, EditionImage, EditionOrganization, EditionPerson, Image, Recording
from news.public.formatting import first_capital
from news.text.languages import fields_in_each


class LabelledRows(BaseInlineFormSet):
    """The heading of a table's column is no label, so each input gets one of its own."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                widget = getattr(field.widget, "widget", field.widget)
                widget.attrs["aria-label"] = first_capital(str(field.label or ""))


class EditionInline(ChoosesNouns, InlineInBothLanguages, admin.TabularInline):
    formset = LabelledRows
    extra = 0
    show_change_link = False


class PersonInline(EditionInline):
    model = EditionPerson
    fields = ("person", *fields_in_each("position"), "order")
    autocomplete_fields = ("person",)


class OrganizationInline(EditionInline):
    model = EditionOrganization
    fields = ("organization", "is_lead", "order")
    autocomplete_fields = ("organization",)


class GalleryInline(EditionInline):
    model = EditionImage
    fields = ("image", "order")
    picture_fields = ("image",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("image")

    def get_formset(self, request, obj=None, **kwargs):
        """The pictures of all rows in one query."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            widget = formset.form.base_fields["image"].widget
            widget.stored = Image.objects.filter(gallery_places__edition=obj)
        return formset


class AttachmentInline(EditionInline):
    model = Attachment
    fields = ("file", "reading", *fields_in_each("title"), "has_alternative", "order")
    readonly_fields = ("reading",)

    @admin.display(description=_("for the search"))
    def reading(self, attachment):
        if not attachment.pk:
            return "–"
        reading = attachment.reading
        return reading.get_outcome_display() if reading else _("It is being read")


class RecordingInline(InlineInBothLanguages, admin.StackedInline):
    """Too many fields for the row of a table."""

    model = Recording
    extra = 0
    show_change_link = False
    fields = (("kind", "language", "order"), "title", "file", "link", "captions", "transcript")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "transcript":
            field.widget.attrs |= {"rows": 3}
        return field


EDITION_INLINES = (PersonInline, OrganizationInline, GalleryInline, AttachmentInline, RecordingInline)
