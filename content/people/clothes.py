"""Clothes as fields around the frame: tops of all lengths, what is under them, legs, shoes, and what is worn on the chest."""

import math
from dataclasses import dataclass

import numpy as np

from tools.content import field, shapes
from tools.content.field import Solid, ball, both_sides, noise, path, rod, step_up, v

from .face import rgb
from .pieces import from_field, from_shapes
from .skeleton import ARM, SIDES


@dataclass(frozen=True)
class Top:
    """A garment from the shoulders down. Lengths in metres; `sleeve`: 0 shoulder, 1 elbow, 2 wrist; `hem` a share of the height."""

    colour: str
    sleeve: float = 0.62
    hem: float = 0.465
    loose: float = 0.014
    flare: float = 0.0  # how much wider at the hem
    neck: str = "round"  # "round", "v", "high", "open": an open front
    v_depth: float = 0.10
    gap: tuple = (0.03, 0.03)  # an open front's half width at the chest and at the hem
    closes: float = 0.0  # an open front is closed below this share of the height
    lapel: float = 0.0  # how wide
    collar: float = 0.0  # how thick the roll around the neck is
    folds: float = 1.0
    rib: float = 0.0  # depth of knitted ribs
    buttons: str = ""  # their colour
    trim: str = ""  # colour of neck and hems
    triangles: int = 1500
    mat: str = "cloth"


@dataclass(frozen=True)
class Legs:
    """Trousers or, with `skirt`, a skirt that ends at that share of the height."""

    colour: str
    wide: float = 1.0
    skirt: float = 0.0
    stockings: str = ""
    triangles: int = 820


@dataclass(frozen=True)
class Shoes:
    colour: str
    sole: str = "#e8e6e0"
    high: float = 0.0  # how far a boot goes up the ankle


def body(frame, loose, flare=0.0, hem=0.46):
    """The trunk as a field, `loose` metres off the skin."""
    p, s, h = frame.person, frame.size, frame.person.height
    z = [x * h for x in (0.20, 0.455, 0.525, 0.615, 0.700)] + [frame.shoulder.z - 0.060 * s, frame.shoulder.z + 0.010 * s, frame.neck_z + 0.012 * s]
    wide = [0.150 * p.hips, 0.158 * p.hips, 0.166 * p.hips, 0.136 * p.waist, 0.151 * p.chest, 0.160 * p.chest, 0.090 * p.shoulders, 0.056]
    deep = [0.112 * p.hips, 0.112 * p.hips, 0.120 * p.hips, 0.096 * p.waist + 0.024 * p.belly, 0.110 * p.chest + 0.012 * p.belly, 0.104 * p.chest, 0.072, 0.050]
    back = [0.010, 0.012, 0.012, 0.000 - 0.024 * p.belly, 0.004 - 0.010 * p.belly, 0.012, 0.014, 0.012]
    fine = np.linspace(z[0], z[-1], 120)
    soft = lambda values: np.convolve(np.pad(np.interp(fine, z, values), 5, mode="edge"), np.hanning(13)[1:-1] / np.hanning(13)[1:-1].sum(), "valid")
    wide, deep, back = (soft(np.array(x) * s) for x in (wide, deep, back))
    out = flare * np.clip((0.60 * h - fine) / max(0.60 * h - hem * h, 0.05), 0, 1.3) ** 1.2
    wide, deep = wide + loose + out, deep + loose + out
    top = z[-1]

    def trunk(q):
        w, d, c = (np.interp(q[:, 2], fine, x).astype(np.float32) for x in (wide, deep, back))
        n = 2.25
        r = (np.abs(q[:, 0] / w) ** n + np.abs((q[:, 1] - c) / d) ** n) ** (1 / n)
        return np.maximum((r - 1) * np.minimum(w, d) * 0.92, (q[:, 2] - top - loose * 0.3) * 0.8)

    whole = Solid(trunk)
    across = frame.shoulder
    inner = (0.046 * s, 0.022, frame.neck_z + 0.004 * s)
    whole.add(both_sides(path([inner, (across.x - 0.016 * s, 0.010, across.z - 0.014 * s)], [0.022 * s + loose, 0.0430 * p.arms * s + loose])), 0.06)
    if p.bust:
        whole.add(both_sides(ball((0.070 * s * p.chest, -0.068 * s * p.chest, frame.shoulder.z - 0.125 * s), (0.056 * s * p.bust + loose, 0.052 * s * p.bust + loose, 0.056 * s * p.bust + loose))), 0.045)
    return whole


