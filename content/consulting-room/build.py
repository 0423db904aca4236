"""Builds the consulting room: pictures, scene, baked light, glb, references and the picture on the home screen.

Run from the repository root, in this order or with single steps:
    python content/consulting-room/build.py textures light export reference pictures
`rooms` is the part of `light` that keeps light for what moves; `pack` is the end of `export` alone; `grey` exports without packing,
`quick` bakes with few samples: for a look while working; `reference=door` makes one of the references alone. Needs what
harbour-clinic's build.py needs.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

from consulting_layout import ROOMS
from tools.content import lightmap_charts, materials, part
from tools.content.scene_files import SceneFiles

LIGHTMAP_SIDE, LIGHTMAP_SAMPLES, PROBE_SAMPLES, MIRROR_SAMPLES = 1024, 36, 24, 24
PEOPLE = ("Guide", "Patient", "Colleague", "Lab_Rig", "Lab_Mesh")
FILES = SceneFiles(
    HERE,
    exposure_ev=0.35,
    movable=(
        *PEOPLE, "Window_Glass", "Hatch_Glass", "Tube_Blue", "Tube_Gold", "Tube_Green", "Tube_Lavender", "Tube_Grey", "Tube_Culture",
        "Tube_Stray", "Label_", "Needle", "Tourniquet", "Wipe", "Gauze", "Plaster", "Bag_E", "Bag_F", "Bag_C", "Bag_S", "Form", "Arm_",
    ),
    people=PEOPLE,
    panes=("Window_Area",),
    packed=("signs", "outside", "screen"),
    packed_finely=("oak_col", "vinyl_col"),
    views={
        "chair": ((-0.1, 6.6, 1.6), (-2.3, 5.0, 0.9), 60.0),
        "door": ((-2.0, 6.35, 1.6), (0.1, 4.9, 1.05), 60.0),
    },
    absent=(
        "Form_Born_[!M]*", "Form_Born_Month", "Form_Tests_[BC]", "Tube_*_Filled", "Tube_*_Labelled", "Tube_*_Signed", "Needle_Ready*",
        "Needle_Safe*", "Tourniquet_Tight", "Bag_Complete*", "Bag_Filled*",
    ),
)  # fmt: skip
PICTURE = ((-0.55, 6.15, 1.6), (-1.95, 5.05, 0.95), 55.0)  # eye, target, vertical field of view in degrees


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


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["pack"]:
        return FILES.pack()
    if set(steps) <= {"textures"}:
        return None
    samples = (4, 8, 8) if "quick" in steps else (LIGHTMAP_SAMPLES, PROBE_SAMPLES, MIRROR_SAMPLES)
    clip_extras = scene("nopeople" not in steps)
    if "light" in steps:
        FILES.lightmap(LIGHTMAP_SIDE, samples[0])
    if "light" in steps or "rooms" in steps:
        FILES.rooms(ROOMS, *samples[1:])
    if "export" in steps or "grey" in steps:
        FILES.export(clip_extras, "export" in steps)
    FILES.references(steps)
    if "pictures" in steps:
        FILES.picture(*PICTURE)
    return None


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export"])
