"""Hair, beards and head coverings, in the head's axes: one function a style -> pieces, and a field of what they hide."""

import math

import numpy as np

from tools.content import field
from tools.content.field import Solid, ball, both_sides, noise, path, rod, step_up, v

from .face import rgb
from .pieces import from_field

CROWN = v(0.0, 0.050, 0.130)
BOX = ((-0.15, -0.17, -0.27), (0.15, 0.19, 0.24))


def skull(head, thick, back=0.0):
    """The skull, so much larger, and a little more than the face's large forms."""
    w = head.face.width
    above = ball((0, 0.014 + back / 2, 0.046), (0.0775 * w + thick, 0.0985 + thick + back / 2, 0.0985 + thick))
    off = min(thick * 0.8, 0.006)
    return lambda p: np.minimum(above(p), head.base(p) - off)


def hairline(solid, head, high=0.0, sides=0.0, nape=-0.060, k=0.010):
    """Frees the face, the ears and the neck. `high`: how far it has receded; `sides`: how far down in front of the ears."""
    w = head.face.width
    solid.cut(ball((0, -0.112, 0.012 + high), (0.0640 * w, 0.0700, 0.0800)), k)
    solid.cut(both_sides(path([(0.074 * w, -0.062, 0.034 + high * 0.3), (0.080 * w, -0.050, -0.030 + sides)], [0.0380, 0.0340])), k)
    solid.cut(both_sides(ball((0.094 * w, 0.010, -0.012), (0.026, 0.022, 0.034))), 0.006)
    solid.keep(field.half((0, 0.05, nape), (0, -0.45, -1)), k)
    return solid


def strands(comb, fine, deep, seed):
    """Grooves along the strands: `comb(p)` -> (along, across) in metres."""

    def push(p):
        along, across = comb(p)
        q = np.stack([along * 0.10, across, across * 0], -1)
        return (deep * (0.65 * noise(q, fine * 2.2, seed) + 0.45 * noise(q, fine, seed + 1))).astype(np.float32)

    return push


def from_crown(p):
    """Strands run away from the crown."""
    d = p - CROWN
    r = np.linalg.norm(d, axis=1)
    around = np.arctan2(d[:, 0], -d[:, 1])
    return np.linalg.norm(d, axis=1), around * (0.02 + 0.5 * r)


def to_back(p):
    """Strands run back from the forehead."""
    return p[:, 1] + 0.4 * p[:, 2], p[:, 0] * 1.2 + 0.15 * p[:, 1]


def parted(at):
    """Strands run down to both sides from a parting at x = `at`."""
    return lambda p: (np.abs(p[:, 0] - at) - 0.8 * p[:, 2], p[:, 1] * 0.9 + 0.12 * p[:, 2])


def grown(head, solid, comb, colour, triangles, weights=None, low=BOX[0], high=BOX[1], step=0.0034, depth=0.004):
    """A piece of hair: darker in its grooves and at the roots; texture along the strands."""
    bare = head.skin

    def colours(p):
        along, across = comb(p)
        tone = 1 + 0.18 * noise(np.stack([along * 0.08, across, p[:, 2] * 0.02], -1).astype(np.float32), 0.014, 61)
        root = step_up(bare(p), -0.001, 0.007)
        return colour[None] * (tone * (0.50 + 0.50 * root))[:, None]

    piece = from_field("hair", solid, low, high, step, triangles, colours, weights or {"head": 1}, lambda p: bare(p) < -0.004)
    piece.comb = lambda p: np.stack([comb(p)[0] * 4, comb(p)[1] * 15], -1)
    return piece


def quiff(head, colour):
    """Short at the sides, longer and swept up in front."""
    s = hairline(Solid(skull(head, 0.0065)), head, 0.004, 0.012)
    s.add(ball((0, 0.006, 0.116), (0.066, 0.082, 0.046)), 0.020)
    s.add(path([(-0.040, -0.058, 0.122), (-0.012, -0.073, 0.133), (0.026, -0.068, 0.131), (0.050, -0.045, 0.119)], [0.020, 0.0245, 0.0235, 0.018]), 0.018)
    comb = lambda p: (p[:, 1] + 0.5 * p[:, 2] + 0.3 * p[:, 0], p[:, 0] - 0.30 * p[:, 1])
    s.push(strands(comb, 0.012, 0.0040, 3))
    return [grown(head, s, comb, colour, 1350)], s


