"""Draws the demo's illustrations: .venv/bin/python -m tools.draw_demo_images

Drawn at twice the size and scaled down, so that edges are smooth; nothing is random. The files are in
news/demo/images/.
"""

import math

from tools.drawing import (
    AMBER,
    DEEP,
    GOLD,
    HEIGHT,
    LEAF,
    MIST,
    NIGHT,
    PAPER,
    POMEGRANATE,
    SAND,
    SEA,
    SKY,
    WIDTH,
    Canvas,
    arc_points,
    fill_below,
    mix,
    peaks,
    ridge,
    star_points,
    turn_points,
)
from tools.environment import ROOT

FOLDER = ROOT / "news" / "demo" / "images"


def routes():
    canvas = Canvas(NIGHT, DEEP)
    for index in range(4):
        outline = ridge(560 + index * 90, 150 - index * 18, 0.0021 + index * 0.0006, index * 1.3)
        fill_below(canvas, outline, mix(DEEP, NIGHT, 0.15 + index * 0.22))
    towns = [(150, 640), (410, 470), (700, 690), (930, 420), (1180, 620), (1450, 430)]
    for first, second, lift in [(0, 1, 90), (1, 3, 150), (0, 2, 190), (2, 4, 160), (3, 5, 130), (1, 4, 300)]:
        canvas.line(arc_points(towns[first], towns[second], lift), AMBER, 6)
    for x, y in towns:
        canvas.disc(x, y, 26, mix(DEEP, GOLD, 0.45))
        canvas.disc(x, y, 13, PAPER)
    return canvas


def open_door():
    canvas = Canvas(DEEP)
    canvas.rectangle(0, 700, WIDTH, HEIGHT, NIGHT)
    canvas.polygon([(700, 700), (940, 700), (1480, 900), (520, 900)], mix(NIGHT, GOLD, 0.55))
    canvas.rectangle(690, 170, 950, 700, mix(DEEP, NIGHT, 0.6))
    canvas.rectangle(700, 180, 940, 700, AMBER)
    canvas.rectangle(730, 220, 940, 700, PAPER)
    canvas.polygon([(700, 180), (560, 120), (560, 790), (700, 700)], POMEGRANATE)
    for top, bottom in ((190, 400), (460, 690)):
        canvas.polygon(
            [(585, top - 4), (675, top + 32), (675, bottom - 8), (585, bottom + 14)],
            mix(POMEGRANATE, NIGHT, 0.25),
        )
    canvas.disc(678, 450, 9, GOLD)
    for x in (140, 300, 1110, 1270, 1430):
        canvas.rectangle(x, 180, x + 100, 520, mix(DEEP, SEA, 0.18))
    return canvas


def sheets():
    canvas = Canvas(SAND, mix(SAND, AMBER, 0.35))
    colours = [SEA, POMEGRANATE, GOLD, LEAF, DEEP, PAPER]
    for index, colour in enumerate(colours):
        angle = -0.62 + index * 0.2
        canvas.polygon(
            turn_points([(-210, -780), (210, -780), (210, 60), (-210, 60)], angle, 800, 960), colour
        )
        ink = mix(colour, NIGHT if colour == PAPER else PAPER, 0.55)
        for row in range(9):
            right = 130 if row % 3 < 2 else 20
            y = -690 + row * 52
            stroke = [(-150, y), (right, y), (right, y + 13), (-150, y + 13)]
            canvas.polygon(turn_points(stroke, angle, 800, 960), ink)
    return canvas


def _half_turn(steps=90):
    return [math.pi * step / steps for step in range(steps + 1)]


def arches():
    canvas = Canvas(mix(SAND, POMEGRANATE, 0.28))
    for index in range(8):
        share = index / 7
        half, spring, foot = 690 - index * 82, 480 - index * 6, 900 - index * 34
        colour = mix(mix(POMEGRANATE, NIGHT, 0.5), PAPER, share)
        outline = [(800 + half * math.cos(a), spring - half * math.sin(a)) for a in _half_turn()]
        canvas.polygon([*outline, (800 - half, foot), (800 + half, foot)], colour)
    for index in range(1, 8):
        half, y = 690 - index * 82, 900 - index * 34
        floor = mix(mix(POMEGRANATE, NIGHT, 0.5), SAND, index / 8)
        canvas.polygon([(800 - half, y), (800 + half, y), (882 + half, y + 34), (718 - half, y + 34)], floor)
    return canvas


