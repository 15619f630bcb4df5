"""`make compare` tells a page that changed from one that did not."""

from datetime import UTC, datetime
from email.message import Message

import pytest

from tools.page_text import Masks, addresses_in, lines_of, markup_lines

pytestmark = pytest.mark.once
MASKS = Masks("http://127.0.0.1:8000", datetime(2026, 1, 1, tzinfo=UTC))


def lines(body, kind="text/html; charset=utf-8", masks=MASKS, **headers):
    answer = Message()
    answer["Content-Type"] = kind
    for name, value in headers.items():
        answer[name] = value
    return lines_of(200, answer, body, masks)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One\n  two</p>\n\n<p></p>", "<p> One two </p><p></p>"),
        ('<a class="b" href="/">x</a>', '<a  href="/"\n class=" b ">x</a>'),
        ("<p>It&#39;s</p>", "<p>It's</p>"),
        (
            '<link href="/static/css/site.0123456789ab.css">',
            '<link href="/static/css/site.ba9876543210.css">',
        ),
        ("<span data-reads>Read once</span>", "<span data-reads>Read twice</span>"),
        ("<time>2026-02-01T10:00:00+04:00</time>", "<time>2026-02-01T10:00:01.5Z</time>"),
    ],
    ids=["white space", "attributes", "entity", "static file", "reads", "moment of the loading"],
)
def test_pages_that_say_the_same_are_equal(one, other):
    assert lines(one) == lines(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One two</p>", "<p>One  three</p>"),
        ("<p>One</p>", "<div>One</div>"),
        ('<a href="/az/">x</a>', '<a href="/en/">x</a>'),
        ("<p>Onetwo</p>", "<p>One two</p>"),
        ("<time>2022-02-01T10:00:00+04:00</time>", "<time>2022-02-02T10:00:00+04:00</time>"),
    ],
    ids=["text", "element", "attribute", "space in a word", "date of an article"],
)
def test_pages_that_differ_are_told_apart(one, other):
    assert lines(one) != lines(other)


def test_headers_count_and_the_order_of_vary_does_not():
    assert lines("", Vary="Cookie, Accept-Encoding") == lines("", Vary="Accept-Encoding, Cookie")
    assert lines("", **{"Cache-Control": "private"}) != lines("", **{"Cache-Control": "public"})


def test_each_server_is_masked_by_its_own_address():
    other = Masks("http://127.0.0.1:9000", MASKS.start)
    assert lines("http://127.0.0.1:8000/az/") == lines("http://127.0.0.1:9000/az/", masks=other)


def test_space_beside_inline_elements_counts_when_it_is_asked_for():
    with_space, without = "<p>See <a>this</a></p>", "<p>See<a>this</a></p>"
    assert markup_lines(with_space) == markup_lines(without)
    assert markup_lines(with_space, inline_space=True) != markup_lines(without, inline_space=True)
    assert markup_lines(" <p> x </p> ", inline_space=True) == markup_lines("<p>x</p>", inline_space=True)


def test_links_locations_and_choices_of_a_list_are_followed():
    page = """
        <a href="next/#part">a</a> <a href="https://example.org/">b</a> <loc>http://127.0.0.1:8000/en/</loc>
        <form action="/az/news/">
            <select name="kind"><option value="">-</option><option value="news"></select>
        </form>
        <form method="post" action="/az/reading/"><select name="size"><option value="2"></select></form>
    """
    found = set(addresses_in("http://127.0.0.1:8000/az/", page))
    assert found == {"/az/next/", "/en/", "/az/news/?kind=news"}
