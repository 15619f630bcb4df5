"""The places of a text that are still to be filled in, as templates mark them: ((name)).

No sentence has two round brackets before and two after the same words, and every keyboard has them. Square
ones would be mistaken for omissions and remarks in quotations: […], [red.].
"""

import re

# The words between may have brackets of their own: ((name (in full))).
PLACE = re.compile(r"\(\((?:[^()]|\([^()]*\)){1,100}\)\)")


def places_in(words):
    """Each of them once, as it stands there."""
    return list(dict.fromkeys(PLACE.findall(words)))