def kites():
    canvas = Canvas(SKY, PAPER)
    kites = [
        (330, 330, 1.25, -0.35, POMEGRANATE, GOLD),
        (820, 230, 0.95, 0.3, DEEP, SEA),
        (1240, 380, 1.4, -0.15, GOLD, POMEGRANATE),
        (620, 560, 0.7, 0.5, LEAF, AMBER),
    ]
    for x, y, size, angle, first, second in kites:
        tail = [(x + math.sin(t / 4) * 34, y + t * 12) for t in range(52)]
        canvas.line(tail, mix(DEEP, SKY, 0.35), 3)
        top, left, right, foot = (0, -150 * size), (-100 * size, 0), (100 * size, 0), (0, 170 * size)
        canvas.polygon(turn_points([top, left, foot], angle, x, y), first)
        canvas.polygon(turn_points([top, right, foot], angle, x, y), second)
    fill_below(canvas, ridge(900, 90, 0.004, 0.4), mix(LEAF, PAPER, 0.2))
    return canvas


def window():
    canvas = Canvas(mix(SAND, PAPER, 0.5))
    canvas.rectangle(470, 90, 1130, 810, DEEP)
    for y in range(120, 780, 3):
        canvas.rectangle(500, y, 1100, y + 3, mix(SKY, AMBER, (y - 120) / 660))
    canvas.disc(800, 560, 130, PAPER)
    canvas.polygon([(500, 780), (500, 660), (690, 580), (900, 690), (1100, 600), (1100, 780)], LEAF)
    canvas.rectangle(786, 100, 814, 800, DEEP)
    canvas.rectangle(480, 426, 1120, 454, DEEP)
    canvas.rectangle(430, 790, 1170, 830, mix(DEEP, SAND, 0.2))
    for x in (180, 1290):
        canvas.polygon([(x, 90), (x + 130, 90), (x + 100, 830), (x - 10, 830)], POMEGRANATE)
        fold = [(x + 60, 90), (x + 80, 90), (x + 66, 830), (x + 40, 830)]
        canvas.polygon(fold, mix(POMEGRANATE, NIGHT, 0.2))
    return canvas


def mountains():
    canvas = Canvas(mix(SKY, SEA, 0.2), mix(AMBER, PAPER, 0.4))
    canvas.disc(1130, 330, 92, PAPER)
    for index in range(5):
        outline = peaks(560 + index * 85, 330 - index * 48, 420 - index * 55, 90 + index * 157)
        fill_below(canvas, outline, mix(SKY, NIGHT, 0.2 + index * 0.19))
    return canvas


def round_table():
    canvas = Canvas(mix(DEEP, SEA, 0.25))
    canvas.disc(800, 450, 415, mix(DEEP, SEA, 0.5))
    colours = [GOLD, POMEGRANATE, LEAF, PAPER, AMBER, SKY]
    for index in range(12):
        angle = math.pi * index / 6
        x, y = 800 + 350 * math.cos(angle), 450 + 350 * math.sin(angle)
        canvas.disc(x, y, 52, colours[index % 6])
        canvas.disc(x, y, 30, mix(colours[index % 6], NIGHT, 0.18))
    canvas.disc(808, 460, 262, mix(DEEP, NIGHT, 0.5))
    canvas.disc(800, 450, 260, SAND)
    canvas.polygon(star_points(800, 450, 190, 118, 8), mix(SAND, GOLD, 0.55))
    canvas.polygon(star_points(800, 450, 96, 58, 8, math.pi / 8), PAPER)
    for index in range(12):
        angle = math.pi * index / 6
        x, y = 800 + 222 * math.cos(angle), 450 + 222 * math.sin(angle)
        sheet = [(-22, -30), (22, -30), (22, 30), (-22, 30)]
        canvas.polygon(turn_points(sheet, angle + math.pi / 2, x, y), "#ffffff")
    return canvas


def bay():
    canvas = Canvas(mix(SKY, PAPER, 0.3), mix(AMBER, PAPER, 0.5))
    canvas.disc(420, 380, 88, PAPER)
    heights = [60, 110, 80, 150, 95, 210, 130, 70, 170, 120, 90, 240, 140, 100, 180, 75, 120, 60, 90, 50]
    for index, height in enumerate(heights):
        left = index * 80
        shade = mix(SEA, NIGHT, 0.25 + 0.5 * (index % 3) / 3)
        canvas.rectangle(left, 560 - height, left + 84, 620, shade)
        for row in range(height // 34):
            canvas.rectangle(left + 18, 572 - height + row * 34, left + 30, 584 - height + row * 34, AMBER)
            canvas.rectangle(left + 50, 572 - height + row * 34, left + 62, 584 - height + row * 34, AMBER)
    for lean, x in ((-30, 1010), (10, 1070), (40, 1130)):
        canvas.polygon([(x - 36, 600), (x + 36, 600), (x + 24, 420), (x + lean, 270), (x - 30, 430)], DEEP)
    for index in range(9):
        y = 600 + index * 36
        wave = [(x, y + 9 * math.sin(x / 70 + index * 1.4)) for x in range(0, WIDTH + 10, 10)]
        fill_below(canvas, wave, mix(SEA, NIGHT, index / 10))
    return canvas


def _medallion(canvas, x, y, size, colours):
    for step, colour in enumerate(colours):
        reach = size * (1 - step / len(colours))
        notch = reach * 0.22
        canvas.polygon(
            [
                (x, y - reach), (x + notch, y - reach + notch), (x + notch, y - notch * 1.6),
                (x + reach - notch, y - notch), (x + reach, y), (x + reach - notch, y + notch),
                (x + notch, y + notch * 1.6), (x + notch, y + reach - notch), (x, y + reach),
                (x - notch, y + reach - notch), (x - notch, y + notch * 1.6), (x - reach + notch, y + notch),
                (x - reach, y), (x - reach + notch, y - notch), (x - notch, y - notch * 1.6),
                (x - notch, y - reach + notch),
            ],
            colour,
        )  # fmt: skip
        half = reach * 0.62
        canvas.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour)


