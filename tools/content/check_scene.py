"""Checks committed scenes against what the engine and the modules rely on. Plain Python, nothing to install.

    python tools/content/check_scene.py                     every scene of content/
    python tools/content/check_scene.py content/office/office.glb

The nodes that a scene must have are those that the modules played in it name. Says what is wrong and where, and ends with status 1 if
anything is.
"""

import json
import math
import struct
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.content import glb

MAX_BYTES, MAX_TRIANGLES, MAX_JOINTS = 6_000_000, 150_000, 64
LICENCE = "MIT OR Apache-2.0"
EXTENSIONS = {
    "KHR_texture_basisu",
    "KHR_lights_punctual",
    "KHR_materials_emissive_strength",
    "KHR_materials_clearcoat",
    "KHR_materials_specular",
    "KHR_materials_sheen",
    "KHR_materials_anisotropy",
}
BY_KIND = {  # of a module's object: one of these extras its node must carry
    "socket": ("socket",),
    "door": ("open_deg", "slide_m"),
    "slider": ("slide_m",),
}
PERSON_CLIPS = ("Idle", "Speak")
CLIPS = {"harbour-clinic": {"StaffDoor_Open", "Guide_Walk", "Guide_Point", "Guide_Talk", "Guide_Blink"}}
NODES = {  # what modules do not say; node: its parent ("" = a root, None = any), and extras it must carry
    "harbour-clinic": {
        "Register": ("", ()),
        "Badge": ("", ()),
        "BadgeReader": ("", ()),
        "BadgeReader_Led": ("BadgeReader", ()),
        "StaffDoor": ("", ("open_deg",)),
        "ExitSign_Front": ("", ()),
        "ExitSign_Back": ("", ()),
        "Box": ("", ()),
        "Box_Shelf": (None, ("socket",)),
        "PullStation": ("", ()),
        "Extinguisher": ("", ()),
        "Extinguisher_Gauge": ("Extinguisher", ()),
        "Extinguisher_Needle": ("Extinguisher_Gauge", ()),
        "Extinguisher_Pin": ("Extinguisher", ()),
        "Extinguisher_Tag": ("Extinguisher", ()),
        "Extinguisher_Sign": ("Extinguisher", ()),
        "AedCabinet": ("", ()),
        "AedCabinet_Door": ("AedCabinet", ("open_deg",)),
        "Aed_Status": (None, ()),
        "FirstAidKit": ("", ()),
        "Handrub": ("", ()),
        "Handrub_Lever": ("Handrub", ()),
        "HandHygieneBoard": ("", ()),
        "Chart": ("", ()),
        "Drawer": ("", ("slide_m",)),
        "Drawer_Inside": ("Drawer", ("socket",)),
        "Drawer_Key": ("Drawer", ()),
        "Workstation": ("", ()),
        "Workstation_Screen": ("Workstation", ()),
        "Workstation_LockKey": (None, ()),
        "Phone": ("", ()),
        "AssemblyMap": ("", ()),
        "Spawn": ("", ()),
        "Zone_Counter": ("", ("zone_radius_m",)),
        "Zone_CorridorStart": ("", ("zone_radius_m",)),
        "Zone_ExitDoor": ("", ("zone_radius_m",)),
        "Guide_Start": ("", ()),
        "Guide_Door": ("", ()),
        "Guide_Corridor": ("", ()),
        "Guide_Exit": ("", ()),
        "Guide": ("", ()),
        "Sun": ("", ()),
    }
}
MATERIALS = {"BadgeReader_Led": "led", "Workstation_Screen": "screen"}


