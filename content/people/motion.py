"""Mateo's clips: idle, walk, point, talk, and a blink that plays over them. In place; poses are turns about armature axes, whatever a bone's roll.

A pose is a dictionary: bone -> list of (axis, degrees), applied in order. Left and right arms hang by `ARMS_DOWN`
from the A pose. Fingers: positive `curl` closes them.
"""

import math

import bpy
from mathutils import Quaternion, Vector

from .body import BODY
from .face import LID_OPEN

X, Y, Z = (1, 0, 0), (0, 1, 0), (0, 0, 1)
ARMS_DOWN = 29
WALK_FRAMES = 32


def fingers(side, index, others, thumb):
    s = 1 if side == "L" else -1
    turn = lambda deg: [(Y, s * deg)]
    return {
        f"index1.{side}": turn(index),
        f"index2.{side}": turn(index * 1.1),
        f"fingers1.{side}": turn(others),
        f"fingers2.{side}": turn(others * 1.15),
        f"thumb.{side}": [(Y, s * thumb)],
    }


def standing():
    """Arms at the sides, elbows a little bent, hands relaxed."""
    pose = {
        "upper_arm.L": [(Y, ARMS_DOWN)],
        "upper_arm.R": [(Y, -ARMS_DOWN)],
        "forearm.L": [(X, -14)],
        "forearm.R": [(X, -14)],
    }
    return pose | fingers("L", 14, 24, 6) | fingers("R", 14, 24, 6)


def plus(pose, more):
    """A pose with further turns."""
    out = {bone: list(turns) for bone, turns in pose.items()}
    for bone, turns in more.items():
        out[bone] = out.get(bone, []) + turns
    return out


def breath(k, look):
    return plus(
        standing(),
        {
            "chest": [(X, -1.6 * k)],
            "neck": [(X, 0.8 * k)],
            "head": [(Z, look), (X, k)],
            "spine": [(Y, 0.6 * k)],
            "upper_arm.L": [(Y, -0.8 * k)],
            "upper_arm.R": [(Y, 0.8 * k)],
        },
    )


def idle():
    keys = (
        (1, 0, 0, 0, 0),
        (31, 1, 3, -0.002, 0.004),
        (61, 0, 4, 0, 0.006),
        (91, 1, -3, -0.002, 0),
        (121, 0, 0, 0, 0),
    )
    return [(frame, breath(k, look), down, side) for frame, k, look, down, side in keys]


def stride(phase):
    """One moment of walking; the left leg is back at phase 90 degrees."""
    pose = standing()
    for side, offset in (("L", 0), ("R", math.pi)):
        a, c = math.sin(phase + offset), math.cos(phase + offset)
        knee = 7 + 46 * max(0, c) ** 1.5 if c > 0 else 7 + 5 * max(0, -a)
        pose[f"thigh.{side}"] = [(X, -24 * a)]
        pose[f"shin.{side}"] = [(X, knee)]
        pose[f"foot.{side}"] = [(X, -8 * a - knee * 0.30)]
        pose[f"upper_arm.{side}"] = pose[f"upper_arm.{side}"] + [(X, 20 * a)]
        pose[f"forearm.{side}"] = [(X, -18 - 10 * max(0, -a))]
    s = math.sin(phase)
    return plus(pose, {"chest": [(Z, -5 * s), (X, 2)], "hips": [(Z, 5 * s)], "head": [(Z, 2 * s), (X, -2)]})