def carpet():
    canvas = Canvas(POMEGRANATE)
    canvas.rectangle(0, 0, WIDTH, 120, NIGHT)
    canvas.rectangle(0, 780, WIDTH, HEIGHT, NIGHT)
    for y in (60, 840):
        for index in range(21):
            canvas.polygon(star_points(index * 80, y, 40, 16, 4), (GOLD, SAND, SKY)[index % 3])
    for y in (120, 780):
        canvas.rectangle(0, y - 8, WIDTH, y + 8, SAND)
    for x in (0, 400, 800, 1200, 1600):
        _medallion(canvas, x, 450, 268, [NIGHT, GOLD, DEEP, SAND, POMEGRANATE, PAPER])
    for x in (200, 600, 1000, 1400):
        for y in (212, 688):
            _medallion(canvas, x, y, 92, [SAND, LEAF, AMBER, NIGHT])
        _medallion(canvas, x, 450, 60, [SEA, PAPER, POMEGRANATE])
    return canvas


def lattice():
    canvas = Canvas(NIGHT)
    glass = [SEA, GOLD, POMEGRANATE, LEAF, SKY, AMBER]
    for row in range(-1, 4):
        for column in range(-1, 6):
            x, y = column * 320 + 160 * (row % 2), row * 320 + 130
            canvas.polygon(star_points(x, y, 150, 110, 8, math.pi / 8), glass[(row * 2 + column) % 6])
            canvas.polygon(star_points(x, y, 92, 60, 8), mix(glass[(row * 2 + column + 3) % 6], PAPER, 0.3))
            canvas.disc(x, y, 30, PAPER)
            canvas.polygon(star_points(x + 160, y, 54, 38, 4), mix(glass[(column + row) % 6], PAPER, 0.45))
    return canvas


def ramp():
    canvas = Canvas(mix(SAND, PAPER, 0.5), SAND)
    canvas.rectangle(1120, 120, WIDTH, 430, mix(DEEP, SEA, 0.3))
    for x in (1180, 1330, 1480):
        canvas.rectangle(x, 180, x + 80, 430, mix(SKY, PAPER, 0.4))
    for index in range(8):
        step = mix(mix(DEEP, SEA, 0.6), PAPER, 0.2 + index * 0.09)
        canvas.rectangle(900 + index * 56, 841 - index * 59, WIDTH, HEIGHT, step)
    canvas.polygon([(60, 900), (60, 850), (1120, 430), (1300, 430), (1300, 490), (420, 900)], GOLD)
    canvas.polygon([(60, 900), (60, 850), (1120, 430), (1180, 430), (150, 900)], mix(GOLD, POMEGRANATE, 0.35))
    for index in range(8):
        x, y = 110 + index * 140, 832 - index * 56
        canvas.line([(x, y), (x, y - 110)], DEEP, 8)
    canvas.line([(70, 738), (1120, 318), (1250, 318)], DEEP, 12)
    return canvas


def _branch(canvas, x, y, angle, length, depth):
    end = x + length * math.cos(angle), y + length * math.sin(angle)
    canvas.line([(x, y), end], mix(POMEGRANATE, NIGHT, 0.65), 3 + depth * 5)
    if depth == 0:
        colour = (LEAF, GOLD, mix(LEAF, PAPER, 0.3), SEA)[int(x * 7 + y * 3) % 4]
        canvas.polygon(turn_points([(0, 0), (16, -11), (40, 0), (16, 11)], angle, *end), colour)
        canvas.polygon(turn_points([(0, 0), (16, -11), (40, 0), (16, 11)], angle + 0.9, *end), colour)
        return
    for turn, share in ((-0.52, 0.76), (0.08, 0.7), (0.55, 0.74)):
        _branch(canvas, *end, angle + turn, length * share, depth - 1)


