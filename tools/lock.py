"""`make lock`: the dependencies of pyproject.toml, each version and file pinned by its hash."""

import shutil
import sys

from tools.environment import ROOT, VENV, prepare
from tools.steps import answer_for, do

UV = VENV / "bin" / "uv"
LOCKS = ROOT / "requirements"
WAY = ["--universal", "--generate-hashes", "--no-header", "--no-annotate"]


def lock():
    prepare("dev")
    lock_into("dev", "--group=dev", "pyproject.toml")
    # The tests' dependencies include the site's, in the same versions.
    lock_into("site", "--constraints=requirements/dev.txt", "pyproject.toml")
    lock_into("uv", "--constraints=requirements/dev.txt", "requirements/uv.in")
    # The next Django with the same versions of everything else: uv keeps those that are in the file.
    shutil.copy(LOCKS / "dev.txt", LOCKS / "django6.txt")
    lock_into("django6", "--group=dev", "--override=requirements/django6.in", "pyproject.toml", python="3.12")


def lock_into(name, *sources, python="3.11"):
    target = LOCKS / f"{name}.txt"
    way = [*WAY, f"--python-version={python}", *sys.argv[1:]]
    command = [UV, "pip", "compile", "--quiet", *way, *sources, f"--output-file={target}"]
    do(f"Locking requirements/{name}.txt", command)


if __name__ == "__main__":
    sys.exit(answer_for(lock))
