"""Health for machines only, a log that lines up, and settings that refuse to start half-right."""

import json
import logging
import os
import re
import runpy
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import django
import pytest
from django.core import mail
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from news.operations import health
from news.operations.failure import server_error
from news.operations.logs import JsonLine, request_id
from ombudsman_site.environment import DEVELOPMENT_ENCRYPTION_KEY, mail_settings
from tests.helpers.reader import Reader

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
STRANGER = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def visitor(db):
    return Reader(raise_request_exception=False)


# --- Health ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
class TestHealth:
    def test_is_told_to_this_machine_and_its_network(self, visitor, path):
        for address in ("127.0.0.1", "::1", "10.1.2.3", "192.168.0.9"):
            answer = visitor.get(path, REMOTE_ADDR=address)
            assert answer.status_code == 200, address
            assert answer["Cache-Control"] == "no-store"

    def test_is_nothing_for_the_public(self, visitor, path):
        for address in ("203.0.113.7", "2001:4860::1", "", "unknown"):
            assert visitor.get(path, REMOTE_ADDR=address).status_code == 404, address

    def test_is_told_to_who_has_the_token(self, visitor, path, settings):
        settings.HEALTH_TOKEN = "a-long-token"
        assert (
            visitor.get(path, **STRANGER, headers={"authorization": "Bearer a-long-token"}).status_code == 200
        )
        for wrong in ("Bearer wrong", "Bearer ", "", "Bearer é"):
            assert visitor.get(path, **STRANGER, headers={"authorization": wrong}).status_code == 404

    def test_has_no_token_unless_one_is_set(self, visitor, path):
        assert visitor.get(path, **STRANGER, headers={"authorization": "Bearer "}).status_code == 404

    def test_is_not_told_through_a_proxy_to_whoever_is_behind_it(self, visitor, path, settings):
        assert visitor.get(path, headers={"x-forwarded-for": "203.0.113.7"}).status_code == 404
        settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
        assert visitor.get(path, headers={"x-forwarded-for": "203.0.113.7"}).status_code == 404
        assert visitor.get(path, headers={"x-forwarded-for": "10.0.0.8"}).status_code == 200


def test_ready_site_names_every_part(visitor):
    assert visitor.get("/readyz").json() == dict.fromkeys(health.PARTS, "ok")


@pytest.mark.parametrize(
    ("part", "status"),
    [("database", 503), ("migrations", 503), ("cache", 200), ("storage", 200), ("reads", 200)],
)
def test_failing_part_is_named_and_only_a_needed_one_takes_the_server_out(visitor, monkeypatch, part, status):
    monkeypatch.setitem(health.PARTS, part, lambda: 1 / 0)
    answer = visitor.get("/readyz")
    assert answer.status_code == status
    assert answer.json()[part] == "failed"
    assert list(answer.json().values()).count("ok") == len(health.PARTS) - 1
    assert "division" not in answer.content.decode()


def test_site_is_alive_while_its_database_is_gone(visitor, monkeypatch):
    monkeypatch.setitem(health.PARTS, "database", lambda: 1 / 0)
    assert visitor.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_migration_that_is_waiting_makes_the_site_not_ready(monkeypatch):
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda self, targets: ["one"])
    assert health.report()["migrations"] == "1 not applied"
    assert not health.is_ready(health.report())


# --- A database that is gone ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("en", "cannot be shown at the moment"), ("az", 'lang="az"')]
)
def test_database_that_is_gone_is_a_503_in_the_readers_language(
    visitor, monkeypatch, settings, language, words
):
    def gone():
        raise OperationalError("could not connect to server")

    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    monkeypatch.setattr("news.models.PublicContent.current", gone)
    answer = visitor.get(f"/{language}/")
    assert answer.status_code == 503
    assert words in answer.content.decode()
    assert ">503<" in answer.content.decode()
    assert answer["Retry-After"] == "30"
    assert "public" not in answer["Cache-Control"]
    assert "could not connect" not in answer.content.decode()


