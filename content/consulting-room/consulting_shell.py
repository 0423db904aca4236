"""The shell of the consulting room: floor, walls, ceiling, its door, the window, the hatch's wall; the stub of the corridor; the lab's walls."""

from consulting_layout import (
    BENCH,
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
import off_corridor
import side_doors
from layout import C_X0, C_X1, CORRIDOR_HEIGHT, SIDE_DOORS, WALL
from rooms import SKIRTING, ceiling_plate, floor_plate, lamps, outside, skirting_along_x, skirting_along_y, window
from tools.content.part import Part


BENCH_FRONT = Y1 - BENCH[2]


def build(cells):
    room()
    corridor(cells)
    lab()
    skirting()
    window(WINDOW, 1.0)
    side_doors.opening("TreatmentDoor", side_door("door_treatment_1"), cells, frame_share=1.0)
    lamps(
        [(x, y, HEIGHT, 0.57, 0.57) for x, y in LAMPS]
        + [(-0.95, 3.65, HEIGHT, 1.20, 0.30), (-0.95, 3.15, HEIGHT, 1.20, 0.30)]
        + [((C_X0 + C_X1) / 2, y, CORRIDOR_HEIGHT, 0.40, 1.20) for y in (5.05, 6.55)]
    )
    outside()
    outer_shell()


def room():
    """Pale walls, teal behind the bench; the floor goes on through the door."""
    y0, y1, top = DOOR
    off_corridor.plates("Consulting", (X0, X1), (Y0, Y1), HEIGHT, "vinyl", (X1, C_X0, y0, y1))
    walls = Part("Walls_Consulting", lightmap=1.0, smooth_deg=0, collide=True)
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "accent")
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall", [(Y1 - y1, Y1 - y0, 0, top)])
    h0, h1, hz0, hz1 = HATCH
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "wall", [(X1 - h1, X1 - h0, hz0, hz1)])
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "wall", [(WINDOW[0] - Y0, WINDOW[1] - Y0, WINDOW[2], WINDOW[3])])
    walls.done()


def corridor(cells):
    """As much of the corridor as shows through the door."""
    off_corridor.corridor_plates(STUB_Y0, STUB_Y1)
    y0, y1, top = DOOR
    walls = Part("Walls_Corridor", lightmap=0.6, smooth_deg=0, collide=True)
    walls.wall((C_X0, STUB_Y0), (C_X0, STUB_Y1), CORRIDOR_HEIGHT, "wall", [(y0 - STUB_Y0, y1 - STUB_Y0, 0, top)], 0.0)
    walls.wall((C_X0, STUB_Y1), (C_X1, STUB_Y1), CORRIDOR_HEIGHT, "accent")
    walls.wall((C_X1, STUB_Y1), (C_X1, STUB_Y0), CORRIDOR_HEIGHT, "wall")
    walls.wall((C_X1, STUB_Y0), (C_X0, STUB_Y0), CORRIDOR_HEIGHT, "wall")
    walls.done()
    side_doors.closed(cells, (side_door("door_copier"),))


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


def side_door(sign):
    return next(door for door in SIDE_DOORS if door[3] == sign)


def skirting():
    """Boards at the foot of the room's walls, and of the corridor's far one."""
    part, half = Part("Skirting", lightmap=0.6), SKIRTING[1] / 2
    y0, y1, _ = DOOR
    skirting_along_x(part, X0, X1, Y0 + half)
    skirting_along_x(part, BENCH[1] + 0.01, X1, Y1 - half)
    skirting_along_y(part, Y0, BENCH_FRONT, X0 + half)
    skirting_along_y(part, Y0, y0 - 0.075, X1 - half)
    skirting_along_y(part, y1 + 0.075, Y1, X1 - half)
    skirting_along_y(part, STUB_Y0, 4.925, C_X1 - half)
    skirting_along_y(part, 5.975, STUB_Y1, C_X1 - half)
    part.done()


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
