"""The picture library: uploading with alternative text, finding again, and where a picture is used."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from news.languages import LANGUAGES, field_in, value_in
from news.models import Edition, Image, Person

from .folded import FoldedSearch
from .languages import InBothLanguages, language_fieldsets

PICTURES_PER_PAGE = 24
SHOWN_USES = 50


@admin.register(Image)
class ImageAdmin(FoldedSearch, InBothLanguages):
    list_display = ("thumbnail", "__str__", "credit", "uploaded_at")
    list_display_links = ("thumbnail", "__str__")
    readonly_fields = ("preview", "used_in")
    list_per_page = 30
    show_full_result_count = False
    actions = None

    def get_fieldsets(self, request, obj=None):
        about = ["preview", "used_in"] if obj else []
        return [
            (None, {"fields": [*about[:1], "file", "is_decorative"]}),
            *language_fieldsets("alt", "caption", "credit"),
            *([(_("Where it is used"), {"fields": about[1:]})] if obj else []),
        ]

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return picture_tag(image, 96)

    @admin.display(description=_("picture"))
    def preview(self, image):
        return picture_tag(image, 480)

    @admin.display(description=_("used in"))
    def used_in(self, image):
        uses = [
            *(
                (reverse("admin:news_edition_change", args=[edition.pk]), edition)
                for edition in editions_with(image)[:SHOWN_USES]
            ),
            *(
                (reverse("admin:news_person_change", args=[person.pk]), person)
                for person in Person.objects.filter(photo=image)
            ),
        ]
        if not uses:
            return _("Nowhere yet.")
        return format_html(
            '<ul class="desk-plain">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', uses)
        )

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


def editions_with(image):
    in_text = Q()
    for language in LANGUAGES:
        in_text |= Q(**{f"{field_in('body', language)}__contains": image.file.url})
    places = Q(lead_image=image) | Q(gallery__image=image) | in_text
    return Edition.objects.filter(places).distinct().order_by("-article_id", "-sequence")


def picture_tag(image, width):
    """Decoration here: the text beside it names the picture."""
    height = round(width * image.height / image.width) if image.width else width
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy" class="desk-thumbnail">',
        image.file.url,
        width,
        height,
    )


def offered(image):
    return {
        "id": image.pk,
        "url": image.file.url,
        "thumbnail": image.file.url,
        "width": image.width,
        "height": image.height,
        "alt": {language: value_in(image, "alt", language) for language in LANGUAGES},
        "caption": {language: value_in(image, "caption", language) for language in LANGUAGES},
    }
