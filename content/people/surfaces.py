"""The surfaces of people, and the pictures that they use."""

from pathlib import Path

from tools.content import materials, textures
from tools.content.materials import Surface

BUILD = Path(__file__).resolve().parent / "build"
SURFACES = {
    "skin": Surface("#d29370", 0.52, specular=0.7, sheen="#4a3229", sheen_rough=0.45, tinted=True),
    "nail": Surface("#dba893", 0.35),
    "lip": Surface("#9d5a48", 0.55),
    "eye": Surface("#15100d", 0.12),
    "eye_white": Surface("#f4f2ee", 0.30),
    "hair": Surface(rough=0.42, picture="hair_col", specular=0.8, grain=0.7),
    "lash": Surface("#1d130e", 0.60),
    "scrubs": Surface("#26737f", 0.85, normal="fabric_nrm", normal_strength=0.45, specular=0.6, sheen="#567f86", sheen_rough=0.55, tile_metres=0.06),
    "scrubs_dark": Surface("#1f5d6b", 0.85, normal="fabric_nrm", normal_strength=0.45, specular=0.6, sheen="#45707a", sheen_rough=0.55, tile_metres=0.06),
    "shoe": Surface("#eceae6", 0.55),
    "teal": Surface("#0f7f84", 0.45),
    "paper": Surface("#f7f5ef", 0.85),
}


def add():
    """Adds the people's surfaces to the scene's; makes the pictures that are not there yet."""
    BUILD.mkdir(exist_ok=True)
    if not (BUILD / "hair_col.png").is_file():
        textures.make_fabric(BUILD, "#2f6f78")
        textures.make_hair(BUILD, "hair", "#1f130d", "#4a3022")
    materials.add(SURFACES, BUILD)
