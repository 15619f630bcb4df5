from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from news.public.page_addresses import in_every_language
from news.public.parameters import page_parameters
from news.public.reading_settings import ReadingForm, keep, valid_settings

from .errors import csrf_failure

LONGEST_PATH = 2000


@page_parameters("reset", "next")
@csrf_exempt  # public pages are the same for all and carry no token; the origin is checked below
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request):
    """Set by the form, undone by a link; both lead back to the page that the reader came from."""
    if request.method == "POST" and sent_from_elsewhere(request):
        return csrf_failure(request)
    if request.method == "POST":
        return keep(back(request, request.POST), valid_settings(request.POST))
    if "reset" in request.GET:
        return keep(back(request, request.GET), {})
    request.addresses = in_every_language("reading_settings", noindex=True)
    form = ReadingForm(initial=request.reading)
    return render(request, "news/reading_settings.html", {"form": form})


def sent_from_elsewhere(request):
    """Every recent browser says whether a form was on a page of this site (Fetch Metadata)."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def back(request, values):
    path = values.get("next", "")
    inside = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    target = path if inside and len(path) < LONGEST_PATH else reverse("news:reading_settings")
    return HttpResponseRedirect(target, status=303)
