"""The browser of readers and officers: each request comes from its address, over a connection of its own."""

import http.client
import socket
import ssl
from types import SimpleNamespace

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.helpers.user_agents import FIREFOX

NOBODY = SimpleNamespace(status=None, body=b"", headers=http.client.HTTPMessage(), by=None)
NO_FIELDS = {"submit", "button", "file", "image", "reset"}


def any_certificate():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Browser:
    """open() returns None as status when nobody answered, and `refused` when nobody can have been asked."""

    def __init__(self, place, address, timeout=15):
        self.host, self.port, self.address, self.timeout = place["host"], place["port"], address, timeout
        self.cookies = {}
        self.context = any_certificate()

    def open(self, path, body=None, content_type="application/x-www-form-urlencoded"):
        line = socket.socket()
        line.settimeout(self.timeout)
        try:
            line.bind((self.address, 0))
            line.connect(("127.0.0.1", self.port))
        except OSError:
            line.close()
            return SimpleNamespace(**vars(NOBODY) | {"refused": True})
        try:
            return self._asked(line, path, body, content_type)
        except (OSError, http.client.HTTPException):
            return SimpleNamespace(**vars(NOBODY) | {"refused": False})
        finally:
            line.close()

    def _asked(self, line, path, body, content_type):
        connection = http.client.HTTPConnection(self.host)
        connection.sock = self.context.wrap_socket(line, server_hostname=self.host)
        headers = {"Host": self.host, "User-Agent": FIREFOX, "Accept-Language": "en", "Connection": "close"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": content_type, "Referer": f"https://{self.host}{path}"}
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        # What nginx shows of the pages kept for an outage carries no ETag: see deploy/nginx/.
        by = "site" if "ETag" in answer.headers or answer.status != http.client.OK else "kept"
        return SimpleNamespace(
            status=answer.status, body=content, headers=answer.headers, by=by, refused=answer.status == 429
        )


def fields_of(body, form):
    """The fields of a form as they stand in the page."""
    found = {}
    for field in HTMLParser(body).css(f"{form} input, {form} select, {form} textarea"):
        name, kind = field.attributes.get("name"), field.attributes.get("type", "text")
        if not name or "__prefix__" in name or kind in NO_FIELDS:
            continue
        if field.tag == "select":
            chosen = [option.attributes.get("value", "") for option in field.css("option[selected]")]
            found[name] = chosen if "multiple" in field.attributes else (chosen or [""])[0]
        elif kind in ("checkbox", "radio"):
            if "checked" in field.attributes:
                found[name] = field.attributes.get("value") or "on"
        else:
            found[name] = field.text() if field.tag == "textarea" else field.attributes.get("value") or ""
    return found
