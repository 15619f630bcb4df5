"""A real Chromium in front of the real server with the demo's content, as a reader has it."""

import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import axe
from tests.browser.pages import sign_in
from tests.helpers.prepared_sites import DATABASE, environment_of
from tests.helpers.real_server import Database, Site
from tests.helpers.requirements import lack
from tools.test import chromium as chromium_here

ROOT = Path(__file__).resolve().parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
def checked(record_property):
    """checked("axe", views=3, findings=0): counted for the accessibility statement."""

    def note(name, views, findings, version=""):
        record_property(name, {"views": views, "findings": findings, "version": version})

    return note


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_with_large_text(playwright):
    """As set by a reader in the browser's own settings: 32 pixels instead of 16."""
    browser = launched(playwright, "--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()


def launched(playwright, *options):
    path = chromium_here()
    if path is None:
        lack("Chromium", "chromium")
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *options])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site_folder(prepared_sites, tmp_path_factory):
    return prepared_sites.copy("illustrated", tmp_path_factory.mktemp("site") / "data")


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of the site, served as in production from a database and a folder of its own."""
    data = site_folder
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            Path(sys.executable).parent / "granian",
            "ombudsman_site.wsgi:application",
            "--interface=wsgi",
            f"--port={port}",
            "--blocking-threads=2",
            "--no-ws",
            "--log-level=warning",
        ],
        cwd=ROOT,
        env=environment_of(data) | {"SITE_URL": address},
    )
    wait_for(address, server)
    yield address
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def office_of_process(site_folder, tmp_path_factory, chromium):
    """The site that the tests of this process write to, one after the other."""
    office = Office(tmp_path_factory.mktemp("office"), site_folder, chromium)
    yield office
    if office.is_running():
        office.stop()


@pytest.fixture
def office(office_of_process):
    """A site with the demo's content, for a test that changes it, or kills it."""
    office_of_process.begin_anew()
    return office_of_process


class Office(Site):
    """Once it is running, the next test finds the demo in it again: a server takes seconds to start.

    The demo is that of somebody who has signed in: signed_in holds the cookies.
    """

    def __init__(self, folder, demo, chromium):
        self.demo, self.database = demo, FileDatabase(folder / "site.sqlite3")
        super().__init__(folder, self.database, workers=1, DEMO="1", RUN_DIR=str(folder))
        copy(demo / DATABASE, self.database.file)
        self.begun = folder / "begun.sqlite3"
        self.start()
        context = chromium.new_context(base_url=self.url, locale="en")
        sign_in(context.new_page())
        self.signed_in = context.storage_state()
        context.close()
        copy(self.database.file, self.begun)

    def is_running(self):
        return self.process.poll() is None

    def begin_anew(self):
        media = self.folder / "data" / "media"
        shutil.rmtree(media, ignore_errors=True)
        shutil.copytree(self.demo / "media", media)
        [(generation,)] = self.database.rows("SELECT generation FROM news_publiccontent")
        copy(self.begun, self.database.file)
        # What was made of the last test's content must not be taken for this one's.
        self.database.execute(f"UPDATE news_publiccontent SET generation = {generation + 1}")
        if not self.is_running():
            self.start()


def copy(source, target):
    """Also where a server has the target open."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=20)) as written:
        read.backup(written)


@pytest.fixture
def desk(chromium, office):
    """A page of the writer, who has signed in."""
    context = chromium.new_context(base_url=office.url, locale="en", storage_state=office.signed_in)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


class FileDatabase(Database):
    """The ORM of the test's own process knows nothing of it."""

    def __init__(self, file):
        self.file, self.url = file, f"sqlite:///{file}"


def wait_for(address, server):
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5)  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not come up.")


@pytest.fixture(scope="module")
def seen_texts():
    """Text, by what its contrast depends on, that axe has judged: see tests.browser.looks."""
    return set()


@pytest.fixture(scope="session")
def waiting_pages():
    """Pages that no test is using, by what cannot be changed of them; a page that is there costs a third of a
    new one."""
    return defaultdict(list)


@pytest.fixture
def open_page(chromium, site, waiting_pages):
    """open_page("/az/", width=320, scheme="dark", javascript=False): a page without cookies goes there."""
    used = []

    def open_page(
        path,
        width=1280,
        scheme="light",
        forced="none",
        javascript=True,
        reading="",
        browser=chromium,
        with_axe=False,
    ):
        waiting = waiting_pages[browser, javascript, with_axe]
        page = waiting.pop() if waiting else new_page(browser, site, javascript, with_axe)
        used.append((waiting, page))
        page.context.clear_cookies()
        page.context.clear_permissions()
        page.problems.clear()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
        if reading:
            page.context.add_cookies([{"name": "reading", "value": reading, "url": site}])
        page.goto(path)
        return page

    yield open_page
    for waiting, page in used:
        page.goto("about:blank")
        waiting.append(page)


def new_page(browser, site, javascript, with_axe):
    context = browser.new_context(base_url=site, java_script_enabled=javascript)
    if with_axe:
        axe.load_into(context)
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: note_console(page, message))
    page.on("request", lambda request: note_request(page, request, site))
    return page


def note_console(page, message):
    if message.type == "error" and "404 (Not Found)" not in message.text and "410 (Gone)" not in message.text:
        page.problems.append(message.text)


def note_request(page, request, site):
    if not request.url.startswith((site, "data:")):
        page.problems.append(f"leaves the site: {request.url}")