def check(path):
    """All problems of a scene, as sentences."""
    gltf, binary = glb.read(path)
    scene = Path(path).stem
    objects = objects_of_modules(scene)
    problems = []
    problems += check_budget(path, gltf)
    problems += check_licence(path, gltf)
    problems += check_nodes(gltf, NODES.get(scene, {}))
    problems += check_objects(gltf, objects)
    problems += check_meshes(gltf)
    problems += check_sidecars(path, gltf)
    people = {node for _, node, kind in objects if kind == "person"}
    problems += check_clips(gltf, CLIPS.get(scene, set()) | {f"{node}_{clip}" for node in people for clip in PERSON_CLIPS})
    problems += [
        f"two faces share a plane at {where}: {a} and {b}" for where, a, b in shared_planes(gltf, binary)
    ]
    return problems, gltf


def objects_of_modules(scene):
    """Of all modules that are played in a scene: which module, the node that it names, and the kind of the object if it is one."""
    found = []
    for path in sorted((ROOT / "modules").glob("*/module.toml")):
        module = tomllib.loads(path.read_text())
        if module.get("scene") == scene:
            found += [(path.parent.name, *node) for node in named_nodes(module)]
    return found


def named_nodes(value):
    """Every `node` in a module, with the `kind` beside it."""
    if isinstance(value, dict):
        if isinstance(value.get("node"), str):
            yield value["node"], value.get("kind")
        for inner in value.values():
            yield from named_nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_nodes(inner)


def check_objects(gltf, objects):
    """The nodes that modules name are there and can do what modules want of them."""
    extras = {node["name"]: node.get("extras", {}) for node in gltf["nodes"]}
    for module, node, kind in objects:
        if node not in extras:
            yield f"node {node}, which the module {module} names, is missing"
        elif kind in BY_KIND and not any(key in extras[node] for key in BY_KIND[kind]):
            yield f"node {node}, a {kind} in the module {module}, has no extras.{' or extras.'.join(BY_KIND[kind])}"


def check_licence(path, gltf):
    extras = gltf["scenes"][gltf.get("scene", 0)].get("extras", {})
    if extras.get("licence") != LICENCE or LICENCE not in gltf["asset"].get("copyright", ""):
        yield f"the scene does not say that its licence is {LICENCE}"
    if not (Path(path).parent / "LICENSE").is_file():
        yield "there is no LICENSE beside it"


def check_budget(path, gltf):
    size, triangles = Path(path).stat().st_size, glb.triangles(gltf)
    if size > MAX_BYTES:
        yield f"{size} bytes; {MAX_BYTES} are allowed"
    if triangles > MAX_TRIANGLES:
        yield f"{triangles} triangles; {MAX_TRIANGLES} are allowed"
    for extension in set(gltf.get("extensionsUsed", ())) - EXTENSIONS:
        yield f"extension {extension} is not supported"
    for extension in set(gltf.get("extensionsRequired", ())) - {"KHR_texture_basisu"}:
        yield f"extension {extension} is required, which is not allowed"
    for image in gltf.get("images", ()):
        if image.get("mimeType") not in ("image/jpeg", "image/png", "image/ktx2"):
            yield f"image {image.get('name')} is {image.get('mimeType')}"
    for skin in gltf.get("skins", ()):
        if len(skin["joints"]) > MAX_JOINTS:
            yield f"a skin has {len(skin['joints'])} joints; {MAX_JOINTS} are allowed"


def check_nodes(gltf, wanted):
    nodes = gltf["nodes"]
    parents = {child: node["name"] for node in nodes for child in node.get("children", ())}
    names = [node["name"] for node in nodes]
    bones = {joint for skin in gltf.get("skins", ()) for joint in skin["joints"]}  # people's bones are called alike
    others = [name for index, name in enumerate(names) if index not in bones]
    for name in {n for n in others if others.count(n) > 1}:
        yield f"node name {name} is used {others.count(name)} times"
    for name, (parent, extras) in wanted.items():
        if name not in names:
            yield f"node {name} is missing"
            continue
        index = names.index(name)
        if parent is not None and parents.get(index, "") != parent:
            yield f"node {name} hangs on {parents.get(index, 'the root')!r} instead of {parent or 'the root'!r}"
        for key in extras:
            if key not in nodes[index].get("extras", {}):
                yield f"node {name} has no extras.{key}"
    for kind in ("floor", "collide", "lightmap"):
        if not any(node.get("extras", {}).get(kind) for node in nodes):
            yield f"no node has extras.{kind}"