def bob(head, colour):
    """To the jaw, parted at the side, tucked a little behind one ear."""
    w = head.face.width
    s = Solid(skull(head, 0.013, 0.006))
    hang = [(0.070 * w, -0.004, 0.062), (0.0860 * w, -0.004, 0.000), (0.0850 * w, -0.012, -0.052), (0.0760 * w, -0.026, -0.086)]
    s.add(both_sides(path(hang, [0.030, 0.026, 0.026, 0.020])), 0.020)
    s.add(path([(0, 0.070, 0.020), (0, 0.066, -0.040), (0, 0.050, -0.086)], [0.060, 0.056, 0.044]), 0.03)
    s.add(both_sides(path([(0.052, 0.040, -0.02), (0.058, 0.028, -0.085)], [0.040, 0.032])), 0.02)
    s.cut(ball((0.006, -0.118, -0.012), (0.0600 * w, 0.0760, 0.0950)), 0.012)
    s.cut(path([(0, -0.09, -0.05), (0, -0.06, -0.16)], [0.052, 0.056]), 0.012)
    s.add(path([(0.022, -0.078, 0.098), (-0.018, -0.085, 0.086), (-0.050, -0.068, 0.060), (-0.068, -0.050, 0.026)], [0.0100, 0.0120, 0.0115, 0.0090]), 0.012)
    s.add(path([(0.026, -0.076, 0.098), (0.050, -0.066, 0.078), (0.068, -0.050, 0.044)], [0.0090, 0.0100, 0.0090]), 0.010)
    s.keep(field.half((0, 0, -0.094), (0, 0, -1)), 0.014)
    comb = parted(0.024)
    s.cut(path([(0.024, -0.09, 0.118), (0.022, -0.03, 0.162), (0.016, 0.04, 0.163)], 0.0022), 0.008)
    s.push(strands(comb, 0.011, 0.0036, 7))
    return [grown(head, s, comb, colour, 1450)], s


def receding(head, colour):
    """An old man's: thin, short, receded over the temples."""
    s = hairline(Solid(skull(head, 0.0085)), head, 0.014, 0.022, -0.056, 0.014)
    s.add(ball((0, 0.000, 0.116), (0.058, 0.066, 0.036)), 0.024)
    comb = lambda p: (p[:, 0] + 0.5 * p[:, 1], p[:, 1] * 0.8 - 0.3 * p[:, 0] + 0.2 * p[:, 2])
    s.push(strands(comb, 0.010, 0.0016, 9))
    return [grown(head, s, comb, colour, 1100)], s


def bun(head, colour):
    """Wavy, drawn back into a loose knot, a strand free at each side."""
    s = hairline(Solid(skull(head, 0.0100)), head, -0.002, 0.006, -0.062)
    s.add(ball((0, 0.004, 0.112), (0.066, 0.076, 0.042)), 0.02)
    s.add(ball((0, 0.108, 0.104), (0.046, 0.042, 0.044)), 0.012)
    waves = lambda p: 0.0035 * np.sin(np.arctan2(p[:, 2] - 0.104, p[:, 0]) * 3 + (p[:, 1] - 0.1) * 120) * (p[:, 1] > 0.072)
    s.push(waves)
    s.push(strands(to_back, 0.013, 0.0030, 15))
    return [grown(head, s, to_back, colour, 1350)], s


def side_parting(head, colour):
    """Short and full, combed to one side."""
    s = hairline(Solid(skull(head, 0.0085)), head, 0.004, 0.004)
    s.add(ball((-0.004, -0.004, 0.112), (0.070, 0.084, 0.045)), 0.020)
    s.add(path([(0.040, -0.060, 0.112), (0.004, -0.076, 0.116), (-0.040, -0.066, 0.106), (-0.064, -0.040, 0.088)], [0.0150, 0.0190, 0.0190, 0.0150]), 0.018)
    comb = lambda p: (-p[:, 0] + 0.4 * p[:, 1], p[:, 1] * 0.9 + 0.5 * p[:, 0] * 0.4)
    s.push(strands(comb, 0.013, 0.0030, 19))
    return [grown(head, s, comb, colour, 1250)], s


def curls(head, colour):
    """Close, soft curls all round."""
    s = hairline(Solid(skull(head, 0.019, 0.004)), head, 0.006, 0.010, -0.058, 0.014)
    lumps = lambda p: noise(p, 0.030, 23) + 0.35 * noise(p, 0.017, 24)
    s.push(lambda p: (0.0042 * lumps(p)).astype(np.float32))
    made = grown(head, s, from_crown, colour, 1750, step=0.0030)
    made.colour *= (0.86 + 0.22 * np.clip(lumps(made.points), -1.2, 1.2))[:, None]
    return [made], s


