"""The yard behind the clinic: ground, facade with the exit, hedge, gate, car park and sky. Any scene with the way out can build it.

Its pictures come from `yard_pictures`, its signs from `wing_signs`, what one uses at the assembly point from `assembly`.
"""

import math
import random

from mathutils import Vector

import rooms
from layout import EXIT_DOOR
from tools.content import shapes
from tools.content.materials import Surface
from tools.content.part import Part
from wing import CAR_PARK, COPIER_WINDOW, EAST, GATE, HEDGE_Y, NORTH, NORTH_WEST, PATH, ROOF, STEP, WEST, YARD

SURFACES = {
    "render": Surface("#ddd6c8", 0.90, normal="plaster_nrm", normal_strength=0.5),
    "plinth": Surface("#7d8286", 0.85, normal="plaster_nrm", normal_strength=0.5),
    "grass": Surface(rough=0.95, picture="grass_col", tile_metres=2.4, specular=0.0),  # blades and leaves mirror nothing as a sheet would
    "asphalt": Surface(rough=0.92, picture="asphalt_col", tile_metres=1.6),
    "slabs": Surface(rough=0.85, picture="slabs_col", tile_metres=1.2),
    "kerb": Surface("#b4b1aa", 0.90),
    "line": Surface("#e8e6df", 0.80),
    "gate_blue": Surface("#1e5aa0", 0.40),
    "bark": Surface("#5b4636", 0.90),
    "hedge": Surface("#a8b89c", 0.85, picture="foliage_col", tile_metres=1.1, specular=0.0),
    "crown": Surface(rough=0.85, picture="foliage_col", tile_metres=1.4, specular=0.0),
    "frosted_white": Surface("#f4f1e8", 0.5),
    "pane": Surface("#26343b", 0.08),
    "sky": Surface("#000000", 1.0, glow_picture="sky", glow_strength=1.0, specular=0.0),
}


def build(cells):
    ground()
    facade()
    hedges()
    gate()
    cars()
    for i, (x, y, height, seed) in enumerate(((-7.5, 15.5, 5.6, 4), (-4.2, 23.6, 6.4, 9), (12.2, 11.2, 5.2, 2), (-11.0, 10.5, 6.0, 6))):
        tree(f"Tree_{i + 1}", (x, y), height, seed)
    sky()


def plate(name, x0, x1, y0, y1, mat, z=0.0, share=0.08, floor=True):
    """Ground, in squares of about 3 m so that its light is not one chart too long for the lightmap."""
    extras = {"floor": True} if floor else {}
    part = Part(name, lightmap=share, smooth_deg=0, **extras)
    nx, ny = max(1, round((x1 - x0) / 3)), max(1, round((y1 - y0) / 3))
    rows = [[(x0 + (x1 - x0) * i / nx, y0 + (y1 - y0) * j / ny, z) for i in range(nx + 1)] for j in range(ny + 1)]
    part.add(lambda bm: shapes.grid(bm, rows), mat)
    return part.done()


def ground():
    """Lawn around a path of slabs, and the edge of the car park behind a kerb."""
    x0, x1, y0, y1 = YARD
    p0, p1, from_y, to_y = PATH
    c0, c1, c_from, c_to = CAR_PARK
    plate("Yard_Lawn", x0, x1, y0, y1, "grass", -0.05, 0.06)
    plate("Yard_Path", p0, p1, from_y - 0.1, to_y, "slabs", 0.0, 0.20)
    plate("Yard_Place", p0 - 0.6, c0 - 0.15, to_y, 20.9, "slabs", 0.0, 0.14)
    plate("CarPark", c0, c1, c_from, c_to, "asphalt", -0.03, 0.06)
    edges = Part("Yard_Edging", lightmap=0.10)
    for x0, y0, x1, y1 in (
        (p0 - 0.08, from_y, p0, to_y),
        (p1, from_y, p1 + 0.08, to_y),
        (p0 - 0.68, to_y - 0.08, p0 - 0.08, to_y),
        (p1 + 0.08, to_y - 0.08, c0 - 0.15, to_y),
        (p0 - 0.68, to_y, p0 - 0.60, 20.98),
        (p0 - 0.60, 20.90, c0 - 0.15, 20.98),
    ):
        edges.box((x1 - x0, y1 - y0, 0.09), ((x0 + x1) / 2, (y0 + y1) / 2, -0.037), "kerb", 0.008, 1, hide="-z")
    edges.done()
    kerbs = Part("CarPark_Kerb", lightmap=0.06)
    kerbs.box((0.15, c_to - c_from + 0.3, 0.12), (c0 - 0.075, (c_from + c_to) / 2, -0.035), "kerb", 0.015, hide="-z")
    for y in (c_from - 0.075, c_to + 0.075):
        kerbs.box((c1 - c0, 0.15, 0.12), ((c0 + c1) / 2, y, -0.035), "kerb", 0.015, hide="-z")
    kerbs.done()
    lines = Part("CarPark_Lines", smooth_deg=0)
    for i in range(5):
        lines.box((0.09, 4.6, 0.004), (c0 + 1.6 + i * 2.5, c_to - 2.4, -0.030), "line", 0, hide="-z")
    lines.done()


