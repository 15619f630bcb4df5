"""What machines ask for: health, the icon, uploaded files."""

import re

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

# Letters, digits and points in folders; no part begins with a point, so none leads upwards or is hidden.
MEDIA_PATH = re.compile(r"(?:[A-Za-z0-9_-][\w.-]{0,80}/){1,5}[A-Za-z0-9_-][\w.-]{0,120}\.([a-z0-9]{2,5})")
SHOWN_IN_PLACE = {
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
SAVED = {
    "csv": "text/csv; charset=utf-8",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "odp": f"{OPEN_DOCUMENT}.presentation",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "odt": f"{OPEN_DOCUMENT}.text",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}


@require_safe
def alive(request):
    response = HttpResponse("ok\n", content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def favicon(request):
    return HttpResponseRedirect(static("img/favicon.svg"))


@require_safe
def media(request, path):
    """An uploaded file, under a name that never changes its content, as the type that its name says.

    The type comes from our own list and never from the content or the system: nothing that somebody
    uploads can become a page or a script here.
    """
    found = MEDIA_PATH.fullmatch(path)
    extension = found and found[1]
    if extension not in SHOWN_IN_PLACE and extension not in SAVED:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Content-Type"] = SHOWN_IN_PLACE.get(extension) or SAVED[extension]
    if extension in SAVED:
        response["Content-Disposition"] = "attachment"
    elif extension != "pdf":
        # Feeds carry pictures to readers on other sites.
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=31536000, immutable=True)
    return response
