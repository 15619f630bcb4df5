"""deploy/README.md names only what there is: commands, options, files, folders, variables and units."""

import re
import shlex
import shutil
import subprocess

import pytest
from django.core.management import get_commands, load_command_class

from tests.helpers.behind_nginx import DEPLOY, ROOT
from tests.helpers.requirements import lack
from tests.operations.test_settings_file import NOT_FOR_A_REAL_SITE, variables_of_site_env
from tests.operations.test_units import UNITS

pytestmark = pytest.mark.once

GUIDE = (DEPLOY / "README.md").read_text()
FILES = "".join(
    path.read_text() for path in DEPLOY.rglob("*") if path.is_file() and path.suffix not in (".md", ".pyc")
)
IN_COMPOSE = {"DATABASE_PASSWORD", "REDIS_PASSWORD"}
MADE_BY_HAND = {"/etc/ombudsman/database.pem"}  # copied from the other machine
BY_THE_SITE = {"/srv/ombudsman/data/media"}
MAKES = re.compile(r"(install|adduser|git clone|git rev-parse|echo|mv) ")
SHELL = re.findall(r"^ {4,}(\S.*)$", GUIDE, re.MULTILINE)
CALL = re.compile(r"(?:(?<!exec )(?<!exec -T )\bsite|manage\.py) ([a-z]\w+)((?: (?:--?[\w-]+|[\w/.]+))*)")


def test_each_command_exists_with_the_options_that_are_given():
    commands = get_commands()
    quoted = [re.sub(r"\s+", " ", text) for text in re.findall(r"`([^`]+)`", GUIDE)]
    calls = [call for text in (*SHELL, *quoted) for call in CALL.findall(text)]
    assert {name for name, _options in calls} >= {"migrate", "backup", "restore", "reencrypt", "verify_audit"}
    for name, rest in calls:
        assert name in commands, name
        command = load_command_class(commands[name], name)
        known = command.create_parser("manage.py", name)._option_string_actions
        given = {word for word in shlex.split(rest) if word.startswith("-")}
        assert given <= set(known), (name, given)


def test_each_unit_exists():
    named = set(re.findall(r"\b(ombudsman-[a-z]+)(\.service|\.timer)?\b(?![-/.*@]?\w)", GUIDE))
    assert ("ombudsman-web", "") in named
    units = {path.name for path in UNITS.iterdir()}
    for name, kind in named:
        assert {f"{name}{kind or '.service'}"} <= units, name


def test_each_variable_exists():
    known = set(variables_of_site_env()) | NOT_FOR_A_REAL_SITE | IN_COMPOSE
    named = set(re.findall(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`", GUIDE))
    named |= set(re.findall(r"^ +([A-Z][A-Z0-9_]+)=", GUIDE, re.MULTILINE))
    assert {"SECRET_KEY", "DATABASE_POOLER", "S3_BUCKET"} <= named
    assert named - known == set()
    assert (ROOT / "deploy" / "compose.yaml").read_text().count("${DATABASE_PASSWORD") >= 1


def test_each_file_of_the_project_exists():
    named = set(re.findall(r"(?<![\w/])((?:deploy|requirements|tools|news)/[\w./-]*\w)", GUIDE))
    assert "deploy/pgbouncer/pgbouncer.ini" in named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_each_folder_of_the_server_is_made_by_the_guide_or_known_to_what_it_installs():
    named = set(re.findall(r"(/(?:srv/ombudsman|run/ombudsman|etc/ombudsman)(?:/[\w.-]*\w)*)", GUIDE))
    made = " ".join(line for line in SHELL if MAKES.match(line))
    assert "/srv/ombudsman/backups" in named
    unknown = named - MADE_BY_HAND - BY_THE_SITE
    assert [path for path in sorted(unknown) if path not in made and path not in FILES] == []


def test_each_link_leads_to_a_heading():
    headings = {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    }
    links = set(re.findall(r"\]\(#([\w-]+)\)", GUIDE))
    links |= set(re.findall(r"\]\(deploy/README\.md#([\w-]+)\)", (ROOT / "README.md").read_text()))
    assert "two-servers" in links
    assert links <= headings


def test_each_line_for_the_shell_can_be_read_by_one():
    blocks = re.findall(r"(?:^ {4,}\S.*\n(?:\n(?= {4,}))?)+", GUIDE, re.MULTILINE)
    assert len(blocks) > 15
    for block in blocks:
        done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True)
        assert done.returncode == 0, (block, done.stderr)


def test_nginx_understands_the_door_for_the_neighbour(tmp_path):
    if not shutil.which("nginx"):
        lack("nginx", "nginx")
    door = (DEPLOY / "nginx" / "neighbour.conf").read_text().replace("listen 10.0.0.11", "listen 127.0.0.1")
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {door} }}")
    done = subprocess.run(["nginx", "-t", "-c", conf, "-p", tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_line_of_the_other_server_makes_a_good_configuration_of_nginx():
    conf = (DEPLOY / "nginx" / "ombudsman.conf").read_text()
    (line,) = re.findall(r"^    # (server .*;)$", conf, re.MULTILINE)
    door = (DEPLOY / "nginx" / "neighbour.conf").read_text()
    host, port = re.fullmatch(r"server ([\d.]+):(\d+) backup;", line).groups()
    assert f":{port};" in door
    assert f"allow {host};" in door
