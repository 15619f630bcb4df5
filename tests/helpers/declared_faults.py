"""The faults that the site declares to survive, and whether any test has brought each of them about.

Whatever the site survives it writes to its log. Each such message is declared here, in words of ours, with
its logger; `make test` fails when none of its tests, nor of the servers they started, has written it. A %s
stands for anything.
"""

import logging
import os
import re
from pathlib import Path

FILE = (
    "REACHED_FAULTS"  # the variable that names the file where all processes of a run note what they reached
)
LEFT_OUT = "a test was left out"
DECLARED = {
    "a letter to the desk is not taken": ("news.desk.letters", "A letter to the desk could not be sent: %s"),
    "a second factor's key is gone": (
        "news.desk.sign_in",
        "The secret of a second factor is encrypted with none of the ENCRYPTION_KEYS.",
    ),
    "a picture cannot be read any more": ("news.images.pending", "No renditions of %s: %s"),
    "a page cannot be kept for an outage": (
        "news.kept_pages.kept_pages",
        "A page can't be kept for an outage: %s",
    ),
    "two writers collide and one begins again": (
        "news.models.collision",
        "Two writers were in each other's way; one begins again.",
    ),
    "the store fails while attached files are read": (
        "news.operations.attached_files",
        "%s was not read: %s",
    ),
    "an attached file cannot be read": ("news.operations.attached_files", "%s cannot be read: %s"),
    "an unsafe setting is said at the start": ("news.operations.checks", "%s %s"),
    "what a failed restore brought stays in the store": (
        "news.operations.backup.new_uploads",
        "%s is left in the store: %s",
    ),
    "503 because the database is gone": ("news.operations.failure", "Answered with 503: DATABASE"),
    "503 because the store is gone": ("news.operations.failure", "Answered with 503: STORE"),
    "503 because the disk is full": ("news.operations.failure", "Answered with 503: DISK"),
    "503 because another writer was faster": ("news.operations.failure", "Answered with 503: COLLISION"),
    "a part fails its check": ("news.operations.health", "Health: %s has failed"),
    "letters go nowhere": ("news.operations.no_letters", "%s letters were not sent: EMAIL_URL is not set"),
    "the replica is gone": (
        "news.operations.replica",
        "The replica can't be read, the primary is read instead: %s",
    ),
    "somebody guesses passwords": (
        "news.operations.sign_in",
        "Sign-in refused: too many attempts from %s",
    ),
    "Redis is gone": (
        "news.operations.surviving_cache",
        "Redis does not answer; each process uses its own memory. %s",
    ),
    "Redis is back": ("news.operations.surviving_cache", "Redis answers again."),
    "Redis holds what the site did not write": (
        "news.operations.surviving_cache",
        "Redis held something under %s that the site did not write there.",
    ),
    "the database is gone while finished pages are served": (
        "news.pagecache.epoch",
        "The generation can't be asked for; finished pages are served on: %s",
    ),
    "the kept pages cannot be checked": (
        "news.pagecache.kept_page_check",
        "The pages kept for an outage can't be checked: %s",
    ),
    "the database is gone while numbers of reads are renewed": (
        "news.pagecache.read_count_refresh",
        "The number of reads can't be renewed: %s",
    ),
    "reads cannot be saved": ("news.readership.counting", "The reads could not be saved yet: %s"),
    "Redis gives no key of the day": (
        "news.readership.keys",
        "Redis gives no key of the day: readers are recognised by this server alone.",
    ),
    "Redis is gone while reads are saved": (
        "news.readership.saving",
        "Redis does not answer: a reader who changes servers may be counted twice.",
    ),
}


def pattern_of(message):
    return ".*".join(map(re.escape, message.split("%s")))


def reached_in(logger, message):
    return {
        name
        for name, (its_logger, text) in DECLARED.items()
        if its_logger == logger and re.fullmatch(pattern_of(text), message)
    }


def reached_in_log(text):
    """Those that a server has written to its log, a line each: time, level, logger, message."""
    return {
        name
        for name, (logger, message) in DECLARED.items()
        if re.search(rf" {re.escape(logger)} {pattern_of(message)}$", text, re.MULTILINE)
    }


def note(names):
    """In the file of the run; one write, so that processes do not mix their lines."""
    if os.environ.get(FILE) and names:
        with Path(os.environ[FILE]).open("a", encoding="utf-8") as file:
            file.write("".join(f"{name}\n" for name in sorted(names)))


def note_log(file):
    note(reached_in_log(Path(file).read_text(encoding="utf-8", errors="replace")))


class Recorder(logging.Handler):
    """Notes what the site writes to the log in the process of the tests."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.noted = set()

    def emit(self, record):
        new = reached_in(record.name, record.getMessage()) - self.noted
        self.noted |= new
        note(new)


def unreached(file):
    """The declared faults that no test reached; none where tests were left out: theirs are unknown."""
    found = set(Path(file).read_text(encoding="utf-8").splitlines()) if Path(file).exists() else set()
    return [] if LEFT_OUT in found else [name for name in DECLARED if name not in found]
