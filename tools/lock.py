"""`make lock`: the dependencies of pyproject.toml, each version and file pinned by its hash."""

import sys

from tools.environment import ROOT, VENV, prepare
from tools.steps import answer_for, do

UV = VENV / "bin" / "uv"
WAY = ["--universal", "--generate-hashes", "--python-version=3.11", "--no-header", "--no-annotate"]


def lock():
    prepare("dev")
    lock_into("dev", "--group=dev", "pyproject.toml")
    # What the site needs is part of what its tests need, in the same versions.
    lock_into("site", "--constraints=requirements/dev.txt", "pyproject.toml")
    lock_into("uv", "--constraints=requirements/dev.txt", "requirements/uv.in")


def lock_into(name, *sources):
    target = ROOT / "requirements" / f"{name}.txt"
    command = [UV, "pip", "compile", "--quiet", *WAY, *sys.argv[1:], *sources, f"--output-file={target}"]
    do(f"Locking requirements/{name}.txt", command)


if __name__ == "__main__":
    sys.exit(answer_for(lock))
