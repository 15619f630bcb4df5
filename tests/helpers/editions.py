"""Editions as tests need them beside those of the fixtures."""

from news import editing


def correction_of(edition):
    """A minor correction in preparation, which needs no note of what changed."""
    draft = editing.new_edition(edition, None)
    draft.is_minor = True
    editing.save_draft(draft)
    return draft
