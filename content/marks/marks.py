"""What points things out: a hand in three poses and an arrow, as plain shapes without materials.

Run from the repository root:  python3 content/marks/marks.py      (needs bpy)

The hand is a right one. In the file (glTF's axes) its fingers point along -Z, its palm faces -Y, its thumb lies towards -X,
and the origin is where it touches: the tip of the index finger of `Hand_Point`, the middle of what `Hand_Grip` closes around,
the middle of the palm of `Hand_Flat`. The arrow points down and ends in its origin; it faces +Z and is as high as wide.
"""

import math
import sys
from pathlib import Path

import bpy
import bmesh
from mathutils import Matrix, Quaternion, Vector

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tools"))

from content import export, shapes  # noqa: E402

VOXEL_M = 0.0024
N_TRIANGLES = 1700

# knuckle, lengths of the bones, radii at knuckle and tip; Blender's axes: forward +Y, up +Z
FINGERS = {
    "index": ((-0.028, 0.092, 0.000), (0.044, 0.026, 0.019), 0.0108, 0.0086),
    "middle": ((-0.008, 0.096, 0.002), (0.048, 0.030, 0.020), 0.0110, 0.0088),
    "ring": ((0.012, 0.091, 0.001), (0.043, 0.028, 0.019), 0.0105, 0.0084),
    "little": ((0.030, 0.082, -0.002), (0.033, 0.021, 0.017), 0.0096, 0.0078),
}
SPREAD_DEG = {"index": 4, "middle": 1, "ring": -3, "little": -8}
THUMB = ((-0.026, 0.022, -0.008), (0.046, 0.034, 0.027), 0.0145, 0.0108)

# degrees by which each joint bends towards the palm; the thumb: direction of each bone
POSES = {
    "Hand_Point": {
        "curl": {"index": (6, 5, 4), "middle": (72, 82, 46), "ring": (76, 84, 48), "little": (78, 82, 48)},
        "thumb": ((-0.55, 0.75, -0.35), (0.25, 0.85, -0.45), (0.72, 0.62, -0.30)),
    },
    "Hand_Grip": {
        "curl": {"index": (44, 58, 34), "middle": (48, 58, 36), "ring": (50, 60, 36), "little": (52, 60, 36)},
        "thumb": ((-0.55, 0.72, -0.46), (0.02, 0.66, -0.75), (0.34, 0.55, -0.76)),
    },
    "Hand_Flat": {
        "curl": {"index": (4, 6, 5), "middle": (5, 6, 5), "ring": (6, 7, 5), "little": (8, 8, 6)},
        "thumb": ((-0.78, 0.60, -0.20), (-0.56, 0.81, -0.16), (-0.36, 0.92, -0.14)),
    },
}


def finger(bm, name, curl_deg):
    """Three bones, each bent further. Returns the tip and where the middle bone ends."""
    at, lengths, thick, thin = FINGERS[name]
    at, bent, joints = Vector(at), 0.0, []
    turn = Quaternion((0, 0, 1), math.radians(SPREAD_DEG[name]))
    for i, (length, curl) in enumerate(zip(lengths, curl_deg)):
        bent += math.radians(curl)
        to = at + turn @ Vector((0, math.cos(bent), -math.sin(bent))) * length
        r0, r1 = (thick + (thin - thick) * share / 3 for share in (i, i + 1))
        shapes.capsule(bm, at, to, r0, r1, 14, 5)
        joints.append(at)
        at = to
    return at, joints


def thumb(bm, directions):
    at, lengths, thick, thin = THUMB
    at = Vector(at)
    for i, (length, direction) in enumerate(zip(lengths, directions)):
        to = at + Vector(direction).normalized() * length
        r0, r1 = (thick + (thin - thick) * share / 3 for share in (i, i + 1))
        shapes.capsule(bm, at, to, r0, r1, 14, 5)
        at = to
    return at