def told_by_the_desk(form):
    try:
        raise OperationalError("could not connect to server")
    except OperationalError:
        return server_error(RequestFactory().post("/admin/news/topic/add/?x=1", form)).content.decode()


@pytest.mark.parametrize(("language", "button"), [("en", "Send again"), ("az", "Yenidən göndər")])
def test_desk_gives_a_form_back_that_could_not_be_saved(language, button):
    with translation.override(language):
        page = told_by_the_desk({"name_az": "Uşaq <hüquqları>", "body_az": "Sətir\nvə sətir", "_save": "1"})
    assert button in page
    assert 'name="name_az" value="Uşaq &lt;hüquqları&gt;"' in page
    assert "Sətir\nvə sətir</textarea>" in page
    assert 'action="/admin/news/topic/add/?x=1"' in page


def test_password_that_could_not_be_saved_is_not_written_out():
    page = told_by_the_desk({"old_password": "hidden-word", "new_password1": "hidden-word", "next": "/"})
    assert "hidden-word" not in page
    assert "<form" not in page


def test_every_kind_of_page_is_a_503_without_any_database_at_all(tmp_path):
    """The site runs against a port on which no PostgreSQL listens."""
    code = (
        "import django; django.setup(); from django.test import Client; from django.conf import settings;"
        "settings.DEBUG = False;"
        "client = Client(raise_request_exception=False, headers={'host': 'localhost'});"
        "pages = ['/az/', '/en/news/', '/az/news/1/x/', '/en/news/feed.rss', '/sitemap.xml'];"
        "print({client.get(page).status_code for page in pages}, client.get('/healthz').status_code,"
        "client.get('/readyz').status_code)"
    )
    site = {"SITE_URL": "http://localhost", "ALLOWED_HOSTS": "localhost", "DEBUG": "1"}
    database = "postgres://x@127.0.0.1:1/x"
    done = run_python("-c", code, DATABASE_URL=database, DATA_DIR=str(tmp_path), **site)
    assert done.stdout.strip() == "{503} 200 503", done.stderr[-1500:]


# --- The log -----------------------------------------------------------------------------------------


def line_of(message, **values):
    record = logging.LogRecord("news", logging.WARNING, "x.py", 1, message, (), None)
    record.__dict__.update(values)
    return json.loads(JsonLine().format(record))


def test_log_line_is_json_with_the_id_of_its_request():
    token = request_id.set("0123456789abcdef")
    try:
        line = line_of("Mətn\nin two lines", status_code=404)
    finally:
        request_id.reset(token)
    assert line["message"] == "Mətn\nin two lines"
    assert line["request"] == "0123456789abcdef"
    assert line["status"] == 404
    assert line["level"] == "WARNING"
    assert "traceback" not in line


def test_text_from_outside_makes_no_second_line_of_log():
    record = logging.LogRecord(
        "news", logging.WARNING, "file", 1, "asked for %s", ("a\nb\r\x85\u2028c",), None
    )
    assert len(JsonLine().format(record).splitlines()) == 1


def test_given_request_id_is_kept_when_it_is_one(visitor, monkeypatch):
    seen = []
    monkeypatch.setitem(health.PARTS, "cache", lambda: seen.append(request_id.get()) or "ok")
    for given in ("abcdef0123456789", "x", '"}\n{"level":"forged"', "a" * 500):
        visitor.get("/readyz", headers={"x-request-id": given})
    assert seen[0] == "abcdef0123456789"
    assert all(len(made) == 32 and made.isalnum() for made in seen[1:])
    assert len(set(seen)) == 4
    assert request_id.get() == ""


# --- The settings -----------------------------------------------------------------------------------------