def sleeve(frame, upto, loose):
    """The left sleeve as a field."""
    p, s = frame.person, frame.size
    at = lambda share: tuple(frame.shoulder.lerp(frame.elbow, share) if share <= 1 else frame.elbow.lerp(frame.wrist, share - 1))
    shares = [0.10] + [x for x in (0.5, 1.0, 1.5) if x < upto] + [upto]
    radius = lambda x: float(np.interp(x, [0, 0.5, 1, 1.4, 2], [0.0450, 0.0435, 0.0400, 0.0375, 0.0270])) * p.arms * s + loose
    return both_sides(path([at(x) for x in shares], [radius(x) for x in shares]))


def wedge(at_z, half_top, bottom_z, half_bottom, front=-0.010):
    """In front of the body: everything nearer to the middle than a width that changes with height."""

    def inside(q):
        t = np.clip((at_z - q[:, 2]) / max(at_z - bottom_z, 1e-4), -0.5, 1)
        aside = np.abs(q[:, 0]) - (half_top + (half_bottom - half_top) * t)
        return np.maximum(np.maximum(aside, bottom_z - q[:, 2]), q[:, 1] - front)

    return inside


def top(frame, g):
    """A garment as a field."""
    s, h = frame.size, frame.person.height
    hem = g.hem * h
    one = body(frame, g.loose, g.flare, g.hem)
    # hems, hollow a little way in
    hollow = body(frame, g.loose - 0.013, g.flare, g.hem)
    one.keep(field.half((0, 0, hem), (0, 0, -1)), 0.004)
    one.cut(lambda q: np.maximum(hollow(q), q[:, 2] - hem - 0.035), 0.004)
    if g.sleeve > 0:
        one.add(sleeve(frame, g.sleeve, g.loose * (0.9 if g.sleeve > 1 else 1.15)), 0.035)
    if g.lapel:
        z0, z1 = frame.neck_z, max(g.closes * h, hem)
        chest = frame.shoulder.z - 0.10 * s
        for x, z, r in ((0.050, chest + 0.05, 1.0),):
            start, middle, end = (0.056, -0.030, z0 + 0.004), (x + 0.012, ahead(one, x, z), z), (0.012, ahead(one, 0.012, z1 + 0.02), z1 + 0.02)
            one.add(both_sides(path([start, middle, end], [g.lapel * 0.7, g.lapel, g.lapel * 0.30], (1, 0.34, 1))), 0.003)
    if g.collar:
        n = frame.person.face.neck * frame.head_scale
        ring = [(0.064 * n, 0.022, frame.neck_z + 0.026 * s), (0.056 * n, -0.022, frame.neck_z + 0.008 * s), (0.030 * n, -0.052, frame.neck_z - 0.022 * s)]
        behind = [(0.0, 0.070 * n, frame.neck_z + 0.040 * s), (0.040 * n, 0.058 * n, frame.neck_z + 0.036 * s)]
        one.add(both_sides(path(behind + ring, [g.collar] * 4 + [g.collar * 0.8], (1, 1, 1.5))), 0.006)
    fold = folds(frame, g)
    one.push(fold)
    if g.rib:
        knit = lambda q: g.rib * (0.5 + 0.5 * np.cos(np.arctan2(q[:, 1], q[:, 0]) * 2 * math.pi * 9)) * 0 + g.rib * noise(q * v(1, 1, 0.12), 0.012, 31)
        one.push(knit)
    # the neck's opening
    n = frame.person.face.neck * frame.head_scale
    neck_y = 0.010
    if g.neck != "high":
        one.cut(path([(0, neck_y + 0.020, frame.neck_z - 0.05), (0, neck_y + 0.004, frame.neck_z + 0.12)], 0.0600 * n), 0.006)
    if g.neck == "round":
        one.cut(ball((0, -0.045, frame.neck_z + 0.010), (0.058 * n, 0.06, 0.034)), 0.006)
    if g.neck == "v":
        one.cut(wedge(frame.neck_z + 0.012, 0.062, frame.neck_z - g.v_depth, 0.001), 0.005)
    if g.neck == "open":
        low = g.closes * h if g.closes else hem - 0.03
        one.cut(wedge(frame.neck_z + 0.010, g.gap[0] + 0.010, low, g.gap[1] if not g.closes else 0.001), 0.005)
    if g.sleeve > 0:
        cuff = frame.shoulder.lerp(frame.elbow, g.sleeve) if g.sleeve <= 1 else frame.elbow.lerp(frame.wrist, g.sleeve - 1)
        one.cut(both_sides(lambda q: np.maximum(field.half(tuple(cuff), tuple(-ARM))(q), 0.16 * s - q[:, 0])), 0.004)
        bore = sleeve(frame, g.sleeve + 0.12, (g.loose * (0.9 if g.sleeve > 1 else 1.15)) - 0.011)
        one.cut(both_sides(lambda q: np.maximum(bore(q), -((q - v(*cuff)) @ v(*ARM) + 0.020))), 0.003)
    return one


