"""`make messages`: updates the translation catalogues from code and templates."""

import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import answer_for, run


def messages():
    prepare("site")
    return run([PYTHON, "-m", "tools.catalogues", "update", *sys.argv[1:]], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(answer_for(messages))