RECIPIENT = "age1ulj4av4yqveq2m0ytl56t98hsr69xdrx04xx8njhukwywe9x950qqj0yde"
PRODUCTION = {
    "SECRET_KEY": "Zk3v9LrXq8TnB5yWc2Hs7Jd4Gf6Pm1AeUo0RiQt-production-like",
    "ENCRYPTION_KEYS": "Vt7mQ2xN0bYc4KpLr8sWd1GhJf6Zu3Ae9oTi5RnXvMk=",
    "AUDIT_KEYS": "Wd1GhJf6Zu3Ae9oTi5RnXvMkVt7mQ2xN0bYc4KpLr8s=",
    "SITE_URL": "https://ombudsman.example",
    "ALLOWED_HOSTS": "ombudsman.example",
    "BEHIND_PROXY": "1",
    "TRUSTED_PROXIES": "127.0.0.1",
    "LOG_FORMAT": "json",
    "REDIS_URL": "redis://127.0.0.1:6379/9",
    "EMAIL_URL": "smtp+tls://desk:hidden@mail.example:587",
    "AUDIT_SEAL_EMAIL": "keeper@elsewhere.example",
    "BACKUP_RECIPIENTS": RECIPIENT,
}


def run_python(*command, **environment):
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**given, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_passes_djangos_own_checks(tmp_path):
    done = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


WRONG = {
    "SECRET_KEY": ["", "short", "only-for-development"],
    "ENCRYPTION_KEYS": [
        "",
        "hidden-because-it-is-no-key",
        DEVELOPMENT_ENCRYPTION_KEY,
        f"{PRODUCTION['ENCRYPTION_KEYS']},{DEVELOPMENT_ENCRYPTION_KEY}",
        f"{PRODUCTION['ENCRYPTION_KEYS']} hidden",
    ],
    "AUDIT_KEYS": ["", "hidden-because-it-is-no-key", DEVELOPMENT_ENCRYPTION_KEY],
    "ALLOWED_HOSTS": ["*", "ombudsman.example,*", "https://ombudsman.example", "other.example"],
    "CSRF_TRUSTED_ORIGINS": ["ombudsman.example", "https://ombudsman.example/path"],
    "SITE_URL": ["ombudsman.example", "ftp://ombudsman.example", "https://", "https://x:port", "https://x/y"],
    "DATABASE_URL": ["mysql://u:hidden@h/x", "postgres://h:hidden/x", "postgres://h", "x", "postgres://[h/x"],
    "REPLICA_DATABASE_URL": ["mysql://u:hidden@h/x", "sqlite:////tmp/copy.sqlite3", "postgres://u:hidden@h"],
    "REDIS_URL": ["http://127.0.0.1", "redis://h:port/0", "127.0.0.1:6379"],
    "DEBUG": ["1", "perhaps"],
    "SECRET_KEY_FALLBACKS": ["hidden", f"{'x' * 40},hidden", "only-for-development"],
    "DATABASE_POOLER": ["pgbouncer"],
    "CONN_MAX_AGE": ["-1", "a minute", "1.5"],
    "PAGE_CACHE_MB": ["0", "64MB"],
    "KEPT_PAGES_MB": ["-1", "64MB"],
    "THREADS": ["0", "many", "\u0668"],
    "PAGE_CACHE": ["sometimes"],
    "BACKUP_RECIPIENTS": ["age1broken", "somebody", f"{RECIPIENT},x", "AGE-SECRET-KEY-1hidden"],
    "TRUSTED_PROXIES": ["everybody", "10.0.0.1/8"],
    "LOG_FORMAT": ["xml"],
    "LOG_LEVEL": ["LOUD", "warning"],
    "AUDIT_SEAL_EMAIL": ["keeper", "one@x.example, two@x.example"],
    "AUDIT_SEAL_DIR": [__file__],
    "EMAIL_URL": ["mail.example", "smtp://h:port", "consolemail://", "dummymail://"],
    "HEALTH_TOKEN": ["short", "a token with spaces in it"],
    "SECURE_HSTS_SECONDS": ["a year"],
    "DATA_DIR": [__file__],
}


