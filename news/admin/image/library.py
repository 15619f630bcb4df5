"""The library in the picture dialog (static/admin_desk/pictures.js): finding pictures and uploading them."""

import json

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from news.images.decoding import ACCEPTED_TYPES, read_picture
from news.models import Image
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in, fields_in_each, value_in
from news.text.richtext import plain_text

OF_EVERY_LANGUAGE = ("is_decorative", "licence")
OF_A_LANGUAGE = ("alt", "credit", "caption")
DIALOG_WORDS = {
    "nothingFound": _("Nothing found."),
    "failed": _("The list could not be loaded. Check the connection and try again."),
    "uploading": _("It is being uploaded…"),
    "uploadFailed": _(
        "The site did not take the picture. What you wrote is still here: check the connection and try again."
    ),
    "signedOut": _(
        "You are signed out. Sign in again in another tab, then try again: this page keeps it all."
    ),
    "uploaded": _("Uploaded."),
    "useTwin": _("Use that one"),
    "remove": _("Do not upload it"),
    "lose": _("Close without uploading? The pictures and what you wrote about them are lost."),
    "noPicture": _("No picture was among what you dropped."),
}


class OffersLibrary:
    """For the pictures' admin: the views behind the dialog."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("library/", view(self.library_view), name="news_image_library"),
            path("upload/", view(self.upload_view), name="news_image_upload"),
            *super().get_urls(),
        ]

    def library_view(self, request):
        """The inside of the dialog: the same search, filters and pages as those of the library's own list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect("admin:news_image_library")
        is_last = not found.multi_page or found.page_num >= found.paginator.num_pages
        context = {
            "cl": found,
            "tiles": [(image, json.dumps(offered(image))) for image in found.result_list],
            "next": None if is_last else found.page_num + 1,
            "words": json.dumps({name: str(word) for name, word in DIALOG_WORDS.items()}),
            "upload": self.upload_form(request) if self.has_add_permission(request) else None,
            "accepted_types": ACCEPTED_TYPES,
        }
        return render(request, "admin/news/image/library.html", context)

    def upload_form(self, request):
        """(fields of each language, fields of all) for one picture of several: its number is put in later."""
        form = self.upload_form_class(request)(auto_id="desk-upload-__number__-%s")
        by_language = [
            (language, LANGUAGE_NAMES[language], [form[field_in(name, language)] for name in OF_A_LANGUAGE])
            for language in LANGUAGES
        ]
        return by_language, [form[name] for name in OF_EVERY_LANGUAGE]

    def upload_form_class(self, request):
        return self.get_form(request, fields=["file", *OF_EVERY_LANGUAGE, *fields_in_each(*OF_A_LANGUAGE)])

    def upload_view(self, request):
        """One picture, judged, stored and logged as by the form of the library's own page."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = self.upload_form_class(request)(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse(refusal(form, request.FILES.get("file")), status=400)
        with transaction.atomic():
            image = self.save_form(request, form, change=False)
            self.save_model(request, image, form, change=False)
            self.save_related(request, form, [], change=False)
            self.log_addition(request, image, self.construct_change_message(request, form, [], add=True))
        return JsonResponse({"picture": offered(image)})


def refusal(form, file):
    """Sentences by field; and the picture that is there already, if that is the reason."""
    errors = {name: [plain_text(str(error)) for error in errors] for name, errors in form.errors.items()}
    codes = {error.code for error in form.errors.as_data().get("file", ())}
    twin = Image.objects.same_as(read_picture(file), file).first() if "twin" in codes else None
    return {"errors": errors, "twin": offered(twin) if twin else None}


def offered(image):
    """What the page that opened the dialog needs to know of a picture."""
    return {
        "id": image.pk,
        "name": str(image),
        "url": image.file.url,
        "thumbnail": image.thumbnail.url,
        "width": image.width,
        "height": image.height,
        "alt": {language: value_in(image, "alt", language) for language in LANGUAGES},
        "caption": {language: value_in(image, "caption", language) for language in LANGUAGES},
    }
