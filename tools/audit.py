"""`make audit`: no locked version is withdrawn by its makers or known to be vulnerable.

Only the package index from which packages are installed is asked: which versions are yanked (PEP 592), and
which vulnerabilities its JSON interface knows. Most mirrors have no such interface; then
requirements/advisories.json is read: the advisories known on the day that it names.
"""

import json
import os
import re
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tools.environment import PYTHON, ROOT, VENV, prepare
from tools.steps import Problem, answer_for, call, run

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = ROOT / "requirements" / "advisories.json"
LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
YANKED = re.compile(r"warning: (.*is yanked.*)")
# Prints the index that pip uses unless it is told another.
USUAL_INDEX = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"


def audit():
    prepare("dev")
    return run([PYTHON, "-m", "tools.audit", "--prepared"], cwd=ROOT)


def audit_prepared():
    """Runs in the project's environment, which has the library that compares versions."""
    versions = locked_versions()
    wrong = [*withdrawn_versions(), *vulnerable_versions(versions)]
    if wrong:
        raise Problem("\n".join([*wrong, "Lock other versions (make lock), or see why this one must stay."]))
    print(f"{len(versions)} locked versions: none is withdrawn, none is known to be vulnerable.")


def locked_versions():
    """{(name, version)} of all lock files."""
    return {match.groups() for lock in LOCKS for match in LOCKED.finditer(lock.read_text())}


def withdrawn_versions():
    """Lines by uv about withdrawn versions: it resolves the locks as it would install them."""
    plan = [VENV / "bin" / "uv", "pip", "install", "--dry-run", "--no-deps", "--require-hashes"]
    plan.append("--python-version=3.12")  # which every lock is for: that of the next Django begins there
    with tempfile.TemporaryDirectory() as nowhere:
        for lock in LOCKS:
            told = call([*plan, f"--target={nowhere}", "-r", lock], "The package index could not be asked")
            yield from YANKED.findall(told)


def vulnerable_versions(versions):
    found = vulnerabilities_from_index(versions)
    if found is None:
        pinned = json.loads(PINNED.read_text())
        print(
            f"The package index tells of no vulnerabilities; those known on {pinned['as_of']} are compared."
        )
        found = pinned_vulnerabilities(versions, pinned["advisories"])
    for name, version, ids in sorted(found):
        yield f"{name} {version} is vulnerable: {', '.join(ids)}"


def pinned_vulnerabilities(versions, advisories):
    from packaging.specifiers import SpecifierSet

    return [
        (name, version, advisory["ids"])
        for name, version in versions
        for advisory in advisories
        if advisory["package"] == name
        and SpecifierSet(advisory["affected"]).contains(version, prereleases=True)
    ]


def vulnerabilities_from_index(versions):
    """[(name, version, ids)]; None where the index has no such interface."""
    index = address_of_index()
    if not index.startswith("https://"):
        return None
    with ThreadPoolExecutor(8) as several:
        answers = list(several.map(partial(advisories_of, index), *zip(*sorted(versions), strict=True)))
    if None in answers:
        return None
    return [(*version, ids) for version, ids in zip(sorted(versions), answers, strict=True) if ids]


def address_of_index():
    given = os.environ.get("PIP_INDEX_URL") or os.environ.get("UV_DEFAULT_INDEX")
    return given or call([PYTHON, "-c", USUAL_INDEX], "pip does not say where it looks").strip()


def advisories_of(index, name, version):
    address = f"{index.rstrip('/').removesuffix('/simple')}/pypi/{name}/{version}/json"
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            known = json.load(answer)["vulnerabilities"]
    except (OSError, ValueError, KeyError):
        return None
    return [advisory["id"] for advisory in known if not advisory.get("withdrawn")]


if __name__ == "__main__":
    sys.exit(answer_for(audit_prepared if "--prepared" in sys.argv else audit))
