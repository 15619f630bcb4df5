"""What supervisors ask for: whether the process lives, whether it can serve, what it has done."""

from functools import wraps
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from news.readership.readers import client_address

from . import health

NEAR = [
    ip_network(name)
    for name in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
]


def for_machines(view):
    """404 for the public: only for requests with the token, from this machine or from its private network."""

    @wraps(view)
    def guarded(request):
        if not (has_token(request) or is_near(request)):
            raise Http404
        response = view(request)
        response["Cache-Control"] = "no-store"
        return response

    return require_safe(guarded)


def has_token(request):
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.HEALTH_TOKEN) and constant_time_compare(given, settings.HEALTH_TOKEN)


def is_near(request):
    """A request through a proxy that is not declared as ours may come from anywhere."""
    if "HTTP_X_FORWARDED_FOR" in request.META and not settings.TRUSTED_PROXIES:
        return False
    try:
        address = ip_address(client_address(request.META))
    except ValueError:
        return False
    return any(address in network for network in NEAR if network.version == address.version)


@for_machines
def alive(request):
    """The process answers; nothing else is checked, so that a missing database restarts no process."""
    return HttpResponse("ok\n", content_type="text/plain")


@for_machines
def ready(request):
    """503 while no page can be made; when only other parts fail they are named, and the status stays 200."""
    found = health.report()
    return JsonResponse(found, status=200 if health.is_ready(found) else 503)


@for_machines
def metrics(request):
    from .metrics import exposition  # no page and no command needs it

    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
