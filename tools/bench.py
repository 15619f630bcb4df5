"""`make bench`: the figures that are promised, each with its limit, in CPU time per request.

Two workers with 10,000 articles beside nginx, beside the same server answering from a dictionary, and beside
Wagtail without its page cache, in one run; BENCH names the folder with that peer.
ARGS: the parts (finished, postgresql, sqlite, desk, growth; else all), --seconds, --repetitions,
--connections and --articles. The exit code is 1 when a promise is not kept.
"""

import argparse
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
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.benchmarks.side_by_side import Site, measure, size_of, warm_up
from tools.environment import PYTHON, ROOT, prepare
from tools.run import end_with_us, server_command
from tools.site_environment import data_folder, free_port, new_encryption_key, without_settings
from tools.steps import Problem, answer_for, call, do, run
from tools.test import NO_POSTGRESQL, candidates, postgresql

BENCH = Path(os.environ.get("BENCH") or ROOT.parent / "shared" / "bench")
WAGTAIL = BENCH / "peers" / "wagtail_news"
BENCHMARKS = ROOT / "tests" / "benchmarks"
FILES = {"article": "/{1..999}.html"}
FINISHED_PATHS = {"article": "/az/news/{1..999}/report/"}
LIST = "/admin/news/article/"
PATHS = {
    "article": "/az/news/{1..300}/report/",
    "list": "/az/news/",
    "page 100": "/az/news/?page=100",
    "search": "/az/search/?q=ombudsman",
    "feed": "/az/news/feed.rss",
}
WAGTAIL_PATHS = PATHS | {"article": "/az/news/news-{1..300}/", "feed": "/az/feed/"}
# {another: {page: how many times the CPU time of our request the other's is, at least}}
FINISHED = {"nginx": {"article": 0.25}, "dictionary": {"article": 0.65}}
MADE_ANEW = {"Wagtail": {"article": 4, "list": 4, "page 100": 4, "search": 4, "feed": 2}}
MADE_ANEW_ON_SQLITE = {"Wagtail": {"article": 5}}
AT_THE_DESK = {"Wagtail": {"draft": 1 / 1.6, "articles": 1}}
LONGEST_FORM = 300_000  # bytes
OPENED = 7  # the number of the article whose text is opened
WAGTAIL_SIGN_IN = f"""
import json
from django.contrib.auth import get_user_model
from django.test import Client
from news.models import NewsPage
page = NewsPage.objects.get(slug="news-{OPENED}", locale__language_code="az")
client = Client()
client.force_login(get_user_model().objects.get(username="admin"))
cookies = "; ".join(f"{{name}}={{cookie.value}}" for name, cookie in client.cookies.items())
print(json.dumps({{"cookie": cookies, "draft": page.pk, "list": page.get_parent().pk}}))
"""
GROWTH = ["10000", "100000"]
PARTS = ["finished", "postgresql", "sqlite", "desk", "growth"]
OF_THE_SERVER = ("connection", "content-length", "date", "server")


class Promise(NamedTuple):
    title: str
    ratio: float
    least: float

    @property
    def is_kept(self):
        return self.ratio >= self.least


def bench():
    asked = arguments()
    if lacking := [command for command in ("wrk", "nginx") if not shutil.which(command)]:
        raise Problem(f"These are missing: {', '.join(lacking)}. On Debian: apt install {' '.join(lacking)}")
    prepare("dev")
    server = postgresql()
    if not server:
        raise Problem(NO_POSTGRESQL.format(servers=" or ".join(candidates())).capitalize())
    outcomes = []
    for part in asked.parts or PARTS:
        with ExitStack() as running:
            outcomes.append(getattr(Bench(asked, server, running), part)())
    return 0 if all(outcomes) else 1


def arguments():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", help=f"which of {', '.join(PARTS)}; without a name all")
    parser.add_argument("--seconds", type=int, default=5, help="of one measurement")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--articles", type=int, default=10_000)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}: choose from {', '.join(PARTS)}")
    return asked


