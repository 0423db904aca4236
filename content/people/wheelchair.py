"""An active manual wheelchair: frame, seat, low back, side guards, wheels with push-rims, casters, footplate; and how one rolls in it.

It is part of the person's skinned mesh: the bones `seat`, `wheel.L`, `wheel.R`, `caster.L` and `caster.R` carry it.
"""

import math

from mathutils import Quaternion, Vector
from tools.content import shapes
from tools.content.field import v

from .face import rgb
from .pieces import from_shapes
from .poses import X, fingers, plus

SEAT_M = 0.485
AXLE = Vector((0.275, 0.085, 0.300))  # the left wheel's
WHEEL, RIM, CASTER = 0.300, 0.262, 0.062
FORK = Vector((0.205, -0.335, CASTER))
CAMBER = math.radians(3)
SPOKES = 12
FRAMES, TURN_DEG = 36, 270  # one push, and how far it turns the wheels: a whole number of spokes
SPEED = math.radians(TURN_DEG) * WHEEL / (FRAMES / 30)
FOOT_Y, FOOT_Z = -0.50, 0.150


def bones(frame):
    """(name, from, to, parent), parents first."""
    out = [("seat", Vector((0, 0.1, SEAT_M)), Vector((0, 0.1, SEAT_M + 0.1)), "root")]
    for side, s in (("L", 1), ("R", -1)):
        axle, fork = Vector((s * AXLE.x, AXLE.y, AXLE.z)), Vector((s * FORK.x, FORK.y, FORK.z))
        out.append((f"wheel.{side}", axle, axle + Vector((0, 0, 0.1)), "seat"))
        out.append((f"caster.{side}", fork, fork + Vector((0, 0, 0.04)), "seat"))
    return out


def seated(motion):
    """Sitting in it, the feet on the footplate."""
    motion.seat_m = SEAT_M + 0.035
    return motion.sitting(FOOT_Y / motion.frame.size, FOOT_Z + motion.frame.ankle.z, 0.060)


def rolling(motion):
    """(frame, pose): one push of both rims, the hands going back below them."""
    out, n = [], 12
    for i in range(n + 1):
        t = i / n
        pose = seated(motion)
        if t < 0.36:  # the hands go with the rims
            angle = -24 + TURN_DEG * t
            off, lean = 0.0, math.sin(t / 0.36 * math.pi / 2)
        else:
            k = (t - 0.36) / 0.64
            ease = k * k * (3 - 2 * k)
            angle = -24 + TURN_DEG * 0.36 * (1 - ease)
            off, lean = math.sin(k * math.pi), math.cos(k * math.pi / 2)
        pose = plus(pose, {"spine": [(X, 3 + 5 * lean)], "chest": [(X, 2 + 4 * lean)], "head": [(X, -4 - 6 * lean)]})
        for side, s in (("L", 1), ("R", -1)):
            a = math.radians(angle)
            rim = Vector((s * (AXLE.x + 0.012), AXLE.y - math.sin(a) * RIM, AXLE.z + math.cos(a) * RIM))
            wrist = rim + Vector((s * (0.012 + 0.035 * off), 0.045, 0.075 - 0.01 * off))
            pose = motion.body.reach(
                pose, side, wrist, (s * 0.6, 1, 0.15), (-s, 0, -0.25), (-s * 0.05, -0.75 + 0.2 * off, -0.75)
            )
            grip = 1 - 0.6 * off
            pose |= fingers(side, 40 * grip, 48 * grip, 20 * grip)
            pose[f"wheel.{side}"] = [
                Quaternion((s * math.cos(CAMBER), 0, math.sin(CAMBER)), s * math.radians(TURN_DEG * t))
            ]
            pose[f"caster.{side}"] = [(X, TURN_DEG * t * 4)]
        out.append((1 + round(t * FRAMES), pose))
    return out


def pieces(frame):
    """All of it."""
    tube, black, cloth = rgb("#23303a"), rgb("#17181a"), rgb("#22262b")
    out = [
        from_shapes("smooth", _frame, tube, {"seat": 1}),
        from_shapes("cloth", _seat, cloth, {"seat": 1}),
        from_shapes("smooth", _guards, rgb("#2a3a44"), {"seat": 1}),
        from_shapes("smooth", _plate, black, {"seat": 1}),
    ]
    left = [
        from_shapes("smooth", lambda bm: _ring(bm, WHEEL - 0.013, 0.013, 32, 6), black, {"wheel.L": 1}),
        from_shapes("metal", lambda bm: _ring(bm, WHEEL - 0.030, 0.007, 32, 4), (1, 1, 1), {"wheel.L": 1}),
        from_shapes("metal", _wheel, (1, 1, 1), {"wheel.L": 1}),
        from_shapes("metal", lambda bm: _ring(bm, RIM, 0.009, 32, 6, 0.026), (1, 1, 1), {"wheel.L": 1}),
        from_shapes("smooth", _caster, black, {"caster.L": 1}),
    ]
    for piece in left[:4]:
        tilted(piece)
    return out + left + [piece.mirrored() for piece in left]


def tilted(piece):
    """From the axle's own axes (X outwards) to where the cambered wheel is."""
    c, s = math.cos(CAMBER), math.sin(CAMBER)
    x, z = piece.points[:, 0].copy(), piece.points[:, 2].copy()
    piece.points[:, 0], piece.points[:, 2] = c * x - s * z, s * x + c * z
    piece.points += v(*AXLE)