def facade():
    """The clinic's outer walls with windows, a plinth, the roof's edge and a canopy over the exit."""
    walls = Part("Facade", lightmap=0.16, smooth_deg=0, collide=True)
    e0, e1, e_top = EXIT_DOOR
    w0, w1, low, high = COPIER_WINDOW
    walls.wall((EAST, NORTH), (STEP, NORTH), ROOF, "render", [(EAST - e1, EAST - e0, -0.05, e_top)], 0.0, -0.05)
    walls.wall((STEP, NORTH), (STEP, NORTH_WEST), ROOF, "render", (), 0.0, -0.05)
    walls.wall((STEP, NORTH_WEST), (WEST, NORTH_WEST), ROOF, "render", (), 0.0, -0.05)
    walls.wall((WEST, NORTH_WEST), (WEST, YARD[2]), ROOF, "render", (), 0.0, -0.05)
    walls.wall((WEST, YARD[2]), (EAST, YARD[2]), ROOF, "render", (), 0.0, -0.05)
    walls.wall((EAST, YARD[2]), (EAST, NORTH), ROOF, "render", [(w0 - YARD[2], w1 - YARD[2], low, high)], 0.0, -0.05)
    walls.done()
    foot = Part("Facade_Plinth", lightmap=0.12)
    for a, b in ((STEP, e0 - 0.07), (e1 + 0.07, EAST + 0.03)):
        foot.box((b - a, 0.03, 0.36), ((a + b) / 2, NORTH + 0.015, 0.13), "plinth", 0.004, 1, hide="-z-y")
    foot.box((0.03, NORTH_WEST - NORTH, 0.36), (STEP + 0.015, (NORTH + NORTH_WEST) / 2 + 0.015, 0.13), "plinth", 0.004, 1, hide="-z-x")
    foot.box((STEP - WEST + 0.03, 0.03, 0.36), ((STEP + WEST) / 2 + 0.015, NORTH_WEST + 0.015, 0.13), "plinth", 0.004, 1, hide="-z-y")
    foot.box((0.03, NORTH - YARD[2], 0.36), (EAST + 0.015, (NORTH + YARD[2]) / 2, 0.13), "plinth", 0.004, 1, hide="-z-x").done()
    roof = Part("Roof", lightmap=0.05)
    roof.box((EAST - WEST + 0.5, NORTH - YARD[2] + 0.3, 0.26), ((EAST + WEST) / 2, (NORTH + YARD[2]) / 2 + 0.1, ROOF + 0.12), "dark", 0.01, 1)
    roof.box((STEP - WEST + 0.5, NORTH_WEST - NORTH + 0.3, 0.25), ((STEP + WEST) / 2, (NORTH_WEST + NORTH) / 2 + 0.2, ROOF + 0.12), "dark", 0.01, 1)
    roof.done()
    canopy = Part("Exit_Canopy", lightmap=0.2)
    mid = (e0 + e1) / 2
    canopy.box((1.5, 0.95, 0.09), (mid, NORTH + 0.475, 2.42), "dark", 0.008)
    for x in (mid - 0.6, mid + 0.6):
        canopy.tube([(x, NORTH + 0.80, 2.46), (x, NORTH + 0.02, 2.86)], 0.010, "steel", 8)
    canopy.done()
    entrance_wall(mid)
    windows()


def entrance_wall(mid):
    """Oak slats and a lamp beside the exit, a rainwater pipe, and the clinic's name."""
    slats = Part("Facade_Slats", lightmap=0.25)
    slats.slats(9, 0.105, (0.06, 0.035, 2.05), (mid + 1.15, NORTH + 0.020, 1.40), "oak").done()
    lamp = Part("Facade_Lamp", lightmap=0.2)
    lamp.box((0.12, 0.10, 0.24), (mid - 0.68, NORTH + 0.05, 1.95), "dark", 0.012)
    lamp.box((0.08, 0.02, 0.14), (mid - 0.68, NORTH + 0.10, 1.93), "frosted_white", 0.004)
    lamp.tube([(EAST - 0.12, NORTH + 0.06, -0.05), (EAST - 0.12, NORTH + 0.06, ROOF)], 0.04, "steel", 14)
    lamp.done()
    name = Part("Facade_Name")
    name.text("Harbour Clinic", 0.34, ((STEP + WEST) / 2, NORTH_WEST + 0.012, 2.62), "dark", rooms.FONTS / "InterDisplay-SemiBold.ttf", turn_deg=(90, 0, 180))
    name.done()


