"""Benches, sink, ultrasonic bath, sealer, shelves, hooks and boards: what stands still in the room."""

import random

from measures import BAY, BENCH, NORTH, SINK, SOUTH, WEST, X0, X1, Y0, Y1
from tools.content import shapes
from tools.content.part import Part, empty

TOP = 0.035  # thickness of the worktops


def build(cells):
    north_bench()
    south_bench()
    west_bench()
    tap()
    ultrasonic(cells)
    sealer(cells)
    shelves(cells)
    wall_shelf()
    zone_signs(cells)
    hooks()
    bin_and_mat()


def fronts(part, x0, x1, y, towards, n, drawers=False):
    """A row of cabinet doors or drawers between x0 and x1; `towards` is -1 where they look to -Y."""
    w = (x1 - x0) / n
    rows = ((0.12, 0.36), (0.37, 0.61), (0.62, 0.855)) if drawers else ((0.12, 0.855),)
    for i in range(n):
        for z0, z1 in rows:
            x, z = x0 + w * (i + 0.5), (z0 + z1) / 2
            part.box((w - 0.006, 0.018, z1 - z0 - 0.004), (x, y, z), "cabinet", 0.003, 1)
            part.tube([(x - 0.06, y + towards * 0.026, z1 - 0.05), (x + 0.06, y + towards * 0.026, z1 - 0.05)], 0.005, "brushed", 8)
            for dx in (-0.05, 0.05):
                part.tube([(x + dx, y + towards * 0.008, z1 - 0.05), (x + dx, y + towards * 0.026, z1 - 0.05)], 0.004, "brushed", 6)


def north_bench():
    """Where things are sterilized; open under the autoclave, so that its water can run down into a container."""
    x0, x1, front = NORTH
    mid, depth = (front + Y1) / 2, Y1 - front
    part = Part("Bench_North", lightmap=0.9, collide=True)
    part.box((x1 - x0, depth, TOP), ((x0 + x1) / 2, mid, BENCH - TOP / 2), "worktop", 0.006, 2, hide="+y")
    for a, b in ((x0, BAY[0]), (BAY[1], x1)):
        part.box((b - a, depth - 0.06, 0.77), ((a + b) / 2, mid + 0.03, 0.48), "cabinet", 0.002, 1, hide="-z+z+y")
        part.box((b - a - 0.02, depth - 0.12, 0.10), ((a + b) / 2, mid + 0.05, 0.05), "bezel", 0, hide="-z+z+y")
    part.box((BAY[1] - BAY[0] - 0.002, depth - 0.07, 0.03), ((BAY[0] + BAY[1]) / 2, mid + 0.03, BAY[2] - 0.015), "cabinet", 0.002, 1)
    part.box((BAY[1] - BAY[0], 0.02, 0.77), ((BAY[0] + BAY[1]) / 2, Y1 - 0.03, 0.48), "cabinet", 0)
    fronts(part, x0 + 0.62, BAY[0] - 0.003, front + 0.045, -1, 1)
    fronts(part, BAY[1] + 0.003, x1 - 0.003, front + 0.045, -1, 2, drawers=True)
    part.done()


