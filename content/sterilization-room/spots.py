"""Named places on the floor, the lights, and the colleague who works here."""

import math

import bpy
from mathutils import Vector

from measures import VIEWS, WINDOW, X0
from places import DAY, SUN_DIRECTION, SUN_STRENGTH, WARM, lamp, sky
from tools.content.part import empty

COLLEAGUE = ("Amira", "Amira", (-0.98, 8.12), 20)  # person, node, place, degrees
PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Log": ((-0.18, 9.16), 0, {"zone_radius_m": 0.5}),
    "Zone_Autoclave": ((-1.60, 9.05), 0, {"zone_radius_m": 0.55}),
    "Zone_Sink": ((-1.85, 8.22), 180, {"zone_radius_m": 0.5}),
    "Amira_Start": ((-0.98, 8.12), 20, {}),
    "Amira_AtMachine": ((-0.98, 9.10), 210, {}),
    "Amira_Clear": ((-0.30, 8.00), 60, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Room_Point_1": ((-2.0, 8.9, 2.2), 3.5, WARM),
    "Room_Point_2": ((-0.6, 8.6, 2.2), 3.0, WARM),
    "Corridor_Point_1": ((1.55, 7.4, 2.25), 6.0, WARM),
}


def build():
    empty("Spawn", (-0.02, 7.92, 0), (0, 0, 42), eye_height_m=1.62)
    for name, (at, turn, extras) in PLACES.items():
        empty(name, (*at, 0), (0, 0, turn), **extras)
    sun = lamp("Sun", "SUN", (-8, 6, 4), False, energy=0.6 * SUN_STRENGTH, angle=0.012, color=(1, 0.93, 0.82))
    sun.rotation_euler = Vector(SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()
    for name, (at, watts, colour) in POINTS.items():
        lamp(name, "POINT", at, True, energy=watts, color=colour, shadow_soft_size=0.25)
    y0, y1, z0, z1 = WINDOW
    area = lamp("Window_Area", "AREA", (X0 - 0.10, (y0 + y1) / 2, (z0 + z1) / 2), False, energy=24, shape="RECTANGLE", size=z1 - z0 - 0.1, size_y=y1 - y0 - 0.1, color=DAY)
    area.rotation_euler = (0, math.radians(-90), 0)
    sky()
    eye, target, vfov_deg = VIEWS["machine"]
    data = bpy.data.cameras.new("Camera")
    data.sensor_fit, data.angle_y = "VERTICAL", math.radians(vfov_deg)
    camera = bpy.data.objects.new("Camera", data)
    camera.location = eye
    camera.rotation_euler = (Vector(target) - Vector(eye)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera


def colleague():
    """Puts the colleague in; returns the extras of her clips."""
    from content.people import people

    name, node, at, turn = COLLEAGUE
    return people.build(name, node, at, turn)
