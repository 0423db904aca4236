"""The small yard behind the back exit: path, assembly point, gate to the car park, in the shade of the house next door.

Made of pieces of the north wing's yard; smaller, for the scene in front of it is larger. What casts a shadow in the engine is kept near.
"""

import bpy

import yard
from layout import CAR_AT, EXIT_DOOR, GATE, NEXT_DOOR, NORTH, PATH_X, PLACE, Y1, YARD
from tools.content.materials import Surface
from tools.content.part import Part
from wing import EAST, NORTH_WEST, ROOF, STEP, WEST

SURFACES = {name: yard.SURFACES[name] for name in ("plinth", "grass", "slabs", "kerb", "line", "gate_blue", "bark", "hedge", "crown", "pane", "sky")} | {
    "render": Surface("#f3e4c9", 0.90, normal="plaster_nrm", normal_strength=0.5),  # blue shade takes its warmth
    "asphalt": Surface("#4e5052", 0.92, normal="plaster_nrm", normal_strength=0.5),
    "brick": Surface("#a5735a", 0.90, normal="plaster_nrm", normal_strength=0.6),
}
HEDGES = (  # name, from, to, height, half its width
    ("Hedge_North", (YARD[0], YARD[3] - 0.6), (YARD[1], YARD[3] - 0.6), 1.9, 0.45),
    ("Hedge_East", (YARD[1] - 0.6, YARD[3]), (YARD[1] - 0.6, 9.4), 1.9, 0.45),
    ("Hedge_South", (YARD[1], 9.7), (EAST, 9.7), 1.9, 0.45),
    ("Hedge_West", (NEXT_DOOR[1], NORTH_WEST - 0.2), (WEST, NORTH_WEST - 0.2), 1.9, 0.35),
    ("Hedge_Gate_South", (GATE[0], 10.1), (GATE[0], GATE[1] - 0.1), 1.0, 0.32),
    ("Hedge_Gate_North", (GATE[0], GATE[2] + 0.1), (GATE[0], YARD[3] - 0.9), 1.0, 0.32),
)


def build(cells):
    ground()
    facade()
    next_door()
    for seed, (name, a, b, height, half) in enumerate(HEDGES):
        yard.hedge(name, a, b, height, half, seed)
        casts_nothing(name)
    yard.tree("Tree_1", (3.6, YARD[3] + 1.4), 5.6, 4)
    casts_nothing("Tree_1_Crown")
    casts_nothing("Tree_1_Trunk")
    gate()
    car()
    yard.sky()


def casts_nothing(name):
    """In the engine: too far from the rooms to widen the map of the sun's shadows for. The baked light has its shade."""
    bpy.data.objects[name]["cast_shadow"] = False


def ground():
    x0, x1, y0, y1 = YARD
    p0, p1 = PATH_X
    a0, a1, b0, b1 = PLACE
    yard.plate("Yard_Lawn", x0, x1, y0, y1, "grass", -0.05, 0.05)
    yard.plate("Yard_Path", p0, p1, NORTH - 0.1, b0, "slabs", 0.0, 0.14)
    yard.plate("Yard_Place", a0, a1, b0, b1, "slabs", 0.0, 0.11)
    yard.plate("CarPark", GATE[0] + 0.2, x1 - 1.0, 10.3, y1 - 1.2, "asphalt", -0.03, 0.05)
    edges = Part("Yard_Edging", lightmap=0.05)
    for left, low, right, high in (
        (p0 - 0.08, NORTH, p0, b0),
        (p1, NORTH, p1 + 0.08, b0),
        (a0 - 0.08, b0 - 0.08, p0 - 0.08, b0),
        (p1 + 0.08, b0 - 0.08, a1, b0),
        (a0 - 0.08, b0, a0, b1 + 0.08),
        (a0, b1, a1, b1 + 0.08),
    ):
        edges.box((right - left, high - low, 0.09), ((left + right) / 2, (low + high) / 2, -0.037), "kerb", 0, hide="-z")
    edges.box((0.15, GATE[1] - 10.2, 0.10), (GATE[0] + 0.12, (GATE[1] + 10.2) / 2, -0.03), "kerb", 0, hide="-z")
    edges.box((0.15, y1 - 1.1 - GATE[2], 0.10), (GATE[0] + 0.12, (GATE[2] + y1 - 1.1) / 2, -0.03), "kerb", 0, hide="-z")
    for i in range(3):
        edges.box((0.09, 4.0, 0.004), (CAR_AT[0] - 1.25 + i * 2.5, CAR_AT[1] + 0.1, -0.0275), "line", 0, hide="-z")
    edges.done()