def test_mail_server_is_reached_as_its_address_says(settings):
    for name, value in mail_settings("smtp+tls://desk:secret@mail.example:587", timeout=10).items():
        setattr(settings, name, value)
    server = mail.get_connection() if django.VERSION < (6, 1) else mail.mailers["default"]
    assert (server.host, server.port, server.use_tls) == ("mail.example", 587, True)
    assert (server.username, server.password, server.timeout) == ("desk", "secret", 10)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_wrong_setting_is_told_in_one_line(monkeypatch, name, value):
    for known, right in (PRODUCTION | {name: value}).items():
        monkeypatch.setenv(known, right)
    for known in ("DEBUG", "DATABASE_URL", "REPLICA_DATABASE_URL", "CSRF_TRUSTED_ORIGINS"):
        if known != name:
            monkeypatch.delenv(known, raising=False)
    with pytest.raises(SystemExit) as refusal:
        runpy.run_path(str(ROOT / "ombudsman_site" / "settings.py"))
    _heading, *lines = refusal.value.code.splitlines()
    assert [line.split()[0] for line in lines] == [name]
    assert "hidden" not in refusal.value.code


SEVERAL = {"SECRET_KEY": "short", "DATABASE_URL": "mysql://u:hidden@h/x", "LOG_LEVEL": "LOUD"}
SERVER = [
    str(Path(sys.executable).parent / "granian"),
    "ombudsman_site.wsgi:application",
    "--interface=wsgi",
    "--port=0",
]


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "manage.py", "check"], [sys.executable, "manage.py", "migrate"], SERVER],
    ids=["check", "migrate", "server"],
)
def test_every_mistake_is_told_at_once_and_nothing_starts(command, tmp_path):
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **SEVERAL, "DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, None)
    told = [line.split()[0] for line in done.stderr.splitlines() if line.split()[0] in SEVERAL]
    assert told == list(SEVERAL)
    assert "Traceback" not in done.stderr + done.stdout
    assert "hidden" not in done.stderr + done.stdout


def test_readme_lists_every_variable():
    settings = (ROOT / "ombudsman_site" / "settings.py").read_text()
    table = (ROOT / "README.md").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", settings))
    assert len(read) > 20
    assert [name for name in sorted(read) if f"`{name}`" not in table] == []


def test_debugging_is_off_unless_asked_for(tmp_path):
    code = "import django; django.setup(); from django.conf import settings; print(settings.DEBUG)"
    assert run_python("-c", code, DATA_DIR=str(tmp_path)).stdout.strip() == "False"


def test_secure_site_has_secure_cookies_and_strict_transport(tmp_path):
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        "s.SECURE_HSTS_SECONDS)"
    )
    assert run_python("-c", code, DATA_DIR=str(tmp_path)).stdout.strip() == "True True True 31536000"


def test_passwords_of_a_real_site_are_hashed_slowly(tmp_path):
    code = (
        "import django; django.setup(); from django.contrib.auth.hashers import get_hasher;"
        "print(get_hasher().algorithm, get_hasher().iterations)"
    )
    algorithm, rounds = run_python("-c", code, DATA_DIR=str(tmp_path)).stdout.split()
    assert algorithm == "pbkdf2_sha256"
    assert int(rounds) >= 600_000


def test_cookies_of_a_secure_site_can_be_set_by_no_other_host(tmp_path):
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "from news.operations.sign_in import KNOWN_BROWSER; from news.public.reading_settings import COOKIE;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, COOKIE, KNOWN_BROWSER)"
    )
    *hosts, of_the_desk = run_python("-c", code, DATA_DIR=str(tmp_path)).stdout.split()
    assert len(hosts) == 4
    assert all(name.startswith("__Host-") for name in hosts)
    assert of_the_desk.startswith("__Secure-")  # it is sent to the desk's addresses alone
