"""The Python environment in .venv: made, completed and repaired from the hashed locks in requirements/."""

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
UNFINISHED = VENV / "unfinished"


def prepare(name):
    """Let .venv hold what requirements/<name>.txt locks; nothing is done twice."""
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"installed-{name}"
    with one_at_a_time():
        if not is_sound():
            make_environment()
        if not stamp.exists() or stamp.read_text() != fingerprint(lock):
            install(lock)
            stamp.write_text(fingerprint(lock))


@contextmanager
def one_at_a_time():
    """Two commands started together prepare one after the other."""
    with (ROOT / "Makefile").open() as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another command that is preparing .venv ...", flush=True)
            fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def is_sound():
    """An environment of this very Python, with pip, that no interruption left half made."""
    question = "import pip, sys; print(sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2]) and not UNFINISHED.exists()


def make_environment():
    check_venv_module()
    check_writable(ROOT)
    with timed("Making the Python environment in .venv"), unfinished():
        shutil.rmtree(VENV, ignore_errors=True)
        UNFINISHED.parent.mkdir(exist_ok=True)
        UNFINISHED.touch()
        call([sys.executable, "-m", "venv", VENV], "Python could not make .venv")


def check_venv_module():
    """Debian and Ubuntu ship Python without it."""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise Problem("Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv")


def check_writable(folder):
    """Found out by writing: permissions alone don't show a read-only disk or one that is full."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Problem(f"The folder {folder} can't be written to ({error.strerror}).") from error


@contextmanager
def unfinished():
    """A mark that stays behind when the work inside is interrupted."""
    UNFINISHED.parent.mkdir(exist_ok=True)
    UNFINISHED.touch()
    yield
    UNFINISHED.unlink()


def install(lock):
    """With uv, which takes seconds; with pip where uv can't reach the packages but pip is configured to."""
    packages = sum("==" in line for line in lock.read_text().splitlines())
    uv = VENV / "bin" / "uv"
    pip = [PYTHON, "-m", "pip", "install", "--require-hashes", "--retries", "1"]
    failure = f"The packages of requirements/{lock.name} could not be installed"
    with unfinished(), timed(f"Installing {packages} packages of requirements/{lock.name}"):
        try:
            if not uv.exists():
                call([*pip, "-r", ROOT / "requirements" / "uv.txt"], failure)
            call([uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", lock], failure)
        except Problem:
            call([*pip, "-r", lock], failure)


def fingerprint(*files):
    """Changes with the content of the files, not with their dates."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
