"""Clips of people, in place: what they do standing, sitting or in a wheelchair, and the blink and the speech that play over it.

A clip is a list of (frame, pose, how the hips move: (side, lift), lift None puts the lower foot on the floor).
"""

import math

import bpy
from mathutils import Quaternion, Vector

from . import wheelchair
from .face import SHUT_DEG
from .head import OPEN_DEG
from .poses import Body, X, Y, Z, fingers, plus, turned

WALK_FRAMES = 32
SHUT = ((0, 0.0), (2, 1.0), (3, 1.0), (6, 0.0))  # frame, how far the eyes are shut
SAYING = (
    (0, 0.05),
    (4, 0.62),
    (8, 0.16),
    (13, 0.85),
    (18, 0.22),
    (22, 0.55),
    (26, 0.08),
    (31, 0.70),
    (36, 0.30),
    (40, 0.48),
    (45, 0.05),
)  # frame, how far the mouth is open


class Motion:
    """All clips of one person."""

    def __init__(self, frame, seat_m, at=None, holds_out=False):
        self.frame, self.person, self.body = frame, frame.person, Body(frame)
        self.at = at or frame.person.at
        self.holds_out = holds_out  # the left forearm
        self.seat_m = seat_m
        self.seated = self.at in ("sit", "wheelchair")

    # -- how somebody is when doing nothing ------------------------------------------------------

    def upright(self):
        """Standing, arms at the sides."""
        bent = self.person.stoop
        pose = {
            "spine": [(X, bent * 0.6)],
            "chest": [(X, bent * 0.6)],
            "neck": [(X, bent * 0.3)],
            "head": [(X, -bent * 0.9)],
        }
        return self.hands(pose, self.person.holds)

    def sitting(self, foot_y=-0.46, foot_z=None, hips_y=0.0):
        """Sitting with the feet on the floor, hands on the thighs; the hip joints are over the node's origin."""
        f, bent = self.frame, self.person.stoop
        hip_z = self.seat_m + 0.088 * f.size
        pose = {
            "hips@": Vector((0, hips_y, hip_z - f.hip.z)),
            "hips": [(X, -6)],
            "spine": [(X, 3 + bent * 0.6)],
            "chest": [(X, 3 + bent * 0.5)],
            "head": [(X, -2 - bent * 0.8)],
        }
        for side, s in (("L", 1), ("R", -1)):
            ankle = Vector((s * (f.ankle.x + 0.012), foot_y * f.size + hips_y, f.ankle.z if foot_z is None else foot_z))
            pose = self.body.sit(pose, side, ankle, 0.10)
        return pose

    def base(self):
        if self.at == "wheelchair":
            return self.lap(wheelchair.seated(self), -0.30)
        if self.at == "sit":
            pose = self.lap(self.sitting(), -0.30)
            return self.held_out(pose) if self.holds_out else pose
        return self.upright()

    def held_out(self, pose):
        """The left forearm on the arm of a specimen chair, palm up."""
        f = self.frame
        _, shoulder = self.body.world(pose, "upper_arm.L")
        wrist = Vector((shoulder.x + 0.075, shoulder.y - 0.395 * f.size, self.seat_m + 0.230))
        pose = self.body.reach(pose, "L", wrist, (0.5, 0.6, -1), (0.1, 0, 1), (0.03, -1, -0.03), 0.75)
        return pose | fingers("L", 16, 22, 4)

    def lap(self, pose, ahead):
        """Both hands on the thighs."""
        f = self.frame
        _, hip = self.body.world(pose, "thigh.L")
        for side, s in (("L", 1), ("R", -1)):
            wrist = Vector((s * 0.115, hip.y + ahead * f.size, hip.z + 0.105 * f.size + 0.02))
            pose = self.body.reach(pose, side, wrist, (s * 0.9, 0.7, -0.2), (0, 0, -1), (-s * 0.35, -1, -0.30))
            pose |= fingers(side, 10, 16, 4)
        return pose

    def hands(self, pose, holds=""):
        """Arms at the sides, or a cup in each hand."""
        f = self.frame
        for side, s in (("L", 1), ("R", -1)):
            _, shoulder = self.body.world(pose, f"upper_arm.{side}")
            if holds:
                wrist = Vector((s * 0.215 * f.size, shoulder.y - 0.245 * f.size, shoulder.z - 0.285 * f.size))
                pose = self.body.reach(pose, side, wrist, (s * 0.45, 0.6, -1), (-s, 0, 0), (-s * 0.10, -1, 0.12))
                pose |= fingers(side, 34, 37, 6)
                continue
            wide = max(abs(shoulder.x) + 0.045, self.person.hips * 0.166 * f.size + 0.075)
            reach = (f.elbow - f.shoulder).length + (f.wrist - f.elbow).length
            wrist = Vector((s * wide, shoulder.y - 0.055, shoulder.z - 0.965 * reach))
            pose = self.body.reach(pose, side, wrist, (s * 0.55, 1, 0), (-s, 0.30, 0), (-s * 0.10, -0.16, -1))
            pose |= fingers(side, 14, 24, 6)
        return pose

    def breath(self, k, look=0.0, glance=0.0, nod=0.0):
        """The base, breathed in by `k`; the head turned by `look`, the eyes by `glance` degrees."""
        eyes = [(Z, glance)]
        lift = {} if self.seated else {"upper_arm.L": [(Y, -0.8 * k)], "upper_arm.R": [(Y, 0.8 * k)]}
        return plus(
            self.base(),
            {
                "chest": [(X, -1.5 * k)],
                "neck": [(X, 0.8 * k), (Z, look * 0.35)],
                "head": [(Z, look * 0.65), (X, k * 0.7 + nod)],
                "eye.L": eyes,
                "eye.R": eyes,
                **lift,
            },
        )

    # -- clips -----------------------------------------------------------------------------------

    def idle(self):
        keys = (
            (1, 0, 0, 0, 0),
            (28, 1, 1, 0, 0),
            (31, 1, 2, 6, 0.003),
            (52, 0.3, 3, 3, 0.004),
            (61, 0, 3, 0, 0.005),
            (84, 0.8, -1, -1, 0.003),
            (88, 0.9, -2, -7, 0.002),
            (104, 0.5, -3, -4, 0),
            (121, 0, 0, 0, 0),
        )
        sway = 0 if self.seated else 1
        return [
            (frame, self.breath(k, look, glance), (side * sway, 0 if self.seated else -0.002 * k))
            for frame, k, look, glance, side in keys
        ]

    def stride(self, phase):
        """One moment of walking; the left leg is back at phase 90 degrees."""
        pose = self.upright()
        swing = 0.25 if self.person.holds else 1.0
        step = 1 - 0.28 * self.person.face.age
        for side, offset in (("L", 0), ("R", math.pi)):
            a, c = math.sin(phase + offset), math.cos(phase + offset)
            knee = 7 + 46 * step * max(0, c) ** 1.5 if c > 0 else 7 + 5 * max(0, -a)
            pose[f"thigh.{side}"] = [(X, -24 * a * step)]
            pose[f"shin.{side}"] = [(X, knee)]
            pose[f"foot.{side}"] = [(X, -8 * a - knee * 0.30)]
            pose[f"upper_arm.{side}"] = pose[f"upper_arm.{side}"] + [(X, 20 * a * swing * step)]
            pose[f"forearm.{side}"] = pose[f"forearm.{side}"] + [(X, (-4 - 10 * max(0, -a)) * swing)]
        s = math.sin(phase)
        return plus(pose, {"chest": [(Z, -5 * s * swing), (X, 2)], "hips": [(Z, 5 * s)], "head": [(Z, 2 * s), (X, -2)]})

    def walk(self):
        if self.at == "wheelchair":
            return [(frame, pose, (0, 0)) for frame, pose in wheelchair.rolling(self)]
        n = 16
        return [
            (1 + i * WALK_FRAMES // n, self.stride(2 * math.pi * i / n), (0.012 * math.sin(2 * math.pi * i / n), None))
            for i in range(n + 1)
        ]

    def pointing(self):
        """The right arm straight ahead, forefinger out, the others closed."""
        pose = plus(self.breath(0), {"chest": [(Z, 6)], "head": [(Z, -4)], "shoulder.R": [(Z, 6)]})
        if self.person.holds:
            return pose
        _, shoulder = self.body.world(pose, "upper_arm.R")
        pose = self.body.reach(
            pose, "R", shoulder + Vector((0.03, -0.60, 0.02)), (-0.6, 0, -1), (0.55, 0, -0.8), (0.04, -1, 0.02)
        )
        return pose | fingers("R", 2, 74, 34)

    def point(self):
        rest, up = self.breath(0), self.pointing()
        return [
            (1, rest, (0, 0)),
            (18, up, (0.006, 0)),
            (32, plus(up, {"chest": [(X, -1)]}), (0.006, -0.001)),
            (48, up, (0.006, 0)),
        ]

    def gesturing(self, left, right, nod, turn):
        """Both hands before the body by a share each, open; what is held stays upright."""
        f = self.frame
        pose = self.breath(0.3 * right, turn, 0, nod)
        pose = plus(pose, {"chest": [(Z, turn * 0.4)]})
        for side, s, share in (("L", 1, left), ("R", -1, right)):
            if self.holds_out and side == "L":
                continue
            _, rest = self.body.world(pose, f"hand.{side}")
            _, shoulder = self.body.world(pose, f"upper_arm.{side}")
            if self.person.holds:
                to = rest + Vector((0, -0.03, 0.045)) * share
                pose = self.body.reach(pose, side, to, (s * 0.45, 0.6, -1), (-s, 0, 0), (-s * 0.10, -1, 0.12))
                continue
            out = shoulder + Vector((s * 0.035, -0.285 * f.size, -0.235 * f.size))
            to = rest.lerp(out, min(share, 1.15)) + Vector((0, -0.05 * math.sin(math.pi * min(share, 1)), 0))
            inwards = Vector((-s, 0.10, 0.75 * share - 0.15 * (1 - share)))
            along = Vector((-s * 0.30 * share - s * 0.08, -0.2 - 0.9 * share, -1 + 1.25 * share))
            if self.seated:
                inwards, along = Vector((-s * share, 0, -1 + 1.6 * share)), Vector((-s * 0.35, -1, -0.30 + 0.5 * share))
            pose = self.body.reach(pose, side, to, (s * 0.7, 0.8, -0.5), inwards, along)
            pose |= fingers(side, 8 + 4 * (1 - share), 12 + 10 * (1 - share), 0)
        return pose

    def talk(self):
        keys = (
            (1, 0.05, 0.45, 0, 0),
            (16, 0.05, 0.95, 3, 3),
            (31, 0.20, 0.70, -1, 2),
            (46, 0.85, 0.90, 4, -3),
            (61, 0.70, 1.05, 0, -4),
            (76, 0.30, 0.60, 3, 0),
            (91, 0.08, 0.85, -1, 3),
            (106, 0.04, 0.55, 2, 2),
            (121, 0.05, 0.45, 0, 0),
        )
        return [
            (frame, self.gesturing(*values), (0 if self.seated else 0.003 * math.sin(frame / 19.1), 0))
            for frame, *values in keys
        ]

    def hand_over(self):
        """Holds out the open right hand, as to give or take something."""
        f, rest = self.frame, self.breath(0)
        pose = plus(rest, {"chest": [(X, 4), (Z, 6)], "head": [(X, 8), (Z, -4)]})
        _, shoulder = self.body.world(pose, "upper_arm.R")
        pose = self.body.reach(
            pose, "R", shoulder + Vector((0.06, -0.46, -0.20)) * f.size, (-0.8, 0.6, -0.8), (0, 0, 1), (0.05, -1, 0.06)
        )
        pose |= fingers("R", 10, 14, 2)
        return [
            (1, rest, (0, 0)),
            (16, pose, (0, 0)),
            (40, plus(pose, {"chest": [(X, -1)]}), (0, 0)),
            (56, rest, (0, 0)),
        ]

    def look_at(self):
        """Looks to one side and to the other, the eyes first."""
        keys = (
            (1, 0, 0),
            (5, 3, 16),
            (14, 30, 8),
            (38, 30, 4),
            (42, 24, -14),
            (58, -30, -8),
            (82, -30, -4),
            (87, -22, 14),
            (100, 0, 0),
        )
        return [
            (frame, plus(self.breath(0, look, glance), {"chest": [(Z, look * 0.25)]}), (0, 0))
            for frame, look, glance in keys
        ]

    def sit(self):
        """Sits at ease, breathing, whatever the person does otherwise."""
        return Motion(self.frame, self.seat_m, "sit").idle()

    def arm_out(self):
        """Sits with the left forearm held out."""
        return Motion(self.frame, self.seat_m, "sit", True).idle()

    def clip(self, name):
        made = {
            "Idle": self.idle,
            "Walk": self.walk,
            "Point": self.point,
            "Talk": self.talk,
            "HandOver": self.hand_over,
            "LookAt": self.look_at,
            "Sit": self.sit,
            "ArmOut": self.arm_out,
        }
        if name not in made:
            raise ValueError(f"there is no clip {name}; there are {', '.join([*made, 'Blink', 'Speak'])}")
        return made[name]()


def animate(rig, node, frame, clips, seat_m, holds_out):
    """Makes the clips; returns extras of the clips (the walk's speed)."""
    motion = Motion(frame, seat_m, None, holds_out)
    rest = {bone.name: bone.bone.matrix_local.to_quaternion() for bone in rig.pose.bones}
    for bone in rig.pose.bones:
        bone.rotation_mode = "QUATERNION"
    rig.animation_data_create()
    actions, extras = {}, {}
    for clip in clips:
        name = f"{node}_{clip}"
        rig.animation_data.action = actions[name] = bpy.data.actions.new(name)
        if clip in ("Blink", "Speak"):
            laid_over(rig, rest, clip)
            continue
        before = {}
        for at, pose, (side, lift) in motion.clip(clip):
            _key(rig, rest, motion, pose, at - 1, side, lift, before)  # clips begin at 0 s
        if clip == "Walk":
            extras[name] = {"speed_m_per_s": round(walk_speed(motion), 2)}
    for name, action in actions.items():
        track = rig.animation_data.nla_tracks.new()
        track.name = name
        track.strips.new(name, 0, action)
        track.mute = True
    rig.animation_data.action = actions.get(f"{node}_Idle")
    return extras


def laid_over(rig, rest, clip):
    """Lids or jaw alone: what plays over whatever somebody does."""
    keys, bones, deg = (SHUT, ("lid.L", "lid.R"), SHUT_DEG) if clip == "Blink" else (SAYING, ("jaw",), OPEN_DEG)
    for frame, share in keys:
        for name in bones:
            bone = rig.pose.bones[name]
            bone.rotation_quaternion = rest[name].inverted() @ Quaternion(X, math.radians(deg * share)) @ rest[name]
            bone.keyframe_insert("rotation_quaternion", frame=frame)
    for name in bones:
        rig.pose.bones[name].rotation_quaternion = Quaternion()


def _key(rig, rest, motion, pose, frame, side, lift, before):
    """Sets and keys one pose; lift None puts the lower foot on the floor."""
    if lift is None:
        lift = -lowest(motion, pose)
    hips = rig.pose.bones["hips"]
    hips.location = rest["hips"].inverted() @ (Vector((side, 0, lift)) + pose.get("hips@", Vector()))
    hips.keyframe_insert("location", frame=frame)
    for bone in rig.pose.bones:
        q = rest[bone.name].inverted() @ turned(pose.get(bone.name, [])) @ rest[bone.name]
        if bone.name in before and before[bone.name].dot(q) < 0:
            q.negate()  # the short way round
        before[bone.name] = q
        bone.rotation_quaternion = q
        bone.keyframe_insert("rotation_quaternion", frame=frame)


def lowest(motion, pose):
    """How high the lowest point of a shoe is above where it stands at rest."""
    out, f = [], motion.frame
    for side, s in (("L", 1), ("R", -1)):
        turn, place = motion.body.world(pose, f"foot.{side}")
        tip = place + turn @ (Vector((s * f.toe.x, f.toe.y, f.toe.z)) - motion.body.at[f"foot.{side}"])
        out.append(min(place.z - f.ankle.z, tip.z - f.toe.z))
    return min(out)


def walk_speed(motion):
    """The planted foot's mean speed backwards, over the middle of its stance; a wheel's on the floor."""
    if motion.at == "wheelchair":
        return wheelchair.SPEED
    speeds, n, places = [], 64, []
    for i in range(n):
        pose = motion.stride(2 * math.pi * i / n)
        places.append({side: motion.body.world(pose, f"foot.{side}")[1] for side in "LR"})
    for now, then in zip(places, places[1:]):
        lower = min("LR", key=lambda side: now[side].z)
        if min("LR", key=lambda side: then[side].z) == lower:
            speeds.append(then[lower].y - now[lower].y)
    return sum(speeds) / len(speeds) * n / (WALK_FRAMES / 30)
