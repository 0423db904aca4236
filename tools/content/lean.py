"""Makes a glb smaller without loss that anybody sees: short numbers where glTF allows them, and no data that nothing uses."""

import numpy as np

FLOAT, BYTE, SHORT = 5126, 5121, 5123
NUMBERS = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDE = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


def skins(gltf, binary):
    """Weights on bones in bytes, the points' colours in shorts; channels of clips that move nothing are left out."""
    short = {}
    for mesh in gltf.get("meshes", []):
        for primitive in mesh["primitives"]:
            for name, accessor in primitive["attributes"].items():
                if name == "WEIGHTS_0":
                    short[accessor] = (BYTE, weights)
                if name == "COLOR_0":
                    short[accessor] = (SHORT, colours)
    keys = {}
    for clip in gltf.get("animations", []):
        still_left_out(gltf, binary, clip)
        for sampler in clip["samplers"]:
            thinned(gltf, binary, sampler, keys)
    return packed_again(gltf, binary, short, keys)


def unpainted(gltf, binary):
    """Leaves out the coordinates of what shows no picture, and what then are the same points twice; to be called before `skins`."""
    keys = {}
    for mesh in gltf.get("meshes", []):
        for primitive in mesh["primitives"]:
            attributes = primitive["attributes"]
            material = gltf["materials"][primitive["material"]] if "material" in primitive else {}
            is_plain = set(attributes) == {"POSITION", "NORMAL", "TEXCOORD_0"} and "indices" in primitive and "Texture" not in repr(material)
            if not is_plain:
                continue
            del attributes["TEXCOORD_0"]
            tables = [values(gltf, binary, attributes[name]) for name in ("POSITION", "NORMAL")]
            rows, first, which = np.unique(np.hstack(tables), axis=0, return_index=True, return_inverse=True)
            order = np.argsort(first)  # as they came
            place = np.empty_like(order)
            place[order] = np.arange(len(order))
            corners = values(gltf, binary, primitive["indices"])
            new = {"POSITION": rows[order, :3], "NORMAL": rows[order, 3:], "indices": place[which.ravel()[corners]].astype(corners.dtype)}
            for name, table in new.items():
                old = attributes.get(name, primitive["indices"])
                keys[len(gltf["accessors"])] = table
                (primitive if name == "indices" else attributes)[name] = len(gltf["accessors"])
                gltf["accessors"].append(dict(gltf["accessors"][old]) | {"count": len(table)})
    return packed_again(gltf, binary, {}, keys)


def weights(table):
    """Rows that sum to 1 -> bytes that sum to 255."""
    exact = table / table.sum(1, keepdims=True) * 255
    out = np.floor(exact)
    missing = (255 - out.sum(1)).astype(int)
    order = np.argsort(out - exact, axis=1)
    for k in range(4):
        rows = missing > k
        out[np.flatnonzero(rows), order[rows, k]] += 1
    return out.astype(np.uint8)


def colours(table):
    """Three or four numbers a row -> four shorts: rows begin at whole fours of bytes."""
    opaque = np.ones((len(table), 4))
    opaque[:, : table.shape[1]] = np.clip(table, 0, 1)
    return np.round(opaque * 65535).astype(np.uint16)


def values(gltf, binary, index):
    """An accessor as an array (count, width)."""
    accessor = gltf["accessors"][index]
    view = gltf["bufferViews"][accessor["bufferView"]]
    kind, wide = NUMBERS[accessor["componentType"]], WIDE[accessor["type"]]
    start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    tight = np.dtype(kind).itemsize * wide
    stride = view.get("byteStride", tight)
    if stride == tight:
        return np.frombuffer(binary, kind, accessor["count"] * wide, start).reshape(-1, wide)
    rows = [np.frombuffer(binary, kind, wide, start + i * stride) for i in range(accessor["count"])]
    return np.stack(rows)


def still_left_out(gltf, binary, clip):
    """Leaves out the channels that keep a skeleton's bone where it is at rest."""
    bones = {joint for skin in gltf.get("skins", []) for joint in skin["joints"]}
    usual = {"translation": (0, 0, 0), "rotation": (0, 0, 0, 1), "scale": (1, 1, 1)}
    kept = []
    for channel in clip["channels"]:
        target = channel["target"]
        rest = gltf["nodes"][target["node"]].get(target["path"], usual[target["path"]])
        sampler = clip["samplers"][channel["sampler"]]
        table = values(gltf, binary, sampler["output"])
        if target["node"] not in bones or np.abs(table - np.array(rest)).max() > 1e-5:
            kept.append(channel)
    # A clip lasts as long as its longest channel, so one of these stays.
    last = lambda channel: gltf["accessors"][clip["samplers"][channel["sampler"]]["input"]]["max"][0]
    longest = max(clip["channels"], key=last)
    if not kept or last(longest) > max(last(channel) for channel in kept) + 1e-6:
        kept.append(longest)
    clip["samplers"] = [clip["samplers"][channel["sampler"]] for channel in kept]
    clip["channels"] = [channel | {"sampler": i} for i, channel in enumerate(kept)]