def south_bench():
    """Where dirty instruments come in: sink, draining board, ultrasonic bath."""
    x0, x1, front = SOUTH
    sx0, sx1, sy0, sy1, deep = SINK
    part = Part("Bench_South", lightmap=0.7, collide=True)
    z = BENCH - TOP / 2
    for a, b, c, d in ((x0, sx0, Y0, front), (sx1, x1, Y0, front), (sx0, sx1, Y0, sy0), (sx0, sx1, sy1, front)):
        part.box((b - a, d - c, TOP), ((a + b) / 2, (c + d) / 2, z), "worktop", 0, hide="-y" if c == Y0 else "")
    mid = (Y0 + front) / 2
    part.box((x1 - x0, front - Y0 - 0.06, 0.77), ((x0 + x1) / 2, mid - 0.03, 0.48), "cabinet", 0.002, 1, hide="-z+z-y")
    part.box((x1 - x0 - 0.02, front - Y0 - 0.12, 0.10), ((x0 + x1) / 2, mid - 0.05, 0.05), "bezel", 0, hide="-z+z-y")
    fronts(part, x0 + 0.62, x1 - 0.003, front - 0.045, 1, 4)
    part.done()
    basin = Part("Sink", lightmap=0.8)

    def bowl(bm):
        """Four walls and a floor, seen from inside."""
        a, b, c, d, e, f = sx0 + 0.003, sx1 - 0.003, sy0 + 0.003, sy1 - 0.003, BENCH - deep, BENCH + 0.002
        shapes.quad(bm, (a, c, e), (b, c, e), (b, d, e), (a, d, e))
        shapes.quad(bm, (a, d, e), (b, d, e), (b, d, f), (a, d, f))
        shapes.quad(bm, (b, c, e), (a, c, e), (a, c, f), (b, c, f))
        shapes.quad(bm, (a, c, e), (a, d, e), (a, d, f), (a, c, f))
        shapes.quad(bm, (b, d, e), (b, c, e), (b, c, f), (b, d, f))

    basin.add(bowl, "brushed")
    for size, at in (
        ((sx1 - sx0 + 0.05, 0.025, 0.006), ((sx0 + sx1) / 2, sy0 - 0.0125, BENCH + 0.003)),
        ((sx1 - sx0 + 0.05, 0.025, 0.006), ((sx0 + sx1) / 2, sy1 + 0.0125, BENCH + 0.003)),
        ((0.025, sy1 - sy0, 0.006), (sx0 - 0.0125, (sy0 + sy1) / 2, BENCH + 0.003)),
        ((0.025, sy1 - sy0, 0.006), (sx1 + 0.0125, (sy0 + sy1) / 2, BENCH + 0.003)),
    ):
        basin.box(size, at, "brushed", 0.002, 1)
    basin.lathe([(0.045, 0), (0.045, 0.004), (0.03, 0.002)], ((sx0 + sx1) / 2, 7.42, BENCH - deep), "polished", 24)
    basin.done()
    empty("Sink_Basin", ((sx0 + sx1) / 2, 7.5, BENCH - deep + 0.012), socket=True)
    rack = Part("Drying_Rack", (-2.60, 7.47, BENCH))
    for x in (-0.17, 0.17):
        rack.tube([(x, -0.16, 0.012), (x, 0.16, 0.012)], 0.005, "polished", 8)
    for y in (-0.16, -0.08, 0.0, 0.08, 0.16):
        rack.tube([(-0.17, y, 0.012), (0.17, y, 0.012)], 0.004, "polished", 8)
    for x in (-0.15, 0.15):
        for y in (-0.14, 0.14):
            rack.tube([(x, y, 0.0), (x, y, 0.012)], 0.006, "rubber", 8)
    made = rack.done()
    empty("Drying_Place", (0, 0, 0.020), parent=made, socket=True)


def west_bench():
    """Where clean instruments are checked and packed, in the daylight."""
    part = Part("Bench_West", lightmap=0.9, collide=True)
    y0, y1 = SOUTH[2], NORTH[2]
    part.box((WEST - X0, y1 - y0 - 0.002, TOP), ((X0 + WEST) / 2, (y0 + y1) / 2, BENCH - TOP / 2), "worktop", 0, hide="-x")
    for y in (y0 + 0.02, (y0 + y1) / 2, y1 - 0.02):
        part.box((WEST - X0 - 0.08, 0.03, BENCH - TOP), ((X0 + WEST) / 2, y, (BENCH - TOP) / 2), "cabinet", 0.002, 1, hide="-z+z")
    part.box((WEST - X0 - 0.12, y1 - y0 - 0.08, 0.025), ((X0 + WEST) / 2 - 0.02, (y0 + y1) / 2, 0.40), "cabinet", 0.002, 1)
    part.done()
    stock = Part("Bench_Stock", lightmap=0.3)
    rng = random.Random(4)
    for i, y in enumerate((8.02, 8.36, 8.92, 9.26)):
        size = (0.34, 0.26, rng.uniform(0.16, 0.26))
        mat = ("card", "trim", "card", "teal")[i]
        stock.box(size, (-2.92, y, 0.4125 + size[2] / 2), mat, 0.005, 1)
    stock.done()


