"""The shell of the office: floor, walls, ceiling, the open door, the window; the stub of the corridor."""

import math

import bpy

import off_corridor
from layout import C_X0, C_X1, CORRIDOR_HEIGHT, WALL
from layout import X0 as WEST
from office_layout import DOOR, HEIGHT, LAMPS, STUB_Y0, STUB_Y1, WINDOW, X0, X1, Y0, Y1
from rooms import lamps, outside, window
from tools.content.part import Part, empty


def build(cells):
    room()
    corridor(cells)
    skirting()
    east_window()
    door(cells)
    lamps(
        [(x, y, HEIGHT, 0.57, 0.57) for x, y in LAMPS]
        + [((C_X0 + C_X1) / 2, 3.75, CORRIDOR_HEIGHT, 0.30, 1.20)]
    )
    view()
    outer_shell()


def room():
    """Pale walls, teal behind the desk; carpet tiles, and the corridor's vinyl on the threshold."""
    y0, y1, top = DOOR
    off_corridor.plates("Office", (X0, X1), (Y0, Y1), HEIGHT, "carpet", (C_X1, X0, y0, y1))
    walls = Part("Walls_Office", lightmap=1.0, smooth_deg=0, collide=True)
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "wall")
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall", [(Y1 - WINDOW[1], Y1 - WINDOW[0], WINDOW[2], WINDOW[3])])
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "accent")
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "wall", [(y0 - Y0, y1 - Y0, 0, top)])
    walls.done()


def corridor(cells):
    """As much of the corridor as shows through the door."""
    off_corridor.corridor_plates(STUB_Y0, STUB_Y1)
    y0, y1, top = DOOR
    walls = Part("Walls_Corridor", lightmap=0.6, smooth_deg=0, collide=True)
    walls.wall((C_X0, STUB_Y0), (C_X0, STUB_Y1), CORRIDOR_HEIGHT, "wall")
    walls.wall((C_X0, STUB_Y1), (C_X1, STUB_Y1), CORRIDOR_HEIGHT, "wall")
    walls.wall((C_X1, STUB_Y1), (C_X1, STUB_Y0), CORRIDOR_HEIGHT, "wall", [(STUB_Y1 - y1, STUB_Y1 - y0, 0, top)], 0.0)
    walls.wall((C_X1, STUB_Y0), (C_X0, STUB_Y0), CORRIDOR_HEIGHT, "wall")
    walls.done()
    hung = Part("Corridor_Picture", lightmap=0.4)
    hung.box((0.04, 0.60, 0.78), (C_X0 + 0.019, 3.98, 1.55), "oak", 0.006, tile=0.5)
    hung.plate(0.525, 0.70, (C_X0 + 0.0405, 3.98, 1.55), cells["sails_picture"], turn_deg=(0, 0, 90)).done()


def skirting():
    """Boards at the foot of the walls, 4 mm into the floor so that no line of light shows."""
    part, h, t = Part("Skirting", lightmap=0.4), 0.10, 0.014
    y0, y1, _ = DOOR

    def along_x(x0, x1, y):
        part.box((x1 - x0, t, h), ((x0 + x1) / 2, y, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")

    def along_y(a, b, x):
        part.box((t, b - a, h), (x, (a + b) / 2, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")

    along_x(X0, X1, Y0 + t / 2)
    along_x(X0, X1, Y1 - t / 2)
    along_y(Y0, Y1, X1 - t / 2)
    along_y(Y0, y0 - 0.075, X0 + t / 2)
    along_y(y1 + 0.075, Y1, X0 + t / 2)
    along_y(STUB_Y0, STUB_Y1, C_X0 + t / 2)
    along_y(STUB_Y0, y0 - 0.075, C_X1 - t / 2)
    along_y(y1 + 0.075, STUB_Y1, C_X1 - t / 2)
    part.done()


def half_turned(*names):
    """Turns objects that were made for the west wall so that they stand in the east wall."""
    middle = (WINDOW[0] + WINDOW[1]) / 2
    for name in names:
        obj = bpy.data.objects[name]
        obj.location, obj.rotation_euler = (X1 + WEST, 2 * middle, 0), (0, 0, math.pi)


def east_window():
    window(WINDOW, 1.0)
    half_turned("Window", "Window_Glass")


def view():
    """The strip of sky and hills stands around east and north here."""
    outside()
    for name in ("Outside", "Outside_Ground"):
        bpy.data.objects[name].rotation_euler.z = math.pi


def door(cells):
    """The frame, the sign beside it, and the leaf, which stands open against the north wall."""
    y0, y1, top = DOOR
    frame = Part("Door_Frame", lightmap=0.6)
    x, depth = (X0 + C_X1) / 2, X0 - C_X1 + 0.024
    for y in (y0 - 0.0275, y1 + 0.0275):
        frame.box((depth, 0.075, top + 0.004), (x, y, top / 2 - 0.002), "trim", 0.004, hide="-z")
    frame.box((depth + 0.002, y1 - y0 + 0.13, 0.075), (x, (y0 + y1) / 2, top + 0.0295), "trim", 0.004)
    frame.done()
    w, h = y1 - y0 - 0.024, top - 0.018
    hinge = empty("OfficeDoor_Hinge", (X0 + 0.02, y1 - 0.002, 0), (0, 0, 4))
    leaf = Part("OfficeDoor", parent=hinge, lightmap=0.6, collide=True)
    leaf.box((w, 0.042, h), (w / 2, 0.02, h / 2 + 0.006), "oak", 0.003, 1, tile=1.4)
    leaf.box((w - 0.1, 0.046, 0.20), (w / 2, 0.02, 0.15), "steel", 0.002, 1)
    for s in (-1, 1):
        y = 0.02 + s * 0.020
        leaf.tube([(w - 0.065, y, 1.02), (w - 0.065, y + s * 0.009, 1.02)], 0.026, "steel", 20)
        leaf.tube([(w - 0.065, y + s * 0.007, 1.02), (w - 0.065, y + s * 0.042, 1.02)], 0.010, "steel", 12)
        leaf.tube(
            [(w - 0.065, y + s * 0.036, 1.02), (w - 0.075, y + s * 0.046, 1.02), (w - 0.19, y + s * 0.046, 1.02)], 0.0095, "steel", 12
        )
    leaf.done()
    sign = Part("Door_Sign", lightmap=0.4, smooth_deg=0)
    sign.plate(0.288, 0.088, (C_X1 - 0.004, y0 - 0.30, 1.62), cells["door_office"], turn_deg=(0, 0, -90)).done()


def outer_shell():
    """Outer walls and roof: keep sun and sky out where the rooms' one-sided walls are thin."""
    part, t, top = Part("Outer_Shell", smooth_deg=0), WALL + 0.01, HEIGHT + 0.12
    a, b, low, high = C_X0 - t, X1 + t, STUB_Y0 - t, STUB_Y1 + t
    part.wall((a, high), (a, low), top, "outer", (), 0.0, -0.3)
    part.wall((a, low), (b, low), top, "outer", (), 0.0, -0.3)
    part.wall((b, low), (b, high), top, "outer", [(WINDOW[0] - low, WINDOW[1] - low, WINDOW[2], WINDOW[3])], 0.0, -0.3)
    part.wall((b, high), (a, high), top, "outer", (), 0.0, -0.3)
    part.box((b - a, high - low, 0.05), ((a + b) / 2, (low + high) / 2, top - 0.02), "outer", 0)
    part.done()
