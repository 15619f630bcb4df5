"""An act whose n-th call fails, for every n, is done as a whole or not at all, and never said to be done when
it is not.
"""

from tests.helpers.nth_failure import differences, fail_at_each_call, state_of_site

NEW_FILE = "a file is new"
WORN = ("news_desksession", "news_savedreads")  # they change with requests, whatever becomes of the act
MERGED = tuple(
    f"news_searchwords{part}" for part in ("", "_config", "_data", "_docsize", "_idx")
)  # by SQLite


class Refused(Exception):
    """The desk's answer to somebody whose act was not done."""


def whole_or_untouched(begin, act, when_told=lambda subject: None, may_stay=frozenset(), **calls):
    """begin() returns something to act on; when_told(it) asserts what else must hold where the act is said to
    be done; may_stay names what an act that was not done may leave behind.

    Whole is what has changed the same tables and kinds of files as the act that met no failure. Returns how
    often it ended whole, and how often untouched.
    """
    ends = {True: 0, False: 0}
    subject = before = None

    def begin_anew():
        nonlocal subject, before
        subject = begin()
        before = state_of_site(WORN + MERGED)

    def changed():
        return {kind_of(line) for line in differences(before, state_of_site(WORN + MERGED))} - may_stay

    begin_anew()
    act(subject)
    whole = changed()
    assert whole
    begin_anew()

    def check(fault):
        found = changed()
        ends[bool(found)] += 1
        if found:
            assert found == whole, f"{fault}, answered by {fault.raised!r}: {found ^ whole}"
            if not fault.raised:
                when_told(subject)
            begin_anew()
        else:
            assert fault.raised, f"{fault}: said to be done, and nothing has changed"

    fail_at_each_call(lambda: act(subject), check, **calls)
    assert changed() == whole
    return ends[True], ends[False]


def kind_of(difference):
    """Files have a name of their own each time."""
    return NEW_FILE if difference.startswith("media/") and difference.endswith(" is new") else difference


def must_be_done(response):
    """The desk leads on after an act that was done; every other answer tells that it was not."""
    if response.status_code != 302 or "/login/" in response["Location"]:
        raise Refused(response.status_code)