def tree():
    canvas = Canvas(MIST, PAPER)
    canvas.disc(800, 420, 350, mix(AMBER, PAPER, 0.45))
    fill_below(canvas, ridge(900, 70, 0.002, 0.2), mix(LEAF, SAND, 0.3))
    _branch(canvas, 800, 850, -math.pi / 2, 210, 5)
    return canvas


def books():
    canvas = Canvas(mix(DEEP, NIGHT, 0.4))
    for shelf, base in enumerate((430, 850)):
        x = 70
        for index in range(40):
            width = 36 + (index * 17 + shelf * 11) % 34
            height = 240 + (index * 47 + shelf * 29) % 110
            colour = (POMEGRANATE, SEA, GOLD, SAND, LEAF, SKY, PAPER)[(index * 3 + shelf) % 7]
            if x + width > 1530:
                break
            top = base - height
            canvas.rectangle(x, top, x + width, base, colour)
            for band in (top + 34, top + 48, base - 50):
                canvas.rectangle(x, band, x + width, band + 6, mix(colour, NIGHT, 0.45))
            x += width + 6
        canvas.rectangle(0, base, WIDTH, base + 22, mix(SAND, POMEGRANATE, 0.5))
    return canvas


def scales():
    canvas = Canvas(PAPER, SAND)
    canvas.disc(800, 430, 380, mix(SAND, AMBER, 0.3))
    canvas.polygon([(784, 210), (816, 210), (830, 760), (770, 760)], DEEP)
    canvas.polygon([(620, 800), (980, 800), (930, 750), (670, 750)], DEEP)
    canvas.polygon([(420, 232), (1180, 232), (1180, 250), (840, 268), (760, 268), (420, 250)], DEEP)
    canvas.disc(800, 212, 40, GOLD)
    for x, colour in ((430, POMEGRANATE), (1170, SEA)):
        canvas.line([(x - 150, 560), (x, 244), (x + 150, 560)], mix(DEEP, SAND, 0.3), 5)
        canvas.polygon([(x - 176, 560), (x + 176, 560), (x + 110, 630), (x - 110, 630)], colour)
        canvas.disc(x, 244, 13, GOLD)
    return canvas


def stars():
    canvas = Canvas(NIGHT, mix(SEA, DEEP, 0.5))
    for index in range(46):
        x, y = index * 0.618034 % 1 * WIDTH, index * 0.754878 % 1 * 540
        size = 7 + (index * 7) % 15
        canvas.polygon(star_points(x, y, size, size * 0.38, 4 + index % 2), (PAPER, AMBER, SKY)[index % 3])
    canvas.disc(1270, 190, 84, PAPER)
    canvas.disc(1304, 168, 74, mix(NIGHT, SEA, 0.16))
    for index in range(9):
        left, top = index * 184 - 40, 610 + (index * 53) % 90
        colour = mix(DEEP, NIGHT, 0.3 + 0.5 * (index % 2))
        canvas.polygon([(left, top), (left + 92, top - 90), (left + 184, top)], mix(POMEGRANATE, NIGHT, 0.35))
        canvas.rectangle(left, top, left + 184, HEIGHT, colour)
        for row in range(2):
            for column in range(2):
                lit = AMBER if (index + row + column) % 3 else mix(DEEP, SKY, 0.3)
                x, y = left + 34 + column * 74, top + 36 + row * 88
                canvas.rectangle(x, y, x + 42, y + 52, lit)
    return canvas


def signal():
    canvas = Canvas(DEEP, NIGHT)
    for index in range(11, 0, -1):
        colour = mix(mix(DEEP, SEA, 0.2), AMBER, (11 - index) / 13)
        canvas.ring(520, 450, index * 86, colour, 16)
    canvas.disc(520, 450, 62, GOLD)
    canvas.disc(520, 450, 30, PAPER)
    for index, (x, y) in enumerate([(900, 300), (1180, 520), (980, 700), (1390, 250), (1340, 760)]):
        canvas.disc(x, y, 30, (POMEGRANATE, LEAF, SKY, SAND, POMEGRANATE)[index])
        canvas.disc(x, y, 13, PAPER)
    return canvas


DRAWINGS = {
    "routes": routes, "open-door": open_door, "sheets": sheets, "arches": arches, "kites": kites,
    "window": window, "mountains": mountains, "round-table": round_table, "bay": bay, "carpet": carpet,
    "lattice": lattice, "ramp": ramp, "tree": tree, "books": books, "scales": scales, "stars": stars,
    "signal": signal,
}  # fmt: skip


def draw_all(folder=FOLDER):
    for name, drawing in DRAWINGS.items():
        drawing().finish().save(folder / f"{name}.webp", quality=42, method=6)


if __name__ == "__main__":
    draw_all()