def weights(frame, p, wide=0.0):
    """Bone -> weight of points of clothes, alike for all layers. `wide`: how much of a leg's movement what hangs around both follows
    less sharply by sides."""
    h, s = frame.person.height, frame.size
    x, z = np.abs(p[:, 0]), p[:, 2]
    left = p[:, 0] > 0
    side = np.column_stack([x, p[:, 1], z]) - v(*frame.shoulder)
    along = side @ v(*ARM)
    aside = np.linalg.norm(side - along[:, None] * v(*ARM), axis=1)
    arm = step_up(along, -0.045 * s, 0.065 * s) * (1 - step_up(aside, 0.062 * s, 0.128 * s))
    fore = step_up((np.column_stack([x, p[:, 1], z]) - v(*frame.elbow)) @ v(*ARM), -0.040, 0.040)
    chest, hips = step_up(z, 0.640 * h, 0.730 * h), 1 - step_up(z, 0.545 * h, 0.630 * h)
    collar = 0.6 * step_up(z, frame.neck_z + 0.004, frame.neck_z + 0.055) * (x < 0.09)
    leg = (1 - step_up(z, frame.hip.z - 0.105 * s, frame.hip.z + 0.035 * s)) * (1 - 0.25 * wide)
    shin = 1 - step_up(z, frame.knee.z - 0.050, frame.knee.z + 0.050)
    reach = 0.018 + 0.14 * wide
    on_left = step_up(p[:, 0], -reach, reach)
    trunk = 1 - arm
    out = {"hips": trunk * hips * (1 - leg), "spine": trunk * (1 - hips - chest), "chest": trunk * chest * (1 - collar), "neck": trunk * chest * collar}
    for name, mine, share in (("L", left, on_left), ("R", ~left, 1 - on_left)):
        out |= {f"upper_arm.{name}": arm * (1 - fore) * mine, f"forearm.{name}": arm * fore * mine}
        out |= {f"thigh.{name}": trunk * hips * leg * (1 - shin) * share, f"shin.{name}": trunk * hips * leg * shin * share}
    return {bone: np.maximum(w, 0) for bone, w in out.items()}


def folds(frame, g):
    """How cloth falls: long folds down the trunk, short ones across elbows and armpits."""
    s, h = frame.size, frame.person.height
    elbow, shoulder = (np.array(x, np.float32) for x in (frame.elbow, frame.shoulder))
    a = g.folds * 0.0032

    def push(q):
        side = np.column_stack([np.abs(q[:, 0]), q[:, 1], q[:, 2]])
        on_arm = step_up((side - shoulder) @ v(*ARM), 0.03, 0.10)
        low = step_up(-q[:, 2], -0.72 * h, -0.50 * h)
        drape = noise(q * v(1, 1, 0.16), 0.085, 11) * (0.35 + 1.1 * low) * (1 - on_arm)
        waist = noise(q * v(0.35, 0.35, 1.3), 0.075, 12) * np.exp(-(((q[:, 2] - 0.60 * h) / (0.07 * h)) ** 2)) * 0.7
        bend = np.exp(-(np.sum((side - elbow) ** 2, 1) / 0.085**2)) * noise(q @ ring(), 0.055, 13) * 1.3
        pit = np.exp(-(np.sum((side - (shoulder + v(-0.02, 0, -0.07))) ** 2, 1) / 0.09**2)) * noise(q * v(1.2, 0.5, 0.8), 0.06, 14) * 1.0
        cloth = noise(q * v(1, 1, 0.5), 0.10, 15) * 0.5
        return (a * (drape + waist * (1 - on_arm) + bend + pit + cloth)).astype(np.float32)

    return push


def ring():
    """Stretches space so that noise runs around the left arm."""
    along = v(*ARM)
    return (np.eye(3, dtype=np.float32) * 0.35 + np.outer(along, along).astype(np.float32) * 1.2).astype(np.float32)