def windows():
    """Windows that one does not see through; the utility room's are high."""
    part = Part("Facade_Windows", lightmap=0.06)

    def pane(at, width, height, turn):
        turned = lambda dx, dy: (at[0] + dx * math.cos(turn) - dy * math.sin(turn), at[1] + dx * math.sin(turn) + dy * math.cos(turn))
        deg = (0, 0, math.degrees(turn))
        part.box((width, 0.02, height), (*turned(0, 0), at[2]), "pane", 0, turn_deg=deg)
        for dx in (-width / 2, 0, width / 2):
            part.box((0.06, 0.05, height + 0.06), (*turned(dx, 0), at[2]), "dark", 0.003, 1, turn_deg=deg)
        for dz in (-height / 2, height / 2):
            part.box((width + 0.058, 0.048, 0.058), (*turned(0, 0), at[2] + dz), "dark", 0.003, 1, turn_deg=deg)
        part.box((width + 0.16, 0.16, 0.04), (*turned(0, 0.05), at[2] - height / 2 - 0.05), "kerb", 0.004, 1, turn_deg=deg)

    pane((-1.9, NORTH_WEST, 1.85), 1.5, 0.8, 0)
    pane((3.9, NORTH, 1.55), 1.7, 1.2, 0)
    pane((EAST, 2.2, 1.55), 1.7, 1.2, -math.pi / 2)
    pane((EAST, -0.8, 1.55), 1.7, 1.2, -math.pi / 2)
    part.done()


def bumpy(bm, rows, rng, amount):
    """A grid whose points are moved a little, as leaves are."""
    faces = shapes.grid(bm, rows)
    for v in bm.verts:
        v.co += Vector([rng.uniform(-amount, amount) for _ in range(3)])
    return faces


def hedges():
    """Around the yard: nobody walks on beyond them."""
    x0, x1, _, _ = YARD
    lines = (
        ("Hedge_West", (x0 + 1.5, -2.0), (x0 + 1.5, HEDGE_Y)),
        ("Hedge_North", (x0 + 1.5, HEDGE_Y), (x1 - 0.8, HEDGE_Y)),
        ("Hedge_East", (x1 - 0.6, HEDGE_Y), (x1 - 0.6, -2.0)),
        ("Hedge_Gate_South", (GATE[0], NORTH + 3.2), (GATE[0], GATE[1] - 0.1)),
        ("Hedge_Gate_North", (GATE[0], GATE[2] + 0.1), (GATE[0], HEDGE_Y)),
    )
    for seed, (name, a, b) in enumerate(lines):
        low = "Gate" in name
        hedge(name, a, b, 1.0 if low else 1.9, 0.32 if low else 0.45, seed)


def hedge(name, a, b, height, half, seed):
    a, b = Vector((*a, 0)), Vector((*b, 0))
    along, rng = (b - a).normalized(), random.Random(seed)
    side = Vector((-along.y, along.x, 0))
    n = max(2, round((b - a).length / 0.33))
    profile = ((-half, -0.05), (-half, height * 0.5), (-half * 0.9, height * 0.92), (0, height), (half * 0.9, height * 0.92), (half, height * 0.5), (half, -0.05))
    rows = [[a + (b - a) * i / n + side * s + Vector((0, 0, z)) for i in range(n + 1)] for s, z in profile]
    part = Part(name, smooth_deg=70, collide=True)
    part.add(lambda bm: bumpy(bm, rows, rng, 0.055), "hedge")
    obj = part.done()
    if sum(p.normal.z for p in obj.data.polygons) < 0:
        obj.data.flip_normals()


def tree(name, at, height, seed):
    """A trunk, and a crown of a few bumpy balls."""
    rng = random.Random(seed)
    trunk = Part(f"{name}_Trunk", (*at, -0.05), smooth_deg=80, collide=True)
    trunk.tube([(0, 0, 0), (0.02, 0.01, height * 0.25), (-0.03, 0.04, height * 0.55)], [0.17, 0.12, 0.07], "bark", 12).done()
    crown = Part(f"{name}_Crown", (*at, 0), smooth_deg=80)
    for i in range(9):
        a, r = i * 2.4, height * 0.16 * (0.4 + rng.random())
        centre = Vector((r * math.cos(a), r * math.sin(a), height * (0.50 + 0.32 * rng.random())))
        radius = height * rng.uniform(0.12, 0.19)

        def ball(bm):
            shapes.ellipsoid(bm, (0, 0, 0), (radius, radius, radius * 0.8), 16)
            for v in bm.verts:
                v.co *= rng.uniform(0.86, 1.10)
                v.co += centre

        crown.add(ball, "crown" if i % 3 else "hedge")
    crown.done()


