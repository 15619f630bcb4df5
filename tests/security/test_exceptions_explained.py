"""No rule of the static analysis about security is set aside without saying why."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once
SET_ASIDE = re.compile(r"# noqa: S\d+(.*)")


def test_each_exception_in_the_code_has_its_reason():
    unexplained = [
        f"{file.relative_to(ROOT)}:{number}"
        for folder in ("news", "ombudsman_site", "tools", "tests")
        for file in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if (found := SET_ASIDE.search(line)) and not re.search(r" [-—] \w", found[1])
    ]
    assert unexplained == []


def test_each_exception_for_a_folder_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    assert "S" in tomllib.loads(text)["tool"]["ruff"]["lint"]["select"]
    ignored = text.partition("per-file-ignores]")[2].partition("\n[")[0]
    for line in filter(None, map(str.strip, ignored.splitlines())):
        assert re.search(r"\] # \w", line), line
