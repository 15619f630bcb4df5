"""No rule of the style sheets is without use, and no class of a template without a rule or a reader."""

import re
from functools import cache
from pathlib import Path

import django_prose_editor
import pytest
from django.contrib import admin

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
PUBLIC, DESK = [tuple(sorted(ROOT.glob(f"static/{folder}/*.css"))) for folder in ("css", "admin_desk")]
SCRIPTS = sorted([*ROOT.glob("static/js/*.js"), *ROOT.glob("static/admin_desk/*.js")])
TEMPLATES = sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("news/templates/**/*.html")])
PYTHON = sorted(ROOT.glob("news/**/*.py"))
NAME = r"[A-Za-z_][\w-]*"
VALUE, TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL), re.compile(r"\{%.*?%\}", re.DOTALL)
# Made by the editor and the admin's own scripts.
FOREIGN = re.compile(r"ProseMirror|select2-|selectedCell$")


def texts(paths):
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def ruled(sheets=PUBLIC + DESK):
    """The classes that our sheets have rules for."""
    plain = re.sub(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", "", texts(sheets), flags=re.DOTALL)
    selectors = re.findall(r"[^{}]+(?=\{)", plain)
    return {name for selector in selectors for name in re.findall(rf"\.({NAME})", selector)}


@cache
def in_templates():
    """(classes, beginnings of classes that end in a value) of our templates."""
    text = texts(TEMPLATES)
    values = re.findall(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"', text, re.DOTALL)
    values += re.findall(rf'\{{% with [^%]*name="({NAME})"', text)
    values += re.findall(r"\{% block bodyclass %\}(.*?)\{% endblock", text, re.DOTALL)
    words = {word for value in values for word in TAG.sub(" ", VALUE.sub("\0 ", value)).split()}
    return {word for word in words if "\0" not in word}, {word.rstrip("\0") for word in words if "\0" in word}


@cache
def elsewhere():
    """(words, beginnings) of scripts and of the lines of Python that give a class."""
    lines = [line for line in texts(PYTHON).splitlines() if "class" in line or 'f"' in line]
    text = texts(SCRIPTS) + "\n".join(lines)
    strings = re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", text)
    strings += re.findall(r'class="([^"{]+)"', text)
    words = {word for string in strings for word in re.findall(NAME, string)}
    return words, set(re.findall(rf"({NAME}[-_])\$?\{{", text))


@cache
def of_the_admin():
    """Every word that the admin's and the editor's own files know."""
    folders = [Path(admin.__file__).parent, Path(django_prose_editor.__file__).parent]
    files = [
        file for folder in folders for kind in ("css", "js", "html") for file in folder.rglob(f"*.{kind}")
    ]
    return set(re.findall(NAME, texts(files)))


def columns():
    """field-…, as the admin calls the columns of its lists."""
    lists = re.findall(r"list_display = \(([^)]*)\)", texts(PYTHON))
    return {f"field-{name}" for names in lists for name in re.findall(rf'"({NAME})"', names)}


def is_used(name):
    (classes, beginnings), (words, others) = in_templates(), elsewhere()
    if name.startswith("field-"):
        return name in columns()
    families = tuple(filter(None, beginnings | others))
    return name in classes | words or name.startswith(families)


def test_every_rule_of_the_public_pages_has_a_class_that_is_used():
    assert [name for name in sorted(ruled(PUBLIC)) if not is_used(name)] == []


def test_every_rule_of_the_desk_has_a_class_that_is_used():
    ours = [name for name in sorted(ruled(DESK)) if not FOREIGN.match(name) and name not in of_the_admin()]
    assert [name for name in ours if not is_used(name)] == []


def test_every_class_of_a_template_has_a_rule_or_a_script():
    known = ruled() | elsewhere()[0] | of_the_admin()
    assert [name for name in sorted(in_templates()[0]) if name not in known] == []


def test_every_family_of_classes_has_a_rule():
    beginnings = {beginning for beginning in in_templates()[1] if re.fullmatch(NAME, beginning)} - {
        "field-",
        "column-",
    }
    assert [one for one in sorted(beginnings) if not any(name.startswith(one) for name in ruled())] == []
