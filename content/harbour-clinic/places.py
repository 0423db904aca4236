"""Named places on the floor, who stands there, and the lights."""

import math

import bpy
from mathutils import Vector

from layout import ASSEMBLY, EYE, TARGET, VFOV_DEG, WINDOW, X0
from tools.content.part import empty

PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Counter": ((-0.75, 0.10), 0, {"zone_radius_m": 0.9}),
    "Zone_CorridorStart": ((1.62, 3.60), 0, {"zone_radius_m": 0.8}),
    "Zone_ExitDoor": ((1.55, 8.05), 0, {"zone_radius_m": 0.45}),
    "Guide_Start": ((1.36, 0.98), 10, {}),  # these face -Y turned, glTF +Z turned
    "Guide_Door": ((2.15, 0.50), -165, {}),
    "Guide_Corridor": ((0.98, 5.95), 18, {}),
    "Guide_Exit": ((2.28, 7.40), -40, {}),
    "Zone_Outside": ((1.575, 10.1), 0, {"zone_radius_m": 0.8}),
    "Zone_Assembly": (ASSEMBLY, 0, {"zone_radius_m": 1.1}),
    "Zone_Cars": ((9.3, 12.0), 0, {"zone_radius_m": 1.3}),
    "Zone_StaffDoor": ((1.40, 1.95), 0, {"zone_radius_m": 0.5}),
    "Zone_Reception": ((-1.0, 0.05), 0, {"zone_radius_m": 0.7}),
    "Guide_Yard": ((3.0, 14.3), -75, {}),
    "Reception_Place": ((-1.95, 2.10), 0, {}),
    "Tailgater_Start": ((-0.95, -1.75), 150, {}),
    "Tailgater_Door": ((1.45, 0.80), 175, {}),  # 1.2 m behind whoever stands at the reader
    "Tailgater_Aside": ((0.55, -0.15), 150, {}),
    "Tailgater_Inside": ((1.60, 4.20), 180, {}),  # 1.5 m behind the staff door
    "Tailgater_Reception": ((-1.85, 0.22), 180, {}),
    "Tailgater_Entrance": ((0.90, -2.15), 0, {}),
}
PEOPLE = {  # node: who of content/people, and the place where they begin
    "Guide": ("Mateo", "Guide_Start"),
    "Reception": ("Lena", "Reception_Place"),
    "Tailgater": ("Tomasz", "Tailgater_Start"),
}
SUN_DIRECTION = (0.80, 0.30, -0.50)
SUN_STRENGTH = 11.0  # W/m2 in Blender: a white surface facing it has radiance 11 / pi
WARM, DAY = (1.0, 0.97, 0.92), (0.86, 0.93, 1.0)
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Key_Point": ((1.2, -0.6, 2.20), 10.0, WARM),
    "Corridor_Point_1": ((1.55, 4.75, 2.25), 7.0, WARM),
    "Corridor_Point_2": ((1.55, 6.75, 2.25), 7.0, WARM),
}
SPOT = (
    "Desk_Spot",
    (-1.35, 0.2, 2.68),
    12,
    40.0,
    75,
    0.6,
)  # name, position, tilt, watts, cone degrees, blend


def build():
    empty("Spawn", (1.15, -1.75, 0), (0, 0, 30), eye_height_m=1.62)  # a camera here looks along +Y turned
    for name, (at, turn, extras) in PLACES.items():
        empty(name, (*at, 0), (0, 0, turn), **extras)
    lights()
    sky()
    camera(EYE, TARGET, VFOV_DEG)


def lamp(name, kind, at, baked, **values):
    data = bpy.data.lights.new(name, kind)
    for key, value in values.items():
        setattr(data, key, value)
    obj = bpy.data.objects.new(name, data)
    obj.location = at
    bpy.context.scene.collection.objects.link(obj)
    if baked:
        obj["baked"] = True
    return obj


def lights():
    sun = lamp("Sun", "SUN", (-6, -2, 4), False, energy=SUN_STRENGTH, angle=0.012, color=(1, 0.93, 0.82))
    sun.rotation_euler = Vector(SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()
    for name, (at, watts, colour) in POINTS.items():
        lamp(name, "POINT", at, True, energy=watts, color=colour, shadow_soft_size=0.25)
    name, at, tilt, watts, cone, blend = SPOT
    spot = lamp(
        name,
        "SPOT",
        at,
        True,
        energy=watts,
        color=(1, 0.93, 0.85),
        spot_size=math.radians(cone),
        spot_blend=blend,
        shadow_soft_size=0.08,
    )
    spot.rotation_euler = (math.radians(tilt), 0, 0)
    y0, y1, z0, z1 = WINDOW
    area = lamp(
        "Window_Area",
        "AREA",
        (X0 - 0.10, (y0 + y1) / 2, (z0 + z1) / 2),
        False,
        energy=60,
        shape="RECTANGLE",
        size=z1 - z0 - 0.1,
        size_y=y1 - y0 - 0.1,
        color=DAY,
    )
    area.rotation_euler = (0, math.radians(-90), 0)


def sky():
    """Soft daylight around the house; the sun is a lamp of its own."""
    world = bpy.data.worlds.new("World")
    bpy.context.scene.world = world
    world.use_nodes = True
    nodes = world.node_tree.nodes
    texture = nodes.new("ShaderNodeTexSky")
    texture.sky_type, texture.sun_disc = "NISHITA", False
    texture.sun_elevation, texture.sun_rotation = math.radians(32), math.radians(-110)
    world.node_tree.links.new(texture.outputs[0], nodes["Background"].inputs[0])
    nodes["Background"].inputs[1].default_value = 0.35


def camera(eye, target, vfov_deg):
    data = bpy.data.cameras.new("Camera")
    data.sensor_fit, data.angle_y = "VERTICAL", math.radians(vfov_deg)
    obj = bpy.data.objects.new("Camera", data)
    obj.location = eye
    obj.rotation_euler = (Vector(target) - Vector(eye)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.scene.camera = obj
