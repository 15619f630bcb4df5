"""What assistive technology finds its way by, on every kind of page in both languages."""

import re

import pytest

from tests.browser.pages import KINDS, address_of

STRUCTURE = """() => {
    const seen = selector => [...document.querySelectorAll(selector)].filter(part => part.checkVisibility())
    const wrong = []
    const say = (holds, sentence) => holds || wrong.push(sentence)
    const levels = seen("h1, h2, h3, h4, h5, h6").map(heading => Number(heading.tagName[1]))
    say(levels.filter(level => level === 1).length === 1, "not one h1")
    say(levels.every((level, place) => place === 0 || level <= levels[place - 1] + 1), `headings ${levels}`)
    say(seen("main").length === 1, "not one main")
    const first = document.querySelector("a, button, input, select, summary, [tabindex='0']")
    say(first.matches("header > .skip"), "the skip link is not the first stop, or in no landmark")
    say(document.querySelector(first.hash)?.matches("main"), "the skip link does not lead to main")
    const roles = ["nav", "search", "form[role=search]", "aside", "section[aria-label]", "article:not(.wrap)"]
    for (const role of roles) {
        const names = seen(role).map(part => part.getAttribute("aria-label")
            || document.getElementById(part.getAttribute("aria-labelledby"))?.innerText || "")
        say(names.every(Boolean), `a ${role} has no name`)
        say(new Set(names).size === names.length, `two of ${role} have one name: ${names}`)
    }
    for (const name of ["aria-labelledby", "aria-describedby"])
        for (const label of document.querySelectorAll(`[${name}]`))
            for (const id of label.getAttribute(name).split(" "))
                say(document.getElementById(id), `nothing has the id ${id}`)
    const scripts = [...document.querySelectorAll("script[src]")]
    say(scripts.every(script => script.defer || script.async || script.type === "module"), "a script blocks")
    say(document.querySelectorAll("link[rel=stylesheet]").length === 1, "not one style sheet")
    say(!document.querySelector("style, [style], iframe, object, embed"), "something inline or foreign")
    return wrong
}"""
PICTURES = """async () => {
    const wrong = []
    for (const picture of document.images) {
        const box = picture.getBoundingClientRect()
        if (!picture.checkVisibility() || !box.width) continue
        const place = `${picture.currentSrc.split("/").pop()} shown ${Math.round(box.width)} wide`
        if (box.top > innerHeight && picture.loading !== "lazy") wrong.push(`${place}: not lazy`)
        if (!picture.hasAttribute("width") || !picture.hasAttribute("height")) wrong.push(`${place}: no size`)
        picture.loading = "eager"
        await picture.decode()
        const file = new Image()
        file.src = picture.currentSrc
        await file.decode()
        if (file.naturalWidth > 3 * box.width) wrong.push(`${place}: the file is ${file.naturalWidth} wide`)
    }
    return wrong
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_headings_landmarks_and_skip_link_lead_through_the_page(open_page, site, checked, kind):
    wrong = []
    for language in ("az", "en"):
        page = open_page(address_of(kind, language, site))
        wrong += [f"{language}: {finding}" for finding in page.evaluate(STRUCTURE) + page.problems]
    checked("structure", views=2, findings=len(wrong))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "for printing"])
def test_every_kind_of_page_works_without_script(open_page, site, checked, kind):
    """It says what it is about, searches, and shows no button that would do nothing."""
    page = open_page(address_of(kind, "en", site), javascript=False)
    idle = [
        button.inner_text()
        for button in page.locator("button[type=button]:visible:not([popovertarget])").all()
        if not button.locator("xpath=ancestor::*[contains(@class, 'components')]").count()
    ]
    lacking = [part for part in ("h1", "main", "#site-search") if not page.locator(part).count()]
    checked("script", views=1, findings=len(idle) + len(lacking))
    assert (idle, lacking) == ([], [])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "for printing"])
def test_without_style_sheet_the_order_still_reads(open_page, site, kind):
    page = open_page(address_of(kind, "en", site))
    page.evaluate("() => document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    words = page.inner_text("body")
    order = [
        "Skip to the content",
        "Call center 916",
        "Menu",
        page.locator("h1").inner_text(),
        "The institution",
    ]
    places = [words.index(order[0])]
    for part in order[1:]:
        places.append(words.find(part, places[-1]))
    assert -1 not in places, dict(zip(order, places, strict=True))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["home", "news", "article", "article with a gallery", "person", "people"])
def test_pictures_are_no_wider_than_needed_and_wait_below_the_fold(open_page, site, kind, width):
    page = open_page(address_of(kind, "az", site), width=width)
    assert page.evaluate(PICTURES) == []


@pytest.mark.parametrize("path", ["/en/news/", "/en/search/?q=ombudsman", "/en/news/?year=1999"])
def test_number_found_is_told(open_page, path):
    status = open_page(path).locator("main [role=status]", has_text=re.compile(r"\w")).first.inner_text()
    assert status[0].isdigit(), status


@pytest.mark.parametrize(
    ("path", "current"),
    [("/en/topics/", "Topics"), ("/en/news/2857/", "News"), ("/en/pages/components/", "5")],
)
def test_menu_and_page_numbers_say_where_one_is(open_page, path, current):
    page = open_page(path)
    marked = page.locator(".menu [aria-current], .pages [aria-current=page]").all_inner_texts()
    assert current in marked
    assert len(marked) <= 2
