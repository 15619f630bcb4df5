"""What the Makefile promises to a person whose machine is not as it should be, and to a translator."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from news.operations.demo_accounts import USERS
from tools import catalogues, environment, run, steps
from tools.site_environment import site_environment

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
OUTER_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "PORT", "HOST", "DATA_DIR")


def make(*arguments):
    """The exit code, what was printed, and the lines of the error output that are not make's own."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTER_MAKE}
    done = subprocess.run(
        ["make", *arguments], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=60
    )
    errors = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    return done.returncode, done.stdout, errors


def executable(file, script):
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


# --- one clear line ------------------------------------------------------------------


def test_help_lists_every_command_and_is_what_make_alone_does():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    code, listed, errors = make()
    assert (code, errors) == (0, [])
    assert [line.split()[1] for line in listed.splitlines()] == targets
    assert all(len(line.split()) > 3 for line in listed.splitlines())


def test_old_python_is_named_in_one_line(tmp_path):
    old = executable(tmp_path / "python3.9", '[ "$1" = --version ] && echo Python 3.9.2')
    code, _, errors = make("run", f"PYTHON={old}")
    assert code != 0
    assert len(errors) == 1
    assert "Python 3.11 or newer is needed" in errors[0]
    assert "Python 3.9.2" in errors[0]


def test_missing_python_is_named_in_one_line(tmp_path):
    code, _, errors = make("run", f"PYTHON={tmp_path}/python3")
    assert code != 0
    assert len(errors) == 1
    assert "Python 3.11 or newer is needed" in errors[0]


def test_port_in_use_is_said_in_one_line_before_any_work(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, printed, errors = make("run", f"PORT={port}", f"DATA_DIR={tmp_path}")
    assert code != 0
    assert printed == ""
    assert len(errors) == 1
    assert f"port {port}" in errors[0]
    assert "PORT=9000 make run" in errors[0]


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", "８０００"])
def test_port_that_is_no_port_is_said_in_one_line(port, tmp_path):
    code, printed, errors = make("run", f"PORT={port}", f"DATA_DIR={tmp_path}")
    assert code != 0
    assert printed == ""
    assert len(errors) == 1
    assert "PORT must be a number from 1 to 65535" in errors[0]


def test_unwritable_folder_is_said_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    code, printed, errors = make("run", f"DATA_DIR={tmp_path}/file/var")
    assert code != 0
    assert printed == ""
    assert len(errors) == 1
    assert f"{tmp_path}/file/var can't be written to" in errors[0]


def test_missing_venv_module_is_said_with_the_package_that_brings_it(monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(steps.Problem, match="apt install python3-venv"):
        environment.check_venv_module()


def test_failed_step_ends_in_its_reason_and_no_traceback(tmp_path, capsys):
    crash = executable(
        tmp_path / "crash", "echo Traceback; echo 'django.db.OperationalError: no room'; exit 1"
    )
    code = steps.answer_for(lambda: steps.do("Writing", [crash]))
    shown = capsys.readouterr()
    assert code == 1
    assert shown.out == "Writing ... failed\n"
    assert shown.err == "Writing failed: no room (VERBOSE=1 shows everything)\n"


def test_ctrl_c_in_a_step_ends_without_a_traceback(capsys):
    def interrupted():
        raise KeyboardInterrupt

    assert steps.answer_for(interrupted) == 130
    assert capsys.readouterr().err == "Stopped.\n"


# --- the site that make run serves -----------------------------------------------------


def test_port_is_honoured_by_the_server_and_by_the_printed_address(tmp_path):
    settings = site_environment({"PORT": "9000", "DATA_DIR": str(tmp_path)})
    assert settings["SITE_URL"] == "http://127.0.0.1:9000"
    assert "--port=9000" in run.server_command(settings)


def test_served_site_is_a_demo_with_the_real_error_pages(tmp_path):
    settings = site_environment({"DATA_DIR": str(tmp_path)})
    assert (settings["DEMO"], settings["DEBUG"]) == ("1", "0")


def test_printed_sign_in_is_the_one_of_the_demo(tmp_path, capsys):
    run.announce("http://127.0.0.1:9000", site_environment({"DATA_DIR": str(tmp_path)}))
    printed = capsys.readouterr().out
    assert "http://127.0.0.1:9000/admin/" in printed
    assert site_settings.SHIPPED_DEMO_PASSWORD in printed
    assert all(name in printed for name in USERS)


@pytest.mark.parametrize("off", ["0", "false", "no"])
def test_site_that_is_no_demo_prints_no_sign_in(tmp_path, capsys, off):
    run.announce("http://127.0.0.1:9000", site_environment({"DATA_DIR": str(tmp_path), "DEMO": off}))
    assert site_settings.SHIPPED_DEMO_PASSWORD not in capsys.readouterr().out


def test_what_a_person_set_wins(tmp_path):
    mine = {
        "DEMO": "0", "DEBUG": "1", "SECRET_KEY": "mine", "ENCRYPTION_KEYS": "my own",
        "AUDIT_KEYS": "my own", "SITE_URL": "https://example.az", "THREADS": "3",
    }  # fmt: skip
    settings = site_environment({"DATA_DIR": str(tmp_path), **mine})
    assert mine.items() <= settings.items()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "length"), [("SECRET_KEY", 67), ("ENCRYPTION_KEYS", 44), ("AUDIT_KEYS", 44)]
)
def test_secret_is_made_once_and_readable_by_its_owner_only(tmp_path, name, length):
    first, second = (site_environment({"DATA_DIR": str(tmp_path)})[name] for _ in range(2))
    assert first == second
    assert len(first) == length
    assert stat.S_IMODE((tmp_path / name.lower()).stat().st_mode) == 0o600


