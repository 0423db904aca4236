"""Fields: solids as signed distances (negative inside), melted into each other smoothly, and made into meshes.

A field is a function of points, an array (n, 3) in metres, that returns n distances. `mesh` samples one near its surface alone
and draws the surface through the samples (surface nets), so that a head at 2 mm takes a second.
"""

import bpy  # noqa: F401  (first: it brings bmesh and mathutils)
import numpy as np


def v(*numbers):
    return np.array(numbers, dtype=np.float32)


def ball(centre, radii):
    """A stretched ball; `radii` is one number or three."""
    c = v(*centre)
    r = v(*((radii,) * 3 if np.isscalar(radii) else radii))

    def field(p):
        q = (p - c) / r
        k0 = np.sqrt(np.einsum("ij,ij->i", q, q))
        q /= r
        k1 = np.sqrt(np.einsum("ij,ij->i", q, q))
        return k0 * (k0 - 1) / np.maximum(k1, 1e-6)

    return field


def rod(a, b, radius_a, radius_b=None, flat=(1, 1, 1)):
    """A rod with round ends; `flat` stretches it about its axis point by point (1: round)."""
    a, b, flat = v(*a), v(*b), v(*flat)
    along = b - a
    length2 = max(float(along @ along), 1e-12)
    radius_b = radius_a if radius_b is None else radius_b
    least, is_round = float(flat.min()), bool((flat == 1).all())

    def field(p):
        q = p - a
        t = np.clip(q @ (along / length2), 0, 1)
        q -= t[:, None] * along
        if not is_round:
            q /= flat
        return (np.sqrt(np.einsum("ij,ij->i", q, q)) - (radius_a + (radius_b - radius_a) * t)) * least

    return field


def path(points, radii, flat=(1, 1, 1)):
    """Rods from point to point; `radii` is one number or one a point."""
    radii = [radii] * len(points) if np.isscalar(radii) else radii
    rods = [rod(points[i], points[i + 1], radii[i], radii[i + 1], flat) for i in range(len(points) - 1)]
    return lambda p: np.minimum.reduce([one(p) for one in rods])


def half(at, outwards):
    """Everything behind a plane that looks outwards."""
    at, n = v(*at), v(*outwards)
    n = n / np.linalg.norm(n)
    return lambda p: (p - at) @ n


def both_sides(field):
    """A field and its mirror image; `field` is asked at x >= 0 alone."""
    return lambda p: field(np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]]))


def turned(field, about, matrix):
    """A field turned about a point by a 3x3 matrix."""
    about, m = v(*about), np.asarray(matrix, dtype=np.float32)
    return lambda p: field((p - about) @ m + about)


def melted(a, b, k):
    """The union of two distances, with a fillet of about `k`."""
    h = np.maximum(k - np.abs(a - b), 0) / k
    return np.minimum(a, b) - h * h * k * 0.25


def cut(a, b, k):
    """`a` without `b`, the edge rounded by about `k`."""
    return -melted(-a, b, k)


def common(a, b, k):
    """Where both are, the edge rounded by about `k`."""
    return -melted(-a, -b, k)


class Solid:
    """A field put together step by step: `Solid(ball(...)).add(rod(...), 0.01).cut(...)`."""

    def __init__(self, first):
        self.steps = [(None, first, 0)]

    def add(self, field, k=0.01):
        self.steps.append((melted, field, k))
        return self

    def cut(self, field, k=0.004):
        self.steps.append((cut, field, k))
        return self

    def keep(self, field, k=0.004):
        self.steps.append((common, field, k))
        return self

    def push(self, amount):
        """Moves the surface outwards by `amount(p)` metres."""
        self.steps.append((lambda d, by, _: d - by, amount, 0))
        return self

    def __call__(self, p):
        p = np.asarray(p, dtype=np.float32)
        out = None
        for how, field, k in self.steps:
            out = field(p) if how is None else how(out, field(p), k)
        return out


