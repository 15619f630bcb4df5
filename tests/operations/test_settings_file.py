"""deploy/site.env names what a real site sets, and the site starts with it."""

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from django.conf import settings

from tests.helpers.real_server import ROOT

pytestmark = pytest.mark.once

SITE_ENV = ROOT / "deploy" / "site.env"
NOT_FOR_A_REAL_SITE = {"DEBUG", "DEMO", "DEMO_PASSWORD", "HOST"}
BLANK = ["SECRET_KEY", "ENCRYPTION_KEYS", "AUDIT_KEYS", "EMAIL_URL", "AUDIT_SEAL_EMAIL"]
FOR_THE_SERVER = {"WORKERS"}  # read by the unit


def variables_of_site_env():
    """{name: (the line before it, value)}, those that are commented out included."""
    lines = SITE_ENV.read_text().splitlines()
    found = {}
    for before, line in pairwise(lines):
        if named := re.fullmatch(r"#?([A-Z][A-Z0-9_]+)=(.*)", line):
            found[named[1]] = (before, named[2])
    return found


def test_settings_file_names_every_variable_that_a_real_site_may_set():
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", (ROOT / "ombudsman_site" / "settings.py").read_text()))
    assert set(variables_of_site_env()) == (read - NOT_FOR_A_REAL_SITE) | FOR_THE_SERVER


def test_settings_file_has_a_sentence_before_each_variable():
    assert [
        name for name, (before, _) in variables_of_site_env().items() if not before.startswith("# ")
    ] == []


def test_settings_file_holds_no_secret_and_no_name():
    assert [SITE_ENV.read_text().count(f"\n{name}=\n") for name in BLANK] == [1] * len(BLANK)


def test_settings_file_passes_every_check_once_its_blanks_are_filled(tmp_path):
    filled = {
        "SECRET_KEY": "Zk3v9LrXq8TnB5yWc2Hs7Jd4Gf6Pm1AeUo0RiQt-production-like",
        "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
        "AUDIT_KEYS": ",".join(settings.AUDIT_KEYS),
        "EMAIL_URL": "smtp+tls://desk:secret@mail.example:587",
        "AUDIT_SEAL_EMAIL": "keeper@elsewhere.example",
    }
    assert list(filled) == BLANK
    script = '. "$1"; exec "$2" manage.py check --deploy --fail-level WARNING'
    shell = SITE_ENV.read_text()
    for name, value in filled.items():
        shell = shell.replace(f"\n{name}=\n", f"\n{name}={value}\n")
    shell = shell.replace("DATA_DIR=/srv/ombudsman/data", f"DATA_DIR={tmp_path}")
    (tmp_path / "site.env").write_text(shell)
    done = subprocess.run(
        ["sh", "-ac", script, "sh", str(tmp_path / "site.env"), sys.executable],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