class Bench:
    def __init__(self, asked, server, running):
        self.asked, self.running = asked, running
        self.folder = data_folder(os.environ) / "bench"
        self.server = server

    # --- What is promised; each says whether all of it was kept ---------------------------------------

    def finished(self):
        environment = self.filled(self.database("bench"))
        ours = self.site("ours", environment, FINISHED_PATHS)
        pages = self.keep_pages(ours)
        sites = [ours, self.nginx(pages), self.dictionary(environment, pages)]
        return self.compare("Finished pages", sites, FINISHED)

    def postgresql(self):
        environment = self.filled(self.database("bench"))
        sites = [self.site("ours", environment, PATHS, PAGE_CACHE="off"), *self.wagtail("postgres")]
        return self.compare("Made anew on PostgreSQL", sites, MADE_ANEW)

    def sqlite(self):
        environment = self.filled(f"sqlite:///{self.folder / 'sqlite' / 'site.sqlite3'}")
        sites = [self.site("ours", environment, PATHS, PAGE_CACHE="off"), *self.wagtail("sqlite")]
        return self.compare("Made anew on SQLite", sites, MADE_ANEW_ON_SQLITE)

    def desk(self):
        """As somebody who has signed in. Of the form its length is promised, too."""
        environment = self.filled(self.database("bench"))
        sites = [self.site("ours", environment, PATHS), *self.wagtail("postgres")]
        open_form = [PYTHON, BENCHMARKS / "desk_session.py", str(OPENED)]
        form = self.sign_in(sites[0], open_form, environment)
        sites[0].paths = {"draft": f"/admin/news/edition/{form['draft']}/change/", "articles": LIST}
        for wagtail in sites[1:]:
            open_form = ["bash", WAGTAIL / "run.sh", "manage", "shell", "-c", WAGTAIL_SIGN_IN]
            page = self.sign_in(wagtail, open_form, self.of_wagtail("postgres"))
            edit, listed = f"/admin/pages/{page['draft']}/edit/", f"/admin/pages/{page['list']}/"
            wagtail.paths = {"draft": edit, "articles": listed}
        is_kept = self.compare("The desk on PostgreSQL", sites, AT_THE_DESK)
        length = size_of(sites[0], "draft")
        is_short = length <= LONGEST_FORM
        print(f"{length:,} bytes of form, promised {LONGEST_FORM:,}: {'kept' if is_short else 'NOT KEPT'}")
        return is_kept and is_short

    def sign_in(self, site, command, environment):
        """What the command says of a draft; the site is asked with the cookie it gives."""
        found = json.loads(call(command, "Nobody can sign in", environment).splitlines()[-1])
        site.headers = {"Cookie": found["cookie"]}
        return found

    def growth(self):
        database = self.database("growth")
        create_database(database, anew=True)
        environment = self.environment(database)
        return run([PYTHON, BENCHMARKS / "growth.py", *GROWTH], cwd=ROOT, env=environment) == 0

    def compare(self, title, sites, promised):
        kinds = list({kind: None for limits in promised.values() for kind in limits})
        for site in sites:
            for kind in kinds:
                warm_up(site, kind, self.asked.connections)
        found = measure(sites, kinds, self.asked.seconds, self.asked.repetitions, self.asked.connections)
        print(f"\n{title}, {self.asked.connections} connections")
        show_figures(sites, kinds, found)
        return show_promises(list(promises(promised, found)))

    # --- Data ---------------------------------------------------------------------------------------

    def database(self, name):
        return f"{self.server}_{name}_{self.asked.articles}"

    def environment(self, database):
        folder = self.folder / urlsplit(database).scheme
        folder.mkdir(parents=True, exist_ok=True)
        return without_settings(os.environ) | {
            "DATABASE_URL": database,
            "DATA_DIR": str(folder),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ENCRYPTION_KEYS": new_encryption_key(),
            "AUDIT_KEYS": new_encryption_key(),
            "DEBUG": "0",
            "DEMO": "0",
            "WORK_IN_BACKGROUND": "0",
            "HOST": "127.0.0.1",
            "WORKERS": "2",
            "THREADS": "4",
            "BENCH": str(BENCH),
        }

    def filled(self, database):
        """The settings of a site whose database holds the articles."""
        environment = self.environment(database)
        if database.startswith("postgres"):
            create_database(database)
        manage = [PYTHON, ROOT / "manage.py"]
        do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"], environment)
        do("Making the tables", [*manage, "migrate", "--no-input"], environment)
        do("Collecting the static files", [*manage, "collectstatic", "--no-input"], environment)
        fill = [PYTHON, BENCHMARKS / "fill.py", str(self.asked.articles), BENCH]
        do(f"Writing {self.asked.articles:,} articles", fill, environment)
        return environment

    def keep_pages(self, site):
        """The site's own pages as files, and their headers beside them."""
        folder = self.folder / "files" / "html"
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            address = site.url + FINISHED_PATHS["article"].replace("{1..999}", str(number))
            with urllib.request.urlopen(address, timeout=60) as answer:
                (folder / f"{number}.html").write_bytes(answer.read())
        headers = [pair for pair in answer.headers.items() if pair[0] not in OF_THE_SERVER]
        (folder / "headers.json").write_text(json.dumps(headers))
        return folder

    # --- The sites ----------------------------------------------------------------------------------

    def site(self, name, environment, paths, application=None, **settings):
        port = str(free_port())
        environment = environment | {
            "PORT": port,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "RUN_DIR": str(self.folder / f"run-{port}"),
            **settings,
        }
        command = server_command(environment)
        command[1] = application or command[1]
        return self.serve(name, command, port, paths, environment, name_of(environment["DATABASE_URL"]))

    def dictionary(self, environment, pages):
        """The same server, and nothing done for a page."""
        settings = {"PAGES": str(pages), "PYTHONPATH": str(ROOT)}
        application = "tests.benchmarks.server_alone:application"
        return self.site("dictionary", environment, FILES, application, **settings)

    def nginx(self, pages):
        port, folder = str(free_port()), pages.parent
        (folder / "temp").mkdir(exist_ok=True)
        for place in (folder, *folder.parents):
            place.chmod(place.stat().st_mode | 0o011)
        file = folder / "nginx.conf"
        text = (BENCHMARKS / "nginx.conf").read_text()
        file.write_text(text.replace("FOLDER", str(folder)).replace("PORT", port))
        command = ["nginx", "-p", folder, "-c", file, "-g", "daemon off;"]
        return self.serve("nginx", command, port, FILES, os.environ)

    def wagtail(self, engine):
        """[the site], or nothing where no peers are."""
        if not WAGTAIL.is_dir():
            print(f"!!! LEFT OUT: there is no Wagtail to compare with in {WAGTAIL}", flush=True)
            return []
        name, port = self.name_of_wagtail(), str(free_port())
        environment = self.of_wagtail(engine)
        peer, ready = ["bash", WAGTAIL / "run.sh"], self.folder / f"{name}-{engine}"
        if not ready.exists():
            do("Installing Wagtail", [*peer, "setup"], environment)
            seed = [*peer, "seed", str(self.asked.articles)]
            do(f"Writing Wagtail's {self.asked.articles:,} articles", seed, environment)
            ready.touch()
        command = [*peer, "serve", port, "granian"]
        return [self.serve("Wagtail", command, port, WAGTAIL_PATHS, environment, name)]

    def name_of_wagtail(self):
        return f"wagtail_{self.asked.articles}"

    def of_wagtail(self, engine):
        at = urlsplit(self.server)
        return os.environ | {
            "PEER_DB": engine,
            "PEER_PG": f"{at.hostname or '127.0.0.1'}:{at.port or 5432}:{at.username or 'postgres'}",
            "PEER_NAME": self.name_of_wagtail(),
            "PEER_DATA": str(self.folder / "peers"),
            "VENVS": str(self.folder / "peers-venv"),
        }

    def serve(self, name, command, port, paths, environment, database=""):
        server = self.running.enter_context(run_server(command, environment))
        site = Site(name, f"http://127.0.0.1:{port}", [server.pid], paths, database)
        wait_for(site, server)
        return site