def thinned(gltf, binary, sampler, keys, off=0.0006):
    """Leaves out the moments of a channel that lie on the line between others; what stays goes into `keys` under new accessors."""
    if sampler.get("interpolation", "LINEAR") != "LINEAR":
        return
    times, table = values(gltf, binary, sampler["input"]).astype(np.float64)[:, 0], values(gltf, binary, sampler["output"]).astype(np.float64)
    kept, start = [0], 0
    while start < len(times) - 1:
        end = start + 1
        while end + 1 < len(times):
            share = (times[start + 1 : end + 1] - times[start]) / (times[end + 1] - times[start])
            line = table[start] + (table[end + 1] - table[start]) * share[:, None]
            if np.abs(line - table[start + 1 : end + 1]).max() > off:
                break
            end += 1
        kept.append(end)
        start = end
    if len(kept) < len(times):
        for what, rows in (("input", times[kept, None]), ("output", table[kept])):
            made = dict(gltf["accessors"][sampler[what]]) | {"count": len(kept)}
            if what == "input":
                made |= {"min": [float(np.float32(rows.min()))], "max": [float(np.float32(rows.max()))]}
            keys[len(gltf["accessors"])] = rows.astype(np.float32)
            sampler[what] = len(gltf["accessors"])
            gltf["accessors"].append(made)


def packed_again(gltf, binary, short, keys):
    """The binary chunk with only what is used; `short`: by accessor, its new kind of number and how it is made; `keys`: new values."""
    used = set()
    for mesh in gltf.get("meshes", []):
        for primitive in mesh["primitives"]:
            used |= set(primitive["attributes"].values()) | {primitive.get("indices")}
            for target in primitive.get("targets", []):
                used |= set(target.values())
    for clip in gltf.get("animations", []):
        used |= {number for sampler in clip["samplers"] for number in (sampler["input"], sampler["output"])}
    used |= {skin.get("inverseBindMatrices") for skin in gltf.get("skins", [])}
    out, views, accessors, number = bytearray(), [], [], {}

    def view(data, old):
        out.extend(b"\0" * (-len(out) % 4))
        views.append({"buffer": 0, "byteOffset": len(out), "byteLength": len(data)} | ({"target": old["target"]} if "target" in old else {}))
        out.extend(data)
        return len(views) - 1

    seen, described = {}, {}
    for index, accessor in enumerate(gltf.get("accessors", [])):
        if index not in used:
            continue
        table, made = keys[index] if index in keys else values(gltf, binary, index), dict(accessor)
        if index in short:
            kind, convert = short[index]
            if accessor["componentType"] == FLOAT:
                table = convert(table)
                made |= {"componentType": kind, "normalized": True, "type": "VEC4"}
                made.pop("min", None), made.pop("max", None)
        made.pop("byteOffset", None)
        data = np.ascontiguousarray(table).tobytes()
        old = gltf["bufferViews"][accessor["bufferView"]]
        key = (data, index if "target" in old else None)  # two accessors of points would need a stride in one view
        if key not in seen:
            seen[key] = view(data, old)
        made["bufferView"] = seen[key]
        same = repr(sorted(made.items()))
        if same not in described or "target" in old:
            described[same] = len(accessors)
            accessors.append(made)
        number[index] = described[same]
    for image in gltf.get("images", []):
        if "bufferView" in image:
            old = gltf["bufferViews"][image["bufferView"]]
            start = old.get("byteOffset", 0)
            image["bufferView"] = view(binary[start : start + old["byteLength"]], {})
    for mesh in gltf.get("meshes", []):
        for primitive in mesh["primitives"]:
            primitive["attributes"] = {name: number[a] for name, a in primitive["attributes"].items()}
            if "indices" in primitive:
                primitive["indices"] = number[primitive["indices"]]
            for target in primitive.get("targets", []):
                target.update({name: number[a] for name, a in target.items()})
    for clip in gltf.get("animations", []):
        for sampler in clip["samplers"]:
            sampler["input"], sampler["output"] = number[sampler["input"]], number[sampler["output"]]
    for skin in gltf.get("skins", []):
        if "inverseBindMatrices" in skin:
            skin["inverseBindMatrices"] = number[skin["inverseBindMatrices"]]
    gltf["accessors"], gltf["bufferViews"] = accessors, views
    gltf["buffers"] = [{"byteLength": len(out) + -len(out) % 4}]
    return bytes(out)
