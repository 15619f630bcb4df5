"""`make torture`: faults of every kind for minutes, on SQLite and, where one answers, on PostgreSQL.

The suite has each fault happen once (tests/torture/); here they go on happening, several at once. Afterwards
four writers do many sequences of acts at the same articles, without any fault from outside.
"""

import argparse
import os
import secrets
import sys
import tempfile

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, do, run
from tools.test import NO_POSTGRESQL, candidates, postgresql

FAULTS = "tests/torture/test_torture.py"
FOUR_WRITERS = "tests/models/test_four_writers.py"


def torture():
    asked = arguments()
    prepare("dev")
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"])
    server = postgresql()
    given = {"TORTURE_MINUTES": str(asked.minutes), "TORTURE_SEED": asked.seed}
    writers = [FOUR_WRITERS, f"--sequences={asked.sequences}"]
    with tempfile.TemporaryDirectory() as folder:
        of_writers = [f"sqlite:///{folder}/writers.sqlite3", server]
        runs = [(name, [FAULTS]) for name in ("sqlite://:memory:", server)]
        runs += [(name, writers) for name in of_writers]
        failed = [name for name, test in runs if name and pytest(name, given, test)]
    if not server:
        print("!!! LEFT OUT: " + NO_POSTGRESQL.format(servers=" or ".join(candidates())))
    if failed:
        raise Problem(f"Something was lost, leaked or miscounted with the seed {asked.seed}: see above.")


def arguments():
    parser = argparse.ArgumentParser(prog="make torture")
    parser.add_argument("--minutes", type=float, default=5, help="on each database")
    parser.add_argument("--seed", default=secrets.token_hex(2), help="for the same faults in the same order")
    parser.add_argument(
        "--sequences", type=int, default=100, help="of acts by four writers, on each database"
    )
    return parser.parse_args()


def pytest(database, given, test):
    print(
        f"\n=== {test[0]} on {database.partition(':')[0]}, {given['TORTURE_MINUTES']} minutes, "
        f"seed {given['TORTURE_SEED']} ===",
        flush=True,
    )
    return run(
        [PYTHON, "-m", "pytest", *test], cwd=ROOT, env=os.environ | given | {"TEST_DATABASE_URL": database}
    )


if __name__ == "__main__":
    sys.exit(answer_for(torture))
