"""`make test`: the whole suite on SQLite and, where one answers, on PostgreSQL.

Under CI=true nothing may be left out: PostgreSQL and Chromium must be there. A whole run, on both, must also
have brought about every fault that the site declares to survive (tests/helpers/declared_faults.py).
"""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.helpers import declared_faults
from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, call, do, run

# The superuser over the network, as in most container images, or the user over the local socket.
LOCAL_SERVERS = ["postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres"]
# The build without windows needs two thirds of the CPU time of the full one.
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
PROBE = """
import sys, environ, psycopg2
at = environ.Env.db_url_config(sys.argv[1])
names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
given = {names[key]: value for key, value in at.items() if key in names and value}
connection = psycopg2.connect(connect_timeout=3, **given)
cursor = connection.cursor()
cursor.execute("select rolsuper or rolcreatedb from pg_roles where rolname = current_user")
sys.exit(not cursor.fetchone()[0] and "the user may not create databases")
"""
OUTCOMES = {0: "passed", 5: "nothing to run"}  # by the exit code of pytest
REACHED = "reached-faults"
PREPARED_SITES = "PREPARED_SITES"  # the variable that names the folder of tests/helpers/prepared_sites.py
NO_POSTGRESQL = "no PostgreSQL answers at {servers}. On Debian or Ubuntu: apt install postgresql"
NO_BROWSER = "there is no Chromium for the browser tests. On Debian or Ubuntu: apt install chromium"


def test():
    prepare("dev")
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"])
    server, browser = postgresql(), chromium()
    left_out = missing(server, browser)
    if left_out and os.environ.get("CI") == "true":
        raise Problem("Under CI nothing may be left out: " + "; ".join(left_out))
    show(left_out)
    with tempfile.TemporaryDirectory(prefix="runs-of-the-suite-") as folder:
        shared = Path(folder)
        codes = {"SQLite": pytest("sqlite://:memory:", "" if browser else "not browser", shared)}
        if server:
            # Tests that do not depend on the database run once, on SQLite.
            codes["PostgreSQL"] = pytest(server, "not browser and not once", shared)
        is_whole = server and browser and not sys.argv[1:]
        unreached = declared_faults.unreached(shared / REACHED) if is_whole else []
    print()
    for name in unreached:
        print(f"A declared fault that no test has brought about: {name}")
    for name, code in codes.items():
        print(f"{name}: {OUTCOMES.get(code, 'FAILED')}")
    show(left_out)
    passed = 0 in codes.values() and OUTCOMES.keys() >= set(codes.values())
    return 0 if passed and not unreached else 1


def postgresql():
    """The URL of this checkout's own database on a server that lets us create databases, or None."""
    for server in candidates():
        try:
            call([PYTHON, "-c", PROBE, server], "no answer")
        except Problem:
            continue
        checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        return f"{server.rpartition('/')[0]}/ombudsman_{checkout}"
    return None


def candidates():
    named = os.environ.get("TEST_DATABASE_URL")
    return [named] if named else LOCAL_SERVERS


def chromium():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def missing(server, browser):
    return [
        *([] if server else [NO_POSTGRESQL.format(servers=" or ".join(candidates()))]),
        *([] if browser else [NO_BROWSER]),
    ]


def show(left_out):
    for text in left_out:
        print(f"!!! LEFT OUT: {text}", flush=True)


def pytest(database, marks, shared):
    """shared: the folder of what the runs, on one database and on the other, have in common.

    In it are the file in which tests, and the servers they start, note the faults they brought about, and the
    sites that tests begin with, which lie on SQLite in each run.
    """
    print(f"\n=== The suite on {database.partition(':')[0]} ===", flush=True)
    command = [
        PYTHON,
        "-m",
        "pytest",
        f"--numprocesses={processes(sys.argv[1:])}",
        "--dist=worksteal",  # neighbours stay together, and so does what is made once for a module
        "-m",
        marks,
        *sys.argv[1:],
    ]
    given = {
        "TEST_DATABASE_URL": database,
        declared_faults.FILE: str(shared / REACHED),
        PREPARED_SITES: str(shared),
    }
    return run(command, cwd=ROOT, env=os.environ | given)


def processes(arguments):
    """One more than there are processors, since tests wait for browsers and servers.

    For a few tests a process of their own (0) takes less time than to start several.
    """
    if any(argument.startswith("-k") or ".py" in argument for argument in arguments):
        return 0
    return (os.cpu_count() or 1) + 1


if __name__ == "__main__":
    sys.exit(answer_for(test))
