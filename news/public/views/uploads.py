"""Uploaded files, and the icon of the site."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import serve

from news.images.files import local_path
from news.models.recording import TYPES

from .ranges import in_parts

# Letters, digits and dots, in folders; no part begins with a dot, so none leads upwards or is hidden.
MEDIA_PATH = re.compile(r"(?:[A-Za-z0-9_-][\w.-]{0,80}/){1,5}[A-Za-z0-9_-][\w.-]{0,120}\.([a-z0-9]{2,5})")
PICTURES = {"avif": "image/avif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SHOWN_IN_PLACE = {
    **PICTURES,
    "pdf": "application/pdf",
    "vtt": "text/vtt; charset=utf-8",
    **TYPES,
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
def favicon(request):
    return HttpResponseRedirect(static("img/favicon.svg"))


def file_response(request, path):
    """The file's response, read from the disk or fetched from the object store."""
    if local_path(default_storage, path):
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    try:
        stored = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    changed = int(stored.obj.last_modified.timestamp())
    response = FileResponse(stored.file)
    response["Content-Length"] = stored.size
    response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, last_modified=changed, response=response)


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
    response = in_parts(request, file_response(request, path))
    response["Content-Type"] = SHOWN_IN_PLACE.get(extension) or SAVED[extension]
    if extension in SAVED:
        response["Content-Disposition"] = "attachment"
    elif extension in PICTURES:
        # Feeds show these pictures on other sites.
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=31536000, immutable=True)
    return response
