"""A backup that is not as this site made it is refused before anything is touched."""

import gzip
import re
import tarfile
from io import StringIO

import pyrage
import pytest
from cryptography.fernet import Fernet
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pyrage import x25519

from news.models import AuditEntry, Edition, PublicContent
from news.models.search import SearchDocument
from news.operations.backup import archive
from tests.helpers.backups import ENCRYPTED, IDENTITY, PLAIN, Parts
from tests.helpers.hostile_markup import dangers
from tests.helpers.nth_failure import differences, state_of_site

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def backups(prepared_sites, tmp_path):
    return prepared_sites.copy("backups", tmp_path / "backups")


@pytest.fixture
def backup(backups):
    """Of a small site, to be restored into an empty one."""
    return backups / PLAIN


@pytest.fixture
def parts(backup):
    return Parts(backup)


def restored(backup, **options):
    said = StringIO()
    call_command("restore", backup, stdout=said, **options)
    return said.getvalue()


def assert_refused(backup, why, **options):
    before = state_of_site()
    with pytest.raises(CommandError, match=f"(?s)Nothing was restored: .*{why}"):
        restored(backup, **options)
    assert differences(before, state_of_site()) == []


# --- The signature ---------------------------------------------------------------------------------------


def test_no_byte_of_a_backup_can_be_changed(backup, settings, tmp_path):
    """Of each member, of what lies between members, of the manifest and of the signature itself."""
    content = backup.read_bytes()
    changed = tmp_path / "changed.tar"
    with tarfile.open(backup) as tar:
        places = {place for entry in tar for place in (entry.offset, entry.offset + 136, entry.offset_data)}
    for place in sorted(
        places | {len(content) - 70, len(content) - 2, len(content) - 90, len(content) - 2000}
    ):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(CommandError, match=r"was changed|is not signed|was signed with the key"):
            restored(changed)
    assert not Edition.objects.exists()
    assert "2 files" in restored(backup)


@pytest.mark.parametrize("length", [0, 10, 5000, -1, -86, -1000])
def test_backup_that_is_cut_off_is_refused(backup, length):
    backup.write_bytes(backup.read_bytes()[:length])
    assert_refused(backup, "not signed, or it is cut off")


def test_text_is_refused_as_a_backup(backup):
    backup.write_text("not a backup")
    assert_refused(backup, "not signed")


def test_backup_with_something_behind_it_is_refused(backup):
    backup.write_bytes(backup.read_bytes() + b"\n")
    assert_refused(backup, "not signed")


def test_unsigned_backup_is_refused_unless_somebody_says_so(parts, tmp_path):
    unsigned = parts.write(tmp_path / "unsigned.tar", is_signed=False)
    assert_refused(unsigned, "not signed.*--unsigned")
    assert "2 files" in restored(unsigned, unsigned=True)


def test_backup_of_an_earlier_version_of_the_site_is_still_read(parts, tmp_path):
    parts.manifest["format"] = 1
    for about in parts.manifest["files"].values():
        about.pop("unpacked", None)
    assert "2 files" in restored(parts.write(tmp_path / "old.tar", is_signed=False), unsigned=True)


def test_changed_backup_is_refused_though_somebody_says_that_an_unsigned_one_will_do(backup):
    content = backup.read_bytes()
    backup.write_bytes(content[:600] + bytes([content[600] ^ 1]) + content[601:])
    assert_refused(backup, "was changed", unsigned=True)


def new_key():
    return Fernet.generate_key().decode()


def test_backup_is_verified_with_a_key_of_old(backup, settings):
    settings.ENCRYPTION_KEYS = [new_key(), *settings.ENCRYPTION_KEYS]
    assert "2 files" in restored(backup)


def test_key_that_is_missing_is_named_and_where_it_belongs(backup, settings):
    name = re.search(rb"signed-backup (\w{16})", backup.read_bytes())[1].decode()
    settings.ENCRYPTION_KEYS = [new_key()]
    assert_refused(backup, f"signed with the key {name}; ENCRYPTION_KEYS holds .* behind the others")


def test_name_of_the_key_is_told_when_the_backup_is_made(db, tmp_path):
    said = StringIO()
    call_command("backup", tmp_path / "a.tar", stdout=said)
    name = re.search(rb"signed-backup (\w{16})", (tmp_path / "a.tar").read_bytes())[1].decode()
    assert f"Signed with the key {name}, not encrypted." in said.getvalue()


# --- What a signed one may not hold either ---------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil", "media/../../evil", "media//evil", "media/./x", "evil", "media/a\\b"]
)
def test_file_whose_name_leaves_the_folder_is_refused(parts, tmp_path, name):
    parts.add(name, b"evil")
    assert_refused(parts.write(tmp_path / "evil.tar"), "names a place outside")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
