"""Browsers without a screen: with cookies and forms."""

import http.cookiejar
import io
import time
import urllib.error
import urllib.parse
import urllib.request
from types import SimpleNamespace

from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.helpers.user_agents import FIREFOX


def cookies_of(user):
    """The cookies of a session that is valid at every site with the same secret key."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Browser:
    """Keeps its cookies and follows no redirect."""

    def __init__(self, site, cookies=""):
        self.site, self.cookies = site, cookies

    def open(self, path, form=None, files=None):
        headers = {"User-Agent": FIREFOX, "Cookie": self.cookies, "Accept-Language": "en"}
        data = encoded(form).encode() if form else None
        if files:
            data, headers["Content-Type"] = in_parts(form, files)
        request = urllib.request.Request(self.site.url + path, data, headers)  # noqa: S310 - our own server
        try:
            answer = urllib.request.build_opener(NoRedirect).open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies += "; " + cookie.partition(";")[0]
        return SimpleNamespace(status=answer.status, content=answer.read(), headers=answer.headers)


def encoded(form):
    return urllib.parse.urlencode(form, doseq=True)


def in_parts(fields, files):
    """(body, content type) of a form with files, {name: (file name, content)} (RFC 7578)."""
    border = "------------------border-of-a-form"
    body = io.BytesIO()
    for name, value in fields.items():
        body.write(f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (called, content) in files.items():
        disposition = f'form-data; name="{name}"; filename="{called}"'
        head = f"--{border}\r\nContent-Disposition: {disposition}\r\nContent-Type: image/jpeg\r\n\r\n"
        body.write(head.encode() + content + b"\r\n")
    body.write(f"--{border}--\r\n".encode())
    return body.getvalue(), f"multipart/form-data; boundary={border}"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def until(holds, seconds=40):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


class FormBrowser:
    """Keeps cookies, follows redirects, sends the forms that a page holds."""

    def __init__(self):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.addheaders = [("User-Agent", FIREFOX), ("Accept-Language", "en")]

    def get(self, url):
        return self._open(url)

    def _open(self, url, data=None, headers=None):
        request = urllib.request.Request(url, data, headers or {})  # noqa: S310 - our own server
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def post(self, url, files=None, **fields):
        """Send as multipart, with all hidden fields of the page."""
        _status, page = self.get(url)
        hidden = [field.attributes for field in HTMLParser(page).css("input[type=hidden]")]
        sent = {field["name"]: field.get("value") or "" for field in hidden if "name" in field}
        return self.send(url, sent | fields, files)

    def send(self, url, fields, files=None):
        body, kind = in_parts(fields, files or {})
        return self._open(url, body, {"Content-Type": kind})

    def sign_in(self, site, name, password):
        return self.post(site.url + "/admin/login/?next=/admin/", username=name, password=password)
