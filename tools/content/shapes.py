"""Shapes: small functions that append geometry to a bmesh.

Axes are Blender's (Z up, a prop's front faces -Y); the exporter turns that into glTF's Y up, front +Z.
Every function returns the list of faces it made, so that callers can paint or map them.
"""

import math

import bpy  # noqa: F401  (first: it brings bmesh and mathutils)
import bmesh
from mathutils import Euler, Matrix, Quaternion, Vector

DIRECTIONS = {
    "+x": Vector((1, 0, 0)),
    "-x": Vector((-1, 0, 0)),
    "+y": Vector((0, 1, 0)),
    "-y": Vector((0, -1, 0)),
    "+z": Vector((0, 0, 1)),
    "-z": Vector((0, 0, -1)),
}


def placed(at=(0, 0, 0), turn_deg=(0, 0, 0)):
    """The matrix that turns (XYZ, degrees) and then moves."""
    turn = Euler([math.radians(a) for a in turn_deg], "XYZ").to_matrix().to_4x4()
    return Matrix.Translation(at) @ turn


def bezier(p0, p1, p2, p3, n=14):
    """n + 1 points of a cubic Bezier curve."""
    p = [Vector(v) for v in (p0, p1, p2, p3)]

    def point(t):
        s = 1 - t
        return s**3 * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] + t**3 * p[3]

    return [point(i / n) for i in range(n + 1)]


def arc(radius, from_deg, to_deg, n, centre=(0, 0, 0), plane="xz"):
    """n + 1 points of a circular arc in one of the coordinate planes."""
    out = []
    for i in range(n + 1):
        a = math.radians(from_deg + (to_deg - from_deg) * i / n)
        u, v = radius * math.cos(a), radius * math.sin(a)
        offset = {"xz": (u, 0, v), "xy": (u, v, 0), "yz": (0, u, v)}[plane]
        out.append(Vector(centre) + Vector(offset))
    return out


def box(bm, size, at=(0, 0, 0), bevel=0.004, segments=2, hide=""):
    """A box with rounded edges. `hide` names sides that nobody can see, such as "-z+y"."""
    made = bmesh.ops.create_cube(bm, size=1)["verts"]
    for v in made:
        v.co = Vector((v.co[i] * size[i] + at[i] for i in range(3)))
    if bevel:
        edges = list(dict.fromkeys(e for v in made for e in v.link_edges))
        made = bmesh.ops.bevel(
            bm,
            geom=edges,
            offset=min(bevel, min(size) * 0.49),
            segments=segments,
            profile=0.5,
            affect="EDGES",
            clamp_overlap=True,
        )["verts"]
    faces = list(dict.fromkeys(f for v in made for f in v.link_faces))
    return drop_sides(bm, faces, hide)


def drop_sides(bm, faces, hide):
    """Removes the faces that look exactly along one of the directions in `hide`."""
    if not hide:
        return faces
    away = [DIRECTIONS[hide[i : i + 2]] for i in range(0, len(hide), 2)]
    bm.normal_update()
    gone = [f for f in faces if any(f.normal.dot(d) > 0.999 for d in away)]
    kept = [f for f in faces if f not in set(gone)]
    bmesh.ops.delete(bm, geom=gone, context="FACES")
    return kept


def key_cap(bm, size, narrower):
    """A key: a box without its foot, open below, narrower at the top by so much on each side."""
    w, d, h = (v / 2 for v in size)
    foot, top = (
        [bm.verts.new((x * (w - less), y * (d - less), z)) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        for less, z in ((0, -h), (narrower, h))
    )
    return [*bridge(bm, [foot, top]), bm.faces.new(top)]


def quad(bm, *corners):
    """One face, counter-clockwise as seen from its front."""
    return bm.faces.new([bm.verts.new(c) for c in corners])


def lathe(bm, profile, n=32, cap=True):
    """Turns a profile of (radius, z) about the Z axis; the profile runs upwards on the outside."""
    rings = [
        [
            bm.verts.new((r * math.cos(2 * math.pi * i / n), r * math.sin(2 * math.pi * i / n), z))
            for i in range(n)
        ]
        for r, z in profile
    ]
    faces = bridge(bm, rings)
    if cap:
        faces += [bm.faces.new(rings[-1]), bm.faces.new(list(reversed(rings[0])))]
    return faces


def tube(bm, points, radius, n=10, cap=True):
    """A tube along points; `radius` is a number or one number per point."""
    points = [Vector(p) for p in points]
    rings, side = [], None
    for i, p in enumerate(points):
        along = (points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]).normalized()
        if side is None:
            up = Vector((0, 0, 1)) if abs(along.z) < 0.95 else Vector((1, 0, 0))
            side = along.cross(up).normalized()
        else:
            side = (side - along * side.dot(along)).normalized()
        other = along.cross(side)
        r = radius[i] if isinstance(radius, (list, tuple)) else radius
        rings.append(
            [
                bm.verts.new(p + (side * math.cos(a) + other * math.sin(a)) * r)
                for a in (2 * math.pi * k / n for k in range(n))
            ]
        )
    faces = bridge(bm, rings)
    if cap:
        faces += [bm.faces.new(list(reversed(rings[0]))), bm.faces.new(rings[-1])]
    return faces