def ahead(one, x, z):
    """Where the front of a field is at places: its y."""
    x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
    p = np.stack([x.ravel(), np.full(x.size, -0.45), z.ravel()], 1).astype(np.float32)
    for _ in range(30):
        far = np.maximum(one(p), 0.0)
        p[:, 1] += far * 0.85
        if far.max() < 0.0004:
            break
    return p[:, 1].reshape(x.shape) if x.shape else float(p[0, 1])


def dyed(frame, g, one):
    """The colour of a garment by place."""
    base, trim = rgb(g.colour), rgb(g.trim or g.colour)
    hem = g.hem * frame.person.height

    def colours(p):
        out = base[None] * (1 + 0.05 * noise(p, 0.16, 21)[:, None])
        at_hem = 1 - step_up(p[:, 2], hem + 0.020, hem + 0.028)
        if not g.trim:
            at_hem *= 0.5
        return out * (1 - at_hem[:, None]) + (trim if g.trim else base * 0.86)[None] * at_hem[:, None]

    return colours


def made_top(frame, g, one, under=None):
    """A garment's mesh; `under`: what lies over it, so that nobody sees what is below that."""
    reach = abs(frame.wrist.x) + 0.06 if g.sleeve > 1 else abs(frame.elbow.x) + 0.05
    if g.sleeve <= 0:
        reach = 0.26
    floor = min(g.hem * frame.person.height, frame.wrist.z if g.sleeve > 1 else frame.elbow.z)
    low = (-reach, -0.30, floor - 0.03)
    high = (reach, 0.30, frame.neck_z + 0.09)
    drop = None if under is None else (lambda p: under(p) < -0.008)
    piece = from_field(g.mat, one, low, high, 0.0055, g.triangles, dyed(frame, g, one), lambda p: weights(frame, p, 0.7), drop)
    cuff = lambda p: (np.abs(p[:, 0]) - frame.shoulder.x * 0.98) * ARM.x - (p[:, 2] - frame.shoulder.z) * -ARM.z > 0
    return piece.wrapped(((0, 0.01, 0), (0, 0, 1), 0.15), cuff, (tuple(frame.shoulder), tuple(ARM), 0.045))


def trousers(frame, g, over):
    """Trousers, or skirt and legs; what the top covers is left out."""
    p, s, h = frame.person, frame.size, frame.person.height
    hip, knee, ankle = (np.array(x) for x in (frame.hip, frame.knee, frame.ankle))
    hidden = lambda q: over(q) < -0.012
    base = rgb(g.colour)
    out = []
    if g.skirt:
        hem = g.skirt * h
        cone = body(frame, 0.010, 0.060 * s, g.skirt)
        cone.push(lambda q: 0.005 * np.sin(np.arctan2(q[:, 0], -q[:, 1]) * 11 + 1.2 * noise(q, 0.4, 4)) * step_up(-q[:, 2], -0.50 * h, -hem - 0.02))
        cone.keep(field.half((0, 0, hem), (0, 0, -1)), 0.004)
        hollow = body(frame, -0.006, 0.060 * s, g.skirt)
        cone.cut(lambda q: np.maximum(hollow(q), q[:, 2] - hem - 0.06), 0.004)
        cone.keep(field.half((0, 0, 0.62 * h), (0, 0, 1)), 0.004)
        colours = lambda q: base[None] * (1 + 0.05 * noise(q, 0.12, 22)[:, None])
        out.append(from_field("cloth", cone, (-0.36, -0.32, hem - 0.02), (0.36, 0.32, 0.64 * h), 0.006, g.triangles, colours, lambda q: weights(frame, q, 0.8), hidden))
        legs = Solid(both_sides(path([tuple(knee), tuple(knee * 0.55 + ankle * 0.45 + np.array([0, 0.016, 0])), tuple(ankle)], [0.050 * s, 0.047 * s, 0.031 * s])))
        out.append(from_field("cloth", legs, (-0.2, -0.1, 0.04), (0.2, 0.12, knee[2] + 0.06), 0.005, 360, rgb(g.stockings or "#3a3230"), lambda q: weights(frame, q), lambda q: q[:, 2] > hem + 0.06))
        return out
    w = g.wide
    one = Solid(both_sides(path([tuple(hip), tuple(hip * 0.45 + knee * 0.55), tuple(knee), tuple(knee * 0.5 + ankle * 0.5 + np.array([0, 0.012, 0])), tuple(ankle - np.array([0, 0, 0.012]))], [0.083 * s * p.legs_wide * p.hips**0.5, 0.069 * s * p.legs_wide, 0.058 * s * w * p.legs_wide**0.5, 0.053 * s * w, 0.0465 * s * w])))
    one.add(ball((0, 0.008, frame.hip.z + 0.03), (0.152 * s * p.hips, 0.112 * s * p.hips, 0.090)), 0.03)

    def creases(q):
        near = lambda z, reach: np.exp(-(((q[:, 2] - z) / reach) ** 2))
        across = noise(q * v(0.4, 0.4, 1.4), 0.06, 41) * (near(knee[2], 0.07) * 0.9 + near(ankle[2] + 0.03, 0.05) * 1.2 + near(hip[2] - 0.06, 0.06) * 0.9)
        press = np.exp(-(((np.abs(q[:, 0]) - 0.100 * s) / 0.010) ** 2)) * (q[:, 1] < 0) * 0.8
        return (0.0024 * (across + press + 0.5 * noise(q * v(1, 1, 0.2), 0.08, 42))).astype(np.float32)

    one.push(creases)
    floor = 0.052
    one.keep(field.half((0, 0, floor), (0, 0, -1)), 0.004)
    colours = lambda q: base[None] * (1 + 0.05 * noise(q, 0.14, 22)[:, None])
    out.append(from_field("cloth", one, (-0.30, -0.22, floor - 0.02), (0.30, 0.24, frame.hip.z + 0.16), 0.0055, g.triangles, colours, lambda q: weights(frame, q), hidden))
    return out


