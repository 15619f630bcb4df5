"""Containerfile and deploy/compose.yaml: two stages, no root, nothing written outside the volumes."""

import json
import re
import shlex
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingUnixStreamServer

import pytest
from check_jsonschema import main as check_schema
from dockerfile_parse import DockerfileParser
from ruamel.yaml import YAML

from tests.helpers.behind_nginx import HOST
from tests.helpers.real_server import ROOT

pytestmark = pytest.mark.once

CONTAINERFILE, COMPOSE = ROOT / "Containerfile", ROOT / "deploy" / "compose.yaml"
HEALTH = ROOT / "deploy" / "container" / "health.py"
INSTRUCTIONS = {"FROM", "RUN", "COPY", "WORKDIR", "ENV", "USER", "HEALTHCHECK", "CMD"}
UNIT = ROOT / "deploy" / "systemd" / "ombudsman-web.service"


@pytest.fixture(scope="module")
def stages():
    """[[(instruction, value)]], a list for each stage."""
    found = []
    for line in DockerfileParser(fileobj=BytesIO(CONTAINERFILE.read_bytes())).structure:
        if line["instruction"] == "COMMENT":
            continue
        assert line["instruction"] in INSTRUCTIONS, line["content"]
        if line["instruction"] == "FROM":
            found.append([])
        found[-1].append((line["instruction"], line["value"]))
    return found


@pytest.fixture(scope="module")
def services():
    return YAML(typ="safe").load(COMPOSE)["services"]


def values(stage, instruction):
    return [value for name, value in stage if name == instruction]


def server_options(command):
    """Of granian, without where it listens."""
    words = shlex.split(command.replace("\\\n", " "))
    return {word for word in words if word.startswith("--") and not word.startswith("--uds")}


# --- The image ----------------------------------------------------------------------------------------


def test_image_is_made_in_two_stages_and_takes_the_finished_site_from_the_first(stages):
    first, last = stages
    assert values(first, "FROM")[0].endswith(" AS built")
    assert [value.split()[0] for value in values(last, "COPY")] == ["--from=built"]


def test_image_holds_the_locked_packages_and_no_others(stages):
    installs = [run for run in values(stages[0], "RUN") if "pip" in run]
    assert len(installs) == 1
    assert "--require-hashes -r requirements/site.txt" in installs[0]
    assert not any("pip" in run or "apt" in run for run in values(stages[1], "RUN"))


def test_site_in_the_image_is_not_root_and_owns_only_what_it_writes(stages):
    last = stages[-1]
    (user,) = values(last, "USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    names = [name for name, _value in last]
    assert names.index("USER") < names.index("CMD")
    assert not any("--chown" in value for value in values(last, "COPY"))


def test_every_file_that_is_copied_exists_and_reaches_the_build(stages):
    allowed = (ROOT / ".dockerignore").read_text().split("\n")
    for value in values(stages[0], "COPY"):
        *sources, _target = value.split()
        for source in sources:
            assert (ROOT / source).exists(), source
            assert any(f"!{part}" in allowed for part in (source, *map(str, Path(source).parents))), source


@pytest.mark.parametrize("stage", [0, 1])
def test_shell_understands_every_line_that_is_run(stages, stage):
    for run in values(stages[stage], "RUN"):
        subprocess.run(["sh", "-n", "-c", run], check=True)


def test_server_in_the_image_is_started_as_by_the_unit(stages):
    shell, option, command = json.loads(values(stages[-1], "CMD")[0])
    assert (shell, option) == ("sh", "-c")
    unit = re.search(r"^ExecStart=((?:.|\\\n)*?[^\\])$", UNIT.read_text(), re.MULTILINE)[1]
    unit = unit.replace("${WORKERS}", "$WORKERS").replace("${THREADS}", "$THREADS")
    assert server_options(command) == server_options(unit)


def test_image_says_how_its_health_is_asked(stages):
    (health,) = values(stages[-1], "HEALTHCHECK")
    asked = json.loads(health[health.index("CMD") + 4 :])
    assert (ROOT / asked[1]) == HEALTH


class Answer(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status if (self.path, self.headers["Host"]) == ("/healthz", HOST) else 404)
        self.end_headers()

    def address_string(self):
        return "socket"

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (None, 1)])
def test_container_is_healthy_while_its_server_answers(tmp_path, status, code):
    place = str(tmp_path / "web.sock")
    handler = type("Answer", (Answer,), {"status": status})
    with ThreadingUnixStreamServer(place, handler) as server:
        if status:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = place if status else place + ".gone"
        done = subprocess.run([sys.executable, HEALTH, asked], env={"SITE_URL": f"https://{HOST}"})
        if status:
            server.shutdown()
    assert done.returncode == code


# --- The services ---------------------------------------------------------------------------------------


def test_compose_file_follows_its_schema(capsys):
    with pytest.raises(SystemExit) as ended:
        check_schema(["--builtin-schema", "vendor.compose-spec", str(COMPOSE)])
    assert ended.value.code == 0, capsys.readouterr().out


def test_there_are_the_site_its_services_and_what_prepares_it(services):
    assert set(services) == {"prepare", "site", "nginx", "database", "redis"}


def test_every_container_has_a_root_folder_that_nobody_can_write_to(services):
    assert {name: service["read_only"] for name, service in services.items()} == dict.fromkeys(services, True)


def test_site_and_redis_have_no_powers_of_root(services):
    for name in ("site", "prepare", "redis"):
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["security_opt"] == ["no-new-privileges:true"]
        assert "cap_add" not in services[name]
    assert "user" not in services["site"]  # it has that of its image
    assert services["redis"]["user"] not in ("root", "0", "0:0")  # its image only gives root up by itself


def test_database_and_redis_are_reached_from_the_inside_only(services):
    inside = YAML(typ="safe").load(COMPOSE)["networks"]["inside"]
    assert inside == {"internal": True}
    for name in ("database", "redis"):
        assert services[name]["networks"] == ["inside"]
        assert "ports" not in services[name]


def test_nginx_runs_the_delivered_file_with_the_folders_that_it_names(services):
    mounted = [volume.removesuffix(":ro").rpartition(":")[2] for volume in services["nginx"]["volumes"]]
    conf = (ROOT / "deploy" / "nginx" / "ombudsman.conf").read_text()
    source = services["nginx"]["volumes"][0].split(":")[0]
    assert (COMPOSE.parent / source).read_text() == conf
    folders = set(re.findall(r"(?:root|proxy_cache_path|ssl_certificate|server unix:)\s*(/[\w./-]+)", conf))
    assert [folder for folder in folders if not folder.startswith(tuple(mounted))] == []


def test_no_image_or_value_names_a_registry_or_holds_a_password(services, stages):
    images = [service["image"] for service in services.values()]
    images += [values(stage, "FROM")[0].split()[0] for stage in stages]
    assert not any("." in image.partition(":")[0] for image in images)
    secrets = re.findall(r"(\w*(?:PASSWORD|AUTH)\w*): (\S+)", COMPOSE.read_text())
    assert secrets
    assert all(value.startswith("${") for _name, value in secrets)
