"""Named places on the floor of the consulting room, and its lights."""

import math

import bpy
from mathutils import Vector

import places
from consulting_layout import WINDOW, X0
from tools.content.part import empty

PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Chairside": ((-1.42, 5.66), 0, {"zone_radius_m": 0.45}),
    "Zone_Bench": ((-1.30, 6.12), 0, {"zone_radius_m": 0.40}),
    "Zone_Hatch": ((-0.50, 5.20), 0, {"zone_radius_m": 0.36}),
    "Zone_Door": ((0.0, 6.0), 0, {"zone_radius_m": 0.35}),
    "Patient_Front": ((-2.20, 7.0), 0, {}),
    "Guide_Start": ((0.14, 5.16), -75, {}),  # these face -Y turned, glTF +Z turned
    "Colleague_Start": ((1.35, 5.95), -90, {}),
    "Colleague_In": ((-0.18, 5.95), -90, {}),
    "Lab_Start": ((-0.42, 3.98), 180, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Chair_Point": ((-1.5, 5.6, 2.25), 5.0, places.WARM),
    "Lab_Point": ((-0.8, 3.7, 2.25), 6.0, places.WARM),
    "Corridor_Point": ((1.55, 5.9, 2.2), 9.0, places.WARM),
}


def build():
    empty("Spawn", (0.02, 5.98, 0), (0, 0, 78), eye_height_m=1.62)  # a camera here looks along +Y turned
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
    at = (X0 - 0.10, (y0 + y1) / 2, (z0 + z1) / 2)
    area = places.lamp("Window_Area", "AREA", at, False, energy=40, color=places.DAY, **size)
    area.rotation_euler = (0, math.radians(-90), 0)
