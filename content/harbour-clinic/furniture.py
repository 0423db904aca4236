"""Counter, desk with its drawer, chairs, table, plants, pictures, clock."""

import math
import random

from mathutils import Vector

from layout import COUNTER, COUNTER_TOP, DESK, DESK_TOP, X0, Y0, Y1
from tools.content import shapes
from tools.content.part import Part, empty


def build(cells):
    counter()
    desk()
    drawer()
    for i, y in enumerate((-1.72, -1.02, 0.16)):
        chair(f"Chair_{i + 1}", (-2.72, y, 0), 90)
    chair("Chair_4", (2.78, -0.55, 0), -90)
    chair("Chair_5", (2.78, 0.15, 0), -90)
    side_table()
    plant("Plant_1", (-2.86, 1.36, 0), 1.32, 34, 11)
    plant("Plant_2", (0.12, 2.27, 0), 1.00, 28, 12)
    plant("Plant_3", (-0.25, -2.25, 0), 1.15, 30, 13)
    pictures(cells)


def counter():
    """The reception counter: white body, oak slats and top, light under the top and at the toe."""
    cx, cy = COUNTER
    part = Part("Counter", lightmap=0.8, collide=True)
    part.box((2.5, 0.52, 0.085), (cx, cy + 0.02, 0.0405), "dark", 0.004, hide="-z+z")
    part.box((2.56, 0.56, 0.98), (cx, cy, 0.57), "laminate", 0.012, 3)
    part.box((2.42, 0.002, 0.86), (cx, cy - 0.281, 0.56), "dark", 0, hide="+y")  # felt behind the slats
    part.box((2.72, 0.66, 0.045), (cx, cy - 0.02, COUNTER_TOP - 0.0225), "oak", 0.012, 3, swap=True)
    part.box((2.5, 0.60, 0.035), (cx, cy + 0.585, 0.74), "oak", 0.008, 2, swap=True)
    for x in (-1.18, 1.18):
        part.box((0.04, 0.56, 0.724), (cx + x, cy + 0.57, 0.362), "laminate", 0.006, hide="-z")
    part.done()
    slats = Part("Counter_Slats", lightmap=1.0)
    slats.slats(46, 2.4 / 45, (0.036, 0.022, 0.84), (cx, cy - 0.292, 0.56), "oak").done()
    strips = Part("Counter_Strips", smooth_deg=0)
    strips.box((2.4, 0.014, 0.014), (cx, cy - 0.302, 1.050), "led_strip", 0)
    strips.box((2.4, 0.014, 0.014), (cx, cy - 0.285, 0.078), "led_strip", 0).done()


def desk():
    """The low desk beside the counter, hollow where the drawer runs."""
    x, y = DESK
    part = Part("Desk", lightmap=0.8, collide=True)
    part.add(
        lambda bm: shapes.wall(bm, 0.90, 0.722, [(0.20, 0.70, 0.515, 0.700)], 0.02),
        "laminate",
        (x - 0.45, y - 0.30, 0),
    )
    part.box((0.90, 0.60, 0.722), (x, y, 0.361), "laminate", 0, hide="-z-y+z")
    cavity = Vector((x, y - 0.03, 0.6075))
    for size, at in (
        ((0.50, 0.50, 0.004), (0, 0, -0.0945)),
        ((0.50, 0.50, 0.004), (0, 0, 0.0945)),
        ((0.004, 0.50, 0.185), (-0.252, 0, 0)),
        ((0.004, 0.50, 0.185), (0.252, 0, 0)),
        ((0.50, 0.004, 0.185), (0, 0.252, 0)),
    ):
        part.box(size, cavity + Vector(at), "dark", 0)
    part.box((0.98, 0.68, 0.04), (x + 0.01, y - 0.02, DESK_TOP - 0.02), "oak", 0.012, 3, swap=True)
    part.done()


