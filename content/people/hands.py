"""Arms and hands of skin, and nails. The left one; the right is its mirror image."""

import math

import numpy as np
from mathutils import Vector

from tools.content import shapes
from tools.content.field import Solid, ball, path, rod, step_up, v

from .pieces import from_field, from_shapes
from .skeleton import ARM, FINGERS, PALM

ALONG, TO_PALM = np.array(ARM, np.float32), np.array(PALM, np.float32)


def arm(frame, bare_from, skin):
    """Both arms of skin from `bare_from` (0 shoulder, 1 elbow, 2 wrist) to the finger tips, with nails."""
    left = [_skin(frame, bare_from, skin), _nails(frame, skin)]
    return left + [piece.mirrored() for piece in left]


def solid(frame, bare_from=0.0):
    """The left arm and hand as a field."""
    k, muscle = frame.hand, frame.person.arms * frame.size
    at = lambda offset: tuple(frame.hand_point(offset))
    along = lambda share: tuple(frame.shoulder.lerp(frame.elbow, share) if share <= 1 else frame.elbow.lerp(frame.wrist, share - 1))
    s = Solid(rod(at((-0.040, 0, 0)), at((0.016, 0, 0.001)), 0.0225 * k, 0.0225 * k, (1, 1, 1)))
    shares = [max(bare_from, 0.0), 0.85, 1.0, 1.25, 1.6, 1.93]
    radii = {0.85: 0.0400, 1.0: 0.0375, 1.25: 0.0390, 1.6: 0.0300, 1.93: 0.0235}
    shares = [x for x in shares if x >= bare_from]
    if len(shares) > 1:
        s.add(path([along(x) for x in shares], [radii.get(x, 0.0430 if x < 1 else 0.0300) * muscle for x in shares]), 0.02)
    for back in (-0.026, -0.009, 0.009, 0.024):
        s.add(path([at((0.018, back * 0.72, 0)), at((0.086, back * 1.12, 0.001))], [0.0150 * k, 0.0112 * k]), 0.010 * k)
    s.add(path([at((0.012, -0.010, 0.006)), at((0.046, -0.036, 0.010))], [0.0165 * k, 0.0130 * k]), 0.012 * k)
    s.add(ball(at((0.040, 0.018, 0.008)), 0.0150 * k), 0.012 * k)
    for name, (root, knuckle, tip, r0, r1) in FINGERS.items():
        middle = (r0 + r1) / 2
        s.add(path([at(root), at(knuckle)], [r0 * k, middle * 1.02 * k]), 0.0045 * k)
        last = tuple(knuckle[i] * 0.5 + tip[i] * 0.5 for i in range(3))
        s.add(path([at(knuckle), at(last), at(tip)], [middle * k, (middle * 0.92) * k, r1 * k]), 0.0022 * k)
        s.add(ball(at((knuckle[0], knuckle[1], knuckle[2] - r1 * 0.35)), middle * 0.95 * k), 0.003 * k)
        if name != "thumb":
            s.add(ball(at((root[0] - 0.003, root[1], -0.0055)), 0.0082 * k), 0.006 * k)
    return s


def _skin(frame, bare_from, skin):
    body = solid(frame, bare_from)
    start = frame.shoulder.lerp(frame.elbow, bare_from) if bare_from <= 1 else frame.elbow.lerp(frame.wrist, bare_from - 1)
    ends = [start, frame.hand_point((0.19, 0, 0)), frame.hand_point((0.10, -0.09, 0)), frame.hand_point((0.10, 0.06, 0)), frame.hand_point((0.1, 0, 0.05))]
    low = [min(e[i] for e in ends) - 0.05 for i in range(3)]
    high = [max(e[i] for e in ends) + 0.05 for i in range(3)]
    wrist = np.array(frame.wrist, np.float32)

    def on_hand(p):
        return step_up((p - wrist) @ ALONG, -0.01, 0.05)

    def colours(p):
        out = np.repeat(skin[None], len(p), 0)
        q = np.stack([(p - wrist) @ ALONG, p[:, 1] - wrist[1], (p - wrist) @ TO_PALM], -1) / frame.hand
        for root, knuckle, tip, r0, _ in FINGERS.values():  # knuckles and finger tips are redder
            for joint, reach in ((root, 0.013), (knuckle, 0.010), (tip, 0.012)):
                d2 = np.sum((q - v(*joint)) ** 2, 1) / reach**2
                out *= 1 - np.exp(-d2)[:, None] * v(0.02, 0.14, 0.15)
        palm = step_up(q[:, 2], 0.004, 0.016) * step_up(q[:, 0], 0.0, 0.03)
        lighter = np.minimum(1.0, skin * 0.55 + v(0.36, 0.22, 0.17) * (0.35 + skin.mean()))
        return out * (1 - palm[:, None]) + np.maximum(out, lighter[None] * palm[:, None] + out * (1 - palm[:, None])) * palm[:, None]

    bare = 2 - bare_from
    fine = lambda p: 0.15 + 0.85 * on_hand(p)
    piece = from_field("skin", body, low, high, 0.0018 * frame.hand, 540 + int(150 * bare), colours, lambda p: weights(frame, p), None, fine)
    return piece.wrapped((tuple(frame.shoulder), tuple(ARM), 0.035))


