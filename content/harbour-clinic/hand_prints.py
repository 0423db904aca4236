"""The eight pictures beside the handrub, one for each part of rubbing hands: own drawings of two hands, left dark and right light.

What is rubbed in which order follows WHO's guidelines; the pictures do not.
"""

import math

from signs import INK, PAPER, TEAL
from tools.content.drawing import Canvas

LEFT, RIGHT, EDGE, MOVES = "#8f6a52", "#e0ac87", "#3d2c20", "#0b6470"
NAMES = ("palmful", "palms", "backs", "between", "knuckles", "thumbs", "tips", "dry")


def hand(c, at, turn_deg, colour, side=1, fingers=4, thumb=True, size=1.0, long=34):
    """A flat hand: wrist at `at`, fingers along `turn_deg` clockwise from the top; `side` 1 has its thumb on the right."""
    turn = math.radians(turn_deg)

    def place(across, along):
        return (
            at[0] + size * (across * math.cos(turn) + along * math.sin(turn)),
            at[1] + size * (across * math.sin(turn) - along * math.cos(turn)),
        )

    def stroke(a, b, wide, tint):
        c.line([place(*a), place(*b)], tint, wide * size)

    for tint, more in ((EDGE, 3), (colour, 0)):
        stroke((0, -14), (0, 8), 20 + more, tint)
        stroke((-6, 10), (-6, 28), 17 + more, tint)
        stroke((7, 10), (7, 28), 17 + more, tint)
        if thumb:
            stroke((side * 10, 6), (side * 25, 26), 9 + more, tint)
        for i in range(fingers):
            across = -12 + i * 8
            stroke((across, 26), (across * 1.12, 30 + long - 5 * abs(i - 1.4)), 7.4 + more, tint)


def fist(c, at, colour, size=1.0):
    """Bent fingers from outside."""
    x, y = at
    c.rect(x - 27 * size, y - 21 * size, x + 27 * size, y + 21 * size, colour, 13 * size, EDGE, 2)
    for i in (-1, 0, 1):
        c.line([(x + i * 13 * size, y - 18 * size), (x + i * 13 * size, y + 4 * size)], EDGE, 2, False)


def round_arrow(c, x, y, r, from_deg, to_deg):
    points = [(x + r * math.sin(math.radians(a)), y - r * math.cos(math.radians(a))) for a in range(from_deg, to_deg + 1, 10)]
    c.line(points, MOVES, 5, False)
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    c.shape([(x1 + 11 * dx, y1 + 11 * dy), (x1 - 9 * dy, y1 + 9 * dx), (x1 + 9 * dy, y1 - 9 * dx)], MOVES)


def to_and_fro(c, x, y, half, turn_deg=90):
    dx, dy = half * math.sin(math.radians(turn_deg)), -half * math.cos(math.radians(turn_deg))
    c.arrow(x, y, x + dx, y + dy, MOVES, 5, 14)
    c.arrow(x, y, x - dx, y - dy, MOVES, 5, 14)


def palmful(c):
    hand(c, (34, 96), 74, RIGHT, -1)
    c.shape([(86, 30), (100, 56), (86, 70), (72, 56)], "#4aa5b0")
    c.oval(86, 57, 14, fill="#4aa5b0")


def palms(c):
    hand(c, (44, 112), 14, LEFT, 1)
    hand(c, (92, 112), -14, RIGHT, -1)
    round_arrow(c, 70, 40, 25, -70, 200)


def backs(c):
    hand(c, (62, 116), 0, LEFT, 1)
    hand(c, (112, 74), -72, RIGHT, 1)
    to_and_fro(c, 62, 118, 26)


def between(c):
    hand(c, (34, 98), 52, LEFT, -1)
    hand(c, (102, 98), -52, RIGHT, 1)
    to_and_fro(c, 68, 116, 20)


def knuckles(c):
    fist(c, (60, 84), LEFT)
    fist(c, (80, 54), RIGHT)
    to_and_fro(c, 70, 116, 26)


def thumbs(c):
    hand(c, (34, 104), 30, LEFT, 1, fingers=0)
    c.line([(58, 78), (88, 46)], EDGE, 15)
    c.line([(58, 78), (88, 46)], LEFT, 12)
    fist(c, (88, 66), RIGHT, 0.85)
    round_arrow(c, 92, 58, 33, -40, 130)


def tips(c):
    hand(c, (28, 94), 78, LEFT, -1)
    hand(c, (108, 22), 205, RIGHT, 1, long=24)
    round_arrow(c, 76, 104, 17, -60, 210)


def dry(c):
    hand(c, (42, 116), -8, LEFT, 1)
    hand(c, (98, 116), 8, RIGHT, -1)
    for x, y in ((20, 34), (70, 22), (120, 34)):
        for a in range(0, 180, 45):
            dx, dy = 9 * math.cos(math.radians(a)), 9 * math.sin(math.radians(a))
            c.line([(x - dx, y - dy), (x + dx, y + dy)], "#d99a1c", 3, False)


def tile(number, draw):
    c = Canvas(140, 140, PAPER)
    draw(c)
    c.oval(17, 17, 14, fill="#b5551a")
    c.text(17, 17, str(number), 19, "#ffffff", "bold", "mm")
    return c.done()


def heading():
    c = Canvas(560, 44, TEAL)
    c.text(280, 22, "Rub all of both hands: 20 to 30 seconds", 25, "#ffffff", "bold", "mm")
    return c.done()


def all_prints():
    drawn = (palmful, palms, backs, between, knuckles, thumbs, tips, dry)
    return {f"hands_{i + 1}": tile(i + 1, draw) for i, draw in enumerate(drawn)} | {"hands_heading": heading()}


def sheet(path):
    """All of them beside one another, to look at."""
    from PIL import Image

    made = list(all_prints().values())[:8]
    out = Image.new("RGB", (4 * 150, 2 * 150), INK)
    for i, picture in enumerate(made):
        out.paste(picture, (5 + i % 4 * 150, 5 + i // 4 * 150))
    out.save(path)
