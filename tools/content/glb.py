"""Reading, finishing and writing .glb files: plain Python over the JSON chunk."""

import json
import struct
from pathlib import Path

JSON_CHUNK, BIN_CHUNK = 0x4E4F534A, 0x004E4942


def read(path):
    """-> (the glTF as a dictionary, the binary chunk)."""
    data = Path(path).read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert magic == b"glTF" and version == 2 and length == len(data), f"{path} is no glb"
    offset, chunks = 12, {}
    while offset < length:
        size, kind = struct.unpack_from("<II", data, offset)
        chunks[kind] = data[offset + 8 : offset + 8 + size]
        offset += 8 + size
    return json.loads(chunks[JSON_CHUNK]), chunks.get(BIN_CHUNK, b"")


def write(path, gltf, binary):
    text = json.dumps(gltf, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    gltf_bytes = (
        struct.pack("<II", len(text), JSON_CHUNK) + text + struct.pack("<II", len(binary), BIN_CHUNK) + binary
    )
    Path(path).write_bytes(struct.pack("<4sII", b"glTF", 2, 12 + len(gltf_bytes)) + gltf_bytes)


def world_matrices(gltf):
    """Node index -> 4x4 row-major world matrix."""
    out = {}

    def visit(index, parent):
        out[index] = world = _multiply(parent, local_matrix(gltf["nodes"][index]))
        for child in gltf["nodes"][index].get("children", ()):
            visit(child, world)

    identity = [[float(i == j) for j in range(4)] for i in range(4)]
    for root in gltf["scenes"][gltf.get("scene", 0)]["nodes"]:
        visit(root, identity)
    return out


def local_matrix(node):
    """A node's matrix from its translation, rotation and scale."""
    if "matrix" in node:
        m = node["matrix"]
        return [[m[c * 4 + r] for c in range(4)] for r in range(4)]
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    sx, sy, sz = node.get("scale", (1, 1, 1))
    tx, ty, tz = node.get("translation", (0, 0, 0))
    return [
        [(1 - 2 * (y * y + z * z)) * sx, 2 * (x * y - z * w) * sy, 2 * (x * z + y * w) * sz, tx],
        [2 * (x * y + z * w) * sx, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z - x * w) * sz, ty],
        [2 * (x * z - y * w) * sx, 2 * (y * z + x * w) * sy, (1 - 2 * (x * x + y * y)) * sz, tz],
        [0.0, 0.0, 0.0, 1.0],
    ]


def _multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(4)) for j in range(4)] for i in range(4)]


def triangles(gltf):
    """All triangles of all meshes that a node shows."""
    total = 0
    for node in gltf["nodes"]:
        if "mesh" in node:
            for primitive in gltf["meshes"][node["mesh"]]["primitives"]:
                total += gltf["accessors"][primitive["indices"]]["count"] // 3
    return total
