"""Every kind of page in both languages is valid HTML."""

import urllib.error
import urllib.request

from tests.browser import nu_checker
from tests.browser.pages import KINDS, address_of


def source_of(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.read()
    except urllib.error.HTTPError as answer:
        return answer.read()


def test_every_kind_of_page_is_valid_html(site, checked, tmp_path):
    for kind in KINDS:
        for language in ("az", "en"):
            name = f"{kind} {language}.html".replace(" ", "-")
            (tmp_path / name).write_bytes(source_of(f"{site}{address_of(kind, language, site)}"))
    wrong = nu_checker.findings(tmp_path)
    checked("html", views=len(list(tmp_path.iterdir())), findings=len(wrong), version=nu_checker.version())
    assert not wrong, "\n".join(wrong)
