"""What may stand in an address; anything else is simply not there (404)."""


class Number:
    """An article's public number: no article can have one of ten digits or more."""

    regex = r"[0-9]{1,9}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


class Year:
    regex = r"[12][0-9]{3}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


class Month:
    regex = r"0?[1-9]|1[0-2]"
    to_python = staticmethod(int)
    to_url = staticmethod("{:02d}".format)
