"""The shell of the consulting room: floor, walls, ceiling, its door, the window, the hatch's wall; the stub of the corridor; the lab's walls."""

import math

from consulting_layout import (
    BENCH,
    CHAIR,
    DOOR,
    HATCH,
    HEIGHT,
    LAB_X0,
    LAB_Y0,
    LAMPS,
    STUB_Y0,
    STUB_Y1,
    WINDOW,
    X0,
    X1,
    Y0,
    Y1,
)
from layout import C_X0, C_X1, CORRIDOR_HEIGHT, SIDE_DOORS, WALL
from reception_props import clip
from rooms import ceiling_plate, corridor_doors, floor_plate, lamps, lets_light_in, outside, window
from tools.content import shapes
from tools.content.part import Part, empty


def build(cells):
    room()
    corridor(cells)
    lab()
    skirting()
    window(WINDOW)
    door(cells)
    lamps(
        [(x, y, HEIGHT, 0.57, 0.57) for x, y in LAMPS]
        + [(-0.95, 3.65, HEIGHT, 1.20, 0.30), ((C_X0 + C_X1) / 2, 5.75, CORRIDOR_HEIGHT, 0.30, 1.20)]
    )
    outside()
    outer_shell()


def room():
    """Pale walls, teal behind the bench; the floor goes on through the door."""
    floor = floor_plate("Floor_Consulting", X0, X1, Y0, Y1, "vinyl")
    y0, y1, top = DOOR
    floor.add(lambda bm: shapes.quad(bm, (X1, y0, 0), (C_X0, y0, 0), (C_X0, y1, 0), (X1, y1, 0)), "vinyl")
    floor.done()
    ceiling_plate("Ceiling_Consulting", X0, X1, Y0, Y1, HEIGHT)
    walls = Part("Walls_Consulting", lightmap=1.0, smooth_deg=0, collide=True)
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "accent")
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall", [(Y1 - y1, Y1 - y0, 0, top)])
    h0, h1, hz0, hz1 = HATCH
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "wall", [(X1 - h1, X1 - h0, hz0, hz1)])
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "wall", [(WINDOW[0] - Y0, WINDOW[1] - Y0, WINDOW[2], WINDOW[3])])
    walls.done()


def corridor(cells):
    """As much of the corridor as shows through the door."""
    floor_plate("Floor_Corridor", C_X0, C_X1, STUB_Y0, STUB_Y1, "vinyl").done()
    ceiling_plate("Ceiling_Corridor", C_X0, C_X1, STUB_Y0, STUB_Y1, CORRIDOR_HEIGHT)
    y0, y1, top = DOOR
    walls = Part("Walls_Corridor", lightmap=0.6, smooth_deg=0, collide=True)
    walls.wall((C_X0, STUB_Y0), (C_X0, STUB_Y1), CORRIDOR_HEIGHT, "wall", [(y0 - STUB_Y0, y1 - STUB_Y0, 0, top)], 0.0)
    walls.wall((C_X0, STUB_Y1), (C_X1, STUB_Y1), CORRIDOR_HEIGHT, "accent")
    walls.wall((C_X1, STUB_Y1), (C_X1, STUB_Y0), CORRIDOR_HEIGHT, "wall")
    walls.wall((C_X1, STUB_Y0), (C_X0, STUB_Y0), CORRIDOR_HEIGHT, "wall")
    walls.done()
    corridor_doors(cells, [side for side in SIDE_DOORS if side[3] == "door_treatment_2"])
    sign = Part("Door_Sign", lightmap=0.4, smooth_deg=0)
    sign.plate(0.288, 0.088, (C_X0 + 0.004, y0 - 0.30, 1.62), cells["door_treatment_1"], turn_deg=(0, 0, 90)).done()


def lab():
    """What shows of the laboratory through the hatch."""
    floor_plate("Floor_Lab", LAB_X0, X1, LAB_Y0, Y0 - WALL, "vinyl").done()
    ceiling_plate("Ceiling_Lab", LAB_X0, X1, LAB_Y0, Y0 - WALL, HEIGHT)
    walls = Part("Walls_Lab", lightmap=0.6, smooth_deg=0, collide=True)
    h0, h1, hz0, hz1 = HATCH
    far = Y0 - WALL
    walls.wall((LAB_X0, far), (X1, far), HEIGHT, "wall", [(h0 - LAB_X0, h1 - LAB_X0, hz0, hz1)], 0.0)
    walls.wall((X1, far), (X1, LAB_Y0), HEIGHT, "wall")
    walls.wall((X1, LAB_Y0), (LAB_X0, LAB_Y0), HEIGHT, "wall")
    walls.wall((LAB_X0, LAB_Y0), (LAB_X0, far), HEIGHT, "wall")
    walls.done()


