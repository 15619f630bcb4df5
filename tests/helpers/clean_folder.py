"""The suite leaves nothing behind in the project's folder, or fails and names it."""

import pytest

CACHES = {"__pycache__", ".pytest_cache", ".ruff_cache"}


class CleanFolder:
    """Compares the contents of the folder and of its var/ before the first test and after the last."""

    def __init__(self, root):
        self.root = root
        self.before = self.names()

    def names(self):
        paths = {*self.root.iterdir(), *(self.root / "var").glob("*")}
        return {str(path.relative_to(self.root)) for path in paths if path.name not in CACHES}

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        self.left = sorted(self.names() - self.before)
        if self.left:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.left:
            terminalreporter.section("left behind in the project's folder", red=True)
            terminalreporter.line("\n".join(self.left))
