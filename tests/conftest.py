"""What every test needs: articles in any state, the three roles, readers."""

import gc
import json
import os
import shutil
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation

from news.models import (
    Appointment,
    Organization,
    Person,
    Topic,
    guards,
)
from news.readership import counter
from tests.helpers import articles, own_postgres
from tests.helpers.accessibility_result import Results
from tests.helpers.clean_folder import CleanFolder
from tests.helpers.prepared_sites import PreparedSites
from tests.helpers.reader import Reader
from tests.helpers.real_server import Database
from tests.helpers.requirements import lack
from tests.helpers.users import DEMO_PASSWORD, make_user
from tools import catalogues

LONGEST = ("torture", "operations")  # folders whose tests start servers, and stop them
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", ".pytest_cache/hypothesis")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop beside the ORM


def pytest_addoption(parser):
    parser.addoption(
        "--accessibility-result",
        metavar="FILE",
        help="write what the browser tests checked and found, for manage.py record_accessibility",
    )
    parser.addoption(
        "--manual-pictures",
        metavar="FOLDER",
        type=Path,
        help="take the pictures of the desk's manual into it (tests/browser/test_manual.py)",
    )
    parser.addoption(
        "--sequences",
        type=int,
        default=4,
        help="how many sequences of acts are tried (tests/models: test_four_writers.py, test_concurrency.py)",
    )


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return  # a worker process: the main one reports
    catalogues.compile_catalogues()
    config.pluginmanager.register(CleanFolder(config.rootpath))
    if file := config.getoption("--accessibility-result"):
        config.pluginmanager.register(Results(file))


def pytest_collection_modifyitems(items):
    """The longest tests go first: otherwise all processes wait in the end for the one that has the last."""
    items.sort(key=lambda item: item.path.parent.name not in LONGEST)


def pytest_collection_finish():
    """What has been imported and collected stays until the end: looking for garbage in it, again and again,
    took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path):
    """Uploads go to a folder of the test's own; nothing in a cache outlives a test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def own_memory(settings):
    """No reader of one test is known in the next."""
    in_memory = "/dev/shm"  # noqa: S108 - a folder of our own in it
    with tempfile.TemporaryDirectory(dir=in_memory if os.path.isdir(in_memory) else None) as folder:
        settings.RUN_DIR = folder
        vars(counter).clear()
        counter.__init__()
        yield


@pytest.fixture(autouse=True)
def log_can_be_emptied(request):
    """A test with real transactions ends with empty tables, and SQLite's triggers would keep the log.

    On PostgreSQL, emptying a table fires no trigger. Emptying the tables installs the guards again.
    """
    by_name = "transactional_db" in request.fixturenames
    if by_name:
        request.getfixturevalue("transactional_db")  # it empties the tables after the end of this fixture
    by_mark = any(mark.kwargs.get("transaction") for mark in request.node.iter_markers("django_db"))
    yield
    if (by_name or by_mark) and connection.vendor == "sqlite":
        guards.remove(connection)


@pytest.fixture(scope="session")
def prepared_sites(tmp_path_factory):
    return PreparedSites(tmp_path_factory)


@pytest.fixture
def in_english():
    """Sentences of the models and the desk are asked for in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def reader():
    """A visitor with an ordinary browser, who comes in by finished pages."""
    return Reader()


@pytest.fixture(scope="class")
def loaded_demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """(output of load_demo, folder of its files): loaded once for a class of tests, undone after it."""
    folder, out = tmp_path_factory.mktemp("demo"), StringIO()
    of_its_own = override_settings(
        DEMO=True,
        DEMO_PASSWORD=DEMO_PASSWORD,
        MEDIA_ROOT=folder / "media",
        RUN_DIR=str(folder),
    )
    with django_db_blocker.unblock(), transaction.atomic():
        with of_its_own:
            call_command("load_demo", stdout=out)
        yield out.getvalue(), folder / "media"
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def kept_for_class(django_db_setup, django_db_blocker, tmp_path_factory):
    """What a class's own fixture writes is there for each of its tests, and undone after the last of them.

    A fixture of the class gives keys of the rows that tests change: each of them reads its rows anew.
    """
    folder = tmp_path_factory.mktemp("class")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(RUN_DIR=str(folder), MEDIA_ROOT=folder / "media"):
            yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo, db, settings):
    """The output of load_demo; the test's changes of the demo are undone after it."""
    said, files = loaded_demo
    settings.DEMO = True
    shutil.copytree(files, settings.MEDIA_ROOT)
    return said


@pytest.fixture
def writer(db):
    return make_user("yazar", "writer")


@pytest.fixture
def editor(db):
    return make_user("redaktor", "editor")


@pytest.fixture
def administrator(db):
    return make_user("admin", "administrator")


@pytest.fixture
def make_edition(db):
    return articles.make_edition


@pytest.fixture
def make_article(db):
    return articles.make_article


@pytest.fixture
def person(db):
    return Person.objects.get_or_create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")[0]


@pytest.fixture
def office(db):
    names = {"name_az": "Ombudsman Aparatı", "name_en": "Ombudsman Office"}
    return Organization.objects.get_or_create(**names, kind=Organization.Kind.THIS_OFFICE)[0]


@pytest.fixture
def topic(db):
    return Topic.objects.get_or_create(name_az="Miqrasiya", name_en="Migration")[0]


@pytest.fixture
def appoint(db):
    def appoint(person, organization, position_az, position_en, since, until=None):
        return Appointment.objects.create(
            person=person,
            organization=organization,
            position_az=position_az,
            position_en=position_en,
            since=since,
            until=until,
        )

    return appoint


@pytest.fixture
def own_database():
    if not own_postgres.is_here():
        lack("PostgreSQL to start and stop", "postgresql")
    made = []

    def make():
        made.append(own_postgres.OwnPostgres(Database(None)))
        return made[0]

    yield make
    for database in made:
        database.remove()


@pytest.fixture
def listed_static_files(tmp_path):
    """A manifest of static files, as collectstatic would write it; the tests never open the files."""
    names = [name for finder in finders.get_finders() for name, _storage in finder.list([])]
    folder = tmp_path / "data" / "static"
    folder.mkdir(parents=True)
    (folder / "staticfiles.json").write_text(
        json.dumps({"paths": {name: name for name in names}, "version": "1.1", "hash": "x"})
    )
