"""Builds the clinic: pictures, scene, lightmap, environment, glb, pictures of it.

Run from the repository root, in this order or with single steps:
    python content/harbour-clinic/build.py textures scene light export pictures
`scene` is implied by what follows it. Needs Python 3.11 with numpy, pillow and bpy 4.5.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from tools.content import lightmap_charts, materials, part

EXPOSURE_EV = 0.6
LIGHTMAP_SIDE = 1024
LIGHTMAP_SAMPLES = 48
MOVABLE = (
    "Window_Glass",
    "EntranceDoor_Glass",
    "Guide",
    "Box",
    "Badge",
    "Register",
    "Chart",
    "Extinguisher",
    "StaffDoor",
)


def scene(with_guide=True):
    """The whole scene in Blender; returns the guide's clip extras."""
    import corridor_props
    import furniture
    import places
    import reception_props
    import rooms
    import safety
    from surfaces import SURFACES

    part.new_scene()
    materials.use(SURFACES, BUILD)
    cells = json.loads((BUILD / "signs.json").read_text())
    for made in (rooms, furniture, reception_props, safety, corridor_props):
        made.build(cells)
    places.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    if with_guide:
        import guide

        return guide.build()
    return {}


def export(clip_extras):
    from tools.content.export import export as write

    extras = {
        "lightmap": "harbour-clinic.lightmap.png",
        "environment": "harbour-clinic.env.png",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / "harbour-clinic.glb", extras, clip_extras)


def main(steps):
    if "textures" in steps:
        import pictures

        pictures.main()
    clip_extras = scene("noguide" not in steps)
    if "light" in steps:
        from tools.content import bake

        bake.lightmap(
            list(part.LIGHTMAPPED),
            HERE / "harbour-clinic.lightmap.png",
            LIGHTMAP_SIDE,
            LIGHTMAP_SAMPLES,
            MOVABLE,
        )
        from layout import PROBE

        bake.environment(PROBE, HERE / "harbour-clinic.env.png")
    if "export" in steps:
        export(clip_extras)
    if "pictures" in steps:
        import photos

        photos.main(EXPOSURE_EV)


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "pictures"])