def tap():
    """A mixer over the sink; its lever is pressed, and water runs."""
    x, y = (SINK[0] + SINK[1]) / 2, 7.232
    root = empty("Sink_Tap", (x, y, BENCH))
    part = Part("Sink_Tap_Body", parent=root)
    part.lathe([(0.026, 0), (0.026, 0.006), (0.018, 0.012), (0.018, 0.10)], (0, 0, 0), "polished", 24)
    neck = [(0, 0, 0.10), *shapes.arc(0.09, 180, 0, 14, (0, 0.09, 0.26), "yz"), (0, 0.18, 0.235)]
    part.tube(neck, 0.011, "polished", 12)
    part.done()
    lever = Part("Sink_Tap_Lever", (0.018, 0, 0.075), parent=root)
    lever.tube([(0, 0, 0), (0.03, 0, 0.004), (0.085, 0.012, 0.03)], [0.012, 0.010, 0.006], "polished", 10).done()
    water = Part("Tap_Water", (x, y + 0.18, BENCH + 0.225))
    water.tube([(0, 0, 0), (0.001, 0, -0.2), (0, 0, -0.40)], [0.006, 0.0045, 0.006], "glass_water", 10, cap=False).done()


def ultrasonic(cells):
    part = Part("Ultrasonic", (-0.98, 7.48, BENCH), (0, 0, 180), lightmap=0.4)
    part.box((0.42, 0.32, 0.22), (0, 0, 0.118), "brushed", 0.012, 3)
    part.box((0.40, 0.30, 0.03), (0, 0, 0.242), "housing", 0.010, 3)
    part.tube([(-0.06, 0, 0.258), (-0.06, 0, 0.275), (0.06, 0, 0.275), (0.06, 0, 0.258)], 0.007, "bezel", 8)
    part.plate(0.20, 0.04, (-0.05, -0.1605, 0.165), cells["bath_label"], thick=0.002)
    part.lathe([(0.022, 0), (0.022, 0.016), (0.018, 0.019)], (0.13, -0.158, 0.165), "bezel", 20, (90, 0, 0))
    for x in (-0.17, 0.17):
        for y in (-0.12, 0.12):
            part.box((0.03, 0.03, 0.012), (x, y, 0.005), "rubber", 0.003, 1)
    part.done()


def sealer(cells):
    """A heat sealer and its roll of pouches, at the window."""
    part = Part("Sealer", (-2.98, 8.22, BENCH), (0, 0, 90), lightmap=0.4)
    part.box((0.46, 0.20, 0.10), (0, 0, 0.055), "housing", 0.015, 3)
    part.box((0.42, 0.05, 0.03), (0, -0.05, 0.118), "bezel", 0.008, 2)
    part.box((0.10, 0.002, 0.035), (0.14, -0.101, 0.06), "bezel", 0)
    part.lathe([(0.06, -0.15), (0.06, 0.15)], (0, 0.04, 0.19), "pouch", 28, (0, 90, 0))
    part.tube([(-0.19, 0.04, 0.19), (0.19, 0.04, 0.19)], 0.014, "brushed", 12)
    for x in (-0.19, 0.19):
        part.box((0.008, 0.03, 0.11), (x, 0.04, 0.15), "brushed", 0.001, 1)
    part.done()


