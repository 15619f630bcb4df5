"""A place to fill in is found in whatever text it was left, and no ordinary bracket is taken for one."""

import pytest

from news.text.places import places_in

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Ombudsman ((haraya)) baş çəkib", ["((haraya))"]),
        ("((ad)) və ((vəzifə)), sonra yenə ((ad))", ["((ad))", "((vəzifə))"]),
        ("((date (in full)))", ["((date (in full)))"]),
        ("The guest (((office)))", ["(((office)))"]),
        ("(( ))", ["(( ))"]),
        ("((name))((surname))", ["((name))", "((surname))"]),
    ],
)
def test_each_place_is_found_once(words, places):
    assert places_in(words) == places


@pytest.mark.parametrize(
    "words",
    [
        "“Bu […] qəbuledilməzdir” [red.]",
        "Ombudsman (Müvəkkil) və Aparat (bax: 3-cü maddə (2-ci hissə))",
        "((a) və (b) bəndləri)",
        "((1) birinci, (2) ikinci)",
        "{{ name }} [name] <name> (name) __name__",
        "Unfinished ((name) and (name))",
        "()(()) ())(( (",
        "",
    ],
)
def test_other_brackets_are_no_places(words):
    assert places_in(words) == []


def test_brackets_without_an_end_cost_no_time():
    assert places_in("((" * 50_000) == places_in("(((a" * 50_000) == []
