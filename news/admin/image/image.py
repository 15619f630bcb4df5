"""The picture library: uploading with alternative text, finding pictures, and where each is used."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from news.admin.languages import InBothLanguages, language_fieldsets
from news.admin.search_text import SearchTextMixin
from news.images.decoding import ACCEPTED_TYPES
from news.images.uses import uses_of
from news.models import Image
from news.models.image import SHOWN_USES

from .file_acts import ActsOnFiles
from .filters import PICTURE_FILTERS
from .library import OffersLibrary
from .links import links_to, refuse_twin

PREVIEW = 480
FOCUS_WORDS = {"focus_x": _("From the left: {percent}%"), "focus_y": _("From the top: {percent}%")}
PICKER_WORDS = {
    "name": _("Focal point"),
    "help": _("Click what must stay in sight, or move the mark with the arrow keys (with Shift: further)."),
    "crops": _("How it is cut"),
}


class ImageForm(forms.ModelForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        return refuse_twin(file) if file and file is not self.instance.file else file


@admin.register(Image)
class ImageAdmin(OffersLibrary, ActsOnFiles, SearchTextMixin, InBothLanguages):
    list_filter = PICTURE_FILTERS
    readonly_fields = ("preview", "used_in")
    form = ImageForm
    list_per_page = 24
    list_max_show_all = 0
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["admin_desk/focal_point.css", "admin_desk/pictures.css"]}
        js = [Script("admin_desk/focal_point.js", type="module")]

    def get_fieldsets(self, request, obj=None):
        about = ["preview", "used_in"] if obj else []
        return [
            (None, {"fields": [*about[:1], "file", "is_decorative", "licence"]}),
            (_("Focal point"), {"fields": ["focus_x", "focus_y"], "classes": ["desk-focus"]}),
            *language_fieldsets("alt", "caption", "credit"),
            *([(_("Where it is used"), {"fields": about[1:]})] if obj else []),
        ]

    def get_readonly_fields(self, request, obj=None):
        """Another file takes the place of the present one by an act of its own, which may be refused."""
        return (*self.readonly_fields, "file") if obj else self.readonly_fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "file":
            field.widget.attrs["accept"] = ACCEPTED_TYPES
        if db_field.name in FOCUS_WORDS:
            field.widget.attrs |= {"max": 100, "data-word": str(FOCUS_WORDS[db_field.name])}
        if db_field.name == "focus_x":
            field.widget.attrs |= {f"data-{name}": str(word) for name, word in PICKER_WORDS.items()}
        return field

    def get_deleted_objects(self, objs, request):
        """A picture in a text is protected like one in a field: the confirmation page says where it is."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        shown_in = [use for image in objs for use in uses_of(image, SHOWN_USES)]
        links = links_to(shown_in[:SHOWN_USES])
        # Permissions to delete what shows the picture do not matter: nothing of that is deleted.
        return (to_delete, counts, set(), links) if links else (to_delete, counts, needed, protected)

    @admin.display(description=_("picture"))
    def preview(self, image):
        """Decorative here: the text beside it names the picture."""
        height = round(PREVIEW * image.height / image.width) if image.width else PREVIEW
        return format_html(
            '<img src="{}" alt="" width="{}" height="{}" loading="lazy" class="desk-thumbnail">',
            image.jpeg_for(PREVIEW).url,
            PREVIEW,
            height,
        )

    @admin.display(description=_("used in"))
    def used_in(self, image):
        uses = uses_of(image, SHOWN_USES + 1)
        if not uses:
            return _("Nowhere yet.")
        links = [(link,) for link in links_to(uses[:SHOWN_USES])]
        more = [(_("And elsewhere: these are the newest."),)] if len(uses) > SHOWN_USES else []
        return format_html(
            '<ul class="desk-plain">{}</ul>', format_html_join("", "<li>{}</li>", [*links, *more])
        )
