"""Acts on the file of a picture: another one takes its place, or a part of it becomes a picture too."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.images.decoding import ACCEPTED_TYPES
from news.images.uses import uses_of_the_file
from news.models import AuditEntry
from news.models.audit_changes import differences
from news.models.image import SHOWN_USES

from .links import links_to, refuse_twin

SHOWN_WIDTH = 960
LEAST_SIDE = 100  # pixels


class FileForm(forms.Form):
    file = forms.FileField(label=_("New file"), widget=forms.FileInput({"accept": ACCEPTED_TYPES}))

    def clean_file(self):
        return refuse_twin(self.cleaned_data["file"])


def pixels(label, least=0):
    return forms.IntegerField(
        label=label, min_value=least, widget=forms.NumberInput({"inputmode": "numeric"})
    )


class PartForm(forms.Form):
    """Four numbers, in pixels of the stored picture; static/admin_desk/crop.js fills them in by dragging."""

    left = pixels(_("From the left (pixels)"))
    top = pixels(_("From the top (pixels)"))
    width = pixels(_("Width (pixels)"), LEAST_SIDE)
    height = pixels(_("Height (pixels)"), LEAST_SIDE)

    def __init__(self, *args, image, **kwargs):
        super().__init__(*args, **kwargs)
        self.image = image
        whole = {"left": 0, "top": 0, "width": image.width, "height": image.height}
        self.initial = whole | self.initial

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        left, top, right, bottom = self.box()
        if right > self.image.width or bottom > self.image.height:
            raise ValidationError(_("The part must lie inside the picture."))
        if (left, top, right, bottom) == (0, 0, self.image.width, self.image.height):
            raise ValidationError(_("This is the whole picture: nothing would be cut off."))
        return cleaned

    def box(self):
        left, top, width, height = (self.cleaned_data[name] for name in ("left", "top", "width", "height"))
        return left, top, left + width, top + height


class ActsOnFiles:
    """For the pictures' admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/replace/", view(self.replace_view), name="news_image_replace"),
            path("<int:pk>/crop/", view(self.crop_view), name="news_image_crop"),
            *super().get_urls(),
        ]

    def replace_view(self, request, pk):
        image = self._found(request, pk, self.has_change_permission)
        is_sent = request.method == "POST"
        uses = uses_of_the_file(image, SHOWN_USES)
        form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
        if is_sent and not uses and form.is_valid():
            with transaction.atomic():
                before = self.stored_state(request, image)
                image.replace_file(form.cleaned_data["file"])
                changes = differences(before, self.stored_state(request, image))
                AuditEntry.objects.record(AuditEntry.Action.CHANGE, request.user, image, changes)
            self.message_user(
                request,
                gettext("The file is replaced. Check whether the alternative text still says what it shows."),
                messages.SUCCESS,
            )
            return redirect("admin:news_image_change", image.pk)
        context = {
            "form": form,
            "uses": links_to(uses),
            "shown": image.thumbnail,
            "action": gettext("Replace the file"),
        }
        return self._page(request, image, "admin/news/image/replace.html", context)

    def crop_view(self, request, pk):
        image = self._found(request, pk, self.has_view_permission)
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = PartForm(request.POST if is_sent else None, image=image)
        if is_sent and form.is_valid():
            part = image.part(form.box())
            try:
                refuse_twin(part.file.file)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self._with_part(request, part)
        shown = image.jpeg_for(SHOWN_WIDTH)
        context = {"form": form, "shown": shown, "action": gettext("Cut out a part")}
        return self._page(request, image, "admin/news/image/crop.html", context)

    def _with_part(self, request, part):
        with transaction.atomic():
            part.save()
            changes = differences({}, self.stored_state(request, part))
            AuditEntry.objects.record(AuditEntry.Action.ADD, request.user, part, changes)
        self.message_user(
            request,
            gettext(
                "The part is a picture of its own now; the whole one stays. "
                "Check whether the alternative text still says what it shows."
            ),
            messages.SUCCESS,
        )
        return redirect("admin:news_image_change", part.pk)

    def _found(self, request, pk, is_permitted):
        image = self.get_object(request, str(pk))
        if image is None:
            raise Http404
        if not is_permitted(request, image):
            raise PermissionDenied
        return image

    def _page(self, request, image, template, context):
        about = {"title": context["action"], "opts": self.opts, "image": image, "media": self.media}
        return render(request, template, self.admin_site.each_context(request) | about | context)