def palm(bm):
    for name, (knuckle, _, thick, _) in FINGERS.items():
        root = Vector((knuckle[0] * 0.62, 0.012, -0.001))
        shapes.capsule(bm, root, Vector(knuckle), 0.0155, thick * 1.12, 16, 5)
    shapes.capsule(bm, Vector((0.016, 0.020, -0.004)), Vector((0.026, 0.062, -0.006)), 0.0165, 0.0130, 16, 5)
    shapes.capsule(bm, Vector((0.0, -0.070, 0.0)), Vector((0.0, 0.012, 0.0)), 0.0265, 0.0225, 20, 5, (1, 0.78))


def hand(name):
    pose = POSES[name]
    bm = bmesh.new()
    palm(bm)
    tips = {finger_name: finger(bm, finger_name, curl) for finger_name, curl in pose["curl"].items()}
    thumb_tip = thumb(bm, pose["thumb"])
    if name == "Hand_Point":
        origin = tips["index"][0] + Vector((0, FINGERS["index"][3], 0))
    elif name == "Hand_Grip":
        inside = [joint for _, joints in tips.values() for joint in joints[2:]] + [thumb_tip]
        origin = sum(inside, Vector()) / len(inside)
        origin.x = 0
    else:
        origin = Vector((0, 0.070, -0.016))
    return solid(name, bm, origin)


def solid(name, bm, origin):
    """One smooth skin around everything, with its origin where it touches."""
    mesh = bpy.data.meshes.new(name)
    bm.to_mesh(mesh)
    bm.free()
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(obj)
    remesh = obj.modifiers.new("skin", "REMESH")
    remesh.mode, remesh.voxel_size = "VOXEL", VOXEL_M
    soften = obj.modifiers.new("soften", "SMOOTH")
    soften.factor, soften.iterations = 0.5, 3
    apply(obj)
    fewer = obj.modifiers.new("fewer", "DECIMATE")
    fewer.ratio = min(1.0, N_TRIANGLES / sum(len(p.vertices) - 2 for p in obj.data.polygons))
    apply(obj)
    return finished(obj, origin)


def apply(obj):
    graph = bpy.context.evaluated_depsgraph_get()
    mesh = bpy.data.meshes.new_from_object(obj.evaluated_get(graph))
    obj.modifiers.clear()
    obj.data = mesh


def finished(obj, origin):
    obj.data.transform(Matrix.Translation(-origin))
    obj.data.polygons.foreach_set("use_smooth", [True] * len(obj.data.polygons))
    obj.data.materials.clear()
    while obj.data.uv_layers:
        obj.data.uv_layers.remove(obj.data.uv_layers[0])
    obj.data.name = obj.name
    return obj


def arrow():
    """Flat, with round edges: a head that ends in the origin, and a shaft above it."""
    outline = [(0, 0), (0.5, 0.46), (0.2, 0.46), (0.2, 1.0), (-0.2, 1.0), (-0.2, 0.46), (-0.5, 0.46)]
    bm = bmesh.new()
    face = bm.faces.new([bm.verts.new((x, -0.09, z)) for x, z in outline])
    made = bmesh.ops.extrude_face_region(bm, geom=[face])["geom"]
    for vert in (v for v in made if isinstance(v, bmesh.types.BMVert)):
        vert.co.y = 0.09
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    bmesh.ops.bevel(bm, geom=list(bm.edges), offset=0.045, segments=3, profile=0.5, affect="EDGES")
    bmesh.ops.triangulate(bm, faces=bm.faces)
    mesh = bpy.data.meshes.new("Arrow")
    bm.to_mesh(mesh)
    bm.free()
    obj = bpy.data.objects.new("Arrow", mesh)
    bpy.context.collection.objects.link(obj)
    return finished(obj, Vector())


def main():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    for name in POSES:
        hand(name)
    arrow()
    path = HERE / "marks.made.glb"
    export.export(path, {})
    path = path.rename(HERE / "hand.glb")
    for obj in bpy.data.objects:
        print(f"{obj.name}: {len(obj.data.polygons)} triangles")
    print(f"{path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