def test_host_of_the_persons_choice_is_an_allowed_host(tmp_path):
    settings = site_environment({"HOST": "::2", "DATA_DIR": str(tmp_path)})
    assert "[::2]" in settings["ALLOWED_HOSTS"].split(",")
    assert settings["SITE_URL"] == "http://[::2]:8000"


# --- the environment -----------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty checkout in which making and installing are only noted."""
    done = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment.Environment, "is_sound", lambda self: "made" in done)
    monkeypatch.setattr(environment.Environment, "make", lambda self: done.append("made"))
    monkeypatch.setattr(environment.Environment, "install", lambda self, lock: done.append(lock.name))
    (tmp_path / "Makefile").touch()
    (tmp_path / "requirements").mkdir()
    for name in ("site", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("Django==5.2\n")
    return tmp_path, done


def test_nothing_is_installed_twice_and_run_and_test_do_not_undo_each_other(checkout):
    _, done = checkout
    for name in ("site", "dev", "site", "dev"):
        environment.prepare(name)
    assert done == ["made", "site.txt", "dev.txt"]


def test_changed_lock_is_installed_again(checkout):
    folder, done = checkout
    environment.prepare("site")
    (folder / "requirements" / "site.txt").write_text("Django==5.2.1\n")
    environment.prepare("site")
    assert done == ["made", "site.txt", "site.txt"]


def test_interrupted_installation_is_noticed_and_made_anew(tmp_path):
    made = environment.Environment(tmp_path)
    made.python = Path(sys.executable)
    assert made.is_sound()
    with pytest.raises(KeyboardInterrupt), made.unfinished_work():
        raise KeyboardInterrupt
    assert not made.is_sound()


def test_broken_environment_is_noticed(tmp_path):
    made = environment.Environment(tmp_path)
    assert not made.is_sound()
    made.python.parent.mkdir()
    executable(made.python, "echo 3 8")
    assert not made.is_sound()


def locked(name):
    """Each package of a lock: its name, version, condition and hashes in one line."""
    return (ROOT / "requirements" / name).read_text().replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("name", ["site.txt", "dev.txt", "uv.txt", "django6.txt"])
def test_every_locked_package_has_its_hash_and_no_lock_names_a_registry(name):
    assert locked(name)
    assert all("==" in package and "--hash=sha256:" in package for package in locked(name))
    assert not any("://" in package for package in locked(name))


def test_site_and_tests_are_locked_to_the_same_versions():
    assert {*locked("site.txt"), *locked("uv.txt")} <= {*locked("dev.txt")}


# --- the catalogues ------------------------------------------------------------------------------


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A checkout with one template, one module and an Azerbaijani catalogue to be filled."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    for folder in ("templates/public", "news", "locale/az/LC_MESSAGES"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "news" / "views.py").write_text('title = gettext_lazy("News")\n')
    (tmp_path / "templates" / "page.html").write_text(
        '<h1>\n  {% translate "Read more" %}</h1>'
        "{% blocktranslate count n=reads trimmed %}Read {{ n }} time{% plural %}Read {{ n }} times"
        '{% endblocktranslate %}<a title="{% translate "Close" context "menu" %}">'
    )
    (tmp_path / "templates" / "public" / "page.html").write_text(
        """<p title="{{ _('Open') }}">{{ pgettext("door", "Open") }}</p>"""
        '{{ ngettext("%(n)s page", "%(n)s pages", pages)|format(n=pages) }}'
    )
    file = tmp_path / "locale" / "az" / "LC_MESSAGES" / "django.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    return file


TRANSLATED = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "News"
msgstr "Xəbərlər"

msgid "Read more"
msgstr "Ətraflı"

msgctxt "menu"
msgid "Close"
msgstr "Bağla"

msgid "Open"
msgstr "Aç"

msgctxt "door"
msgid "Open"
msgstr "Açıqdır"

msgid "%(n)s page"
msgid_plural "%(n)s pages"
msgstr[0] "%(n)s səhifə"
msgstr[1] "%(n)s səhifə"

msgid "Read %(n)s time"
msgid_plural "Read %(n)s times"
msgstr[0] "%(n)s dəfə oxunub"
msgstr[1] "%(n)s dəfə oxunub"
"""


def test_missing_translation_is_named_with_the_file_that_needs_it(catalogue, capsys):
    assert catalogues.check_catalogues() == 1
    complaints = capsys.readouterr().out
    assert "missing: 'News' (news/views.py)" in complaints
    assert "missing: 'Read more' (templates/page.html)" in complaints
    assert "missing: 'Open' (templates/public/page.html)" in complaints


def test_catalogue_is_complete_after_a_translators_file_is_taken(catalogue, tmp_path, capsys):
    (tmp_path / "back.po").write_text(TRANSLATED)
    catalogues.update_catalogues([tmp_path / "back.po"])
    assert "7 messages, 0 of them not translated" in capsys.readouterr().out
    assert catalogues.check_catalogues() == 0


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("Ətraflı", "", "not translated"),
        ('[1] "%(n)s dəfə', '[1] "%(x)s dəfə', "placeholder"),
        ('msgid "Read more"', '#, fuzzy\nmsgid "Read more"', "unsure (fuzzy)"),
    ],
    ids=["untranslated", "placeholder", "fuzzy"],
)
def test_translation_that_would_mislead_readers_is_refused(
    catalogue, tmp_path, capsys, right, wrong, complaint
):
    (tmp_path / "back.po").write_text(TRANSLATED)
    catalogues.update_catalogues([tmp_path / "back.po"])
    catalogue.write_text(catalogue.read_text().replace(right, wrong, 1))
    assert catalogues.check_catalogues() == 1
    assert complaint in capsys.readouterr().out


def test_catalogue_is_compiled_only_when_it_is_newer(catalogue):
    compiled = catalogue.with_suffix(".mo")
    catalogues.compile_catalogues()
    os.utime(compiled, (2**33, 2**33))
    catalogues.compile_catalogues()
    assert compiled.stat().st_mtime == 2**33
    os.utime(catalogue, (2**33 + 1, 2**33 + 1))
    catalogues.compile_catalogues()
    assert compiled.stat().st_mtime < 2**33
