"""What tests need beside Python: missing on a developer's machine they are skipped, in CI they fail."""

import os

import pytest


def lack(what, package):
    """End the test: skipped with the command that installs the part, failed under CI=true."""
    end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    end(f"There is no {what}. On Debian or Ubuntu: apt install {package}")