def check_meshes(gltf):
    """Lightmapped nodes have the second coordinates and no others do; named materials are in place."""
    for node in gltf["nodes"]:
        if "mesh" not in node:
            continue
        primitives, wants = (
            gltf["meshes"][node["mesh"]]["primitives"],
            bool(node.get("extras", {}).get("lightmap")),
        )
        for primitive in primitives:
            has = "TEXCOORD_1" in primitive["attributes"]
            if wants and not has:
                yield f"{node['name']} is lightmapped but has no TEXCOORD_1"
            if has and not wants:
                yield f"{node['name']} has TEXCOORD_1 but no extras.lightmap"
        used = {gltf["materials"][p["material"]]["name"] for p in primitives if "material" in p}
        if node["name"] in MATERIALS and used != {MATERIALS[node["name"]]}:
            yield f"{node['name']} has materials {sorted(used)} instead of {MATERIALS[node['name']]}"
    for material in gltf["materials"]:
        if material.get("doubleSided") and not material["name"].startswith(("leaf", "glass", "frosted")):
            yield f"material {material['name']} is double-sided"


def check_sidecars(path, gltf):
    extras = gltf["scenes"][gltf.get("scene", 0)].get("extras", {})
    folder = Path(path).parent
    for key in ("lightmap", "rooms"):
        if not (folder / extras.get(key, "missing")).is_file():
            yield f"the scene's {key} {extras.get(key)} is missing"
            return
    for room in json.loads((folder / extras["rooms"]).read_text())["rooms"]:
        if not (folder / room["radiance"]).is_file():
            yield f"the picture {room['radiance']} of the room {room['name']} is missing"
        if len(room["irradiance"]) != math.prod(room["probes_along"]):
            yield f"the room {room['name']} has not as many probes as it says"
    if not isinstance(extras.get("exposure_ev"), (int, float)):
        yield "the scene has no extras.exposure_ev"


def check_clips(gltf, wanted):
    have = {clip["name"]: clip for clip in gltf.get("animations", ())}
    for name in sorted(wanted - set(have)):
        yield f"clip {name} is missing"
    for name, clip in have.items():
        first = min(gltf["accessors"][s["input"]]["min"][0] for s in clip["samplers"])
        if first > 1e-4:
            yield f"clip {name} begins at {first:.3f} s instead of 0"
        if name.endswith("_Walk") and "speed_m_per_s" not in clip.get("extras", {}):
            yield f"clip {name} has no extras.speed_m_per_s"


def shared_planes(gltf, binary, least_m2=0.0008):
    """Pairs of larger faces of different parts that lie in one plane, look the same way and overlap: they flicker."""
    worlds, planes, looks = glb.world_matrices(gltf), {}, looks_by_state(gltf)
    for index, node in enumerate(gltf["nodes"]):
        if "mesh" not in node or "skin" in node:
            continue
        for number, primitive in enumerate(gltf["meshes"][node["mesh"]]["primitives"]):
            points = [
                transformed(worlds[index], p)
                for p in floats(gltf, binary, primitive["attributes"]["POSITION"])
            ]
            corners = indices(gltf, binary, primitive["indices"])
            for i in range(0, len(corners), 3):
                a, b, c = (points[k] for k in corners[i : i + 3])
                normal, area = normal_and_area(a, b, c)
                if area >= least_m2:
                    axis = max(range(3), key=lambda k: abs(normal[k]))
                    if abs(normal[axis]) > 0.9999:
                        key = axis, normal[axis] > 0, round(a[axis] / 0.0004)
                        flat = [tuple(p[k] for k in range(3) if k != axis) for p in (a, b, c)]
                        planes.setdefault(key, []).append((flat, (node["name"], number), a))
    reported = set()
    for faces in planes.values():
        for i, (flat, owner, place) in enumerate(faces):
            for other, other_owner, _ in faces[i + 1 :]:
                pair = tuple(sorted((owner[0], other_owner[0])))
                never_together = looks[owner[0]][0] == looks[other_owner[0]][0] and looks[owner[0]][1] != looks[other_owner[0]][1]
                if owner != other_owner and pair not in reported and not never_together and overlap(flat, other):
                    reported.add(pair)
                    yield tuple(round(v, 3) for v in place), owner[0], other_owner[0]


