"""Finished pages: made once per change of the public content, and served before Django is entered."""

from .wsgi import FinishedPages

__all__ = ["FinishedPages"]
