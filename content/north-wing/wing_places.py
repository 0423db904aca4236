"""Named places on the floor, the lamps, the sun and the sky."""

import bpy
from mathutils import Vector

import places
from layout import C_X0, C_X1, C_Y1, CORRIDOR_LEDS
from tools.content.part import empty
from wing import ASSEMBLY, CAR_PARK, COPIER, EXIT_DOOR_MIDDLE, EYE, HEIGHT, NORTH, OPENING, STAND, TARGET, TREATMENT, UTILITY, VFOV_DEG

ZONES = {  # name: (x, y), radius
    "Zone_CorridorStart": ((1.62, 3.60), 0.8),
    "Zone_CopierDoor": ((2.05, 5.40), 0.55),
    "Zone_Doorway": (STAND, 0.40),
    "Zone_TooNear": ((3.95, 5.42), 0.45),
    "Zone_BehindFire": ((4.75, 5.38), 0.25),
    "Zone_TreatmentDoor": ((1.15, 6.00), 0.50),
    "Zone_UtilityDoor": ((1.15, 7.70), 0.50),
    "Zone_ExitDoor": ((EXIT_DOOR_MIDDLE, 8.05), 0.45),
    "Zone_Inside": ((EXIT_DOOR_MIDDLE, 8.30), 0.40),
    "Zone_Outside": ((EXIT_DOOR_MIDDLE, NORTH + 1.6), 0.9),
    "Zone_Assembly": (ASSEMBLY, 1.1),
    "Zone_Cars": ((9.3, 19.4), 1.4),
}
PEOPLE = {  # where people stand: (x, y), turn; they face -Y turned
    "Guide_Start": ((1.05, 4.55), 20),
    "Guide_Door": ((1.10, 5.05), 60),
    "Guide_Exit": ((2.28, 7.10), -90),
    "Guide_Yard": ((2.95, 18.9), -70),
    "Colleague_Corridor": ((1.35, 7.10), 180),
    "Colleague_Yard": ((0.35, 17.75), 40),
}
SUN_DIRECTION, SUN_STRENGTH = (-0.45, 0.62, -0.64), 3.6  # from the south-east, over the roof
SKY_STRENGTH = 0.16
POINTS = dict(list(places.POINTS.items())[1:]) | {
    "Copier_Point": ((3.9, 5.5, 2.25), 7.0, places.WARM),
    "Treatment_Point": ((-1.2, 5.8, 2.25), 6.0, places.WARM),
    "Utility_Point": ((-1.2, 8.6, 2.25), 6.0, places.WARM),
}
LAMPS = [((C_X0 + C_X1) / 2, y, HEIGHT, 0.30, 1.20) for y in CORRIDOR_LEDS] + [
    ((box[0] + box[1]) / 2, (box[2] + box[3]) / 2, HEIGHT, 0.57, 0.57) for box in (COPIER, TREATMENT, UTILITY)
]


def build():
    empty("Spawn", (1.55, 3.25, 0), (0, 0, -4), eye_height_m=1.62)
    for name, (at, radius) in ZONES.items():
        empty(name, (*at, 0), zone_radius_m=radius)
    for name, (at, turn) in PEOPLE.items():
        empty(name, (*at, 0), (0, 0, turn))
    lights()
    sky()
    places.camera(EYE, TARGET, VFOV_DEG)


def lights():
    sun = places.lamp("Sun", "SUN", (6, -8, 12), False, energy=SUN_STRENGTH, angle=0.012, color=(1, 0.94, 0.85))
    sun.rotation_euler = Vector(SUN_DIRECTION).to_track_quat("-Z", "Y").to_euler()
    for name, (at, watts, colour) in POINTS.items():
        places.lamp(name, "POINT", at, True, energy=watts, color=colour, shadow_soft_size=0.25)


def sky():
    places.sky()
    bpy.context.scene.world.node_tree.nodes["Background"].inputs[1].default_value = SKY_STRENGTH
