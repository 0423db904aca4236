"""Builds the consulting room: pictures, scene, baked light, glb, references and the picture on the home screen.

Run from the repository root, in this order or with single steps:
    python content/consulting-room/build.py textures light export reference pictures
`rooms` is the part of `light` that keeps light for what moves; `pack` is the end of `export` alone; `grey` exports without packing,
`quick` bakes with few samples: for a look while working. Needs what
harbour-clinic's build.py needs.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

from tools.content import lightmap_charts, materials, part

NAME = "consulting-room"
EXPOSURE_EV = 0.35
VIEWS = {  # name: eye, target, vertical field of view in degrees
    "chair": ((-0.55, 6.15, 1.6), (-1.95, 5.05, 0.95), 55.0),
    "bench": ((-1.55, 4.95, 1.6), (-1.35, 6.9, 1.1), 65.0),
}
LIGHTMAP_SIDE, LIGHTMAP_SAMPLES, PROBE_SAMPLES, MIRROR_SAMPLES = 704, 36, 24, 24
PACKED = ("signs", "outside", "screen")
PACKED_FINELY = ("oak_col", "vinyl_col")
PEOPLE = ("Guide", "Patient", "Colleague", "Lab_Rig", "Lab_Mesh")
MOVABLE = (
    *PEOPLE, "Window_Glass", "Hatch_Glass", "Tube_Blue", "Tube_Gold", "Tube_Green", "Tube_Lavender", "Tube_Grey", "Tube_Culture",
    "Tube_Stray", "Label_", "Needle", "Tourniquet", "Wipe", "Gauze", "Plaster", "Bag_E", "Bag_F", "Bag_C", "Bag_S", "Form", "Arm_",
)


def textures():
    import pictures
    from tools.content.drawing import pack

    import printed

    BUILD.mkdir(exist_ok=True)
    pictures.building(BUILD)
    pictures.BUILD = BUILD
    pictures.outside()
    printed.record().save(BUILD / "screen.png")
    pack(printed.all_printed(), 2048, BUILD / "signs.png")


def scene(with_people=True):
    """The whole scene in Blender; returns the people's clip extras."""
    import consulting_fittings
    import consulting_places
    import consulting_props
    import consulting_shell
    import specimen_kit
    from consulting_surfaces import SURFACES

    part.new_scene()
    materials.use(SURFACES, BUILD)
    cells = json.loads((BUILD / "signs.json").read_text())
    for made in (consulting_shell, consulting_fittings, consulting_props, specimen_kit):
        made.build(cells)
    consulting_places.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    if with_people:
        import occupants

        return occupants.build()
    return {}


def rooms_light():
    from consulting_layout import ROOMS
    from tools.content import probes

    rooms = [probes.Room(*room) for room in ROOMS]
    probes.write(rooms, HERE / f"{NAME}.rooms", PROBE_SAMPLES, PEOPLE, MOVABLE, ("Window_Area",), MIRROR_SAMPLES)


def export(clip_extras):
    from tools.content.export import export as write

    extras = {
        "lightmap": f"{NAME}.lightmap.png",
        "rooms": f"{NAME}.rooms.json",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / f"{NAME}.glb", extras, clip_extras)


def pack():
    """Large pictures stay packed on the graphics card."""
    from tools.content import packed

    packed.pack(HERE / f"{NAME}.glb", PACKED, PACKED_FINELY)


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["pack"]:
        return pack()
    if set(steps) <= {"textures"}:
        return None
    if "quick" in steps:
        global LIGHTMAP_SAMPLES, PROBE_SAMPLES, MIRROR_SAMPLES
        LIGHTMAP_SAMPLES, PROBE_SAMPLES, MIRROR_SAMPLES = 4, 8, 8
    clip_extras = scene("nopeople" not in steps)
    if "light" in steps:
        from tools.content import bake

        bake.lightmap(list(part.LIGHTMAPPED), HERE / f"{NAME}.lightmap.png", LIGHTMAP_SIDE, LIGHTMAP_SAMPLES, MOVABLE)
    if "light" in steps or "rooms" in steps:
        rooms_light()
    if "export" in steps or "grey" in steps:
        export(clip_extras)
    if "export" in steps:
        pack()
    if "reference" in steps:
        import reference

        reference.main((), VIEWS, HERE / "reference")
    if "pictures" in steps:
        from tools.content.photo import photo

        photo(HERE / "picture.jpg", (640, 400), *VIEWS["chair"], 32, EXPOSURE_EV)
    return None


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export"])
