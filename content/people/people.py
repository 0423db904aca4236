"""The people of all scenes: `build` puts one of them into the Blender scene, feet at the node's origin, facing glTF +Z.

    from content.people import people          # the repository root is on sys.path
    extras |= people.build("Dana", "Manager", (1.2, 0.4), -30)   # then export(path, scene_extras, extras)
"""

import math

import bpy
from mathutils import Vector

from . import body as figure
from . import motion, surfaces
from .body import BODY, FINGERS, SIDES, hand_point
from .face import EYE, LID_OPEN

NAMES = ("Mateo", "Dana", "Amira", "Joon", "Lena", "Tomasz", "Tomasz_Lab", "Grace", "Grace_Lab")
CLIPS = ("Idle", "Walk", "Point", "Talk", "Blink", "Speak")


def build(name, node, at=(0, 0), turn_deg=0.0, clips=CLIPS):
    """Adds the person `name` as the node `node`, standing at `at` (x, y and perhaps z, in metres) and facing -Y turned by `turn_deg`
    about Z (as an empty for a place does), with the clips `<node>_Idle` and so on; returns extras by clip name for the exporter."""
    if name not in NAMES:
        raise ValueError(f"no person is called {name}; there are {', '.join(NAMES)}")
    surfaces.add()
    rig = make_rig(node)
    meshes = [bind(rig, mesh, follows) for mesh, _, follows in figure.parts()]
    body = join(meshes)
    body.name = body.data.name = f"{node}_Mesh"
    print(
        f"{node}: {len(body.data.vertices)} vertices, {sum(len(p.vertices) - 2 for p in body.data.polygons)} triangles, "
        f"{len(rig.data.bones)} bones"
    )
    extras = motion.animate(rig, node, clips)
    rig.location, rig.rotation_euler = (*at, 0)[:3], (0, 0, math.radians(turn_deg))
    rig["height_m"] = 1.75
    return extras


def make_rig(node):
    """32 bones; every bone's roll is 0."""
    data = bpy.data.armatures.new(f"{node}_Rig")
    rig = bpy.data.objects.new(node, data)
    bpy.context.scene.collection.objects.link(rig)
    bpy.context.view_layer.objects.active = rig
    rig.select_set(True)
    bpy.ops.object.mode_set(mode="EDIT")

    def bone(name, head, tail, parent=None):
        b = data.edit_bones.new(name)
        b.head, b.tail, b.roll = head, tail, 0
        b.parent = data.edit_bones[parent] if parent else None
        return b

    bone("root", (0, 0, 0), (0, 0.2, 0)).use_deform = False
    for name, low, high, parent in (
        ("hips", 0.90, 1.02, "root"),
        ("spine", 1.02, 1.20, "hips"),
        ("chest", 1.20, 1.40, "spine"),
        ("neck", 1.40, 1.49, "chest"),
        ("head", 1.49, 1.74, "neck"),
    ):
        bone(name, (0, 0, low), (0, 0, high), parent)
    for side, flip in SIDES:
        bone(f"lid.{side}", flip(EYE + LID_OPEN), flip(EYE + LID_OPEN + Vector((0, -0.02, 0))), "head")

        def limb(name, a, b, parent):
            bone(
                f"{name}.{side}",
                flip(a),
                flip(b),
                parent if parent == "chest" or parent == "hips" else f"{parent}.{side}",
            )

        limb("shoulder", (0.03, 0, 1.39), BODY.shoulder, "chest")
        limb("upper_arm", BODY.shoulder, BODY.elbow, "shoulder")
        limb("forearm", BODY.elbow, BODY.wrist, "upper_arm")
        limb("hand", BODY.wrist, BODY.wrist + BODY.arm * 0.085, "forearm")
        for name, finger in (("index", "index"), ("fingers", "middle")):
            root, knuckle, tip = (hand_point(p) for p in FINGERS[finger][:3])
            limb(f"{name}1", root, knuckle, "hand")
            limb(f"{name}2", knuckle, tip, f"{name}1")
        limb("thumb", hand_point(FINGERS["thumb"][0]), hand_point(FINGERS["thumb"][2]), "hand")
        limb("thigh", BODY.hip, BODY.knee, "hips")
        limb("shin", BODY.knee, BODY.ankle, "thigh")
        limb("foot", BODY.ankle, BODY.toe, "shin")
    bpy.ops.object.mode_set(mode="OBJECT")
    return rig


