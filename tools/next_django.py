"""`make test-django6`: the suite without browsers, on SQLite, under the next Django and a newer Python.

A deprecation warning is an error there. Where no Python is found on which this Django runs, all of it is left
out, with a line that says so, under CI=true as well: the site itself runs on the Django of
requirements/site.txt.
"""

import os
import sys
from pathlib import Path

from tools.environment import ROOT, Environment, prepare, version_of
from tools.lint import PRODUCTION
from tools.steps import Problem, answer_for, do, run

OLDEST_PYTHON = (3, 12)
NAMES = ["python3", "python3.14", "python3.13", "python3.12"]
NO_PYTHON = "the suite on the next Django: there is no Python 3.12 or later here (PYTHON=... names one)"
STRICT = ["-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning"]
FILTERS = ["error::DeprecationWarning", "error::PendingDeprecationWarning"]


def next_django():
    python = newer_python()
    if not python:
        print(f"!!! LEFT OUT: {NO_PYTHON}", flush=True)
        return 0
    prepare("dev")  # `tools.run` starts the servers of tests from there
    environment = Environment(ROOT / ".venv-django6", python)
    environment.prepare("django6")
    python = environment.python
    do("Compiling the translations", [python, "-m", "tools.catalogues", "compile"])
    passed = {"settings": settings_pass(python), "suite": suite_passes(python)}
    if failed := [name for name, is_passed in passed.items() if not is_passed]:
        raise Problem(f"On the next Django failed: {', '.join(failed)}.")


def newer_python():
    """The first that runs and is new enough; a name in PATH may stand for a Python that is not installed."""
    return next((one for one in candidates() if (version_of(one) or (0,)) >= OLDEST_PYTHON), None)


def candidates():
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return [sys.executable, *NAMES, *sorted(pyenv.glob("versions/3.1?.*/bin/python3"))]


def settings_pass(python):
    """Checked apart: the settings are read before the suite can turn a warning into an error."""
    command = [python, *STRICT, "manage.py", "check", "--deploy", "--fail-level=WARNING"]
    return run(command, cwd=ROOT, env={**os.environ, **PRODUCTION}) == 0


def suite_passes(python):
    marks = ["-m", "not browser", f"--numprocesses={(os.cpu_count() or 1) + 1}"]
    filters = ["-o", "filterwarnings=" + "\n".join(FILTERS)]
    environment = {**os.environ, "TEST_DATABASE_URL": "sqlite://:memory:"}
    return run([python, "-m", "pytest", *marks, *filters, *sys.argv[1:]], cwd=ROOT, env=environment) == 0


if __name__ == "__main__":
    sys.exit(answer_for(next_django))
