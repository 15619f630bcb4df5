"""A desk that takes pictures, and the folder where they go."""

import os
from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def own_pace(monkeypatch):
    """What steps back for readers while it works would make the rest of the suite step back too."""
    monkeypatch.setattr(os, "nice", lambda _by: 0)


@pytest.fixture
def stored(settings):
    """stored() lists every file below the folder of uploads."""
    root = Path(settings.MEDIA_ROOT)
    return lambda: sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def desk(writer):
    client = Client()
    client.force_login(writer)
    return client
