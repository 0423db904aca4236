"""Pieces: meshes as arrays with colour, normals and weights on bones; many of them become one skinned object."""

from dataclasses import dataclass

import bmesh
import bpy  # first: it brings bmesh and mathutils
import numpy as np
from tools.content import field
from tools.content.materials import TINT, material, tile_metres


@dataclass
class Piece:
    """Points (n, 3), faces, linear colours (n, 3), `weights` by bone (a number or n of them). `comb` gives texture coordinates of points, for hair; others are mapped around `axes`."""

    mat: str
    points: np.ndarray
    faces: list
    colour: np.ndarray
    weights: dict | None
    normals: np.ndarray | None = None
    comb: object = None
    axes: tuple = ()
    other: object = None
    uv: list | None = None

    def __post_init__(self):
        n = len(self.points)
        self.points = np.asarray(self.points, np.float32)
        self.colour = np.broadcast_to(np.asarray(self.colour, np.float32), (n, 3)).copy()
        if self.weights is not None:
            self.weights = {bone: np.broadcast_to(np.asarray(w, np.float32), (n,)) for bone, w in self.weights.items()}

    def mirrored(self):
        """Its mirror image, on the other side's bones."""
        other = {"L": "R", "R": "L"}
        named = lambda bone: bone[:-1] + other[bone[-1]] if bone[-2:] in (".L", ".R") else bone
        flip = np.array([-1, 1, 1], np.float32)
        return Piece(
            self.mat,
            self.points * flip,
            [tuple(reversed(f)) for f in self.faces],
            self.colour,
            None if self.weights is None else {named(b): w for b, w in self.weights.items()},
            None if self.normals is None else self.normals * flip,
            self.comb,
            self.axes,
            self.other,
        )

    def wrapped(self, axis, other=None, second=None):
        """Its texture goes around an axis (a place, a direction, a radius); where `other(middles of faces)`, around a second one."""
        self.axes, self.other = (axis, second) if other else (axis,), other
        return self

    def moved(self, by, scale=1.0):
        self.points = (self.points * scale + np.asarray(by, np.float32)).astype(np.float32)
        return self


def from_shapes(mat, make, colour, weights):
    """A piece from the functions of tools/content/shapes."""
    bm = bmesh.new()
    make(bm)
    bm.verts.index_update()
    points = np.array([v.co[:] for v in bm.verts], np.float32)
    faces = [tuple(v.index for v in f.verts) for f in bm.faces]
    bm.free()
    return Piece(mat, points, faces, colour, weights)


def from_field(mat, solid, low, high, step, triangles, colour, weights=None, drop=None, fine=None, settle=True):
    """A piece from a field: its surface, thinned to about so many triangles. `drop(points)` says what nobody sees, `fine(points)`
    (0..1) where detail stays. `colour` and `weights` may be functions of the points."""
    points, quads = field.surface(solid, low, high, step)
    if drop is not None:
        gone = drop(points)
        quads = quads[~gone[quads].any(1)]
    points, faces = thinned(points, quads, triangles, fine)
    points = field.drawn(solid, points, step)
    normals = field.slope(solid, points, step * 0.6)
    given = lambda what: what(points) if callable(what) else what
    return Piece(mat, points, faces, given(colour), given(weights), normals)


