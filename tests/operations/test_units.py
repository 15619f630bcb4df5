"""deploy/systemd: every service is closed to what it does not need, and none is kept from its work."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.helpers.as_in_unit import EVERY_SERVICE, UNITS, settings_of
from tests.helpers.behind_nginx import BehindNginx
from tests.helpers.prepared_sites import environment_of
from tests.helpers.real_server import ROOT
from tests.helpers.requirements import lack
from tests.operations.test_settings_file import variables_of_site_env

pytestmark = pytest.mark.once

MOST_EXPOSED = 30  # tenths, as systemd-analyze takes them
AS_IN_UNIT = [sys.executable, str(ROOT / "tests" / "helpers" / "as_in_unit.py")]
BY_TIMER = {
    "backup",
    "check_links",
    "clearsessions",
    "make_renditions",
    "read_attachments",
    "remind",
    "roll_up_reads",
    "seal_audit",
    "sweep_files",
    "verify_audit",
}
BY_HAND = {
    "import_page",
    "load_demo",
    "page_cache",
    "rebuild_search",
    "record_accessibility",
    "reencrypt",
    "restore",
    "score_search",
}
SERVICES = sorted(UNITS.glob("*.service"))
TIMERS = sorted(UNITS.glob("*.timer"))
named = {"ids": lambda path: path.name}


def setting(file, name):
    return [value for found, value in settings_of(file.read_text()) if found == name]


def command_of(service):
    """What it tells manage.py to do; None for the server."""
    found = re.search(r"^ExecStart=\S+/python manage\.py (.*)$", service.read_text(), re.MULTILINE)
    return shlex.split(found[1]) if found else None


@pytest.fixture(scope="module")
def analyze():
    if not shutil.which("systemd-analyze"):
        lack("systemd-analyze", "systemd")

    def run(*arguments):
        done = subprocess.run(
            ["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, timeout=60
        )
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture(scope="module")
def as_in_unit(analyze):
    if not find_library("seccomp"):
        lack("libseccomp", "libseccomp2")
    return AS_IN_UNIT


# --- What systemd says of them ------------------------------------------------------------------------


def test_systemd_understands_every_line(analyze, tmp_path):
    units = shutil.copytree(UNITS, tmp_path / "units")
    for service in units.glob("*.service"):
        programs = str(Path(sys.executable).parent)
        service.write_text(service.read_text().replace("/srv/ombudsman/site/.venv/bin", programs))
    assert analyze("verify", "--man=no", *units.glob("*.service"), *units.glob("*.timer")) == (0, "")


@pytest.mark.parametrize("service", SERVICES, **named)
def test_service_is_closed_to_what_it_does_not_need(analyze, service):
    code, said = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", service)
    assert code == 0, said


@pytest.mark.parametrize("timer", TIMERS, **named)
def test_timer_goes_by_the_time_of_baku_and_makes_up_for_what_it_missed(analyze, timer):
    (moment,) = setting(timer, "OnCalendar")
    assert moment.endswith(" Asia/Baku")
    assert analyze("calendar", moment)[0] == 0
    assert setting(timer, "Persistent") == ["yes"]
    assert setting(timer, "WantedBy") == ["timers.target"]


# --- What is to be done regularly is done -----------------------------------------------------------------


def test_each_regular_command_has_a_service_and_a_timer():
    services = {command_of(service)[0]: service for service in SERVICES if command_of(service)}
    assert set(services) == BY_TIMER
    assert {service.stem for service in services.values()} == {timer.stem for timer in TIMERS}


def test_each_command_is_run_by_a_timer_or_by_hand():
    own = {name for name, app in get_commands().items() if app == "news"}
    assert own | {"clearsessions"} == BY_TIMER | BY_HAND
    assert set(get_commands()) >= BY_TIMER


# --- Nothing that they need is forbidden -------------------------------------------------------------------


def test_services_may_write_where_they_do():
    everywhere = setting(EVERY_SERVICE, "ReadWritePaths")
    assert variables_of_site_env()["DATA_DIR"][1] in everywhere
    (backup,) = [service for service in SERVICES if service.stem == "ombudsman-backup"]
    assert command_of(backup)[1] in setting(backup, "ReadWritePaths")


def test_services_may_read_what_the_group_of_the_site_may():
    """The settings' folder, with the certificate of the database, is open to that group alone."""
    assert setting(EVERY_SERVICE, "SupplementaryGroups") == setting(EVERY_SERVICE, "User")


def test_no_service_deletes_what_the_workers_share():
    """RemoveIPC deletes every file of the user in /dev/shm: the reads that are counted and not saved yet."""
    assert [setting(unit, "RemoveIPC") for unit in (EVERY_SERVICE, *SERVICES)] == [[]] * (len(SERVICES) + 1)


WORK = """
import io, resource, shlex, sys
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.management import call_command
from news.documents import reading
from news.models import Image
from tests.helpers.documents import word_file
from tests.helpers.pictures import drawn

picture = Image.objects.create(file=ContentFile(drawn(), "picture.jpg"), is_decorative=True)
for command in sys.argv[1:]:
    call_command(*shlex.split(command))
picture.refresh_from_db()
assert picture.recipe, "no sizes were made"
assert reading.read(io.BytesIO(word_file("words")), "docx") == ("read", "words\\n\\n")
for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):
    resource.setrlimit(kind, resource.getrlimit(kind))
"""


def test_every_command_does_its_work_under_the_limits_of_its_service(as_in_unit, prepared_sites, tmp_path):
    data = tmp_path / "data"
    prepared_sites.copy("empty", data)
    work = [command_of(service) for service in SERVICES if command_of(service)]
    given = [
        shlex.join(command).replace("/srv/ombudsman/backups", str(tmp_path)).replace(
            "check_links", "check_links --internal-only"
        )
        for command in work
    ]  # fmt: skip
    environment = environment_of(data) | {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    (tmp_path / "seals").mkdir()
    environment |= {
        "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings",
        "AUDIT_SEAL_DIR": str(tmp_path / "seals"),
    }
    done = subprocess.run(
        [*as_in_unit, sys.executable, "-c", WORK, *given],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("*.tar*"))
    assert list(tmp_path.glob("seals/*.seal"))


def test_server_answers_under_the_limits_of_its_service(as_in_unit, prepared_sites, tmp_path):
    served = BehindNginx(tmp_path)
    served.before = as_in_unit
    for name in ("empty", "static"):
        prepared_sites.copy(name, tmp_path / "data")
    served.start_site()
    try:
        assert served.site_answers()
        status = Path(f"/proc/{served.site.pid}/status").read_text()
        assert re.search(r"^Seccomp:\s+2$", status, re.MULTILINE)
    finally:
        served.stop_site()


@pytest.mark.parametrize(
    "tried",
    ["import socket; socket.sethostname(socket.gethostname())", "import mmap; mmap.mmap(-1, 4096, prot=7)"],
    ids=["powers of root", "memory that is written and run"],
)
def test_limits_of_these_tests_are_in_force(as_in_unit, tried):
    refused = subprocess.run([*as_in_unit, sys.executable, "-c", tried], capture_output=True, text=True)
    assert "PermissionError" in refused.stderr
