"""The desk's addresses, and what a browser sends from its forms: all fields of the page, with changes."""

from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser

LIST = "/admin/news/article/"
ADD = "/admin/news/edition/add/"
SKIPPED_TYPES = {"submit", "button", "file", "image", "reset"}


def sent_from(response, form="#edition_form", **changes):
    """The fields of the form on that page as they are, with these changes."""
    page = HTMLParser(response.content)
    data = {}
    for field in page.css(f"{form} input, {form} select, {form} textarea"):
        name, kind = field.attributes.get("name"), field.attributes.get("type", "text")
        if not name or "__prefix__" in name or kind in SKIPPED_TYPES:
            continue
        if field.tag == "select":
            chosen = [option.attributes.get("value", "") for option in field.css("option[selected]")]
            data[name] = chosen if "multiple" in field.attributes else (chosen or [""])[0]
        elif kind in ("checkbox", "radio"):
            if "checked" in field.attributes:
                data[name] = field.attributes.get("value") or "on"
        else:
            data[name] = field.text() if field.tag == "textarea" else field.attributes.get("value") or ""
    return data | changes


def text_of(response):
    body = HTMLParser(response.content).body
    for hidden in body.css("script, style"):
        hidden.decompose()
    return " ".join(body.text(separator=" ").split())


def desk_of(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def form_of(edition):
    return f"/admin/news/edition/{edition.pk}/change/"


def act_page(edition, name):
    return f"/admin/news/edition/{edition.pk}/act/{name}/"


def do(client, edition, name, **fields):
    """Open the act's page and press its button."""
    page = client.get(act_page(edition, name))
    data = sent_from(page, form="#content-main form", **fields)
    return client.post(act_page(edition, name), data, follow=True)
