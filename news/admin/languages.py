"""Forms of translated nouns: a group of fields for each language, which is named once."""

from django.contrib import admin
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from news.public.formatting import first_capital
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in, value_in

from .logged import LoggedAdmin

MISSING = _("Write this in both languages: readers and colleagues find it by these words.")
HAS_LETTERS = RegexValidator(r"[^\W_]", MISSING)


def language_fieldsets(*names):
    return [
        (
            LANGUAGE_NAMES[language],
            {
                "fields": [field_in(name, language) for name in names],
                "classes": [f"desk-language-{language}"],
            },
        )
        for language in LANGUAGES
    ]


def name_in(language):
    """A column: the name in that language, which the column is called by."""

    @admin.display(description=LANGUAGE_NAMES[language])
    def in_that_language(_model_admin, noun):
        return format_html('<span lang="{}">{}</span>', language, value_in(noun, "name", language))

    return in_that_language


class InBothLanguages(LoggedAdmin):
    """Labels the fields without their language, which the group names, and marks the inputs with lang. The
    columns of a list name theirs.
    """

    def get_list_display(self, request):
        return [column_of(self.model, name) for name in super().get_list_display(request)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return marked_with_language(db_field, field)


class InlineInBothLanguages(admin.options.InlineModelAdmin):
    """In a table each column must name its language itself; and the number of forms is limited."""

    max_num = 100

    def get_formset(self, request, obj=None, **kwargs):
        bounds = {"validate_max": True, "absolute_max": self.max_num + 1}
        return super().get_formset(request, obj, **bounds | kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = marked_with_language(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))
        if field and hasattr(db_field, "translated_field"):
            field.label = _("%(field)s (%(language)s)") % {
                "field": field.label,
                "language": LANGUAGE_NAMES[db_field.language],
            }
        return field


def column_of(model, name):
    """The column of a translated field, headed by the field and the language; any other stays its name."""
    field = next((field for field in model._meta.fields if field.name == name), None)
    original = getattr(field, "translated_field", None)
    if original is None:
        return name
    heading = format_lazy("{} ({})", original.verbose_name, LANGUAGE_NAMES[field.language])

    @admin.display(description=heading, ordering=name)
    def column(noun):
        value = getattr(noun, name)
        return format_html('<span lang="{}">{}</span>', field.language, value) if value else ""

    column.__name__ = name
    return column


def marked_with_language(db_field, field):
    original = getattr(db_field, "translated_field", None)
    if field and original is not None:
        field.label = first_capital(original.verbose_name)
        field.widget.attrs["lang"] = db_field.language
        if field.required:
            field.error_messages["required"] = MISSING
            field.validators.append(HAS_LETTERS)
    return field
