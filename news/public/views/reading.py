from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from news.public.page_addresses import in_every_language
from news.public.reading_settings import ReadingForm, keep, valid_settings

LONGEST_PATH = 2000


@csrf_exempt  # public pages are the same for all and carry no token: see is_own_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request):
    """Set and undone by the buttons of a form, which lead back to the page that the reader came from."""
    if request.method == "POST":
        if not is_own_form(request):
            return render(request, "news/reading_refused.html", status=403)
        chosen = {} if "reset" in request.POST else valid_settings(request.POST)
        return keep(back(request.POST), chosen)
    request.addresses = in_every_language("reading_settings", noindex=True)
    form = ReadingForm(initial=request.reading)
    return render(request, "news/reading_settings.html", {"form": form})


def is_own_form(request):
    """Whether it stood on a page of this site, as the browser says; from who says nothing it is not taken.

    Recent browsers say it by Sec-Fetch-Site, older ones by Origin or, at the least, by Referer. A form on a
    page that asked for no referrer, as a shared preview does, has the Origin "null".
    """
    headers = request.headers
    site, sender = headers.get("Sec-Fetch-Site"), headers.get("Origin") or origin_of(headers.get("Referer"))
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if site:
        return site == "same-origin" and sender in {*own, "null", None}
    return sender in own


def origin_of(address):
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def back(values):
    path = values.get("next", "")
    inside = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    target = path if inside and len(path) < LONGEST_PATH else reverse("news:reading_settings")
    return HttpResponseRedirect(target, status=303)
