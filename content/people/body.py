"""Mateo's body: volumes of capsules and balls, melted together, smoothed and thinned; clothes cut flat at their hems.

He stands at the origin and faces -Y (glTF +Z), arms in an A pose. `BODY` holds the measures; the rig uses them too.
"""

import math

import bpy  # first: it brings bmesh and mathutils
import bmesh
from mathutils import Vector

from . import face
from .face import plain
from tools.content import shapes
from tools.content.materials import TINT, material, tile_metres


class BODY:
    """Joints of the left side (x > 0) and directions, in metres."""

    shoulder = Vector((0.165, 0.0, 1.375))
    slope = math.radians(52)
    arm = Vector((math.cos(slope), 0, -math.sin(slope)))  # along the arm
    palm = Vector((-math.sin(slope), 0, -math.cos(slope)))  # out of the palm, towards the body
    elbow = shoulder + arm * 0.265
    wrist = elbow + arm * 0.235
    hip, knee, ankle = Vector((0.088, 0, 0.87)), Vector((0.098, -0.006, 0.475)), Vector((0.10, 0.012, 0.085))
    toe = Vector((0.106, -0.12, 0.03))


def mirrored(v):
    return Vector((-v[0], v[1], v[2]))


SIDES = (("L", lambda v: Vector(v)), ("R", mirrored))

# Fingers of the left hand in (along the arm, forward, towards the palm): root, knuckle, tip; radii root and tip.
FINGERS = {
    "index": ((0.088, -0.030, 0.000), (0.126, -0.0335, 0.004), (0.166, -0.0355, 0.010), 0.0093, 0.0072),
    "middle": ((0.091, -0.0095, 0.000), (0.134, -0.0105, 0.004), (0.176, -0.011, 0.011), 0.0095, 0.0073),
    "ring": ((0.088, 0.0105, 0.000), (0.128, 0.012, 0.005), (0.168, 0.013, 0.012), 0.0092, 0.0071),
    "little": ((0.082, 0.029, 0.001), (0.112, 0.0335, 0.006), (0.142, 0.036, 0.012), 0.0084, 0.0065),
    "thumb": ((0.030, -0.030, 0.004), (0.068, -0.058, 0.012), (0.100, -0.070, 0.019), 0.0125, 0.0092),
}


def hand_point(offset):
    """A place in the left hand's own axes -> armature space."""
    along, back, palm = offset
    return BODY.wrist + BODY.arm * along + Vector((0, back, 0)) + BODY.palm * palm