def bind(rig, mesh, follows):
    """Makes an object of a mesh that follows the rig."""
    obj = bpy.data.objects.new(mesh.name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    if follows == "auto":
        by_heat(rig, obj)
    elif follows.startswith("hand."):
        by_finger(rig, obj, follows[-1])
    else:
        obj.vertex_groups.new(name=follows).add(range(len(mesh.vertices)), 1, "REPLACE")
        attach(rig, obj)
    return obj


def attach(rig, obj):
    obj.parent = rig
    obj.modifiers.new("Armature", "ARMATURE").object = rig


def by_heat(rig, obj):
    """Blender's automatic weights, fingers and lids left out, at most four bones a vertex."""
    small = [b for b in rig.data.bones if b.name.split(".")[0].rstrip("12") in ("index", "fingers", "thumb", "lid")]
    for bone in small:
        bone.use_deform = False
    bpy.ops.object.select_all(action="DESELECT")
    obj.select_set(True)
    rig.select_set(True)
    bpy.context.view_layer.objects.active = rig
    bpy.ops.object.parent_set(type="ARMATURE_AUTO")
    for bone in small:
        bone.use_deform = True
    bpy.context.view_layer.objects.active = obj
    bpy.ops.object.vertex_group_limit_total(group_select_mode="ALL", limit=4)
    bpy.ops.object.vertex_group_normalize_all(lock_active=False)


def by_finger(rig, obj, side):
    """Weights of a hand: each finger's vertices follow that finger's two bones, the rest the hand."""
    flip = dict(SIDES)[side]
    groups = {
        name: obj.vertex_groups.new(name=f"{name}.{side}")
        for name in ("hand", "index1", "index2", "fingers1", "fingers2", "thumb")
    }
    for vertex in obj.data.vertices:
        for name, weight in finger_weights(flip(vertex.co)).items():
            groups[name].add([vertex.index], weight, "REPLACE")
    attach(rig, obj)


def finger_weights(place):
    """Bone -> weight for a point of the left hand: which finger is nearest, and how far along it the point lies."""
    offset = place - BODY.wrist
    point = Vector((offset.dot(BODY.arm), offset.y, offset.dot(BODY.palm)))

    def measure(name):
        root, _, tip = (Vector(p) for p in FINGERS[name][:3])
        along = (point - root).dot((tip - root).normalized())
        t = max(0.0, min(1.0, along / (tip - root).length))
        return (point - (root + (tip - root) * t)).length, along

    name = min(FINGERS, key=lambda n: measure(n)[0])
    along = measure(name)[1]
    root, knuckle, _ = (Vector(p) for p in FINGERS[name][:3])
    lower = smooth_step(along, -0.006, 0.010)
    if name == "thumb":
        return weighed({"hand": 1 - lower, "thumb": lower})
    upper = smooth_step(along, (knuckle - root).length - 0.007, (knuckle - root).length + 0.007)
    bone = "index" if name == "index" else "fingers"
    return weighed({"hand": 1 - lower, f"{bone}1": lower * (1 - upper), f"{bone}2": lower * upper})


def weighed(weights):
    return {name: w for name, w in weights.items() if w > 0.001}


def smooth_step(value, low, high):
    t = max(0.0, min(1.0, (value - low) / (high - low)))
    return t * t * (3 - 2 * t)


def join(objects):
    bpy.ops.object.select_all(action="DESELECT")
    for obj in objects:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = objects[0]
    bpy.ops.object.join()
    return bpy.context.view_layer.objects.active
