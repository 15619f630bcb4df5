"""What tests need beside Python: missing on a developer's machine they are skipped, in CI they fail."""

import os

import pytest


def leave_out(reason):
    """End the test: skipped on a developer's machine, failed under CI=true."""
    end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    end(reason)


def lack(what, package):
    """Leave the test out for a missing part, with the command that installs it."""
    leave_out(f"There is no {what}. On Debian or Ubuntu: apt install {package}")
