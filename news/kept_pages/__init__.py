"""Finished pages on the disk of this machine: what nginx shows of the site while the application is gone."""

from .kept_pages import KeptPages, kept_pages

__all__ = ["KeptPages", "kept_pages"]
