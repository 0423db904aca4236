"""Builds the north wing: pictures, scene, baked light, glb, path-traced references and the picture of it.

Run from the repository root, in this order or with single steps:
    python content/north-wing/build.py textures light export reference pictures
`rooms` is the part of `light` that takes a few minutes; `pack` is the end of `export` alone; `reference=yard` makes one of
the references alone. What it needs stands in content/harbour-clinic/build.py.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

import cast
from tools.content import lightmap_charts, materials, part
from tools.content.scene_files import SceneFiles
from wing import EYE, ROOMS, TARGET, VFOV_DEG, VIEWS

LIGHTMAP_SIDE = 1024
LIGHTMAP_SAMPLES = 64
PROBE_SAMPLES = 64
FILES = SceneFiles(
    HERE,
    exposure_ev=0.6,
    movable=("CopierWindow_Glass", "CopierDoor_Glass", *cast.NODES),
    people=cast.NODES,
    packed=("signs",),
    packed_finely=("oak_col", "vinyl_col"),
    views=VIEWS,
    absent=("Extinguisher_HoseHeld",),
)


def scene(with_people=True):
    """The whole scene in Blender; returns the clips' extras."""
    import assembly
    import copier_room
    import corridor
    import fire_props
    import side_rooms
    import surfaces
    import wing_places
    import yard

    part.new_scene()
    materials.use(surfaces.SURFACES | yard.SURFACES | corridor.SURFACES, BUILD)
    cells = json.loads((BUILD / "signs.json").read_text())
    for made in (corridor, copier_room, side_rooms, fire_props, yard, assembly):
        made.build(cells)
    assembly.bench()
    wing_places.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    return cast.build() if with_people else {}


def textures():
    import pictures
    import wing_signs
    import yard_pictures
    from tools.content import drawing
    from tools.content import textures as make

    BUILD.mkdir(exist_ok=True)
    pictures.building(BUILD)
    make.make_hair(BUILD, "hair", "#1f130d", "#4a3022")
    yard_pictures.make(BUILD)
    drawing.pack(wing_signs.all_signs(), 2048, BUILD / "signs.png")


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["pack"]:
        return FILES.pack()
    clip_extras = scene("nopeople" not in steps)
    if "light" in steps:
        FILES.lightmap(LIGHTMAP_SIDE, LIGHTMAP_SAMPLES)
    if "light" in steps or "rooms" in steps:
        FILES.rooms(ROOMS, PROBE_SAMPLES)
    if "export" in steps:
        FILES.export(clip_extras)
    FILES.references(steps)
    if "pictures" in steps:
        FILES.picture(EYE, TARGET, VFOV_DEG)


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "reference", "pictures"])