def gate():
    """The blue gate to the car park, open for good, that the escape plan names."""
    x, y0, y1 = GATE
    part = Part("BlueGate", collide=True)
    for y in (y0, y1):
        part.box((0.12, 0.12, 1.45), (x, y, 0.70), "gate_blue", 0.01)
        part.box((0.15, 0.15, 0.04), (x, y, 1.44), "gate_blue", 0.01)
    for end, turn in ((y0, 1), (y1, -1)):  # two leaves, folded back into the car park
        for z in (0.18, 1.18):
            part.box((1.25, 0.045, 0.05), (x + 0.72, end - turn * 0.02, z), "gate_blue", 0.006, 1)
        for i in range(9):
            part.tube([(x + 0.14 + i * 0.145, end - turn * 0.02, 0.18), (x + 0.14 + i * 0.145, end - turn * 0.02, 1.18)], 0.011, "gate_blue", 8)
    part.done()


def cars():
    """Two plain cars in their bays."""
    c0, _, _, c_to = CAR_PARK
    for i, (bay, mat) in enumerate(((1, "teal"), (3, "trim"))):
        x, y = c0 + 1.6 + bay * 2.5 - 1.25, c_to - 2.4
        part = Part(f"Car_{i + 1}", (x, y, -0.05), smooth_deg=50, collide=True)
        part.box((1.74, 4.05, 0.52), (0, 0, 0.56), mat, 0.16, 4)
        part.add(lambda bm: cabin(bm), "pane")
        part.box((1.28, 1.55, 0.05), (0, 0.22, 1.42), mat, 0.02, 2)
        for sx in (-0.76, 0.76):
            for sy in (-1.28, 1.28):
                part.lathe([(0.24, -0.10), (0.315, -0.09), (0.315, 0.09), (0.24, 0.10)], (sx, sy, 0.315), "rubber", 24, (0, 90, 0))
                part.lathe([(0.19, -0.104), (0.19, 0.104)], (sx, sy, 0.315), "steel", 20, (0, 90, 0))
        for sx in (-0.62, 0.62):
            part.box((0.30, 0.03, 0.11), (sx, -2.02, 0.66), "line", 0.02)
        part.box((0.50, 0.02, 0.11), (0, -2.03, 0.46), "line", 0.004)
        part.done()


def cabin(bm):
    """The glass part: wider below than above."""
    lower = [(-0.80, -0.95, 0.80), (0.80, -0.95, 0.80), (0.80, 1.75, 0.80), (-0.80, 1.75, 0.80)]
    upper = [(-0.64, -0.45, 1.41), (0.64, -0.45, 1.41), (0.64, 1.05, 1.41), (-0.64, 1.05, 1.41)]
    made = shapes.bridge(bm, [[bm.verts.new(p) for p in lower], [bm.verts.new(p) for p in upper]])
    return made + [bm.faces.new([bm.verts.new(p) for p in upper])]


def sky():
    """A dome of sky with hills at its foot; it casts nothing and lights nothing: the scene's sky does."""
    radius, n = 58.0, 48
    rises = (-7, -2, 0, 2, 4, 7, 12, 20, 32, 50, 70, 89)

    def dome(bm):
        rows = []
        for rise in map(math.radians, rises):
            rows.append(
                [(radius * math.cos(rise) * math.cos(a) + 2, radius * math.cos(rise) * math.sin(a) + 12, radius * math.sin(rise) + 1.5) for a in (math.tau * i / n for i in range(n + 1))]
            )
        shapes.grid(bm, rows)

    def unroll(bm, faces, layer):
        for face in faces:
            angles = []
            for loop in face.loops:
                c = loop.vert.co - Vector((2, 12, 1.5))
                angles.append(math.atan2(c.y, c.x) % math.tau)
            wraps = max(angles) - min(angles) > math.pi
            for loop, angle in zip(face.loops, angles):
                c = loop.vert.co - Vector((2, 12, 1.5))
                rise = math.degrees(math.atan2(c.z, math.hypot(c.x, c.y)))
                u = (angle + (math.tau if wraps and angle < math.pi else 0)) / math.tau
                loop[layer].uv = (-u * 2, high_of(rise))

    part = Part("Outside_Sky", smooth_deg=180, outside=True, cast_shadow=False)
    part.add(dome, "sky", uv=unroll)
    obj = part.done()
    rooms.lets_light_in(obj)
    for polygon in obj.data.polygons:
        if polygon.normal.dot(polygon.center - Vector((2, 12, 1.5))) > 0:
            polygon.flip()


def high_of(rise_deg):
    """Elevation -> v of the sky's picture: its lower half is the 12 degrees around the horizon."""
    return 0.5 * (rise_deg + 7) / 19 if rise_deg <= 12 else 0.5 + 0.5 * (rise_deg - 12) / 78
