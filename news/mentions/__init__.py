"""Which people and organizations a text names.

    known_entities()                       what the site knows, from its people and organizations
    find_mentions(text, language, known)   [(entity, start, end)] in the order of the text
    find_candidates(text, language, Matcher(known))   capitalised names that nobody has entered yet

The matcher suggests; the editor decides.
"""

from .candidates import Candidate, find_candidates
from .entities import Entity, known_entities
from .matching import Matcher, find_mentions

__all__ = ["Candidate", "Entity", "Matcher", "find_candidates", "find_mentions", "known_entities"]
