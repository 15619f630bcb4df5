"""People of the three roles, at the desk."""

import pytest

from tests.helpers.desk_forms import desk_of


@pytest.fixture
def writes(writer):
    return desk_of(writer)


@pytest.fixture
def edits(editor):
    return desk_of(editor)


@pytest.fixture
def administers(administrator):
    return desk_of(administrator)
