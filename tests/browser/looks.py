"""Pages at several widths and in several colours, of which axe is asked only about what it has not judged."""

from tests.browser import axe

# What is shown of the page, a letter for each part; and all text that is shown, by what its contrast depends
# on: its colours, what lies behind it, whether it is large. {that: the number of one such part}
# What lies behind it are its ancestors, but for what is taken out of the flow: that is known by its class.
LOOK = """() => {
    const parts = [...document.querySelectorAll("body *")], grounds = new Map(), texts = {}
    const groundOf = (part, style) => {
        const own = [
            style.position === "static" ? "" : part.tagName + part.className,
            style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor,
            style.backgroundImage === "none" ? "" : style.backgroundImage,
            style.opacity === "1" ? "" : style.opacity,
        ].filter(Boolean)
        const ground = [grounds.get(part.parentElement), ...own].join(" ")
        grounds.set(part, ground)
        return ground
    }
    for (const part of [document.documentElement, document.body]) groundOf(part, getComputedStyle(part))
    const shown = parts.map((part, number) => {
        const style = getComputedStyle(part), ground = groundOf(part, style)
        if (!part.checkVisibility({visibilityProperty: true})) return "-"
        const size = parseFloat(style.fontSize)
        const isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700
        const hasText = [...part.childNodes].some(child => child.nodeType === 3 && child.data.trim())
        if (hasText || part.matches("input, select, textarea")) {
            const around = part.matches("a") ? getComputedStyle(part.parentElement).color : ""
            const {color, textDecorationLine, textShadow} = style
            texts[[ground, color, textDecorationLine, textShadow, isLarge, around].join()] ??= number
        }
        return "+"
    })
    return [shown.join(""), texts]
}"""
TOO_WIDE = """() => {
    const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return excess > 0 ? [`${excess} px too wide`] : []
}"""


class Looks:
    """A page is looked at again only for what of it has not been seen, in a session for its colours.

    The reading settings and the width change no mark-up, only what is shown of it, and how. What axe cannot
    tell is found by scripts, which give a sentence for each place.
    """

    def __init__(self, seen_texts, scripts):
        self._seen_arrangements, self._seen_texts, self._scripts = set(), seen_texts, scripts
        self._width = None

    def wrong_in(self, page, where, views):
        """What is wrong in any of the views: pairs of a width and colours."""
        return [wrong for width, colours in views for wrong in self._view(page, where, width, colours)]

    def _view(self, page, where, width, colours):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(
            color_scheme="dark" if colours == "dark" else "light",
            forced_colors="active" if colours == "forced" else "none",
            reduced_motion="reduce",  # else a colour may be seen on its way to another
        )
        view = f"{where} {width} {colours}".strip()
        is_resized, self._width = width != self._width, width
        shown, texts = page.evaluate(LOOK)
        yield from self._found_by_axe(page, view, shown, texts, is_resized)
        for script in self._scripts if is_resized else ():
            yield from (f"{view}: {found}" for found in page.evaluate(script))

    def _found_by_axe(self, page, view, shown, texts, is_resized):
        new = [number for text, number in texts.items() if text not in self._seen_texts]
        is_arranged_anew = shown not in self._seen_arrangements
        self._seen_arrangements.add(shown)
        self._seen_texts.update(texts)
        found = axe.findings(page, view, axe.OF_COLOURS, new) if new else []
        if is_arranged_anew:
            found += axe.findings(page, view, axe.BUT_COLOURS)
        elif is_resized:
            found += axe.findings(page, view, axe.OF_SIZE)
        return found
