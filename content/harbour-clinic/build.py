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
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from tools.content import lightmap_charts, materials, part

EXPOSURE_EV = 0.6
LIGHTMAP_SIDE = 1024
LIGHTMAP_SAMPLES = 64
PROBE_SAMPLES = 64
PACKED = ("signs", "outside")
PACKED_FINELY = ("floor_col", "oak_col", "screen")
MOVABLE = (
    "Window_Glass",
    "EntranceDoor_Glass",
    "Guide",
    "Box",
    "Badge",
    "Register",
    "Chart",
)  # the extinguisher is taken so rarely that the wall keeps its shadow


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
        from content.people import people

        at, turn, _ = places.PLACES["Guide_Start"]
        return people.build("Mateo", "Guide", at, turn)
    return {}


def rooms_light():
    """What moves is lit by probes, and what is shiny mirrors the room that it stands in."""
    from layout import ROOMS
    from tools.content import probes

    rooms = [probes.Room(*room) for room in ROOMS]
    probes.write(rooms, HERE / "harbour-clinic.rooms", PROBE_SAMPLES, ("Guide",), MOVABLE, ("Window_Area",))


def export(clip_extras):
    from tools.content.export import export as write

    extras = {
        "lightmap": "harbour-clinic.lightmap.png",
        "rooms": "harbour-clinic.rooms.json",
        "exposure_ev": EXPOSURE_EV,
        "units": "m",
        "licence": "MIT OR Apache-2.0",
    }
    write(HERE / "harbour-clinic.glb", extras, clip_extras)
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
