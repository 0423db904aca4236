"""What the rooms off the corridor have alike: places by name, the sun, lamps for what moves, the daylight of their window; floors and ceilings."""

import math

from mathutils import Vector

import places
from layout import C_X0, C_X1, CORRIDOR_HEIGHT
from rooms import ceiling_plate, floor_plate
from tools.content import shapes
from tools.content.part import empty


def stand(spawn, turn_deg, named):
    """Where the trainee begins, and places, name: (x, y), turn in degrees, extras."""
    empty("Spawn", (*spawn, 0), (0, 0, turn_deg), eye_height_m=1.62)  # a camera here looks along +Y turned
    for name, (at, turn, extras) in named.items():
        empty(name, (*at, 0), (0, 0, turn), **extras)


def light(points, window, wall_x, turn_deg, watts, sun_at=(-6, -2, 4), sun_share=1.0):
    """Sun and sky; `points`, name: (position, watts, colour), baked, and shipped for things that move; and the day in a window, which is
    y from, y to, z from, z to in the wall at x, turned by 90 degrees towards the room."""
    strength = sun_share * places.SUN_STRENGTH
    sun = places.lamp("Sun", "SUN", sun_at, False, energy=strength, angle=0.012, color=(1, 0.93, 0.82))
    sun.rotation_euler = Vector(places.SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()
    for name, (at, power, colour) in points.items():
        places.lamp(name, "POINT", at, True, energy=power, color=colour, shadow_soft_size=0.25)
    y0, y1, z0, z1 = window
    size = {"shape": "RECTANGLE", "size": z1 - z0 - 0.1, "size_y": y1 - y0 - 0.1}
    at = (wall_x, (y0 + y1) / 2, (z0 + z1) / 2)
    area = places.lamp("Window_Area", "AREA", at, False, energy=watts, color=places.DAY, **size)
    area.rotation_euler = (0, math.radians(turn_deg), 0)
    places.sky()


def plates(name, x_span, y_span, height, surface, threshold):
    """Floor and ceiling of a room; the corridor's vinyl goes on through its door, x from, x to, y from, y to."""
    floor = floor_plate(f"Floor_{name}", *x_span, *y_span, surface)
    x0, x1, y0, y1 = threshold
    floor.add(lambda bm: shapes.quad(bm, (x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)), "vinyl")
    floor.done()
    ceiling_plate(f"Ceiling_{name}", *x_span, *y_span, height)


def corridor_plates(y0, y1):
    """Floor and ceiling of as much of the corridor as shows."""
    floor_plate("Floor_Corridor", C_X0, C_X1, y0, y1, "vinyl").done()
    ceiling_plate("Ceiling_Corridor", C_X0, C_X1, y0, y1, CORRIDOR_HEIGHT)
