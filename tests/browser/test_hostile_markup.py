"""Each of the two lines against hostile texts holds by itself in a real browser: sanitiser and policy."""

import pytest

from news.text.richtext import sanitise
from tests.helpers.hostile_markup import CORPUS


def happening_on(page):
    """What a script would do there, noted as it happens: open a dialog or ask for something."""
    happened = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: happened.append(request.url))
    return happened


def test_real_browser_runs_nothing_of_it(chromium, tmp_path):
    """Without any Content-Security-Policy: the sanitiser alone must hold."""
    markup = "".join(f"<section>{sanitise(payload)}</section>" for payload in CORPUS)
    page_file = tmp_path / "page.html"
    page_file.write_text(f"<!doctype html><meta charset=utf-8><body>{markup}")
    page = chromium.new_page()
    happened = happening_on(page)
    page.goto(page_file.as_uri())
    page.wait_for_timeout(500)
    sections = page.locator("body > section").count()
    page.close()
    assert happened == [page_file.as_uri()]
    assert sections == len(CORPUS)


@pytest.fixture
def unsanitised_page(chromium, site):
    """unsanitised_page(policy=…): the dialogs on the site's own page and with its own headers, when its text
    is one that nobody has sanitised."""
    contexts = []
    text = "<p>Words</p><script>alert('script')</script><img src=x onerror=alert('event')>" + (
        "<a id=link href=\"javascript:alert('address')\">link</a>"
        "<iframe srcdoc=\"<script>parent.alert('frame')</script>\"></iframe>"
    )

    def with_hostile_text(route, policy):
        answer = route.fetch()
        headers = answer.headers if policy else without(answer.headers, "content-security-policy")
        route.fulfill(
            response=answer, headers=headers, body=answer.text().replace("</main>", f"{text}</main>", 1)
        )

    def open_page(policy):
        contexts.append(chromium.new_context(base_url=site))
        page = contexts[-1].new_page()
        dialogs = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.route("**/en/pages/about/", lambda route: with_hostile_text(route, policy))
        page.goto("/en/pages/about/")
        page.locator("#link").click()
        page.wait_for_timeout(500)
        return sorted(set(dialogs))

    yield open_page
    for context in contexts:
        context.close()


def without(headers, name):
    assert name in headers
    return {key: value for key, value in headers.items() if key != name}


def test_policy_alone_stops_a_text_that_nobody_sanitised(unsanitised_page):
    assert unsanitised_page(policy=True) == []


def test_same_text_without_the_policy_would_run(unsanitised_page):
    """So that the test above is known to try something."""
    assert unsanitised_page(policy=False) == ["address", "event", "frame", "script"]
