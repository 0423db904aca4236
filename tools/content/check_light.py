"""Checks that the baked light and glTF's light units agree, with small bakes of a white plane.

A directional light of intensity E must give E / pi * cos(angle), a point light I / d^2 / pi * cos(angle);
the encoding must survive a round trip.

    python tools/content/check_light.py         (needs bpy; a few seconds)
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "content" / "harbour-clinic"))

import bpy
import numpy as np
from mathutils import Vector

from places import SUN_DIRECTION, SUN_STRENGTH
from tools.content import bake, export, lightmap_charts, materials, part, shapes

TOLERANCE = 0.02


def white_plane(size):
    """A white square on the floor with lightmap coordinates."""
    part.new_scene()
    materials.use({"white": materials.Surface("#ffffff", 1.0)}, ".")
    made = part.Part("Plane", lightmap=1.0)
    h = size / 2
    made.add(lambda bm: shapes.quad(bm, (-h, -h, 0), (h, -h, 0), (h, h, 0), (-h, h, 0)), "white")
    plane = made.done()
    lightmap_charts.pack_objects(part.LIGHTMAPPED, 64)
    bake._plain_white_response(plane)
    return plane


def lit(plane, kind, at, energy, direction=None):
    """The mean direct light on the plane's texels, and the lamp."""
    data = bpy.data.lights.new("Lamp", kind)
    data.energy = energy
    lamp = bpy.data.objects.new("Lamp", data)
    lamp.location = at
    if direction:
        lamp.rotation_euler = Vector(direction).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(lamp)
    bake._cycles(256)
    pixels, covered = bake._bake(plane, 64, {"DIRECT"})
    return pixels[covered].mean(), data


def compare(name, measured, expected):
    off = abs(measured / expected - 1)
    print(f"{name}: baked {measured:.4f}, formula {expected:.4f}, off by {off:.2%}")
    return off <= TOLERANCE


def check_sun():
    measured, lamp = lit(white_plane(1.0), "SUN", (0, 0, 3), SUN_STRENGTH, SUN_DIRECTION)
    direction = Vector(SUN_DIRECTION).normalized()
    return compare("sun on the floor", measured, export.intensity(lamp) / math.pi * -direction.z)


def check_point():
    """A plane so small that distance and angle are the same everywhere."""
    measured, lamp = lit(white_plane(0.05), "POINT", (0.9, 0, 1.2), 22.0)
    distance = math.hypot(0.9, 1.2)
    return compare("point lamp", measured, export.intensity(lamp) / distance**2 / math.pi * 1.2 / distance)


def check_encoding():
    light = np.random.default_rng(1).uniform(0, 1, (64, 64, 3)) ** 4 * 12
    error = np.abs(bake.decode(bake.encode(light)) - light) / np.maximum(
        light.max(axis=2, keepdims=True), 0.01
    )
    print(f"encoding: off by at most {error.max():.2%} of the brightest channel")
    return error.max() < 0.02


def main():
    sys.exit(0 if all([check_sun(), check_point(), check_encoding()]) else 1)


if __name__ == "__main__":
    main()
