"""What would be dangerous by accident does not start, or is said in words: the demo, one factor only."""

import os
import runpy
import subprocess
import sys
from unittest import mock

import pytest
from django.conf import settings

from news.operations.demo_accounts import USERS
from tests.helpers.prepared_sites import DATABASE
from tests.helpers.real_server import ROOT
from tools.site_environment import site_environment

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - it must not start there
OWN_PASSWORD = "a-password-of-our-own"
SECRET = "Zk3v9LrXq8TnB5yWc2Hs7Jd4Gf6Pm1AeUo0RiQt-production-like"
ENCRYPTION_KEY = "QtV1c0hNl2z5sZ8kX3yB6nM9rW4eT7uI0oP1aS2dF3g="
OPEN = {"SITE_URL": "https://ombudsman.example", "ALLOWED_HOSTS": "ombudsman.example"}

pytestmark = pytest.mark.once


@pytest.fixture
def complete(tmp_path):
    """What a site needs to start, beside what a test is about."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings",
        "SECRET_KEY": SECRET,
        "ENCRYPTION_KEYS": ENCRYPTION_KEY,
        "AUDIT_KEYS": ENCRYPTION_KEY,
        "DATA_DIR": str(tmp_path),
        "PAGE_CACHE": "off",
    }


@pytest.fixture
def read_settings(complete):
    """Read the file of settings in this environment; SystemExit is how it ends whatever process starts."""

    def read(**environment):
        with mock.patch.dict(os.environ, complete | environment, clear=True):
            return runpy.run_path(str(ROOT / "ombudsman_site" / "settings.py"))

    return read


@pytest.fixture
def start(complete):
    """Start a process of the site with these settings and nothing else."""

    def start(*command, **environment):
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=complete | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return start


# --- The demo -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reached",
    [
        OPEN,
        {"HOST": EVERY_ADDRESS},
        {"HOST": "::"},
        {"HOST": "192.168.1.7"},
        {"ALLOWED_HOSTS": "127.0.0.1,press.example"},
        {"BEHIND_PROXY": "on"},
    ],
    ids=["own name", "every address", "every IPv6 address", "local network", "other name", "proxy"],
)
@pytest.mark.parametrize("password", ["", settings.SHIPPED_DEMO_PASSWORD, "short"])
def test_demo_that_others_can_reach_starts_only_with_a_password_of_its_own(read_settings, reached, password):
    with pytest.raises(SystemExit) as refused:
        read_settings(DEMO="1", DEMO_PASSWORD=password, **reached)
    _heading, *lines = refused.value.code.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("DEMO_PASSWORD must be your own password")


@pytest.mark.parametrize("reached", [OPEN, {"HOST": EVERY_ADDRESS}])
def test_demo_with_a_password_of_its_own_may_be_shown_to_others(read_settings, reached):
    assert read_settings(DEMO="1", DEMO_PASSWORD=OWN_PASSWORD, **reached)["DEMO"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_demo_on_ones_own_machine_needs_none(read_settings, host):
    assert read_settings(DEMO="1", HOST=host)["DEMO"]


def test_make_run_on_every_address_refuses_the_shipped_password(start, tmp_path):
    asked = site_environment({"HOST": EVERY_ADDRESS, "DATA_DIR": str(tmp_path)})
    refused = start("manage.py", "migrate", **asked)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 2
    assert refused.stderr.splitlines()[-1].startswith("DEMO_PASSWORD must be your own password")
    assert start("manage.py", "check", **asked | {"DEMO_PASSWORD": OWN_PASSWORD}).returncode == 0


def test_make_run_prints_the_password_that_the_demo_has(tmp_path):
    assert site_environment({"DATA_DIR": str(tmp_path)})["DEMO_PASSWORD"] == settings.SHIPPED_DEMO_PASSWORD


def test_check_of_a_deployment_fails_on_a_demo(start):
    done = start("manage.py", "check", "--deploy", DEMO="1", DEMO_PASSWORD=OWN_PASSWORD, **OPEN)
    assert done.returncode == 1
    assert "news.E001" in done.stderr


@pytest.fixture
def was_a_demo(prepared_sites, tmp_path):
    prepared_sites.copy("demo", tmp_path)
    return {"DATABASE_URL": f"sqlite:///{tmp_path / DATABASE}"}


CHANGE_PASSWORD = """
import django
django.setup()
from django.contrib.auth import get_user_model
user = get_user_model().objects.get(username={name!r})
user.set_password({password!r})
user.save()
"""
SIGN_IN = """
import django
django.setup()
from django.contrib.auth import authenticate
print("signed in:", [authenticate(username=name, password={password!r}) is not None for name in {names!r}])
"""


@pytest.mark.parametrize(
    ("environment", "is_let_in"), [({}, False), ({"DEMO": "1"}, True)], ids=["real site", "demo"]
)
def test_password_of_the_demo_opens_nothing_on_a_site_that_is_none(start, was_a_demo, environment, is_let_in):
    names = list(USERS)
    script = SIGN_IN.format(names=names, password=settings.SHIPPED_DEMO_PASSWORD)
    said = start("-c", script, **was_a_demo | environment).stdout
    assert f"signed in: {[is_let_in] * len(names)}" in said


def test_own_password_of_the_demo_opens_nothing_either_while_the_settings_name_it(start, was_a_demo):
    sign_in = SIGN_IN.format(names=["admin"], password=OWN_PASSWORD)
    change = CHANGE_PASSWORD.format(name="admin", password=OWN_PASSWORD)
    assert "signed in: [True]" in start("-c", change + sign_in, **was_a_demo).stdout
    assert "signed in: [False]" in start("-c", sign_in, DEMO_PASSWORD=OWN_PASSWORD, **was_a_demo).stdout


def test_check_of_a_deployment_fails_while_accounts_of_the_demo_are_left(start, was_a_demo):
    done = start("manage.py", "check", "--deploy", **OPEN | was_a_demo)
    assert done.returncode == 1
    assert "news.E002" in done.stderr
    assert all(name in done.stderr for name in USERS)


def test_check_of_a_deployment_needs_no_database(start, tmp_path):
    assert "news.E002" not in start("manage.py", "check", "--deploy", **OPEN).stderr
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    done = start("manage.py", "check", "--deploy", **OPEN | nowhere)
    assert "Traceback" not in done.stderr


# --- The second factor ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        (OPEN, True),
        (OPEN | {"DEMO": "1", "DEMO_PASSWORD": OWN_PASSWORD}, True),
        (OPEN | {"SECOND_FACTOR": "off"}, False),
        ({"DEMO": "1"}, False),
        ({}, True),
    ],
    ids=["real site", "demo on https", "switched off", "demo on one's own machine", "site without https"],
)
def test_second_factor_is_off_on_https_only_where_somebody_wrote_so(read_settings, environment, required):
    assert read_settings(**environment)["SECOND_FACTOR"] is required


def test_second_factor_switched_off_on_https_is_said_by_the_check_and_in_the_log(start):
    off = OPEN | {"SECOND_FACTOR": "off"}
    assert "news.W001" in start("manage.py", "check", **off).stderr
    assert "SECOND_FACTOR is off" in start("-c", "import ombudsman_site.wsgi", **off).stderr
    assert "SECOND_FACTOR" not in start("-c", "import ombudsman_site.wsgi", **OPEN).stderr
