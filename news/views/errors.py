"""Error pages, in the language and with the navigation of their address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """No database, no context processor: whatever failed may be what they need."""
    context = {"LANGUAGE_CODE": translation.get_language()}
    return HttpResponse(get_template("500.html").render(context), status=500)
