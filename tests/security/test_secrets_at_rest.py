"""Who reads the database or a backup has no second factor of anybody's and opens no draft."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from news.encryption import Unreadable, decrypt, encrypt, keyed_hashes
from news.models import ShareLink
from tests.helpers.desk_forms import text_of

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "a-long-password"
CODE_PAGE = "/admin/account/second-factor/authenticate/"


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def careful(editor):
    totp.TOTP.activate(editor, SECRET)
    editor.recovery_codes = RecoveryCodes.activate(editor).get_unused_codes()
    return editor


@pytest.fixture
def link(make_edition):
    expires = timezone.now() + timedelta(days=1)
    return ShareLink.objects.create(edition=make_edition(), recipient="Reuters", expires_at=expires)


def stored(table):
    """Every value of the table, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return str(cursor.fetchall())


def signs_in_with_code(secret=SECRET):
    browser = Client(headers={"accept-language": "en"})
    browser.post("/admin/login/", {"username": "redaktor", "password": PASSWORD})
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    return browser.post(CODE_PAGE, {"code": code})


def test_second_factors_secrets_stand_encrypted_in_the_database(careful):
    rows = stored("mfa_authenticator")
    assert SECRET not in rows
    for row in Authenticator.objects.filter(user=careful):
        assert len(decrypt(row.data.get("secret") or row.data["seed"])) >= len(SECRET)
    assert signs_in_with_code()["Location"] == "/admin/"


def test_share_key_stands_nowhere_in_the_database(link, reader):
    assert len(link.key) == 43
    assert link.key not in stored("news_sharelink")
    assert reader.get(f"/share/{link.key}/en/").status_code == 200
    assert reader.get(f"/share/{link.encrypted_key}/en/").status_code == 404
    assert reader.get(f"/share/{link.key_hash}/en/").status_code == 404


def test_link_keeps_its_address_when_it_is_saved_again(link):
    before = link.url
    link.recipient = "Turan"
    link.save()
    assert ShareLink.objects.get().url == before


def test_key_is_changed_while_everything_goes_on_working(careful, link, reader, settings):
    """The new key before the old one, everything encrypted again, the old key taken away."""
    old, new = settings.ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    key = link.key
    settings.ENCRYPTION_KEYS = [new, old]
    assert reader.get(f"/share/{key}/en/").status_code == 200
    call_command("reencrypt")
    settings.ENCRYPTION_KEYS = [new]
    assert reader.get(f"/share/{key}/en/").status_code == 200
    assert ShareLink.objects.get().key == key
    assert RecoveryCodes.activate(careful).get_unused_codes() == careful.recovery_codes
    assert signs_in_with_code()["Location"] == "/admin/"
    settings.ENCRYPTION_KEYS = [old]
    assert reader.get(f"/share/{key}/en/").status_code == 404


def test_passkey_survives_a_change_of_the_key(editor, capsys):
    data = {"name": "Key", "credential": {"id": "x"}}
    passkey = Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data=data)
    call_command("reencrypt")
    passkey.refresh_from_db()
    assert passkey.data == data
    assert capsys.readouterr().out.startswith("0 secrets")


def test_secret_that_no_key_can_read_is_named_and_the_others_are_encrypted(careful, link, settings, capsys):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    link.pk, link.encrypted_key = None, ""
    link.save()
    with pytest.raises(CommandError, match="None of the keys can read") as error:
        call_command("reencrypt")
    assert str(error.value).count("\n") == 3  # the app, the recovery codes, the link made first
    assert capsys.readouterr().out.startswith("1 secrets")


def test_person_whose_second_factor_cannot_be_read_is_told_so(careful, settings):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    answer = signs_in_with_code()
    assert answer.status_code == 200
    assert "Ask an administrator to remove it" in text_of(answer)


def test_desk_says_that_an_address_cannot_be_shown_any_more(client, writer, link, settings):
    client.force_login(writer)
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = client.get(f"/admin/news/edition/{link.edition_id}/share/", headers={"accept-language": "en"})
    assert "The address cannot be shown any more" in text_of(page)
    assert "Close this link" in text_of(page)


@pytest.mark.once
def test_what_was_touched_or_never_encrypted_is_not_read():
    sealed = encrypt("secret")
    assert "secret" not in sealed
    for wrong in (sealed[:-4] + "AAA=", sealed[1:], "JBSWY3DPEHPK3PXP", "", "ə"):
        with pytest.raises(Unreadable):
            decrypt(wrong)


@pytest.mark.once
def test_hashes_differ_by_key_and_by_use(settings):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode() for _ in range(2)]
    hashes = keyed_hashes(b"text", "one") + keyed_hashes(b"text", "another") + keyed_hashes(b"texts", "one")
    assert len(set(hashes)) == 6
