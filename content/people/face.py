"""Mateo's face: eyes, lids that blink, brows, mouth; where skin is redder, and how hair lies.

The lids are caps over the eyes that wait behind the brow; the bones `lid.L` and `lid.R` bring them down.
"""

import math

import bpy  # first: it brings bmesh and mathutils
import bmesh
from mathutils import Vector

from tools.content import shapes

EYE = Vector((0.041, -0.100, 1.588))  # the left one's middle
LID_OPEN = Vector((0, 0.028, 0.032))  # from where a lid is when the eye is shut to where it waits
CROWN = Vector((0.0, 0.055, 1.700))

# Where skin is redder or darker than elsewhere: middle, reach in metres, colour that the skin's is multiplied by.
TINTS = (
    ((0.058, -0.090, 1.553), 0.030, (1.0, 0.86, 0.82)),  # cheeks
    ((0.0, -0.136, 1.562), 0.024, (1.0, 0.86, 0.82)),  # nose
    ((0.112, 0.006, 1.578), 0.028, (1.0, 0.84, 0.80)),  # ears
    ((0.0, -0.085, 1.478), 0.055, (0.90, 0.90, 0.92)),  # beard
    ((0.055, -0.075, 1.505), 0.045, (0.92, 0.92, 0.94)),
    ((0.041, -0.102, 1.575), 0.022, (0.90, 0.84, 0.82)),  # under and over the eyes
    ((0.041, -0.102, 1.612), 0.020, (0.90, 0.86, 0.84)),
    ((0.0, -0.02, 1.44), 0.075, (0.93, 0.89, 0.87)),  # neck
)


def tint(place):
    """What skin's colour is multiplied by at a place; both sides alike."""
    out = [1.0, 1.0, 1.0]
    for middle, reach, colour in TINTS:
        away = (Vector((abs(place.x), place.y, place.z)) - Vector(middle)).length / reach
        weight = math.exp(-away * away)
        out = [v * (1 + (c - 1) * weight) for v, c in zip(out, colour)]
    return out


def combed(bm):
    """Texture coordinates of hair: u runs away from the crown, along the strands; the crown's back is its seam."""
    layer = bm.loops.layers.uv.verify()
    for face in bm.faces:
        for loop in face.loops:
            d = (loop.vert.co - CROWN).normalized()
            around = math.atan2(d.x, -d.y)
            loop[layer].uv = (math.acos(max(-1.0, min(1.0, d.z))) * 0.6, around * 1.6)
        # The seam lies at the back: no face may reach across it.
        vs = [loop[layer].uv[1] for loop in face.loops]
        if max(vs) - min(vs) > math.pi * 1.6:
            for loop in face.loops:
                if loop[layer].uv[1] < 0:
                    loop[layer].uv[1] += math.tau * 1.6


def lid(flip):
    """A cap over an eye with lashes along its lower edge, where it waits: (mesh, material) pairs."""

    def cap(bm):
        made = shapes.ellipsoid(bm, (0, 0, 0), (0.0190, 0.0172, 0.0222), 20)
        gone = [v for v in dict.fromkeys(v for f in made for v in f.verts) if v.co.y > 0.003]
        bmesh.ops.delete(bm, geom=gone, context="VERTS")
        for vertex in bm.verts:
            vertex.co = flip(vertex.co + EYE + LID_OPEN)
        if flip(Vector((1, 0, 0))).x < 0:
            bmesh.ops.reverse_faces(bm, faces=bm.faces[:])

    def lashes(bm):
        shapes.tube(bm, [flip(p + EYE + LID_OPEN) for p in rim(0.0187, -0.0140, 0.0175)], LASHES, 6)

    return plain("skin", cap), plain("lash", lashes)


LASHES = [0.0006, 0.0011, 0.0014, 0.0015, 0.0015, 0.0014, 0.0014, 0.0012, 0.0007]


def rim(wide, high, deep):
    """An arc across the front of the left eye, from its outer to its inner corner, about its middle."""
    points = []
    for i in range(9):
        a = math.pi * i / 8
        x, z = wide * math.cos(a), high * math.sin(a)
        depth = math.sqrt(max(0.0, 1 - (x / 0.0205) ** 2 - (z / 0.0240) ** 2))
        points.append(Vector((x, -deep * depth, z)))
    return points


def plain(mat, build):
    bm = bmesh.new()
    build(bm)
    mesh = bpy.data.meshes.new(mat)
    bm.to_mesh(mesh)
    bm.free()
    return mesh, mat


def features():
    """Eyes with a glint and their upper rims, brows, mouth: (mesh, material) pairs."""

    def eyeballs(bm, radius, n, y, lift=0.0, x=0.041):
        for s in (1, -1):
            shapes.ellipsoid(bm, (s * x, y, 1.588 + lift), radius, n)

    def brows(bm):
        for s in (1, -1):
            shapes.tube(
                bm,
                shapes.bezier(
                    (s * 0.022, -0.112, 1.618),
                    (s * 0.034, -0.113, 1.627),
                    (s * 0.05, -0.106, 1.626),
                    (s * 0.062, -0.096, 1.617),
                    8,
                ),
                [0.0035, 0.0045, 0.005, 0.0052, 0.005, 0.0048, 0.0042, 0.0036, 0.003],
                8,
            )

    def mouth(bm):
        shapes.tube(
            bm,
            shapes.bezier(
                (-0.028, -0.1030, 1.530),
                (-0.012, -0.1140, 1.519),
                (0.012, -0.1140, 1.519),
                (0.028, -0.1030, 1.530),
                10,
            ),
            [0.002] + [0.0036] * 9 + [0.002],
            8,
        )

    def rims(bm):
        for flip in (lambda v: v, lambda v: Vector((-v.x, v.y, v.z))):
            shapes.tube(bm, [flip(p + EYE) for p in rim(0.0178, 0.0208, 0.0118)], LASHES, 6)

    return (
        plain("eye_white", lambda bm: eyeballs(bm, (0.0175, 0.010, 0.021), 16, -0.100)),
        plain("eye", lambda bm: eyeballs(bm, (0.0105, 0.0065, 0.0135), 14, -0.1065, -0.001, 0.040)),
        plain("eye_white", lambda bm: eyeballs(bm, (0.0028, 0.0018, 0.0032), 8, -0.1122, 0.005, 0.0368)),
        plain("lash", rims),
        plain("lash", brows),
        plain("lip", mouth),
    )
