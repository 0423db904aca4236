"""What a face has besides skin: eyes, lids that blink, lashes, brows, teeth, tongue, glasses; and the colours of skin by place.

Everything is made in the head's axes (head.py) and moved onto the body by whoever asks.
"""

import math

import numpy as np

from tools.content import field, shapes
from tools.content.field import step_up, v
from tools.content.materials import linear

from .head import EYE_RADIUS, MOUTH_Z, OPEN_DEG, low, turn_jaw
from .pieces import Piece, from_shapes

LID = EYE_RADIUS + 0.0011
CORNER_DEG = 60  # how far round an eye its corners lie
SHUT_DEG = 44  # how far the upper lid turns to shut an eye


def rgb(colour):
    return np.array(linear(colour)[:3], np.float32)


def on_eye(azimuth, elevation, radius):
    """A place on the left eye, in degrees outwards and up from straight ahead."""
    a, e = np.radians(azimuth), np.radians(elevation)
    return np.stack([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)], -1) * np.asarray(radius)[..., None]


def eye(head, iris):
    """The left eyeball: pupil, iris, white; a slight bulge over the iris, and a glint. Turns with the bone `eye.L`."""
    rings = [(0.6, "p"), (9.5, "p"), (11.0, "i0"), (17, "i1"), (24, "i1"), (28.5, "i0"), (30.5, "r"), (34, "w"), (52, "w"), (88, "w")]
    n, points, colours = 18, [], []
    look = {"p": v(0.004, 0.004, 0.005), "i0": iris * 0.50, "i1": iris * 1.25, "r": iris * 0.12, "w": v(0.80, 0.78, 0.76)}
    for angle, what in rings:
        t = math.radians(angle)
        r = EYE_RADIUS * (1 + 0.040 * max(0.0, 1 - (angle / 32) ** 2))
        for k in range(n):
            a = 2 * math.pi * k / n
            p = v(math.sin(t) * math.cos(a), -math.cos(t), math.sin(t) * math.sin(a)) * r
            c = look[what]
            if what[0] == "i":  # rays, and light that falls in from above lights the iris below
                c = c * (1 + 0.16 * math.sin(5 * a + 1) * math.sin(3 * a)) * (1 - 0.30 * math.sin(a))
            if what == "w":  # the lid's shadow, and redder towards the corners
                c = c * (1 - 0.45 * float(step_up(np.float32(p[2] / r), 0.05, 0.50))) * (1 - 0.10 * v(0.2, 1, 1) * float(step_up(np.float32(abs(p[0]) / r), 0.55, 0.85)))
            points.append(p)
            colours.append(c)
    faces = [tuple(range(n))]
    for i in range(len(rings) - 1):
        for k in range(n):
            a, b = i * n + k, i * n + (k + 1) % n
            faces.append((a, a + n, b + n, b))
    faces[0] = tuple(range(n))
    return Piece("eye", np.array(points) + head.eye, faces, np.array(colours), {"eye.L": 1})


def glints(head):
    """What both eyes mirror: a small light, on the same side of each."""

    def make(bm):
        for s in (1, -1):
            at = head.eye * v(s, 1, 1) + on_eye(-13.0, 15.0, np.float32(EYE_RADIUS * 1.032))
            shapes.ellipsoid(bm, at.tolist(), (0.0019, 0.0008, 0.0019), 6)

    return from_shapes("glint", make, (1, 1, 1), {"head": 1})


def lid_edges(face):
    """Where the lids end: functions of the azimuth -> elevation in degrees, (upper, lower)."""

    def shape(a):
        return np.cos(np.clip(a / CORNER_DEG, -1, 1) * math.pi / 2) ** 0.75

    corner = lambda a: -1.5 + 3.5 * face.eye_tilt * np.clip(a / CORNER_DEG, -1, 1)
    upper = lambda a: corner(a) + 27.0 * face.lid_open * shape(a - 4)
    lower = lambda a: corner(a) - 21.0 * (0.45 + 0.55 * face.lid_open) * shape(a + 5)
    return upper, lower


