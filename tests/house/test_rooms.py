"""What the order of the rooms in pyproject.toml, which `make lint` checks, cannot say."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
MODELS = re.compile(
    r"^\s*(?:from|import) (?:django\.(?:db|contrib)|django import (?:db|contrib))\b", re.MULTILINE
)


def test_texts_know_no_models():
    files = (ROOT / "news" / "text").rglob("*.py")
    assert not [file.name for file in files if MODELS.search(file.read_text(encoding="utf-8"))]
