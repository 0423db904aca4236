"""The scene path-traced, linear: what the engine's pictures are held against (tests/golden/tests/path_traced.rs).

Every light, surface and pose is the one that is shipped; cameras are those of `VIEWS`. Written in the encoding of the
lightmap, before exposure and tone map.
"""

from pathlib import Path

import bpy
from PIL import Image

from layout import EYE, TARGET, VFOV_DEG
from tools.content.photo import look
from tools.content import bake

HERE = Path(__file__).resolve().parent
SIZE, SAMPLES = (320, 180), 256

VIEWS = {  # name: eye, target, vertical field of view in degrees
    "entrance": (EYE, TARGET, VFOV_DEG),
    "counter": ((-1.6, 1.9, 1.6), (0.9, -1.6, 1.0), 60.0),
    "corridor": ((1.6, 3.0, 1.6), (1.5, 8.0, 1.2), 60.0),
}


def main(only=()):
    folder = HERE / "reference"
    folder.mkdir(exist_ok=True)
    bpy.context.scene.frame_set(0)
    for name, (eye, target, vfov_deg) in VIEWS.items():
        if not only or name in only:
            pixels = radiance(eye, target, vfov_deg)
            Image.fromarray(bake.encode(pixels)[::-1]).save(folder / f"{name}.png", optimize=True)
            print(f"reference {name}: mean {pixels.mean():.3f}")


def radiance(eye, target, vfov_deg):
    """Radiance towards the eye, denoised; rows from the bottom."""
    scene, camera = look(eye, target, vfov_deg)
    bake._cycles(SAMPLES)
    scene.cycles.pixel_filter_type = "BOX"  # a pixel is the mean over its square, as in the engine
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    pixels = bake._render_linear(scene, *SIZE)
    bpy.data.objects.remove(camera)
    return pixels
