"""Reads the demo's data files as plain dictionaries, without the database."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_folder(name):
    """Every file of a folder, in the order of the file names."""
    return [read(path.relative_to(FOLDER)) for path in sorted((FOLDER / name).glob("*.toml"))]


def articles():
    return read_folder("articles")


def pages():
    return read_folder("pages")


def release_templates():
    return read_folder("release_templates")
