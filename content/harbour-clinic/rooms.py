"""The shell: floors, walls, ceilings, doors that never open, window, lamps, the ground outside."""

import math
from pathlib import Path

from layout import (
    C_X0,
    C_X1,
    C_Y0,
    C_Y1,
    CORRIDOR_HEIGHT,
    CORRIDOR_LEDS,
    ENTRANCE,
    EXIT_DOOR,
    HEIGHT,
    LED_PANELS,
    SIDE_DOOR_TOP,
    STAFF_DOOR,
    STORE,
    WALL,
    WINDOW,
    X0,
    X1,
    Y0,
    Y1,
)
import side_doors
from tools.content import shapes
from tools.content.part import Part

FONTS = Path(__file__).resolve().parents[1] / "fonts"


def build(cells):
    """Everything of the two rooms that stands still. `cells` is the sign atlas."""
    reception_shell()
    corridor_shell(way_out=True)
    skirting()
    window()
    entrance(cells)
    side_doors.closed(cells)
    lamps()
    slat_wall()
    grounds()
    outer_shell()


def floor_plate(name, x0, x1, y0, y1, mat):
    part = Part(name, lightmap=1.0, smooth_deg=0, floor=True)
    part.add(lambda bm: shapes.quad(bm, (x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)), mat)
    return part


def ceiling_plate(name, x0, x1, y0, y1, z, mat="ceiling"):
    part = Part(name, lightmap=0.8, smooth_deg=0)
    part.add(lambda bm: shapes.quad(bm, (x0, y1, z), (x1, y1, z), (x1, y0, z), (x0, y0, z)), mat)
    return part.done()


def reception_shell():
    floor_plate("Floor_Reception", X0, X1, Y0, Y1, "floor").done()
    ceiling_plate("Ceiling_Reception", X0, X1, Y0, Y1, HEIGHT)
    a, b, top = STAFF_DOOR
    e0, e1, e_top = ENTRANCE
    walls = Part("Walls_Reception", lightmap=1.0, smooth_deg=0, collide=True)
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "wall", [(a - X0, b - X0, 0, top)])
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "wall", [(WINDOW[0] - Y0, WINDOW[1] - Y0, WINDOW[2], WINDOW[3])])
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall")
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "wall", [(X1 - e1, X1 - e0, 0, e_top)])
    walls.done()


def corridor_shell(open_doors=(), way_out=False):
    """The corridor's walls; the store is a recess in the east wall; the end wall is teal.

    Behind `open_doors` (of `SIDE_DOORS`), and with a `way_out` behind the exit door, the walls are open."""
    floor = floor_plate("Floor_Corridor", C_X0, C_X1, C_Y0, C_Y1, "vinyl")
    s0, s1, depth, top = STORE
    floor.add(
        lambda bm: shapes.quad(
            bm, (C_X1, s0, 0), (C_X1 + depth, s0, 0), (C_X1 + depth, s1, 0), (C_X1, s1, 0)
        ),
        "vinyl",
    )
    a, b, door_top = STAFF_DOOR
    floor.add(lambda bm: shapes.quad(bm, (a, Y1, 0), (b, Y1, 0), (b, C_Y0, 0), (a, C_Y0, 0)), "dark")
    floor.done()
    ceiling_plate("Ceiling_Corridor", C_X0, C_X1, C_Y0, C_Y1, CORRIDOR_HEIGHT)
    h, walls = CORRIDOR_HEIGHT, Part("Walls_Corridor", lightmap=1.0, smooth_deg=0, collide=True)
    west = [(y0 - C_Y0, y1 - C_Y0, 0, SIDE_DOOR_TOP) for x, y0, y1, _ in open_doors if x == C_X0]
    walls.wall((C_X0, C_Y0), (C_X0, C_Y1), h, "wall", west, WALL)
    out = [(EXIT_DOOR[0] - C_X0, EXIT_DOOR[1] - C_X0, 0, EXIT_DOOR[2])] if way_out else []
    walls.wall((C_X0, C_Y1), (C_X1, C_Y1), h, "accent", out, WALL)
    east = [(y0, y1) for x, y0, y1, _ in open_doors if x == C_X1]
    south_of_store = s0 - 0.2 if east else C_Y0  # the store is deeper than a wall
    walls.wall((C_X1, C_Y1), (C_X1, south_of_store), h, "wall", [(C_Y1 - s1, C_Y1 - s0, 0, top)], depth)
    if east:
        openings = [(south_of_store - y1, south_of_store - y0, 0, SIDE_DOOR_TOP) for y0, y1 in east]
        walls.wall((C_X1, south_of_store), (C_X1, C_Y0), h, "wall", openings, WALL)
    walls.wall((C_X1, C_Y0), (C_X0, C_Y0), h, "wall", [(C_X1 - b, C_X1 - a, 0, door_top)], 0.0)
    walls.wall((C_X1 + depth, s1), (C_X1 + depth, s0), top, "wall")
    walls.done()


