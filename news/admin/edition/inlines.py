"""The rows of an edition: people, organizations, gallery, attachments, recordings."""

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from news.admin.languages import InlineInBothLanguages
from news.admin.widgets import ChoosesNouns
from news.models import (
    Attachment,
    EditionImage,
    EditionOrganization,
    EditionPerson,
    Image,
    Organization,
    Recording,
)
from news.public.formatting import first_capital
from news.text.languages import fields_in_each

# The texts of static/admin_desk/rows.js.
ROW_WORDS = {
    "drag": _("Drag to another place"),
    "up": _("Move up: %(name)s"),
    "down": _("Move down: %(name)s"),
    "remove": _("Remove: %(name)s"),
    "keep": _("Keep: %(name)s"),
    "added": _("%(name)s was added: place %(place)s of %(all)s."),
    "moved": _("%(name)s: place %(place)s of %(all)s."),
    "removed": _("%(name)s was removed; saving the draft makes it final."),
    "kept": _("%(name)s stays: place %(place)s of %(all)s."),
}


class LabelledRows(BaseInlineFormSet):
    """The heading of a table's column is no label, so each input gets one of its own."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                widget = getattr(field.widget, "widget", field.widget)
                widget.attrs["aria-label"] = first_capital(str(field.label or ""))


class OrderedRows(LabelledRows):
    """What helps with their fields is said once for all rows."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"{self.prefix}-help"


class LedByTheOffice(OrderedRows):
    """In the form of a new article the Office stands as the lead organization, unless initial has another."""

    def __init__(self, data=None, files=None, instance=None, initial=None, **kwargs):
        if data is None and instance.pk is None:
            initial = initial or led_by_the_office()
            self.extra += len(initial)
        super().__init__(data, files, instance, initial=initial, **kwargs)


def led_by_the_office():
    office = Organization.objects.filter(kind=Organization.Kind.THIS_OFFICE).order_by("pk").first()
    return [{"organization": office.pk, "is_lead": True}] if office else []


class EditionInline(ChoosesNouns, InlineInBothLanguages, admin.TabularInline):
    """Rows in an order. The last one is empty: choosing something in it adds it, and brings the next."""

    template = "admin/news/edition/_rows.html"
    formset = OrderedRows
    extra = 1
    show_change_link = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a choice stands only the way to add what is not there yet."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.many_to_one and field:
            for other_way in ("can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, other_way, False)
        return field


class PersonInline(EditionInline):
    model = EditionPerson
    fields = ("person", *fields_in_each("position"), "order")
    autocomplete_fields = ("person",)
    placeholders = {"person": _("Add a person…")}


class OrganizationInline(EditionInline):
    model = EditionOrganization
    formset = LedByTheOffice
    fields = ("organization", "is_lead", "order")
    autocomplete_fields = ("organization",)
    placeholders = {"organization": _("Add an organization…")}


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
    fields = ("file", *fields_in_each("title"), "has_alternative", "reading", "order")
    readonly_fields = ("reading",)

    @admin.display(description=_("for the search"))
    def reading(self, attachment):
        if not attachment.pk:
            return "–"
        reading = attachment.reading
        return reading.get_outcome_display() if reading else _("It is being read")


class RecordingInline(InlineInBothLanguages, admin.StackedInline):
    model = Recording
    extra = 0
    show_change_link = False
    classes = ("collapse",)
    fields = ("kind", "language", "title", "file", "link", "captions", "transcript", "order")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "transcript":
            field.widget.attrs |= {"rows": 3}
        return field


EDITION_INLINES = (PersonInline, OrganizationInline, GalleryInline, AttachmentInline, RecordingInline)
