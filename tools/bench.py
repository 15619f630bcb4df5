"""`make bench`: the site beside the same pages as files, a bare Django view and, where they are, its peers.

Two workers over PostgreSQL with 10,000 articles. Compared is the CPU time of a request: of the application,
the database and the cache together. BENCH names the folder with the peers; what they install goes to the data
folder, like all the rest. ARGS: --seconds, --repetitions, --connections, --articles.
"""

import argparse
import gzip
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.side_by_side import Site, ask_each, measure, size_of, warm_up
from tools.environment import PYTHON, ROOT, prepare
from tools.run import server_command
from tools.site_environment import data_folder
from tools.steps import Problem, answer_for, call, do
from tools.test import NO_POSTGRESQL, candidates, postgresql

BENCH = Path(os.environ.get("BENCH") or ROOT.parent / "shared" / "bench")
PEERS = BENCH / "peers"
ARTICLES = "/az/news/{1..999}/report/"
OURS = {
    "article": ARTICLES,
    "list": "/az/news/",
    "deep": "/az/news/?page=100",
    "search": "/az/search/?q=ombudsman",
    "feed": "/az/news/feed.rss",
}
WAGTAIL = {
    "article": "/az/news/news-{1..999}/",
    "list": "/az/news/",
    "deep": "/az/news/?page=100",
    "search": "/az/search/?q=ombudsman",
    "feed": "/az/feed/",
}
OF_THE_SERVER = ("connection", "content-length", "date", "server")
TOOLS = {"wrk": "wrk", "nginx": "nginx", "redis-server": "redis-server"}


def bench():
    asked = arguments()
    if lacking := [package for command, package in TOOLS.items() if not shutil.which(command)]:
        raise Problem(f"These are missing: {', '.join(lacking)}. On Debian: apt install {' '.join(lacking)}")
    prepare("dev")
    database = postgresql()
    if not database:
        raise Problem(NO_POSTGRESQL.format(servers=" or ".join(candidates())).capitalize())
    with ExitStack() as running:
        bench = Bench(asked, database, running)
        bench.fill()
        bench.finished_pages()
        bench.pages_made_anew()
    return 0


def arguments():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--seconds", type=int, default=5, help="of one measurement")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument(
        "--connections", type=int, nargs="+", default=[16, 64], help="one run for each number"
    )
    parser.add_argument("--articles", type=int, default=10_000)
    return parser.parse_args()


