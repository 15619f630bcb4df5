"""The site as in production: real processes of the real server over the test's own database."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connection

from tests.helpers import declared_faults
from tools.run import server_command

ROOT = Path(__file__).resolve().parents[2]


class Database:
    """What the test has written so far, where other processes can see it."""

    def __init__(self, folder):
        at = connection.settings_dict
        if connection.vendor == "sqlite":
            self.file = folder / "site.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(self.file)) as copy:
                connection.connection.backup(copy)
            self.url = f"sqlite:///{self.file}"
        else:
            host = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}"
            self.url = f"postgres://{host}/{at['NAME']}"
            self.place = {"dbname": at["NAME"], "user": at["USER"], "host": at["HOST"], "port": at["PORT"]}

    def connect(self):
        if hasattr(self, "file"):
            return sqlite3.connect(self.file, timeout=20)
        return psycopg2.connect(**{name: value for name, value in self.place.items() if value})

    def rows(self, query):
        with closing(self.connect()) as asked:
            cursor = asked.cursor()
            cursor.execute(query)
            return cursor.fetchall()

    def execute(self, statement):
        with closing(self.connect()) as asked:
            asked.cursor().execute(statement)
            asked.commit()


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return found.getsockname()[1]


def as_outside_the_suite():
    """The environment for a process of the site itself, without the settings for tests."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "ombudsman_site.settings"}


class Site:
    def __init__(self, folder, database, workers=2, **environment):
        self.workers, self.port = workers, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder, self.log = folder, folder / "server.log"
        (folder / "data").mkdir(exist_ok=True)
        self.environment = {
            **as_outside_the_suite(),
            "PYTHONPATH": str(ROOT),
            "SECRET_KEY": "a-key-of-a-test-that-nobody-else-will-ever-use",
            "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
            "AUDIT_KEYS": ",".join(settings.AUDIT_KEYS),
            "DATABASE_URL": database.url,
            "DATA_DIR": str(folder / "data"),
            "RUN_DIR": str(settings.RUN_DIR),
            "SITE_URL": self.url,
            "TRUSTED_PROXIES": "127.0.0.1",
            "SECOND_FACTOR": "0",
            "WORK_IN_BACKGROUND": "0",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WORKERS": str(workers),
            "THREADS": "4",
            "DEBUG": "1",  # no collected static files are needed
            **environment,
        }

    def start(self):
        command = server_command(self.environment)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                return urllib.request.urlopen(self.url + "/healthz", timeout=10).read()  # noqa: S310 - our own server
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"The server does not answer:\n{self.log.read_text()}")

    def worker_pids(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split() if is_worker(pid)]

    def kill(self):
        """Kill all processes at once, without notice."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        declared_faults.note_log(self.log)

    def manage(self, *command):
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout


@contextmanager
def serving(folder, database, **options):
    site = Site(folder, database, **options)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def served_as_in_production(folder, database, **options):
    """With the real error pages and a single worker, so that it is known which pages it has made."""
    key = {"SECRET_KEY": settings.SECRET_KEY, "DEBUG": "0"}
    return serving(folder, database, workers=1, **key, **options)


def is_worker(pid):
    """Whether it is a child that serves, and has not ended meanwhile."""
    try:
        return "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return False
