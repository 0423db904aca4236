"""All textures of the clinic: tileable surfaces, the sign atlas, the workstation's screen, the views outside.

Run from the repository root:  python content/harbour-clinic/pictures.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE), str(HERE.parent / "north-wing")]

import numpy as np
from PIL import Image

import desk_prints
import yard_pictures
from tools.content import textures
from tools.content.drawing import Canvas, pack

BUILD = HERE / "build"


def screen():
    """The workstation: an invented patient list, marked as training data."""
    c = Canvas(1024, 634, "#f4f7fa")
    c.rect(0, 0, 1023, 60, "#0f4c5c")
    c.text(24, 30, "Harbour Clinic   Patient check-in", 27, "#ffffff", "bold", "lm")
    c.oval(982, 30, 19, fill="#7fd1c7")
    c.text(982, 30, "NS", 17, "#0f4c5c", "bold", "mm")
    c.rect(0, 60, 220, 633, "#e3ebf0")
    for i, words in enumerate(("Today", "Check-in", "Samples", "Messages", "Tasks", "Help desk")):
        y = 88 + i * 54
        if i == 1:
            c.rect(12, y - 8, 208, y + 38, "#0b6470", 10)
        c.text(30, y + 15, words, 22, "#ffffff" if i == 1 else "#34495e", "medium", "lm")
    c.text(250, 84, "09:20   SAMPLE, Alex", 32, "#1b2a38", "bold")
    rows = (
        ("Full name", "Ask the patient"),
        ("Date of birth", "Ask the patient"),
        ("Request form", "Blood count, potassium"),
        ("Allergies", "Latex"),
    )
    for i, (key, value) in enumerate(rows):
        y = 146 + i * 78
        c.rect(250, y, 706, y + 64, "#ffffff", 8, "#cfd9e0", 2)
        c.text(268, y + 9, key, 16, "#5b6b79", "medium")
        c.text(268, y + 31, value, 21, "#1b2a38", "medium")
    c.rect(250, 472, 480, 530, "#0b6470", 12)
    c.text(365, 501, "Identity checked", 20, "#ffffff", "bold", "mm")
    c.rect(730, 84, 1002, 530, "#ffffff", 10, "#cfd9e0", 2)
    c.text(750, 98, "Waiting room", 22, "#1b2a38", "bold")
    for i, tint in enumerate(("#f2b880", "#7fd1c7", "#c6a4e0", "#f29e9e", "#a7c7e7", "#bcd8a0")):
        y = 142 + i * 62
        c.oval(772, y + 22, 20, fill=tint)
        c.text(806, y + 3, f"Example {chr(65 + i)}", 18, "#34495e", "medium")
        c.text(806, y + 25, f"09:{30 + i * 10}", 16, "#5b6b79", "regular")
    c.rect(0, 572, 1023, 633, "#fbeccb")
    c.text(24, 602, "TRAINING DATA, not real patients", 24, "#6b4300", "bold", "lm")
    c.text(1000, 602, "Leaving? Press the lock key.", 22, "#6b4300", "medium", "rm")
    return c.done()


def outside():
    """The view from the windows of rooms without a yard: soft sky, three rows of hills, the harbour's water, a lawn."""
    h, w = 384, 1536
    y = np.linspace(0, 1, h)[:, None, None]
    picture = textures.srgb("#8fbce4") * (1 - np.clip(y / 0.62, 0, 1)) + textures.srgb("#eef4f6") * np.clip(
        y / 0.62, 0, 1
    )
    picture = np.repeat(picture, w, 1)
    cloud = np.clip(textures.noise(h, w, 77, 1.75, 1.0, 3.0) * 0.30 + 0.02, 0, 0.8)[..., None] * np.clip(
        1.2 - y * 1.4, 0, 1
    )
    picture = picture * (1 - cloud) + cloud
    rows = np.arange(h)[:, None]
    ridges = (("#b3c8cb", 0.590, 0.020, 2.0), ("#94b3b0", 0.620, 0.018, 1.8), ("#739a8c", 0.650, 0.014, 1.6))
    for k, (colour, base, amount, falloff) in enumerate(ridges):
        ridge = textures.noise(8, w, 91 + k, falloff)[0]
        edge = np.clip(rows - (base - amount * ridge)[None, :] * h, 0, 1)[..., None]
        tone = 1 + 0.03 * textures.noise(h, w, 60 + k, 1.3, 1, 2)[..., None]
        picture = picture * (1 - edge) + textures.srgb(colour) * tone * edge
    picture = _below(picture, rows, 0.675, "#a9c6cf", 0.015 * textures.noise(h, w, 70, 1.0, 1, 9))
    trees = textures.noise(8, w, 96, 0.85)[0]
    picture = _below(
        picture, rows, 0.715 - 0.010 * trees[None, :], "#5d8463", 0.09 * textures.noise(h, w, 71, 0.9)
    )
    picture = _below(picture, rows, 0.745, "#86a868", 0.05 * textures.noise(h, w, 72, 1.0, 1, 3))
    textures.save(BUILD, "outside", picture)