def bridge(bm, rings):
    """Quads between neighbouring closed rings of equal length."""
    n = len(rings[0])
    return [
        bm.faces.new((a[i], a[(i + 1) % n], b[(i + 1) % n], b[i]))
        for a, b in zip(rings, rings[1:])
        for i in range(n)
    ]


def grid(bm, rows):
    """Quads between neighbouring open rows of points."""
    rows = [[bm.verts.new(p) for p in row] for row in rows]
    return [
        bm.faces.new((a[i], a[i + 1], b[i + 1], b[i]))
        for a, b in zip(rows, rows[1:])
        for i in range(len(a) - 1)
    ]


def ellipsoid(bm, centre, radii, n=24):
    """A stretched ball."""
    made = bmesh.ops.create_uvsphere(bm, u_segments=n, v_segments=max(4, n * 2 // 3), radius=1)["verts"]
    for v in made:
        v.co = Vector((v.co[i] * radii[i] + centre[i] for i in range(3)))
    return list(dict.fromkeys(f for v in made for f in v.link_faces))


def capsule(bm, a, b, radius_a, radius_b, n=20, m=7, squash=(1, 1)):
    """A rod with round ends, between two points, with a radius at each."""
    a, b = Vector(a), Vector(b)
    length = (b - a).length
    turn = Vector((0, 0, 1)).rotation_difference((b - a).normalized()) if length > 1e-6 else Quaternion()
    profile = [
        (radius_a * math.cos(t), -radius_a * math.sin(t))
        for t in (math.pi / 2 * (1 - i / m) for i in range(m + 1))
    ]
    profile += [
        (radius_b * math.cos(t), length + radius_b * math.sin(t))
        for t in (math.pi / 2 * i / m for i in range(m + 1))
    ]
    rings = [
        [
            bm.verts.new(
                a
                + turn
                @ Vector(
                    (
                        max(r, 1e-4) * math.cos(2 * math.pi * k / n) * squash[0],
                        max(r, 1e-4) * math.sin(2 * math.pi * k / n) * squash[1],
                        z,
                    )
                )
            )
            for k in range(n)
        ]
        for r, z in profile
    ]
    faces = bridge(bm, rings)
    return faces + [bm.faces.new(list(reversed(rings[0]))), bm.faces.new(rings[-1])]


def wall(bm, length, height, openings=(), reveal=0.12, z0=0.0):
    """A wall's room side in the XZ plane (front -Y, back `reveal` behind), with rectangular openings.

    `openings` are (x0, x1, z0, z1). Built from a grid of cells, so there are clean quads and no booleans;
    the reveals of the openings are included, the back is not (see the outer shell).
    """
    xs = sorted({0, length, *(v for o in openings for v in o[:2])})
    zs = sorted({z0, height, *(v for o in openings for v in o[2:])})

    def solid(i, j):
        if not (0 <= i < len(xs) - 1 and 0 <= j < len(zs) - 1):
            return None
        x, z = (xs[i] + xs[i + 1]) / 2, (zs[j] + zs[j + 1]) / 2
        return not any(o[0] < x < o[1] and o[2] < z < o[3] for o in openings)

    faces, t = [], reveal
    for i in range(len(xs) - 1):
        for j in range(len(zs) - 1):
            a, b, c, d = xs[i], xs[i + 1], zs[j], zs[j + 1]
            if solid(i, j):
                faces.append(quad(bm, (a, 0, c), (b, 0, c), (b, 0, d), (a, 0, d)))
                continue
            if not t:
                continue
            if solid(i - 1, j):
                faces.append(quad(bm, (a, t, c), (a, t, d), (a, 0, d), (a, 0, c)))
            if solid(i + 1, j):
                faces.append(quad(bm, (b, 0, c), (b, 0, d), (b, t, d), (b, t, c)))
            if solid(i, j + 1):
                faces.append(quad(bm, (b, t, d), (b, 0, d), (a, 0, d), (a, t, d)))
            if solid(i, j - 1):
                faces.append(quad(bm, (b, 0, c), (b, t, c), (a, t, c), (a, 0, c)))
    bmesh.ops.remove_doubles(bm, verts=list(dict.fromkeys(v for f in faces for v in f.verts)), dist=1e-5)
    return list(bm.faces)


def box_uv(bm, faces, metres_per_tile=1.0, swap=False, layer="UVMap"):
    """Texture coordinates by the main direction of each face, so that textures keep their real size."""
    uv = bm.loops.layers.uv.get(layer) or bm.loops.layers.uv.new(layer)
    bm.normal_update()
    for face in faces:
        axis = max(range(3), key=lambda i: abs(face.normal[i]))
        for loop in face.loops:
            c = loop.vert.co
            u, v = ((c.y, c.z), (c.x, c.z), (c.x, c.y))[axis]
            loop[uv].uv = (
                (v / metres_per_tile, u / metres_per_tile)
                if swap
                else (u / metres_per_tile, v / metres_per_tile)
            )
