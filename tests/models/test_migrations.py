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


class Migrated:
    """A database of the earlier version, what was in it, and what `migrate` said."""

    def __init__(self, folder, purpose, plant=lambda database: None):
        self.database = EarlierVersion(folder, purpose)
        plant(self.database)
        self.site = Site(folder, self.database)
        self.before, self.seal = kept(self.database), self.database.rows(SEAL)
        self.said = self.site.manage("migrate")
        self.after = kept(self.database)


@pytest.fixture
def earlier(tmp_path, db):
    """For tests that migrate it themselves."""
    database = EarlierVersion(tmp_path, "earlier")
    yield database
    database.remove()


@pytest.fixture
def site(tmp_path, earlier):
    return Site(tmp_path, earlier)


@pytest.fixture(scope="module")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory):
    """For tests that look at what became of it."""
    with django_db_blocker.unblock():
        made = Migrated(tmp_path_factory.mktemp("migrated"), "migrated")
    yield made
    made.database.remove()


@pytest.fixture(scope="module")
def migrated_with_more(django_db_setup, django_db_blocker, tmp_path_factory):
    """With what is mended and encrypted on the way, for tests that look at it."""
    with django_db_blocker.unblock():
        made = Migrated(tmp_path_factory.mktemp("more"), "more", plant_more)
    yield made
    made.database.remove()


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
def test_earlier_database_gets_the_schema_of_a_new_one(migrated, db):
    assert schema(connection.vendor, migrated.database.rows) == schema(
        connection.vendor, rows_of_new_database
    )
    migrated.site.manage("makemigrations", "--check")


def test_backup_of_an_earlier_database_fits_a_new_one(migrated, db):
    """A backup is restored only where the same migrations are applied."""
    assert set(migrated.database.rows(APPLIED)) == set(rows_of_new_database(APPLIED))


def within(rows_before, rows):
    """The same rows without the columns that were added to them."""
    columns = rows_before[0].keys() if rows_before else {}
    return [{name: row[name] for name in columns} for row in rows]


LOG = {"news_auditentry", "news_auditseal"}


def test_earlier_database_keeps_each_row(migrated):
    before = {table: rows for table, rows in migrated.before.items() if table not in LOG}
    assert {table: within(rows, migrated.after[table]) for table, rows in before.items()} == before
    assert len(before["news_edition"]) == 8


def test_equal_titles_of_an_earlier_database_are_found(migrated):
    editions = migrated.after["news_edition"]
    both = [f"{row['folded_title_az']}\n{row['folded_title_en']}" for row in editions]
    assert both == [row["search_text"] for row in editions]
    assert any(row["folded_title_az"] and row["folded_title_en"] for row in editions)


def test_log_of_an_earlier_database_stays_as_it_was_and_a_signed_entry_closes_it(migrated):
    before, (number, digest) = migrated.before["news_auditentry"], migrated.seal[0]
    *old, closing = migrated.after["news_auditentry"]
    assert within(before, old) == before
    assert (closing["action"], closing["number"], closing["previous_hash"]) == ("signing", number + 1, digest)
    said = migrated.site.manage("verify_audit")
    assert f"The log is whole: {number + 1} acts." in said
    assert closing["hash"] in said


def test_readers_of_an_earlier_database_find_what_they_found(migrated, tmp_path):
    with serving(tmp_path, migrated.database, workers=1) as served:
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


# --- What is mended and encrypted on the way -----------------------------------------------------------


def plant_more(database):
    plant_articles_that_came_back(database)
    plant_secrets(database)
    plant_names(database)


def plant_articles_that_came_back(database):
    """The removal was the last act of a person; the edition came back by its schedule."""
    database.execute("UPDATE news_edition SET article_id = 3, sequence = 2 WHERE article_id = 4")
    database.execute(
        "INSERT INTO news_tombstone (article_id, reason, reason_az, reason_en, redirect_to, removed_at)"
        " SELECT article_id, 'Səhv.', 'Səhv.', 'Wrong.', '/en/news/', created_at FROM news_edition"
        " WHERE article_id = 7"
    )


