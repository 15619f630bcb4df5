"""How a reader likes to read: one first-party cookie, applied as attributes on <html> by the server.

Few settings with few values each, so that finished pages have few variants; whatever else a cookie
holds is ignored. Nothing in it tells one person from another.
"""

from functools import lru_cache

from django import forms
from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

COOKIE = "__Host-reading" if settings.HTTPS else "reading"
A_YEAR = 365 * 24 * 60 * 60

# The first value of each is how the site looks without a choice.
CHOICES = {
    "contrast": [
        ("", _("As on the device")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("black-on-white", _("Black on white")),
        ("yellow-on-black", _("Yellow on black")),
    ],
    "size": [("", "100 %"), ("2", "115 %"), ("3", "135 %"), ("4", "160 %"), ("5", "200 %")],
    "spacing": [("", _("Usual")), ("wide", _("Wide lines and letters"))],
    "font": [("", _("Usual")), ("plain", _("Plain letters"))],
    "images": [("", _("Shown")), ("none", _("Not shown"))],
    "links": [("", _("Usual")), ("underlined", _("All underlined"))],
}


class ReadingForm(forms.Form):
    contrast = forms.ChoiceField(label=_("Colours"), choices=CHOICES["contrast"], required=False)
    size = forms.ChoiceField(label=_("Text size"), choices=CHOICES["size"], required=False)
    spacing = forms.ChoiceField(label=_("Spacing"), choices=CHOICES["spacing"], required=False)
    font = forms.ChoiceField(label=_("Letters"), choices=CHOICES["font"], required=False)
    images = forms.ChoiceField(label=_("Pictures"), choices=CHOICES["images"], required=False)
    links = forms.ChoiceField(label=_("Links"), choices=CHOICES["links"], required=False)


def valid_settings(values):
    """The valid settings that differ from the usual ones, in the order of CHOICES."""
    return {
        name: values[name]
        for name, choices in CHOICES.items()
        if values.get(name) and values[name] in dict(choices)
    }


def cookie_text(chosen):
    """The text of the cookie: contrast:dark&size:3."""
    return "&".join(f"{name}:{value}" for name, value in chosen.items())


def settings_in(text):
    return valid_settings(dict(pair.split(":", 1) for pair in (text or "").split("&") if ":" in pair))


@lru_cache(maxsize=1024)
def cookie_of(header):
    """The settings in a Cookie header, spelled as in the key of a finished page."""
    return cookie_text(settings_in(parse_cookie(header).get(COOKIE))) if COOKIE in header else ""


def attributes(chosen):
    return format_html_join("", ' data-{}="{}"', chosen.items())


def fields_of(chosen):
    """The fields of the panel with those settings, for the templates."""
    return [
        {"name": name, "label": field.label, "choices": CHOICES[name], "value": chosen.get(name)}
        for name, field in ReadingForm.base_fields.items()
    ]


def reading(request):
    """For the templates: the attributes of <html>."""
    return {"reading": {"attributes": attributes(getattr(request, "reading", {}))}}


def reading_middleware(get_response):
    """Every page depends on the cookie, so a cache must not show one reader's page to another."""

    def middleware(request):
        request.reading = settings_in(request.COOKIES.get(COOKIE))
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def keep(response, chosen):
    if chosen:
        response.set_cookie(
            COOKIE, cookie_text(chosen), max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
