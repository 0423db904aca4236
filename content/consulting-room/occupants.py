"""Who is in the consulting room: the patient in the chair, the guide, a colleague in the corridor, one in the lab; and the patient's arm.

The patient sits: her clips are made here, from the same rig. `Arm_Site` and the sockets lie where her right arm does.
"""

import math

import bpy
from mathutils import Matrix, Quaternion, Vector

from consulting_fittings import CHAIR_TURN, SEAT_TOP
from consulting_layout import CHAIR
from consulting_places import PLACES
from content.people import motion, people
from content.people.motion import X, Y, Z
from tools.content.part import Part, empty

PATIENT = ("Lena", "Patient")
STANDING = (("Mateo", "Guide", "Guide_Start"), ("Joon", "Colleague", "Colleague_Start"), ("Grace_Lab", "Lab", "Lab_Start"))
SITS_BACK = 0.055  # how far behind the seat's middle the hips are
THIGH_THICK = 0.085  # from the hip joint down to the seat
BODY_SLOPE_SIN, BODY_SLOPE_COS = math.sin(math.radians(52)), math.cos(math.radians(52))
UPPER, FORE = Vector((-0.30, -0.50, -0.81)).normalized(), Vector((-0.05, -0.985, -0.16)).normalized()


def build():
    """Everybody; returns extras by clip for the exporter."""
    extras = {}
    for name, node, place in STANDING:
        at, turn, _ = PLACES[place]
        extras |= people.build(name, node, at, turn)
    name, node = PATIENT
    extras |= people.build(name, node, CHAIR, CHAIR_TURN, ("Blink", "Speak"))
    rig = bpy.data.objects[node]
    rest = {bone.name: bone.bone.matrix_local.to_quaternion() for bone in rig.pose.bones}
    for clip, keys in (("Idle", idle(rig)), ("Talk", talk(rig))):
        action = bpy.data.actions.new(f"{node}_{clip}")
        rig.animation_data.action = action
        for frame, pose in keys:
            motion._key(rig, rest, pose, frame, seat_drop(rig), 0)
            hips = rig.pose.bones["hips"]
            hips.location = rest["hips"].inverted() @ Vector((0, SITS_BACK, seat_drop(rig)))
            hips.keyframe_insert("location", frame=frame)
        track = rig.animation_data.nla_tracks.new()
        track.name = action.name
        track.strips.new(action.name, 0, action)
        track.mute = True
    rig.animation_data.action = bpy.data.actions[f"{node}_Idle"]
    bpy.context.scene.frame_set(0)
    bpy.context.view_layer.update()
    arm(rig)
    return extras


def seat_drop(rig):
    """How far the hips come down to sit."""
    return SEAT_TOP + THIGH_THICK - rig.data.bones["thigh.R"].head_local.z


def sitting(rig, nod=0.0, turn=0.0, breath=0.0):
    """Upright in the chair, the right arm along the arm rest, palm up, the left hand in the lap."""
    pose = {}
    for side in "LR":
        pose[f"thigh.{side}"] = [(X, -88), (Z, 3 if side == "L" else -3)]
        pose[f"shin.{side}"] = [(X, 74)]
        pose[f"foot.{side}"] = [(X, 12)]
    pose |= motion.fingers("L", 14, 24, 6) | motion.fingers("R", 10, 16, 2)
    pose |= stretched(rig)
    pose["upper_arm.L"] = [(Y, 24), (X, -18)]
    pose["forearm.L"] = [(X, -58), (Z, -34)]
    pose["spine"] = [(X, 4)]
    pose["chest"] = [(X, -2 - 1.5 * breath)]
    pose["head"] = [(X, 2 + nod + breath), (Z, turn)]
    return pose


def stretched(rig):
    """Turns that lay the right arm along `UPPER` and `FORE` with the palm up."""
    bone = lambda name: (rig.data.bones[name].tail_local - rig.data.bones[name].head_local).normalized()
    upper = bone("upper_arm.R").rotation_difference(UPPER)
    fore = bone("forearm.R").rotation_difference(upper.inverted() @ FORE)
    palm = Vector((BODY_SLOPE_SIN, 0, -BODY_SLOPE_COS))  # out of the right palm at rest
    now = upper @ (fore @ palm)
    flat = lambda v: v - FORE * v.dot(FORE)
    angle = math.atan2(FORE.dot(flat(now).cross(Vector((0, 0, 1)))), flat(now).dot(Vector((0, 0, 1))))
    half = Quaternion(FORE, angle / 2)
    before = upper @ fore  # what the forearm's parents and its own stretch make of a direction at rest
    twist = before.inverted() @ half @ before
    return {"upper_arm.R": [upper], "forearm.R": [fore @ twist], "hand.R": [twist]}


def idle(rig):
    return [(0, sitting(rig)), (45, sitting(rig, 0, 3, 1)), (90, sitting(rig, 0, -2, 0)), (120, sitting(rig))]


def talk(rig):
    return [(0, sitting(rig)), (12, sitting(rig, 5, 8)), (26, sitting(rig, -1, 14, 1)), (44, sitting(rig, 6, 9)), (60, sitting(rig))]


def arm(rig):
    """The place to draw from and the sockets around it, beside the arm's skin."""
    world = rig.matrix_world
    at = lambda bone, share: world @ rig.pose.bones[bone].head.lerp(rig.pose.bones[bone].tail, share)
    elbow, wrist, shoulder = at("forearm.R", 0), at("forearm.R", 1), at("upper_arm.R", 0)
    along = (wrist - elbow).normalized()
    up = (Vector((0, 0, 1)) - along * along.z).normalized()
    vein = elbow + along * 0.022 + up * 0.040
    flat = frame(along, up)
    turned = lambda m: [math.degrees(a) for a in m.to_euler()]
    site = Part("Arm_Site", vein, turned(flat), smooth_deg=60)
    site.lathe([(0.0135, 0.0), (0.0125, 0.0012), (0.001, 0.0022)], (0, 0, -0.002), "vein", 24)
    site.done()
    slope = math.radians(22)
    to_holder = (along * math.cos(slope) + up * math.sin(slope)).normalized()
    hub = vein + to_holder * 0.040 - up * 0.003
    empty("Arm_Vein", hub, turned(frame_y(to_holder, up)), socket=True)
    empty("Arm_Holder", hub + to_holder * 0.122, turned(frame_z(-to_holder, up)), socket=True)
    high = shoulder.lerp(elbow, 0.66)
    low = shoulder.lerp(elbow, 0.97)
    upward = (shoulder - elbow).normalized()
    for name, where in (("Arm_Upper", high), ("Arm_Near", low)):
        empty(name, where, turned(frame_z(upward, Vector((1, 0, 0)))), socket=True)
    for name in ("Arm_Gauze", "Arm_Plaster"):
        empty(name, vein + up * 0.002, turned(flat), socket=True)


def frame(along, up):
    """Axes with -Y along the arm and Z up from the skin."""
    y = -along
    x = y.cross(up).normalized()
    return Matrix((x, y, up)).transposed()


def frame_y(y, up):
    """Axes with Y along a direction and Z as near to up as can be."""
    x = y.cross(up).normalized()
    return Matrix((x, y, x.cross(y))).transposed()


def frame_z(z, hint):
    """Axes with Z along a direction."""
    x = hint.cross(z).normalized()
    return Matrix((x, z.cross(x), z)).transposed()