def plant_secrets(database):
    user = "(SELECT min(id) FROM auth_user)"
    moments = "'2026-01-01', '2999-01-01'"
    database.execute(
        "INSERT INTO auth_user (username, first_name, last_name, email, password, is_staff, is_active,"
        " is_superuser, date_joined) VALUES ('first', '', '', '', '', true, true, false, '2026-01-01')"
    )
    for kind, data in (
        ("totp", '{"secret": "JBSWY3DP"}'),
        ("recovery_codes", '{"seed": "5eed", "used_mask": 1}'),
    ):
        database.execute(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at)"
            f" VALUES ('{kind}', '{data}', {user}, '2026-01-01')"
        )
    for letter in "ab":
        database.execute(
            "INSERT INTO news_sharelink (edition_id, key, recipient, created_at, expires_at)"
            f" SELECT min(id), '{letter * 43}', 'A partner', {moments} FROM news_edition"
        )


def plant_names(database):
    """A person with a name in one language, and one with none."""
    for slug, name_az, name_en in (("a", "Tək Ad", ""), ("b", "", "")):
        database.execute(
            "INSERT INTO news_person (name, name_az, name_en, slug, slug_az, description, aliases, sort_key,"
            f" folded) VALUES ('', '{name_az}', '{name_en}', '{slug}', '{slug}', '', '', '', '')"
        )


def test_article_that_came_back_after_its_removal_is_removed_again(migrated_with_more):
    said = re.findall(r"№ (\d+) was removed and came back", migrated_with_more.said)
    assert said == ["103", "107"]
    again, removed = (
        [
            (row["state"], row["public_from"] is None, row["public_until"] is None, row["removal_redirect"])
            for row in migrated_with_more.after["news_edition"]
            if (row["article_id"], row["sequence"]) == place
        ]
        for place in ((3, 2), (7, 1))
    )
    assert again == [("draft", True, True, "")]
    assert removed == [("published", False, False, "/en/news/")]


def test_person_of_an_earlier_database_without_any_name_gets_one_and_others_keep_theirs(migrated_with_more):
    people = {
        row["slug_az"]: (row["name_az"], row["name_en"]) for row in migrated_with_more.after["news_person"]
    }
    assert people["a"] == ("Tək Ad", "")
    az, en = people["b"]
    assert az.removeprefix("Adsız ") == en.removeprefix("Unnamed ")
    assert re.findall(r"now it is called (Unnamed \d+)", migrated_with_more.said) == [en]
    assert len(people) == len(migrated_with_more.before["news_person"])


def test_secrets_of_an_earlier_database_are_encrypted_and_go_on_working(migrated_with_more):
    rows = migrated_with_more.database.rows
    secrets = str(rows("SELECT data FROM mfa_authenticator")) + str(rows("SELECT * FROM news_sharelink"))
    assert len(rows("SELECT id FROM mfa_authenticator")) == 2
    assert not any(secret in secrets for secret in ("JBSWY3DP", "5eed", "a" * 43, "b" * 43))
    read = (
        "from allauth.mfa.models import Authenticator; from news.encryption import decrypt;"
        "from news.models import ShareLink;"
        "rows = Authenticator.objects.order_by('pk');"
        "print(sorted(decrypt(row.data.get('secret') or row.data['seed']) for row in rows));"
        "print([ShareLink.objects.with_key(letter * 43).get().key == letter * 43 for letter in 'ab'])"
    )
    said = migrated_with_more.site.manage("shell", "-v0", "-c", read)
    assert said.splitlines() == ["['5eed', 'JBSWY3DP']", "[True, True]"]


# --- The way back ----------------------------------------------------------------------------------------


def test_migrations_can_be_taken_back_until_the_next_act(earlier, site):
    """The log becomes what it was, and secrets are in clear again; after an act there is only the backup."""
    plant_secrets(earlier)
    before = kept(earlier)["news_auditentry"], earlier.rows(SEAL)
    migrate(site, [], ["news", "0003"])
    assert (kept(earlier)["news_auditentry"], earlier.rows(SEAL)) == before
    assert sorted(earlier.rows("SELECT key FROM news_sharelink")) == [("a" * 43,), ("b" * 43,)]
    assert "JBSWY3DP" in str(earlier.rows("SELECT data FROM mfa_authenticator"))
    migrate(site, [], then="from news.models import AuditEntry; AuditEntry.objects.create(action='share')")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        site.manage("migrate", "news", "0008")
    assert "restore the backup made before" in refused.value.stderr
    assert "The log is whole" in site.manage("verify_audit")


def migrate(site, *targets, then=""):
    """One after the other in a single process."""
    steps = [f"call_command('migrate', *{target!r})" for target in targets]
    program = "; ".join(["from django.core.management import call_command", *steps, then])
    site.manage("shell", "-v0", "-c", program)


# --- What is not migrated -------------------------------------------------------------------------------


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
