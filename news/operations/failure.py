"""The page for what failed: a mistake of ours, or something that stands in the way for a while."""

import logging
import sys

from django.http import HttpResponse
from django.template.loader import get_template
from django.utils import translation

from news.addresses import is_at_the_desk

from .outages import Obstacle, obstacle_behind

log = logging.getLogger(__name__)


def server_error(request):
    """Without the database or a context processor: they may need the very part that failed.

    503 for what time mends: search engines and proxies keep what they have and come again.
    """
    obstacle = obstacle_behind(sys.exception())
    status = 503 if obstacle else 500
    context = {"LANGUAGE_CODE": translation.get_language(), "status": status}
    template = "503_desk.html" if obstacle and is_at_the_desk(request) else "500.html"
    if template == "503_desk.html":
        context |= {
            "obstacle": obstacle.value,
            "is_collision": obstacle is Obstacle.COLLISION,
            "path": request.get_full_path(),
            "typed": typed_into(request),
            "files": request.FILES,
        }
    response = HttpResponse(get_template(template).render(context), status=status)
    if obstacle:
        log.warning("Answered with 503: %s", obstacle.name)
        response["Retry-After"] = "30"
    return response


def typed_into(request):
    """The fields of a form that could not be saved, to be sent again; a password is never written out.

    The form's CSRF token was checked before the database was asked, so this person did send it.
    """
    if any("password" in name for name in request.POST):
        return []
    return [(name, value, is_text(value)) for name, values in request.POST.lists() for value in values]


def is_text(value):
    return len(value) > 30 or "\n" in value
