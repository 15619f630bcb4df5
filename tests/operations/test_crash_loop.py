"""`make run` brings the site back when its workers die again and again, and says so."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers.prepared_sites import environment_of
from tests.helpers.real_server import ROOT, free_port
from tools.run import LONGEST_PAUSE, Supervision

pytestmark = pytest.mark.once

SERVE = "import os, sys; from tools import run; sys.exit(run.serve(dict(os.environ)))"


@pytest.fixture
def served(prepared_sites, tmp_path):
    """The process that serves as `make run` does once the site is prepared."""
    prepared_sites.copy("empty", tmp_path / "data")
    port = free_port()
    log = tmp_path / "log"
    environment = environment_of(tmp_path / "data") | {
        "HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "THREADS": "2",
        "DEMO_PASSWORD": "shown-only-here", "DEBUG": "1", "PAGE_CACHE": "off", "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE], cwd=ROOT, env=environment, stdout=file, stderr=file
        )
    process.log, process.url = log, f"http://127.0.0.1:{port}/healthz"
    yield process
    process.terminate()
    process.wait(30)


def children(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        int(child) for child in found if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()
    ]


def runs(pid):
    """False for a process that only waits to be collected."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def answers(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200  # noqa: S310 - our own server
    except OSError:
        return False


def wait_until(happened, seconds=60):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def kill_workers_until_it_ends(server):
    def ended():
        with suppress(OSError):  # it may end while we look
            for worker in children(server):
                os.kill(worker, signal.SIGKILL)
        return not Path(f"/proc/{server}").exists()

    wait_until(ended)


def is_back(served, times):
    """After that many ends of the server."""
    wait_until(lambda: served.log.read_text().count("The server is back.") == times)
    return answers(served.url)


def test_server_that_was_killed_comes_back_as_often_as_that_happens_until_the_site_is_stopped(served):
    """Killed through its workers, then itself; stopped while it waits to start again."""
    wait_until(lambda: "The admin:" in served.log.read_text())
    kill_workers_until_it_ends(*children(served.pid))
    assert is_back(served, times=1)

    (server,) = children(served.pid)
    workers = children(server)
    assert len(workers) == 2
    os.kill(server, signal.SIGKILL)
    assert is_back(served, times=2)
    wait_until(lambda: not any(map(runs, workers)), seconds=5)

    kill_workers_until_it_ends(*children(served.pid))
    wait_until(lambda: "starts again in 4 s" in served.log.read_text())
    served.terminate()
    assert served.wait(10) == 0
    assert not answers(served.url)
    told = served.log.read_text().splitlines()
    ends = [line for line in told if "ended by itself" in line]
    assert [line.rpartition(" in ")[2] for line in ends] == ["1 s.", "2 s.", "4 s."]
    assert told[-1] == "The site has stopped."


def test_server_that_never_answers_is_not_started_again(tmp_path):
    broken = environment_of(tmp_path) | {"HOST": "127.0.0.1", "PORT": str(free_port()), "THREADS": "2"}
    broken |= {"WORKERS": "1", "SECRET_KEY": "short"}
    done = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, env=broken, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "starts again" not in done.stdout
    assert "SECRET_KEY" in done.stdout + done.stderr


def test_pauses_grow_to_a_minute():
    site = Supervision({"HOST": "127.0.0.1", "PORT": "1"})
    pauses = [site.next_pause() for _time in range(9)]
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses[-1] == LONGEST_PAUSE
