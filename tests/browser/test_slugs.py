"""The admin's script makes the address that the server makes."""

from pathlib import Path

import pytest

from news.text.azerbaijani import ALPHABET, slugify
from tests.helpers.slugs import SLUGS

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/azerbaijani_slug.js"


@pytest.fixture
def made_in_browser(chromium):
    """What the script makes of each title."""
    page = chromium.new_page()
    page.evaluate(SCRIPT.read_text() + "; window.slug = azerbaijaniSlug;")
    yield lambda titles: page.evaluate("titles => titles.map((title) => window.slug(title))", titles)
    page.close()


def test_the_browser_makes_the_same_address_as_the_server(made_in_browser):
    every_letter = [f"{chr(code)}{chr(code)} {chr(code)}a" for code in range(0x20, 0x2200)]
    titles = [*SLUGS, *every_letter, ALPHABET, " ".join(ALPHABET.upper())]
    made = dict(zip(titles, made_in_browser(titles), strict=True))
    assert made == {title: slugify(title) for title in titles}