def thinned(points, quads, triangles, fine=None):
    """Fewer triangles by collapsing edges -> (points, triangles)."""
    mesh = bpy.data.meshes.new("thin")
    used, quads = np.unique(quads, return_inverse=True)
    quads = quads.reshape(-1, 4)
    points = points[used]
    mesh.from_pydata(points.tolist(), [], quads.tolist())
    obj = bpy.data.objects.new("thin", mesh)
    bpy.context.scene.collection.objects.link(obj)
    less = obj.modifiers.new("thin", "DECIMATE")
    less.ratio = min(1.0, triangles / (2 * len(quads)))
    if fine is not None:
        group = obj.vertex_groups.new(name="coarse")
        for share in range(11):
            at = np.flatnonzero(np.round(fine(points) * 10) == share)
            group.add(at.tolist(), 1 - share / 10 * 0.9, "REPLACE")
        less.vertex_group, less.vertex_group_factor = group.name, 10.0
    made = bpy.data.meshes.new_from_object(obj.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(obj)
    bpy.data.meshes.remove(mesh)
    out = np.empty(len(made.vertices) * 3, np.float32)
    made.vertices.foreach_get("co", out)
    faces = [tuple(p.vertices) for p in made.polygons]
    bpy.data.meshes.remove(made)
    return out.reshape(-1, 3), faces


def settled(piece):
    """The piece with everything worked out, to be kept."""
    piece.uv = _mapped(piece)
    piece.comb = piece.other = None
    return piece


def four_at_most(weights, n):
    """By bone -> by bone, each point on its four strongest bones, summing to 1."""
    names = list(weights)
    table = np.stack([weights[name] for name in names]) if names else np.zeros((0, n))
    order = np.argsort(-table, axis=0)
    if len(names) > 4:
        np.put_along_axis(table, order[4:], 0, axis=0)
    table[table < 0.004] = 0
    total = table.sum(0)
    if (total <= 0).any():
        raise ValueError(f"{(total <= 0).sum()} points follow no bone")
    return {name: row / total for name, row in zip(names, table)}


def skinned(name, pieces, rig):
    """One object of all pieces that follows the rig."""
    obj = _object(name, pieces)
    groups = {}
    first = 0
    for piece in pieces:
        for bone, amount in four_at_most(piece.weights, len(piece.points)).items():
            group = groups.get(bone) or groups.setdefault(bone, obj.vertex_groups.new(name=bone))
            for i in np.flatnonzero(amount > 0):
                group.add([first + int(i)], float(amount[i]), "REPLACE")
        first += len(piece.points)
    obj.parent = rig
    obj.modifiers.new("Armature", "ARMATURE").object = rig
    return obj


def _object(name, pieces):
    mesh = bpy.data.meshes.new(name)
    first, points, faces, slots, uvs = 0, [], [], [], []
    mats = list(dict.fromkeys(p.mat for p in pieces))
    for piece in pieces:
        points.append(piece.points)
        faces += [tuple(first + i for i in f) for f in piece.faces]
        slots += [mats.index(piece.mat)] * len(piece.faces)
        uvs += _mapped(piece)
        first += len(piece.points)
    mesh.from_pydata(np.concatenate(points).tolist(), [], faces)
    for mat in mats:
        mesh.materials.append(material(mat))
    mesh.polygons.foreach_set("material_index", slots)
    mesh.polygons.foreach_set("use_smooth", [True] * len(faces))
    mesh.uv_layers.new(name="UVMap").data.foreach_set("uv", [c for uv in uvs for c in uv])
    tint = mesh.color_attributes.new(TINT, "FLOAT_COLOR", "POINT")
    colour = np.concatenate([p.colour for p in pieces])
    tint.data.foreach_set("color", np.column_stack([colour, np.ones(len(colour))]).ravel())
    mesh.validate()
    if all(p.normals is None for p in pieces) is False:
        flat = np.empty(len(mesh.vertices) * 3, np.float32)
        mesh.vertices.foreach_get("normal", flat)
        normals, first = flat.reshape(-1, 3).copy(), 0
        for piece in pieces:
            if piece.normals is not None:
                normals[first : first + len(piece.points)] = piece.normals
            first += len(piece.points)
        mesh.normals_split_custom_set_from_vertices(normals.tolist())
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    return obj


def _mapped(piece):
    """Texture coordinates, one a corner."""
    if piece.uv is not None:
        return piece.uv
    p, size, out = piece.points, tile_metres(piece.mat), []
    if piece.comb is not None:
        flat = piece.comb(p)
        return [flat[i].tolist() for f in piece.faces for i in f]
    maps = [_around(p, *axis) / size for axis in piece.axes] or [p[:, [0, 2]] / size]
    which = (
        piece.other(np.array([p[list(f)].mean(0) for f in piece.faces]))
        if piece.other
        else np.zeros(len(piece.faces), int)
    )
    for f, w in zip(piece.faces, which):
        uv = maps[int(w)][list(f)]
        if len(piece.axes):
            turn = 2 * np.pi * piece.axes[int(w)][2] / size
            if np.ptp(uv[:, 0]) > turn / 2:  # no face reaches across the seam at the back
                uv[uv[:, 0] < 0, 0] += turn
        out += uv.tolist()
    return out


def _around(p, origin, axis, radius):
    """Places around an axis, the seam at its back (+Y), and along it; in metres."""
    origin, axis = np.asarray(origin, np.float32), np.asarray(axis, np.float32)
    mirror = np.array([-1, 1, 1], np.float32)
    if abs(axis[0]) > 0.01:  # an arm: both are mapped as the left one
        p = np.where(p[:, :1] < 0, p * mirror, p)
    q = p - origin
    side = np.cross(axis, [0, 1, 0]).astype(np.float32)
    return np.stack([np.arctan2(q @ side, -q[:, 1]) * radius, q @ axis], -1)
