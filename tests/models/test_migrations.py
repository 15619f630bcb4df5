"""A database that an earlier version made becomes that of this version, and nothing in it is lost."""

import re
import subprocess
from contextlib import closing
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import django
import pytest
from django.db import connection

from tests.helpers.earlier_version import EarlierVersion, schema
from tests.helpers.real_server import ROOT, Site, serving

SEAL = "SELECT number, hash FROM news_auditseal"
APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"
RENAMED = {"folded": "search_text", "verdict": "findings"}


@pytest.fixture
def earlier(tmp_path, db):
    database = EarlierVersion(tmp_path)
    yield database
    database.remove()


@pytest.fixture
def site(tmp_path, earlier):
    return Site(tmp_path, earlier)


def kept(database):
    """{table: its rows}, under today's names, of the tables that exist today."""
    with closing(database.connect()) as asked:
        tables = connection.introspection.table_names(asked.cursor())
    tables = {table for table in tables if table.startswith("news_") and "searchwords" not in table}
    today = set(connection.introspection.table_names())
    return {table: rows_by_name(database, table) for table in sorted(tables & today)}


def rows_by_name(database, table):
    with closing(database.connect()) as asked:
        cursor = asked.cursor()
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        names = [RENAMED.get(column[0], column[0]) for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def rows_of_new_database(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.skipif(
    django.VERSION >= (6,), reason="The earlier version's Django spelled conditions otherwise."
)
def test_earlier_database_gets_the_schema_of_a_new_one(earlier, site):
    site.manage("migrate")
    assert schema(connection.vendor, earlier.rows) == schema(connection.vendor, rows_of_new_database)
    site.manage("makemigrations", "--check")


def test_backup_of_an_earlier_database_fits_a_new_one(earlier, site):
    """A backup is restored only where the same migrations are applied."""
    site.manage("migrate")
    assert set(earlier.rows(APPLIED)) == set(rows_of_new_database(APPLIED))


def within(rows_before, rows):
    """The same rows without the columns that were added to them."""
    columns = rows_before[0].keys() if rows_before else {}
    return [{name: row[name] for name in columns} for row in rows]


LOG = {"news_auditentry", "news_auditseal"}


def test_earlier_database_keeps_each_row(earlier, site):
    before = kept(earlier)
    site.manage("migrate")
    after = kept(earlier)
    assert {table: within(rows, after[table]) for table, rows in before.items() if table not in LOG} == {
        table: rows for table, rows in before.items() if table not in LOG
    }
    assert len(before["news_edition"]) == 8


def test_log_of_an_earlier_database_stays_as_it_was_and_a_signed_entry_closes_it(earlier, site):
    before = kept(earlier)["news_auditentry"]
    number, digest = earlier.rows(SEAL)[0]
    site.manage("migrate")
    *old, closing = kept(earlier)["news_auditentry"]
    assert within(before, old) == before
    assert (closing["action"], closing["number"], closing["previous_hash"]) == ("signing", number + 1, digest)
    said = site.manage("verify_audit")
    assert f"The log is whole: {number + 1} acts." in said
    assert closing["hash"] in said


def test_log_can_be_taken_back_to_the_former_version_until_the_next_act(earlier, site):
    before = kept(earlier)["news_auditentry"], earlier.rows(SEAL)
    site.manage("migrate")
    site.manage("migrate", "news", "0008")
    assert (kept(earlier)["news_auditentry"], earlier.rows(SEAL)) == before
    site.manage("migrate")
    act = "from news.models import AuditEntry; AuditEntry.objects.create(action='share')"
    site.manage("shell", "-v0", "-c", act)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        site.manage("migrate", "news", "0008")
    assert "restore the backup made before" in refused.value.stderr
    assert "The log is whole" in site.manage("verify_audit")


def test_article_that_came_back_after_its_removal_is_removed_again(earlier, site):
    """The removal was the last act of a person; the edition came back by its schedule."""
    earlier.execute("UPDATE news_edition SET article_id = 3, sequence = 2 WHERE article_id = 4")
    earlier.execute(
        "INSERT INTO news_tombstone (article_id, reason, reason_az, reason_en, redirect_to, removed_at)"
        " SELECT article_id, 'Səhv.', 'Səhv.', 'Wrong.', '/en/news/', created_at FROM news_edition"
        " WHERE article_id = 7"
    )
    said = site.manage("migrate")
    assert re.findall(r"№ (\d+) was removed and came back", said) == ["103", "107"]
    columns = "SELECT state, public_from IS NULL, public_until IS NULL, removal_redirect FROM news_edition"
    assert earlier.rows(f"{columns} WHERE article_id = 3 AND sequence = 2") == [("draft", 1, 1, "")]
    assert earlier.rows(f"{columns} WHERE article_id = 7") == [("published", 0, 0, "/en/news/")]


def test_readers_of_an_earlier_database_find_what_they_found(earlier, site, tmp_path):
    site.manage("migrate")
    with serving(tmp_path, earlier, workers=1) as served:
        assert "Seminar against torture in Baku" in text_at(served, "/en/news/101/")
        assert "The figures are wrong." in text_at(served, "/en/news/102/")
        assert "/news/107/" in text_at(served, f"/en/search/?q={quote('sekilli xeber')}")
        assert "/news/107/" not in text_at(served, f"/en/search/?q={quote('iskence')}")
        for address, status in (("/en/news/103/", 410), ("/en/news/104/", 404), ("/en/news/105/", 404)):
            with pytest.raises(HTTPError) as answer:
                text_at(served, address)
            assert answer.value.code == status


def text_at(site, address):
    with urlopen(site.url + address, timeout=20) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def test_secrets_of_an_earlier_database_are_encrypted_and_go_on_working(earlier, site):
    user = "(SELECT min(id) FROM auth_user)"
    moments = "'2026-01-01', '2999-01-01'"
    earlier.execute(
        "INSERT INTO auth_user (username, first_name, last_name, email, password, is_staff, is_active,"
        " is_superuser, date_joined) VALUES ('first', '', '', '', '', true, true, false, '2026-01-01')"
    )
    for kind, data in (
        ("totp", '{"secret": "JBSWY3DP"}'),
        ("recovery_codes", '{"seed": "5eed", "used_mask": 1}'),
    ):
        earlier.execute(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at)"
            f" VALUES ('{kind}', '{data}', {user}, '2026-01-01')"
        )
    for letter in "ab":
        earlier.execute(
            "INSERT INTO news_sharelink (edition_id, key, recipient, created_at, expires_at)"
            f" SELECT min(id), '{letter * 43}', 'A partner', {moments} FROM news_edition"
        )
    site.manage("migrate")
    secrets = str(earlier.rows("SELECT data FROM mfa_authenticator")) + str(
        earlier.rows("SELECT * FROM news_sharelink")
    )
    assert not any(secret in secrets for secret in ("JBSWY3DP", "5eed", "a" * 43, "b" * 43))
    read = (
        "from allauth.mfa.models import Authenticator; from news.encryption import decrypt;"
        "from news.models import ShareLink;"
        "rows = Authenticator.objects.order_by('pk');"
        "print(sorted(decrypt(row.data.get('secret') or row.data['seed']) for row in rows));"
        "print([ShareLink.objects.with_key(letter * 43).get().key == letter * 43 for letter in 'ab'])"
    )
    assert site.manage("shell", "-v0", "-c", read).splitlines() == ["['5eed', 'JBSWY3DP']", "[True, True]"]
    site.manage("migrate", "news", "0003")
    assert sorted(earlier.rows("SELECT key FROM news_sharelink")) == [("a" * 43,), ("b" * 43,)]
    assert "JBSWY3DP" in str(earlier.rows("SELECT data FROM mfa_authenticator"))


@pytest.mark.parametrize("last", ["0001_initial", "0042_parity"])
def test_half_migrated_database_is_refused_in_words_and_left_as_it_is(earlier, site, last):
    earlier.execute(f"DELETE FROM django_migrations WHERE app = 'news' AND name > '{last}'")
    before = earlier.rows(APPLIED), schema(connection.vendor, earlier.rows), kept(earlier)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        site.manage("migrate")
    assert "Run `manage.py migrate` of that version first" in refused.value.stderr
    assert "Traceback" not in refused.value.stderr
    assert (earlier.rows(APPLIED), schema(connection.vendor, earlier.rows), kept(earlier)) == before


@pytest.mark.parametrize(
    "name",
    [
        "0002_database_rules",
        "0003_search_index",
        "0004_encrypted_secrets",
        "0008_removed_stays_removed",
        "0009_signed_log",
    ],
)
def test_migration_of_data_or_sql_imports_nothing_of_ours(name):
    """Or a change of today's code would change what was done long ago."""
    source = (ROOT / "news" / "migrations" / f"{name}.py").read_text(encoding="utf-8")
    assert re.findall(r"^\s*(?:from|import) (?:news|ombudsman_site|\.)\S*", source, re.MULTILINE) == []
