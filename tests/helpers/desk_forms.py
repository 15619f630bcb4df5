"""What a browser would send from the desk's form: everything the page holds, then the changes."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser

SKIPPED_TYPES = {"submit", "button", "file", "image", "reset"}


def sent_from(response, form="#edition_form", **changes):
    """The fields of the form on that page as they stand, with these changes."""
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
