"""`make manual`: takes the pictures of the desk's manual again, from a site with the demo."""

import os
import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, do, run
from tools.test import NO_BROWSER, chromium

PICTURES = ROOT / "static" / "admin_desk" / "manual"


def manual():
    prepare("dev")
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"])
    if chromium() is None:
        raise Problem(NO_BROWSER)
    command = [PYTHON, "-m", "pytest", "-q", "tests/browser/test_manual.py", f"--manual-pictures={PICTURES}"]
    return run(command, cwd=ROOT, env=os.environ)


if __name__ == "__main__":
    sys.exit(answer_for(manual))
