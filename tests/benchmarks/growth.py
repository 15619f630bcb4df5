"""What a page costs as the site grows: python tests/benchmarks/growth.py [10000 100000]

Fills the database that DATABASE_URL names (an empty one, SQLite or PostgreSQL on this machine) up to each
number of articles and prints the CPU time in milliseconds, of this process and of the database together, that
each kind of page takes when it is made anew, and its ratio to the size before; the exit code is 1 when one is
more than is promised. BENCH names the folder of the peers whose texts are taken. Not collected by pytest: it
takes minutes.
"""

import os
import sys
import tempfile
from base64 import urlsafe_b64encode
from io import BytesIO
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
FOLDER = tempfile.TemporaryDirectory(prefix="growth-")
sys.path.insert(0, str(ROOT))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings",
    "SECRET_KEY": "only-for-measuring-" + "x" * 40,
    "ENCRYPTION_KEYS": urlsafe_b64encode(b"only-for-measuring".ljust(32)).decode(),
    "AUDIT_KEYS": urlsafe_b64encode(b"only-for-measuring".ljust(32)).decode(),
    "DEBUG": "0",
    "DEMO": "0",
    "PAGE_CACHE": "off",
    "CONN_MAX_AGE": "86400",
    "DATA_DIR": FOLDER.name,
    "RUN_DIR": f"{FOLDER.name}/run",
    "WORK_IN_BACKGROUND": "0",
}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402

from news.search.engines import engine_for  # noqa: E402
from tests.benchmarks.content import fill  # noqa: E402

SIZES = (10_000, 100_000)
MOST = 1.3  # times the cost at the size before, as promised
BENCH = Path(os.environ.get("BENCH", ROOT.parent / "shared" / "bench"))
ROUNDS, IN_A_ROUND = 7, 20


def pages(size):
    last = size // settings.ARTICLES_PER_PAGE
    return {
        "article": [f"/az/news/{number}/report/" for number in range(1, 201)],
        "list": ["/az/news/"],
        "deep": [f"/az/news/?page={last // 2 + number % 10}" for number in range(10)],
        "last": [f"/az/news/?page={last}"],
        "home": ["/az/"],
        "feed": ["/az/news/feed.rss"],
        "search": ["/az/search/?q=ombudsman", "/az/search/?q=seminar", "/en/search/?q=monitoring"],
    }


class Cost:
    """CPU seconds of this process and of PostgreSQL's process for this connection."""

    def __init__(self):
        self.ticks = os.sysconf("SC_CLK_TCK")
        self.backend = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def now(self):
        of_database = int(self.backend.read_text().split()[0]) / 1e9 if self.backend else 0.0
        return process_time() + of_database


def ask(application, address):
    path, _mark, query = address.partition("?")
    statuses = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda status, headers, failure=None: statuses.append(status))
    b"".join(answer)
    answer.close()
    reset_queries()
    if statuses != ["200 OK"]:
        raise SystemExit(f"{address} answered {statuses}.")


def milliseconds(application, addresses):
    """The median of the rounds, each a mean; the first round only warms up."""
    cost, asked, rounds = Cost(), cycle(addresses), []
    for _round in range(ROUNDS + 1):
        began = cost.now()
        for _time in range(IN_A_ROUND):
            ask(application, next(asked))
        rounds.append((cost.now() - began) * 1000 / IN_A_ROUND)
    return median(rounds[1:])


def main(*sizes):
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from ombudsman_site.wsgi import application

    before, are_kept = {}, True
    for size in map(int, sizes or SIZES):
        fill(size, BENCH)
        engine_for("default").optimise()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for kind, addresses in pages(size).items():
            taken = milliseconds(application, addresses)
            ratio = taken / before.get(kind, taken)
            are_kept = are_kept and ratio <= MOST
            outcome = "kept" if ratio <= MOST else "NOT KEPT"
            growth = f"{ratio:6.2f} x, promised at most {MOST} x: {outcome}" if kind in before else ""
            print(f"{connection.vendor:12}{size:>8} {kind:8}{taken:8.2f} ms{growth}", flush=True)
            before[kind] = taken
    return 0 if are_kept else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