def drawer():
    """Slides towards the room; its lock turns about the drawer's own depth axis."""
    x, y = DESK
    part = Part("Drawer", (x, y - 0.318, 0.6075), slide_m=[0.0, 0.0, 0.34])
    part.box((0.492, 0.018, 0.177), (0, 0, 0), "laminate", 0.003)
    part.box((0.44, 0.40, 0.008), (0, 0.215, -0.075), "oak", 0, swap=True)
    for sx in (-0.216, 0.216):
        part.box((0.010, 0.40, 0.11), (sx, 0.215, -0.018), "oak", 0.001, 1, swap=True)
    part.box((0.422, 0.010, 0.10), (0, 0.41, -0.022), "oak", 0.001, 1)
    part.tube(
        [(-0.09, -0.008, -0.01), (-0.09, -0.036, -0.01), (0.09, -0.036, -0.01), (0.09, -0.008, -0.01)],
        0.006,
        "steel",
        10,
    )
    body = part.done()
    empty("Drawer_Inside", (0, 0.20, -0.068), parent=body, socket=True)
    key = Part("Drawer_Key", (0.17, -0.0095, 0.045), parent=body)
    key.lathe([(0.014, 0), (0.014, 0.004), (0.011, 0.006)], (0, 0, 0), "steel", 24, (90, 0, 0))
    key.box((0.003, 0.018, 0.007), (0, -0.012, 0), "brass", 0.0006, 1)
    key.add(
        lambda bm: shapes.lathe(bm, [(0.0125, -0.0013), (0.0125, 0.0013)], 20),
        "brass",
        (0, -0.030, 0),
        (0, 90, 0),
    )
    key.done()


def chair(name, at, turn):
    """A visitor's chair: dark tube frame, teal fabric, oak arms."""
    part = Part(name, at, (0, 0, turn), lightmap=0.45, smooth_deg=50, collide=True)
    for x in (-0.23, 0.23):
        part.tube([(x, -0.22, 0), (x, -0.225, 0.22), (x, -0.23, 0.42)], 0.012, "dark", 8)
        part.tube(
            shapes.bezier((x, 0.24, 0), (x, 0.23, 0.25), (x, 0.21, 0.42), (x, 0.30, 0.86), 9),
            0.012,
            "dark",
            8,
        )
        part.tube(
            shapes.bezier((x, -0.23, 0.42), (x, -0.235, 0.62), (x, -0.20, 0.645), (x, 0.235, 0.635), 9),
            0.012,
            "dark",
            8,
        )
        part.tube([(x, -0.23, 0.41), (x, 0.215, 0.40)], 0.011, "dark", 8)
        part.box((0.05, 0.30, 0.022), (x, 0, 0.655), "oak", 0.009, 2, swap=True)
    for y in (-0.2, 0.2):
        part.tube([(-0.23, y, 0.40), (0.23, y, 0.40)], 0.011, "dark", 8)
    part.box((0.47, 0.48, 0.075), (0, -0.005, 0.455), "fabric", 0.032, 3)
    part.box((0.46, 0.06, 0.38), (0, 0.245, 0.73), "fabric", 0.028, 3, turn_deg=(-10, 0, 0))
    return part.done()


def side_table():
    table = Part("Table", (-2.72, -0.43, 0), lightmap=0.5, collide=True)
    table.lathe([(0.25, 0.43), (0.262, 0.436), (0.262, 0.452), (0.25, 0.458)], (0, 0, 0), "oak", 48)
    table.tube([(0, 0, 0.02), (0, 0, 0.43)], 0.02, "dark", 16)
    table.lathe([(0.17, 0), (0.175, 0.004), (0.17, 0.014), (0.03, 0.022)], (0, 0, 0), "dark", 40)
    table.done()
    reading = Part("Table_Magazines", (-2.73, -0.43, 0.458))
    for i, (mat, width) in enumerate((("teal", 0.20), ("paper", 0.20), ("red", 0.19))):
        reading.box(
            (width, 0.27, 0.008), (0.012 * i, 0, 0.0045 + 0.0086 * i), mat, 0.002, 1, (0, 0, 12 + 20 * i)
        )
    reading.done()


