"""An edition changes through news/editing.py and nowhere else: neither by another call nor past it."""

import ast
import inspect
import sys
from pathlib import Path

import pytest

import news
from news import editing
from news.importing.import_edition import import_edition
from news.importing.old_page import read_page
from news.models import Edition
from news.models.edition_workflow import Workflow
from tests.helpers.desk_forms import ADD, desk_of, do, form_of, sent_from

ROOT = Path(news.__file__).parent
OLD_PAGE = Path(__file__).parents[1] / "data" / "old_page_en.html"
STEPS = {
    name
    for name, function in vars(Workflow).items()
    if inspect.isfunction(function) and hasattr(editing, name) and not name.startswith("_")
}
NO_STEPS = {
    "lock",
    "lock_article",
    "record",
    "needs_another_than",
    "needs_another_to_approve_than",
    "scheduled_after",
}  # they change no edition
OF_SETS_TOO = {"remove", "discard"}
EDITIONS = {
    "edition",
    "draft",
    "obj",
    "latest",
    "form.instance",
    "link.edition",
    "self.edition",
    "self.instance",
}
MAKING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update"}


def calls():
    """(file, receiver, method) of every call of a method outside the models and the door."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name == "editing.py" or name.startswith(("models/", "migrations/")):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield name, ast.unparse(node.func.value), node.func.attr


def test_every_step_of_the_model_has_its_door():
    public = {name for name in vars(Workflow) if not name.startswith("_")}
    assert public - NO_STEPS == STEPS


@pytest.mark.once
def test_no_step_is_taken_outside_the_door():
    steps = (STEPS | {"keep_findings"}) - OF_SETS_TOO
    plain = [call for call in calls() if call[2] in steps and call[1] not in ("editing", "self")]
    of_editions = [call for call in calls() if call[2] in OF_SETS_TOO and call[1] in EDITIONS]
    assert plain + of_editions == []


def test_no_edition_is_saved_or_made_outside_the_door():
    saved = [call for call in calls() if call[2] == "save" and call[1] in EDITIONS]
    made = [call for call in calls() if call[2] in MAKING and call[1].startswith("Edition.objects")]
    assert saved + made == []


@pytest.fixture
def watched(monkeypatch):
    """The names of what is done to editions; each must have come through the door."""
    done = []

    def watch(name):
        original = getattr(Edition, name)

        def through_the_door(*args, **kwargs):
            frame, files = sys._getframe(), set()
            while frame:
                files.add(frame.f_code.co_filename)
                frame = frame.f_back
            assert editing.__file__ in files, f"{name}() was called past the door"
            done.append(name)
            return original(*args, **kwargs)

        monkeypatch.setattr(Edition, name, through_the_door)

    for name in ("save", *STEPS):
        watch(name)
    return done


@pytest.mark.once
def test_desk_goes_through_the_door(watched, make_edition, writer, editor):
    desk = desk_of(writer)
    desk.post(ADD, sent_from(desk.get(ADD), title_en="A new text"))
    edition = make_edition(author=writer)
    desk.post(form_of(edition), sent_from(desk.get(form_of(edition)), title_en="Another"))
    do(desk, edition, "submit")
    do(desk_of(editor), edition, "publish")
    assert set(watched) == {"save", "submit", "publish"}


def test_import_goes_through_the_door(watched, db):
    import_edition(read_page(OLD_PAGE.read_bytes(), OLD_PAGE.name))
    assert set(watched) == {"save", "publish"}
