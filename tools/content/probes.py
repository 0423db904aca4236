"""Light by room, from the same bake as the lightmap: a grid of irradiance probes, and what is mirrored there, blurred already.

A room is a box. Its probes hold irradiance / pi as a polynomial of the normal; its picture holds radiance seen from one
place, in octahedral maps for roughness 0 to 1 (engine/render/src/environment.rs has the same ones).
"""

import json
import math
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

from . import bake

SIDE, LEVELS = 256, 6  # SIZE and N_LEVELS in environment.rs
DIRECTIONS = 192  # averaged for one texel of a blurred map
BALL_M = 0.004
MOST = 16.0


@dataclass
class Room:
    """A box in Blender's axes, what stands in its middle seen from `eye`, and how many probes along x, y and z."""

    name: str
    low: tuple
    high: tuple
    eye: tuple
    probes: tuple


def write(rooms, path, samples, absent, absent_for_moving, panes=(), picture_samples=96):
    """Bakes `<path>.<room>.png` for each room, and `<path>.json`, which names them."""
    found = {room.name: irradiance(places(room), samples, absent_for_moving) for room in rooms}
    written = []
    for room in rooms:
        picture = path.parent / f"{path.name}.{room.name}.png"
        Image.fromarray(bake.encode(np.minimum(reflections(room.eye, absent, panes, picture_samples), MOST))).save(picture, optimize=True)
        probes = [None if p is None else [round(float(v), 5) for v in p.ravel()] for p in in_gltf_order(room, found[room.name])]
        low, high = turned(room.low), turned(room.high)
        written.append(
            {
                "name": room.name,
                "min": [min(a, b) for a, b in zip(low, high)],
                "max": [max(a, b) for a, b in zip(low, high)],
                "eye": turned(room.eye),
                "radiance": picture.name,
                "probes_along": [room.probes[0], room.probes[2], room.probes[1]],
                "irradiance": probes,
            }
            | {"window": window_of(bpy.data.objects[name]) for name in panes if beside(room, bpy.data.objects[name])}
        )
        print(f"room {room.name}: {sum(p is not None for p in probes)} of {len(probes)} probes see light")
    rows = ",\n".join(json.dumps(room, separators=(",", ":")) for room in written)
    path.with_name(path.name + ".json").write_text(f'{{"rooms":[\n{rows}\n]}}\n')


def beside(room, lamp, near_m=0.3):
    """Whether a lamp stands in a room or in its wall."""
    return all(a - near_m <= v <= b + near_m for a, v, b in zip(room.low, lamp.matrix_world.translation, room.high))


def window_of(lamp):
    """An upright area lamp as the engine knows it: an upright rectangle, and its luminance as radiance."""
    x, y = lamp.data.size / 2, lamp.data.size_y / 2
    corners = [turned(lamp.matrix_world @ Vector((sx * x, sy * y, 0))) for sx in (-1, 1) for sy in (-1, 1)]
    low, high = [min(v) for v in zip(*corners)], [max(v) for v in zip(*corners)]
    luminance = sum(a * b for a, b in zip(lamp.data.color, (0.2126, 0.7152, 0.0722)))
    return {"min": low, "max": high, "radiance": round(lamp.data.energy * luminance / (4 * x * y * math.pi), 4)}


def turned(v):
    """Blender's axes -> glTF's."""
    return [round(v[0], 4), round(v[2], 4), round(-v[1] + 0.0, 4)]


def places(room):
    """Where the probes are: the middles of equal cells, x fastest, then y, then z."""
    along = [
        [a + (b - a) * (i + 0.5) / n for i in range(n)] for a, b, n in zip(room.low, room.high, room.probes)
    ]
    return [(x, y, z) for z in along[2] for y in along[1] for x in along[0]]


def in_gltf_order(room, probes):
    """x fastest, then glTF's y (up), then z, which runs against Blender's y."""
    nx, ny, nz = room.probes
    return [probes[x + nx * (y + ny * z)] for y in reversed(range(ny)) for z in range(nz) for x in range(nx)]


def irradiance(points, samples, absent):
    """Nine coefficients of three channels by point, in glTF's axes; None where no light comes.

    Tiny white balls are baked as the lightmap is, a texel a face, and a polynomial is laid through what they meet.
    """
    ball, normals = balls(points)
    hidden = [o for o in bpy.data.objects if o.name.startswith(tuple(absent))]
    for obj in hidden:
        obj.hide_render = True
    light, covered = bake.direct_and_bounced(ball, sheet(len(points) * len(normals)), samples)
    for obj in hidden:
        obj.hide_render = False
    bpy.data.objects.remove(ball)
    texels = light.reshape(-1, 3)[: len(points) * len(normals)]
    assert covered.reshape(-1)[: len(texels)].all(), "every face has its texel"
    basis = np.stack([polynomials(n) for n in normals])
    by_point = texels.reshape(len(points), len(normals), 3)
    return [fitted(basis, met) for met in by_point]


def fitted(basis, met):
    """None for what lies inside of things, or half so: there a good part of the ball is black."""
    if np.mean(met.max(axis=1) < bake.HIDDEN) > 0.2:
        return None
    return np.linalg.lstsq(basis, met, rcond=None)[0]


def polynomials(n):
    """In the order of `irradiance_over_pi` (shaders/reflection.wgsl), of a normal in glTF's axes."""
    x, y, z = n
    return np.array([1, y, z, x, x * y, y * z, 3 * z * z - 1, x * z, x * x - y * y])


def sheet(n):
    """How many squares along a side hold n of them."""
    return math.ceil(math.sqrt(n))


