"""What is backed up comes back, row by row and file by file, on either database; damage is noticed."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
from io import StringIO
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from news.operations.backup import rows
from news.operations.backup.keeping import keep_newest
from tests.helpers.prepared_sites import DATABASE

ROOT = Path(__file__).resolve().parents[2]
BACKUPS = 8  # beside a writer


class Site:
    """A site of its own, with a database and uploads, driven from outside."""

    def __init__(self, folder, database):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "for-this-test-only-" * 3,
            "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
            "AUDIT_KEYS": ",".join(settings.AUDIT_KEYS),
            "DEMO": "1",
            "DEBUG": "1",
            "WORK_IN_BACKGROUND": "0",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
        }

    def manage(self, *command, succeeds=True):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert (done.returncode == 0) is succeeds, done.stderr[-2000:]
        return done.stdout + done.stderr

    def uploads(self):
        media = self.folder / "media"
        return {str(p.relative_to(media)): p.read_bytes() for p in media.rglob("*") if p.is_file()}


def site_on_sqlite(folder):
    return Site(folder, f"sqlite:///{folder / DATABASE}")


def rows_in(backup):
    """{table: rows} as the backup has them; a JSON object has no order."""
    found = {}
    with tarfile.open(backup) as tar:
        for name in tar.getnames():
            if name.startswith("rows/"):
                lines = gzip.decompress(tar.extractfile(name).read()).splitlines()
                found[name] = [json.loads(line) for line in lines]
    return found


@pytest.fixture(scope="module")
def demo(prepared_sites, tmp_path_factory):
    """A site full of demo content, on SQLite, and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    site = site_on_sqlite(prepared_sites.copy("demo", folder / "site"))
    site.backup = folder / "site.tar"
    site.said = site.manage("backup", site.backup)
    return site


@pytest.mark.django_db
def test_every_table_is_backed_up_or_made_anew():
    made_anew = {
        "django_migrations",
        "django_session",
        "news_desksession",
        "news_savedreads",
        "news_presence",
    }
    kept = {model._meta.db_table for model in rows.models()}
    for table in set(connection.introspection.table_names()) - kept - made_anew:
        assert table.startswith(("search_", "news_search")), table
    assert {"news_edition", "news_edition_topics", "auth_user_groups", "mfa_authenticator"} <= kept


@pytest.fixture
def empty_site(prepared_sites, tmp_path):
    return site_on_sqlite(prepared_sites.copy("empty", tmp_path / "empty"))


@pytest.fixture
def empty_site_on_postgresql(tmp_path, django_db_blocker):
    if connection.vendor != "postgresql":
        pytest.skip("runs with the suite on PostgreSQL")
    name = f"restored_{os.getpid()}"
    given = os.environ["DATABASE_URL"]
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    site = Site(tmp_path / "postgresql", urlsplit(given)._replace(path=f"/{name}").geturl())
    site.manage("migrate", "-v0")
    yield site
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def assert_same(demo, site):
    again = site.folder / "again.tar"
    site.manage("backup", again)
    there, here = rows_in(demo.backup), rows_in(again)
    for name in ("rows/news.publiccontent.jsonl.gz", "rows/news.takedown.jsonl.gz"):
        assert there.pop(name) != here.pop(name)  # whatever was kept of the site before is shown no more
    assert here == there
    assert site.uploads() == demo.uploads()


@pytest.mark.once
def test_restored_site_is_the_same_row_by_row_and_file_by_file(demo, empty_site):
    assert len(demo.uploads()) > 10
    assert sum(map(len, rows_in(demo.backup).values())) > 200
    said = empty_site.manage("restore", demo.backup)
    assert "rows" in said
    assert_same(demo, empty_site)


def test_backup_of_sqlite_is_restored_on_postgresql_and_the_other_way_round(
    demo, empty_site_on_postgresql, empty_site
):
    empty_site_on_postgresql.manage("restore", demo.backup)
    assert_same(demo, empty_site_on_postgresql)
    empty_site.manage("restore", empty_site_on_postgresql.folder / "again.tar")
    assert_same(demo, empty_site)


@pytest.mark.once
def test_restored_site_goes_on_working(demo, empty_site):
    """New rows get keys of their own, the search finds, nobody's sign-in is lost."""
    empty_site.manage("restore", demo.backup)
    code = (
        "from news.models import Article, Edition; from django.test import Client;"
        "from django.contrib.auth import authenticate, get_user_model;"
        "article = Article.objects.create();"
        "Edition.objects.create(article=article, title_az='Yeni');"
        "page = Client(headers={'host': 'localhost'}).get('/az/search/', {'q': 'ombudsman'});"
        "assert page.status_code == 200 and '/az/news/' in page.content.decode();"
        "assert get_user_model().objects.count() == 3; print('works')"
    )
    assert "works" in empty_site.manage("shell", "-c", code)


