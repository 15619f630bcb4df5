"""What several tests begin with, made once for all processes of a run; each test works on a copy."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.helpers.real_server import ROOT
from tools.test import PREPARED_SITES

DATABASE = "site.sqlite3"


class PreparedSites:
    """Folders with the data of a site on SQLite: "empty", "demo", "static" (files), "illustrated".

    And "backups", of a small site: see tests.helpers.backups.
    """

    def __init__(self, tmp_path_factory):
        own = tmp_path_factory.getbasetemp()
        own = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
        self.shared = Path(os.environ.get(PREPARED_SITES, own))

    def copy(self, name, folder):
        return shutil.copytree(self._made(name), folder, dirs_exist_ok=True)

    def _made(self, name):
        folder, finished = self.shared / f"site-{name}", self.shared / f"site-{name}.finished"
        with (self.shared / f"site-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not finished.exists():
                getattr(self, f"_make_{name}")(folder)
                finished.touch()
        return folder

    def _make_empty(self, folder):
        folder.mkdir()
        manage(folder, "migrate", "--no-input")

    def _make_demo(self, folder):
        self.copy("empty", folder)
        manage(folder, "load_demo")

    def _make_static(self, folder):
        folder.mkdir()
        manage(folder, "collectstatic", "--no-input")

    def _make_illustrated(self, folder):
        """The demo with every size of its pictures, and static files."""
        self.copy("demo", folder)
        self.copy("static", folder)
        manage(folder, "make_renditions")

    def _make_backups(self, folder):
        site = self.copy("empty", folder / "site")
        (folder / "encrypted").mkdir()
        make = (
            "from pathlib import Path; from tests.helpers.backups import back_up_a_small_site;"
            f"back_up_a_small_site(Path({str(folder)!r}))"
        )
        manage(site, "shell", "--no-imports", "-c", make)


def manage(folder, *command):
    """Run a command on the site whose data is in that folder."""
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment_of(folder),
        check=True,
        capture_output=True,
    )


def environment_of(folder):
    return {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "DEMO": "1",
        "WORK_IN_BACKGROUND": "0",
        "SECRET_KEY": "only-for-prepared-sites-" + "x" * 40,
        "ENCRYPTION_KEYS": ",".join(settings.ENCRYPTION_KEYS),
        "AUDIT_KEYS": ",".join(settings.AUDIT_KEYS),
    }
