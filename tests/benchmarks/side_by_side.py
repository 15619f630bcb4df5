"""Running sites measured with wrk, in turns within one run, so that whatever else the machine does hits all.

What is compared is the CPU time of a request, of all the processes that work for the site: on a machine with
other work it is far steadier than requests a second.
"""

import os
import re
import subprocess
import tempfile
import urllib.request
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import sleep
from typing import NamedTuple

from tests.helpers.user_agents import FIREFOX

ROUNDS = 8  # two workers have then answered 98 of 100 pages each
RANGE = re.compile(r"\{(\d+)\.\.(\d+)\}")
ASK = """math.randomseed(os.time())
request = function() return wrk.format("GET", "%s" .. math.random(%s, %s) .. "%s") end
"""


@dataclass
class Site:
    """pids: of the parents, whose descendants count too; database: whose PostgreSQL processes count.

    paths: {kind: path}; {1..9}: a number at random.
    """

    name: str
    url: str
    pids: list
    paths: dict
    database: str = ""
    headers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    milliseconds: float
    requests: float
    errors: int


def measure(sites, kinds, seconds, repetitions, connections):
    """{(kind, name): Run with the medians}."""
    runs = defaultdict(list)
    for repetition in range(repetitions):
        turned = sites[repetition % len(sites) :] + sites[: repetition % len(sites)]
        for kind in kinds:
            for site in turned:
                if kind in site.paths:
                    runs[kind, site.name].append(one(site, kind, seconds, connections))
    return {
        key: Run(
            median(run.milliseconds for run in found),
            median(run.requests for run in found),
            sum(run.errors for run in found),
        )
        for key, found in runs.items()
    }


def warm_up(site, kind, connections, seconds=2, most=120):
    """Ask until every worker has most likely answered each page of the range, and more makes none faster."""
    missing = ROUNDS * pages_of(site, kind)
    best, without_gain = float("inf"), 0
    for _time in range(most):
        now = one(site, kind, seconds, connections)
        missing -= now.requests * seconds
        without_gain = 0 if now.milliseconds < best * 0.9 else without_gain + 1
        best = min(best, now.milliseconds)
        if without_gain >= 2 and missing <= 0:
            return


def pages_of(site, kind):
    found = RANGE.search(site.paths[kind])
    return int(found[2]) - int(found[1]) + 1 if found else 1


def one(site, kind, seconds, connections):
    wait_until_idle(site)
    before = Used.by(site)
    text = wrk(site.url + site.paths[kind], site.headers, seconds, connections)
    used = Used.by(site).since(before)
    requests = int(re.search(r"(\d+) requests in", text)[1])
    errors = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", text)))
    if sockets := re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text):
        errors += sum(map(int, sockets.groups()))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    return Run(1000 * used / max(requests, 1), rate, errors)


def wait_until_idle(site, most=60.0, pause=0.25):
    """The database may still be at work for another site: what wrk has asked for and not waited for."""
    for _time in range(int(most / pause)):
        before = Used.by(site)
        sleep(pause)
        if Used.by(site).since(before) < pause / 10:
            return


def wrk(url, headers, seconds, connections):
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s"]
    for name, value in ({"User-Agent": FIREFOX} | headers).items():
        command += ["-H", f"{name}: {value}"]
    found = RANGE.search(url)
    if not found:
        return output_of([*command, url])
    host = re.match(r"https?://[^/]+", url)[0]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(ASK % (url[len(host) : found.start()], *found.groups(), url[found.end() :]))
        script.flush()
        return output_of([*command, "-s", script.name, host])


def output_of(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class Used(NamedTuple):
    """CPU seconds: of a site's processes together, and of each process of its database."""

    total: float
    backends: dict

    @classmethod
    def by(cls, site):
        """User and system time, of ended descendants too."""
        children, used = defaultdict(list), {}
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has ended meanwhile
                fields = file.read_text(errors="replace").rpartition(")")[2].split()
                pid = int(file.parent.name)
                children[int(fields[1])].append(pid)
                used[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        total, left = 0.0, list(site.pids)
        while left:
            pid = left.pop()
            total += used.get(pid, 0.0)
            left += children[pid]
        return cls(total, {pid: used.get(pid, 0.0) for pid in backends(site.database)})

    def since(self, before):
        """A process of the database that has ended meanwhile had nothing to do."""
        of_database = sum(used - before.backends.get(pid, 0.0) for pid, used in self.backends.items())
        return self.total - before.total + of_database


def backends(database):
    """The processes of PostgreSQL that serve that database and no other, as their titles tell."""
    for file in Path("/proc").glob("[0-9]*/cmdline") if database else ():
        with suppress(OSError):  # it has ended meanwhile
            title = file.read_text(errors="replace").split()
            if title[:1] == ["postgres:"] and database in title:
                yield int(file.parent.name)


def size_of(site, kind, number=None):
    url = RANGE.sub(lambda found: str(number or found[1]), site.url + site.paths[kind])
    asked = urllib.request.Request(url, headers={"User-Agent": FIREFOX} | site.headers)  # noqa: S310 - our own
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - our own
        return len(answer.read())
