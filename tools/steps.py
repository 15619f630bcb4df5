"""Prints one short line for each step, and one clear line for what went wrong."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager


class Problem(Exception):
    """Something that the person at the keyboard can put right; its text says what."""


def do(title, command, environment=None):
    """Run a step whose output is shown only if it fails; VERBOSE=1 shows everything."""
    with timed(title):
        call(command, f"{title} failed", environment)


@contextmanager
def timed(title):
    print(f"{title} ... ", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def call(command, failure, environment=None):
    """Run a command silently; when it fails, its last line is the reason."""
    output = None if os.environ.get("VERBOSE") else subprocess.PIPE
    try:
        finished = subprocess.run(
            [str(part) for part in command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Problem(f"{failure}: {error}") from error
    if finished.returncode:
        raise Problem(f"{failure}: {reason(finished.stdout)} (VERBOSE=1 shows everything)")
    return finished.stdout or ""


def run(command, **options):
    """Run a command whose output is shown as it comes; returns its exit code."""
    return subprocess.run([str(part) for part in command], **options).returncode


def reason(output):
    """The last line of an output, without the dotted name of the exception in front."""
    lines = [line.strip() for line in (output or "").splitlines() if line.strip()]
    if not lines:
        return "no reason was given"
    name, colon, text = lines[-1].partition(": ")
    return text if colon and name.replace(".", "").replace("_", "").isalnum() and text else lines[-1]


def answer_for(tool):
    """Run a tool and end the program as a shell expects: no traceback for a problem or for Ctrl-C."""
    try:
        return tool() or 0
    except Problem as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1
