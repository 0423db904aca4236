"""Builds the office: pictures, scene, baked light, glb, path-traced references and the picture on the home screen.

Run from the repository root, in this order or with single steps:
    python content/office/build.py textures light export reference picture
`rooms` is the part of `light` that keeps light for what moves; `grey` exports without packing the pictures, for a look while working;
`samples=8` bakes with so few samples; `reference=door` makes one of the references alone. Needs what harbour-clinic's build.py needs.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

from office_layout import ROOMS
from tools.content import lightmap_charts, materials, part
from tools.content.scene_files import SceneFiles

LIGHTMAP_SIDE, SAMPLES = 1024, 48
PEOPLE = (("Mateo", "Guide", "Guide_Start"), ("Amira", "Colleague", "Colleague_Start"))
CLIPS = ("Idle", "Walk", "Point", "Talk", "Blink", "Speak")
FILES = SceneFiles(
    HERE,
    exposure_ev=0.35,
    movable=("Guide", "Colleague", "Window_Glass", "Mail_", "Report_Button", "Opened_Page", "Network_Cable", "Password_Note"),
    people=tuple(node for _, node, _ in PEOPLE),
    panes=("Window_Area",),
    packed=("signs", "outside"),
    packed_finely=("oak_col", "vinyl_col", "carpet_col", "screen"),
    views={
        "desk": ((3.05, 4.25, 1.60), (4.55, 3.15, 1.10), 52.0),
        "door": ((4.6, 4.5, 1.6), (3.5, 2.9, 0.9), 62.0),
    },
    # Mateo stands in the window's light, which is baked without whoever moves.
    absent=("Opened_Page*", "Network_Cable_Out*", "Mail_Doubt_Manager*", "*_Decided", "Guide", "Guide_Mesh"),
)


def textures():
    import office_prints
    import pictures
    from tools.content import drawing
    from tools.content import textures as made

    BUILD.mkdir(exist_ok=True)
    made.make_wood(BUILD, "oak", 512, 1, 300, "#a8804f", "#d3b080", 1, False)
    made.make_plaster(BUILD)
    made.make_fabric(BUILD, "#2f6f78")
    made.make_ceiling(BUILD)
    made.make_vinyl(BUILD, "vinyl", "#c9c8bf")
    made.make_carpet(BUILD, "carpet", "#87908f")
    pictures.BUILD = BUILD
    pictures.outside()
    office_prints.mailbox().save(BUILD / "screen.png")
    drawing.pack(office_prints.all_prints(), 1536, BUILD / "signs.png")


def scene():
    """The whole scene in Blender; returns the people's clip extras."""
    import office_furniture
    import office_places
    import office_props
    import office_shell
    from content.people import people
    from office_surfaces import SURFACES

    part.new_scene()
    materials.use(SURFACES, BUILD)
    cells = json.loads((BUILD / "signs.json").read_text())
    for made in (office_shell, office_furniture, office_props):
        made.build(cells)
    office_places.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    clip_extras = {}
    for name, node, place in PEOPLE:
        at, turn, _ = office_places.PLACES[place]
        clip_extras |= people.build(name, node, at, turn, CLIPS)
    return clip_extras


def main(steps):
    samples = next((int(step.partition("=")[2]) for step in steps if step.startswith("samples=")), SAMPLES)
    if "textures" in steps:
        textures()
    clip_extras = scene()
    if "light" in steps:
        FILES.lightmap(LIGHTMAP_SIDE, samples)
    if "light" in steps or "rooms" in steps:
        FILES.rooms(ROOMS, samples)
    if "export" in steps or "grey" in steps:
        FILES.export(clip_extras, "export" in steps)
    FILES.references(steps)
    if "picture" in steps:
        FILES.picture(*FILES.views["desk"])


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "reference", "picture"])
