"""The desk's own widgets: the rich-text editor, moments in Baku time, and choices by typing."""

import json

from django import forms
from django.contrib.admin import widgets
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import importmap as editor_library
from js_asset import ImportMap, Media, Script

from news.models import Image
from news.text.richtext import LIBRARY
from news.text.time_spans import EARLIEST, LATEST, within_reach

# The texts of the editor's buttons and dialogs, under the keys of static/admin_desk/editor.js.
EDITOR_WORDS = {
    "toolbar": _("Formatting"),
    "paragraph": _("Paragraph"),
    "heading2": _("Heading"),
    "heading3": _("Subheading"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Quotation"),
    "superscript": _("Raised (m²)"),
    "subscript": _("Lowered (CO₂)"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "note": _("Footnote"),
    "noteText": _("Text of the footnote"),
    "noteHelp": _(
        "It stands at the cursor; the page numbers it and shows its words under the text. "
        "Words that are there already become one when you select them first."
    ),
    "image": _("Picture from the library"),
    "recording": _("Video or sound, with its transcript"),
    "table": _("Table"),
    "addRow": _("Add a row"),
    "deleteRow": _("Delete the row"),
    "addColumn": _("Add a column"),
    "deleteColumn": _("Delete the column"),
    "headerRow": _("Header row on or off"),
    "headerColumn": _("Header column on or off"),
    "deleteTable": _("Delete the table"),
    "foreign": _("Passage in the other language"),
    "comment": _("Comment on the selected words"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "findAndReplace": _("Find and replace"),
    "find": _("Find"),
    "replaceWith": _("Replace with"),
    "findNext": _("Next"),
    "findPrevious": _("Previous"),
    "replace": _("Replace"),
    "replaceAll": _("Replace all"),
    "foundAt": _("%(number)s of %(count)s"),
    "replaced": _("Replaced: %(count)s."),
    "outline": _("Headings of the text"),
    "noHeadings": _("There is no heading in this text yet."),
    "noWords": _("(a heading without words)"),
    "shortcuts": _("Keys"),
    "keyToolbar": _("To the buttons above the text"),
    "keyText": _("Back to the text"),
    "keyTab": _("To the next cell of a table, and on out of the text"),
    "keyNextHeading": _("To the next heading"),
    "keyPreviousHeading": _("To the heading before"),
    "keyLine": _("New line in the same paragraph"),
    "keyPlain": _("Paste without formatting"),
    "linkAddress": _("Address"),
    "linkHelp": _(
        "A full address (https://…), an e-mail address, or an address of this site (/az/news/12/)."
    ),
    "linkText": _("Text of the link"),
    "linkFind": _("Or find an article, a person, an organization, a topic or a file of this site"),
    "badAddress": _("Write an address that begins with https://, http://, mailto:, tel: or /."),
    "insert": pgettext_lazy("into a text", "Insert"),
    "cancel": _("Cancel"),
    "nothingFound": _("Nothing found."),
    "failed": _("The list could not be loaded. Check the connection and try again."),
    "loading": _("The library is being opened…"),
    "take": _("Add the chosen pictures"),
    "keys": _(
        "Tab leaves the text: in a table after the last cell, in a list after moving the item inwards. "
        "Alt+F10 leads to the buttons above, Esc back to the text."
    ),
    "close": _("Close"),
    "leftOut": _("Left out of what was pasted: %(kinds)s."),
    "left_pictures": pgettext_lazy("left out of a paste", "pictures"),
    "left_videos": pgettext_lazy("left out of a paste", "videos and sound"),
    "left_colours": pgettext_lazy("left out of a paste", "colours"),
    "left_underlines": pgettext_lazy("left out of a paste", "underlining"),
    "left_crossings": pgettext_lazy("left out of a paste", "crossing out"),
    "left_comments": pgettext_lazy("left out of a paste", "comments"),
    "left_deadLinks": pgettext_lazy("left out of a paste", "links that lead nowhere"),
    "leftOutAlts": _("The pictures left out were described as: %(words)s."),
    "leftOutPictures": _("Upload them to the library, where each gets its alternative texts."),
    "wholePictures": _("Pictures that came along whole: %(count)s."),
    "addPictures": _("Add them to the library"),
    "words": _("%(words)s words, about %(minutes)s min to read"),
}

# Files are served under hashed names: only an import map lets one module import another.
DESK_MODULES = ImportMap(
    {
        f"desk/{name}": f"admin_desk/{name}.js"
        for name in (
            "dialogs",
            "find",
            "icons",
            "link_targets",
            "outline",
            "paste",
            "paste_left_out",
            "paste_notes",
            "paste_notice",
            "paste_tables",
            "pictures",
            "schema",
            "shortcuts",
            "toolbar",
            "uploads",
        )
    }
)
editor_media = Media(
    importmap=editor_library | DESK_MODULES,
    css={"all": ["admin_desk/editor.css", "admin_desk/pictures.css"]},
    js=[Script("admin_desk/editor.js", type="module")],
)
# The texts of static/admin_desk/pictures.js before the library answers, which brings the others.
PICTURE_WORDS = {
    "image": EDITOR_WORDS["image"],
    "choose": _("Choose a picture…"),
    "change": _("Another picture…"),
    "remove": _("Remove the picture"),
    "addSeveral": _("Add pictures…"),
    "take": EDITOR_WORDS["take"],
    "cancel": EDITOR_WORDS["cancel"],
    "loading": _("The library is being opened…"),
    "failed": EDITOR_WORDS["failed"],
}
picture_media = Media(
    importmap=editor_library | DESK_MODULES,
    css={"all": ["admin_desk/editor.css", "admin_desk/pictures.css"]},
    js=[Script("admin_desk/choose_picture.js", type="module")],
)


class RichTextWidget(forms.Textarea):
    """A textarea that static/admin_desk/editor.js turns into an editor of exactly the server's schema."""

    def __init__(self, language, attrs=None):
        self.language = language
        super().__init__({"rows": 14, "lang": language, **(attrs or {})})

    @property
    def media(self):
        return editor_media

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-desk-editor": self.language,
            "data-words": json.dumps({key: str(word) for key, word in EDITOR_WORDS.items()}),
            "data-library": str(reverse_lazy("admin:news_image_library")),
            "data-pictures": LIBRARY,
            "data-targets": str(reverse_lazy("admin:news_article_link_targets")),
        }
        return context

    def use_required_attribute(self, initial):
        """False: the textarea is hidden, so the browser could not show its message."""
        return False


class WithEditor:
    """For a ModelAdmin whose form has an editor or a choice of pictures: their modules import each other.

    The import map is inline, so it carries the page's nonce.
    """

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


class DateInput(forms.DateInput):
    """The browser's own date field, whose value is ISO whatever it displays."""

    input_type = "date"

    def __init__(self, attrs=None):
        within = {"min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
        super().__init__(attrs=within | (attrs or {}), format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%H:%M")


class BakuMomentWidget(forms.SplitDateTimeWidget):
    """A date and a time, each with a label of its own, in Baku time."""

    template_name = "news/widgets/baku_moment.html"
    supports_microseconds = False
    use_fieldset = True

    def __init__(self, attrs=None):
        forms.MultiWidget.__init__(self, [DateInput(), TimeInput()], attrs)


class DayField(forms.DateField):
    widget = DateInput
    default_validators = [within_reach]


class MomentField(forms.SplitDateTimeField):
    widget = BakuMomentWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        day, _time = self.fields
        day.validators.append(within_reach)


def is_number(value):
    value = str(value)
    return value.isascii() and value.isdigit() and len(value) < 19


class OnlyNumbers:
    """The field refuses a manipulated choice; the widget must be able to display it."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if is_number(one)], attr)


class WithPlaceholder:
    """What the empty field says; the admin's own says nothing."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        placeholder = {"data-placeholder": base_attrs.get("data-placeholder", "")}
        return super().build_attrs(base_attrs, extra_attrs) | placeholder


class NounSelect(OnlyNumbers, WithPlaceholder, widgets.AutocompleteSelect):
    pass


class NounSelectMultiple(OnlyNumbers, WithPlaceholder, widgets.AutocompleteSelectMultiple):
    pass


class ChoosesNouns:
    """For an admin class: autocomplete fields in the desk's own widgets."""

    picture_fields = ()
    placeholders = {}  # {field: what it says while nothing is chosen}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.picture_fields:
            field.widget = field.widget.widget  # without the admin's links: the dialog adds pictures itself
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.picture_fields:
            kwargs["widget"] = PictureSelect()
        elif db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NounSelect(db_field, self.admin_site, self._placeholder(db_field))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NounSelectMultiple(db_field, self.admin_site, self._placeholder(db_field))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _placeholder(self, db_field):
        return {"data-placeholder": self.placeholders.get(db_field.name, "")}


class PictureSelect(OnlyNumbers, forms.Select):
    """One of the newest pictures, by its words; where scripts run any of the library, by its look."""

    template_name = "news/widgets/picture_select.html"
    offered = 50

    def __init__(self, attrs=None):
        super().__init__(attrs)
        # Asked once for all rows of a form, whose widgets are copies of one.
        self.newest = Image.objects.order_by("-uploaded_at", "-pk")[: self.offered]
        self.stored = Image.objects.none()  # those that the form's rows show

    @property
    def media(self):
        return picture_media

    def optgroups(self, name, value, attrs=None):
        chosen = self.chosen(value)
        pictures = {image.pk: image for image in [*filter(None, [chosen]), *self.newest]}
        self.choices = [("", gettext("No picture")), *((pk, str(image)) for pk, image in pictures.items())]
        return super().optgroups(name, value, attrs)

    def chosen(self, value):
        wanted = next((int(one) for one in value if is_number(one)), None)
        if wanted is None:
            return None
        known = {image.pk: image for image in [*self.newest, *self.stored]}
        return known.get(wanted) or Image.objects.filter(pk=wanted).first()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | {
            "picture": self.chosen(self.format_value(value)),
            "library": reverse("admin:news_image_library"),
            "words": json.dumps({key: str(word) for key, word in PICTURE_WORDS.items()}),
        }
