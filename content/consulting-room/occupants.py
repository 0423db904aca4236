"""Who is in the consulting room: the patient in the chair, the guide, a colleague in the corridor, one in the lab; and the patient's arm.

The patient's clips are made here, since he sits with his right arm on the arm rest. `Arm_Site` and the sockets lie where that arm does.
"""

import math

import bpy
from mathutils import Matrix, Vector

from consulting_fittings import ARM_TOP, CHAIR_TURN, SEAT_TOP
from consulting_layout import CHAIR
from consulting_places import PLACES
from content.people import motion, people
from content.people.cast import CAST
from content.people.poses import X, fingers, plus
from content.people.skeleton import Frame
from tools.content.part import Part, empty

PATIENT = ("Joon", "Patient")
STANDING = (
    ("Mateo", "Guide", "Guide_Start", ("Idle", "Point", "Talk", "Blink", "Speak")),
    ("Amira", "Colleague", "Colleague_Start", ("Idle", "Walk", "Talk", "Blink", "Speak")),
    ("Grace_Lab", "Lab", "Lab_Start", ("Idle", "Talk", "Blink", "Speak")),
)
FOOT_REST = 0.096  # where his soles stand
LOWERED = 0.20  # how far his node lies below the floor: one looks at people 1.45 m above it, and his face is that much lower
SITS_BACK = 0.10  # how far behind the middle of the seat his hip joints are, which stand over his node
SLOPE_DEG = 20  # of the needle against the skin


def build():
    """Everybody; returns extras by clip for the exporter."""
    extras = {}
    for name, node, place, clips in STANDING:
        at, turn, _ = PLACES[place]
        extras |= people.build(name, node, at, turn, clips)
    name, node = PATIENT
    people.build(name, node, (CHAIR[0], CHAIR[1] - SITS_BACK, -LOWERED), CHAIR_TURN, ("Blink", "Speak"))
    rig, sitter = bpy.data.objects[node], Sitter(name)
    for clip, keys in (("Idle", sitter.idle()), ("Talk", sitter.talk())):
        sitter.make(rig, f"{node}_{clip}", keys)
    rig.animation_data.action = bpy.data.actions[f"{node}_Idle"]
    bpy.context.scene.frame_set(0)
    bpy.context.view_layer.update()
    arm(rig)
    return extras


class Sitter(motion.Motion):
    """How the patient sits: leaning back a little, the right forearm on the arm rest with the palm up."""

    def __init__(self, name):
        super().__init__(Frame(CAST[name]), SEAT_TOP + LOWERED)
        self.at, self.seated = "sit", True

    def base(self):
        f = self.frame
        pose = self.lap(self.sitting(-0.60, FOOT_REST + LOWERED + f.ankle.z), -0.26)
        pose = plus(pose, {"hips": [(X, -5)]})
        wrist = Vector((-0.312, -0.410 * f.size, ARM_TOP + LOWERED + 0.036))
        pose = self.body.reach(pose, "R", wrist, (-0.75, 0.5, -1), (-0.12, 0, 1), (-0.02, -1, 0.02), 0.75)
        return pose | fingers("R", 14, 20, 4)

    def talk(self):
        keys = ((1, 6, 0), (14, 12, 5), (28, 9, -1), (44, 14, 4), (61, 10, 0), (76, 12, 3), (91, 6, 0))
        return [(frame, self.breath(0.4, -look, 0, nod), (0, 0)) for frame, look, nod in keys]

    def make(self, rig, name, keys):
        action = bpy.data.actions.new(name)
        rig.animation_data.action = action
        rest = {bone.name: bone.bone.matrix_local.to_quaternion() for bone in rig.pose.bones}
        before = {}
        for frame, pose, (side, lift) in keys:
            motion._key(rig, rest, self, pose, frame - 1, side, lift, before)
        track = rig.animation_data.nla_tracks.new()
        track.name = name
        track.strips.new(name, 0, action)
        track.mute = True


def arm(rig):
    """The place to draw from and the sockets around it, beside the arm's skin."""
    world = rig.matrix_world
    at = lambda bone: world @ rig.pose.bones[bone].head
    shoulder, elbow, wrist = at("upper_arm.R"), at("forearm.R"), at("hand.R")
    along = (wrist - elbow).normalized()
    up = (Vector((0, 0, 1)) - along * along.z).normalized()
    vein = elbow + along * 0.050 + up * 0.041
    turned = lambda m: [math.degrees(a) for a in m.to_euler()]
    site = Part("Arm_Site", vein, turned(axes(-along, up)), smooth_deg=60)
    site.lathe([(0.0135, 0.0), (0.0125, 0.0012), (0.001, 0.0022)], (0, 0, -0.002), "vein", 24)
    site.done()
    slope = math.radians(SLOPE_DEG)
    to_holder = (along * math.cos(slope) + up * math.sin(slope)).normalized()
    hub = vein + to_holder * 0.040 - up * 0.003
    empty("Arm_Vein", hub, turned(axes(to_holder, up)), socket=True)
    empty("Arm_Holder", hub + to_holder * 0.122, turned(upright(-to_holder, up)), socket=True)
    for name, share in (("Arm_Upper", 0.62), ("Arm_Near", 0.95)):
        upward = (shoulder - elbow).normalized()
        empty(name, shoulder.lerp(elbow, share), turned(upright(upward, Vector((1, 0, 0)))), socket=True)
    for name in ("Arm_Gauze", "Arm_Plaster"):
        empty(name, vein + up * 0.002, turned(axes(-along, up)), socket=True)


def axes(y, up):
    """Axes with Y along a direction and Z as near to up as can be."""
    x = y.cross(up).normalized()
    return Matrix((x, y, x.cross(y))).transposed()


def upright(z, hint):
    """Axes with Z along a direction."""
    x = hint.cross(z).normalized()
    return Matrix((x, z.cross(x), z)).transposed()
