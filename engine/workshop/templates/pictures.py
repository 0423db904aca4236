"""Makes the pictures of the template `photo` out of our own 3D scene: a photo of a wall, and all the way round the reception.

    cargo build --release -p render --example look
    python engine/workshop/templates/pictures.py target/release/examples/look

Needs numpy and Pillow.
"""

import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image

HERE = Path(__file__).resolve().parent
SCENE = HERE.parents[2] / "content" / "harbour-clinic" / "harbour-clinic.glb"
WALL = {"eye": (2.55, 1.35, -0.85), "target": (2.6, 1.2, -2.6), "fov": 52, "size": (1280, 960)}
ROUND_EYE = (0.9, 1.6, 0.9)
ROUND_WIDTH = 2048
FACE = 1024
# Slightly more than a right angle would be cut off by rounding; the faces meet at exactly 90 degrees.
FACES = {
    "front": (0, 0, -1),
    "right": (1, 0, 0),
    "back": (0, 0, 1),
    "left": (-1, 0, 0),
    # Straight up and down the camera has no upright of its own: almost.
    "up": (0, 1, -1e-3),
    "down": (0, -1, -1e-3),
}


def main(look):
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        take(look, shot, **WALL)
        save(Image.open(shot), "wall.jpg")
        faces = {}
        for name, towards in FACES.items():
            target = tuple(e + t for e, t in zip(ROUND_EYE, towards))
            take(look, shot, eye=ROUND_EYE, target=target, fov=90, size=(FACE, FACE))
            faces[name] = numpy.asarray(Image.open(shot).convert("RGB"), dtype=numpy.float32)
        save(Image.fromarray(all_round(faces)), "reception.jpg")


def take(look, out, eye, target, fov, size):
    keys = [
        "eye=" + ",".join(map(str, eye)),
        "target=" + ",".join(map(str, target)),
        f"fov={fov}",
        f"size={size[0]}x{size[1]}",
        "tier=full",
        # The guide stands at ease, and not as modelled.
        "clip=Guide_Idle",
        "at=1.0",
    ]
    subprocess.run([look, str(SCENE), str(out), *keys], check=True, stdout=subprocess.DEVNULL)


def all_round(faces):
    """The equirectangular picture: its middle looks along -Z, three quarters along +X."""
    height = ROUND_WIDTH // 2
    u, v = numpy.meshgrid((numpy.arange(ROUND_WIDTH) + 0.5) / ROUND_WIDTH, (numpy.arange(height) + 0.5) / height)
    yaw, pitch = (u - 0.5) * 2 * math.pi, (0.5 - v) * math.pi
    x, y, z = numpy.sin(yaw) * numpy.cos(pitch), numpy.sin(pitch), -numpy.cos(yaw) * numpy.cos(pitch)
    out = numpy.zeros((height, ROUND_WIDTH, 3), dtype=numpy.float32)
    # For each face: how far ahead, to its right and up of it a direction points.
    axes = {
        "front": (-z, x, y),
        "right": (x, z, y),
        "back": (z, -x, y),
        "left": (-x, -z, y),
        "up": (y, x, z),
        "down": (-y, x, -z),
    }
    largest = numpy.maximum.reduce([axis[0] for axis in axes.values()])
    for name, (ahead, right, up) in axes.items():
        here = ahead >= largest - 1e-9
        column = (right[here] / ahead[here] + 1) / 2 * FACE - 0.5
        row = (1 - up[here] / ahead[here]) / 2 * FACE - 0.5
        out[here] = sampled(faces[name], column, row)
    return out.clip(0, 255).astype(numpy.uint8)


def sampled(face, column, row):
    """Bilinear."""
    column, row = column.clip(0, FACE - 1.001), row.clip(0, FACE - 1.001)
    left, top = column.astype(int), row.astype(int)
    across, down = (column - left)[:, None], (row - top)[:, None]
    upper = face[top, left] * (1 - across) + face[top, left + 1] * across
    lower = face[top + 1, left] * (1 - across) + face[top + 1, left + 1] * across
    return upper * (1 - down) + lower * down


def save(image, name):
    image.convert("RGB").save(HERE / name, quality=82, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