def _below(picture, rows, line, colour, tone):
    """Paints everything under a line (as a share of the height)."""
    edge = np.clip(rows - line * len(rows), 0, 1)[..., None] * np.ones((1, picture.shape[1], 1))
    return picture * (1 - edge) + textures.srgb(colour) * (1 + tone[..., None]) * edge


def bay():
    """The yard's sky, with the harbour's water and a lawn at its foot in place of trees."""
    yard_pictures.sky(BUILD)
    picture = np.asarray(Image.open(BUILD / "sky.png").convert("RGB"), float) / 255
    h, w = picture.shape[:2]
    v = np.linspace(1, 0, h)[:, None]
    rise = np.repeat(np.where(v <= 0.5, v * 38 - 7, 12 + (v - 0.5) * 156), w, 1)
    trees = -1.9 + 0.45 * textures.noise(8, w, 96, 0.85)[0][None, :]
    ripples = 1 + 0.030 * textures.noise(h, w, 70, 1.0, 1, 9)
    tufts = 1 + 0.10 * textures.noise(h, w, 71, 0.9)
    for line, colour, tone in ((0.15, "#a9c6cf", ripples), (trees, "#5d8463", tufts), (-2.9, "#86a868", 1 + 0 * rise)):
        edge = np.clip((line - rise) / 0.06, 0, 1)[..., None]
        picture = picture * (1 - edge) + textures.srgb(colour) * tone[..., None] * edge
    textures.save(BUILD, "sky", picture)


def lighter(name, tint):
    """The yard lies in blue shade: its ground is lighter and warmer than in the north wing's sun."""
    picture = np.asarray(Image.open(BUILD / f"{name}.png").convert("RGB"), float) / 255
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4) * tint
    shown = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
    textures.save(BUILD, name, np.clip(shown, 0, 1))


def building(folder):
    """The surfaces that every room of the building has."""
    textures.make_wood(folder, "oak", 512, 1, 300, "#a8804f", "#d3b080", 1, False)
    textures.make_plaster(folder)
    textures.make_fabric(folder, "#2f6f78")
    textures.make_ceiling(folder)
    textures.make_vinyl(folder, "vinyl", "#c9c8bf")


def main():
    BUILD.mkdir(exist_ok=True)
    building(BUILD)
    textures.make_wood(BUILD, "floor", 1024, 8, 100, "#8d6a46", "#c9a677", 2, True)
    textures.make_carpet(BUILD, "mat", "#3c4a55", 256)
    for make in (yard_pictures.grass, yard_pictures.slabs, yard_pictures.foliage):
        make(BUILD)
    for name, tint in (("grass_col", (1.75, 1.45, 1.15)), ("slabs_col", (1.40, 1.28, 1.08))):
        lighter(name, tint)
    bay()
    screen().save(BUILD / "screen.png")
    pack(desk_prints.all_signs(), 2048, BUILD / "signs.png")


if __name__ == "__main__":
    main()
