"""Builds the office: pictures, scene, baked light, glb and the picture on the home screen.

Run from the repository root, in this order or with single steps:
    python content/office/build.py textures light export picture
`rooms` is the part of `light` that keeps light for what moves; `grey` exports without packing the pictures, for a look while working;
`samples=8` bakes with so few samples. Needs what harbour-clinic's build.py needs.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "harbour-clinic")]

from tools.content import lightmap_charts, materials, part

NAME = "office"
EXPOSURE_EV = 0.35
LIGHTMAP_SIDE, SAMPLES = 512, 32
PACKED = ("signs", "outside")
PACKED_FINELY = ("oak_col", "vinyl_col", "carpet_col", "screen")
PEOPLE = (("Mateo", "Guide", "Guide_Start"), ("Amira", "Colleague", "Colleague_Start"))
CLIPS = ("Idle", "Walk", "Point", "Talk", "Blink", "Speak")
MOVABLE = ("Guide", "Colleague", "Window_Glass", "Mail_", "Report_Button", "Opened_Page", "Network_Cable", "Password_Note")


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


def lightmap(samples):
    from tools.content import bake

    bake.lightmap(list(part.LIGHTMAPPED), HERE / f"{NAME}.lightmap.png", LIGHTMAP_SIDE, samples, MOVABLE)


def rooms_light(samples):
    from office_layout import ROOMS
    from tools.content import probes

    rooms = [probes.Room(*room) for room in ROOMS]
    people = tuple(node for _, node, _ in PEOPLE)
    probes.write(rooms, HERE / f"{NAME}.rooms", samples, people, MOVABLE, ("Window_Area",))


def export(clip_extras, packed):
    from tools.content import packed as packing
    from tools.content.export import export as write

    extras = {
        "lightmap": f"{NAME}.lightmap.png",
        "rooms": f"{NAME}.rooms.json",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / f"{NAME}.glb", extras, clip_extras)
    if packed:
        packing.pack(HERE / f"{NAME}.glb", PACKED, PACKED_FINELY)


def picture():
    """The picture on the home screen, path-traced, with one look of what has several."""
    import bpy
    import photos

    unseen = ("Opened_Page", "Network_Cable_Out", "Mail_Doubt_Manager")
    for obj in bpy.data.objects:
        obj.hide_render = obj.name.startswith(unseen) or obj.name.endswith("_Decided")

    photos.photo(HERE / "picture.jpg", (640, 400), (3.05, 4.25, 1.60), (4.55, 3.15, 1.10), 52, 32, EXPOSURE_EV)


def main(steps):
    samples = next((int(step.partition("=")[2]) for step in steps if step.startswith("samples=")), SAMPLES)
    if "textures" in steps:
        textures()
    clip_extras = scene()
    if "light" in steps:
        lightmap(samples)
    if "light" in steps or "rooms" in steps:
        rooms_light(samples)
    if "export" in steps or "grey" in steps:
        export(clip_extras, "export" in steps)
    if "picture" in steps:
        picture()


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "picture"])
