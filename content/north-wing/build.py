"""Builds the north wing: pictures, scene, baked light, glb, path-traced references and the picture of it.

Run from the repository root, in this order or with single steps:
    python content/north-wing/build.py textures light export reference pictures
`rooms` is the part of `light` that takes a few minutes; `pack` is the end of `export` alone. What it needs stands in content/harbour-clinic/build.py.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

import cast
from tools.content import lightmap_charts, materials, part

EXPOSURE_EV = 0.6
LIGHTMAP_SIDE = 1024
LIGHTMAP_SAMPLES = 64
PROBE_SAMPLES = 64
PACKED = ("signs",)
PACKED_FINELY = ("oak_col", "vinyl_col")
MOVABLE = ("CopierWindow_Glass", "CopierDoor_Glass", *cast.NODES)


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


def rooms_light():
    from tools.content import probes
    from wing import ROOMS

    probes.write([probes.Room(*room) for room in ROOMS], HERE / "north-wing.rooms", PROBE_SAMPLES, cast.NODES, MOVABLE)


def export(clip_extras):
    from tools.content.export import export as write

    extras = {
        "lightmap": "north-wing.lightmap.png",
        "rooms": "north-wing.rooms.json",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / "north-wing.glb", extras, clip_extras)
    pack()


def pack():
    from tools.content import packed

    packed.pack(HERE / "north-wing.glb", PACKED, PACKED_FINELY)


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["pack"]:
        return pack()
    clip_extras = scene("nopeople" not in steps)
    if "light" in steps:
        from tools.content import bake

        names = list(part.LIGHTMAPPED)
        bake.lightmap(names, HERE / "north-wing.lightmap.png", LIGHTMAP_SIDE, LIGHTMAP_SAMPLES, MOVABLE)
    if "light" in steps or "rooms" in steps:
        rooms_light()
    if "export" in steps:
        export(clip_extras)
    if "pictures" in steps:
        import photos
        from wing import EYE, TARGET, VFOV_DEG

        photos.photo(HERE / "picture.jpg", (640, 400), EYE, TARGET, VFOV_DEG, 32, EXPOSURE_EV)


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "pictures"])
