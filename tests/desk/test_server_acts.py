"""What is done to an account on the server is in the log, under nobody's name, and ends its sessions."""

import getpass

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core import mail
from django.core.management import call_command

from news.desk.sessions import sessions_of
from news.models import AccountChange, AuditEntry
from tests.helpers.audit_log import verified
from tests.helpers.desk_forms import desk_of, text_of

NEW = "kirpi yağışda gəzir"


@pytest.fixture
def change_password(monkeypatch, django_capture_on_commit_callbacks):
    """manage.py changepassword, with the letters that follow it."""

    def change_password(name):
        monkeypatch.setattr(getpass, "getpass", lambda prompt="": NEW)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("changepassword", name, verbosity=0)

    return change_password


def test_password_that_is_changed_on_the_server_is_in_the_log(change_password, writer):
    change_password("yazar")
    entry = AuditEntry.objects.get(action="password_change")
    assert (entry.actor, entry.actor_name, entry.about_pk, entry.note) == (None, "", writer.pk, "server")
    assert "The log is whole" in verified()
    assert NEW not in str(vars(entry))


def test_its_sessions_end_and_its_person_is_told(change_password, writer):
    writes = desk_of(writer)
    change_password("yazar")
    assert writes.get("/admin/").status_code == 302
    assert not sessions_of(writer).exists()
    (letter,) = mail.outbox
    assert letter.to == [writer.email]
    assert "Whoever looks after the server changed the password: yazar." in letter.body
    assert "Serverə baxan şəxs parolu dəyişdi: yazar." in letter.body


def test_server_is_nobodys_hand(change_password, writer):
    change_password("yazar")
    assert not AccountChange.objects.exists()


def test_superuser_that_is_made_on_the_server_is_in_the_log(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command("createsuperuser", username="keeper", email="k@example.org", interactive=False, verbosity=0)
    keeper = get_user_model().objects.get()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.about_pk) == ("account_create", None, keeper.pk)
    assert ["username", "", "keeper"] in entry.changes
    assert ["is_superuser", "", True] in entry.changes


@pytest.mark.parametrize(("language", "words"), [("en", "on the server"), ("az", "serverdə")])
def test_log_says_where_it_was_done(change_password, writer, administrator, language, words):
    change_password("yazar")
    assert words in text_of(desk_of(administrator, language).get("/admin/news/auditentry/"))


def test_password_that_is_only_hashed_anew_at_a_sign_in_is_no_change(writer, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    ]
    get_user_model().objects.filter(pk=writer.pk).update(
        password=make_password("a-long-password", hasher="pbkdf2_sha1")
    )
    assert authenticate(username="yazar", password="a-long-password") == writer
    writer.refresh_from_db()
    assert writer.password.startswith(PBKDF2PasswordHasher.algorithm + "$")
    assert not AuditEntry.objects.filter(action="password_change").exists()


def test_password_that_is_changed_at_the_desk_is_logged_once_under_its_persons_name(writer):
    sent = {"old_password": "a-long-password", "new_password1": NEW, "new_password2": NEW}
    assert desk_of(writer).post("/admin/password_change/", sent).status_code == 302
    assert AuditEntry.objects.get(action="password_change").actor == writer
