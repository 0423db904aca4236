"""A head as a field, in its own axes: metres, +X left, -Y ahead, the ears' axis near the origin, chin at -0.105, crown at +0.145.

The mouth is modelled open, the jaw's parts turned down by `OPEN_DEG`; `closed` brings them back, and what is left of the turn in
each point is its weight on the bone `jaw`. So lips part along the line where they meet, and close without a seam.
"""

import math

import numpy as np

from tools.content.field import Solid, ball, both_sides, path, step_up, v

HINGE = v(0, 0.004, -0.022)
OPEN_DEG = 7.5
EYE = v(0.0325, -0.0745, 0.014)  # the left one's middle
EYE_RADIUS = 0.0150
MOUTH_Z, MOUTH_Y = -0.0590, -0.0900


def turn_jaw(p, deg):
    """Points turned about the hinge of the jaw, opening it by `deg` (a number or one a point)."""
    a = np.radians(deg)
    q = np.asarray(p, np.float32) - HINGE
    c, s = np.cos(a), np.sin(a)
    return HINGE + np.stack([q[..., 0], c * q[..., 1] - s * q[..., 2], s * q[..., 1] + c * q[..., 2]], -1).astype(np.float32)


def low(point):
    """Where a point of the jaw is while the mouth is open."""
    return turn_jaw(v(*point), OPEN_DEG)


