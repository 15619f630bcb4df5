"""The site under load: python tests/benchmarks/load.py [SECONDS] [CONNECTIONS]

Two workers of the real server over the demo's content, by default 64 connections for two minutes: home,
lists, articles, search, feeds, and once a second a correction that is published. Prints the speed, errors,
pages that were older than promised, the memory of the workers and whether every read was counted; ends with
1 when something was not as promised. DATABASE_URL may name an empty PostgreSQL; otherwise it is SQLite in a
new folder. Not collected by pytest: it takes minutes.
"""

import asyncio
import itertools
import os
import random
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from base64 import urlsafe_b64encode
from collections import Counter
from pathlib import Path
from statistics import quantiles
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
FOLDER = tempfile.TemporaryDirectory(prefix="load-")
sys.path.insert(0, str(ROOT))
(Path(FOLDER.name) / "data").mkdir()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings",
    "DEBUG": "0",
    "DEMO": "1",
    "SECRET_KEY": "only-for-measuring-" + "x" * 40,
    "ENCRYPTION_KEYS": urlsafe_b64encode(b"only-for-measuring".ljust(32)).decode(),
    "AUDIT_KEYS": urlsafe_b64encode(b"only-for-measuring".ljust(32)).decode(),
    "DATA_DIR": f"{FOLDER.name}/data",
    "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{FOLDER.name}/data/site.sqlite3",
    "RUN_DIR": f"{FOLDER.name}/run",
    "WORK_IN_BACKGROUND": "0",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Sum  # noqa: E402

from news import editing  # noqa: E402
from news.models import Edition, ViewCount  # noqa: E402
from tests.helpers.real_server import serving  # noqa: E402
from tests.helpers.user_agents import FIREFOX  # noqa: E402

LISTS = "/az/ /en/ /az/news/ /en/news/ /az/news/?page=2 /az/topics/ /en/people/ /az/archive/"
OTHERS = "/az/news/feed.rss /en/news/feed.json /az/search/?q=uşaq+hüquqları /en/search/?q=children"
ELSEWHERE = [(None, path) for path in f"{LISTS} {OTHERS}".split()]
ARTICLES = 0.6  # of all requests
GROWTH = 1.25  # the most that the workers' memory may grow once the pages are made


class Reading:
    """What all connections together have asked and been answered."""

    def __init__(self, port, editions):
        self.port = port
        self.articles = [
            (edition.article_id, edition.url_in(code)) for edition in editions for code in ("az", "en")
        ]
        self.readers = itertools.count(1)
        self.taken, self.wrong, self.read = [], Counter(), Counter()
        self.is_over = False

    async def connection(self):
        stream, to = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        while not self.is_over:
            article, path = self.next_page()
            began = time.perf_counter()
            to.write(self.request(path))
            status = await answer_of(stream)
            self.taken.append((time.perf_counter() - began) * 1000)
            if status == 200 and article:
                self.read[article] += 1
            elif status != 200:
                self.wrong[path, status] += 1
        to.close()

    def next_page(self):
        """(article or None, its path)"""
        is_article = random.random() < ARTICLES  # noqa: S311 - repeatable
        return random.choice(self.articles if is_article else ELSEWHERE)  # noqa: S311 - repeatable

    def request(self, path):
        """Each by another reader."""
        number = next(self.readers)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        head = f"GET {urllib.parse.quote(path, safe='/?=&+')} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        return f"{head}User-Agent: {FIREFOX}\r\nX-Forwarded-For: {address}\r\n\r\n".encode()


async def answer_of(stream):
    head = (await stream.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    await stream.readexactly(length)
    return int(head[9:12])


class Publishing(threading.Thread):
    """A correction a second; the list must show it to whoever asks next."""

    def __init__(self, url, edition, seconds):
        super().__init__()
        self.url, self.edition, self.seconds = url, edition, seconds
        self.published, self.stale = 0, 0

    def run(self):
        begun = time.monotonic()
        while time.monotonic() < begun + self.seconds:
            self.publish_one()
            time.sleep(max(0, begun + self.published - time.monotonic()))

    def publish_one(self):
        self.published += 1
        title = f"Correction number {self.published}"
        self.edition = editing.new_edition(self.edition, None)
        notes = {"change_note_az": "Başlıq dəyişdi.", "change_note_en": "The title has changed."}
        for name, value in {"title_en": title, **notes}.items():
            setattr(self.edition, name, value)
        editing.save_draft(self.edition)
        editing.publish(self.edition, None)
        with urllib.request.urlopen(f"{self.url}/en/news/", timeout=60) as page:  # noqa: S310 - our own server
            self.stale += title not in page.read().decode()


def memory_of(processes):
    pages = sum(int(Path(f"/proc/{process}/statm").read_text().split()[1]) for process in processes)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def load(site, reading, seconds, connections):
    """Megabytes of all workers, every tenth of the time."""
    tasks = [asyncio.create_task(reading.connection()) for _number in range(connections)]
    memory = []
    for _tenth in range(10):
        await asyncio.sleep(seconds / 10)
        memory.append(memory_of(site.worker_pids()))
    reading.is_over = True
    await asyncio.gather(*tasks)
    return memory


def counted():
    rows = ViewCount.objects.values("article_id").annotate(sum=Sum("reads"))
    return Counter({row["article_id"]: row["sum"] for row in rows})


def main(seconds="120", connections="64"):
    for command in (["migrate"], ["load_demo"], ["collectstatic", "--no-input"]):
        call_command(*command, verbosity=0)
    corrected, *editions = Edition.objects.live_in("az").filter(released_en=True).newest_first()[:40]
    before = counted()
    database = SimpleNamespace(url=os.environ["DATABASE_URL"])
    names = ("DEBUG", "SECRET_KEY", "ENCRYPTION_KEYS", "AUDIT_KEYS", "RUN_DIR")
    own = {name: os.environ[name] for name in names}
    with serving(Path(FOLDER.name), database, workers=2, THREADS="8", **own) as site:
        reading = Reading(site.port, editions)
        publishing = Publishing(site.url, corrected, float(seconds))
        publishing.start()
        memory = asyncio.run(load(site, reading, float(seconds), int(connections)))
        publishing.join()
        log = site.log.read_text()
    told = counted() - before
    missing, surplus = reading.read - told, told - reading.read
    has_grown = memory[-1] > memory[2] * GROWTH
    cut = quantiles(reading.taken, n=100)
    print(f"requests   {len(reading.taken)}, {len(reading.taken) / float(seconds):.0f} a second")
    print(f"ms         p50 {cut[49]:.1f}, p95 {cut[94]:.1f}, p99 {cut[98]:.1f}, max {max(reading.taken):.0f}")
    print(f"errors     {sum(reading.wrong.values())} {dict(reading.wrong.most_common(5)) or ''}")
    print(f"published  {publishing.published}, not seen at once {publishing.stale}")
    print(f"memory     {' '.join(f'{value:.0f}' for value in memory)} MB")
    print(
        f"reads      {reading.read.total()} answered, {missing.total()} missing, {surplus.total()} too many"
    )
    print(f"log        {log.count('Traceback')} tracebacks")
    return bool(reading.wrong or publishing.stale or missing or surplus or has_grown or "Traceback" in log)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
