"""The surfaces that only the sterilization room has; all others are the clinic's (harbour-clinic/surfaces.py)."""

from tools.content.materials import Surface

FINISHES = {
    "signs": Surface(rough=0.50, picture="labels"),
    "exit": Surface(rough=0.40, picture="labels", glow_picture="labels", glow_strength=0.45),
    "worktop": Surface("#d6d8d4", 0.38),
    "cabinet": Surface("#eceeea", 0.40),
    "splash": Surface("#dfe7e6", 0.22),
    "polished": Surface("#c9ccce", 0.24, 1.0),
    "brushed": Surface("#b9bdc0", 0.40, 1.0),
    "housing": Surface("#f3f1ec", 0.34),
    "bezel": Surface("#39464b", 0.45),
    "gasket": Surface("#b5552f", 0.62),
    "crack": Surface("#2a0f08", 0.90),
    "glass_dial": Surface("#eef4f5", 0.05, alpha=0.06, two_sided=True),
    "glass_clear": Surface("#e2eef0", 0.10, alpha=0.22, two_sided=True),
    "glass_water": Surface("#b7d3dc", 0.06, alpha=0.55, two_sided=True),
    "bottle": Surface("#eef1ef", 0.48),
    "bottle_blue": Surface("#3f78ad", 0.40),
    "bottle_amber": Surface("#c98a2b", 0.40),
    "cap_blue": Surface("#1d4f91", 0.45),
    "nitrile": Surface("#3d6fa8", 0.55),
    "latex": Surface("#efe3cd", 0.60),
    "sponge": Surface("#f0eee6", 0.95),
    "wool": Surface("#8d9296", 0.55, 0.9),
    "lockout": Surface("#c31b20", 0.42),
    "wrap": Surface("#9fc3dc", 0.85),
    "pouch": Surface("#f4f4f0", 0.55),
    "pouch_film": Surface("#8fc0dd", 0.25),
    "purple": Surface("#6a3f9a", 0.30),
    "yellow": Surface("#e3c022", 0.30),
    "amber_lamp": Surface("#4a3206", 0.30, glow="#ffb224", glow_strength=3.0),
}
CLOTHS = {  # with a picture of the clinic
    "cloth_blue": Surface("#7fb0d3", 0.92, normal="fabric_nrm", normal_strength=0.9, tile_metres=0.10),
    "cloth_white": Surface("#f2f2ee", 0.92, normal="fabric_nrm", normal_strength=0.9, tile_metres=0.10),
    "heat_cloth": Surface("#c9b592", 0.95, normal="fabric_nrm", normal_strength=1.0, tile_metres=0.08),
}