class Head:
    """The measures of one face, and its field."""

    def __init__(self, face):
        self.face = face
        f = face
        self.eye = v(EYE[0] * f.eyes_apart, EYE[1], EYE[2])
        self.mouth = 0.0245 * f.mouth  # half its width
        corner_z = MOUTH_Z + 0.0018 * f.smile
        self.lip_line = lambda x: MOUTH_Z + (corner_z - MOUTH_Z) * np.minimum(1, np.abs(x) / self.mouth) ** 2
        self.gap = abs(low((0, MOUTH_Y, MOUTH_Z))[2] - MOUTH_Z)
        self.skin = self._skin()

    # -- the jaw ---------------------------------------------------------------------------------

    def weight(self, p):
        """How far points of the open head follow the jaw, 0..1."""
        x, y, z = p[:, 0], p[:, 1], p[:, 2]
        u2 = np.minimum(1, np.abs(x) / self.mouth) ** 2
        upper = self.lip_line(x) + 0.0003
        lower = upper - self.gap * (1 - u2)
        middle = (upper + lower) / 2
        over = 0.5 * u2 * np.exp(-((np.maximum(z - upper, 0) / 0.014) ** 2))
        under = 1 - 0.5 * u2 * np.exp(-((np.maximum(lower - z, 0) / 0.016) ** 2))
        ahead = 1 - step_up(y, -0.050, 0.012)
        neck = step_up(z, -0.150, -0.112)
        return np.where(z > middle, over, under) * ahead * neck

    def closed(self, p):
        """Points of the open head with the mouth shut."""
        return turn_jaw(p, -OPEN_DEG * self.weight(p))

    # -- the solids ------------------------------------------------------------------------------

    def _skin(self):
        f = self.face
        j, w = f.jaw, f.width
        s = Solid(ball((0, 0.014, 0.046), (0.0775 * w, 0.0985, 0.0985)))
        s.add(ball((0, -0.026, -0.004), (0.0655 * w, 0.0640, 0.086)), 0.03)
        side = lambda one, k: s.add(both_sides(one), k)
        # jaw and chin, hanging open
        chin_z, chin_y = -0.0915 - 0.004 * f.chin, -0.0740 - 0.005 * f.chin
        side(path([low((0.0500 * j, -0.004, -0.046)), low((0.0430 * j, -0.034, -0.072)), low((0.020 * j, chin_y + 0.006, chin_z + 0.004))], [0.0145, 0.0150, 0.0145]), 0.042)
        s.add(ball(low((0, chin_y, chin_z + 0.001)), (0.0200 * j, 0.0150, 0.0150)), 0.022)
        s.add(ball(low((0, -0.045, -0.070)), (0.046 * j, 0.040, 0.026)), 0.03)
        # cheeks
        side(ball((0.0485 * w, -0.0530, -0.0120), (0.0215, 0.0215, 0.0200)), 0.022)
        side(ball((0.0370, -0.0600, -0.0390), (0.0225, 0.0230, 0.0260) * np.array(0.80 + 0.18 * f.cheeks)), 0.026)
        # brow and temples
        side(path([(0.010, -0.0830, 0.0365), (0.030, -0.0820, 0.0400), (0.052 * w, -0.0630, 0.0350)], [0.0085, 0.0090, 0.0085]), 0.018)
        self.base = Solid(None)  # the head's large forms: what hair and scarves lie on
        self.base.steps = list(s.steps)
        # the sockets' hollow
        side_cut = lambda one, k: s.cut(both_sides(one), k)
        side_cut(ball((self.eye[0] - 0.001, -0.1060, 0.0120), (0.0215, 0.0190, 0.0165)), 0.020)
        # muzzle
        s.add(ball((0, -0.0740, -0.0520), (0.0330, 0.0205, 0.0230)), 0.022)
        s.add(ball(low((0, -0.0700, -0.0680)), (0.0290, 0.0195, 0.0160)), 0.020)
        self._nose(s)
        self._lips(s)
        self._ears(s)
        self._age(s)
        n = f.neck
        s.add(path([(0, 0.030, -0.235), (0, 0.026, -0.120), (0, 0.018, -0.040)], [0.0550 * n, 0.0490 * n, 0.0500 * n]), 0.022)
        if f.adams_apple:
            s.add(ball((0, -0.029 - 0.003 * n, -0.150), (0.008, 0.008, 0.012)), 0.014)
        # where the eyes are
        tilt = 0.0016 * f.eye_tilt
        side_cut(path([(self.eye[0] - 0.0105, -0.0900, self.eye[2] - 0.0012 - tilt), (self.eye[0] + 0.0100, -0.0860, self.eye[2] + 0.0004 + tilt)], 0.0098 * f.eye_open, (1, 3.0, 1)), 0.0035)
        # the mouth's inside: a lens between the lips
        s.cut(self.inside, 0.0016)
        return s

    def inside(self, p):
        """The hollow of the open mouth."""
        x, z = p[:, 0], p[:, 2]
        u2 = (x / self.mouth) ** 2
        half_gap = self.gap / 2 * (1 - u2)
        middle = self.lip_line(x) - half_gap
        lens = (np.abs(z - middle) - half_gap) * 0.8
        return np.maximum(lens, np.maximum(np.abs(x) - self.mouth, p[:, 1] + 0.062))

    def _nose(self, s):
        f = self.face
        out, wide, tip = f.nose, f.nose_width, -0.0265 - 0.004 * (f.nose - 1)
        s.add(path([(0, -0.0840, 0.0230), (0, -0.0925 - 0.004 * f.bridge, 0.006), (0, -0.1060 * (1 + 0.05 * (out - 1)), -0.0180)], [0.0075, 0.0075 * (0.5 + 0.5 * wide), 0.0100 * (0.5 + 0.5 * wide)]), 0.012)
        s.add(ball((0, -0.1075 - 0.008 * (out - 1), tip), (0.0118 * wide, 0.0115, 0.0105)), 0.008)
        s.add(both_sides(ball((0.0118 * wide, -0.0985, tip - 0.0035), (0.0078, 0.0100, 0.0075))), 0.005)
        s.add(path([(0, -0.1060, tip - 0.006), (0, -0.0930, tip - 0.0150)], [0.0042, 0.0035]), 0.006)
        s.cut(both_sides(ball((0.0064 * wide, -0.1030, tip - 0.0110), (0.0036 * wide, 0.0050, 0.0040))), 0.003)

    def lips(self):
        """The two lips as fields: (upper, lower)."""
        f, m, full = self.face, self.mouth, self.face.lips
        z = lambda x: float(self.lip_line(v(x))[0])
        up = [(m * 1.02, -0.0800, z(m)), (m * 0.62, -0.0900, z(m * 0.62) + 0.0030 * full), (m * 0.22, -0.0958, MOUTH_Z + 0.0046 * full), (0, -0.0952, MOUTH_Z + 0.0036 * full)]
        radii = [0.0022, 0.0047 * full, 0.0052 * full, 0.0050 * full]
        down = [(m * 0.98, -0.0800, z(m) - 0.0005), (m * 0.60, -0.0895, z(m * 0.60) - 0.0042 * full), (m * 0.25, -0.0942, MOUTH_Z - 0.0056 * full), (0, -0.0946, MOUTH_Z - 0.0058 * full)]
        # The corners stay where the lips meet; the middle hangs.
        hang = [0.0, 0.62, 0.94, 1.0]
        down = [tuple(turn_jaw(v(*p), OPEN_DEG * h)) for p, h in zip(down, hang)]
        return both_sides(path(up, radii)), both_sides(path(down, [0.0020, 0.0056 * full, 0.0064 * full, 0.0063 * full]))

    def _lips(self, s):
        upper, lower = self.lips()
        s.add(upper, 0.0045).add(lower, 0.0045)
        s.cut(path([(0, -0.0975, MOUTH_Z + 0.0125), (0, -0.0985, MOUTH_Z + 0.0175)], 0.0022), 0.005)  # the groove under the nose
        s.cut(ball(low((0, -0.0960, MOUTH_Z - 0.0170)), (0.0140, 0.0046, 0.0034)), 0.014)  # and under the lip

    def _ears(self, s):
        e = self.face.ears
        x, y, z = 0.0790 * self.face.width, 0.0140, -0.0010
        s.add(both_sides(path([(x - 0.004, y - 0.010, z - 0.024 * e), (x + 0.001, y - 0.006, z - 0.008), (x + 0.006, y + 0.004, z + 0.014 * e)], [0.0065, 0.0110, 0.0130], (0.80, 1, 1))), 0.006)
        rim = [(x + 0.001, y - 0.013, z + 0.006), (x + 0.008, y - 0.010, z + 0.026 * e), (x + 0.014, y + 0.004, z + 0.031 * e), (x + 0.017, y + 0.016, z + 0.020 * e), (x + 0.014, y + 0.015, z), (x + 0.006, y + 0.003, z - 0.020 * e), (x + 0.002, y - 0.006, z - 0.027 * e)]
        s.add(both_sides(path(rim, [0.0030, 0.0040, 0.0044, 0.0044, 0.0042, 0.0048, 0.0052])), 0.004)
        s.cut(both_sides(ball((x + 0.0165, y - 0.001, z + 0.001), (0.0070, 0.0075, 0.0110))), 0.004)

    def _age(self, s):
        """Folds from the nose to the mouth, bags under the eyes, lines on the forehead."""
        a = self.face.age
        if a <= 0:
            return
        deep = lambda r: r * a
        s.cut(both_sides(path([(0.0205, -0.0900, -0.0290), (0.0300, -0.0850, -0.0460), (0.0320, -0.0815, -0.0600)], [deep(0.0018), deep(0.0028), deep(0.0014)])), 0.010)
        e = self.eye
        s.cut(both_sides(path([(e[0] - 0.014, -0.0860, e[2] - 0.0140), (e[0], -0.0880, e[2] - 0.0185), (e[0] + 0.014, -0.0790, e[2] - 0.0160)], deep(0.0014))), 0.006)

        def lines(p):
            where = step_up(p[:, 2], 0.050, 0.058) * (1 - step_up(p[:, 2], 0.082, 0.090)) * (1 - step_up(np.abs(p[:, 0]), 0.025, 0.050))
            bend = 0.005 * np.cos(p[:, 0] * 70)
            furrow = np.maximum(0, np.sin((p[:, 2] + bend) * 2 * np.pi / 0.0150)) ** 2
            return (-0.0009 * a * where * furrow * (p[:, 1] < 0)).astype(np.float32)

        s.push(lines)