def plant(name, at, height, n_leaves, seed):
    """A potted plant with long folded leaves that bend under their weight."""
    pot = Part(f"{name}_Pot", at, lightmap=0.5, collide=True)
    pot.lathe(
        [
            (0.13, 0),
            (0.145, 0.01),
            (0.185, 0.36),
            (0.195, 0.38),
            (0.185, 0.385),
            (0.172, 0.37),
            (0.168, 0.33),
        ],
        (0, 0, 0),
        "pot",
        32,
        cap=False,
    )
    pot.lathe([(0.17, 0.33), (0.001, 0.338)], (0, 0, 0), "soil", 32, cap=False)
    pot.done()
    rng, part = random.Random(seed), Part(f"{name}_Leaves", at, smooth_deg=80)
    for i in range(n_leaves):
        _leaf(part, rng, i / n_leaves, i * 2.39996 + rng.uniform(-0.2, 0.2), height)
    part.done()


def _leaf(part, rng, t, angle, height):
    """One stalk and its leaf; t runs from the lowest, widest leaf to the highest."""
    away = Vector((math.cos(angle), math.sin(angle), 0))
    length = 0.26 + 0.20 * rng.random()
    reach = 0.06 + 0.22 * (1 - t * 0.6) * rng.uniform(0.8, 1.15)
    tip = away * reach + Vector((0, 0, 0.42 + (height - 0.40) * (0.20 + 0.80 * t) * rng.uniform(0.86, 1.04)))
    foot = away * 0.04 + Vector((0, 0, 0.325))
    stalk = shapes.bezier(foot, foot + Vector((0, 0, 0.22)), tip - Vector((0, 0, 0.12)) - away * 0.05, tip, 5)
    part.tube(stalk, [0.0055 - 0.0006 * k for k in range(6)], "stem", 5, cap=False)
    along = (away * 0.75 + Vector((0, 0, 0.65 - 0.7 * (1 - t)))).normalized()
    side = along.cross(Vector((0, 0, 1))).normalized()
    up, width, n, wave = side.cross(along), 0.040 + 0.018 * rng.random(), 8, rng.uniform(0, 6)
    rows = []
    for k in range(n + 1):
        u = k / n
        w = max(0.0015, width * math.sin(math.pi * u**0.62) ** 0.85 * (1 - 0.25 * u))
        spine = tip + along * length * u - Vector((0, 0, 1)) * length * 0.55 * u * u * (1.15 - t * 0.5)
        ripple = 0.12 * w * math.sin(wave + u * 9)
        rows.append(
            [spine + side * w * s + up * (0.42 * w * abs(s) + ripple * s) for s in (-1, -0.5, 0, 0.5, 1)]
        )
    part.add(lambda bm: shapes.grid(bm, rows), "leaf" if rng.random() < 0.7 else "leaf_light")


def pictures(cells):
    """Two framed pictures, the clock."""
    part = Part("Wall_Pictures", lightmap=0.6)
    part.box((0.04, 0.74, 0.74), (X0 + 0.019, 1.75, 1.55), "oak", 0.006, tile=0.5)
    part.plate(0.66, 0.66, (X0 + 0.0405, 1.75, 1.55), cells["hills_picture"], turn_deg=(0, 0, 90))
    part.box((0.60, 0.04, 0.78), (-1.9, Y0 + 0.019, 1.55), "oak", 0.006, tile=0.5)
    part.plate(0.525, 0.70, (-1.9, Y0 + 0.0405, 1.55), cells["sails_picture"], turn_deg=(0, 0, 180))
    clock(part, (0.42, Y1, 2.15), cells)
    part.done()


def clock(part, at, cells):
    """A wall clock that faces -Y; `at` is on the wall."""
    profile = [(0.15, 0), (0.16, 0.004), (0.16, 0.03), (0.15, 0.034), (0.146, 0.03)]
    part.lathe(profile, at, "dark", 40, (90, 0, 0))
    part.disc(0.147, (at[0], at[1] - 0.0335, at[2]), cells["clock_face"])
