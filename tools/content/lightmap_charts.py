"""Lightmap coordinates: cuts meshes into charts and packs the charts of all objects into one square.

A chart is a connected patch of faces with one main direction, projected along it in metres. Rows of slats
bring their own coordinates, so that many narrow faces make one wide, smooth chart. The packer is a plain
shelf packer with padding; every chart keeps its own margin, so bilinear sampling never reaches a neighbour.
"""

import bpy  # first: it brings bmesh and mathutils
import bmesh
from mathutils import Vector

CHART, LIGHT = "chart", "UVLight"
PAD = 2  # texels on each side of a chart
BEYOND = 0.05  # texels by which a chart reaches past the centres of its outermost texels, so that they are baked


def add_layers(bm):
    """Layers: the chart id that a shape wants (0 = find one), and coordinates in metres for it."""
    if not bm.faces.layers.int.get(CHART):
        bm.faces.layers.int.new(CHART)
        bm.loops.layers.uv.new(LIGHT)


def remove_layers(bm):
    bm.faces.layers.int.remove(bm.faces.layers.int[CHART])
    bm.loops.layers.uv.remove(bm.loops.layers.uv[LIGHT])


def unfold_slat(bm, faces, x_slat, pitch, size):
    """Gives the fronts, left and right sides of all slats of a row one chart each (ids 1, 2, 3)."""
    chart, light = bm.faces.layers.int[CHART], bm.loops.layers.uv[LIGHT]
    bm.normal_update()
    for face in faces:
        n = face.normal
        if abs(n.z) > 0.5:
            continue
        front = n.y < -0.72
        face[chart] = 1 if front else 2 if n.x < 0 else 3
        for loop in face.loops:
            c = loop.vert.co
            across = c.x if front else 0.35 * (x_slat + pitch * 0.8 * (c.y / size[1]))
            loop[light].uv = (across, c.z)


def _components(faces):
    """Splits faces into patches connected by edges and equal in main direction."""

    def key(face):
        axis = max(range(3), key=lambda i: abs(face.normal[i]))
        return axis, face.normal[axis] > 0

    left = {face: key(face) for face in faces}
    while left:
        seed, wanted = next(iter(left.items()))
        del left[seed]
        patch, front = [seed], [seed]
        while front:
            for edge in front.pop().edges:
                for other in edge.link_faces:
                    if left.get(other) == wanted:
                        del left[other]
                        patch.append(other)
                        front.append(other)
        yield wanted, patch


def _charts(bm):
    """All charts of one mesh: what it is called, the same in every run, and a list of (loop, u, v) in metres."""
    chart, light = bm.faces.layers.int[CHART], bm.loops.layers.uv[LIGHT]
    bm.normal_update()
    given = {}
    for face in bm.faces:
        if face[chart]:
            given.setdefault((face[chart], face.material_index), []).append(face)
    for which, faces in given.items():
        yield (0, *which), [(loop, *loop[light].uv) for face in faces for loop in face.loops]
    for (axis, up), faces in _components([f for f in bm.faces if not f[chart]]):
        drop = lambda c: ((c.y, c.z), (c.x, c.z), (c.x, c.y))[axis]
        middle = sum((face.calc_center_median() for face in faces), Vector()) / len(faces)
        yield (1, axis, up, *(round(v, 4) for v in middle)), [(loop, *drop(loop.vert.co)) for face in faces for loop in face.loops]


def _pack(sizes, names, side):
    """Shelf packing of (w, h) texel sizes; returns places, or None where they do not fit. Equal sizes follow one another by name:
    the order in which Blender keeps faces is another one in every run."""
    places, x, y, shelf = [None] * len(sizes), 0, 0, 0
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], names[i])):
        w, h = sizes[i]
        if x + w > side:
            x, y, shelf = 0, y + shelf, 0
        if w > side or y + h > side:
            return None
        places[i] = (x, y)
        x, shelf = x + w, max(shelf, h)
    return places


def pack_objects(shares, side):
    """Writes packed lightmap coordinates into all objects; returns texels per metre at share 1."""
    meshes, charts, names = [], [], []
    for name, share in shares.items():
        mesh = bpy.data.objects[name].data
        bm = bmesh.new()
        bm.from_mesh(mesh)
        meshes.append((mesh, bm))
        for called, corners in _charts(bm):
            names.append((name, called))
            us, vs = [c[1] for c in corners], [c[2] for c in corners]
            w, h = max(us) - min(us), max(vs) - min(vs)
            charts.append((bm, corners, min(us), min(vs), w, h, share, h > w))
    low, high = 10.0, 120.0
    for _ in range(14):
        mid = (low + high) / 2
        low, high = (mid, high) if _pack(_texels(charts, mid), names, side) else (low, mid)
    sizes = _texels(charts, low)
    for chart, size, place in zip(charts, sizes, _pack(sizes, names, side)):
        _write(chart, size, place, side)
    for mesh, bm in meshes:
        bm.faces.layers.int.remove(bm.faces.layers.int[CHART])
        bm.to_mesh(mesh)
        bm.free()
    return low


def _texels(charts, per_metre):
    """Chart sizes in whole texels, padding included, lying on their longer side."""
    out = []
    for *_, w, h, share, upright in charts:
        if upright:
            w, h = h, w
        out.append(
            (
                max(2, round(w * share * per_metre) + 1) + 2 * PAD,
                max(2, round(h * share * per_metre) + 1) + 2 * PAD,
            )
        )
    return out


def _write(chart, size, place, side):
    """Maps a chart into its rectangle; its border runs just outside of the centres of the outermost texels."""
    bm, corners, u0, v0, w, h, _, upright = chart
    light = bm.loops.layers.uv[LIGHT]
    for loop, u, v in corners:
        s, t = (u - u0) / w if w > 1e-9 else 0.5, (v - v0) / h if h > 1e-9 else 0.5
        if upright:
            s, t = t, s
        x = place[0] + PAD + 0.5 - BEYOND + s * (size[0] - 2 * PAD - 1 + 2 * BEYOND)
        y = place[1] + PAD + 0.5 - BEYOND + t * (size[1] - 2 * PAD - 1 + 2 * BEYOND)
        loop[light].uv = (x / side, y / side)
