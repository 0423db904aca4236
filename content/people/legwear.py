"""Trousers, skirts and shoes."""

from dataclasses import dataclass

import numpy as np
from tools.content import field
from tools.content.field import Solid, ball, both_sides, noise, path, step_up, v

from .clothes import body, weights
from .face import rgb
from .pieces import from_field


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
        cone.push(
            lambda q: (
                0.005
                * np.sin(np.arctan2(q[:, 0], -q[:, 1]) * 11 + 1.2 * noise(q, 0.4, 4))
                * step_up(-q[:, 2], -0.50 * h, -hem - 0.02)
            )
        )
        cone.keep(field.half((0, 0, hem), (0, 0, -1)), 0.004)
        cone.keep(field.half((0, 0, 0.62 * h), (0, 0, 1)), 0.004)
        colours = lambda q: base[None] * (1 + 0.05 * noise(q, 0.12, 22)[:, None])
        out.append(
            from_field(
                "cloth",
                cone,
                (-0.36, -0.32, hem - 0.02),
                (0.36, 0.32, 0.64 * h),
                0.006,
                g.triangles,
                colours,
                lambda q: weights(frame, q, 0.8),
                hidden,
            )
        )
        legs = Solid(
            both_sides(
                path(
                    [tuple(knee), tuple(knee * 0.55 + ankle * 0.45 + np.array([0, 0.016, 0])), tuple(ankle)],
                    [0.050 * s, 0.047 * s, 0.031 * s],
                )
            )
        )
        out.append(
            from_field(
                "cloth",
                legs,
                (-0.2, -0.1, 0.04),
                (0.2, 0.12, knee[2] + 0.06),
                0.005,
                360,
                rgb(g.stockings or "#3a3230"),
                lambda q: weights(frame, q),
                lambda q: q[:, 2] > hem + 0.06,
            )
        )
        return out
    w = g.wide
    one = Solid(
        both_sides(
            path(
                [
                    tuple(hip),
                    tuple(hip * 0.45 + knee * 0.55),
                    tuple(knee),
                    tuple(knee * 0.5 + ankle * 0.5 + np.array([0, 0.012, 0])),
                    tuple(ankle - np.array([0, 0, 0.012])),
                ],
                [
                    0.083 * s * p.legs_wide * p.hips**0.5,
                    0.069 * s * p.legs_wide,
                    0.058 * s * w * p.legs_wide**0.5,
                    0.053 * s * w,
                    0.0465 * s * w,
                ],
            )
        )
    )
    one.add(ball((0, 0.008, frame.hip.z + 0.03), (0.152 * s * p.hips, 0.112 * s * p.hips, 0.090)), 0.03)

    def creases(q):
        near = lambda z, reach: np.exp(-(((q[:, 2] - z) / reach) ** 2))
        across = noise(q * v(0.4, 0.4, 1.4), 0.06, 41) * (
            near(knee[2], 0.07) * 0.9 + near(ankle[2] + 0.03, 0.05) * 1.2 + near(hip[2] - 0.06, 0.06) * 0.9
        )
        press = np.exp(-(((np.abs(q[:, 0]) - 0.100 * s) / 0.010) ** 2)) * (q[:, 1] < 0) * 0.8
        return (0.0024 * (across + press + 0.5 * noise(q * v(1, 1, 0.2), 0.08, 42))).astype(np.float32)

    one.push(creases)
    floor = 0.052
    one.keep(field.half((0, 0, floor), (0, 0, -1)), 0.004)
    colours = lambda q: base[None] * (1 + 0.05 * noise(q, 0.14, 22)[:, None])
    out.append(
        from_field(
            "cloth",
            one,
            (-0.30, -0.22, floor - 0.02),
            (0.30, 0.24, frame.hip.z + 0.16),
            0.0055,
            g.triangles,
            colours,
            lambda q: weights(frame, q),
            hidden,
        )
    )
    return out


def shoes(frame, g):
    """A pair of shoes with soles."""
    s = frame.size
    x, toe = frame.ankle.x, frame.toe
    one = Solid(
        path(
            [(x, 0.050 * s, 0.042), (x + 0.002, 0.0, 0.048), (toe.x - 0.004, -0.070 * s, 0.036), (toe.x, toe.y, 0.030)],
            [0.036 * s, 0.039 * s, 0.042 * s, 0.033 * s],
            (1, 1, 1.0),
        )
    )
    one.add(ball((x, 0.018, 0.078 + g.high * 0.5), (0.038 * s, 0.050 * s, 0.040 + g.high * 0.6)), 0.02)
    one.add(
        path(
            [
                (x, 0.056 * s, 0.010),
                (x + 0.002, 0.0, 0.010),
                (toe.x - 0.004, -0.070 * s, 0.010),
                (toe.x, toe.y - 0.004, 0.010),
            ],
            [0.036 * s, 0.036 * s, 0.044 * s, 0.036 * s],
            (1, 1, 0.36),
        ),
        0.003,
    )
    one.keep(field.half((0, 0, 0.001), (0, 0, -1)), 0.003)
    one.cut(ball((x, 0.018, 0.125 + g.high), (0.030 * s, 0.040 * s, 0.03)), 0.004)
    upper, sole = rgb(g.colour), rgb(g.sole)
    colours = lambda q: np.where(
        (q[:, 2] < 0.0245)[:, None], sole[None], upper[None] * (1 + 0.05 * noise(q, 0.05, 51)[:, None])
    )
    piece = from_field(
        "smooth", one, (x - 0.07, -0.20, -0.01), (x + 0.07, 0.12, 0.18 + g.high), 0.0035, 320, colours, {"foot.L": 1}
    )
    shin = step_up(piece.points[:, 2], 0.075, 0.125)
    piece.weights = {"foot.L": 1 - shin, "shin.L": shin}
    return [piece, piece.mirrored()]
