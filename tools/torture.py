"""`make torture`: faults of every kind for minutes, on SQLite and, where one answers, on PostgreSQL.

The suite has each fault happen once (tests/torture/); here they go on happening, several at once.
"""

import argparse
import os
import secrets
import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, do, run
from tools.test import NO_POSTGRESQL, candidates, postgresql

TEST = "tests/torture/test_torture.py"


def torture():
    asked = arguments()
    prepare("dev")
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"])
    server = postgresql()
    given = {"TORTURE_MINUTES": str(asked.minutes), "TORTURE_SEED": asked.seed}
    failed = [name for name in ("sqlite://:memory:", server) if name and pytest(name, given)]
    if not server:
        print("!!! LEFT OUT: " + NO_POSTGRESQL.format(servers=" or ".join(candidates())))
    if failed:
        raise Problem(f"Something was lost, leaked or miscounted with the seed {asked.seed}: see above.")


def arguments():
    parser = argparse.ArgumentParser(prog="make torture")
    parser.add_argument("--minutes", type=float, default=5, help="on each database")
    parser.add_argument("--seed", default=secrets.token_hex(2), help="for the same faults in the same order")
    return parser.parse_args()


def pytest(database, given):
    print(
        f"\n=== {given['TORTURE_MINUTES']} minutes on {database.partition(':')[0]}, "
        f"seed {given['TORTURE_SEED']} ===",
        flush=True,
    )
    return run(
        [PYTHON, "-m", "pytest", TEST], cwd=ROOT, env=os.environ | given | {"TEST_DATABASE_URL": database}
    )


if __name__ == "__main__":
    sys.exit(answer_for(torture))
