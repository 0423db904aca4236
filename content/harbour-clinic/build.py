"""Builds the clinic: pictures, scene, baked light, glb, path-traced references and pictures of it.

Run from the repository root, in this order or with single steps:
    python content/harbour-clinic/build.py textures scene light export reference pictures
`rooms` is the part of `light` that takes a minute; `scene` is implied by what follows it; `reference=corridor` makes one of the references alone. `pack` is the end of `export` alone. Needs Python 3.11 with numpy, pillow and bpy 4.5, and Node with ktx2-encoder.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "north-wing")]

from tools.content import lightmap_charts, materials, part

EXPOSURE_EV = 0.6
LIGHTMAP_SIDE = 1408
LIGHTMAP_SAMPLES = 64
PROBE_SAMPLES = 64
PACKED = ("signs",)
PACKED_FINELY = ("floor_col", "oak_col", "screen")
MOVABLE = (
    "Window_Glass",
    "EntranceDoor_Glass",
    "Guide",
    "Reception_Mesh",
    "Tailgater",
    "Box",
    "Badge",
    "Register",
    "Chart",
    "Printout",
    "Password_Note",
    "UsbStick",
)  # the extinguisher is taken so rarely that the wall keeps its shadow


def scene(with_people=True):
    """The whole scene in Blender; returns the extras of people's clips."""
    import assembly
    import corridor_props
    import courtyard
    import desk_security
    import fire_props
    import furniture
    import places
    import reception_props
    import rooms
    import safety
    from layout import ASSEMBLY, RECORD_BOARD
    from surfaces import SURFACES

    part.new_scene()
    materials.use(SURFACES | courtyard.SURFACES, BUILD)
    cells = json.loads((BUILD / "signs.json").read_text())
    for made in (rooms, furniture, reception_props, desk_security, safety, corridor_props, courtyard):
        made.build(cells)
    fire_props.exit_door(cells)
    assembly.build(cells, ASSEMBLY, RECORD_BOARD)
    for name in ("AssemblySign", "AssemblyMark", "RollCall", "RollCall_List", "RollCall_Clip"):
        courtyard.casts_nothing(name)
    places.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    extras = {}
    if with_people:
        from content.people import people

        for node, (who, place) in places.PEOPLE.items():
            at, turn, _ = places.PLACES[place]
            extras |= people.build(who, node, at, turn)
    return extras


def rooms_light():
    """What moves is lit by probes, and what is shiny mirrors the room that it stands in."""
    from layout import ROOMS
    from tools.content import probes

    rooms = [probes.Room(*room) for room in ROOMS]
    probes.write(rooms, HERE / "harbour-clinic.rooms", PROBE_SAMPLES, ("Guide", "Reception_Mesh", "Tailgater"), MOVABLE, ("Window_Area",))


def export(clip_extras):
    from tools.content.export import export as write

    extras = {
        "lightmap": "harbour-clinic.lightmap.png",
        "rooms": "harbour-clinic.rooms.json",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / "harbour-clinic.glb", extras, clip_extras, MOVABLE)
    pack()


def pack():
    """Large pictures stay packed on the graphics card."""
    from tools.content import packed

    packed.pack(HERE / "harbour-clinic.glb", PACKED, PACKED_FINELY)


def main(steps):
    if "textures" in steps:
        import pictures

        pictures.main()
    if steps == ["pack"]:
        return pack()
    clip_extras = scene("nopeople" not in steps)
    if "light" in steps:
        from tools.content import bake

        bake.lightmap(
            list(part.LIGHTMAPPED),
            HERE / "harbour-clinic.lightmap.png",
            LIGHTMAP_SIDE,
            LIGHTMAP_SAMPLES,
            MOVABLE,
        )
    if "light" in steps or "rooms" in steps:
        rooms_light()
    if "export" in steps:
        export(clip_extras)
    wanted = [step.partition("=")[2] for step in steps if step.startswith("reference")]
    if wanted:
        import reference

        reference.main([name for name in wanted if name])
    if "pictures" in steps:
        import photos

        photos.main(EXPOSURE_EV)


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "reference", "pictures"])
