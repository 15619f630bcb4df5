"""A test's own PostgreSQL, with what the test has written so far, to be stopped and started again."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.helpers.real_server import Database, free_port

FOLDERS = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
PROGRAMS = os.pathsep.join([*FOLDERS, os.environ.get("PATH", "")])


def is_here():
    return all(shutil.which(name, path=PROGRAMS) for name in ("initdb", "pg_ctl", "pg_dump", "psql"))


class OwnPostgres(Database):
    """PostgreSQL refuses to run as root, so a test that is root runs it as the system user meant for it."""

    def __init__(self, original):
        self._choose_a_place()
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "-D", self.folder / "data")
        self.start()
        dump = subprocess.run([found("pg_dump"), original.url], capture_output=True, check=True).stdout
        subprocess.run(
            [found("psql"), "-q", "-v", "ON_ERROR_STOP=1", self.url],
            input=dump,
            check=True,
            capture_output=True,
        )

    def _choose_a_place(self):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="own-postgres-"))
        self.place = {"dbname": "postgres", "user": "postgres", "host": "127.0.0.1", "port": self.port}
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.before = []
        if os.getuid() == 0:
            shutil.chown(self.folder, pwd.getpwnam("postgres").pw_uid)
            self.before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def _run(self, program, *rest):
        command = [*self.before, found(program), *map(str, rest)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(
            "pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options
        )

    def stop(self):
        """Like a machine that loses power: without notice to anybody."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.folder / "data")

    def remove(self):
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder)


class Replica(OwnPostgres):
    """A hot standby that streams from another, as `pg_basebackup --write-recovery-conf` makes one."""

    def __init__(self, primary):
        self._choose_a_place()
        source = ("--host=127.0.0.1", f"--port={primary.port}", "--username=postgres", "--checkpoint=fast")
        self._run("pg_basebackup", *source, "--write-recovery-conf", "--no-sync", "-D", self.folder / "data")
        self.start()

    def hold(self):
        """Stop applying what arrives from the primary."""
        self.execute("SELECT pg_wal_replay_pause()")

    def go_on(self):
        self.execute("SELECT pg_wal_replay_resume()")


def found(program):
    return shutil.which(program, path=PROGRAMS)
