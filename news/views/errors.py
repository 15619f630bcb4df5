"""Error pages, in the language and with the navigation of their address."""

import sys

from django.db import InterfaceError, OperationalError
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
    """No database, no context processor: whatever failed may be what they need.

    A database that does not answer is a 503: searchers and proxies come again and keep what they have.
    """
    is_gone = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = 503 if is_gone else 500
    context = {"LANGUAGE_CODE": translation.get_language(), "status": status}
    response = HttpResponse(get_template("500.html").render(context), status=status)
    if is_gone:
        response["Retry-After"] = "30"
    return response
