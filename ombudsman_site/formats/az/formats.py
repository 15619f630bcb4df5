"""Dates at the desk in Azerbaijani: the one way of writing them, the same in both languages."""

from ombudsman_site.formats import *  # noqa: F403