def melt(name, build, voxel, smooth, keep):
    """One closed, smooth mesh from overlapping volumes; `keep` is the share of faces left."""
    bm = bmesh.new()
    build(bm)
    mesh = bpy.data.meshes.new(name)
    bm.to_mesh(mesh)
    bm.free()
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    remesh = obj.modifiers.new("melt", "REMESH")
    remesh.mode, remesh.voxel_size = "VOXEL", voxel
    soft = obj.modifiers.new("smooth", "SMOOTH")
    soft.factor, soft.iterations = 0.5, smooth
    if keep < 1:
        obj.modifiers.new("thin", "DECIMATE").ratio = keep
    made = bpy.data.meshes.new_from_object(obj.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(obj)
    made.name = name
    return made


def skin(bm):
    """Head, neck, ears, nose, forearms."""
    shapes.ellipsoid(bm, (0, -0.004, 1.585), (0.103, 0.112, 0.132))
    shapes.ellipsoid(bm, (0, -0.030, 1.525), (0.074, 0.078, 0.070))
    shapes.capsule(bm, (0, 0.012, 1.36), (0, 0, 1.50), 0.058, 0.052)
    shapes.ellipsoid(bm, (0, -0.118, 1.566), (0.016, 0.022, 0.021), 16)
    for side, flip in SIDES:
        s = 1 if side == "L" else -1
        shapes.ellipsoid(bm, (s * 0.104, 0.006, 1.578), (0.018, 0.026, 0.036), 16)
        shapes.capsule(bm, flip(BODY.shoulder + BODY.arm * 0.10), flip(BODY.elbow), 0.042, 0.038)
        shapes.capsule(bm, flip(BODY.elbow), flip(BODY.wrist), 0.038, 0.0255)


def hand(bm, flip):
    """Palm, ball of the thumb, five fingers of two bones each."""
    place = lambda offset: flip(hand_point(offset))
    shapes.capsule(bm, place((-0.050, 0, 0)), place((0.014, 0, 0)), 0.0235, 0.0232, 16, 5)
    for back in (-0.024, -0.008, 0.008, 0.023):
        shapes.capsule(
            bm, place((0.018, back * 0.75, 0)), place((0.086, back * 1.16, 0.001)), 0.0160, 0.0118, 14, 5
        )
    shapes.capsule(bm, place((0.020, -0.016, 0.004)), place((0.034, -0.032, 0.006)), 0.0165, 0.0130, 14, 5)
    for root, knuckle, tip, r0, r1 in FINGERS.values():
        shapes.capsule(bm, place(root), place(knuckle), r0 * 1.04, (r0 + r1) / 2, 12, 5)
        shapes.capsule(bm, place(knuckle), place(tip), (r0 + r1) / 2, r1, 12, 5)
        shapes.ellipsoid(bm, place((knuckle[0], knuckle[1], knuckle[2] - r1 * 0.25)), (r0, r0, r0), 10)


def nails(bm, flip):
    """A small plate on the back of each finger's end."""
    for _, knuckle, tip, _, r1 in FINGERS.values():
        along = (Vector(tip) - Vector(knuckle)).normalized()
        back = Vector((0, 0, -1))
        back = (back - along * back.dot(along)).normalized()
        middle = Vector(tip) + along * r1 * 0.25
        rows = []
        for i in range(5):
            t = i / 4 - 0.5
            wide = r1 * 0.62 * (1 - 0.5 * (2 * t) ** 4)
            row = []
            for k in range(5):
                side = Vector((0, (k / 2 - 1) * wide, 0))
                bulge = math.sqrt(max(0.0, 1 - (side.y / r1) ** 2)) * r1
                fall = max(0.0, t) ** 2 * r1 * 0.9
                row.append(flip(hand_point(middle + along * t * r1 * 1.7 + side + back * (bulge * 1.03 - fall))))
            rows.append(row)
        made = shapes.grid(bm, rows)
        if flip(Vector((1, 0, 0))).x > 0:
            bmesh.ops.reverse_faces(bm, faces=made)


def tunic(bm):
    shapes.capsule(bm, (0, 0.002, 0.80), (0, 0, 1.08), 0.189, 0.162, 28, 6, (1, 0.74))
    shapes.ellipsoid(bm, (0, 0, 1.20), (0.170, 0.112, 0.22), 28)
    inner = Vector((-0.035, 0, -0.012))
    shapes.capsule(bm, BODY.shoulder + inner, mirrored(BODY.shoulder + inner), 0.056, 0.056)
    shapes.ellipsoid(bm, (0, 0.012, 1.385), (0.10, 0.070, 0.055))
    for _, flip in SIDES:
        shapes.capsule(
            bm,
            flip(BODY.shoulder + Vector((-0.01, 0, -0.004))),
            flip(BODY.shoulder + BODY.arm * 0.26),
            0.060,
            0.066,
        )


def trousers(bm):
    shapes.ellipsoid(bm, (0, 0.004, 0.89), (0.146, 0.098, 0.085))
    for _, flip in SIDES:
        shapes.capsule(bm, flip(BODY.hip), flip(BODY.knee), 0.080, 0.066)
        shapes.capsule(bm, flip(BODY.knee), flip(BODY.ankle + Vector((0, 0, 0.03))), 0.066, 0.053)


def shoes(bm):
    for s in (1, -1):
        shapes.capsule(bm, (s * 0.102, 0.045, 0.046), (s * 0.108, -0.115, 0.040), 0.045, 0.040)
        shapes.ellipsoid(bm, (s * 0.104, 0.02, 0.075), (0.046, 0.062, 0.05), 18)


def hair(bm):
    shapes.ellipsoid(bm, (0, 0.018, 1.622), (0.116, 0.120, 0.122))
    shapes.ellipsoid(bm, (0, 0.098, 1.665), (0.056, 0.056, 0.056), 18)
    shapes.ellipsoid(bm, (-0.018, -0.062, 1.690), (0.082, 0.052, 0.036), 18)
    shapes.ellipsoid(bm, (0.048, -0.052, 1.690), (0.056, 0.050, 0.034), 18)
    shapes.ellipsoid(bm, (-0.010, -0.010, 1.722), (0.078, 0.075, 0.030), 18)


def carve_face(mesh):
    """Takes the hair off face and neck."""
    bm = bmesh.new()
    bm.from_mesh(mesh)
    gone = [v for v in bm.verts if (v.co.y < -0.055 and v.co.z < 1.640) or v.co.z < 1.535]
    bmesh.ops.delete(bm, geom=gone, context="VERTS")
    bm.to_mesh(mesh)
    bm.free()


def cut_hem(mesh, at, outwards, only_side=0, tuck=0.0):
    """Cuts a garment with a plane and turns the new edge inwards a little."""
    bm = bmesh.new()
    bm.from_mesh(mesh)
    outwards = Vector(outwards)
    near = lambda v: not only_side or v.co.x * only_side > 0.195
    faces = [f for f in bm.faces if all(near(v) for v in f.verts)]
    geometry = list(dict.fromkeys(x for f in faces for x in (*f.verts, *f.edges, f)))
    cut = bmesh.ops.bisect_plane(bm, geom=geometry, plane_co=at, plane_no=outwards, clear_outer=True)[
        "geom_cut"
    ]
    edges = [e for e in cut if isinstance(e, bmesh.types.BMEdge)]
    if tuck and edges:
        lip = [
            v
            for v in bmesh.ops.extrude_edge_only(bm, edges=edges)["geom"]
            if isinstance(v, bmesh.types.BMVert)
        ]
        for half in ([v for v in lip if v.co.x > 0], [v for v in lip if v.co.x <= 0]):
            if half:
                middle = sum((v.co for v in half), Vector()) / len(half)
                for v in half:
                    v.co += (middle - v.co) * tuck - outwards * 0.004
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    bm.to_mesh(mesh)
    bm.free()


def chest_things():
    """Collar, pocket, lanyard and badge."""

    def collar(bm):
        front = shapes.bezier(
            (-0.062, 0.03, 1.445), (-0.075, -0.06, 1.43), (-0.03, -0.112, 1.365), (0, -0.117, 1.335), 10
        )
        front += shapes.bezier(
            (0, -0.117, 1.335), (0.03, -0.112, 1.365), (0.075, -0.06, 1.43), (0.062, 0.03, 1.445), 10
        )[1:]
        shapes.tube(bm, front, 0.009, 8)
        shapes.tube(
            bm,
            shapes.bezier(
                (-0.062, 0.03, 1.445), (-0.04, 0.075, 1.455), (0.04, 0.075, 1.455), (0.062, 0.03, 1.445), 8
            ),
            0.009,
            8,
        )

    def lanyard(bm):
        line = shapes.bezier(
            (-0.055, -0.062, 1.415), (-0.06, -0.13, 1.33), (-0.025, -0.135, 1.24), (0, -0.128, 1.19), 12
        )
        line += shapes.bezier(
            (0, -0.128, 1.19), (0.025, -0.135, 1.24), (0.06, -0.13, 1.33), (0.055, -0.062, 1.415), 12
        )[1:]
        shapes.tube(bm, line, 0.0035, 6)
        shapes.box(bm, (0.085, 0.006, 0.095), (0.085, -0.1035, 1.225), 0.004, 2)

    return (
        plain("scrubs_dark", collar),
        plain("scrubs_dark", lanyard),
        plain("paper", lambda bm: shapes.box(bm, (0.058, 0.005, 0.088), (0, -0.130, 1.145), 0.002, 1)),
        plain("skin", lambda bm: shapes.box(bm, (0.024, 0.004, 0.030), (-0.012, -0.134, 1.157), 0.001, 1)),
        plain("teal", lambda bm: shapes.box(bm, (0.044, 0.004, 0.009), (0, -0.134, 1.120), 0, 1)),
    )


def parts():
    """All meshes: (mesh, material, how it follows the bones: "auto", "hand.L", "hand.R" or a bone's name)."""
    out = [(melt("skin", skin, 0.0060, 5, 0.13), "skin", "auto")]
    for side, flip in SIDES:
        out.append((melt(f"hand_{side}", lambda bm: hand(bm, flip), 0.0027, 3, 0.24), "skin", f"hand.{side}"))
        out.append((*plain("nail", lambda bm: nails(bm, flip)), f"hand.{side}"))
    top = melt("tunic", tunic, 0.011, 10, 0.34)
    cut_hem(top, (0, 0, 0.815), (0, 0, -1))
    for s, (_, flip) in zip((1, -1), SIDES):
        cut_hem(top, flip(BODY.shoulder + BODY.arm * 0.205), flip(BODY.arm), s, 0.14)
    legs = melt("trousers", trousers, 0.011, 8, 0.34)
    cut_hem(legs, (0, 0, 0.062), (0, 0, -1), 0, 0.08)
    cap = melt("hair", hair, 0.010, 5, 0.34)
    carve_face(cap)
    out += [
        (top, "scrubs", "auto"),
        (legs, "scrubs_dark", "auto"),
        (melt("shoes", shoes, 0.008, 6, 0.26), "shoe", "auto"),
        (cap, "hair", "head"),
    ]
    out += [(mesh, mat, "head") for mesh, mat in face.features()]
    for side, flip in SIDES:
        out += [(mesh, mat, f"lid.{side}") for mesh, mat in face.lid(flip)]
    out += [(mesh, mat, "chest") for mesh, mat in chest_things()]
    for mesh, mat, _ in out:
        _finish(mesh, mat)
    return out


def _finish(mesh, mat):
    """Smooth shading, texture coordinates, colour, material."""
    bm = bmesh.new()
    bm.from_mesh(mesh)
    shapes.box_uv(bm, bm.faces[:], tile_metres(mat) if mat.startswith("scrubs") else 0.12)
    if mat == "hair":
        face.combed(bm)
    bm.to_mesh(mesh)
    bm.free()
    tint = mesh.color_attributes.new(TINT, "FLOAT_COLOR", "POINT")
    for vertex, colour in zip(mesh.vertices, tint.data):
        colour.color = (*face.tint(vertex.co), 1)
    mesh.materials.clear()
    mesh.materials.append(material(mat))
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
