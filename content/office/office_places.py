"""Named places on the floor of the office, and its lights."""

import math

from mathutils import Vector

import places
from office_layout import WINDOW, X1
from tools.content.part import empty

PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Desk": ((4.38, 3.86), 0, {"zone_radius_m": 0.42}),
    "Guide_Start": ((5.28, 3.62), -52, {}),  # these face -Y turned, glTF +Z turned
    "Colleague_Start": ((1.35, 4.75), 90, {}),
    "Colleague_In": ((2.96, 3.98), 66, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Office_Point": ((4.1, 3.8, 2.25), 5.0, places.WARM),
    "Corridor_Point": ((1.55, 4.0, 2.2), 5.0, places.WARM),
}


def build():
    empty("Spawn", (3.0, 4.0, 0), (0, 0, -112), eye_height_m=1.62)  # a camera here looks along +Y turned
    for name, (at, turn, extras) in PLACES.items():
        empty(name, (*at, 0), (0, 0, turn), **extras)
    lights()
    places.sky()


def lights():
    sun = places.lamp("Sun", "SUN", (-6, -2, 4), False, energy=places.SUN_STRENGTH, angle=0.012, color=(1, 0.93, 0.82))
    sun.rotation_euler = Vector(places.SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()
    for name, (at, watts, colour) in POINTS.items():
        places.lamp(name, "POINT", at, True, energy=watts, color=colour, shadow_soft_size=0.25)
    y0, y1, z0, z1 = WINDOW
    size = {"shape": "RECTANGLE", "size": z1 - z0 - 0.1, "size_y": y1 - y0 - 0.1}
    area = places.lamp("Window_Area", "AREA", (X1 + 0.10, (y0 + y1) / 2, (z0 + z1) / 2), False, energy=40, color=places.DAY, **size)
    area.rotation_euler = (0, math.radians(90), 0)
