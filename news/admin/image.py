"""The picture library: uploading with alternative text, finding pictures, and where each is used."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from news.images.decoding import ACCEPTED_TYPES, read_picture
from news.images.uses import uses_of
from news.models import Edition, Image
from news.text.languages import LANGUAGES, value_in

from .languages import InBothLanguages, language_fieldsets
from .search_text import SearchTextMixin

PICTURES_PER_PAGE = 24
SHOWN_USES = 50
THUMBNAIL = 320
FOCUS_WORDS = {"focus_x": _("From the left: {percent}%"), "focus_y": _("From the top: {percent}%")}
PICKER_WORDS = {
    "name": _("Focal point"),
    "help": _("Click what must stay in sight, or move the mark with the arrow keys (with Shift: further)."),
    "crops": _("How it is cut"),
}


class ImageForm(forms.ModelForm):
    def clean_file(self):
        """Read the upload here: the editor learns at once what is wrong, or that it is here already."""
        file = self.cleaned_data["file"]
        if file and file is not self.instance.file:
            twin = Image.objects.same_as(read_picture(file), file).first()
            if twin:
                raise ValidationError(already_here(twin))
        return file


def already_here(image):
    sentence = gettext("This picture is in the library already: {link}. Use that one.")
    link = format_html('<a href="{}">{}</a>', address_of(image), image)
    return format_html(sentence, link=link)


def links_to(uses):
    """People who may delete a picture must see that it is used, but not what a limited edition is about."""
    editions = [use.pk for use in uses if isinstance(use, Edition)]
    limited = set(Edition.objects.limited().filter(pk__in=editions))
    unnamed = gettext("An edition that only some people may see")
    names = [(address_of(use), unnamed if use in limited else use) for use in uses]
    return [format_html('<a href="{}">{}</a>', *name) for name in names]


def address_of(thing):
    return reverse(f"admin:news_{thing._meta.model_name}_change", args=[thing.pk])


@admin.register(Image)
class ImageAdmin(SearchTextMixin, InBothLanguages):
    list_display = ("__str__", "thumbnail", "credit", "uploaded_at")
    list_display_links = ("__str__",)
    readonly_fields = ("preview", "used_in")
    form = ImageForm
    list_per_page = 30
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["admin_desk/focal_point.css"]}
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
        """The file of a picture in the library is never replaced, because public editions show it."""
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
        shown_in = [use for image in objs for use in uses_of(image)]
        links = links_to(shown_in[:SHOWN_USES])
        # Permissions to delete what shows the picture do not matter: nothing of that is deleted.
        return (to_delete, counts, set(), links) if links else (to_delete, counts, needed, protected)

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return picture_tag(image, 96)

    @admin.display(description=_("picture"))
    def preview(self, image):
        return picture_tag(image, 480)

    @admin.display(description=_("used in"))
    def used_in(self, image):
        links = [(link,) for link in links_to(uses_of(image)[:SHOWN_USES])]
        if not links:
            return _("Nowhere yet.")
        return format_html('<ul class="desk-plain">{}</ul>', format_html_join("", "<li>{}</li>", links))

    def get_urls(self):
        library = self.admin_site.admin_view(self.library_view)
        return [path("library/", library, name="news_image_library"), *super().get_urls()]

    def library_view(self, request):
        """Pictures for the editor's picker."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found, _may_repeat = self.get_search_results(
            request, Image.objects.order_by("-uploaded_at", "-pk"), request.GET.get("q", "")
        )
        page = Paginator(found, PICTURES_PER_PAGE).get_page(request.GET.get("page"))
        return JsonResponse({"results": [offered(image) for image in page], "more": page.has_next()})


def picture_tag(image, width):
    """Decorative here: the text beside it names the picture."""
    height = round(width * image.height / image.width) if image.width else width
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy" class="desk-thumbnail">',
        image.jpeg_for(width).url,
        width,
        height,
    )


def offered(image):
    return {
        "id": image.pk,
        "url": image.file.url,
        "thumbnail": image.jpeg_for(THUMBNAIL).url,
        "width": image.width,
        "height": image.height,
        "alt": {language: value_in(image, "alt", language) for language in LANGUAGES},
        "caption": {language: value_in(image, "caption", language) for language in LANGUAGES},
    }
