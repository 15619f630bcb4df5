"""The site's settings for all tests, independent of a developer's shell and of what is in var/.

TEST_DATABASE_URL names the database to test on; the default is SQLite in memory.
"""

import os
import re
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

SETTINGS = Path(__file__).with_name("settings.py").read_text()
FOLDER = tempfile.TemporaryDirectory(prefix="ombudsman-tests-")  # removed when the process ends
(Path(FOLDER.name) / "static").mkdir()

for name in re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', SETTINGS):
    os.environ.pop(name, None)
os.environ |= {
    "SECRET_KEY": "only-for-tests-" * 4,
    "ENCRYPTION_KEYS": urlsafe_b64encode(b"only-for-tests".ljust(32)).decode(),
    "AUDIT_KEYS": urlsafe_b64encode(b"only-for-the-log-of-tests".ljust(32)).decode(),
    "DATA_DIR": FOLDER.name,
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or "sqlite://:memory:",
}

from ombudsman_site.settings import *  # noqa: E402, F403
from ombudsman_site.settings import DATABASES, LOGGING, STORAGES  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SENDS_LETTERS = True  # into the outbox of the test
SECOND_FACTOR = False  # except in the tests of the sign-in
WORK_IN_BACKGROUND = False  # the process would not see the test's database
LOGGING["handlers"]["faults"] = {"class": "tests.helpers.declared_faults.Recorder"}
LOGGING["root"]["handlers"].append("faults")
