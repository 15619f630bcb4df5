"""`make corpus`: further articles to measure with, on the site that `make run` serves."""

import os
import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.site_environment import site_environment
from tools.steps import answer_for, run


def corpus():
    environment = site_environment(os.environ)
    prepare("site")
    return run([PYTHON, "-m", "tests.benchmarks.make_corpus", *sys.argv[1:]], cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(answer_for(corpus))
