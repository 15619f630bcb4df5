"""axe-core in the page, and only what is wrong back."""

from axe_playwright_python.base import AXE_SCRIPT

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"], "preload": False}
FOR_READERS = {
    "runOnly": [*STANDARDS, "best-practice"],
    # Whoever keeps the contrast of AAA keeps that of AA.
    "rules": {
        "color-contrast": {"enabled": False},
        "color-contrast-enhanced": {"enabled": True},
        "target-size": {"enabled": True},
    },
    **ONLY_WHAT_IS_WRONG,
}
# All that other colours can change; the same page at the same width has been looked at whole.
OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "link-in-text-block"]},
    **ONLY_WHAT_IS_WRONG,
}
FOR_THE_DESK = {
    "runOnly": STANDARDS,
    "rules": {"target-size": {"enabled": True}},
    **ONLY_WHAT_IS_WRONG,
}
RUN = """async options => (await axe.run(options)).violations
    .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 150)}`))"""


def put_into(page):
    page.evaluate(AXE_SCRIPT)


def findings(page, where, rules):
    """A line for each element that breaks a rule; axe has been put into the page."""
    return [f"{where}: {found}" for found in page.evaluate(RUN, rules)]


def version(page):
    return page.evaluate("axe.version")
