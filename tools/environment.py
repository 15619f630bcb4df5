"""Python environments: made, completed and repaired from the hashed locks in requirements/. Ours is .venv."""

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tools.steps import Problem, call, timed

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def prepare(name):
    """Install into .venv what requirements/<name>.txt locks, unless that is done already."""
    Environment(VENV).prepare(name)


class Environment:
    """A folder with a Python of its own, made by the Python `base`, and the packages of a lock."""

    def __init__(self, folder, base=sys.executable):
        self.folder, self.base = folder, base
        self.python = folder / "bin" / "python"
        self.unfinished = folder / "unfinished"

    def prepare(self, name):
        lock = ROOT / "requirements" / f"{name}.txt"
        stamp = self.folder / f"installed-{name}"
        with one_at_a_time():
            if not self.is_sound():
                self.make()
            if not stamp.exists() or stamp.read_text() != fingerprint(lock):
                self.install(lock)
                stamp.write_text(fingerprint(lock))

    def is_sound(self):
        """It has its base's version of Python and pip, and no interruption has left it half made."""
        version = version_of(self.python, "pip")
        return version is not None and version == version_of(self.base) and not self.unfinished.exists()

    def make(self):
        check_venv_module()
        check_writable(ROOT)
        with (
            timed(f"Making the Python environment in {self.folder.relative_to(ROOT)}"),
            self.unfinished_work(),
        ):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True, exist_ok=True)
            self.unfinished.touch()
            call([self.base, "-m", "venv", self.folder], f"Python could not make {self.folder.name}")

    @contextmanager
    def unfinished_work(self):
        """A mark that remains when the work inside is interrupted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.unfinished.touch()
        yield
        self.unfinished.unlink()

    def install(self, lock):
        """With uv, which takes seconds; with pip where only pip is configured to reach the packages."""
        packages = sum("==" in line for line in lock.read_text().splitlines())
        uv = self.folder / "bin" / "uv"
        pip = [self.python, "-m", "pip", "install", "--require-hashes", "--retries", "1"]
        failure = f"The packages of requirements/{lock.name} could not be installed"
        with self.unfinished_work(), timed(f"Installing {packages} packages of requirements/{lock.name}"):
            try:
                if not uv.exists():
                    call([*pip, "-r", ROOT / "requirements" / "uv.txt"], failure)
                call([uv, "pip", "install", "--python", self.python, "--require-hashes", "-r", lock], failure)
            except Problem:
                call([*pip, "-r", lock], failure)


def version_of(python, module="sys"):
    """(3, 12), or None where that Python does not run or lacks the module."""
    question = f"import {module}, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", question], capture_output=True, text=True)
        return tuple(int(number) for number in answer.stdout.split()) or None
    except (OSError, ValueError):
        return None


@contextmanager
def one_at_a_time():
    """A lock, so that two commands started together prepare one after the other."""
    with (ROOT / "Makefile").open() as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another command that is preparing its environment ...", flush=True)
            fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def check_venv_module():
    """Debian and Ubuntu ship Python without it."""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise Problem("Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv")


def check_writable(folder):
    """Tries to write: permissions alone don't show a disk that is read-only or full."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Problem(f"The folder {folder} can't be written to ({error.strerror}).") from error


def fingerprint(*files):
    """Changes with the content of the files, not with their dates."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