def shoes(frame, g):
    """A pair of shoes with soles."""
    s = frame.size
    x, toe = frame.ankle.x, frame.toe
    one = Solid(path([(x, 0.050 * s, 0.042), (x + 0.002, 0.0, 0.048), (toe.x - 0.004, -0.070 * s, 0.036), (toe.x, toe.y, 0.030)], [0.036 * s, 0.039 * s, 0.042 * s, 0.033 * s], (1, 1, 1.0)))
    one.add(ball((x, 0.018, 0.078 + g.high * 0.5), (0.038 * s, 0.050 * s, 0.040 + g.high * 0.6)), 0.02)
    one.add(path([(x, 0.056 * s, 0.010), (x + 0.002, 0.0, 0.010), (toe.x - 0.004, -0.070 * s, 0.010), (toe.x, toe.y - 0.004, 0.010)], [0.036 * s, 0.036 * s, 0.044 * s, 0.036 * s], (1, 1, 0.36)), 0.003)
    one.keep(field.half((0, 0, 0.001), (0, 0, -1)), 0.003)
    one.cut(ball((x, 0.018, 0.125 + g.high), (0.030 * s, 0.040 * s, 0.03)), 0.004)
    upper, sole = rgb(g.colour), rgb(g.sole)
    colours = lambda q: np.where((q[:, 2] < 0.0245)[:, None], sole[None], upper[None] * (1 + 0.05 * noise(q, 0.05, 51)[:, None]))
    piece = from_field("smooth", one, (x - 0.07, -0.20, -0.01), (x + 0.07, 0.12, 0.18 + g.high), 0.0035, 320, colours, {"foot.L": 1})
    shin = step_up(piece.points[:, 2], 0.075, 0.125)
    piece.weights = {"foot.L": 1 - shin, "shin.L": shin}
    return [piece, piece.mirrored()]


def buttons(frame, g, one, start, end, count):
    """Buttons down the middle of a closed front, or along the left edge of an open one."""
    x = g.gap[1] + 0.012 if g.neck == "open" and not g.closes else 0.0

    def make(bm):
        for i in range(count):
            z = start + (end - start) * i / max(1, count - 1)
            shapes.ellipsoid(bm, (x, ahead(one, x, z) - 0.0005, z), (0.0068, 0.0030, 0.0068), 8)

    return from_shapes("smooth", make, rgb(g.buttons), None)


