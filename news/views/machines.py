"""What machines ask for: health, the icon, uploaded files."""

import re

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

LONGEST_NAME = 200
SHOWN_IN_PLACE = re.compile(r"\.(jpg|png|webp|avif|pdf)$")


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
    """An uploaded file, under a name that never changes its content."""
    if len(path) > LONGEST_NAME or "\0" in path:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    if not SHOWN_IN_PLACE.search(path):
        response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=31536000, immutable=True)
    return response
