"""`make compare ARGS="OTHER_CHECKOUT"`: the pages of this checkout beside those of another, one by one.

For a change that should leave the pages as they are, or change them only where its author means to:

    git worktree add ../before origin/main      # or any clone of an earlier state
    make compare ARGS="../before"
    make compare ARGS="../before --inline-space --show 50"
    make compare ARGS="../before --only /en/search/"

Both sites are started by their own `make run`, each in its own folder with its own .venv and on an empty data
folder that is thrown away afterwards; nothing of the other checkout is imported, so it may be laid out in any
way. Each address to which one of them links is requested from both: status, the headers that matter and the
content must be equal but for white space. Names and moments that differ with each loading of the demo are
masked. The differences of the first pages are printed; the exit code is 1 when there is any.
"""

import argparse
import difflib
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from tools.environment import ROOT
from tools.page_text import Masks, addresses_in, first_lines, lines_of
from tools.site_environment import free_port, without_settings
from tools.steps import Problem, answer_for, timed

PATIENCE = 600  # seconds until a site must answer: its packages may have to be installed first
# Not our pages, and most filters of a topic, person or organization, which work like those of all news.
UNCHECKED = re.compile(
    r"/(admin|media|static)/|/\w\w/reading/\?|/\w\w/(topics|people|organizations)/.+\?(?!page=|kind=|year=2025)"
    r"|/\w\w/pages/.+\?"
)
ARTICLE = re.compile(r"/(az|en)/news/(\d+)/[^/]+/")
FORMS = ["history/", "easy/", "print/", "text/", "changes/", "nothing/"]
LANGUAGES = ["az", "en"]
QUERIES = ["ombudsman", "uşaq", "child rights", "miqrant", "azerbaycan", "zzzz", '"hüquq"', ""]
PLACES = [
    "/",
    "/?utm_source=letter",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-nothing.xml",
    "/favicon.ico",
    "/de/",
    "/nothing",
]
PLACES_IN_A_LANGUAGE = [
    "/",
    "/nothing/",
    "/news",
    "/news/999999/nothing/",
    "/news/?page=0",
    "/news/?page=2",
    "/news/?page=999",
    "/news/?page=many",
    "/news/?nothing=1",
    "/news/?topic=nothing",
    "/news/?year=2023&month=5&kind=report",
    "/news/?date_from=2024-01-01&date_to=2024-12-31",
    "/topics/nothing/",
    "/people/nothing/",
    "/organizations/nothing/",
    "/archive/1999/",
    "/archive/2024/13/",
    "/pages/components/",
    "/reading/",
    "/search/?q=ombudsman&page=2",
    "/search/suggestions/?q=omb",
    "/topics/nothing/feed.rss",
]
COOKIE = {"Cookie": "reading=contrast:dark&size:3&images:none"}


def compare():
    asked = arguments()
    other = asked.other.absolute()
    if not (other / "Makefile").exists() or other == ROOT:
        raise Problem(f"{other} is no other checkout of this site.")
    with ExitStack() as running:
        before, after = (running.enter_context(site(folder)) for folder in (other, ROOT))
        with timed("Waiting for both sites"):
            before.wait()
            after.wait()
        return report(compare_sites(before, after, asked), asked)


def arguments():
    parser = argparse.ArgumentParser(prog="make compare", description="Compares the pages of two checkouts.")
    parser.add_argument("other", type=Path, help="the folder of the other checkout")
    parser.add_argument("--show", type=int, default=10, help="print the differences of so many pages")
    parser.add_argument("--lines", type=int, default=60, help="at most so many lines of each")
    parser.add_argument("--limit", type=int, default=5000, help="ask for at most so many addresses")
    parser.add_argument("--only", default="", help="compare the addresses that begin so")
    parser.add_argument(
        "--inline-space", action="store_true", help="white space beside words and links counts as well"
    )
    return parser.parse_args()


# --- Two sites ----------------------------------------------------------------------------------------


@contextmanager
def site(folder):
    """That checkout's own `make run`, on an empty data folder."""
    with tempfile.TemporaryDirectory(prefix="compare-pages-") as place:
        one = Site(folder, Path(place))
        try:
            yield one
        finally:
            one.stop()


