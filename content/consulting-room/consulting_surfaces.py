"""The consulting room's surfaces: the clinic's, and what only specimens need."""

from surfaces import SURFACES as CLINIC
from tools.content.materials import Surface

SURFACES = CLINIC | {
    "led_panel": Surface("#ffffff", 0.40, glow="#fffaf2", glow_strength=3.2),
    "cap_culture": Surface("#e8e4d8", 0.40),
    "cap_blue": Surface("#8cc4ea", 0.40),
    "cap_gold": Surface("#d8a21c", 0.40),
    "cap_green": Surface("#2f9a55", 0.40),
    "cap_lavender": Surface("#9a78c4", 0.40),
    "cap_grey": Surface("#8c9296", 0.40),
    "tube_glass": Surface("#e4eef2", 0.10, alpha=0.22),
    "frosted_solid": Surface("#e3e9ea", 0.35),
    "blood": Surface("#5c0a0e", 0.18, coat=0.5),
    "broth": Surface("#b5853c", 0.25),
    "gel": Surface("#e8e2c8", 0.40),
    "glove": Surface("#4a62a8", 0.55),
    "strap": Surface("#2a6fb0", 0.60),
    "vein": Surface("#9fb4c8", 0.60, alpha=0.35),
    "plaster": Surface("#d9a982", 0.70),
    "sharps_yellow": Surface("#f4c81e", 0.42),
    "bag_film": Surface("#dfe9ec", 0.15, alpha=0.45),
    "tray": Surface("#3f6f9a", 0.45),
    "transport": Surface("#2f6aa8", 0.50),
}
