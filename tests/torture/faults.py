"""What happens to the parts of the site: killed, paused, filled; and what makes it good again."""

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.helpers.own_postgres import OwnPostgres

BLOCK = b"x" * (1 << 16)


class SmallDisk:
    """A file system of its own that a test can fill; where none may be mounted, a plain folder."""

    def __init__(self, folder, megabytes):
        self.folder = folder
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)]
        self.is_own = os.getuid() == 0 and subprocess.run(mounted, capture_output=True).returncode == 0

    @contextmanager
    def filled(self):
        filler = self.folder / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(BLOCK)
        yield
        filler.unlink()

    def remove(self):
        if self.is_own:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


class PostgresOnSmallDisk(OwnPostgres):
    def _choose_a_place(self):
        super()._choose_a_place()
        self.disk = SmallDisk(self.folder, megabytes=300)
        if self.disk.is_own:
            shutil.chown(self.folder, "postgres")

    @property
    def pid(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def is_running(self):
        asked = [*self.before, "pg_ctl", "status", "-D", str(self.folder / "data")]
        return subprocess.run(asked, capture_output=True, cwd=self.folder).returncode == 0

    def remove(self):
        self.stop()
        self.disk.remove()
        shutil.rmtree(self.folder)


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def paused(*pids):
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


class Faults:
    """Each is a context: it is entered when the part fails, and left when it may be there again."""

    def __init__(self, seed, served, disk, redis, postgres=None):
        self.random = random.Random(seed)  # noqa: S311 - repeatable
        self.served, self.disk, self.redis, self.postgres = served, disk, redis, postgres

    def all(self):
        found = [
            self.worker_killed, self.worker_paused, self.workers_paused, self.site_killed,
            self.nginx_killed, self.nginx_paused, self.redis_killed, self.redis_paused,
        ]  # fmt: skip
        if self.disk.is_own:
            found.append(self.disk_full)
        if self.postgres:
            found += [self.postgres_killed, self.postgres_paused]
            if self.postgres.disk.is_own:
                found.append(self.disk_of_postgres_full)
        return found

    def happen(self, faults, seconds):
        """All of these at once, for so long; then what has ended is started again, as systemd would."""
        with ExitStack() as stack:
            for fault in faults:
                stack.enter_context(fault())
            time.sleep(seconds)
        self.make_good()

    def make_good(self):
        if self.postgres and not self.postgres.is_running():
            self.postgres.start()
        if self.served.site.poll() is not None:
            self.served.stop_site()
            self.served.start_site()

    def workers(self):
        """Of a server that is going down there may be none."""
        site = self.served.site
        return children_of(site.pid) if site.poll() is None else []

    def one_worker(self):
        workers = self.workers()
        return self.random.sample(workers, min(len(workers), 1))

    @contextmanager
    def worker_killed(self):
        for pid in self.one_worker():
            os.kill(pid, signal.SIGKILL)
        yield

    def worker_paused(self):
        return paused(*self.one_worker())

    def workers_paused(self):
        return paused(*self.workers())

    @contextmanager
    def site_killed(self):
        self.served.stop_site()
        yield

    @contextmanager
    def nginx_killed(self):
        self.served.kill_nginx()
        yield
        self.served.start_nginx()

    def nginx_paused(self):
        return paused(*children_of(self.served.nginx.pid))

    @contextmanager
    def redis_killed(self):
        self.redis.stop()
        yield
        self.redis.start()

    def redis_paused(self):
        return paused(self.redis.process.pid)

    @contextmanager
    def postgres_killed(self):
        self.postgres.stop()
        yield

    def postgres_paused(self):
        return paused(self.postgres.pid, *children_of(self.postgres.pid))

    def disk_full(self):
        return self.disk.filled()

    def disk_of_postgres_full(self):
        return self.postgres.disk.filled()
