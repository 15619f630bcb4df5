"""Without a mail server no secret is written to the log: the start says so, the page what to do instead."""

import re
import subprocess
import sys
from email import message_from_string
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from news.desk import letters
from news.operations.no_letters import NoLetters
from tests.helpers.desk_forms import text_of
from tests.helpers.prepared_sites import environment_of
from tests.helpers.real_server import ROOT
from tools import run
from tools.site_environment import site_environment

ASK = (
    "import django; django.setup();"
    "from django.test import Client;"
    "from django.contrib.auth import get_user_model as users;"
    "users().objects.create_user('leyla', 'leyla@example.org', 'a-long-password', is_staff=True);"
    "client = Client(headers={'host': 'localhost', 'accept-language': 'en'});"
    "print(client.post('/admin/account/password/', {'email': 'leyla@example.org'}).status_code)"
)


@pytest.fixture
def ask_for_a_password(prepared_sites, tmp_path):
    """The process of a site in which somebody has forgotten a password."""
    prepared_sites.copy("empty", tmp_path)

    def ask(**environment):
        given = environment_of(tmp_path) | {"DJANGO_SETTINGS_MODULE": "ombudsman_site.settings", "DEBUG": "1"}
        return subprocess.run(
            [sys.executable, "-c", ASK],
            cwd=ROOT,
            env=given | environment,
            capture_output=True,
            text=True,
            check=True,
        )

    return ask


@pytest.mark.once
def test_link_to_a_new_password_is_written_to_no_log(ask_for_a_password):
    done = ask_for_a_password(DEMO="0", LOG_LEVEL="DEBUG")
    assert done.stdout.split() == ["200"]
    assert "/admin/account/password/" not in done.stderr
    assert "leyla@example.org" not in done.stderr


@pytest.mark.once
def test_letters_of_the_demo_are_files_in_the_folder_that_make_run_names(
    ask_for_a_password, tmp_path, capsys
):
    done = ask_for_a_password(DEMO="1")
    assert "/admin/account/password/" not in done.stdout + done.stderr
    run.announce("http://127.0.0.1:9000", site_environment({"DATA_DIR": str(tmp_path)}))
    folder = re.search(r"Letters: files in (.+)", capsys.readouterr().out).group(1)
    (letter,) = Path(folder).iterdir()
    assert message_from_string(letter.read_text())["To"] == "leyla@example.org"


@pytest.mark.once
def test_make_run_without_the_demo_says_that_letters_go_nowhere(tmp_path, capsys):
    real = {"DATA_DIR": str(tmp_path), "DEMO": "0"}
    run.announce("http://127.0.0.1:9000", site_environment(real))
    assert "Letters go nowhere" in capsys.readouterr().out
    run.announce("http://127.0.0.1:9000", site_environment(real | {"EMAIL_URL": "smtp://mail.example"}))
    assert "Letters" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Ask an administrator"), ("az", "administratorundan")]
)
def test_page_of_a_forgotten_password_says_who_helps_instead(client, editor, settings, language, words):
    settings.SENDS_LETTERS = False
    for ask in (client.get, client.post):
        page = text_of(
            ask(
                "/admin/account/password/",
                {"email": "redaktor@example.org"},
                headers={"accept-language": language},
            )
        )
        assert words in page
    assert not mail.outbox


def test_letter_that_went_nowhere_does_not_count_as_sent(monkeypatch, caplog):
    nowhere = NoLetters().send_messages
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda letter, *args, **kwargs: nowhere([letter])
    )
    context = {"title": "Sirr", "by": "Leyla", "note": "a-secret", "address": "https://x/token"}
    assert letters.send("rejected", context, ["leyla@example.org"]) == 0
    assert "1 letters were not sent" in caplog.text
    assert "token" not in caplog.text


def test_nothing_of_a_letter_is_kept(caplog):
    sent = NoLetters().send_messages([EmailMessage("Subject", "a-secret", to=["b@example.org"])])
    assert sent == 0
    assert not {"Subject", "a-secret", "b@example.org"} & set(re.split(r"\s", caplog.text))