def balls(points):
    """One object of a ball at each point, a texel for each face; and the faces' normals in glTF's axes."""
    import bmesh
    from mathutils import Matrix

    bm = bmesh.new()
    bmesh.ops.create_icosphere(bm, subdivisions=2, radius=BALL_M)
    bm.normal_update()
    shape = [(f.normal.copy(), [v.co.copy() for v in f.verts]) for f in bm.faces]
    bm.free()
    bm = bmesh.new()
    light = bm.loops.layers.uv.new("UVLight")
    across = sheet(len(points) * len(shape))
    corners = ((0.1, 0.1), (0.9, 0.1), (0.5, 0.95))
    for i, point in enumerate(points):
        move = Matrix.Translation(point)
        for j, (_, triangle) in enumerate(shape):
            face = bm.faces.new([bm.verts.new(move @ corner) for corner in triangle])
            texel = i * len(shape) + j
            for loop, (u, v) in zip(face.loops, corners):
                loop[light].uv = ((texel % across + u) / across, (texel // across + v) / across)
    mesh = bpy.data.meshes.new("Probes")
    bm.to_mesh(mesh)
    bm.free()
    white = bpy.data.materials.new("Probes")
    white.use_nodes = True
    white.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (1, 1, 1, 1)
    mesh.materials.append(white)
    obj = bpy.data.objects.new("Probes", mesh)
    bpy.context.scene.collection.objects.link(obj)
    bake._plain_white_response(obj)
    return obj, [np.array((n.x, n.z, -n.y)) for n, _ in shape]


def reflections(eye, absent, panes, samples=96):
    """All levels below each other, `SIDE` wide; rows from the top."""
    chain = [bake.panorama(eye, absent, samples=samples, panes=panes)[::-1]]
    while chain[-1].shape[1] >= 16:
        a = chain[-1]
        chain.append((a[0::2, 0::2] + a[1::2, 0::2] + a[0::2, 1::2] + a[1::2, 1::2]) / 4)
    out = np.zeros((2 * SIDE - (SIDE >> (LEVELS - 1)), SIDE, 3))
    top = 0
    for level in range(LEVELS):
        side = SIDE >> level
        out[top : top + side, :side] = blurred(chain, side, level / (LEVELS - 1))
        top += side
    return out


def blurred(chain, side, roughness):
    """An octahedral map of what a surface of this roughness mirrors (Karis 2013, levels after Krivanek & Colbert 2008)."""
    u, v = np.meshgrid(np.linspace(-1, 1, side), np.linspace(-1, 1, side))
    ahead = direction_of(u, v)
    if roughness == 0:
        return sample(chain, ahead, level_for(math.tau / SIDE / 2, chain))
    pole = np.where(np.abs(ahead[..., 1:2]) < 0.99, np.array([0.0, 1, 0]), np.array([1.0, 0, 0]))
    right = np.cross(pole, ahead)
    right /= np.linalg.norm(right, axis=-1, keepdims=True)
    up = np.cross(ahead, right)
    total, weight, alpha = np.zeros((side, side, 3)), 0.0, roughness**2
    for i in range(DIRECTIONS):
        a, b = (i + 0.5) / DIRECTIONS, reversed_bits(i)
        cos = math.sqrt((1 - b) / (1 + (alpha * alpha - 1) * b))
        sin = math.sqrt(max(0.0, 1 - cos * cos))
        x, y, z = (
            2 * cos * sin * math.cos(math.tau * a),
            2 * cos * sin * math.sin(math.tau * a),
            2 * cos * cos - 1,
        )
        if z <= 0:
            continue
        density = alpha * alpha / (math.pi * (cos * cos * (alpha * alpha - 1) + 1) ** 2) / 4
        sent = z / (z + math.sqrt(z * z * (1 - alpha * alpha) + alpha * alpha))
        level = level_for(1.4 / math.sqrt(DIRECTIONS * density), chain)
        total += sent * sample(chain, right * x + up * y + ahead * z, level)
        weight += sent
    return total / weight


def reversed_bits(i):
    return int(f"{i:032b}"[::-1], 2) / (2**32 - 1)


def level_for(angle, chain):
    """The level whose texels are about this wide, in radians."""
    wide = math.log2(max(angle * chain[0].shape[1] / math.tau, 1e-9))
    return min(len(chain) - 1, max(0, round(wide)))


def direction_of(u, v):
    """The direction at a place of the octahedral square, -1..1."""
    y = 1 - np.abs(u) - np.abs(v)
    sign = lambda a: np.where(a >= 0, 1.0, -1.0)
    x = np.where(y >= 0, u, (1 - np.abs(v)) * sign(u))
    z = np.where(y >= 0, v, (1 - np.abs(u)) * sign(v))
    d = np.stack([x, y, z], axis=-1)
    return d / np.linalg.norm(d, axis=-1, keepdims=True)


def sample(chain, directions, level):
    """Radiance from there, between texels; glTF's axes."""
    picture = chain[level]
    height, width = picture.shape[:2]
    x, y, z = (directions[..., i] for i in range(3))
    u = (0.5 + np.arctan2(x, -z) / math.tau) * width - 0.5
    v = np.clip(np.arctan2(np.hypot(x, z), y) / math.pi * height - 0.5, 0, height - 1)
    left, top = np.floor(u).astype(int), np.floor(v).astype(int)
    fx, fy = (u - left)[..., None], (v - top)[..., None]
    left, right, bottom = left % width, (left + 1) % width, np.minimum(top + 1, height - 1)
    upper = picture[top, left] * (1 - fx) + picture[top, right] * fx
    lower = picture[bottom, left] * (1 - fx) + picture[bottom, right] * fx
    return upper * (1 - fy) + lower * fy