def looks_by_state(gltf):
    """Of each node: the node whose look it belongs to, and the state in which it shows; or itself and None."""
    parents = {child: i for i, node in enumerate(gltf["nodes"]) for child in node.get("children", ())}
    found = {}
    for index, node in enumerate(gltf["nodes"]):
        above = index
        while above is not None and "in_state" not in gltf["nodes"][above].get("extras", {}):
            above = parents.get(above)
        state = None if above is None else gltf["nodes"][above]["extras"]["in_state"]
        found[node["name"]] = (index if above is None else parents.get(above), state)
    return found


def overlap(p, q, margin=0.0015):
    """Whether two triangles in a plane overlap by more than a margin (separating axes)."""
    for triangle in (p, q):
        for i in range(3):
            (x0, y0), (x1, y1) = triangle[i], triangle[(i + 1) % 3]
            nx, ny = y1 - y0, x0 - x1
            length = (nx * nx + ny * ny) ** 0.5 or 1
            a, b = ([(x * nx + y * ny) / length for x, y in t] for t in (p, q))
            if max(a) - margin < min(b) or max(b) - margin < min(a):
                return False
    return True


def normal_and_area(a, b, c):
    u, v = [b[k] - a[k] for k in range(3)], [c[k] - a[k] for k in range(3)]
    n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    length = sum(x * x for x in n) ** 0.5
    return tuple(x / (length or 1) for x in n), length / 2


def transformed(m, p):
    return tuple(m[r][0] * p[0] + m[r][1] * p[1] + m[r][2] * p[2] + m[r][3] for r in range(3))


def floats(gltf, binary, accessor_index):
    accessor = gltf["accessors"][accessor_index]
    view = gltf["bufferViews"][accessor["bufferView"]]
    start, stride = view.get("byteOffset", 0) + accessor.get("byteOffset", 0), view.get("byteStride", 12)
    return [struct.unpack_from("<3f", binary, start + i * stride) for i in range(accessor["count"])]


def indices(gltf, binary, accessor_index):
    accessor = gltf["accessors"][accessor_index]
    view = gltf["bufferViews"][accessor["bufferView"]]
    kind = {5121: "B", 5123: "H", 5125: "I"}[accessor["componentType"]]
    return struct.unpack_from(
        f"<{accessor['count']}{kind}", binary, view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    )


def report(path):
    """Prints what a scene is and what is wrong with it; whether all is well."""
    problems, gltf = check(path)
    print(
        f"{path}: {Path(path).stat().st_size} bytes, {glb.triangles(gltf)} triangles, {len(gltf['nodes'])} nodes, "
        f"{len(gltf['materials'])} materials, clips {', '.join(a['name'] for a in gltf.get('animations', ()))}"
    )
    for problem in problems:
        print(f"  {problem}")
    return not problems


def main():
    scenes = sorted(p.relative_to(ROOT) for p in (ROOT / "content").glob("*/*.glb") if p.stem == p.parent.name)
    paths = sys.argv[1:] or [str(path) for path in scenes]
    sys.exit(0 if all([report(path) for path in paths]) else 1)


if __name__ == "__main__":
    main()
