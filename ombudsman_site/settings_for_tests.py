"""The site's settings with what the environment has to bring; a test that starts a server brings its own."""

import os

for name, value in {"SECRET_KEY": "only-for-tests-" * 4, "SITE_URL": "http://127.0.0.1:8000"}.items():
    os.environ.setdefault(name, value)

from ombudsman_site.settings import *  # noqa: E402, F403

SECOND_FACTOR = False  # but in the tests of the sign-in
RENDITIONS_IN_BACKGROUND = False  # the process would not see the test's database
