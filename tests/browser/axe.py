"""axe-core in the page, and only what is wrong back."""

import re

from axe_playwright_python.base import AXE_SCRIPT

VERSION = re.search(r"axe v([\d.]+)", AXE_SCRIPT)[1]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a frame of the desk shows is a page of the site, and is looked at there.
ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"], "preload": False, "selectors": False, "iframes": False}
BUT_COLOURS = {
    "runOnly": [*STANDARDS, "best-practice"],
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast": {"enabled": False},
        "link-in-text-block": {"enabled": False},
    },
    **ONLY_WHAT_IS_WRONG,
}
# What may be found in a page that has been looked at, and is shown at another size.
OF_SIZE = {
    "runOnly": {"type": "rule", "values": ["scrollable-region-focusable", "target-size"]},
    **ONLY_WHAT_IS_WRONG,
}
# Asked about what has colours that were not judged before. axe's rule for AAA says nothing where the contrast
# is not even that of AA: both are needed.
OF_COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    },
    **ONLY_WHAT_IS_WRONG,
}
# All of it at once, for a part of the desk that is shown for a moment.
FOR_THE_DESK = {
    "runOnly": BUT_COLOURS["runOnly"],
    "rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}},
    **ONLY_WHAT_IS_WRONG,
}
# Text before an ornament is not judged by axe: it is judged as it stands on what lies behind both.
RUN = """async ([options, numbers, hasOrnaments]) => {
    const parts = document.querySelectorAll("body *")
    const where = numbers ? {include: numbers.map(number => parts[number])} : document
    const withoutOrnaments = new CSSStyleSheet()
    withoutOrnaments.replaceSync("*::before, *::after { background: none !important }")
    if (!hasOrnaments) document.adoptedStyleSheets = [withoutOrnaments]
    try {
        return (await axe.run(where, options)).violations
            .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 150)}`))
    } finally {
        document.adoptedStyleSheets = []
    }
}"""


def load_into(context):
    """Into each page that will be opened there: it costs a third of what it does page by page."""
    context.add_init_script(AXE_SCRIPT)


def findings(page, where, rules, parts=None):
    """A line for each element that breaks a rule: on the whole page, or in these parts of document.body."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    has_ornaments = rules in (BUT_COLOURS, OF_SIZE)
    return [f"{where}: {found}" for found in page.evaluate(RUN, [rules, parts, has_ornaments])]