def samples(field, low, high, step, block=4):
    """The field on a grid, exact near its surface; elsewhere only its sign is right. -> (grid, low corner)."""
    low, high = v(*low), v(*high)
    n = np.ceil((high - low) / (step * block)).astype(int)
    coarse = _asked(field, low, step * block, n + 1)
    near = np.abs(coarse) < step * block * 1.15
    cells = np.zeros(n, bool)
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                cells |= near[dx : dx + n[0], dy : dy + n[1], dz : dz + n[2]]
    grid = np.kron(np.where(coarse[:-1, :-1, :-1] < 0, -1, 1), np.ones((block,) * 3)).astype(np.float32)
    grid = np.pad(grid, ((0, 1),) * 3, mode="edge")
    wanted = np.zeros(grid.shape, bool)
    fine = np.kron(cells, np.ones((block,) * 3, bool))
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                wanted[dx : dx + fine.shape[0], dy : dy + fine.shape[1], dz : dz + fine.shape[2]] |= fine
    at = np.argwhere(wanted)
    grid[wanted] = np.concatenate([field(low + part.astype(np.float32) * step) for part in np.array_split(at, len(at) // 300000 + 1)])
    return grid, low


def _asked(field, low, step, n):
    at = np.stack(np.meshgrid(*(np.arange(k, dtype=np.float32) for k in n), indexing="ij"), -1).reshape(-1, 3)
    return field(low + at * step).reshape(n)


def surface(field, low, high, step):
    """-> (points, quads) of the field's surface, the points drawn onto it."""
    grid, low = samples(field, low, high, step)
    inside = grid < 0
    corners = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    m = np.array(grid.shape) - 1
    part = lambda a, c: a[c[0] : c[0] + m[0], c[1] : c[1] + m[1], c[2] : c[2] + m[2]]
    count = sum(part(inside, c).astype(np.int8) for c in corners)
    mixed = (count > 0) & (count < 8)
    cells = np.argwhere(mixed)
    number = np.full(mixed.shape, -1)
    number[mixed] = np.arange(len(cells))
    total, hits = np.zeros((len(cells), 3)), np.zeros(len(cells))
    for c in corners:
        for axis in range(3):
            if c[axis]:
                continue
            d = tuple(c[a] + (a == axis) for a in range(3))
            a, b = part(grid, c)[mixed], part(grid, d)[mixed]
            cross = (a < 0) != (b < 0)
            t = np.where(cross, a / np.where(cross, a - b, 1), 0)
            place = np.array(c, float)[None] + t[:, None] * np.eye(3)[axis]
            total += place * cross[:, None]
            hits += cross
    points = low + (cells + total / hits[:, None]) * step
    quads = []
    for axis in range(3):
        u, w = (axis + 1) % 3, (axis + 2) % 3
        ahead = np.diff(inside.astype(np.int8), axis=axis)
        edges = np.argwhere(ahead != 0)
        edges = edges[(edges[:, u] > 0) & (edges[:, w] > 0) & (edges[:, u] < m[u]) & (edges[:, w] < m[w])]
        sign = ahead[tuple(edges.T)]
        at = lambda du, dw: number[tuple((edges - du * np.eye(3, dtype=int)[u] - dw * np.eye(3, dtype=int)[w]).T)]
        ring = np.stack([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], 1)
        quads.append(np.where((sign < 0)[:, None], ring, ring[:, ::-1]))
    quads = np.concatenate(quads)
    return points.astype(np.float32), quads[(quads >= 0).all(1)]


def slope(field, points, step=0.0006):
    """The direction out of the field at points, of length 1."""
    points = np.asarray(points, np.float32)
    corners = np.array([(1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)], np.float32)
    out = sum(field(points + e * step)[:, None] * e for e in corners)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def drawn(field, points, most, times=1):
    """Points moved onto the surface, by at most `most`."""
    points = np.asarray(points, np.float32)
    for _ in range(times):
        points = points - slope(field, points) * np.clip(field(points), -most, most)[:, None] * 0.9
    return points


def noise(p, size, seed=0):
    """Smooth noise of about -1..1 with features of `size` metres: a sum of waves in fixed directions."""
    rng = np.random.default_rng(seed)
    out = np.zeros(len(p), np.float32)
    for _ in range(7):
        direction = rng.normal(size=3)
        direction *= rng.uniform(0.7, 1.4) / np.linalg.norm(direction)
        out += np.sin(p @ (direction * 2 * np.pi / size).astype(np.float32) + np.float32(rng.uniform(0, 6.3)))
    return out / 2.6


def step_up(x, low, high):
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
