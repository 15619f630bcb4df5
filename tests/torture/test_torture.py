"""Press officers publish and readers read while everything under them is killed, paused and filled.

Afterwards a program that knows nothing of the site compares what was seen with what was acknowledged. The
suite has each fault happen once; `make torture` goes on for minutes, with several at once, on both databases.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.helpers import own_postgres
from tests.helpers.behind_nginx import HOST, ROOT, behind_nginx
from tests.helpers.own_services import OwnRedis
from tests.helpers.plain_browser import until
from tests.helpers.real_server import Database
from tests.helpers.requirements import lack
from tests.helpers.users import make_user
from tests.torture import checker
from tests.torture.faults import Faults, PostgresOnSmallDisk, SmallDisk
from tests.torture.officers import Observer

MINUTES = float(os.environ.get("TORTURE_MINUTES", "0"))
SEED = os.environ.get("TORTURE_SEED", "1")
OFFICERS = {"officer1": "127.1.1.1", "officer2": "127.1.1.2"}
READERS = ("16", "17")  # the second part of their addresses
PASSWORD = "a-long-password"
LETTERS = "abcdefghij"
ACTS = {"save", "publish", "withdraw", "remove", "upload", "read"}

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite" and not MINUTES, reason="the short run is on PostgreSQL, which can die"
    ),
]


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    disk = SmallDisk(folder, megabytes=64)
    yield disk
    disk.remove()


@pytest.fixture
def database(small_disk):
    """make(): what the test has written so far, where it can be killed."""
    made = []

    def make():
        if connection.vendor == "sqlite":
            return Database(small_disk.folder)
        if not own_postgres.is_here():
            lack("PostgreSQL to start and stop", "postgresql")
        made.append(PostgresOnSmallDisk(Database(None)))
        return made[0]

    yield make
    for one in made:
        one.remove()


@pytest.fixture
def articles(make_edition, settings):
    """Drafts, shared out among the officers; each has a word of its own that stands in its texts alone."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    writer = make_user("yazar", "writer")
    made = []
    for officer in OFFICERS:
        make_user(officer, "administrator")
        for _number in range(int(10 + 30 * MINUTES)):
            token = "zyx" + "".join(LETTERS[int(digit)] for digit in f"{len(made):04}")
            texts = {"title_az": f"Xəbər {token}", "title_en": f"News {token}"}
            texts |= {"summary_az": f"Qısa məzmun {token}sum", "summary_en": f"A short summary {token}sum"}
            edition = make_edition(**texts, author=writer)
            made.append(
                {
                    "number": edition.article.number,
                    "pk": edition.article_id,
                    "officer": officer,
                    "token": token,
                    "summary": f"{token}sum",
                    "form": f"/admin/news/edition/{edition.pk}/",
                    "az": edition.url_in("az"),
                    "en": edition.url_in("en"),
                }
            )
    return made


class Clients:
    """Processes of their own, each with a file of what it did and was told."""

    def __init__(self, folder, served, articles):
        self.histories, self.stop_file = folder / "histories", folder / "stop"
        self.histories.mkdir()
        self.plan = {
            "seed": SEED,
            "host": HOST,
            "port": served.port,
            "histories": str(self.histories),
            "stop": str(self.stop_file),
            "articles": articles,
            "officers": {
                name: {"address": address, "password": PASSWORD} for name, address in OFFICERS.items()
            },
        }
        self.file = folder / "plan.json"
        self.file.write_text(json.dumps(self.plan))
        self.processes = [
            *(self._start("officers", name) for name in OFFICERS),
            *(self._start("readers", name) for name in READERS),
        ]

    def _start(self, kind, name):
        return subprocess.Popen([sys.executable, "-m", f"tests.torture.{kind}", self.file, name], cwd=ROOT)

    def acknowledged(self):
        """The kinds of acts that were done at least once."""
        done = checker.summary(checker.read_acts(self.histories))
        return {act for act, outcome in done if outcome == "done"}

    def stop(self):
        self.stop_file.touch()
        assert [process.wait(60) for process in self.processes] == [0] * len(self.processes)

    def kill(self):
        for process in self.processes:
            process.kill()
            process.wait()


def part_of(fault):
    """The part that fails: what is dead cannot be paused."""
    return fault.__name__.partition("_")[0]


def let_happen(faults):
    """Each of them once; with time, again and again, and several at once."""
    history_of_faults = []
    chance = random.Random(SEED)  # noqa: S311 - repeatable
    end = time.monotonic() + 60 * MINUTES
    while not history_of_faults or time.monotonic() < end:
        waiting = faults.all()
        chance.shuffle(waiting)
        while waiting:
            several = [waiting.pop()]
            if MINUTES and chance.random() < 0.5:
                several += [fault for fault in waiting[-1:] if part_of(fault) != part_of(several[0])]
                waiting = [fault for fault in waiting if fault not in several]
            history_of_faults.append([fault.__name__ for fault in several])
            faults.happen(several, seconds=chance.uniform(0.4, 1.2))
            time.sleep(chance.uniform(0.3, 0.8))
    return history_of_faults


def test_nothing_is_lost_leaked_or_miscounted_whatever_dies(
    articles, database, small_disk, listed_static_files, prepared_sites, tmp_path
):
    store = database()
    folder = tmp_path
    (folder / "run").mkdir(mode=0o700)
    own = {"DATABASE_URL": store.url, "RUN_DIR": str(folder / "run"), "WORKERS": "2", "SECOND_FACTOR": "0"}
    with (
        OwnRedis(folder) as redis,
        behind_nginx(folder, prepared_sites, REDIS_URL=redis.url, **own) as served,
    ):
        postgres = store if connection.vendor == "postgresql" else None
        faults = Faults(SEED, served, small_disk, redis, postgres)
        clients = Clients(folder, served, articles)
        try:
            time.sleep(2)
            happened = let_happen(faults)
            until(lambda: clients.acknowledged() >= ACTS, seconds=60)
            clients.stop()
        finally:
            clients.kill()
        until(lambda: served.site_answers())
        observe(clients, served, store, articles)
    verdict = judged(clients.histories)
    assert verdict.returncode == 0, f"seed {SEED}, {happened}\n{verdict.stdout}{verdict.stderr}"
    found = checker.summary(checker.read_acts(clients.histories))
    assert found["read", "done"] > 100
    assert sum(number for (_act, outcome), number in found.items() if outcome == "unknown") > 0


def observe(clients, served, store, articles):
    """What is there when all is calm again: first the counts, because looking could change them."""
    until(lambda: "not saved yet: 0" in served.manage("page_cache"))
    moments = [act.get("due", 0) for act in checker.read_acts(clients.histories)]
    until(lambda: time.monotonic() > max(moments) + 1)  # nothing begins while it is looked at
    observer = Observer(clients.plan, "officer1")
    reads = dict(store.rows("SELECT article_id, sum(reads) FROM news_viewcount GROUP BY article_id"))
    for article in articles:
        count = int(reads.get(article["pk"], 0))
        observer.history.note("count", article=article["number"], reads=count)
    observer.look()


def judged(histories):
    """By a process that cannot even import the site."""
    program = Path(checker.__file__)
    return subprocess.run([sys.executable, "-I", program, histories], capture_output=True, text=True)
