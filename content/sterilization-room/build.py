"""Builds the sterilization room: labels, scene, baked light, glb, path-traced references, the picture on the home screen.

Run from the repository root, in this order or with single steps:
    python content/sterilization-room/build.py textures light export reference picture
`textures` also draws those of the clinic, which this room shares. `rooms` is the part of `light` that takes a minute;
`draft` is `export` without packing the pictures, which takes two; `light=8` bakes with so few samples, `reference=sink` makes one of the references alone. Needs Python
3.11 with numpy, pillow and bpy 4.5, and Node with ktx2-encoder.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLINIC = HERE.parent / "harbour-clinic"
BUILD = HERE / "build"
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(CLINIC)]

from measures import ROOMS, VIEWS
from tools.content import lightmap_charts, materials, part
from tools.content.scene_files import SceneFiles

LIGHTMAP_SIDE = 1024
SAMPLES, PROBE_SAMPLES = 40, 40
FILES = SceneFiles(
    HERE,
    exposure_ev=0.1,
    movable=(
        "Window_Glass", "Door_Glass", "Amira", "Door_Latch", "Incubator_Start", "Door_Gasket", "Gasket_", "Trays", "Load", "Water_Can",
        "Sealed_Can", "Tap_Jug", "Tap_Water", "Conductivity", "Meter_", "Display_", "Leak_", "Detergent", "Bleach", "Soft_", "Steel_Wool", "Chamber_Cleaner",
        "Cloth_", "Grease", "Goggles", "Heat_Gloves", "Fluid_Gloves", "Padlock", "Lock_", "BD_", "Spore_", "Do_Not_Use", "Reservoir_Cap",
        "Autoclave_Plug", "Lead_", "Drain_Hose", "Drain_Container", "Drain_Water", "Log_Book",
    ),
    people=("Amira",),
    panes=("Window_Area",),
    packed=("outside",),
    packed_finely=("oak_col", "vinyl_col"),
    views=VIEWS,
    # Amira stands in the window's light, which is baked without whoever moves.
    absent=(
        "Amira", "Amira_Mesh", "Display_[CLRW]*", "Display_Dark", "Leak_[0-9]*", "Meter_4*", "Gasket_Cracked", "Lead_Unplugged", "BD_Sheet_Pale", "Spore_*_Yellow",
        "Tap_Water",
    ),
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
    pictures.outside()
    BUILD.mkdir(exist_ok=True)
    of_clinic = signs.all_signs()
    shared = {name: of_clinic[name] for name in ("exit_sign", "door_utility")}
    pack(labels.all_labels() | shared, 2048, BUILD / "labels.png")


def main(steps):
    if "textures" in steps:
        textures()
    if steps == ["textures"]:
        return
    if steps == ["pack"]:
        return FILES.pack()
    clip_extras = scene("nobody" not in steps)
    light = next((step for step in steps if step.startswith("light")), None)
    samples = int((light or "").partition("=")[2] or SAMPLES)
    if light:
        FILES.lightmap(LIGHTMAP_SIDE, samples)
    if light or "rooms" in steps:
        FILES.rooms(ROOMS, min(samples, PROBE_SAMPLES))
    if "export" in steps or "draft" in steps:
        FILES.export(clip_extras, "export" in steps)
    FILES.references(steps)
    if "picture" in steps:
        FILES.picture(*VIEWS["machine"])


if __name__ == "__main__":
    main(sys.argv[1:] or ["textures", "light", "export", "reference", "picture"])
