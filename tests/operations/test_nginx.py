"""The delivered nginx site, run by a real nginx in front of the real server."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.helpers.prepared_sites import DATABASE
from tests.helpers.requirements import lack
from tests.helpers.user_agents import FIREFOX

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOST = "ombudsman.example"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def self_signed():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Served:
    """The site on a socket, with nginx before it, as deploy/ says; only ports and folders are the test's."""

    def __init__(self, folder):
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        self.environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "for-this-test-only-" * 3,
            "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": f"sqlite:///{folder}/data/{DATABASE}",
            "SITE_URL": f"https://{HOST}",
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "1",
            "TRUSTED_PROXIES": "unix",
            "THREADS": "4",
            "DEMO": "1",
            "DEMO_PASSWORD": "only-this-test-knows-it",
            "WORK_IN_BACKGROUND": "0",
        }

    def prepare(self, prepared_sites):
        for name in ("demo", "static"):
            prepared_sites.copy(name, self.folder / "data")
        (self.folder / "cache").mkdir()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
             "-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
        (self.folder / "nginx.conf").write_text(self.nginx_configuration())

    def nginx_configuration(self):
        site = (DEPLOY / "nginx" / "ombudsman.conf").read_text()
        for there, here in {
            "/run/ombudsman/web.sock": f"{self.folder}/web.sock",
            "/var/cache/nginx/ombudsman": f"{self.folder}/cache",
            "/var/log/nginx/ombudsman.log": f"{self.folder}/access.log",
            "/etc/ssl/ombudsman": str(self.folder),
            "/srv/ombudsman/data": f"{self.folder}/data",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
        }.items():
            assert there in site
            site = site.replace(there, here)
        user = "user root;" if os.getuid() == 0 else ""
        paths = "".join(
            f"{name}_temp_path {self.folder}/{name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return (
            f"{user} daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log;"
            f"events {{}} http {{ {paths} {site} }}"
        )

    def start_site(self):
        unit = (DEPLOY / "systemd" / "ombudsman-web.service").read_text().replace("\\\n", " ")
        command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1]
        for there, here in {
            "/srv/ombudsman/site/.venv/bin/granian": str(Path(sys.executable).parent / "granian"),
            "/run/ombudsman/web.sock": f"{self.folder}/web.sock",
            "${WORKERS}": "1",
            "${THREADS}": "4",
        }.items():
            command = command.replace(there, here)
        self.site = subprocess.Popen(
            command.split(), cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        for _try in range(200):
            if self.site_answers():
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "error.log").read_text())

    def site_answers(self):
        """Asked directly: nginx may show a page that it has kept."""
        with socket.socket(socket.AF_UNIX) as direct:
            try:
                direct.connect(f"{self.folder}/web.sock")
            except OSError:
                return False
            direct.settimeout(20)
            head = f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n"
            direct.sendall(head.encode())
            return b" 200 " in direct.recv(200)

    def stop_site(self):
        os.killpg(self.site.pid, signal.SIGKILL)
        self.site.wait()
        (self.folder / "web.sock").unlink(missing_ok=True)

    def start_nginx(self):
        self.nginx = subprocess.Popen(["nginx", "-c", f"{self.folder}/nginx.conf", "-p", str(self.folder)])
        for _try in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("nginx did not start")

    def get(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self_signed(), timeout=20)
        connection.request(method, path, body, {"Host": HOST, "User-Agent": FIREFOX} | headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@pytest.fixture(scope="module")
def served(prepared_sites, tmp_path_factory):
    if not (shutil.which("nginx") and shutil.which("openssl")):
        lack("nginx with openssl", "nginx openssl")
    server = Served(tmp_path_factory.mktemp("served"))
    server.prepare(prepared_sites)
    server.start_nginx()
    server.start_site()
    yield server
    server.stop_site()
    server.nginx.terminate()
    server.nginx.wait()


class TestBehindNginx:
    def test_page_is_served_protected_once_and_without_a_banner(self, served):
        answer = served.get("/az/")
        assert answer.status == 200
        for name in ("X-Content-Type-Options", "Content-Security-Policy", "Strict-Transport-Security"):
            assert len(answer.headers.get_all(name)) == 1, name
        assert answer.getheader("Server") == "nginx"
        assert answer.getheader("Set-Cookie") is None

    def test_static_file_and_picture_are_served_for_a_year(self, served):
        page = served.get("/az/").body.decode()
        stylesheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        picture = re.search(r'"(/media/[^" ]+\.(?:jpg|png|webp|avif))', page)[1]
        for path in (stylesheet, picture):
            answer = served.get(path)
            assert answer.status == 200, path
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
            assert "31536000" in ",".join(answer.headers.get_all("Cache-Control"))

    @pytest.mark.parametrize(
        "path", ["/healthz", "/readyz", "/media/images/../../site.sqlite3", "/media/site.sqlite3"]
    )
    def test_what_is_not_for_the_public_is_not_found(self, served, path):
        answer = served.get(path)
        assert answer.status in (400, 404)
        assert answer.getheader("X-Content-Type-Options") == "nosniff"

    def test_too_large_form_is_refused_with_the_headers(self, served):
        answer = served.get("/az/", "POST", b"x" * 100_000)
        assert answer.status == 413
        assert answer.getheader("X-Content-Type-Options") == "nosniff"

    def test_plain_http_leads_to_the_secure_site_and_an_unknown_host_to_nothing(self, served):
        connection = http.client.HTTPConnection("127.0.0.1", served.plain_port, timeout=5)
        connection.request("GET", "/az/news/", headers={"Host": HOST})
        answer = connection.getresponse()
        assert answer.status == 301
        assert answer.getheader("Location") == f"https://{HOST}/az/news/"
        connection = http.client.HTTPConnection("127.0.0.1", served.plain_port, timeout=5)
        connection.request("GET", "/", headers={"Host": "evil.example"})
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()

    def test_half_sent_requests_do_not_silence_the_site(self, served):
        context = self_signed()
        slow = []
        for _each in range(30):
            sock = context.wrap_socket(socket.create_connection(("127.0.0.1", served.port)))
            sock.sendall(f"POST /az/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 500\r\n\r\nhalf".encode())
            slow.append(sock)
        begun = time.monotonic()
        assert served.get("/en/").status == 200
        assert time.monotonic() - begun < 5
        for sock in slow:
            sock.close()

    def test_log_has_no_full_address(self, served):
        served.get("/en/topics/")
        log = (served.folder / "access.log").read_text()
        assert "127.0.0.0 [" in log
        assert "127.0.0.1" not in log

    def test_guesses_are_stopped(self, served):
        page = served.get("/admin/login/")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[1]
        cookie = page.getheader("Set-Cookie").partition(";")[0]
        form = f"username=admin&password=wrong&csrfmiddlewaretoken={token}"
        sent = {"Cookie": cookie, "Referer": f"https://{HOST}/admin/login/"}
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        statuses = [
            served.get(
                "/admin/login/", "POST", form,
                **sent, **{"X-Forwarded-For": f"203.0.113.{guess}"},
            ).status
            for guess in range(8)
        ]  # fmt: skip
        assert statuses == [200] * 5 + [429] * 3

    def test_pages_go_on_being_served_while_the_application_is_gone(self, served):
        seen = served.get("/en/news/").body
        time.sleep(1.2)
        served.stop_site()
        try:
            answer = served.get("/en/news/")
            assert answer.status == 200
            assert answer.body == seen
            other = served.get("/en/organizations/?page=99")
            assert other.status == 502
            assert other.getheader("X-Content-Type-Options") == "nosniff"
        finally:
            served.start_site()
        assert served.get("/en/organizations/").status == 200


def test_guide_names_every_file_it_needs():
    guide = (DEPLOY / "README.md").read_text()
    for path in re.findall(r"deploy/[\w./-]+\w", guide):
        assert (ROOT / path).exists(), path
    assert {"ombudsman-web.service", "ombudsman-backup.service", "ombudsman-backup.timer"} <= {
        path.name for path in (DEPLOY / "systemd").iterdir()
    }


def test_example_environment_lacks_only_the_secrets(tmp_path):
    lines = (DEPLOY / "site.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert (given.pop("SECRET_KEY"), given.pop("ENCRYPTION_KEYS")) == ("", "")
    environment = {
        "PATH": os.environ["PATH"],
        **given,
        "SECRET_KEY": "k3" * 13 + "Zx9-Qw7_Er5.Ty1!Ui8?Op2vBn",
        "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
        "DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