def test_link_device_or_folder_is_refused(parts, tmp_path, kind):
    entry = tarfile.TarInfo("media/link")
    entry.type, entry.linkname = kind, "/etc/passwd"
    assert_refused(parts.write(tmp_path / "evil.tar", entries=[entry]), "media/link .* is no plain file")


def test_member_that_the_manifest_does_not_name_is_refused(parts, tmp_path):
    parts.members.append(["media/more.txt", b"more"])
    assert_refused(parts.write(tmp_path / "more.tar"), "does not hold the files that its manifest names")


def test_member_that_is_missing_is_refused(parts, tmp_path):
    parts.members.pop()
    assert_refused(parts.write(tmp_path / "less.tar"), "does not hold the files that its manifest names")


def test_members_in_another_order_are_refused(parts, tmp_path):
    parts.members.reverse()
    assert_refused(parts.write(tmp_path / "other.tar"), "in that order")


def test_member_with_another_content_is_refused(parts, tmp_path):
    parts.members[-1][1] = parts.members[-1][1][::-1]
    assert_refused(parts.write(tmp_path / "other.tar"), "its checksum differs")


def test_rows_that_unpack_to_more_than_the_manifest_says_are_refused(parts, tmp_path):
    name = "rows/news.page.jsonl.gz"
    parts.replace(name, gzip.compress(b"[" + b" " * 10_000_000 + b"]\n"), rows=1, unpacked=100)
    assert_refused(parts.write(tmp_path / "bomb.tar"), "unpacks to more than the manifest says")
    parts.replace(name, gzip.compress(b"[]\n" * 1000), rows=10, unpacked=3000)
    assert_refused(parts.write(tmp_path / "bomb.tar"), "unpacks to more than the manifest says")


def test_rows_that_unpack_to_more_than_the_limit_are_refused_whatever_the_manifest_says(
    parts, tmp_path, monkeypatch
):
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 100_000)
    parts.replace("rows/news.page.jsonl.gz", gzip.compress(b" " * 200_000 + b"\n"), rows=1, unpacked=200_001)
    assert_refused(parts.write(tmp_path / "bomb.tar"), "unpacks to more")