def lids(head, skin):
    """The left eye's lids and lashes; the upper lid turns with the bone `lid.L`."""
    face = head.face
    upper, lower = lid_edges(face)
    az = np.linspace(-82, 82, 13)

    def sheet(edge, far, rows, bone, dark, radius):
        points, colours = [], []
        for i in range(rows):
            t = i / (rows - 1)
            e = edge(az) * (1 - t) + far * t
            points.append(on_eye(az, e, np.full(len(az), radius)))
            colours.append(skin[None] * (dark + (1 - dark) * min(1, t * 2.2)) * np.ones((len(az), 1)))
        rim = on_eye(az, edge(az), np.full(len(az), EYE_RADIUS - 0.0004))
        points.insert(0, rim)
        colours.insert(0, colours[0] * 0.75)
        n, flat = len(az), np.concatenate(points)
        faces = [(j * n + k, j * n + k + 1, (j + 1) * n + k + 1, (j + 1) * n + k) for j in range(rows) for k in range(n - 1)]
        if far < 0:
            faces = [tuple(reversed(f)) for f in faces]
        return Piece("skin", flat + head.eye, faces, np.concatenate(colours), {bone: 1})

    pink = v(1.0, 0.86, 0.83)
    up = sheet(upper, 78.0, 5, "lid.L", pink * 0.80, LID)
    down = sheet(lower, -64.0, 3, "head", pink * 0.86, LID - 0.0002)
    span = np.linspace(-CORNER_DEG, CORNER_DEG + 4, 11)
    line = on_eye(span, upper(span) - 1.0, np.full(len(span), LID + 0.0005)) + head.eye
    grow = np.linspace(0, 1, len(span)) ** 1.5
    line += np.stack([0.9 * grow, -0.5 + 0 * grow, 0.55 * grow], -1) * 0.0022 * face.lashes
    thick = (0.0005 + 0.0007 * face.lashes * np.sin(np.linspace(0.25, 2.9, len(span)))).tolist()
    lash = from_shapes("hair", lambda bm: shapes.tube(bm, line.tolist(), thick, 5), rgb("#1d130e") * 0.6, {"lid.L": 1})
    return [up, down, lash]


def brow(head, colour):
    """The left brow: a tapering pad that lies on the skin."""
    f = head.face
    n, m = 9, 5
    t = np.linspace(0, 1, n)
    x = 0.0120 + (0.0545 - 0.0120) * t
    arch = 0.0350 + 0.0068 * np.sin(np.pi * np.minimum(t * 0.80, 1)) + 0.0026 * f.brow_tilt * (0.5 - t) - 0.0020 * t + 0.0010
    wide = 0.0045 * f.brow * np.array([0.55, 0.95, 1.05, 1.0, 0.92, 0.82, 0.68, 0.48, 0.16])
    rows = []
    for k in range(m):
        s = k / (m - 1) * 2 - 1
        z = arch + wide * s
        start = np.stack([x + 0.0006 * s, np.full(n, -0.105), z], -1).astype(np.float32)
        on = traced(head.skin, start)
        rows.append(on + field.slope(head.skin, on) * (0.0017 * f.brow**0.5 * (1 - s * s) - 0.0006))
    points = np.concatenate(rows)
    faces = [(k * n + i, k * n + i + 1, (k + 1) * n + i + 1, (k + 1) * n + i) for k in range(m - 1) for i in range(n - 1)]
    piece = Piece("hair", points, faces, colour, {"head": 1})
    piece.comb = lambda p: np.stack([p[:, 2] * 14 + p[:, 0] * 8, p[:, 0] * 90], -1)
    return piece


def traced(solid, start):
    """Points moved back along +Y until they meet the surface."""
    p = start.copy()
    for _ in range(24):
        p[:, 1] += np.clip(solid(p), -0.004, 0.010) * 0.8
    return p


def mouth(head):
    """Teeth and tongue."""
    span = np.linspace(-1, 1, 9)
    m = head.mouth

    def row(top, bottom, back, bone, closing):
        x = span * m * 0.92
        y = -0.0860 + back + 0.018 * span**2
        z = [top, (top + bottom) / 2, bottom]
        out = [np.stack([x, y - (0.0010 if i == 1 else 0), np.full(len(x), h) - 0.0004 * np.abs(np.sin(span * 12)) * (i == 2)], -1) for i, h in enumerate(z)]
        p = np.concatenate(out).astype(np.float32)
        n = len(span)
        faces = [(j * n + k, (j + 1) * n + k, (j + 1) * n + k + 1, j * n + k + 1) for j in range(2) for k in range(n - 1)]
        shade = np.tile(1 - 0.45 * np.abs(span) ** 2, 3)[:, None]
        return Piece("eye", p, faces, v(0.72, 0.69, 0.62) * shade, {bone: 1})

    upper = row(MOUTH_Z + 0.0030, MOUTH_Z - 0.0040, 0.0, "head", False)
    lower = row(MOUTH_Z - 0.0035, MOUTH_Z - 0.0095, 0.0022, "jaw", True)
    tongue = from_shapes("eye", lambda bm: shapes.ellipsoid(bm, (0, -0.0680, MOUTH_Z - 0.0085), (0.0155, 0.0150, 0.0052), 8), rgb("#a4574f") * 0.8, {"jaw": 1})
    return [upper, lower, tongue]


