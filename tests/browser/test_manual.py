"""What the pictures of the desk's manual show is there to be shown; `make manual` takes them again."""

from io import BytesIO

import pytest
from PIL import Image

from news.text.languages import LANGUAGES
from tests.browser.pages import form_of, sign_in

FOUND = "SELECT id FROM news_edition WHERE findings <> '[]' AND state <> 'published' ORDER BY id LIMIT 1"
SIZE = {"width": 1120, "height": 700}


def form_with_findings(office):
    return f"/admin/news/edition/{office.database.rows(FOUND)[0][0]}/change/"


# {picture: (address of the desk, what stands at its top)}
SHOWN = {
    "write": (form_of, "h1"),
    "gate": (form_with_findings, ".desk-gate"),
    "pictures": (lambda office: "/admin/news/image/add/", "h1"),
}


@pytest.fixture
def folder(request):
    return request.config.getoption("--manual-pictures")


def test_each_picture_of_the_manual_can_be_taken(chromium, office, folder):
    for language in LANGUAGES if folder else LANGUAGES[:1]:
        context = chromium.new_context(base_url=office.url, locale=language, viewport=SIZE)
        page = context.new_page()
        sign_in(page)
        for name, (address, at_the_top) in SHOWN.items():
            page.goto(address(office))
            part = page.locator(at_the_top).first
            part.evaluate("part => part.scrollIntoView({block: 'start'})")
            assert part.is_visible()
            if folder:
                taken = Image.open(BytesIO(page.screenshot()))
                taken.save(folder / f"{name}-{language}.webp", quality=70, method=6)
        context.close()
