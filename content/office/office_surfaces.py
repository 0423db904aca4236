"""The office's surfaces: the clinic's, and what only an office needs."""

from surfaces import SURFACES as CLINIC
from tools.content.materials import Surface

SURFACES = CLINIC | {
    "led_panel": Surface("#ffffff", 0.40, glow="#fffaf2", glow_strength=3.4),
    "carpet": Surface(rough=0.97, picture="carpet_col", normal="carpet_nrm", tile_metres=0.8),
    "page": Surface("#050607", 0.25, glow="#eef3f6", glow_strength=0.72),
    "screen": Surface("#050607", 0.25, glow_picture="screen", glow_strength=0.72),
    "on_screen": Surface("#050607", 0.25, glow_picture="signs", glow_strength=0.72),
    "cable": Surface("#2f6aa8", 0.50),
    "note": Surface("#f3dc6b", 0.85),
    "bin": Surface("#5b6468", 0.42),
    "oatmeal": Surface("#b9ab94", 0.90, normal="fabric_nrm", normal_strength=0.6, tile_metres=0.12),
    "link": Surface("#27c46a", 0.30, glow="#27e36b", glow_strength=4.0),
}