def promises(promised, found):
    """Of what could be measured."""
    for other, limits in promised.items():
        for kind, least in limits.items():
            if (kind, other) in found:
                ratio = found[kind, other].milliseconds / found[kind, "ours"].milliseconds
                yield Promise(f"{kind} against {other}", ratio, least)


def show_figures(sites, kinds, found):
    print(f"{'page':10}{'site':14}{'bytes':>8}{'req/s':>10}{'CPU ms':>9}{'errors':>8}")
    for kind in kinds:
        for site in sites:
            one = found[kind, site.name]
            size = size_of(site, kind)
            print(
                f"{kind:10}{site.name:14}{size:>8}{one.requests:>10.0f}{one.milliseconds:>9.3f}{one.errors:>8}",
                flush=True,
            )


def show_promises(measured):
    for one in measured:
        outcome = "kept" if one.is_kept else "NOT KEPT"
        print(f"{one.title:32}{one.ratio:>8.2f} x, promised {one.least} x: {outcome}", flush=True)
    return all(one.is_kept for one in measured)


@contextmanager
def run_server(command, environment):
    server = subprocess.Popen(
        [str(part) for part in command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_us,
    )
    try:
        yield server
    finally:
        if server.poll() is None:
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


def name_of(url):
    return urlsplit(url).path.rpartition("/")[2]


def create_database(url, anew=False):
    name, server = name_of(url), f"{url.rpartition('/')[0]}/postgres"
    if anew:
        call(["psql", "-c", f'DROP DATABASE IF EXISTS "{name}"', server], "The database can't be dropped")
    if name not in call(["psql", "-Atc", "SELECT datname FROM pg_database", server], "psql failed").split():
        call(["psql", "-c", f'CREATE DATABASE "{name}"', server], "The database can't be made")


if __name__ == "__main__":
    sys.exit(answer_for(bench))
