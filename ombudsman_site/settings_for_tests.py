"""The site's settings, whatever the person who runs the tests has in the environment."""

import os

os.environ |= {
    "SECRET_KEY": "only-for-tests-" * 4,
    "DEBUG": "0",
    "DEMO": "0",
    "SITE_URL": "http://127.0.0.1:8000",
}

from ombudsman_site.settings import *  # noqa: F403
