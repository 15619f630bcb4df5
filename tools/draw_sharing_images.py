"""Draws what stands for a page without a picture where its address is shared: emblem and name, in each
language. .venv/bin/python -m tools.draw_sharing_images

Drawn at twice the size and scaled down, so that edges are smooth. The files are in static/img/.
"""

from PIL import Image, ImageDraw, ImageFont

from tools.environment import ROOT

STATIC = ROOT / "static"
SIZE = (1200, 630)  # what social networks ask for
SCALE = 2
GROUND, LIGHT = "#0b4a5c", "#ffffff"
NAMES = {
    "az": ["Azərbaycan Respublikasının", "İnsan Hüquqları üzrə Müvəkkili", "(Ombudsman)"],
    "en": ["Commissioner for Human Rights", "(Ombudsman) of the", "Republic of Azerbaijan"],
}
# static/img/emblem.svg, in its 64 units: rings of the star from the outside in, each with its colour.
STAR = [
    (32.0, 1.0),
    (41.1, 10.1),
    (53.9, 10.1),
    (53.9, 22.9),
    (63.0, 32.0),
    (53.9, 41.1),
    (53.9, 53.9),
    (41.1, 53.9),
]
STAR += [(64 - x, 64 - y) for x, y in STAR]
RINGS = [(1, LIGHT), (27.2 / 31, GROUND), (25.7 / 31, LIGHT)]
EMBLEM_AT, EMBLEM_SIZE = (96, 155), 320
TEXT_LEFT, LINE_HEIGHT, LETTERS = 480, 66, 44


def drawing(name):
    image = Image.new("RGB", tuple(side * SCALE for side in SIZE), GROUND)
    draw = ImageDraw.Draw(image)
    draw_emblem(draw)
    font = ImageFont.truetype(STATIC / "fonts" / "sans.woff2", LETTERS * SCALE)
    font.set_variation_by_axes([600])
    top = (SIZE[1] - len(name) * LINE_HEIGHT) // 2
    for number, line in enumerate(name):
        draw.text((TEXT_LEFT * SCALE, (top + number * LINE_HEIGHT) * SCALE), line, LIGHT, font)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def draw_emblem(draw):
    for share, colour in RINGS:
        draw.polygon([placed(32 + (x - 32) * share, 32 + (y - 32) * share) for x, y in STAR], fill=colour)
    left = curve((23, 29.5), (23, 23.5), (27, 19.5), (32, 15))
    door = [(23, 47), *left, *((64 - x, y) for x, y in reversed(left)), (41, 47)]
    draw.polygon([placed(*point) for point in door], fill=GROUND)
    draw.ellipse([*placed(28, 24.5), *placed(36, 32.5)], fill=LIGHT)
    shoulder = curve((25.5, 47), (25.5, 40), (28.2, 35.5), (32, 35.5))
    body = [*shoulder, *((64 - x, y) for x, y in reversed(shoulder))]
    draw.polygon([placed(*point) for point in body], fill=LIGHT)


def placed(x, y):
    """A point of the emblem on the drawing."""
    return tuple(
        (start + value * EMBLEM_SIZE / 64) * SCALE for start, value in zip(EMBLEM_AT, (x, y), strict=True)
    )


def curve(start, first, second, end, steps=40):
    """Points of a cubic Bézier curve, as SVG describes it."""
    return [
        tuple(
            a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3
            for a, b, c, d in zip(start, first, second, end, strict=True)
        )
        for t in (step / steps for step in range(steps + 1))
    ]


if __name__ == "__main__":
    for language, name in NAMES.items():
        drawing(name).quantize(64).save(STATIC / "img" / f"sharing-{language}.png", optimize=True)
