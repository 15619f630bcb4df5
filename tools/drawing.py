"""The means of drawing the demo's illustrations: colours, a surface and outlines."""

import math

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SCALE = 2

NIGHT, DEEP, SEA, SKY, MIST = "#0d2538", "#14405c", "#2b6f8f", "#8fb9c9", "#dbe7e8"
SAND, PAPER, GOLD, AMBER, POMEGRANATE, LEAF = "#e9d9bd", "#f7f1e5", "#d9a441", "#e6bd72", "#9c3348", "#4f7f6a"


def mix(first, second, share):
    """A colour between the first and the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def _channels(colour):
    if isinstance(colour, tuple):
        return colour
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


class Canvas:
    """A drawing surface that takes the picture's own coordinates."""

    def __init__(self, top, bottom=None):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), top)
        self.draw = ImageDraw.Draw(self.image)
        for y in range(0, HEIGHT, 3) if bottom else ():
            self.rectangle(0, y, WIDTH, y + 3, mix(top, bottom, y / HEIGHT))

    def polygon(self, points, colour):
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def rectangle(self, left, top, right, bottom, colour):
        self.draw.rectangle([left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1], fill=colour)

    def disc(self, x, y, radius, colour):
        self.draw.ellipse(
            [(v) * SCALE for v in (x - radius, y - radius, x + radius, y + radius)], fill=colour
        )

    def ring(self, x, y, radius, colour, width):
        box = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, outline=colour, width=round(width * SCALE))

    def line(self, points, colour, width):
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def finish(self):
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def arc_points(start, end, lift, steps=48):
    """A curve from one point to another that rises by “lift” in its middle."""
    (x0, y0), (x1, y1) = start, end
    return [
        (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - lift * 4 * t * (1 - t))
        for t in (step / steps for step in range(steps + 1))
    ]


def turn_points(points, angle, x, y):
    """The points turned about the origin, then moved."""
    cosine, sine = math.cos(angle), math.sin(angle)
    return [(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in points]


def star_points(x, y, outer, inner, tips, angle=0.0):
    return [
        (x + r * math.cos(a), y + r * math.sin(a))
        for r, a in (((outer, inner)[i % 2], angle + math.pi * i / tips) for i in range(2 * tips))
    ]


def ridge(base, height, frequency, phase):
    """The skyline of a range of mountains, made of three waves."""
    return [
        (
            x,
            base
            - height * abs(math.sin(x * frequency + phase))
            - height * 0.35 * abs(math.sin(x * frequency * 2.7 + phase * 1.7))
            - height * 0.08 * abs(math.sin(x * frequency * 9 + phase)),
        )
        for x in range(0, WIDTH + 8, 8)
    ]


def peaks(base, height, width, shift):
    """A jagged skyline: summits at uneven distances, with a shoulder on each side."""
    outline = []
    for index in range(-1, WIDTH // width + 2):
        left = index * width + shift % width
        summit = height * (0.62 + 0.38 * math.sin(index * 2.1 + shift))
        outline += [
            (left, base - height * 0.12),
            (left + width * 0.3, base - summit * 0.62),
            (left + width * 0.47, base - summit),
            (left + width * 0.68, base - summit * 0.5),
        ]
    return outline


def fill_below(canvas, outline, colour):
    canvas.polygon([*outline, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