def test_more_files_than_the_limit_are_refused(backup, monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    assert_refused(backup, "holds more than 3 files")


@pytest.mark.parametrize(
    "change",
    [
        {"format": 9},
        {"format": []},
        {"made_at": None},
        {"migrations": [1]},
        {"files": []},
        {"files": {"rows/x.jsonl.gz": {}}},
    ],
    ids=str,
)
def test_manifest_that_says_too_little_is_refused_in_a_sentence(parts, tmp_path, change):
    parts.manifest |= change
    assert_refused(parts.write(tmp_path / "other.tar"), r"has format|lacks what|manifest")


@pytest.mark.parametrize(
    "row", [[], "text", {}, [None] * 3, ["x" * 10] * 3], ids=["empty", "text", "object", "null", "words"]
)
def test_row_that_fits_no_table_is_refused_in_a_sentence(parts, tmp_path, row):
    parts.replace_rows("auth.group", [row])
    assert_refused(parts.write(tmp_path / "other.tar"), "A row of rows/auth.group.* cannot be restored")


def test_rows_that_point_at_nothing_are_refused_in_a_sentence(parts, tmp_path):
    parts.replace_rows("news.article", [])
    assert_refused(parts.write(tmp_path / "other.tar"), "do not belong together")


def test_backup_of_another_version_is_refused_in_a_sentence(parts, tmp_path):
    parts.manifest["migrations"].append(["news", "9999_later"])
    assert_refused(parts.write(tmp_path / "other.tar"), "another version .* news.9999_later is only in")


# --- What is in the way ----------------------------------------------------------------------------------


def test_upload_in_the_way_is_left_as_it_is(parts, backup):
    upload = parts.members[-1][0].removeprefix("media/")
    default_storage.save(upload, ContentFile(b"another"))
    assert_refused(backup, f"already holds another file under the name {re.escape(upload)}")
    default_storage.delete(upload)
    default_storage.save(upload, ContentFile(parts.members[-1][1]))
    assert "2 files" in restored(backup)


def test_site_with_a_log_of_its_own_is_not_empty(backup):
    AuditEntry.objects.create(action="sign_in_refused")
    assert_refused(backup, "not empty")


# --- What comes in is looked at --------------------------------------------------------------------------


def test_log_that_was_changed_is_refused_unless_somebody_says_so(parts, tmp_path):
    rows = parts.rows_of("news.auditentry")
    columns = [field.attname for field in AuditEntry._meta.concrete_fields]
    rows[1][columns.index("note")] = "Somebody else did it"
    parts.replace_rows("news.auditentry", rows)
    changed = parts.write(tmp_path / "changed.tar")
    assert_refused(changed, "log of acts in the backup was changed: Entry 2 was touched.*--broken-log")
    assert "The log of acts is not whole: Entry 2 was touched" in restored(changed, broken_log=True)
    assert Edition.objects.count() == 2


def test_rich_texts_are_cleaned_when_they_come_in(parts, tmp_path):
    rows = parts.rows_of("news.edition")
    columns = [field.attname for field in Edition._meta.concrete_fields]
    rows[0][columns.index("body_en")] = "<p>Words</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    parts.replace_rows("news.edition", rows)
    said = restored(parts.write(tmp_path / "changed.tar"))
    assert f"not allowed: news.edition {rows[0][0]}" in said
    assert dangers(Edition.objects.get(pk=rows[0][0]).body_en) == []


def test_no_page_kept_of_the_site_before_is_current_any_more(backup):
    for _act in range(50):
        PublicContent.bump()
    before = PublicContent.current()
    restored(backup)
    assert PublicContent.current() > before


def test_search_that_cannot_be_made_anew_undoes_everything(backup, monkeypatch):
    def fail(*args, **options):
        raise OSError("no room for the index")

    monkeypatch.setattr("news.operations.backup.restoring.rebuild", fail)
    assert_refused(backup, "no room for the index")


def test_restored_texts_are_found(backup, reader):
    assert not SearchDocument.objects.exists()
    restored(backup)
    assert SearchDocument.objects.filter(language="en", title="Bread").exists()
    bread = Edition.objects.get(title_en="Bread")
    assert bread.url_in("en") in reader.get("/en/search/?q=bread").content.decode()


# --- For its recipients only -----------------------------------------------------------------------------


@pytest.fixture
def encrypted(backups):
    return backups / ENCRYPTED


@pytest.fixture
def secret_key(backups):
    """The file of one of its recipients."""
    return backups / IDENTITY


def test_encrypted_backup_shows_nothing_and_is_restored_by_one_of_its_recipients(encrypted, secret_key):
    content = encrypted.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    for word in (b"manifest.json", b"media/", b"Bread", b"signed-backup"):
        assert word not in content
    assert "2 files" in restored(encrypted, identity=secret_key)


def test_encrypted_backup_can_be_opened_without_the_site(encrypted, secret_key, tmp_path):
    identity = x25519.Identity.from_str(secret_key.read_text().splitlines()[-1])
    pyrage.decrypt_file(str(encrypted), str(tmp_path / "plain.tar"), [identity])
    assert len(Parts(tmp_path / "plain.tar").members) > 20


def test_encrypted_backup_asks_for_a_key(encrypted):
    assert_refused(encrypted, "is encrypted: .* --identity FILE")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (f"{x25519.Identity.generate()}\n", "encrypted for somebody else"),
        ("# only a comment\n", "holds no identity"),
        ("AGE-SECRET-KEY-1ABC\n", "cannot be read as a file of age identities"),
        (str(x25519.Identity.generate().to_public()), "cannot be read as a file of age identities"),
        (None, "cannot be read as a file of age identities"),
    ],
    ids=["another's", "empty", "broken", "a public one", "none"],
)
def test_key_that_does_not_open_it_is_refused_in_a_sentence(encrypted, tmp_path, content, why):
    file = tmp_path / "other.txt"
    if content is not None:
        file.write_text(content)
    assert_refused(encrypted, why, identity=file)


@pytest.mark.parametrize("place", [10, 150, 400, -5])
def test_encrypted_backup_that_was_changed_is_refused(encrypted, secret_key, place):
    content = bytearray(encrypted.read_bytes())
    content[place] ^= 1
    encrypted.write_bytes(content)
    assert_refused(encrypted, r"could not be decrypted|not signed", identity=secret_key)


def test_backup_encrypted_by_somebody_who_lacks_our_key_is_refused(encrypted, secret_key):
    """Anybody can encrypt for a public key: the signature inside says who it was."""
    identity = x25519.Identity.from_str(secret_key.read_text().splitlines()[-1])
    signed = pyrage.decrypt(encrypted.read_bytes(), [identity])
    unsigned = signed[: signed.rindex(b"signed-backup")]
    encrypted.write_bytes(pyrage.encrypt(unsigned, [identity.to_public()]))
    assert_refused(encrypted, "not signed", identity=secret_key)
