"""Poses: what bones are turned by, in the person's own axes whatever a bone's roll, and arms and legs that reach for places.

A pose is a dictionary: bone -> list of turns, applied in order, each (axis, degrees) or a quaternion; `"hips@"` is where the hips are
moved to. Left is x > 0; people face -Y.
"""

import math

from mathutils import Quaternion, Vector

from .skeleton import ARM, PALM, mirrored

X, Y, Z = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def turned(turns):
    """One quaternion of a list of turns."""
    out = Quaternion()
    for item in turns:
        q = item if isinstance(item, Quaternion) else Quaternion(item[0], math.radians(item[1]))
        out = q @ out
    return out


def plus(pose, more):
    """A pose with further turns."""
    out = {bone: what if bone == "hips@" else list(what) for bone, what in pose.items()}
    for bone, what in more.items():
        out[bone] = out.get(bone, Vector()) + what if bone == "hips@" else out.get(bone, []) + what
    return out


def fingers(side, index, others, thumb):
    """Fingers closed by so many degrees at their knuckles."""
    s = 1 if side == "L" else -1
    turn = lambda deg: [(Y, s * deg)]
    return {
        f"index1.{side}": turn(index),
        f"index2.{side}": turn(index * 1.1),
        f"fingers1.{side}": turn(others),
        f"fingers2.{side}": turn(others * 1.15),
        f"thumb.{side}": [(Y, s * thumb)],
    }


class Body:
    """The bones' rest places, to find out where a pose takes them."""

    def __init__(self, frame):
        self.frame = frame
        bones = frame.bones()
        self.at = {name: Vector(a) for name, a, _, _ in bones}
        self.parent = {name: parent for name, _, _, parent in bones}

    def world(self, pose, bone):
        """(turn, place) of a bone."""
        if bone is None:
            return Quaternion(), Vector()
        turn, place = self.world(pose, self.parent[bone])
        parent = self.parent[bone]
        place = place + turn @ (self.at[bone] - (self.at[parent] if parent else Vector()))
        if bone == "hips":
            place = place + pose.get("hips@", Vector())
        return turn @ turned(pose.get(bone, [])), place

    def reach(self, pose, side, wrist, elbow_to, palm=None, along=None, twist=0.5):
        """The pose with a wrist at a place, the elbow pointing somewhere; the palm looks and the hand points as asked."""
        flip = Vector if side == "L" else mirrored
        arm, out = flip(ARM), dict(pose)
        for bone in ("upper_arm", "forearm", "hand"):
            out.pop(f"{bone}.{side}", None)
        upper, fore = (
            (self.at[f"forearm.{side}"] - self.at[f"upper_arm.{side}"]).length,
            (self.at[f"hand.{side}"] - self.at[f"forearm.{side}"]).length,
        )
        base, shoulder = self.world(out, f"upper_arm.{side}")
        to = Vector(wrist) - shoulder
        far = min(max(to.length, abs(upper - fore) + 0.02), (upper + fore) * 0.998)
        to.normalize()
        aside = Vector(elbow_to) - to * Vector(elbow_to).dot(to)
        aside.normalize()
        share = (upper**2 + far**2 - fore**2) / (2 * far)
        elbow = shoulder + to * share + aside * math.sqrt(max(0.0, upper**2 - share**2))
        hand = shoulder + to * far
        q = arm.rotation_difference(base.inverted() @ (elbow - shoulder))
        out[f"upper_arm.{side}"] = [q]
        base = base @ q
        ahead = (hand - elbow).normalized()
        q = arm.rotation_difference(base.inverted() @ ahead)
        if palm is None:
            out[f"forearm.{side}"] = [q]
            return out
        along = Vector(along).normalized() if along else ahead
        now = base @ q
        bent = ahead.rotation_difference(along)
        have = bent @ now @ flip(PALM)
        want = Vector(palm) - along * Vector(palm).dot(along)
        have = have - along * have.dot(along)
        angle = have.angle(want, 0.0) * (1 if have.cross(want).dot(along) > 0 else -1)
        part = Quaternion(ahead, angle * twist)
        out[f"forearm.{side}"] = [base.inverted() @ part @ now]
        whole = Quaternion(along, angle) @ bent @ now
        out[f"hand.{side}"] = [(part @ now).inverted() @ whole]
        return out

    def sit(self, pose, side, foot, knee_out=0.0):
        """The pose with an ankle at a place, the knee ahead and up."""
        out = dict(pose)
        for bone in ("thigh", "shin", "foot"):
            out.pop(f"{bone}.{side}", None)
        thigh, shin = (
            (self.at[f"shin.{side}"] - self.at[f"thigh.{side}"]),
            (self.at[f"foot.{side}"] - self.at[f"shin.{side}"]),
        )
        base, hip = self.world(out, f"thigh.{side}")
        to = Vector(foot) - hip
        far = min(to.length, (thigh.length + shin.length) * 0.998)
        to.normalize()
        ahead = Vector((knee_out * (1 if side == "L" else -1), -1, 0.6))
        ahead = (ahead - to * ahead.dot(to)).normalized()
        share = (thigh.length**2 + far**2 - shin.length**2) / (2 * far)
        knee = hip + to * share + ahead * math.sqrt(max(0.0, thigh.length**2 - share**2))
        q = thigh.normalized().rotation_difference(base.inverted() @ (knee - hip).normalized())
        out[f"thigh.{side}"] = [q]
        base = base @ q
        r = shin.normalized().rotation_difference(base.inverted() @ (hip + to * far - knee).normalized())
        out[f"shin.{side}"] = [r]
        out[f"foot.{side}"] = [(base @ r).inverted()]  # the sole stays level
        return out
