"""The site on a socket with nginx before it, as deploy/ says."""

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
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.helpers import declared_faults
from tests.helpers.prepared_sites import DATABASE
from tests.helpers.real_server import free_port
from tests.helpers.requirements import lack
from tests.helpers.user_agents import FIREFOX

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOST = "ombudsman.example"


def self_signed():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class BehindNginx:
    """Only ports, folders and what `environment` names are the test's own."""

    def __init__(self, folder, **environment):
        self.folder, self.log = folder, folder / "site.log"
        self.before = []  # what the server's command is started with
        self.port, self.plain_port = free_port(), free_port()
        self.environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "for-this-test-only-" * 3,
            "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
            "AUDIT_KEYS": ",".join(settings.AUDIT_KEYS),
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": f"sqlite:///{folder}/data/{DATABASE}",
            "SITE_URL": f"https://{HOST}",
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "1",
            "TRUSTED_PROXIES": "unix",
            "WORKERS": "1",
            "THREADS": "4",
            "DEMO": "1",
            "DEMO_PASSWORD": "only-this-test-knows-it",
            "WORK_IN_BACKGROUND": "0",
            "KEPT_PAGES_MB": "64",
            **environment,
        }

    def prepare(self, prepared_sites, *names):
        for name in names:
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
            "${WORKERS}": self.environment["WORKERS"],
            "${THREADS}": self.environment["THREADS"],
        }.items():
            command = command.replace(there, here)
        with self.log.open("ab") as log:
            self.site = subprocess.Popen(
                [*self.before, *command.split()],
                cwd=ROOT, env=self.environment, start_new_session=True, stderr=log,
            )  # fmt: skip
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
        if self.site.poll() is None:
            os.killpg(self.site.pid, signal.SIGKILL)
            self.site.wait()
        (self.folder / "web.sock").unlink(missing_ok=True)

    def start_nginx(self):
        self.nginx = subprocess.Popen(
            ["nginx", "-c", f"{self.folder}/nginx.conf", "-p", str(self.folder)], start_new_session=True
        )
        for _try in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("nginx did not start")

    def kill_nginx(self):
        """With its workers, and without notice."""
        os.killpg(self.nginx.pid, signal.SIGKILL)
        self.nginx.wait()

    def get(self, path, method="GET", body=None, address="127.0.0.1", **headers):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self_signed(), timeout=20, source_address=(address, 0)
        )
        connection.request(method, path, body, {"Host": HOST, "User-Agent": FIREFOX} | headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def manage(self, *command):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def run(self, *statements):
        """Run them in a process of its own, as an act at the desk would be."""
        self.manage("shell", "--no-imports", "-c", "\n".join(statements))

    def act(self, number, act):
        """For example act(2857, "remove(edition, None, REASON)")."""
        self.run(
            "from news import editing",
            "from news.models import Article",
            "REASON = {'az': 'Səbəb.', 'en': 'A reason.'}",
            f"edition = Article.objects.get(number={number}).latest_edition",
            f"editing.{act}",
        )

    def stop(self):
        self.stop_site()
        declared_faults.note_log(self.log)
        self.nginx.terminate()
        self.nginx.wait()


@contextmanager
def behind_nginx(folder, prepared_sites, *names, **environment):
    """Begins with these prepared sites: see tests.helpers.prepared_sites."""
    if not (shutil.which("nginx") and shutil.which("openssl")):
        lack("nginx with openssl", "nginx openssl")
    served = BehindNginx(folder, **environment)
    served.prepare(prepared_sites, *names)
    served.start_nginx()
    served.start_site()
    try:
        yield served
    finally:
        served.stop()
