"""The surfaces of people, and the pictures that they use. Their colours are in the points (cast.py), so that all people share them."""

from pathlib import Path

import numpy as np

from tools.content import materials, textures
from tools.content.materials import Surface

BUILD = Path(__file__).resolve().parent / "build"
SURFACES = {
    "skin": Surface(rough=0.50, normal="skin_nrm", normal_strength=0.35, specular=0.75, sheen="#3a2a24", sheen_rough=0.45, tinted=True, tile_metres=0.05),
    "eye": Surface(rough=0.08, tinted=True),
    "glint": Surface("#ffffff", 0.30, glow="#ffffff", glow_strength=0.8),
    "hair": Surface(rough=0.44, picture="strands", specular=0.8, grain=0.6, tinted=True),
    "cloth": Surface(rough=0.88, normal="weave_nrm", normal_strength=0.5, specular=0.6, sheen="#4a4a4a", sheen_rough=0.55, tinted=True, tile_metres=0.05),
    "smooth": Surface(rough=0.48, tinted=True),
    "metal": Surface("#c4c8cc", 0.28, 1.0),
}


def add():
    """Adds the people's surfaces to the scene's; makes the pictures that are not there yet."""
    BUILD.mkdir(exist_ok=True)
    if not (BUILD / "weave_nrm.png").is_file():
        pictures()
    materials.add(SURFACES, BUILD)


def pictures():
    """Pores of skin, strands of hair, a weave: small, and tileable."""
    pores = np.minimum(textures.noise(128, 128, 61, 0.55), 0.6) + 0.35 * textures.noise(128, 128, 62, 1.2)
    textures.save(BUILD, "skin_nrm", textures.normal_map(pores, 0.22))
    strands = textures.noise(128, 128, 51, 0.75, 40.0, 1.0) + 0.5 * textures.noise(128, 128, 52, 1.4, 12.0, 1.0)
    textures.save(BUILD, "strands", np.repeat(np.clip(0.80 + 0.22 * strands, 0.3, 1)[..., None], 3, 2))
    y, x = np.mgrid[0:128, 0:128]
    thread = 8
    over = (x // (thread // 2) + y // (thread // 2)) % 2
    height = np.where(over, np.abs(np.sin(2 * np.pi * x / thread)), np.abs(np.sin(2 * np.pi * y / thread)))
    textures.save(BUILD, "weave_nrm", textures.normal_map(height + 0.2 * textures.noise(128, 128, 9, 0.8), 0.7))