def shelves(cells):
    """Closed below, open above: sterile packs, by the door where clean things leave."""
    x0, x1, front = NORTH[1], X1, 9.78
    cx, cy, w, d = (x0 + x1) / 2, (front + Y1) / 2, x1 - x0, Y1 - front
    part = Part("Shelves", lightmap=0.8, collide=True)
    for x in (x0 + 0.0105, x1 - 0.0105):
        part.box((0.019, d, 2.10), (x, cy, 1.05), "cabinet", 0.002, 1, hide="-z+y")
    part.box((w - 0.04, 0.012, 2.06), (cx, Y1 - 0.007, 1.05), "cabinet", 0)
    for z in (0.10, 0.90, 1.27, 1.64, 2.085):
        part.box((w - 0.04, d - 0.014, 0.022), (cx, cy - 0.007, z), "cabinet", 0.002, 1)
    fronts(part, x0 + 0.004, x1 - 0.004, front - 0.009, -1, 2)
    part.done()
    packs, rng = Part("Shelves_Packs"), random.Random(7)
    for z, n in ((0.912, 4), (1.282, 5), (1.652, 4)):
        step = (w - 0.10) / n
        for i in range(n):
            x, high = x0 + 0.05 + step * (i + 0.5), rng.uniform(0.10, 0.19)
            if (i + int(z * 10)) % 3 == 0:
                packs.box((step - 0.03, 0.26, high), (x, cy - 0.02, z + high / 2), "wrap", 0.012, 2)
                packs.box((0.02, 0.262, high + 0.002), (x + 0.03, cy - 0.02, z + high / 2), "tape", 0.002, 1)
            else:
                for k in range(int(high / 0.022)):
                    packs.box((step - 0.035, 0.24, 0.016), (x + rng.uniform(-0.006, 0.006), cy - 0.02, z + 0.009 + k * 0.021), "pouch", 0.004, 1)
                    packs.box((step - 0.05, 0.20, 0.004), (x, cy - 0.02, z + 0.019 + k * 0.021), "pouch_film", 0.001, 1)
    packs.done()


def wall_shelf():
    """Over the south bench."""
    part = Part("Wall_Shelf", lightmap=0.5)
    part.box((1.5, 0.24, 0.025), (-2.2, Y0 + 0.121, 1.52), "cabinet", 0.003, 1, hide="-y")
    for x in (-2.85, -1.55):
        part.box((0.02, 0.20, 0.12), (x, Y0 + 0.10, 1.449), "brushed", 0.002, 1, hide="-y")
    part.done()
    boxes = Part("Wall_Shelf_Boxes", lightmap=0.3)
    rng, x = random.Random(11), -2.86
    for mat in ("teal", "trim", "card", "trim", "wrap", "teal"):
        w, h = rng.uniform(0.14, 0.22), rng.uniform(0.14, 0.24)
        boxes.box((w, 0.17, h), (x + w / 2, Y0 + 0.12, 1.533 + h / 2), mat, 0.004, 1)
        x += w + 0.02
    boxes.done()


def zone_signs(cells):
    """The way things go: dirty, pack, clean."""
    part = Part("Zone_Signs", smooth_deg=0)
    part.plate(0.42, 0.13, (-1.05, Y0 + 0.004, 1.62), cells["zone_dirty"], turn_deg=(0, 0, 180))
    part.plate(0.42, 0.13, (X0 + 0.004, 9.78, 1.62), cells["zone_pack"], turn_deg=(0, 0, 90))
    part.plate(0.42, 0.13, (-0.72, Y1 - 0.004, 1.92), cells["zone_clean"])
    part.done()


def hooks():
    """A rail for what protects hands and eyes, on the wall beside the door."""
    part = Part("Hook_Rail", lightmap=0.4)
    part.box((0.018, 0.64, 0.07), (X1 - 0.009, 8.57, 1.56), "oak", 0.004, hide="+x")
    for y in (8.35, 8.57, 8.79):
        part.tube([(X1 - 0.016, y, 1.55), (X1 - 0.055, y, 1.545), (X1 - 0.06, y, 1.57)], 0.005, "brushed", 8)
    part.done()


def bin_and_mat():
    part = Part("Pedal_Bin", (0.18, 9.50, 0), lightmap=0.4, collide=True)
    part.lathe([(0.13, 0), (0.135, 0.01), (0.14, 0.40), (0.138, 0.41)], (0, 0, 0), "brushed", 32)
    part.lathe([(0.142, 0.412), (0.142, 0.425), (0.10, 0.452), (0.01, 0.46)], (0, 0, 0), "bezel", 32)
    part.box((0.07, 0.05, 0.014), (0, -0.155, 0.02), "bezel", 0.004, 1)
    part.done()