def skirting():
    """Boards at the foot of the room's walls, 4 mm into the floor so that no line of light shows."""
    part, h, t = Part("Skirting", lightmap=0.4), 0.10, 0.014
    y0, y1, _ = DOOR

    def along_x(x0, x1, y):
        part.box((x1 - x0, t, h), ((x0 + x1) / 2, y, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")

    def along_y(a, b, x):
        part.box((t, b - a, h), (x, (a + b) / 2, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")

    along_x(X0, X1, Y0 + t / 2)
    along_x(BENCH[1] + 0.01, X1, Y1 - t / 2)
    along_y(Y0, BENCH_FRONT, X0 + t / 2)
    along_y(Y0, y0 - 0.075, X1 - t / 2)
    along_y(y1 + 0.075, Y1, X1 - t / 2)
    along_y(STUB_Y0, 4.925, C_X1 - t / 2)
    along_y(5.975, STUB_Y1, C_X1 - t / 2)
    part.done()


BENCH_FRONT = Y1 - BENCH[2]


def door(cells):
    """The leaf turns about its hinge (+Y in glTF) into the room; it stands shut."""
    y0, y1, top = DOOR
    frame = Part("Door_Frame", lightmap=0.6)
    x, depth = (X1 + C_X0) / 2, C_X0 - X1 + 0.024
    for y in (y0 - 0.0275, y1 + 0.0275):
        frame.box((depth, 0.075, top + 0.004), (x, y, top / 2 - 0.002), "trim", 0.004, hide="-z")
    frame.box((depth + 0.002, y1 - y0 + 0.13, 0.075), (x, (y0 + y1) / 2, top + 0.0295), "trim", 0.004)
    frame.done()
    w, h = y1 - y0 - 0.024, top - 0.018
    hinge = empty("TreatmentDoor_Hinge", (X1 + 0.03, y1 - 0.012, 0), (0, 0, -90))
    leaf = Part("TreatmentDoor", parent=hinge, lightmap=0.6, open_deg=-88, collide=True)
    leaf.box((w, 0.042, h), (w / 2, 0, h / 2 + 0.006), "oak", 0.003, 1, tile=1.4)
    leaf.box((w - 0.1, 0.046, 0.20), (w / 2, 0, 0.15), "steel", 0.002, 1)
    for s in (-1, 1):
        leaf.tube([(w - 0.065, s * 0.020, 1.02), (w - 0.065, s * 0.029, 1.02)], 0.026, "steel", 20)
        leaf.tube([(w - 0.065, s * 0.027, 1.02), (w - 0.065, s * 0.062, 1.02)], 0.010, "steel", 12)
        leaf.tube([(w - 0.065, s * 0.056, 1.02), (w - 0.075, s * 0.066, 1.02), (w - 0.19, s * 0.066, 1.02)], 0.0095, "steel", 12)
    clip(leaf.done(), "TreatmentDoor_Open", ((1, 0), (7, -4), (34, -80), (46, -88)))


def outer_shell():
    """Outer walls and roof: keep sun and sky out where the rooms' one-sided walls are thin."""
    part, t, top = Part("Outer_Shell", smooth_deg=0), WALL + 0.01, HEIGHT + 0.12
    a, b, low, high = X0 - t, C_X1 + 0.14, LAB_Y0 - t, STUB_Y1 + 0.14
    part.wall((a, high), (a, low), top, "outer", [(high - WINDOW[1], high - WINDOW[0], WINDOW[2], WINDOW[3])], 0.0, -0.3)
    part.wall((a, low), (b, low), top, "outer", (), 0.0, -0.3)
    part.wall((b, low), (b, high), top, "outer", (), 0.0, -0.3)
    part.wall((b, high), (a, high), top, "outer", (), 0.0, -0.3)
    part.box((b - a, high - low, 0.05), ((a + b) / 2, (low + high) / 2, top - 0.02), "outer", 0)
    part.done()