def walk():
    n = 16
    return [
        (1 + i * WALK_FRAMES // n, stride(2 * math.pi * i / n), None, 0.012 * math.sin(2 * math.pi * i / n))
        for i in range(n + 1)
    ]


def pointing():
    """The right arm straight forward, forefinger out, the others closed."""
    rest = Vector((-BODY.arm.x, 0, BODY.arm.z))
    aim = rest.rotation_difference(Vector((0.05, -1.0, -0.06)).normalized())
    pose = standing() | fingers("R", 2, 74, 34) | {"upper_arm.R": [aim], "forearm.R": [(Z, 5)], "hand.R": []}
    return plus(pose, {"chest": [(Z, 7)], "head": [(Z, -3)], "shoulder.R": [(Z, 5)]})


def point():
    rest, up = breath(0, 0), pointing()
    return [
        (1, rest, 0, 0),
        (18, up, 0, 0.006),
        (32, plus(up, {"chest": [(X, -1)]}), -0.001, 0.006),
        (48, up, 0, 0.006),
    ]


def talk():
    """Small gestures of both forearms, nods."""

    def pose(left, right, nod, turn):
        open_hand = fingers("L", 6, 12, 0) | fingers("R", 6, 12, 0)
        base = standing() | open_hand
        return plus(
            base,
            {
                "forearm.L": [(X, -48 * left), (Z, -14 * left)],
                "forearm.R": [(X, -58 * right), (Z, 14 * right)],
                "upper_arm.L": [(X, -9 * left)],
                "upper_arm.R": [(X, -12 * right)],
                "hand.R": [(X, -10 * right)],
                "head": [(X, nod), (Z, turn)],
                "chest": [(Z, turn * 0.4), (X, -0.8 * right)],
            },
        )

    keys = (
        (1, 0.15, 0.55, 0, 0),
        (16, 0.10, 1.0, 3, 4),
        (31, 0.30, 0.75, -1, 2),
        (46, 0.95, 0.95, 4, -3),
        (61, 0.75, 1.10, 0, -4),
        (76, 0.35, 0.70, 3, 0),
        (91, 0.15, 0.90, -1, 4),
        (106, 0.10, 0.65, 2, 2),
        (121, 0.15, 0.55, 0, 0),
    )
    return [(frame, pose(*values), 0, 0.003 * math.sin(frame / 19.1)) for frame, *values in keys]


CLIPS = {"Idle": idle, "Walk": walk, "Point": point, "Talk": talk}
SHUT = ((0, 0.0), (2, 1.0), (3, 1.0), (6, 0.0))  # frame, how far the eyes are shut


def animate(rig, node, clips):
    """Makes the clips; returns extras of the clips (the walk's speed)."""
    rest = {bone.name: bone.bone.matrix_local.to_quaternion() for bone in rig.pose.bones}
    rig.animation_data_create()
    actions = {}
    for clip in clips:
        name = f"{node}_{clip}"
        if clip in CLIPS:
            rig.animation_data.action = actions[name] = bpy.data.actions.new(name)
            for frame, pose, lift, side in CLIPS[clip]():
                _key(rig, rest, pose, frame - 1, lift, side)  # clips begin at 0 s
        elif clip == "Blink":
            rig.animation_data.action = actions[name] = bpy.data.actions.new(name)
            blink(rig, rest)
    speed = walk_speed(rig, rest)
    for name, action in actions.items():
        track = rig.animation_data.nla_tracks.new()
        track.name = name
        track.strips.new(name, 0, action)
        track.mute = True
    rig.animation_data.action = actions.get(f"{node}_Idle")
    return {f"{node}_Walk": {"speed_m_per_s": round(speed, 2)}} if "Walk" in clips else {}


def blink(rig, rest):
    """The lids alone."""
    for frame, shut in SHUT:
        for side in "LR":
            lid = rig.pose.bones[f"lid.{side}"]
            lid.location = rest[lid.name].inverted() @ (LID_OPEN * -shut)
            lid.keyframe_insert("location", frame=frame)


def _set(rig, rest, pose):
    for bone in rig.pose.bones:
        bone.rotation_mode = "QUATERNION"
        turn = Quaternion()
        for item in pose.get(bone.name, []):
            q = item if isinstance(item, Quaternion) else Quaternion(item[0], math.radians(item[1]))
            turn = rest[bone.name].inverted() @ q @ rest[bone.name] @ turn
        bone.rotation_quaternion = turn


def _key(rig, rest, pose, frame, lift, side):
    """Sets and keys one pose; lift None puts the lower foot on the floor."""
    _set(rig, rest, pose)
    hips = rig.pose.bones["hips"]
    if lift is None:
        hips.location = (0, 0, 0)
        bpy.context.view_layer.update()
        lift = -min(_sole(rig, side_name) for side_name in "LR")
    hips.location = rest["hips"].inverted() @ Vector((side, 0, lift))
    hips.keyframe_insert("location", frame=frame)
    for bone in rig.pose.bones:
        bone.keyframe_insert("rotation_quaternion", frame=frame)


def _sole(rig, side):
    """How high the lowest point of a shoe is above where it stands at rest."""
    foot = rig.pose.bones[f"foot.{side}"]
    return min(foot.head.z - BODY.ankle.z, foot.tail.z - BODY.toe.z)


def walk_speed(rig, rest):
    """The planted foot's mean speed backwards, over the middle of its stance."""
    speeds, n = [], 64
    places = []
    for i in range(n):
        _set(rig, rest, stride(2 * math.pi * i / n))
        rig.pose.bones["hips"].location = (0, 0, 0)
        bpy.context.view_layer.update()
        places.append({s: (rig.pose.bones[f"foot.{s}"].head.copy(), _sole(rig, s)) for s in "LR"})
    for now, then in zip(places, places[1:]):
        lower = min("LR", key=lambda s: now[s][1])
        if min("LR", key=lambda s: then[s][1]) == lower:
            speeds.append(then[lower][0].y - now[lower][0].y)
    return sum(speeds) / len(speeds) * n / (WALK_FRAMES / 30)