class Site:
    def __init__(self, folder, place):
        self.folder, self.log = folder, place / "log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # Moments during the loading itself are masked, however they are rounded.
        self.masks = Masks(self.url, datetime.now(UTC) - timedelta(minutes=1))
        (place / "run").mkdir(0o700)  # the site refuses a folder that others can read
        settings = {"PORT": str(self.port), "DATA_DIR": str(place / "data"), "RUN_DIR": str(place / "run")}
        self.process = subprocess.Popen(
            ["make", "run"],
            cwd=folder,
            env=without_settings(os.environ) | settings,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def wait(self):
        end = time.monotonic() + PATIENCE
        while "Press Ctrl-C" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                last = "\n".join(self.log.read_text().splitlines()[-5:])
                raise Problem(f"`make run` in {self.folder} did not come up:\n{last}")
            time.sleep(0.2)

    def get(self, address, headers):
        """(status, headers, text)"""
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")

    def stop(self):
        """Stop `make run` itself, which stops its server in an orderly way."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


# --- Every address on both ---------------------------------------------------------------------------


def compare_sites(before, after, asked):
    """(address, lines before, lines after) of each page; a page leads to those that it names."""
    waiting = deque(page for page in first_pages() if page[0].startswith(asked.only))
    known = set(waiting)
    while waiting:
        address, headers = waiting.popleft()
        answers = [one.get(address, dict(headers)) for one in (before, after)]
        lines = [
            lines_of(*answer, one.masks, asked.inline_space)
            for one, answer in zip((before, after), answers, strict=True)
        ]
        yield " ".join([address, *(f"({name}: {value})" for name, value in headers)]), *lines
        for one, answer in zip((before, after), answers, strict=True):
            for found in pages_named_by(one, address, answer):
                if found not in known and found[0].startswith(asked.only):
                    known.add(found)
                    waiting.append(found)
        if len(known) > asked.limit:
            raise Problem(f"There are more than {asked.limit} addresses; --limit allows more.")


def first_pages():
    """[(address, ((header, value), ...))]"""
    in_a_language = [*PLACES_IN_A_LANGUAGE, *(f"/search/?q={quote(query)}" for query in QUERIES)]
    in_a_language += [f"/news/{number}" for number in demo_numbers()]
    places = PLACES + [f"/{language}{place}" for language in LANGUAGES for place in in_a_language]
    pages = [(place, ()) for place in places]
    pages += [("/", (("Accept-Language", "en-GB,en;q=0.8"),)), ("/", (("Accept-Language", "de"),))]
    return pages + [
        (f"/{language}/{place}", tuple(COOKIE.items())) for language in LANGUAGES for place in ("", "news/")
    ]


def demo_numbers():
    """The numbers of all demo articles, also of drafts, scheduled and removed ones that no page links to."""
    return sorted({file.name.partition("-")[0] for file in ROOT.glob("news/**/demo/articles/*.toml")})


def pages_named_by(site, address, answer):
    _status, headers, text = answer
    named = list(addresses_in(site.url + address, text))
    if headers.get("Location"):
        named += addresses_in(site.url + address, f'<a href="{headers["Location"]}"></a>')
    for found in named:
        if not UNCHECKED.match(found):
            yield found, ()
            if match := ARTICLE.fullmatch(found):
                yield from other_forms(match)


def other_forms(match):
    language, number = match.groups()
    places = [*(match[0] + form for form in FORMS), f"/{language}/news/{number}/other-words/"]
    places += [f"/{language}/view/news/{number}/other-words", f"/{language}/news/{number}/"]
    return [(place, ()) for place in places]


# --- The report ---------------------------------------------------------------------------------------


def report(pages, asked):
    compared_pages = different = 0
    start = time.monotonic()
    for address, before, after in pages:
        compared_pages += 1
        if before != after:
            different += 1
            if different <= asked.show:
                show(address, before, after, asked.lines)
            else:
                print(f"different: {address}", flush=True)
    print(f"{compared_pages} pages compared in {time.monotonic() - start:.0f} s, {different} of them differ.")
    return 1 if different else 0


def show(address, before, after, lines):
    changes = list(difflib.unified_diff(before, after, "before", "after", n=2, lineterm=""))
    print(f"\n=== {address}", *first_lines(changes, lines), sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(answer_for(compare))
