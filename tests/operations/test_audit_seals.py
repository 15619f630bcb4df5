"""Seals of the log of acts, kept elsewhere: a past written anew does not fit them, whoever wrote it."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.core.management import CommandError, call_command

from news.models import AuditEntry
from news.operations.audit_seals import Seal
from tests.helpers.audit_log import cut_short, tamper, verified, write_anew
from tests.helpers.own_services import OwnStore

KEEPER = "keeper@elsewhere.example"


@pytest.fixture
def log(editor):
    for note in "abcdef":
        AuditEntry.objects.create(action="publish", actor=editor, note=note)


@pytest.fixture
def folder(tmp_path, settings):
    place = tmp_path / "seals"
    place.mkdir()
    keep_in(settings, {"BACKEND": "news.operations.disk_store.DiskStore", "OPTIONS": {"location": place}})
    return place


def keep_in(settings, store):
    settings.STORAGES = settings.STORAGES | {"seals": store}
    settings.AUDIT_SEAL_STORES = {"seals": "the place"}


def sealed():
    said = StringIO()
    call_command("seal_audit", stdout=said)
    return said.getvalue()


@pytest.mark.once
def test_seal_is_kept_in_a_folder_and_sent_in_a_letter(log, folder, settings):
    settings.AUDIT_SEAL_EMAIL = KEEPER
    said = sealed()
    kept = next(folder.iterdir()).read_text().strip()
    assert kept in said
    assert "It went to the place." in said
    assert f"It went to {KEEPER}." in said
    letter = mail.outbox[0]
    assert letter.to == [KEEPER]
    assert letter.body.count(f"verify_audit --seal {kept}") == 2, "in both languages"
    assert "held 6 acts" in letter.body
    assert "6 əməliyyat" in letter.body


def test_seals_of_several_days_are_all_kept_and_compared(log, folder, editor):
    sealed()
    AuditEntry.objects.create(action="publish", actor=editor)
    sealed()
    sealed()
    assert len(list(folder.iterdir())) == 3
    assert "The log is whole: 7 acts. Seals compared: 3." in verified()


@pytest.mark.parametrize(
    ("rewrite", "sentence"),
    [
        (lambda: write_anew(2, "something else"), "Entry 6 is not the one that was sealed as 6:"),
        (lambda: cut_short(4), "Entry 5 is missing: 6:"),
    ],
    ids=["changed", "cut short"],
)
@pytest.mark.parametrize("kept_by", ["folder", "letter"])
def test_past_written_anew_with_the_key_is_found_by_a_seal(log, folder, kept_by, rewrite, sentence):
    sealed()
    seals = {}
    if kept_by == "letter":
        file = next(folder.iterdir())
        seals = {"seal": [Seal.parse(file.read_text())]}
        file.unlink()
    rewrite()
    if kept_by == "letter":
        assert "The log is whole" in verified(), "without the seal nobody could tell"
    with pytest.raises(CommandError, match=sentence):
        verified(**seals)


def test_first_of_all_seals_that_do_not_fit_is_named(log, folder, editor):
    sealed()
    AuditEntry.objects.create(action="publish", actor=editor)
    write_anew(3, "something else")
    with pytest.raises(CommandError, match="Entry 6 is not the one that was sealed as 6:"):
        sealed()


def test_touched_log_is_not_sealed_and_a_letter_says_what_is_wrong(log, folder, settings):
    settings.AUDIT_SEAL_EMAIL = KEEPER
    tamper("UPDATE {table} SET note = 'x' WHERE number = 3")
    with pytest.raises(CommandError, match=r"Entry 3 was touched.* was not sealed"):
        sealed()
    assert list(folder.iterdir()) == []
    assert "Entry 3 was touched" in mail.outbox[0].body


def test_changed_seal_is_not_taken_for_one_of_ours(log, folder):
    sealed()
    file = next(folder.iterdir())
    number, digest, _at, *rest = file.read_text().split(":")
    file.write_text(":".join([number, digest, "20200101T000000Z", *rest]))
    with pytest.raises(CommandError, match=r"The seal 6:.* was not made here"):
        verified()
    file.write_text("nothing")
    with pytest.raises(CommandError, match=r"the place/.*-6\.seal holds no seal any more"):
        verified()


def test_seal_made_with_a_key_that_is_gone_is_named(log, folder, settings):
    sealed()
    seal = Seal.parse(next(folder.iterdir()).read_text())
    assert seal.fault() == ""
    settings.AUDIT_KEYS = [Fernet.generate_key().decode()]
    assert f"with the key {seal.key_name}, which AUDIT_KEYS does not hold" in seal.fault()


@pytest.mark.once
def test_seal_that_would_go_nowhere_is_refused(log):
    with pytest.raises(CommandError, match="went nowhere: set AUDIT_SEAL_EMAIL, AUDIT_SEAL_DIR"):
        sealed()


@pytest.mark.once
def test_seal_without_a_mail_server_is_said_not_to_have_gone(log, settings, folder):
    settings.AUDIT_SEAL_EMAIL, settings.SENDS_LETTERS = KEEPER, False
    with pytest.raises(CommandError, match="EMAIL_URL is not set"):
        sealed()
    assert len(list(folder.iterdir())) == 1


@pytest.mark.once
def test_letter_that_the_server_refused_is_said_not_to_have_gone(log, settings, monkeypatch):
    settings.AUDIT_SEAL_EMAIL = KEEPER
    monkeypatch.setattr("news.desk.letters.send_mail", refuse)
    with pytest.raises(CommandError, match=f"The letter to {KEEPER} could not be sent"):
        sealed()


def refuse(*about):
    raise OSError("no mail server")


@pytest.mark.once
def test_folder_that_is_gone_is_said(log, folder):
    folder.rmdir()
    with pytest.raises(CommandError, match="The seals in the place cannot be read"):
        verified()


@pytest.mark.once
def test_seal_is_kept_in_a_bucket(log, settings, tmp_path):
    with OwnStore(tmp_path) as store:
        options = store.options | {"bucket_name": "seals"}
        store.client.create_bucket(Bucket="seals")
        keep_in(settings, {"BACKEND": "news.operations.object_store.ObjectStore", "OPTIONS": options})
        assert "It went to the place." in sealed()
        assert "Seals compared: 1." in verified()
        write_anew(5, "something else")
        with pytest.raises(CommandError, match="Entry 6 is not the one that was sealed"):
            verified()
    with pytest.raises(CommandError, match="The seals in the place cannot be read"):
        call_command("verify_audit")


@pytest.mark.parametrize("text", ["", "6", "6:abc", "x:" + "0" * 64, "6:" + "0" * 64 + ":now"])
def test_line_that_is_no_seal_is_refused_in_words(db, text):
    with pytest.raises(CommandError, match="This is no seal: copy the whole line"):
        call_command("verify_audit", "--seal", text)


def test_shortened_seal_of_an_earlier_version_is_compared_too(log):
    short = ":".join(str(Seal.of_now()).split(":")[:2])
    call_command("verify_audit", "--seal", short, stdout=StringIO())
    write_anew(2, "something else")
    with pytest.raises(CommandError, match="Entry 6 is not the one"):
        call_command("verify_audit", "--seal", short)
