"""Builds the sterilization room: labels, scene, baked light, glb, path-traced reference.

Run from the repository root, in this order or with single steps:
    python content/sterilization-room/build.py textures light export reference
`textures` also draws those of the clinic, which this room shares. `rooms` is the part of `light` that takes a minute;
`draft` is `export` without packing the pictures, which takes two; `light=8` bakes with so few samples. Needs Python
3.11 with numpy, pillow and bpy 4.5, and Node with ktx2-encoder.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLINIC = HERE.parent / "harbour-clinic"
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(CLINIC)]

from tools.content import lightmap_charts, materials, part

NAME = "sterilization-room"
EXPOSURE_EV = 0.1
LIGHTMAP_SIDE = 512
SAMPLES, PROBE_SAMPLES = 32, 24
PACKED = ("outside",)
PACKED_FINELY = ("oak_col", "vinyl_col")
MOVABLE = (  # casts nothing into the baked light: glass, what can be taken or opened
    "Window_Glass", "Door_Glass", "Amira", "Autoclave_Door", "Door_Latch", "Door_Gasket", "Gasket_", "Trays", "Load", "Water_Can",
    "Sealed_Can", "Tap_Jug", "Tap_Water", "Conductivity", "Meter_", "Display_", "Leak_", "Detergent", "Bleach", "Soft_", "Steel_Wool", "Chamber_Cleaner",
    "Cloth_", "Grease", "Goggles", "Heat_Gloves", "Fluid_Gloves", "Padlock", "Lock_", "BD_", "Spore_", "Do_Not_Use", "Reservoir_Cap",
    "Autoclave_Plug", "Lead_", "Drain_Hose", "Drain_Container", "Drain_Water", "Log_Book",
)  # fmt: skip


def scene(with_people=True):
    """The whole scene in Blender; returns the extras of the clips."""
    import autoclave
    import benches
    import controls
    import shell
    import spots
    import supplies
    import tests_of_cycles
    from finishes import CLOTHS, FINISHES
    from surfaces import SURFACES

    part.new_scene()
    materials.use(FINISHES, BUILD)
    materials.add(CLOTHS | SURFACES, CLINIC / "build")
    cells = json.loads((BUILD / "labels.json").read_text())
    shell.build(cells)
    benches.build(cells)
    controls.build(autoclave.build(cells), cells)
    autoclave.drain_container(cells)
    controls.hose()
    supplies.build(cells)
    tests_of_cycles.build(cells)
    spots.build()
    per_metre = lightmap_charts.pack_objects(part.LIGHTMAPPED, LIGHTMAP_SIDE)
    print(f"lightmap: {per_metre:.1f} texels per metre")
    return spots.colleague() if with_people else {}


def textures():
    """This room's atlas of labels, and the pictures of surfaces that it shares with the clinic."""
    import labels
    import pictures
    import signs
    from tools.content.drawing import pack

    pictures.main()
    BUILD.mkdir(exist_ok=True)
    of_clinic = signs.all_signs()
    shared = {name: of_clinic[name] for name in ("exit_sign", "door_utility")}
    pack(labels.all_labels() | shared, 2048, BUILD / "labels.png")


def rooms_light(samples):
    """What moves is lit by probes, and what is shiny mirrors the room that it stands in."""
    from measures import ROOMS
    from tools.content import probes

    rooms = [probes.Room(*room) for room in ROOMS]
    probes.write(rooms, HERE / f"{NAME}.rooms", samples, ("Amira",), MOVABLE, ("Window_Area",))


def lightmap(samples):
    from tools.content import bake

    bake.lightmap(list(part.LIGHTMAPPED), HERE / f"{NAME}.lightmap.png", LIGHTMAP_SIDE, samples, MOVABLE)


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


def reference():
    """The scene path-traced, linear, in the lightmap's encoding: what the engine's picture is held against."""
    from measures import VIEW
    from PIL import Image
    from reference import radiance
    from tools.content import bake

    folder = HERE / "reference"
    folder.mkdir(exist_ok=True)
    Image.fromarray(bake.encode(radiance(*VIEW))[::-1]).save(folder / "machine.png", optimize=True)


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["textures"]:
        return
    if steps == ["pack"]:
        return pack()
    clip_extras = scene("nobody" not in steps)
    light = next((step for step in steps if step.startswith("light")), None)
    samples = int((light or "").partition("=")[2] or SAMPLES)
    if light:
        lightmap(samples)
    if light or "rooms" in steps:
        rooms_light(min(samples, PROBE_SAMPLES))
    if "export" in steps or "draft" in steps:
        export(clip_extras)
    if "export" in steps:
        pack()
    if "reference" in steps:
        reference()


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "reference"])
