"""The room's shell: floor, walls, ceiling, window, door, lamps; and the corridor as far as it shows through the door's pane."""

import bpy
from layout import C_X0, C_X1, C_Y0, C_Y1, CORRIDOR_HEIGHT, CORRIDOR_LEDS, EXIT_DOOR, SIDE_DOORS, STORE
from measures import BENCH, DOOR, HEIGHT, LED_PANELS, WINDOW, X0, X1, Y0, Y1
from tools.content import shapes
from tools.content.part import Part

import rooms as clinic_rooms
from safety import exit_sign


def build(cells):
    """Everything that stands still and is no furniture. `cells` is the atlas."""
    room()
    window()
    door(cells)
    lamps()
    corridor(cells)
    outside()
    outer_shell()


def room():
    """Vinyl floor, white walls, a glazed splash above the benches."""
    floor = clinic_rooms.floor_plate("Floor", X0, X1, Y0, Y1, "vinyl")
    sill = ((X1, DOOR[0], 0), (C_X0, DOOR[0], 0), (C_X0, DOOR[1], 0), (X1, DOOR[1], 0))
    floor.add(lambda bm: shapes.quad(bm, *sill), "dark").done()
    clinic_rooms.ceiling_plate("Ceiling", X0, X1, Y0, Y1, HEIGHT)
    walls = Part("Walls", lightmap=1.0, smooth_deg=0, collide=True)
    y0, y1, top = DOOR
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "wall")
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall", [(Y1 - y1, Y1 - y0, 0, top)])
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "wall")
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "accent", [(WINDOW[0] - Y0, WINDOW[1] - Y0, WINDOW[2], WINDOW[3])])
    walls.done()
    splash = Part("Splash", lightmap=0.8, smooth_deg=0)
    t, high = 0.008, 0.50
    splash.box((2.838, t, high), (X0 + 1.419, Y1 - t / 2, BENCH + high / 2), "splash", 0.002, 1, hide="+y")
    splash.box((2.76, t, high), (X0 + 1.38, Y0 + t / 2, BENCH + high / 2), "splash", 0.002, 1, hide="-y")
    splash.box((t, Y1 - Y0 - 2 * t, 0.16), (X0 + t / 2, (Y0 + Y1) / 2, BENCH + 0.08), "splash", 0.002, 1, hide="-x")
    splash.done()
    skirting = Part("Skirting", lightmap=0.4)
    h, t = 0.10, 0.014
    for low, high in ((DOOR[1] + 0.075, 9.75),):
        skirting.box((t, high - low, h), (X1 - t / 2, (low + high) / 2, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")
    skirting.box((X1 + 0.45, t, h), ((X1 - 0.45) / 2, Y0 + t / 2, h / 2 - 0.004), "trim", 0.004, 1, hide="-z")
    skirting.done()


def window():
    """A wide window over the packing bench, frosted: the yard is not to look in."""
    y0, y1, z0, z1 = WINDOW
    cy, cz, x = (y0 + y1) / 2, (z0 + z1) / 2, X0 - 0.06
    part = Part("Window", lightmap=0.9)
    for z in (z0 + 0.025, z1 - 0.025):
        part.box((0.07, y1 - y0, 0.05), (x, cy, z), "trim")
    for y in (y0 + 0.025, cy, y1 - 0.025):
        part.box((0.064, 0.05, z1 - z0 - 0.098), (x, y, cz), "trim")
    part.box((0.20, y1 - y0 + 0.10, 0.03), (X0 + 0.035, cy, z0 - 0.014), "trim", 0.008, 3)
    part.done()
    glass = Part("Window_Glass", smooth_deg=0)
    glass.pane(y1 - y0 - 0.08, z1 - z0 - 0.52, (x, cy, z1 - (z1 - z0 - 0.52) / 2 - 0.05), "glass", 90)
    clinic_rooms.lets_light_in(glass.done())
    frosted = Part("Window_Glass_Frosted", lightmap=0.6, smooth_deg=0)
    frosted.pane(y1 - y0 - 0.08, 0.42, (x, cy, z0 + 0.26), "frosted", 90)
    clinic_rooms.lets_light_in(frosted.done())


def door(cells):
    """The door to the corridor, closed while somebody works; a narrow pane lets one see who comes."""
    y0, y1, top = DOOR
    frame = Part("Door_Frame", lightmap=0.6)
    for x in (X1 - 0.005, C_X0 + 0.005):
        for y in (y0 - 0.0275, y1 + 0.0275):
            frame.box((0.03, 0.075, top), (x, y, top / 2 - 0.002), "trim", 0.004, hide="-z")
        frame.box((0.032, y1 - y0 + 0.13, 0.075), (x, (y0 + y1) / 2, top + 0.0325), "trim", 0.004)
    for y in (y0 + 0.003, y1 - 0.003):
        frame.box((C_X0 - X1 - 0.02, 0.02, top), ((X1 + C_X0) / 2, y, top / 2), "trim", 0.002, 1, hide="-z")
    frame.box((C_X0 - X1 - 0.02, y1 - y0, 0.02), ((X1 + C_X0) / 2, (y0 + y1) / 2, top - 0.006), "trim", 0.002, 1)
    frame.done()
    w, h, glass_y = y1 - y0 - 0.03, top - 0.024, 0.22
    leaf = Part("Door", (X1 + 0.03, y0 + 0.015, 0), (0, 0, 90), lightmap=0.7, open_deg=88, collide=True)
    pane = (glass_y - 0.09, glass_y + 0.09, 1.05, 1.85)

    def slab(bm):
        shapes.wall(bm, w, h, [pane], 0.022)

    def slab_behind(bm):
        shapes.wall(bm, w, h, [(w - pane[1], w - pane[0], *pane[2:])], 0.022)

    leaf.add(slab, "oak", (0, -0.022, 0.006), tile=1.4)
    leaf.add(slab_behind, "oak", (w, 0.022, 0.006), (0, 0, 180), tile=1.4)
    for x in (0.0005, w - 0.0005):
        leaf.box((0.001, 0.043, h), (x, 0, h / 2 + 0.006), "oak", 0)
    for side in (-1, 1):
        leaf.box((0.72, 0.003, 0.16), (w / 2, side * 0.0235, 0.12), "steel", 0.001, 1)
        leaf.tube([(w - 0.065, side * 0.021, 1.0), (w - 0.065, side * 0.030, 1.0)], 0.026, "steel", 20)
        grip = [(w - 0.065, side * 0.028, 1.0), (w - 0.065, side * 0.062, 1.0), (w - 0.075, side * 0.068, 1.0)]
        leaf.tube([*grip, (w - 0.19, side * 0.068, 1.0)], 0.0095, "steel", 12)
    leaf.plate(0.288, 0.088, (w / 2 + 0.1, -0.0255, 1.62), cells["door_utility"])
    made = leaf.done()
    glass = Part("Door_Glass", parent=made, smooth_deg=0)
    glass.pane(0.20, 0.82, (glass_y, 0, (pane[2] + pane[3]) / 2 + 0.006), "glass", 0)
    clinic_rooms.lets_light_in(glass.done())


def lamps():
    """LED panels in the ceiling, and a strip under the wall shelf over the autoclave."""
    frames, plates = Part("Lamp_Frames", lightmap=0.3), Part("Lamp_Panels", smooth_deg=0)

    def lamp(x, y, z, w, d):
        frames.box((w + 0.05, d + 0.05, 0.020), (x, y, z - 0.008), "trim", 0.003, 1, hide="+z")
        corners = ((-w / 2, d / 2, 0), (w / 2, d / 2, 0), (w / 2, -d / 2, 0), (-w / 2, -d / 2, 0))
        plates.add(lambda bm: shapes.quad(bm, *corners), "led_panel", (x, y, z - 0.0195))

    for x, y in LED_PANELS:
        lamp(x, y, HEIGHT, 0.57, 0.57)
    for y in CORRIDOR_LEDS:
        lamp((C_X0 + C_X1) / 2, y, CORRIDOR_HEIGHT, 0.30, 1.20)
    frames.done()
    plates.done()


def corridor(cells):
    """The corridor, without its things: it shows through a pane one hand wide."""
    clinic_rooms.floor_plate("Floor_Corridor", C_X0, C_X1, C_Y0, C_Y1, "vinyl").done()
    clinic_rooms.ceiling_plate("Ceiling_Corridor", C_X0, C_X1, C_Y0, C_Y1, CORRIDOR_HEIGHT)
    s0, s1, depth, top = STORE
    walls = Part("Walls_Corridor", lightmap=0.4, smooth_deg=0, collide=True)
    walls.wall((C_X0, C_Y0), (C_X0, C_Y1), CORRIDOR_HEIGHT, "wall", [(DOOR[0] - C_Y0, DOOR[1] - C_Y0, 0, DOOR[2])], 0.0)
    walls.wall((C_X0, C_Y1), (C_X1, C_Y1), CORRIDOR_HEIGHT, "accent")
    walls.wall((C_X1, C_Y1), (C_X1, C_Y0), CORRIDOR_HEIGHT, "wall", [(C_Y1 - s1, C_Y1 - s0, 0, top)], depth)
    walls.wall((C_X1, C_Y0), (C_X0, C_Y0), CORRIDOR_HEIGHT, "wall")
    walls.wall((C_X1 + depth, s1), (C_X1 + depth, s0), top, "wall")
    walls.done()
    leaves = Part("Corridor_Doors", lightmap=0.4)
    for x, y0, y1, sign in SIDE_DOORS:
        if sign != "door_utility":
            side = 1 if x == C_X0 else -1
            leaves.box((0.02, y1 - y0 + 0.12, 2.15), (x + side * 0.004, (y0 + y1) / 2, 1.07), "trim", 0.003, hide="-z")
            leaves.box((0.02, y1 - y0, 2.08), (x + side * 0.009, (y0 + y1) / 2, 1.04), "oak", 0.002, hide="-z", tile=1.4)
    leaves.done()
    clinic_rooms.exit_door()
    exit_sign("ExitSign_Back", (sum(EXIT_DOOR[:2]) / 2, C_Y1, 2.335), 0, cells)


def outside():
    """The clinic's view, moved along to this side of the house."""
    clinic_rooms.outside()
    for name in ("Outside", "Outside_Ground"):
        bpy.data.objects[name].location.y += 8.0


def outer_shell():
    """Outer walls and roofs: keep sun and sky out where the rooms' walls are one sheet."""
    part, t, top = Part("Outer_Shell", smooth_deg=0), 0.13, HEIGHT + 0.10
    y0, y1, z0, z1 = WINDOW
    part.wall((X0 - t, Y1 + t), (X0 - t, Y0 - t), top, "outer", [(Y1 + t - y1, Y1 + t - y0, z0, z1)], 0.0, -0.3)
    part.box((X1 - X0 + 2 * t + 0.1, 0.04, top + 0.3), ((X0 + X1) / 2, Y1 + t, top / 2 - 0.15), "outer", 0)
    part.box((X1 - X0 + t, 0.02, top + 0.3), ((X0 + X1 - t) / 2, Y0 - 0.06, top / 2 - 0.15), "outer", 0)
    part.box((0.02, Y1 - C_Y1 + 0.02, top + 0.3), (X1 + t, (Y1 + C_Y1) / 2 + 0.13, top / 2 - 0.15), "outer", 0)
    part.box((X1 - X0 + 2 * t, Y1 - Y0 + 2 * t, 0.05), ((X0 + X1) / 2, (Y0 + Y1) / 2, top), "outer", 0)
    west, east = C_X0 - 0.05, C_X1 + 0.72  # of the corridor, its store included
    across, mid = east - west, (west + east) / 2
    part.box((across, C_Y1 - C_Y0 + 0.3, 0.05), (mid, (C_Y0 + C_Y1) / 2, 2.62), "outer", 0)
    part.box((0.04, C_Y1 - C_Y0 + 0.3, top), (east, (C_Y0 + C_Y1) / 2, top / 2 - 0.2), "outer", 0)
    part.box((0.02, Y0 - C_Y0, top), (C_X0 - 0.06, (C_Y0 + Y0) / 2 - 0.05, top / 2 - 0.2), "outer", 0)
    for y in (C_Y0 - 0.08, C_Y1 + 0.16):
        part.box((across, 0.04, top), (mid, y, top / 2 - 0.2), "outer", 0)
    part.done()
