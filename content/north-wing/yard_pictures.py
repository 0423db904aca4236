"""The yard's textures: grass, asphalt, slabs, and the sky with its hills."""

import numpy as np

from tools.content import textures


def make(folder):
    grass(folder)
    asphalt(folder)
    slabs(folder)
    foliage(folder)
    sky(folder)


def foliage(folder):
    """Leaves from a few steps away: small light ones over dark gaps."""
    size = 256
    leaves = textures.noise(size, size, 261, 0.7) + 0.5 * textures.noise(size, size, 262, 0.2)
    mix = np.clip(0.5 + 0.34 * leaves, 0, 1)[..., None]
    textures.save(folder, "foliage_col", textures.srgb("#26401f") * (1 - mix) + textures.srgb("#6d9150") * mix)


def grass(folder):
    size = 512
    blades = textures.noise(size, size, 201, 0.45, 3.0, 1.0) * 0.6 + textures.noise(size, size, 202, 0.6) * 0.5
    patches = textures.noise(size, size, 203, 1.7)
    mix = np.clip(0.5 + 0.16 * blades + 0.10 * patches, 0, 1)[..., None]
    textures.save(folder, "grass_col", textures.srgb("#35552a") * (1 - mix) + textures.srgb("#6f8b4c") * mix)


def asphalt(folder):
    size = 512
    grain, worn = textures.noise(size, size, 211, 0.3), textures.noise(size, size, 212, 1.6)
    shade = 1 + 0.10 * grain + 0.05 * worn
    textures.save(folder, "asphalt_col", textures.srgb("#5a5c5e") * shade[..., None])


def slabs(folder):
    """Two by two slabs of 60 cm with sanded joints."""
    size, half = 512, 256
    rng, shade = np.random.default_rng(221), np.ones((size, size))
    for i in range(2):
        for j in range(2):
            shade[i * half : (i + 1) * half, j * half : (j + 1) * half] += rng.normal(0, 0.035)
    shade += 0.035 * textures.noise(size, size, 222, 0.6) + 0.02 * textures.noise(size, size, 223, 1.6)
    edge = np.minimum(np.arange(size) % half, half - 1 - np.arange(size) % half)
    joint = np.clip(1 - np.minimum(edge[None, :], edge[:, None]) / 2.5, 0, 1)
    shade *= 1 - 0.40 * joint
    textures.save(folder, "slabs_col", np.clip(textures.srgb("#a39e94") * shade[..., None], 0, 1))


def sky(folder):
    """Soft clouds over hills and trees; the lower half is the 19 degrees around the horizon (see `yard.high_of`)."""
    h, w = 512, 1024
    up = np.linspace(1, 0, h)[:, None]  # v
    rise = np.where(up <= 0.5, up * 38 - 7, 12 + (up - 0.5) * 156)
    blue = np.clip(rise / 65, 0, 1)[..., None] ** 0.6
    picture = textures.srgb("#eaf1f4") * (1 - blue) + textures.srgb("#6ea4da") * blue
    picture = np.repeat(picture, w, 1)
    field = textures.noise(w, w, 231, 1.75, 1.0, 1.5)  # a picture is half way round: as many texels a degree both ways
    row = np.clip(rise * w / 180, 0, w - 1).astype(int)[:, 0]
    cloud = np.clip(field[row] * 0.42 - 0.05, 0, 0.85)[..., None]
    cloud = cloud * np.clip((rise - 3) / 14, 0, 1)[..., None] * np.clip((84 - rise) / 50, 0, 1)[..., None]
    picture = picture * (1 - cloud) + np.array([0.98, 0.98, 0.97]) * cloud
    rows = np.repeat(rise, w, 1)
    for k, (colour, base, amount, falloff) in enumerate(
        (("#b3c8cb", 3.6, 0.7, 2.0), ("#94b3b0", 2.6, 0.6, 1.8), ("#739a8c", 1.7, 0.5, 1.5), ("#557d52", 0.9, 0.35, 0.9))
    ):
        ridge = base + amount * textures.noise(8, w, 241 + k, falloff)[0][None, :]
        edge = np.clip((ridge - rows) / 0.06, 0, 1)[..., None]
        tone = 1 + 0.03 * textures.noise(h, w, 251 + k, 1.2, 1, 2)[..., None]
        picture = picture * (1 - edge) + textures.srgb(colour) * tone * edge
    textures.save(folder, "sky", picture)
