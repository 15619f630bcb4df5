"""Where the keyboard is: an outline of two pixels or more, three times as light or dark as what is behind it
(WCAG 2.4.13), in every colours."""

import pytest

from tests.browser.pages import KINDS, address_of

# What is focused, and null if its outline is strong enough.
WEAK = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused)
    const strong = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && contrast() >= 3
    return strong ? null : `${focused.outerHTML.slice(0, 90)}: ${style.outline}, ${contrast().toFixed(1)} : 1`

    function contrast() {
        const colourOf = part => getComputedStyle(part).backgroundColor
        let ground = focused.parentElement
        while (ground && channels(colourOf(ground))[3] === 0) ground = ground.parentElement
        const colours = [style.outlineColor, ground ? colourOf(ground) : "rgb(255, 255, 255)"]
        const [one, other] = colours.map(luminance).sort((less, more) => less - more)
        return (other + 0.05) / (one + 0.05)
    }
    function channels(colour) {
        const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number)
        return [red, green, blue, alpha]
    }
    function luminance(colour) {
        const [red, green, blue] = channels(colour).map(channel => channel / 255)
            .map(channel => channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}"""
STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, video, audio, [tabindex='0']"
# Once the keyboard was used, what a script focuses shows its focus as well.
EACH = f"""() => [...document.querySelectorAll("{STOPS}")]
    .filter(stop => !stop.disabled && stop.checkVisibility({{visibilityProperty: true}}))
    .map(stop => {{ stop.focus(); return document.activeElement === stop ? ({WEAK})() : null }})"""


@pytest.mark.parametrize("kind", KINDS)
def test_focus_is_seen_on_everything_that_takes_it(open_page, site, checked, kind):
    page = open_page(address_of(kind, "az", site))
    weak, stops = [], 0
    for colours in ("light", "dark", "forced"):
        page.emulate_media(
            color_scheme="dark" if colours == "dark" else "light",
            forced_colors="active" if colours == "forced" else "none",
        )
        page.keyboard.press("Tab")
        found = page.evaluate(EACH)
        stops += len(found)
        weak += [f"{colours}: {outline}" for outline in found if outline]
    checked("keyboard", views=stops, findings=len(weak))
    assert stops >= 9
    assert not weak, "\n".join(weak)


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_focus_is_seen_at_every_stop_of_the_tabulator(open_page, checked, colours):
    """Stops inside a control too, such as the calendar's button in a field for a date."""
    page = open_page(
        "/az/news/?date_from=2025-01-02&date_to=2025-01-01",
        scheme="dark" if colours == "dark" else "light",
        forced="active" if colours == "forced" else "none",
    )
    weak, stops = [], 0
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        weak.append(page.evaluate(WEAK))
    weak = list(filter(None, weak))
    checked("keyboard", views=stops, findings=len(weak))
    assert stops > 20
    assert not weak, "\n".join(weak)


def test_skip_link_is_first_and_leads_to_the_content(open_page):
    page = open_page("/az/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
