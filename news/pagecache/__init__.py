"""Finished pages: made once per change of the public content, and served before Django is entered."""

from .kept_page_check import kept_page_check
from .wsgi import FinishedPages

__all__ = ["FinishedPages", "kept_page_check"]
