"""A summary of what the browser tests found, for the accessibility statement."""

import json
from datetime import UTC, datetime
from pathlib import Path


class Results:
    """Sums up what the tests checked and found, in the process to which all workers report."""

    def __init__(self, file):
        self.file, self.checks = Path(file), {}

    def pytest_runtest_logreport(self, report):
        for name, found in report.user_properties if report.when == "call" else ():
            total = self.checks.setdefault(name, {"tests": 0, "views": 0, "findings": 0})
            total["tests"] += 1
            total["views"] += found["views"]
            total["findings"] += found["findings"]
            if found["version"]:
                total["version"] = found["version"]

    def pytest_sessionfinish(self):
        if self.checks:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self.file.write_text(json.dumps({"ran_at": now, "checks": self.checks}, indent=1) + "\n")