def beard(head, colour):
    """A short full beard and moustache; it follows the jaw."""
    skin = head.skin
    upper, lower = head.lips()

    def shell(p):
        return (skin(p) - 0.0055 - 0.004 * step_up(-p[:, 2], 0.075, 0.11) * step_up(-p[:, 1], 0.03, 0.07)).astype(np.float32)

    s = Solid(shell)
    s.keep(both_sides(lambda p: p[:, 2] - np.interp(p[:, 0], [0.0, 0.030, 0.045, 0.066, 0.080], [-0.040, -0.050, -0.058, -0.026, -0.002]).astype(np.float32)), 0.006)
    s.keep(lambda p: p[:, 1] + 0.020 - 0.9 * (p[:, 2] + 0.06), 0.006)
    s.keep(field.half((0, -0.05, -0.124), (0, 0.35, -1)), 0.008)
    s.cut(lambda p: np.minimum(upper(p), lower(p)) - 0.0022, 0.003)
    s.cut(lambda p: np.maximum(head.inside(p) - 0.003, -p[:, 1] * 0 - 1), 0.003)
    s.cut(both_sides(ball((0.0, -0.105, -0.036), (0.0175, 0.020, 0.0080))), 0.004)
    comb = lambda p: (-p[:, 2] + 0.3 * np.abs(p[:, 0]), p[:, 0] + 0.2 * p[:, 1])
    s.push(strands(comb, 0.007, 0.0012, 27))
    piece = grown(head, s, comb, colour, 900, None, (-0.10, -0.13, -0.15), (0.10, 0.03, 0.03), 0.0026)
    follow = head.weight(piece.points)
    piece.weights = {"jaw": follow, "head": 1 - follow}
    piece.points = head.closed(piece.points)
    return piece


def headscarf(head, colour):
    """A headscarf: close round the face, falling in folds over neck, shoulders and chest."""
    w = head.face.width
    s = Solid(skull(head, 0.0130, 0.012))
    s.add(both_sides(ball((0.076 * w, 0.014, -0.002), (0.024, 0.036, 0.042))), 0.03)
    s.add(path([(0, 0.030, 0.010), (0, 0.026, -0.080), (0, 0.026, -0.165)], [0.084 * w, 0.072, 0.080]), 0.03)
    s.add(path([(0, -0.012, -0.118), (0, -0.020, -0.165)], [0.060, 0.068]), 0.03)
    s.add(ball((0, 0.004, -0.215), (0.128, 0.092, 0.062)), 0.05)
    s.add(path([(0.030, -0.070, -0.175), (0.010, -0.098, -0.240), (-0.020, -0.108, -0.300)], [0.038, 0.046, 0.030]), 0.05)
    s.cut(ball((0, -0.118, -0.012), (0.0610 * w, 0.0760, 0.0930)), 0.010)
    rim = [(0.0585 * w * math.cos(a), -0.0660 - 0.020 * abs(math.sin(a)) ** 1.5 + 0.006 * (math.sin(a) < 0) * math.sin(a) ** 2, -0.010 + 0.0900 * math.sin(a)) for a in np.linspace(-math.pi / 2, 1.5 * math.pi, 22)]
    s.add(path(rim, 0.0062), 0.006)

    def folds(p):
        down = step_up(-p[:, 2], 0.07, 0.16)
        a = np.arctan2(p[:, 0], -p[:, 1] + 0.02)
        wrap = np.sin((p[:, 2] + 0.30 * p[:, 0] + 0.35 * p[:, 1] + 0.010 * np.sin(a * 3)) * 2 * np.pi / 0.042)
        crown = np.sin((np.abs(p[:, 0]) * 0.4 + p[:, 1] - 0.15 * p[:, 2]) * 2 * np.pi / 0.060 + 1.5 * noise(p, 0.12, 71))
        return (0.0034 * down * wrap + 0.0016 * (1 - down) * crown * step_up(p[:, 1], -0.05, 0.0) + 0.0012 * noise(p, 0.05, 72)).astype(np.float32)

    s.push(folds)
    hidden = head.skin
    colours = lambda p: colour[None] * (1 + 0.06 * noise(p, 0.08, 73)[:, None])
    piece = from_field("cloth", s, (-0.17, -0.19, -0.36), (0.17, 0.17, 0.19), 0.0045, 1900, colours, {"head": 1}, lambda p: (hidden(p) < -0.004) | (np.maximum.reduce([-s(p)]) > 0.008))
    low = step_up(-piece.points[:, 2], 0.085, 0.185)
    chest = step_up(-piece.points[:, 2], 0.150, 0.235)
    piece.weights = {"head": 1 - low, "neck": low * (1 - chest), "chest": low * chest}
    return [piece], s


STYLES = {"quiff": quiff, "bob": bob, "receding": receding, "bun": bun, "side_parting": side_parting, "curls": curls, "headscarf": headscarf}
