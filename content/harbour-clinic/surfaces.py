"""The clinic's surfaces. Colours are the palette of the look picture: oak, teal, paper white."""

from tools.content.materials import Surface

SURFACES = {
    "wall": Surface("#e9e6df", 0.82, normal="plaster_nrm", normal_strength=0.35),
    "accent": Surface("#2b6a73", 0.80, normal="plaster_nrm", normal_strength=0.35),
    "outer": Surface("#d9d5cb", 0.90),
    "floor": Surface(
        rough=0.45,
        picture="floor_col",
        normal="floor_nrm",
        normal_strength=0.6,
        orm="floor_orm",
        tile_metres=1.6,
    ),
    "vinyl": Surface(rough=0.42, picture="vinyl_col", tile_metres=0.9),
    "oak": Surface(picture="oak_col", normal="oak_nrm", normal_strength=0.5, orm="oak_orm", tile_metres=0.9),
    "ceiling": Surface(
        rough=0.95, picture="ceiling_col", normal="ceiling_nrm", normal_strength=0.6, tile_metres=0.6
    ),
    "trim": Surface("#f2f1ee", 0.45),
    "laminate": Surface("#f3f1ec", 0.32),
    "steel": Surface("#c8cbce", 0.32, 1.0),
    "dark": Surface("#23272b", 0.42),
    "black": Surface("#0d0e10", 0.30),
    "key": Surface("#3a4147", 0.50),
    "fabric": Surface(
        rough=0.90, picture="fabric_col", normal="fabric_nrm", normal_strength=0.8, tile_metres=0.12
    ),
    "mat": Surface(rough=0.97, picture="mat_col", normal="mat_nrm", tile_metres=0.8),
    "red": Surface("#b01116", 0.22, coat=0.6),
    "rubber": Surface("#1b1b1c", 0.75),
    "brass": Surface("#c9a14a", 0.30, 1.0),
    "glass": Surface("#dfeef2", 0.04, alpha=0.05, two_sided=True),
    "frosted": Surface("#e6f0f2", 0.55, alpha=0.55, two_sided=True),
    "screen": Surface("#050607", 0.25, glow_picture="screen", glow_strength=1.0),
    "signs": Surface(rough=0.50, picture="signs"),
    "exit": Surface(rough=0.40, picture="signs", glow_picture="signs", glow_strength=0.45),
    "led_panel": Surface("#ffffff", 0.40, glow="#fffaf2", glow_strength=7.0),
    "led_strip": Surface("#ffffff", 0.40, glow="#ffd9a0", glow_strength=9.0),
    "led": Surface("#3d0a0a", 0.30, glow="#ff3326", glow_strength=5.0),
    "status": Surface("#0a3d1c", 0.30, glow="#27e36b", glow_strength=5.0),
    "leaf": Surface("#2f6236", 0.55, two_sided=True),
    "leaf_light": Surface("#58893f", 0.58, two_sided=True),
    "soil": Surface("#2c2119", 0.95),
    "pot": Surface("#d8d2c6", 0.50),
    "stem": Surface("#55602f", 0.80),
    "teal": Surface("#0f7f84", 0.45),
    "paper": Surface("#f7f5ef", 0.85),
    "card": Surface("#b98d5c", 0.85),
    "tape": Surface("#d8b98a", 0.35),
    "lanyard": Surface("#0b6470", 0.70),
    "bin": Surface("#9aa0a0", 0.50),
    "jets": Surface("#1c9a4c", 0.35),
    "outside": Surface("#000000", 1.0, glow_picture="outside", glow_strength=1.0, specular=0.0),
    "lawn": Surface("#000000", 1.0, glow="#86a868", glow_strength=1.0, specular=0.0),
    "paving": Surface("#000000", 1.0, glow="#b9b3a6", glow_strength=1.0, specular=0.0),
}
