"""Tileable textures from filtered noise: numpy and Pillow only, fixed seeds.

White noise filtered in the Fourier domain tiles by construction. Every `make_*` writes PNG files
(`_col` colour, `_nrm` normal map, `_orm` roughness in green and metal in blue) into a folder.
"""

from pathlib import Path

import numpy as np
from PIL import Image


def noise(height, width, seed, falloff=1.8, stretch_x=1.0, stretch_y=1.0):
    """Periodic fractal noise with mean 0 and deviation 1."""
    spectrum = np.fft.rfft2(np.random.default_rng(seed).standard_normal((height, width)))
    ky = np.fft.fftfreq(height)[:, None] * height * stretch_y
    kx = np.fft.rfftfreq(width)[None, :] * width * stretch_x
    k = np.hypot(kx, ky)
    k[0, 0] = 1
    spectrum *= k**-falloff
    spectrum[0, 0] = 0
    out = np.fft.irfft2(spectrum, (height, width))
    return (out - out.mean()) / out.std()


def normal_map(height, strength):
    """A height field as a normal map in 0..1, green up."""
    dx = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * strength
    dy = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * strength
    n = np.dstack([-dx, dy, np.ones_like(height)])
    return n / np.linalg.norm(n, axis=2, keepdims=True) * 0.5 + 0.5


def srgb(hex_colour):
    return np.array([int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def save(folder, name, pixels):
    Image.fromarray((np.clip(pixels, 0, 1) * 255 + 0.5).astype(np.uint8)).save(Path(folder) / f"{name}.png")


def save_orm(folder, name, rough, metal=0.0):
    one = np.ones_like(rough)
    save(folder, name, np.dstack([one, rough, one * metal]))


def make_wood(folder, name, size, planks, seed, dark, light, boards_per_row=1, joints=True):
    """Boards along V: growth rings, long grain, pores and, for floors, joints."""
    colour, height, rough = np.zeros((size, size, 3)), np.zeros((size, size)), np.zeros((size, size))
    rng, width = np.random.default_rng(seed), size // planks
    for plank in range(planks):
        cut = slice(plank * width, (plank + 1) * width)
        colour[:, cut], height[:, cut], rough[:, cut] = _plank(
            rng, size, width, seed + 10 * plank, dark, light, boards_per_row, joints
        )
    save(folder, f"{name}_col", colour)
    save(folder, f"{name}_nrm", normal_map(height, 0.55))
    # Sheen varies slowly along a board: half the size shows as much.
    half = rough.reshape(size // 2, 2, size // 2, 2).mean(axis=(1, 3))
    save_orm(folder, f"{name}_orm", np.clip(half, 0.2, 0.9))


def _plank(rng, size, width, seed, dark, light, boards, joints):
    """Colour, height and roughness of one column of boards."""
    x, y = np.arange(width)[None, :] / width, np.arange(size)[:, None] / size
    offset = int(rng.integers(size)) if joints else 0
    grain = noise(size, width * 2, seed + 1, 1.5, 1, 6)[:, :width]
    fine = noise(size, width * 2, seed + 2, 1.05, 0.55, 22)[:, :width]
    warp = noise(size, width * 2, seed + 3, 2.4, 1, 1.5)[:, :width]
    swing = 1.5 * np.sin(2 * np.pi * (y + rng.random()))
    rings = np.sin((x - rng.uniform(0.2, 0.8)) * 26 + warp * 2.2 + grain * 0.9 + swing)
    mix = 0.5 + 0.16 * rings + 0.12 * grain + 0.14 * fine + (rng.normal(0, 0.085) if joints else 0)
    mix = np.clip(mix, 0, 1)[..., None]
    colour = srgb(dark) * (1 - mix) + srgb(light) * mix
    pores = (fine < -1.7).astype(float)
    colour *= 1 - 0.16 * pores[..., None]
    height = 0.25 * fine + 0.12 * rings - 0.6 * pores
    rough = 0.48 + 0.035 * fine + 0.06 * pores - 0.015 * rings
    if joints:
        rows = np.arange(size)
        edge = np.minimum(np.arange(width), width - 1 - np.arange(width))[None, :]
        joint = np.clip(1 - edge / 2, 0, 1) * np.ones((size, 1))
        for board in range(boards):
            from_end = (rows - offset - board * size // boards) % size
            joint = np.maximum(joint, np.clip(1 - np.minimum(from_end, size - from_end)[:, None] / 2, 0, 1))
            if boards > 1:
                colour[(rows - offset) % size // (size // boards) == board] *= 1 + rng.normal(0, 0.05)
        colour *= 1 - 0.62 * joint[..., None]
        height, rough = height - 3.2 * joint, rough + 0.2 * joint
    return colour, height, rough


def make_plaster(folder):
    save(folder, "plaster_nrm", normal_map(noise(512, 512, 5, 1.15), 0.10))


def make_fabric(folder, colour):
    size, thread = 256, 8
    y, x = np.mgrid[0:size, 0:size]
    over = (x // (thread // 2) + y // (thread // 2)) % 2
    height = np.where(over, np.abs(np.sin(2 * np.pi * x / thread)), np.abs(np.sin(2 * np.pi * y / thread)))
    height = height + 0.15 * noise(size, size, 9, 0.8)
    save(folder, "fabric_nrm", normal_map(height, 0.8))
    shade = np.clip(0.86 + 0.08 * height + 0.05 * noise(size, size, 11, 1.2), 0, 1.2)
    save(folder, "fabric_col", shade[..., None] * srgb(colour))


def make_ceiling(folder):
    """One mineral-fibre tile between rails."""
    size = 512
    height, edge = noise(size, size, 21, 0.7), np.minimum(np.arange(size), size - 1 - np.arange(size))
    inset = np.minimum(edge[None, :], edge[:, None])
    groove = (inset >= 10) & (inset < 13)
    shade = np.where(inset < 10, 0.97, 0.93 + 0.010 * height - 0.06 * (height < -1.9))
    shade = np.where(groove, 0.76, shade)
    save(folder, "ceiling_col", np.repeat(shade[..., None], 3, 2))
    save(folder, "ceiling_nrm", normal_map(0.25 * height - 1.5 * groove, 0.22))


def make_carpet(folder, name, colour, size=512):
    height = noise(size, size, 31, 0.35) + 0.5 * noise(size, size, 32, 1.2)
    save(folder, f"{name}_col", srgb(colour) * (1 + 0.10 * height[..., None]))
    save(folder, f"{name}_nrm", normal_map(height, 0.25))


def make_vinyl(folder, name, colour):
    """Speckled sheet flooring."""
    size = 512
    fleck = noise(size, size, 41, 0.55)
    shade = 1 + 0.015 * noise(size, size, 42, 1.4) + 0.05 * (fleck > 1.9) - 0.06 * (fleck < -1.9)
    save(folder, f"{name}_col", np.clip(srgb(colour) * shade[..., None], 0, 1))


def make_hair(folder, name, dark, light):
    """Strands along U."""
    strands = noise(256, 128, 51, 0.75, 40.0, 1.0) + 0.5 * noise(256, 128, 52, 1.4, 12.0, 1.0)
    mix = np.clip(0.42 + 0.20 * strands, 0, 1)[..., None]
    save(folder, f"{name}_col", srgb(dark) * (1 - mix) + srgb(light) * mix)