SKIRTING = 0.10, 0.014  # height, thickness


def skirting():
    """Boards at the foot of the walls."""
    part = Part("Skirting", lightmap=0.5)
    a, b, _ = STAFF_DOOR
    e0, e1, _ = ENTRANCE
    n, s = Y1 - SKIRTING[1] / 2, Y0 + SKIRTING[1] / 2
    skirting_along_x(part, -0.09, a - 0.075, n)
    skirting_along_x(part, b + 0.075, X1, n)
    skirting_along_x(part, X0, e0 - 0.075, s)
    skirting_along_x(part, e1 + 0.075, X1, s)
    skirting_along_y(part, Y0, Y1, X0 + SKIRTING[1] / 2)
    skirting_along_y(part, Y0, Y1, X1 - SKIRTING[1] / 2)
    corridor_skirting(part)
    part.done()
    staff_door_frame()


def skirting_along_x(part, x0, x1, y):
    """4 mm into the floor so that no line of light shows."""
    h, t = SKIRTING
    part.box((x1 - x0, t, h), ((x0 + x1) / 2, y, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")


def skirting_along_y(part, y0, y1, x):
    h, t = SKIRTING
    part.box((t, y1 - y0, h), (x, (y0 + y1) / 2, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")


def corridor_skirting(part):
    """Between the frames of the corridor's doors."""
    west = ((C_Y0, 5.475), (6.525, 7.175), (8.225, C_Y1))
    east = ((C_Y0, 3.475), (4.525, 4.925), (5.975, STORE[0]), (STORE[1], C_Y1))
    for y0, y1 in west:
        skirting_along_y(part, y0, y1, C_X0 + SKIRTING[1] / 2)
    for y0, y1 in east:
        skirting_along_y(part, y0, y1, C_X1 - SKIRTING[1] / 2)
    skirting_along_x(part, C_X0, EXIT_DOOR[0] - 0.075, C_Y1 - SKIRTING[1] / 2)
    skirting_along_x(part, EXIT_DOOR[1] + 0.075, C_X1, C_Y1 - SKIRTING[1] / 2)


def staff_door_frame():
    frame = Part("Door_Frame", lightmap=0.7)
    door_frame(frame, *STAFF_DOOR, (Y1 - 0.012, C_Y0 + 0.012))
    frame.done()


def door_frame(part, x0, x1, top, ys, width=0.075):
    """An architrave around an opening in a wall along X, from y to y."""
    y, depth = (ys[0] + ys[1]) / 2, ys[1] - ys[0]
    for x in (x0 - width / 2 + 0.010, x1 + width / 2 - 0.010):
        part.box((width, depth, top + 0.004), (x, y, top / 2 - 0.002), "trim", 0.004, hide="-z")
    part.box(
        (x1 - x0 + 2 * width - 0.02, depth + 0.002, width),
        ((x0 + x1) / 2, y, top + width / 2 - 0.008),
        "trim",
        0.004,
    )


def window(opening=WINDOW, share=0.6):
    """A window in the west wall; `share` of the lightmap's texels per metre."""
    y0, y1, z0, z1 = opening
    cy, cz, x = (y0 + y1) / 2, (z0 + z1) / 2, X0 - 0.06
    part = Part("Window", lightmap=share)
    part.box((0.07, y1 - y0, 0.05), (x, cy, z0 + 0.025), "dark").box(
        (0.07, y1 - y0, 0.05), (x, cy, z1 - 0.025), "dark"
    )
    for y in (y0 + 0.025, y1 - 0.025):
        part.box((0.066, 0.05, z1 - z0 - 0.098), (x, y, cz), "dark")
    part.box((0.06, 0.045, z1 - z0 - 0.098), (x, cy, cz), "dark")
    part.box((0.24, y1 - y0 + 0.12, 0.035), (X0 + 0.055, cy, z0 - 0.018), "trim", 0.008, 3)
    part.lathe(
        [(0.028, -(y1 - y0) / 2), (0.028, (y1 - y0) / 2)],
        (X0 + 0.045, cy, z1 + 0.05),
        "laminate",
        16,
        (90, 0, 0),
    )
    part.box((0.004, y1 - y0 - 0.06, 0.30), (X0 + 0.045, cy, z1 - 0.11), "laminate", 0)
    part.box((0.012, y1 - y0 - 0.06, 0.02), (X0 + 0.045, cy, z1 - 0.262), "laminate", 0.004)
    part.done()
    glass = Part("Window_Glass", smooth_deg=0)
    glass.pane(y1 - y0 - 0.08, z1 - z0 - 0.08, (x, cy, cz), "glass", 90)
    lets_light_in(glass.done())


def lets_light_in(obj):
    """Casts nothing, as in the engine."""
    obj.visible_shadow = obj.visible_diffuse = False


def entrance(cells):
    """A glazed double door in the south wall; frosted up to the hip, so that the street stays soft."""
    x0, x1, top = ENTRANCE
    y, mid = Y0 - 0.05, (x0 + x1) / 2
    frame = Part("Entrance_Frame", lightmap=0.6, collide=True)
    door_frame(frame, x0, x1, top, (Y0 - WALL, Y0 + 0.012))
    frame.done()
    part = Part("EntranceDoor", lightmap=0.6, collide=True)
    half = (x1 - x0) / 2
    for left in (x0, mid):
        cx, w, h = left + half / 2, half - 0.006, top - 0.012
        for dx in (-w / 2 + 0.035, w / 2 - 0.035):
            part.box((0.07, 0.045, h), (cx + dx, y, h / 2 + 0.004), "dark", 0.003)
        for z, tall in ((0.13, 0.26), (0.98, 0.09), (h - 0.04, 0.08)):
            part.box((w - 0.138, 0.043, tall), (cx, y, z + 0.004), "dark", 0.003)
    for x in (mid - 0.11, mid + 0.11):
        part.tube([(x, y + 0.065, 0.95), (x, y + 0.065, 1.45)], 0.012, "steel", 12)
        for z in (1.0, 1.4):
            part.tube([(x, y + 0.02, z), (x, y + 0.065, z)], 0.008, "steel", 8)
    part.done()
    glass = Part("EntranceDoor_Glass", smooth_deg=0)
    for cx in (x0 + half / 2, mid + half / 2):
        glass.pane(half - 0.14, 0.69, (cx, y, 0.595), "frosted", 180)
        glass.pane(half - 0.14, 1.05, (cx, y, 1.545), "glass", 180)
    lets_light_in(glass.done())
    mat = Part("Entrance_Mat", lightmap=0.5)
    mat.box((1.3, 0.8, 0.014), (mid, Y0 + 0.47, 0.006), "mat", 0.005, hide="-z")
    mat.box((1.35, 0.80, 0.014), (1.62, 1.78, 0.006), "mat", 0.005, hide="-z").done()


def exit_door():
    """The corridor's end door with its push bar, closed for good, for scenes without a yard."""
    part = Part("ExitDoor", lightmap=0.8, collide=True)
    exit_door_frame(part)
    x0, x1, top = EXIT_DOOR
    mid, y = (x0 + x1) / 2, C_Y1
    exit_door_leaf(part, (mid, y))
    push_bar(part, (mid, y - 0.075, 1.02))
    part.box((0.24, 0.05, 0.055), (mid - 0.28, y - 0.04, top - 0.08), "steel", 0.008)
    part.done()


def exit_door_frame(part):
    x0, x1, top = EXIT_DOOR
    for x in (x0 - 0.0325, x1 + 0.0325):
        part.box((0.075, 0.05, top), (x, C_Y1 - 0.005, top / 2 - 0.002), "trim", 0.004, hide="-z")
    part.box((x1 - x0 + 0.14, 0.052, 0.075), ((x0 + x1) / 2, C_Y1 - 0.005, top + 0.0325), "trim", 0.004)


def exit_door_leaf(part, middle):
    """The leaf with its kick plate and the brackets of its push bar, around a place on the floor."""
    x0, x1, top = EXIT_DOOR
    x, y = middle
    part.box((x1 - x0 - 0.004, 0.032, top - 0.012), (x, y - 0.001, top / 2), "laminate", 0.002)
    part.box((x1 - x0 - 0.1, 0.036, 0.24), (x, y - 0.002, 0.17), "steel", 0.002)
    for side in (x - 0.40, x + 0.40):
        part.box((0.07, 0.09, 0.11), (side, y - 0.055, 1.02), "dark", 0.01, 3)


def push_bar(part, at):
    part.box((0.80, 0.035, 0.06), at, "red", 0.012, 3)


RECEPTION_LAMPS = [(x, y, HEIGHT, 0.57, 0.57) for x, y in LED_PANELS]
CORRIDOR_LAMPS = [((C_X0 + C_X1) / 2, y, CORRIDOR_HEIGHT, 0.30, 1.20) for y in CORRIDOR_LEDS]


def lamps(panels=(*RECEPTION_LAMPS, *CORRIDOR_LAMPS)):
    """LED panels: a white frame and a glowing plate under it. Each is (x, y, z, width, depth)."""
    frames, plates = Part("Lamp_Frames", lightmap=0.3), Part("Lamp_Panels", smooth_deg=0)

    def lamp(x, y, z, w, d):
        frames.box((w + 0.05, d + 0.05, 0.020), (x, y, z - 0.008), "trim", 0.003, 1, hide="+z")
        plates.add(
            lambda bm: shapes.quad(
                bm, (-w / 2, d / 2, 0), (w / 2, d / 2, 0), (w / 2, -d / 2, 0), (-w / 2, -d / 2, 0)
            ),
            "led_panel",
            (x, y, z - 0.0195),
        )

    for panel in panels:
        lamp(*panel)
    frames.done()
    plates.done()


def slat_wall():
    """The oak slats behind the counter, and the clinic's name on them."""
    back = Part("SlatWall_Back", lightmap=0.5, smooth_deg=0)
    back.box((2.9, 0.010, HEIGHT), (-1.55, Y1 - 0.006, HEIGHT / 2), "dark", 0, hide="+y-z+z").done()
    slats = Part("SlatWall", lightmap=1.0)
    slats.slats(42, 2.9 / 41, (0.042, 0.03, HEIGHT - 0.02), (-1.55, Y1 - 0.027, HEIGHT / 2), "oak").done()
    name = Part("SlatWall_Name")
    name.text("Harbour Clinic", 0.29, (-1.55, Y1 - 0.060, 2.14), "trim", FONTS / "InterDisplay-SemiBold.ttf")
    name.text("RECEPTION", 0.12, (-1.55, Y1 - 0.056, 1.90), "trim", FONTS / "Inter-SemiBold.ttf", depth=0.008)
    name.done()


def grounds():
    """The ground around the house, as far as one sees it; the bay, the hills and the sky are the yard's dome."""
    ground = Part("Outside_Ground", smooth_deg=0, outside=True, cast_shadow=False)
    ground.add(lambda bm: shapes.quad(bm, (-15, -15, 0), (15, -15, 0), (15, 9, 0), (-15, 9, 0)), "lawn", (0, 0, -0.25))
    ground.box((2.4, 12.0, 0.02), (0.9, -8.8, -0.2), "paving", 0)
    lets_light_in(ground.done())


def outside():
    """A far strip of sky, hills and harbour around west and south, and a lawn before it, for rooms that have no yard.

    The strip ends below the sun as seen from the window, so that it casts no shadow into the room.
    """
    n, radius, low, high = 40, 14.5, -2.6, 8.6

    def strip(bm):
        points = [
            (radius * math.cos(a), radius * math.sin(a))
            for a in (math.radians(120 + 200 * i / n) for i in range(n + 1))
        ]
        shapes.grid(bm, [[(x, y, low) for x, y in points], [(x, y, high) for x, y in points]])

    def unroll(bm, faces, layer):
        for face in faces:
            for loop in face.loops:
                c = loop.vert.co
                u = ((math.degrees(math.atan2(c.y, c.x)) % 360) - 120) / 200
                loop[layer].uv = (1 - u, (c.z - low) / (high - low))

    view = Part("Outside", smooth_deg=80, outside=True, cast_shadow=False)
    view.add(strip, "outside", uv=unroll)
    obj = view.done()
    lets_light_in(obj)
    for polygon in obj.data.polygons:
        if polygon.normal.dot(polygon.center) > 0:
            polygon.flip()
    ground = Part("Outside_Ground", smooth_deg=0, outside=True, cast_shadow=False)
    ground.add(
        lambda bm: shapes.quad(bm, (-15, -15, 0), (9, -15, 0), (9, 9, 0), (-15, 9, 0)), "lawn", (0, 0, -0.25)
    )
    ground.box((2.4, 12.0, 0.02), (0.9, -8.8, -0.2), "paving", 0)
    lets_light_in(ground.done())


def outer_shell():
    """Outer walls and roof: keep sun and sky out where the rooms' one-sided walls are thin."""
    part, t = Part("Outer_Shell", smooth_deg=0), WALL + 0.01
    e0, e1, e_top = ENTRANCE
    top = HEIGHT + 0.12
    part.wall(
        (X0 - t, Y1 + t),
        (X0 - t, Y0 - t),
        top,
        "outer",
        [(Y1 + t - WINDOW[1], Y1 + t - WINDOW[0], WINDOW[2], WINDOW[3])],
        0.0,
        -0.3,
    )
    part.wall(
        (X0 - t, Y0 - t),
        (X1 + t, Y0 - t),
        top,
        "outer",
        [(e0 - X0 + t, e1 - X0 + t, -0.05, e_top)],
        0.0,
        -0.3,
    )
    part.wall((X1 + t, Y0 - t), (X1 + t, Y1 + t), top, "outer", (), 0.0, -0.3)
    part.wall(
        (X1 + t, Y1 + t),
        (X0 - t, Y1 + t),
        top,
        "outer",
        [(X1 + t - C_X1 - 0.68, X1 + t - C_X0 + 0.2, -0.3, top)],
        0.0,
        -0.3,
    )
    part.box((X1 - X0 + 2 * t, Y1 - Y0 + 2 * t, 0.05), (0, 0, top - 0.024), "outer", 0)
    part.box(
        (C_X1 - C_X0 + 1.3, C_Y1 - Y1 + 0.08, 0.05),
        ((C_X0 + C_X1) / 2 + 0.24, (C_Y1 + Y1) / 2 + 0.09, top - 0.224),
        "outer",
        0,
    )
    for x in (C_X0 - 0.2, C_X1 + 0.68):
        part.box((0.04, C_Y1 - Y1 - 0.02, top), (x, (C_Y1 + Y1) / 2 + 0.14, top / 2 - 0.2), "outer", 0)
    for a, b in ((C_X0 - 0.2, EXIT_DOOR[0] - 0.09), (EXIT_DOOR[1] + 0.09, C_X1 + 0.68)):  # beside the way out
        part.box((b - a, 0.03, top), ((a + b) / 2, C_Y1 + 0.14, top / 2 - 0.2), "outer", 0)
    x0, x1, over = EXIT_DOOR
    part.box((x1 - x0 + 0.18, 0.03, top - 0.2 - over - 0.09), ((x0 + x1) / 2, C_Y1 + 0.14, (top - 0.2 + over + 0.09) / 2), "outer", 0)
    part.done()
