"""What the sanitiser leaves of hostile texts runs nothing in a real browser."""

from news.text.richtext import sanitise
from tests.helpers.hostile_markup import CORPUS


def test_real_browser_runs_nothing_of_it(chromium, tmp_path):
    """Without any Content-Security-Policy: the sanitiser alone must hold."""
    markup = "".join(f"<section>{sanitise(payload)}</section>" for payload in CORPUS)
    page_file = tmp_path / "page.html"
    page_file.write_text(f"<!doctype html><meta charset=utf-8><body>{markup}")
    page = chromium.new_page()
    happened = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: happened.append(request.url))
    page.goto(page_file.as_uri())
    page.wait_for_timeout(500)
    sections = page.locator("body > section").count()
    page.close()
    assert happened == [page_file.as_uri()]
    assert sections == len(CORPUS)
