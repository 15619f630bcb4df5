from django.contrib import admin
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news.admin.edition.inlines import LabelledRows
from news.models import Appointment, Person
from news.text.languages import field_in, fields_in_each

from .languages import InBothLanguages, InlineInBothLanguages, language_fieldsets
from .named import NamedInEditions
from .search_text import SearchTextMixin
from .widgets import ChoosesNouns, DateInput, DayField, WithEditor


class AppointmentInline(ChoosesNouns, InlineInBothLanguages, admin.TabularInline):
    model = Appointment
    formset = LabelledRows
    fields = ("organization", *fields_in_each("position"), "since", "until")
    autocomplete_fields = ("organization",)
    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("since", "until"):
            kwargs |= {"form_class": DayField, "widget": DateInput}
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Person)
class PersonAdmin(SearchTextMixin, WithEditor, ChoosesNouns, InBothLanguages, NamedInEditions):
    list_display = (*fields_in_each("name"), "position_today")
    fieldsets = [
        *language_fieldsets("name", "description", "slug"),
        (_("In both languages"), {"fields": ["photo", "aliases"]}),
    ]
    picture_fields = ("photo",)
    inlines = (AppointmentInline,)
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("appointments")

    def get_ordering(self, request):
        return (field_in("sort_key", get_language()), "pk")

    @admin.display(description=_("position today"))
    def position_today(self, person):
        appointment = person.appointment_on(timezone.localdate())
        return appointment.position if appointment else None