def _ring(bm, radius, thick, n, m, x=0.0):
    line = [(x, radius * math.cos(2 * math.pi * i / n), radius * math.sin(2 * math.pi * i / n)) for i in range(n)]
    shapes.tube(bm, [*line, line[0], line[1]], thick, m, cap=False)


def _wheel(bm):
    for i in range(SPOKES):
        a = 2 * math.pi * i / SPOKES
        b = a + (0.35 if i % 2 else -0.35)
        shapes.tube(
            bm,
            [
                (0.012 if i % 2 else -0.016, 0.022 * math.cos(b), 0.022 * math.sin(b)),
                (0, (WHEEL - 0.034) * math.cos(a), (WHEEL - 0.034) * math.sin(a)),
            ],
            0.0017,
            3,
            cap=False,
        )
    shapes.capsule(bm, (-0.030, 0, 0), (0.022, 0, 0), 0.024, 0.020, 10, 3)
    for i in range(4):
        a = math.pi * (i / 2 + 0.25)
        shapes.tube(
            bm,
            [
                (0.002, (WHEEL - 0.032) * math.cos(a), (WHEEL - 0.032) * math.sin(a)),
                (0.026, RIM * math.cos(a), RIM * math.sin(a)),
            ],
            0.0035,
            4,
        )


def _frame(bm):
    r = 0.0125
    for s in (1, -1):
        x = s * 0.205
        rail = [(x, 0.200, SEAT_M - 0.030), (x, 0.0, SEAT_M - 0.022), (x, -0.250, SEAT_M - 0.010)]
        front = shapes.bezier(
            (x, -0.250, SEAT_M - 0.010),
            (x, -0.345, SEAT_M - 0.010),
            (x * 0.95, -0.380, 0.36),
            (x * 0.62, -0.470, 0.150),
            8,
        )
        shapes.tube(bm, rail + front[1:], r, 8)
        shapes.tube(bm, [(x, 0.175, SEAT_M - 0.060), (x, 0.200, SEAT_M + 0.10), (x, 0.240, SEAT_M + 0.330)], r, 8)
        shapes.tube(bm, [(x, 0.240, SEAT_M + 0.330), (x, 0.270, SEAT_M + 0.350), (x, 0.330, SEAT_M + 0.350)], 0.014, 8)
        shapes.tube(
            bm,
            [
                (x, 0.180, SEAT_M - 0.040),
                (x, 0.085, AXLE.z + 0.030),
                (x, -0.120, AXLE.z + 0.020),
                (x, -0.270, AXLE.z - 0.010),
                (x * 0.98, -0.355, 0.315),
            ],
            0.011,
            8,
        )
        shapes.tube(bm, [(s * FORK.x, -0.300, AXLE.z - 0.008), (s * FORK.x, -0.300, 0.150)], 0.014, 8)
        for side in (0.021, -0.021):
            shapes.tube(
                bm,
                [
                    (s * FORK.x + side * 0.5, -0.300, 0.150),
                    (s * FORK.x + side, -0.318, 0.110),
                    (s * FORK.x + side, FORK.y, FORK.z),
                ],
                0.006,
                5,
            )
    shapes.tube(bm, [(-AXLE.x + 0.03, AXLE.y, AXLE.z), (AXLE.x - 0.03, AXLE.y, AXLE.z)], 0.015, 8)
    shapes.tube(bm, [(-0.205, -0.19, SEAT_M - 0.016), (0.205, -0.19, SEAT_M - 0.016)], 0.010, 6)
    shapes.tube(bm, [(-0.205, 0.228, SEAT_M + 0.20), (0.205, 0.228, SEAT_M + 0.20)], 0.009, 6)


def _seat(bm):
    shapes.box(bm, (0.400, 0.420, 0.055), (0, -0.045, SEAT_M + 0.012), 0.022, 3)
    rows = []
    for i in range(4):
        z = SEAT_M + 0.06 + 0.26 * i / 3
        back = 0.193 + 0.040 * (z - SEAT_M) / 0.33
        rows.append([(x, back + 0.030 * (1 - (x / 0.2) ** 2), z) for x in (-0.205, -0.13, -0.05, 0.05, 0.13, 0.205)])
    shapes.grid(bm, [list(reversed(row)) for row in rows])
    shapes.grid(bm, [[(x, y + 0.012, z) for x, y, z in row] for row in rows])


def _guards(bm):
    for s in (1, -1):
        outline = [(0.160, 0.0), (0.172, 0.150), (0.090, 0.185), (-0.020, 0.165), (-0.130, 0.060), (-0.150, 0.0)]
        for x, turn in ((s * 0.226, s > 0), (s * 0.221, s < 0)):
            points = [bm.verts.new((x, y, SEAT_M - 0.010 + z)) for y, z in outline]
            bm.faces.new(points if turn else list(reversed(points)))


def _plate(bm):
    shapes.box(bm, (0.250, 0.150, 0.012), (0, -0.505, 0.140), 0.005, 1)


def _caster(bm):
    n = 16
    profile = (
        (-0.013, 0.040),
        (-0.014, CASTER - 0.008),
        (-0.008, CASTER),
        (0.008, CASTER),
        (0.014, CASTER - 0.008),
        (0.013, 0.040),
    )
    rings = [
        [
            bm.verts.new(
                (FORK.x + x, FORK.y + r * math.cos(2 * math.pi * i / n), FORK.z + r * math.sin(2 * math.pi * i / n))
            )
            for i in range(n)
        ]
        for x, r in profile
    ]
    shapes.bridge(bm, rings)
    bm.faces.new(list(reversed(rings[0])))
    bm.faces.new(rings[-1])
