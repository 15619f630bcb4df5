"""`make shell` and `make manage`: a management command, on the data of the site that `make run` serves."""

import os
import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.site_environment import site_environment
from tools.steps import answer_for


def manage():
    environment = site_environment(os.environ)
    prepare("site")
    os.execve(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *sys.argv[1:]], environment)


if __name__ == "__main__":
    sys.exit(answer_for(manage))