def glasses(head, colour):
    """Round-cornered frames, bridge and temples."""
    ex, ey, ez = (float(c) for c in head.eye)

    def make(bm):
        rim = []
        for i in range(22):
            a = 2 * math.pi * i / 22
            c, s = math.cos(a), math.sin(a)
            rim.append((0.0235 * math.copysign(abs(c) ** 0.75, c), 0.0180 * math.copysign(abs(s) ** 0.75, s)))
        front = ey - 0.0300
        for s in (1, -1):
            bend = lambda x: 0.10 * abs(x)
            ring = [(s * (ex + 0.001 + x), front + bend(ex + x), ez - 0.002 + z) for x, z in rim]
            shapes.tube(bm, [*ring, ring[0], ring[1]], 0.0014, 6, cap=False)
            hinge = (s * (ex + 0.0245), front + bend(ex + 0.0245), ez + 0.005)
            ear = 0.0800 * head.face.width + 0.003
            shapes.tube(bm, [hinge, (s * (ear - 0.001), ey + 0.028, ez + 0.008), (s * ear, 0.010, ez + 0.010), (s * (ear + 0.001), 0.024, ez - 0.004)], 0.0014, 6)
        inner = ex - 0.0225
        shapes.tube(bm, shapes.bezier((inner, front + 0.002, ez + 0.002), (inner * 0.4, front - 0.003, ez + 0.007), (-inner * 0.4, front - 0.003, ez + 0.007), (-inner, front + 0.002, ez + 0.002), 6), 0.0014, 6)

    return from_shapes("smooth", make, colour, {"head": 1})


def skin_colours(head, base, lip, rouge=1.0, stubble=0.0):
    """The colour of skin by place, of points of the open head."""
    upper, lower = head.lips()
    f = head.face

    def colours(p):
        out = np.repeat(base[None], len(p), 0).astype(np.float32)

        def tint(middle, reach, by, side=True):
            q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]]) if side else p
            d = (q - v(*middle)) / v(*((reach,) * 3 if np.isscalar(reach) else reach))
            w = np.exp(-np.einsum("ij,ij->i", d, d))[:, None]
            out[:] *= 1 + (v(*by) - 1) * w

        r = rouge
        tint((0.044, -0.082, -0.022), 0.024, (1.0, 1 - 0.20 * r, 1 - 0.24 * r))
        tint((0.0, -0.115, -0.027), 0.017, (1.0, 1 - 0.16 * r, 1 - 0.18 * r))
        tint((0.092, 0.014, 0.0), (0.016, 0.03, 0.04), (1.0, 1 - 0.20 * r, 1 - 0.22 * r))
        e = head.eye
        tint((e[0], e[1] - 0.012, e[2] - 0.014), (0.018, 0.02, 0.010), (0.90, 0.84, 0.84))
        tint((e[0] - 0.004, e[1] - 0.012, e[2] + 0.012), (0.018, 0.02, 0.010), (0.88, 0.82, 0.80))
        tint((e[0] - 0.020, e[1] - 0.010, e[2]), 0.010, (0.86, 0.80, 0.78))
        tint((0, -0.02, -0.165), (0.08, 0.07, 0.05), (0.88, 0.84, 0.82), False)
        tint((0.0064, -0.104, -0.0385), 0.0045, (0.45, 0.38, 0.36))
        tint((0.014 * f.nose_width, -0.095, -0.030), 0.009, (0.92, 0.84, 0.82))
        out *= 1 + 0.035 * field.noise(p, 0.05, 3)[:, None] * v(0.6, 1, 1)
        if stubble:
            w = stubble * (1 - step_up(p[:, 2], -0.052, -0.036)) * step_up(p[:, 2], -0.135, -0.115) * (1 - step_up(p[:, 1], -0.03, 0.0))
            out *= 1 - w[:, None] * v(0.30, 0.27, 0.24)
        on_lip = 1 - step_up(np.minimum(upper(p), lower(p)), 0.0001, 0.0016)
        on_lip *= 1 - step_up(np.abs(p[:, 0]), head.mouth * 0.96, head.mouth * 1.08)
        out = out * (1 - on_lip[:, None]) + lip[None] * on_lip[:, None]
        within = (1 - step_up(head.inside(p), 0.0004, 0.0022)) * step_up(p[:, 1], -0.0905, -0.0850)
        out = out * (1 - within[:, None]) + v(0.055, 0.014, 0.013) * within[:, None]
        return out

    return colours


def turned_normals(normals, weight):
    """Normals of the open head with the mouth shut."""
    a = np.radians(-OPEN_DEG * weight)
    c, s = np.cos(a), np.sin(a)
    x, y, z = normals.T
    return np.stack([x, c * y - s * z, s * y + c * z], -1)
