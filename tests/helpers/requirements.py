"""What tests need besides Python: without it they are skipped on a developer's machine and fail in CI."""

import os

import pytest

from tests.helpers import declared_faults


def leave_out(reason):
    """End the test: skipped on a developer's machine, failed under CI=true."""
    declared_faults.note({declared_faults.LEFT_OUT})
    end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    end(reason)


def lack(what, package):
    """Leave the test out for a missing part, with the command that installs it."""
    leave_out(f"There is no {what}. On Debian or Ubuntu: apt install {package}")