class Bench:
    def __init__(self, asked, database, running):
        self.asked, self.running = asked, running
        self.folder = data_folder(os.environ) / "bench"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = f"{database}_bench_{asked.articles}"
        self.ports = iter(range(8701, 8799))
        self.environment = os.environ | {
            "DATABASE_URL": self.database,
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DEBUG": "0",
            "DEMO": "0",
            "RENDITIONS_IN_BACKGROUND": "0",
            "HOST": "127.0.0.1",
            "WORKERS": "2",
            "THREADS": "4",
        }

    # --- What is measured ---------------------------------------------------------------------------

    def fill(self):
        create_database(self.database)
        manage = [PYTHON, ROOT / "manage.py"]
        do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"], self.environment)
        do("Making the tables", [*manage, "migrate", "--no-input"], self.environment)
        do("Collecting the static files", [*manage, "collectstatic", "--no-input"], self.environment)
        filled = [PYTHON, ROOT / "tests" / "benchmarks" / "fill.py", str(self.asked.articles), BENCH]
        do(f"Writing {self.asked.articles:,} articles", filled, self.environment)

    def finished_pages(self):
        ours = self.site("ours", {"article": ARTICLES})
        gunicorn = self.site("ours, gunicorn", {"article": ARTICLES}, server="gunicorn")
        pages = self.keep_pages(ours)
        sites = [
            self.nginx(pages),
            ours,
            gunicorn,
            self.beside("server alone", "server_alone", pages),
            self.beside("bare, granian", "bare", pages),
            self.beside("bare, gunicorn", "bare", pages, server="gunicorn"),
        ]
        if PEERS.is_dir():
            for server in ("granian", "sync"):
                sites.append(
                    self.wagtail(
                        f"Wagtail, {server}", {"article": WAGTAIL["article"]}, server, PAGE_CACHE="1"
                    )
                )
        for title, headers in (
            ("", {}),
            (", gzip", {"Accept-Encoding": "gzip"}),
            (", brotli", {"Accept-Encoding": "br"}),
        ):
            for site in sites:
                site.headers = headers
            self.compare(f"Finished articles{title}", sites, ["article"], baseline="file")

    def pages_made_anew(self):
        sites = [self.site("ours", OURS, PAGE_CACHE="off")]
        if PEERS.is_dir():
            sites.insert(0, self.wagtail("Wagtail", WAGTAIL))
        self.compare("Pages made anew", sites, list(OURS), baseline=sites[0].name, with_database=True)

    def compare(self, title, sites, kinds, baseline, with_database=False):
        if with_database:
            for site in sites:
                site.pids = [*site.pids, *postmaster(self.database)]
        for site in sites:
            for kind in set(kinds) & set(site.paths):
                ask_each(site, kind)
                warm_up(site, kind, self.asked.connections[0])
        for connections in self.asked.connections:
            found = measure(sites, kinds, self.asked.seconds, self.asked.repetitions, connections)
            self.tell(f"{title}: {connections} connections", sites, kinds, baseline, found)

    def tell(self, title, sites, kinds, baseline, found):
        print(f"\n{title}")
        print(
            f"{'page':10}{'site':20}{'bytes':>8}{'req/s':>10}{'CPU ms':>9}{'x ' + baseline:>14}{'errors':>8}"
        )
        for kind in kinds:
            base = found.get((kind, baseline))
            for site in sites:
                if (kind, site.name) in found:
                    one = found[kind, site.name]
                    ratio = (
                        base.milliseconds / one.milliseconds if base and one.milliseconds else float("nan")
                    )
                    print(
                        f"{kind:10}{site.name:20}{size_of(site, kind):>8}{one.requests:>10.0f}"
                        f"{one.milliseconds:>9.3f}{ratio:>14.3f}{one.errors:>8}",
                        flush=True,
                    )

    # --- The sites ----------------------------------------------------------------------------------

    def site(self, name, paths, server="granian", **settings):
        port = str(next(self.ports))
        environment = self.environment | {
            "PORT": port,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "RUN_DIR": str(self.folder / f"run-{port}"),
            **settings,
        }
        if server == "granian":
            command = server_command(environment)
        else:
            command = [PYTHON.parent / "gunicorn", "ombudsman_site.wsgi", "-w2", f"-b127.0.0.1:{port}"]
        return self.serve(name, command, port, paths, environment)

    def beside(self, name, module, pages, server="granian", **settings):
        """One of tests/benchmarks that serves those pages."""
        port = str(next(self.ports))
        environment = (
            self.environment | {"PAGES": str(pages), "PYTHONPATH": str(ROOT), "PORT": port} | settings
        )
        if server == "granian":
            command = server_command(environment)
            command[1] = f"tests.benchmarks.{module}:application"
        else:
            command = [PYTHON.parent / "gunicorn", f"tests.benchmarks.{module}", "-w2", f"-b127.0.0.1:{port}"]
        return self.serve(name, command, port, {"article": "/{1..999}.html"}, environment)

    def nginx(self, pages):
        port, folder = str(next(self.ports)), pages.parent
        (folder / "temp").mkdir(exist_ok=True)
        for place in (folder, *folder.parents):
            place.chmod(place.stat().st_mode | 0o011)
        text = (ROOT / "tests" / "benchmarks" / "nginx.conf").read_text()
        file = folder / "nginx.conf"
        file.write_text(text.replace("FOLDER", str(folder)).replace("PORT", port))
        command = ["nginx", "-p", folder, "-c", file, "-g", "daemon off;"]
        return self.serve("file", command, port, {"article": "/{1..999}.html"}, self.environment)

    def wagtail(self, name, paths, server="granian", **settings):
        folder, port = PEERS / "wagtail_news", str(next(self.ports))
        at = urlsplit(self.database)
        redis = self.redis()
        environment = self.environment | {
            "PEER_DB": "postgres",
            "PEER_PG": f"{at.hostname or '127.0.0.1'}:{at.port or 5432}:{at.username or 'postgres'}",
            "PEER_NAME": f"wagtail_{self.asked.articles}",
            "PEER_DATA": str(self.folder / "peers"),
            "VENVS": str(self.folder / "peers-venv"),
            "PEER_REDIS": redis.url,
            **settings,
        }
        peer = ["bash", folder / "run.sh"]
        ready = self.folder / f"wagtail-{self.asked.articles}"
        if not ready.exists():
            do("Installing Wagtail", [*peer, "setup"], environment)
            do(
                f"Writing Wagtail's {self.asked.articles:,} articles",
                [*peer, "seed", str(self.asked.articles)],
                environment,
            )
            ready.touch()
        site = self.serve(name, [*peer, "serve", port, server], port, paths, environment)
        site.pids += redis.pids if settings else []
        return site

    def redis(self):
        port = str(next(self.ports))
        command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", self.folder]
        server = self.running.enter_context(started(command, self.environment))
        return Site("Redis", f"redis://127.0.0.1:{port}/0", [server.pid], {})

    def serve(self, name, command, port, paths, environment):
        server = self.running.enter_context(started(command, environment))
        site = Site(name, f"http://127.0.0.1:{port}", [server.pid], paths)
        wait_for(site, server)
        return site

    def keep_pages(self, site):
        """The site's own pages as files, compressed ones and the headers beside them."""
        folder = self.folder / "files" / "html"
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            address = site.url + ARTICLES.replace("{1..999}", str(number))
            with urllib.request.urlopen(address, timeout=60) as answer:
                content = answer.read()
            (folder / f"{number}.html").write_bytes(content)
            (folder / f"{number}.html.gz").write_bytes(gzip.compress(content))
        headers = [pair for pair in answer.headers.items() if pair[0] not in OF_THE_SERVER]
        (folder / "headers.json").write_text(json.dumps(headers))
        return folder


@contextmanager
def started(command, environment):
    server = subprocess.Popen(
        [str(part) for part in command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait_for(site, server):
    for _time in range(300):
        try:
            size_of(site, next(iter(site.paths)))
            return
        except (urllib.error.URLError, OSError) as error:
            last = error
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise Problem(f"{site.name} does not answer at {site.url}: {last}")


def create_database(url):
    name = urlsplit(url).path.removeprefix("/")
    server = f"{url.rpartition('/')[0]}/postgres"
    if name not in call(["psql", "-Atc", "SELECT datname FROM pg_database", server], "psql failed").split():
        call(["psql", "-c", f'CREATE DATABASE "{name}"', server], "The database can't be made")


def postmaster(url):
    """[process of the database server], where it runs on this machine and its folder may be read."""
    folder = call(["psql", "-Atc", "SHOW data_directory", url], "psql failed").strip()
    try:
        return [int((Path(folder) / "postmaster.pid").read_text().split()[0])]
    except OSError:
        print("!!! The database's own time can't be read here: it is left out of the figures.")
        return []


if __name__ == "__main__":
    sys.exit(answer_for(bench))