def lanyard(frame, one, colour, stripe):
    """Lanyard, badge with a portrait's place and a coloured stripe."""
    s = frame.size
    nz, low = frame.neck_z, frame.shoulder.z - 0.235 * s

    back = [(0.0, 0.075, nz + 0.03), (-0.045, 0.060, nz + 0.03), (-0.072, 0.015, nz + 0.012), (-0.070, -0.030, nz - 0.010)]
    xs, zs = -0.064 + 0.060 * np.arange(7) / 6, np.linspace(nz - 0.040, low + 0.045, 7)
    line = np.array(back + np.stack([xs, ahead(one, xs, zs), zs], -1).tolist(), np.float32)
    line = field.drawn(one, line, 0.04, 5)
    line += field.slope(one, line) * 0.0042

    def cord(bm):
        right = [tuple(p) for p in line[:0:-1].tolist()]
        left = [(-x, y, z) for x, y, z in line.tolist()]
        shapes.tube(bm, right + [tuple(line[0].tolist())] + left[1:], 0.0030, 5)

    y = ahead(one, 0.0, low) - 0.006
    card = lambda size, at, edge=0.001: (lambda bm: shapes.box(bm, size, at, edge, 1))
    return [
        from_shapes("cloth", cord, rgb(colour), {"chest": 1}),
        from_shapes("smooth", card((0.058, 0.004, 0.088), (0, y, low)), rgb("#f4f2ec"), {"chest": 1}),
        from_shapes("smooth", card((0.024, 0.003, 0.030), (-0.012, y - 0.0022, low + 0.012)), rgb("#9fb4bd"), {"chest": 1}),
        from_shapes("smooth", card((0.046, 0.003, 0.010), (0, y - 0.0022, low - 0.026), 0), rgb(stripe), {"chest": 1}),
    ]


def neckband(frame, g):
    """The band at the neck of a shirt without a collar."""
    k, n = frame.size, frame.person.face.neck * frame.head_scale
    line = []
    for i in range(18):
        a = 2 * math.pi * i / 18
        c, s = math.cos(a), math.sin(a)
        wide = 0.0625 if g.neck == "high" else 0.0665
        line.append((wide * n * s, 0.014 - (wide + 0.001) * n * c - (0.010 if g.neck == "round" else 0) * max(0, c), frame.neck_z + (0.012 - 0.021 * c) * k - (0.006 if g.neck == "round" else 0.0)))
    make = lambda bm: shapes.tube(bm, [*line, line[0], line[1]], 0.0078, 6, cap=False)
    return from_shapes("cloth", make, rgb(g.trim or g.colour) * 0.94, {"chest": 0.7, "neck": 0.3})


def pocket(frame, one, g):
    """A chest pocket, on the left."""
    s = frame.size
    z = frame.shoulder.z - 0.13 * s
    xs, zs = np.linspace(0.040, 0.104, 4) * s, np.linspace(z + 0.036, z - 0.036, 4)
    across, down = np.meshgrid(xs, zs)
    rows = np.stack([across, ahead(one, across, down) - 0.0030, down], -1).tolist()

    def make(bm):
        for face in shapes.grid(bm, [list(reversed(row)) for row in rows]):
            face.normal_flip() if face.normal.y > 0 else None

    return from_shapes("cloth", make, rgb(g.colour) * 0.90, None)


def scarf(frame, over, colour):
    """A knitted scarf round the neck, one end hanging in front."""
    s, z = frame.size, frame.neck_z
    round_neck = [(0.0, 0.088, z + 0.044), (0.070, 0.062, z + 0.040), (0.090, 0.0, z + 0.024), (0.060, -0.064, z + 0.006), (0.0, -0.088, z - 0.008)]
    one = Solid(both_sides(path([(x * s, y * s, q) for x, y, q in round_neck], 0.0270 * s, (1, 1, 1.25))))
    ends = [(0.030, z - 0.02), (0.046, z - 0.10), (0.050, z - 0.20), (0.048, z - 0.31)]
    one.add(path([(x, ahead(over, x, q) - 0.004, q) for x, q in ends], [0.034, 0.042, 0.044, 0.046], (1, 0.40, 1)), 0.015)
    one.keep(field.half((0, 0, z - 0.325), (0, 0, -1)), 0.004)
    one.push(lambda q: 0.0030 * noise(q * v(1, 1, 0.6), 0.035, 81))
    base = rgb(colour)
    stripe = lambda q: (np.sin(q[:, 2] * 2 * np.pi / 0.052) > 0.55) * (q[:, 2] < z - 0.20)
    colours = lambda q: base[None] * (1 + 0.06 * noise(q, 0.03, 82)[:, None]) * np.where(stripe(q)[:, None], v(0.45, 0.6, 0.8), v(1, 1, 1))
    return from_field("cloth", one, (-0.16, -0.30, z - 0.35), (0.16, 0.16, z + 0.10), 0.005, 900, colours, {"chest": 1})