def weights(frame, p):
    """Bone -> weight of points of the left arm: the nearest finger, how far along it, and how far along the arm."""
    wrist = np.array(frame.wrist, np.float32)
    q = np.stack([(p - wrist) @ ALONG, p[:, 1] - wrist[1], (p - wrist) @ TO_PALM], -1) / frame.hand
    far, along = [], []
    for root, _, tip, _, _ in FINGERS.values():
        a, d = v(*root), v(*tip) - v(*root)
        length = np.linalg.norm(d)
        t = (q - a) @ d / length
        nearest = a + np.clip(t / length, 0, 1)[:, None] * d
        far.append(np.linalg.norm(q - nearest, axis=1))
        along.append(t)
    which = np.argmin(far, 0)
    out = {}

    def give(bone, amount):
        out[f"{bone}.L"] = out.get(f"{bone}.L", 0) + amount

    on_arm = 1 - step_up(q[:, 0], -0.022, 0.016)
    upper = 1 - step_up((p - np.array(frame.elbow, np.float32)) @ ALONG, -0.035, 0.035)
    give("upper_arm", upper * on_arm)
    give("forearm", (1 - upper) * on_arm)
    for i, (name, (root, knuckle, _, _, _)) in enumerate(FINGERS.items()):
        mine = (which == i) * (1 - on_arm)
        t = along[i]
        lower = step_up(t, -0.006, 0.010)
        give("hand", mine * (1 - lower))
        if name == "thumb":
            give("thumb", mine * lower)
            continue
        bend = math.dist(root, knuckle)
        upper_part = step_up(t, bend - 0.007, bend + 0.007)
        bone = "index" if name == "index" else "fingers"
        give(f"{bone}1", mine * lower * (1 - upper_part))
        give(f"{bone}2", mine * lower * upper_part)
    return out


def _nails(frame, skin):
    colour = np.minimum(1.0, skin * 0.72 + v(0.22, 0.15, 0.14))

    def make(bm):
        for _, knuckle, tip, _, r1 in FINGERS.values():
            along = (Vector(tip) - Vector(knuckle)).normalized()
            back = Vector((0, 0, -1))
            back = (back - along * back.dot(along)).normalized()
            middle, rows = Vector(tip) + along * r1 * 0.25, []
            for t in (-0.5, 0.1, 0.5):
                row = []
                for k in (-1, -0.4, 0.4, 1):
                    across = k * r1 * 0.60 * (1 - 0.45 * (2 * t) ** 4)
                    bulge = math.sqrt(max(0.0, 1 - (across / r1) ** 2)) * r1
                    fall = max(0.0, t) ** 2 * r1 * 0.9
                    row.append(frame.hand_point(middle + along * t * r1 * 1.6 + Vector((0, across, 0)) + back * (bulge * 1.04 - fall)))
                rows.append(row)
            made = shapes.grid(bm, rows)
            for f in made:
                f.normal_flip()

    piece = from_shapes("smooth", make, colour, {})
    piece.weights = weights(frame, piece.points)
    # A plate is stiff: it follows where its finger's end goes.
    piece.weights = {b: np.broadcast_to(np.asarray(w, np.float32), (len(piece.points),)) for b, w in piece.weights.items()}
    return piece