@pytest.mark.once
def test_sessions_and_what_can_be_made_again_are_left_out(demo):
    tables = " ".join(rows_in(demo.backup))
    assert "session" not in tables
    assert "searchdocument" not in tables
    assert "news.edition.jsonl" in tables


@pytest.mark.once
def test_only_the_owner_can_read_a_backup(demo):
    assert demo.backup.stat().st_mode & 0o077 == 0


@pytest.mark.once
def test_site_that_is_not_empty_is_left_alone(demo):
    said = demo.manage("restore", demo.backup, succeeds=False)
    assert "not empty" in said
    assert "Traceback" not in said


@pytest.mark.once
def test_damaged_backup_is_refused_before_anything_is_touched(demo, empty_site, tmp_path):
    """In the middle of a picture. Other damages: test_restore_refusals.py."""
    broken = tmp_path / "broken.tar"
    content = demo.backup.read_bytes()
    middle = content.index(b"\xff\xd8\xff") + 900
    broken.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    said = empty_site.manage("restore", broken, succeeds=False)
    assert "Nothing was restored" in said
    assert "Traceback" not in said
    assert empty_site.uploads() == {}


@pytest.mark.once
def test_target_that_cannot_be_written_is_named(demo, tmp_path):
    (tmp_path / "file").write_text("x")
    said = demo.manage("backup", tmp_path / "file" / "x.tar", succeeds=False)
    assert "The backup was not made" in said
    assert "Traceback" not in said


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_backup_that_the_desk_cannot_be_told_of_is_whole_nevertheless(tmp_path, settings):
    settings.DATA_DIR, said = tmp_path / "not there", StringIO()
    call_command("backup", tmp_path / "backup.tar.gz", stderr=said)
    assert (tmp_path / "backup.tar.gz").stat().st_size > 1000
    assert "The backup is whole" in said.getvalue()


def test_old_backups_go_and_other_files_stay(tmp_path):
    names = [f"ombudsman-2026010{day}T000000Z.tar" for day in range(1, 6)]
    for name in [*names, "notes.txt", "ombudsman-old.tar"]:
        (tmp_path / name).write_text("x")
    assert keep_newest(tmp_path, 2) == names[:3]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [*names[3:], "notes.txt", "ombudsman-old.tar"]
    )


@pytest.mark.once
def test_backup_beside_writers_is_of_one_moment(demo, tmp_path):
    """While articles are being published, no published edition is saved without its act."""
    site = site_on_sqlite(shutil.copytree(demo.folder, tmp_path / "busy"))
    over = tmp_path / "over"
    write = (
        "from itertools import count\n"
        "from pathlib import Path\n"
        "from news import editing\n"
        "from news.models import Article, Edition\n"
        "for number in count():\n"
        "    article = Article.objects.create()\n"
        "    t = {f'{n}_{l}': 'x' for n in ('title', 'summary', 'body') for l in ('az', 'en')}\n"
        "    editing.publish(Edition.objects.create(article=article, **t), None)\n"
        f"    if Path({str(over)!r}).exists(): break\n"
    )
    back_up = (
        "import time\n"
        "from django.core.management import call_command\n"
        "from news.models import Edition\n"
        "before = Edition.objects.count()\n"
        "while Edition.objects.count() < before + 2: time.sleep(0.01)\n"
        f"for number in range({BACKUPS}): call_command('backup', f'{tmp_path}/{{number}}.tar')\n"
    )
    writer = Thread(target=site.manage, args=("shell", "-c", write))
    writer.start()
    try:
        site.manage("shell", "-c", back_up)
    finally:
        over.touch()
        writer.join()
    backups = [rows_in(tmp_path / f"{number}.tar") for number in range(BACKUPS)]
    published = [len(backup["rows/news.edition.jsonl.gz"]) for backup in backups]
    assert len(set(published)) > BACKUPS // 2, "the writer has not written meanwhile"
    assert len({published_without_an_act(backup) for backup in [rows_in(demo.backup), *backups]}) == 1


def published_without_an_act(rows):
    """Publishing writes the edition and the act in one transaction: the difference never changes."""
    published = sum("published" in row for row in rows["rows/news.edition.jsonl.gz"])
    return published - sum("publish" in row for row in rows["rows/news.auditentry.jsonl.gz"])
