"""Scenes path-traced, linear: what the engine's pictures are held against (tests/golden/tests/path_traced.rs).

Every light, surface and pose is the one that is shipped. The pictures are written in the encoding of the lightmap, before exposure and
tone map; `views.json` beside them says where each was taken from and what was left out, so that the engine stands in the same place.
"""

import json
from fnmatch import fnmatchcase

import bpy
from PIL import Image

from . import bake, probes
from .photo import look

SIZE, SAMPLES = (320, 180), 256


def write(folder, views, only=(), absent=(), samples=SAMPLES):
    """Renders `views`, name: (eye, target, vertical field of view in degrees), or those named in `only`."""
    folder.mkdir(exist_ok=True)
    bpy.context.scene.frame_set(0)
    hidden = hide(absent)
    for name, view in views.items():
        if not only or name in only:
            pixels = radiance(*view, samples)
            Image.fromarray(bake.encode(pixels)[::-1]).save(folder / f"{name}.png", optimize=True)
            note(folder, name, view, hidden)
            print(f"reference {name}: mean {pixels.mean():.3f}")
    for name in hidden:
        bpy.data.objects[name].hide_render = False


def hide(absent):
    """Hides objects whose names match one of these patterns, looks of things that do not show at the same time; returns their names."""
    hidden = sorted(o.name for o in bpy.data.objects if any(fnmatchcase(o.name, pattern) for pattern in absent))
    for name in hidden:
        bpy.data.objects[name].hide_render = True
    return hidden


def note(folder, name, view, hidden=()):
    """Keeps one picture's camera, in glTF's axes, and the nodes that it does not show."""
    path = folder / "views.json"
    noted = {v["name"]: v for v in json.loads(path.read_text())["views"]} if path.is_file() else {}
    eye, target, vfov_deg = view
    noted[name] = {
        "name": name,
        "eye": probes.turned(eye),
        "target": probes.turned(target),
        "vfov_deg": round(vfov_deg, 4),
        "absent": list(hidden),
    }
    rows = ",\n".join(json.dumps(noted[name]) for name in sorted(noted))
    path.write_text(f'{{"views": [\n{rows}\n]}}\n')


def radiance(eye, target, vfov_deg, samples=SAMPLES):
    """Radiance towards the eye, denoised; rows from the bottom."""
    scene, camera = look(eye, target, vfov_deg)
    bake._cycles(samples)
    scene.cycles.pixel_filter_type = "BOX"  # a pixel is the mean over its square, as in the engine
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    pixels = bake._render_linear(scene, *SIZE)
    bpy.data.objects.remove(camera)
    return pixels
