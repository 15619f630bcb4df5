"""Every rule; importing a module registers its rules, in the order in which a form is filled in."""

from . import completeness, structure, pictures, links, foreign, style, both_languages, names  # noqa: F401, I001
