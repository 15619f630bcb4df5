"""Every fault that the site declares to survive is a message of its log, and the other way round."""

import ast
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import declared_faults
from tests.helpers.declared_faults import DECLARED, LEFT_OUT, note, note_log, pattern_of, unreached

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
LOGGERS, LEVELS = {"log", "logger"}, {"warning", "error", "exception", "critical"}


def messages_of_the_site():
    """(logger, message) of everything that the site's code writes to its log."""
    for file in [*(ROOT / "news").rglob("*.py"), *(ROOT / "ombudsman_site").rglob("*.py")]:
        logger = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id=name), attr=level), args=[ast.Constant(text), *_]
                ) if name in LOGGERS and level in LEVELS:
                    yield logger, text


def is_one_of(message, others):
    logger, text = message
    return any(logger == other and re.fullmatch(pattern_of(pattern), text) for other, pattern in others)


def test_every_message_of_the_site_is_declared_and_no_other():
    written, declared = set(messages_of_the_site()), set(DECLARED.values())
    assert len(written) > 15
    undeclared = {message for message in written if not any(is_one_of(one, [message]) for one in declared)}
    assert undeclared == set()
    assert {message for message in declared if not is_one_of(message, written)} == set()
    assert len(declared) == len(DECLARED)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The file in which a run notes what it reached."""
    monkeypatch.setenv(declared_faults.FILE, str(tmp_path / "reached"))
    return tmp_path / "reached"


def test_what_this_process_logs_is_noted(run, monkeypatch):
    (recorder,) = (one for one in logging.getLogger().handlers if isinstance(one, declared_faults.Recorder))
    monkeypatch.setattr(recorder, "noted", set())
    for _twice in range(2):
        logging.getLogger("news.readership.counting").warning("The reads could not be saved yet: %s", "gone")
        logging.getLogger("elsewhere").warning("Redis answers again.")
    assert run.read_text() == "reads cannot be saved\n"
    assert set(DECLARED) - set(unreached(run)) == {"reads cannot be saved"}


def test_what_a_server_logged_is_noted(run, tmp_path):
    log = tmp_path / "server.log"
    log.write_text(
        "[INFO] Starting\n"
        "2026-01-01 10:00:00,000 WARNING news.operations.failure Answered with 503: DISK\n"
        "2026-01-01 10:00:00,000 WARNING news.elsewhere Redis answers again.\n"
    )
    note_log(log)
    assert set(DECLARED) - set(unreached(run)) == {"503 because the disk is full"}


def test_run_that_reached_everything_lacks_nothing_and_one_with_tests_left_out_is_not_judged(run):
    assert unreached(run) == list(DECLARED)
    note(set(DECLARED) - {"Redis is back"})
    assert unreached(run) == ["Redis is back"]
    note({LEFT_OUT})
    assert unreached(run) == []


def test_a_test_that_is_left_out_says_so_in_the_file_of_the_run(run):
    script = "from tests.helpers.requirements import lack; lack('Redis', 'redis-server')"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True)
    assert run.read_text() == f"{LEFT_OUT}\n"
