"""`make test`: the whole suite or a part of it, the same for everybody, leaving nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import declared_faults
from tools import steps, test

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(monkeypatch):
    """A machine without PostgreSQL and Chromium, on which the suite would pass."""
    runs = []
    monkeypatch.setattr(sys, "argv", ["test"])
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(test, "prepare", lambda name: None)
    monkeypatch.setattr(test, "do", lambda *_: None)
    monkeypatch.setattr(test, "postgresql", lambda: None)
    monkeypatch.setattr(test, "chromium", lambda: None)

    def suite(database, marks, shared):
        runs.append((database, marks))
        (shared / test.REACHED).write_text("\n".join(declared_faults.DECLARED))
        return 0

    monkeypatch.setattr(test, "pytest", suite)
    return runs


def test_without_postgresql_the_suite_passes_on_sqlite_and_says_what_is_left_out(machine, capsys):
    assert test.test() == 0
    assert machine == [("sqlite://:memory:", "not browser")]
    assert capsys.readouterr().out.count("apt install postgresql") == 2


def test_under_ci_a_missing_postgresql_is_a_failure(machine, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(steps.Problem, match="no PostgreSQL answers"):
        test.test()
    assert machine == []


def reaching(*names):
    """A suite in place of pytest that passes and brings these faults about."""

    def suite(_database, _marks, shared):
        (shared / test.REACHED).write_text("".join(f"{name}\n" for name in names))
        return 0

    return suite


@pytest.fixture
def whole_machine(machine, monkeypatch):
    monkeypatch.setattr(test, "postgresql", lambda: "postgres://server/name")
    monkeypatch.setattr(test, "chromium", lambda: "/usr/bin/chromium")


def test_whole_run_that_never_reaches_a_declared_fault_fails_and_names_it(whole_machine, monkeypatch, capsys):
    monkeypatch.setattr(test, "pytest", reaching(*declared_faults.DECLARED.keys() - {"Redis is back"}))
    assert test.test() == 1
    assert "no test has brought about: Redis is back" in capsys.readouterr().out


def test_part_of_a_run_need_not_reach_every_declared_fault(whole_machine, monkeypatch):
    monkeypatch.setattr(test, "pytest", reaching())
    monkeypatch.setattr(sys, "argv", ["test", "-k", "search"])
    assert test.test() == 0


def test_suite_runs_on_both_databases_where_postgresql_answers(machine, monkeypatch):
    monkeypatch.setattr(test, "postgresql", lambda: "postgres://server/name")
    monkeypatch.setattr(test, "chromium", lambda: "/usr/bin/chromium")
    assert test.test() == 0
    assert machine == [("sqlite://:memory:", ""), ("postgres://server/name", "not browser and not once")]


def test_one_file_runs_by_itself_whatever_site_a_person_has_set_up_in_the_shell():
    site = {
        "DJANGO_SETTINGS_MODULE": "ombudsman_site.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "SITE_URL": "https://example.az",
        "REDIS_URL": "redis://127.0.0.1:1",
        "DEBUG": "1",
    }
    done = run_pytest(ROOT, "tests/public/test_notices.py", **site)
    assert done.returncode == 0, done.stdout[-3000:]


def test_suite_that_leaves_something_in_the_folder_fails_and_names_it(tmp_path):
    (tmp_path / "test_it.py").write_text("def test_it(): open('left.txt', 'w').close()")
    (tmp_path / "conftest.py").write_text(
        "from tests.helpers.clean_folder import CleanFolder\n"
        "def pytest_configure(config): config.pluginmanager.register(CleanFolder(config.rootpath))"
    )
    done = run_pytest(tmp_path, "-p", "no:django", "--rootdir=.", PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert "1 passed" in done.stdout
    assert done.stdout.split("left behind in the project's folder")[1].split()[1] == "left.txt"


def run_pytest(folder, *arguments, **environment):
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env=ours | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_one_failing_database_fails_the_suite(machine, monkeypatch):
    monkeypatch.setattr(test, "postgresql", lambda: "postgres://server/name")
    monkeypatch.setattr(test, "pytest", lambda database, *_: int(database.startswith("postgres")))
    assert test.test() == 1


def test_part_that_only_one_database_has_passes_and_one_that_none_has_fails(machine, monkeypatch):
    found = {"sqlite": 0, "postgres": 5}
    monkeypatch.setattr(test, "postgresql", lambda: "postgres://server/name")
    monkeypatch.setattr(test, "pytest", lambda database, *_: found[database.partition(":")[0]])
    assert test.test() == 0
    found["sqlite"] = 5
    assert test.test() == 1


@pytest.mark.parametrize("arguments", [["-k", "search"], ["tests/text/test_azerbaijani.py"]])
def test_few_tests_start_no_processes_of_their_own(arguments):
    assert test.processes(arguments) == 0
    assert test.processes(["tests/text"]) > 0