def facade():
    """The clinic's north side with the way out; its other sides nobody sees from here."""
    e0, e1, top = EXIT_DOOR
    south = Y1 + 0.14
    walls = Part("Facade", lightmap=0.11, smooth_deg=0, collide=True)
    walls.wall((EAST, NORTH), (STEP, NORTH), ROOF, "render", [(EAST - e1, EAST - e0, -0.05, top)], 0.0, -0.05)
    walls.wall((STEP, NORTH), (STEP, NORTH_WEST), ROOF, "render", (), 0.0, -0.05)
    walls.wall((STEP, NORTH_WEST), (WEST, NORTH_WEST), ROOF, "render", (), 0.0, -0.05)
    walls.wall((WEST, NORTH_WEST), (WEST, south), ROOF, "render", (), 0.0, -0.05)
    walls.wall((EAST, south), (EAST, NORTH), ROOF, "render", (), 0.0, -0.05)
    walls.done()
    foot = Part("Facade_Plinth", lightmap=0.08)
    for a, b in ((STEP, e0 - 0.07), (e1 + 0.07, EAST + 0.03)):
        foot.box((b - a, 0.03, 0.36), ((a + b) / 2, NORTH + 0.015, 0.13), "plinth", 0, 1, hide="-z-y")
    foot.box((0.03, NORTH_WEST - NORTH, 0.36), (STEP + 0.015, (NORTH + NORTH_WEST) / 2 + 0.015, 0.13), "plinth", 0, 1, hide="-z-x")
    foot.box((STEP - WEST + 0.03, 0.03, 0.36), ((STEP + WEST) / 2 + 0.015, NORTH_WEST + 0.015, 0.13), "plinth", 0, 1, hide="-z-y").done()
    roof = Part("Roof", lightmap=0.05)
    roof.box((EAST - WEST + 0.5, NORTH - south + 0.25, 0.26), ((EAST + WEST) / 2, (NORTH + south) / 2 + 0.13, ROOF + 0.12), "dark", 0.01, 1)
    roof.box((STEP - WEST + 0.5, NORTH_WEST - NORTH + 0.1, 0.25), ((STEP + WEST) / 2, (NORTH_WEST + NORTH) / 2 + 0.3, ROOF + 0.12), "dark", 0.01, 1)
    roof.done()
    canopy = Part("Exit_Canopy", lightmap=0.2)
    mid = (e0 + e1) / 2
    canopy.box((1.5, 0.95, 0.09), (mid, NORTH + 0.475, 2.42), "dark", 0.008)
    for x in (mid - 0.6, mid + 0.6):
        canopy.tube([(x, NORTH + 0.80, 2.46), (x, NORTH + 0.02, 2.86)], 0.010, "steel", 8)
    canopy.done()
    windows = Part("Facade_Windows", lightmap=0.06)
    for x, y, z, width, height in ((-1.5, NORTH_WEST, 1.85, 1.5, 0.8), (3.9, NORTH, 1.55, 1.7, 1.2)):
        window(windows, (x, y, z), width, height)
    windows.done()


def window(part, at, width, height):
    """One that nobody sees through, on a wall that faces the yard."""
    x, y, z = at
    part.box((width, 0.02, height), (x, y + 0.004, z), "pane", 0, hide="-y")
    for dx in (-width / 2, 0, width / 2):
        part.box((0.06, 0.05, height + 0.06), (x + dx, y + 0.006, z), "dark", 0, hide="-y")
    for dz in (-height / 2, height / 2):
        part.box((width + 0.058, 0.048, 0.058), (x, y + 0.006, z + dz), "dark", 0, hide="-y")
    part.box((width + 0.16, 0.16, 0.04), (x, y + 0.05, z - height / 2 - 0.05), "kerb", 0, hide="-y")


def next_door():
    """A house of two floors west of the yard, which lies in its shade."""
    x0, x1, y0, y1, top = NEXT_DOOR
    part = Part("NextDoor", lightmap=0.03, smooth_deg=0, collide=True)
    part.box((x1 - x0, y1 - y0, top + 0.1), ((x0 + x1) / 2, (y0 + y1) / 2, top / 2 - 0.05), "brick", 0, hide="-z")
    part.box((x1 - x0 + 0.3, y1 - y0 + 0.3, 0.22), ((x0 + x1) / 2, (y0 + y1) / 2, top + 0.11), "dark", 0, hide="")
    for z in (1.75, 4.95):
        for i in range(4):
            y = y0 + (y1 - y0) * (i + 0.5) / 4
            part.box((0.04, 1.15, 1.45), (x1 + 0.005, y, z), "trim", 0, hide="-x")
            for dy in (-0.27, 0.27):
                part.box((0.04, 0.46, 1.29), (x1 + 0.012, y + dy, z), "pane", 0, hide="-x")
            part.box((0.14, 1.30, 0.07), (x1 + 0.05, y, z - 0.78), "kerb", 0, hide="-x")
    part.done()


def gate():
    """The blue gate to the car park, open for good, that the escape plan names."""
    x, y0, y1 = GATE
    part = Part("BlueGate", collide=True)
    for y in (y0, y1):
        part.box((0.12, 0.12, 1.45), (x, y, 0.70), "gate_blue", 0.01, 1)
    for end, turn in ((y0, 1), (y1, -1)):  # two leaves, folded back into the car park
        for z in (0.18, 1.18):
            part.box((1.25, 0.045, 0.05), (x + 0.72, end - turn * 0.02, z), "gate_blue", 0, 1)
        for i in range(8):
            part.box((0.022, 0.022, 0.95), (x + 0.16 + i * 0.16, end - turn * 0.02, 0.68), "gate_blue", 0, hide="-z+z")
    part.done()
    casts_nothing("BlueGate")


def car():
    """A plain car in its bay."""
    part = Part("Car_1", (*CAR_AT, -0.05), smooth_deg=50, collide=True)
    part.box((1.74, 4.05, 0.52), (0, 0, 0.56), "teal", 0.16, 3)
    part.add(yard.cabin, "pane")
    part.box((1.28, 1.55, 0.05), (0, 0.22, 1.42), "teal", 0.02, 2)
    for sx in (-0.76, 0.76):
        for sy in (-1.28, 1.28):
            part.lathe([(0.24, -0.10), (0.315, -0.09), (0.315, 0.09), (0.24, 0.10)], (sx, sy, 0.315), "rubber", 20, (0, 90, 0))
            part.lathe([(0.19, -0.104), (0.19, 0.104)], (sx, sy, 0.315), "steel", 14, (0, 90, 0))
    for sx in (-0.62, 0.62):
        part.box((0.30, 0.03, 0.11), (sx, -2.02, 0.66), "line", 0.02, 1)
    part.box((0.50, 0.02, 0.11), (0, -2.03, 0.46), "line", 0.004, 1)
    part.done()
    casts_nothing("Car_1")
