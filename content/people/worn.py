"""What is worn over a top or on it: scarf, lanyard with a badge, pocket, buttons, the edges of necks."""

import math

import numpy as np
from tools.content import field, shapes
from tools.content.field import Solid, both_sides, noise, path, v

from .clothes import ahead
from .face import rgb
from .pieces import from_field, from_shapes


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

    back = [
        (0.0, 0.130, nz - 0.020),
        (-0.050, 0.115, nz - 0.012),
        (-0.086, 0.060, nz + 0.010),
        (-0.092, 0.010, nz + 0.014),
        (-0.088, -0.040, nz - 0.008),
    ]
    xs, zs = -0.082 + 0.078 * np.arange(7) / 6, np.linspace(nz - 0.050, low + 0.045, 7)
    line = np.array(back + np.stack([xs, ahead(one, xs, zs), zs], -1).tolist(), np.float32)
    line = field.drawn(one, line, 0.04, 5)
    line += field.slope(one, line) * 0.0042

    def cord(bm):
        right = [tuple(p) for p in line[:0:-1].tolist()]
        left = [(-x, y, z) for x, y, z in line.tolist()]
        shapes.tube(bm, right + [tuple(line[0].tolist())] + left[1:], 0.0030, 5)

    across, down = np.meshgrid((-0.026, 0.0, 0.026), (low - 0.04, low, low + 0.04))
    y = float(ahead(one, across, down).min()) - 0.005
    card = lambda size, at, edge=0.001: lambda bm: shapes.box(bm, size, at, edge, 1)
    return [
        from_shapes("cloth", cord, rgb(colour), {"chest": 1}),
        from_shapes("smooth", card((0.058, 0.004, 0.088), (0, y, low)), rgb("#f4f2ec"), {"chest": 1}),
        from_shapes(
            "smooth", card((0.024, 0.003, 0.030), (-0.012, y - 0.0022, low + 0.012)), rgb("#9fb4bd"), {"chest": 1}
        ),
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
        line.append(
            (
                wide * n * s,
                0.014 - (wide + 0.001) * n * c - (0.010 if g.neck == "round" else 0) * max(0, c),
                frame.neck_z + (0.012 - 0.021 * c) * k - (0.006 if g.neck == "round" else 0.0),
            )
        )
    make = lambda bm: shapes.tube(bm, [*line, line[0], line[1]], 0.0078, 6, cap=False)
    return from_shapes("cloth", make, rgb(g.trim or g.colour) * 0.94, {"chest": 0.7, "neck": 0.3})


def facing(frame, g, one):
    """The sewn edge of a neck in the shape of a V."""
    high, low = frame.neck_z + 0.004, frame.neck_z - g.v_depth
    zs = np.linspace(high, low - 0.002, 9)
    xs = 0.001 + (0.062 - 0.001) * np.clip((zs - low) / (frame.neck_z + 0.012 - low), 0, 1)
    line = np.stack([xs, ahead(one, xs + 0.006, zs) + 0.001, zs], -1).tolist()
    points = [(-x, y, z) for x, y, z in line] + line[::-1]
    return from_shapes("cloth", lambda bm: shapes.tube(bm, points, 0.0058, 6), rgb(g.trim or g.colour), {"chest": 1})


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
    round_neck = [
        (0.0, 0.088, z + 0.044),
        (0.070, 0.062, z + 0.040),
        (0.090, 0.0, z + 0.024),
        (0.060, -0.064, z + 0.006),
        (0.0, -0.088, z - 0.008),
    ]
    one = Solid(both_sides(path([(x * s, y * s, q) for x, y, q in round_neck], 0.0270 * s, (1, 1, 1.25))))
    ends = [(0.030, z - 0.02), (0.046, z - 0.10), (0.050, z - 0.20), (0.048, z - 0.31)]
    one.add(
        path([(x, ahead(over, x, q) - 0.004, q) for x, q in ends], [0.034, 0.042, 0.044, 0.046], (1, 0.40, 1)), 0.015
    )
    one.keep(field.half((0, 0, z - 0.325), (0, 0, -1)), 0.004)
    one.push(lambda q: 0.0030 * noise(q * v(1, 1, 0.6), 0.035, 81))
    base = rgb(colour)
    stripe = lambda q: (np.sin(q[:, 2] * 2 * np.pi / 0.052) > 0.55) * (q[:, 2] < z - 0.20)
    colours = lambda q: (
        base[None]
        * (1 + 0.06 * noise(q, 0.03, 82)[:, None])
        * np.where(stripe(q)[:, None], v(0.45, 0.6, 0.8), v(1, 1, 1))
    )
    return from_field("cloth", one, (-0.16, -0.30, z - 0.35), (0.16, 0.16, z + 0.10), 0.005, 900, colours, {"chest": 1})
