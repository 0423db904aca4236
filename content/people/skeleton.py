"""A person's measures from the table, as joints in metres, and the bones made from them.

She stands at the origin facing -Y (glTF +Z), arms in an A pose; `left` is x > 0. All bones have roll 0; arms lie along +Y of their bones.
"""

import math

import bpy  # first: it brings mathutils
import numpy as np
from mathutils import Vector

from .head import HINGE, Head

SLOPE = math.radians(52)  # how far the arms hang in the rest pose
ARM = Vector((math.cos(SLOPE), 0, -math.sin(SLOPE)))
PALM = Vector((-math.sin(SLOPE), 0, -math.cos(SLOPE)))  # out of the left palm

# Fingers of the left hand in (along the arm, back, towards the palm), metres: root, knuckle, tip; radii root and tip.
FINGERS = {
    "index": ((0.088, -0.0300, 0.000), (0.127, -0.0335, 0.004), (0.166, -0.0355, 0.011), 0.0090, 0.0068),
    "middle": ((0.092, -0.0098, 0.000), (0.136, -0.0108, 0.004), (0.178, -0.0114, 0.012), 0.0092, 0.0069),
    "ring": ((0.089, 0.0102, 0.000), (0.130, 0.0118, 0.005), (0.169, 0.0126, 0.013), 0.0088, 0.0067),
    "little": ((0.082, 0.0288, 0.001), (0.113, 0.0330, 0.006), (0.143, 0.0352, 0.013), 0.0079, 0.0060),
    "thumb": ((0.032, -0.0290, 0.006), (0.068, -0.0560, 0.014), (0.098, -0.0680, 0.021), 0.0118, 0.0086),
}


def mirrored(p):
    return Vector((-p[0], p[1], p[2]))


SIDES = (("L", Vector), ("R", mirrored))


class Frame:
    """Joints and lengths of one person; `at(share)` is a height as a share of hers."""

    def __init__(self, person):
        self.person = p = person
        h, k = p.height, p.head
        self.size = h / 1.75
        self.chin = h - 0.250 * k
        self.head_at = Vector((0, -0.010, self.chin + 0.105 * k))
        self.head_scale = k
        self.head = Head(p.face)
        self.neck_z = self.chin - 0.064 * self.size
        self.shoulder = Vector((0.166 * p.shoulders * self.size, 0.006, self.chin - 0.084 * self.size))
        self.elbow = self.shoulder + ARM * 0.270 * self.size
        self.wrist = self.elbow + ARM * 0.238 * self.size
        self.hand = self.size * p.hands
        self.hip = Vector((0.088 * self.size * p.hips**0.5, 0, 0.503 * h))
        self.knee = Vector((0.096 * self.size, -0.008, 0.275 * h))
        self.ankle = Vector((0.098 * self.size, 0.014, 0.050 * h))
        self.toe = Vector((0.106 * self.size, -0.115 * self.size, 0.030))

    def at(self, share):
        return share * self.person.height

    def on_head(self, p):
        """Points of the head's axes on the body."""
        return np.asarray(p, np.float32) * np.float32(self.head_scale) + np.array(self.head_at, np.float32)

    def in_head(self, p):
        return (np.asarray(p, np.float32) - np.array(self.head_at, np.float32)) / np.float32(self.head_scale)

    def hand_point(self, offset):
        """A place in the left hand's own axes."""
        along, back, palm = (o * self.hand for o in offset)
        return self.wrist + ARM * along + Vector((0, back, 0)) + PALM * palm

    def bones(self):
        """(name, from, to, parent) of all bones, parents first."""
        on_head = lambda p: Vector(self.on_head(np.array([p]))[0].tolist())
        z = lambda share: Vector((0, 0, self.at(share)))
        neck, nape = Vector((0, 0.012, self.neck_z)), on_head((0, 0.010, -0.062))
        out = [
            ("root", Vector((0, 0, 0)), Vector((0, 0.2, 0)), None),
            ("hips", z(0.515), z(0.585), "root"),
            ("spine", z(0.585), z(0.685), "hips"),
            ("chest", z(0.685), Vector((0, 0, self.neck_z)), "spine"),
            ("neck", neck, nape, "chest"),
            ("head", nape, nape + Vector((0, 0, 0.20 * self.head_scale)), "neck"),
            ("jaw", on_head(HINGE), on_head(HINGE) + Vector((0, -0.09, 0)), "head"),
        ]
        eye = on_head(self.head.eye)
        for side, flip in SIDES:

            def limb(name, a, b, parent):
                out.append(
                    (
                        f"{name}.{side}",
                        flip(a),
                        flip(b),
                        parent if parent in ("head", "chest", "hips") else f"{parent}.{side}",
                    )
                )

            limb("lid", eye, eye + Vector((0, -0.03, 0)), "head")
            limb("eye", eye, eye + Vector((0, -0.02, 0)), "head")
            limb("shoulder", Vector((0.03, 0.006, self.shoulder.z + 0.012)), self.shoulder, "chest")
            limb("upper_arm", self.shoulder, self.elbow, "shoulder")
            limb("forearm", self.elbow, self.wrist, "upper_arm")
            limb("hand", self.wrist, self.wrist + ARM * 0.085 * self.hand, "forearm")
            for name, finger in (("index", "index"), ("fingers", "middle")):
                root, knuckle, tip = (self.hand_point(p) for p in FINGERS[finger][:3])
                limb(f"{name}1", root, knuckle, "hand")
                limb(f"{name}2", knuckle, tip, f"{name}1")
            limb("thumb", self.hand_point(FINGERS["thumb"][0]), self.hand_point(FINGERS["thumb"][2]), "hand")
            limb("thigh", self.hip, self.knee, "hips")
            limb("shin", self.knee, self.ankle, "thigh")
            limb("foot", self.ankle, self.toe, "shin")
        return out


def make_rig(node, bones):
    """The armature `node`."""
    data = bpy.data.armatures.new(f"{node}_Rig")
    rig = bpy.data.objects.new(node, data)
    bpy.context.scene.collection.objects.link(rig)
    bpy.context.view_layer.objects.active = rig
    rig.select_set(True)
    bpy.ops.object.mode_set(mode="EDIT")
    for name, a, b, parent in bones:
        bone = data.edit_bones.new(name)
        bone.head, bone.tail, bone.roll = a, b, 0
        bone.parent = data.edit_bones[parent] if parent else None
        bone.use_deform = name != "root"
    bpy.ops.object.mode_set(mode="OBJECT")
    return rig
