"""Has a process of its own read a file, and bears with whatever becomes of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from tempfile import TemporaryFile

from django.conf import settings

from .child import READ, TOO_MUCH, UNREADABLE
from .formats import READERS

COMMAND = [sys.executable, "-m", "news.documents.child"]
SECONDS = 30  # for a machine that is busy; the process itself may use 20 of the processor
NO_WORDS, NOT_OPENED = "no_words", "not_opened"
ENDED_FROM_OUTSIDE = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP, -signal.SIGKILL}


class ReadingInterrupted(Exception):
    """Somebody ended the process: nothing is known about the file."""


def read(file, extension):
    """(outcome, text). Nothing of the site's environment, with its passwords, reaches the process."""
    if extension not in READERS:
        return NOT_OPENED, ""
    with TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        try:
            ended = subprocess.run(  # noqa: S603 - our own program
                [*COMMAND, extension],
                stdin=copy,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"},
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return TOO_MUCH, ""
    return result_of(ended)


def result_of(ended):
    if ended.returncode in ENDED_FROM_OUTSIDE:
        raise ReadingInterrupted
    if ended.returncode == -signal.SIGXCPU:
        return TOO_MUCH, ""
    if ended.returncode:
        return UNREADABLE, ""
    found = json.loads(ended.stdout)
    is_empty = found["outcome"] == READ and not found["text"].strip()
    return (NO_WORDS, "") if is_empty else (found["outcome"], found["text"])
