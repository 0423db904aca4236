"""The baked light: a lightmap of everything that stands still, and pictures of all light around a place.

Both hold linear radiance in one encoding, gamma-2.0 RGBM with range 16 (see `encode`). The lightmap holds the
radiance of a white diffuse surface (irradiance / pi), without the direct light of the sun, which the engine
draws itself with shadows; the light the sun bounces around is inside.
"""

import math
import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils.kdtree import KDTree
from PIL import Image

RANGE = 16.0
HIDDEN = 0.012  # texels darker than this lie inside other things
TOUCHING_M, OPEN, OPEN_SAMPLES = 0.012, 0.16, 24
NEIGHBOURS, CLOSE_M, AROUND_M = 24, 0.02, 0.3


def encode(radiance):
    """Linear RGB float -> RGBA8: radiance = (rgb / 255 * a / 255)^2 * 16."""
    root = np.sqrt(np.clip(radiance, 0, RANGE) / RANGE)
    alpha = np.clip(np.ceil(root.max(axis=2, keepdims=True) * 255), 1, 255)
    rgb = np.clip(np.round(root * 255 / alpha * 255), 0, 255)
    return np.concatenate([rgb, alpha], axis=2).astype(np.uint8)


def decode(rgba):
    """The inverse of `encode`."""
    values = rgba.astype(np.float64) / 255
    return (values[..., :3] * values[..., 3:]) ** 2 * RANGE


def lightmap(names, path, side, samples, absent=()):
    """Bakes, cleans and writes the lightmap of the named objects (coordinates: UVLight).

    Objects whose name starts with one of `absent` cast nothing: glass, and what can be moved away.
    """
    thin = [name for name in names if not bpy.data.objects[name].visible_shadow]
    solid = [name for name in names if name not in thin]
    texels = texels_of(solid, side, samples, (*solid, *thin), absent)
    if thin:  # frosted panes: lit by all the rest, and in nothing's way
        of_thin = texels_of(thin, side, samples, thin, absent)
        shows = of_thin[1]
        texels = [np.where(shows if a.ndim == 2 else shows[..., None], b, a) for a, b in zip(texels, of_thin)]
    light, covered, open_, places, normals = texels
    light = clean(light, covered, open_, places, normals)
    Image.fromarray(encode(light)[::-1]).save(path, optimize=True)
    print(
        f"lightmap: {covered.mean():.0%} covered, mean {light[covered].mean():.3f}, most {light[covered].max():.2f}"
    )


def texels_of(names, side, samples, hides, absent):
    """Light, which texels there are, which of them are open, and where each lies and faces, of objects joined into one."""
    receiver = _joined(names)
    _plain_white_response(receiver)
    receiver.visible_shadow = receiver.visible_diffuse = bpy.data.objects[names[0]].visible_shadow
    hidden = [o for o in bpy.data.objects if o.name in hides or o.name.startswith(tuple(absent))]
    for obj in hidden:
        obj.hide_render = True
    light, covered = direct_and_bounced(receiver, side, samples, ())
    open_ = opened(receiver, side)
    _cycles(1)
    places = _bake(receiver, side, set(), "POSITION")[0]
    normals = _bake(receiver, side, set(), "NORMAL")[0] * 2 - 1
    for obj in hidden:
        obj.hide_render = False
    bpy.data.objects.remove(receiver)
    return light, covered, open_, places, normals


def direct_and_bounced(receiver, side, samples, real_time_too=("POINT", "SPOT")):
    """All light but the direct light of the sun, and of the kinds of lamps that the engine draws itself on what moves."""
    _cycles(samples)
    drawn = [o for o in bpy.data.objects if o.type == "LIGHT" and o.data.type in ("SUN", *real_time_too)]
    for lamp in drawn:
        lamp.hide_render = True
    direct, covered = _bake(receiver, side, {"DIRECT"})
    for lamp in drawn:
        lamp.hide_render = False
    bounced, _ = _bake(receiver, side, {"INDIRECT"})
    return direct + bounced, covered


def opened(receiver, side):
    """Texels not right behind other things: there next to nothing is open within a centimetre, less than in any corner or slit."""
    world = bpy.context.scene.world.light_settings
    before, world.distance = world.distance, TOUCHING_M
    _cycles(OPEN_SAMPLES)
    share, _ = _bake(receiver, side, set(), "AO")
    world.distance = before
    return share[..., 0] >= OPEN


def clean(light, covered, open_, places, normals):
    """Takes out hidden texels and noise, and fills everything between the charts."""
    seen = visible(light, covered & open_)
    light = denoise(grow(light, seen, 8))
    for _ in range(2):
        light = smooth(light, seen)
    return settled(light, covered & open_ & (light.max(axis=2) > HIDDEN), covered, places, normals)


def settled(light, open_, covered, places, normals):
    """Evens what lies beside hidden texels with open ones around it in space, lights what is hidden like them, and fills everything between the charts.

    What shows of a face that lies mostly behind others is an edge narrower than a texel: its own texels mix it with the dark.
    """
    wide = trimmed(open_) & within(open_)
    hides = covered & ~open_
    beside_hidden = np.logical_or.reduce([np.roll(hides, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    around = lit_like(light, wide, open_ & ~wide & beside_hidden, places, normals, (0.7,), CLOSE_M)
    # Mixing with the dark only darkens.
    out = np.where((around.sum(axis=2) > light.sum(axis=2))[..., None], around, light)
    hidden = lit_like(out, open_, hides, places, normals, (0.7, -0.1), AROUND_M)
    out = np.where(open_[..., None], out, hidden)
    return grow(out, open_ | (hidden.max(axis=2) > 0), 64)


def lit_like(light, known, wanted, places, normals, cosines, reach_m):
    """The light of known texels near the wanted ones that face as they do: at the first of `cosines` at which there are any; else 0."""
    tree = KDTree(int(known.sum()))
    at, facing, lit = places[known], normals[known], light[known]
    for i, place in enumerate(at):
        tree.insert(place, i)
    tree.balance()
    out = np.zeros_like(light)
    for y, x in zip(*np.nonzero(wanted)):
        found = tree.find_n(places[y, x], NEIGHBOURS)
        index, far = np.array([i for _, i, _ in found]), np.array([d for *_, d in found])
        cosine = facing[index] @ normals[y, x]
        for least in cosines:
            alike = (cosine > least) & (far < reach_m)
            if alike.any():
                weight = alike / (far + 0.01) ** 3
                out[y, x] = (lit[index] * weight[:, None]).sum(axis=0) / weight.sum()
                break
    return out


def within(mask):
    """What belongs to a patch of at least three texels by three."""
    moved = lambda m: [np.roll(m, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return np.logical_or.reduce(moved(np.logical_and.reduce(moved(mask)))) & mask


def visible(light, covered):
    """Texels to trust: not inside other things (no light at all), not on the border of a chart wide enough."""
    lit = covered & (light.max(axis=2) > HIDDEN)
    return trimmed(lit)


def trimmed(mask):
    """A mask without its border, except where a part of it would vanish."""
    near = [np.roll(mask, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    inner = np.logical_and.reduce(near)
    beside_inner = np.logical_or.reduce(
        [np.roll(inner, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    )
    return inner | (mask & ~beside_inner)


def smooth(light, seen, radius=3, sigma=1.3, contrast=0.35):
    """A bilateral filter inside the charts (they stand 4 texels apart): evens noise, keeps the edges of shadows."""
    level = np.log(np.maximum(light.mean(axis=2), 1e-3))
    total, weight = np.zeros_like(light), np.zeros(seen.shape)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            moved = lambda a: np.roll(a, (dy, dx), (0, 1))
            w = np.exp(
                -(dx * dx + dy * dy) / (2 * sigma**2) - (moved(level) - level) ** 2 / (2 * contrast**2)
            ) * moved(seen)
            total += moved(light) * w[..., None]
            weight += w
    return np.where((seen & (weight > 0))[..., None], total / np.maximum(weight, 1e-9)[..., None], light)


def panorama(at, absent, size=(512, 256), samples=96, panes=()):
    """Radiance around a point, rows from the bottom: equirectangular, the middle looks along glTF -Z, u grows to +X.

    `panes` are area lamps: cameras do not see lamps, so a sheet that glows like one takes the place of each.
    """
    scene = bpy.context.scene
    data = bpy.data.cameras.new("Probe")
    data.type, data.panorama_type, data.clip_start = "PANO", "EQUIRECTANGULAR", 0.02
    camera = bpy.data.objects.new("Probe", data)
    camera.location, camera.rotation_euler = at, (math.pi / 2, 0, 0)
    scene.collection.objects.link(camera)
    scene.camera = camera
    hidden = [o for o in bpy.data.objects if o.name.startswith(tuple(absent))]
    hidden += [bpy.data.objects[name] for name in panes]
    for obj in hidden:
        obj.hide_render = True
    sheets = [_sheet_of(bpy.data.objects[name]) for name in panes]
    _cycles(samples)
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    pixels = _render_linear(scene, *size)
    for obj in hidden:
        obj.hide_render = False
    for obj in [camera, *sheets]:
        bpy.data.objects.remove(obj)
    print(f"panorama: mean {pixels.mean():.3f}, most {pixels.max():.2f}")
    return pixels


def _sheet_of(lamp):
    """A rectangle that glows as an area lamp does, in its place; like the lamp it hides nothing."""
    x, y = lamp.data.size / 2, lamp.data.size_y / 2
    mesh = bpy.data.meshes.new("Sheet")
    mesh.from_pydata([(-x, -y, 0), (-x, y, 0), (x, y, 0), (x, -y, 0)], [], [(0, 1, 2, 3)])
    glow = bpy.data.materials.new("Sheet")
    glow.use_nodes = True
    nodes = glow.node_tree.nodes
    emission = nodes.new("ShaderNodeEmission")
    emission.inputs[0].default_value = (*lamp.data.color, 1)
    emission.inputs[1].default_value = lamp.data.energy / (4 * x * y * math.pi)
    behind, both = nodes.new("ShaderNodeBsdfTransparent"), nodes.new("ShaderNodeAddShader")
    for i, shader in enumerate((emission, behind)):
        glow.node_tree.links.new(shader.outputs[0], both.inputs[i])
    glow.node_tree.links.new(both.outputs[0], nodes["Material Output"].inputs[0])
    mesh.materials.append(glow)
    sheet = bpy.data.objects.new("Sheet", mesh)
    sheet.matrix_world = lamp.matrix_world
    bpy.context.scene.collection.objects.link(sheet)
    return sheet


def grow(pixels, covered, steps):
    """Fills uncovered texels from their covered neighbours, ring by ring."""
    out, have = np.where(covered[..., None], pixels, 0.0), covered.copy()
    for _ in range(steps):
        if have.all():
            break
        total, count = np.zeros_like(out), np.zeros(have.shape)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                near = np.roll(have, (dy, dx), (0, 1))
                total += np.roll(out, (dy, dx), (0, 1)) * near[..., None]
                count += near
        ring = ~have & (count > 0)
        out[ring] = total[ring] / count[ring][:, None]
        have |= ring
    return out


def denoise(pixels):
    """Open Image Denoise, by way of a compositor in a scene of its own."""
    height, width = pixels.shape[:2]
    image = bpy.data.images.new("noisy", width, height, float_buffer=True, is_data=True)
    image.pixels.foreach_set(np.dstack([pixels, np.ones((height, width))]).astype(np.float32).ravel())
    scene = bpy.data.scenes.new("Denoise")
    scene.render.engine, scene.cycles.samples, scene.use_nodes = "CYCLES", 1, True
    data = bpy.data.cameras.new("Denoise")
    scene.camera = bpy.data.objects.new("Denoise", data)
    scene.collection.objects.link(scene.camera)
    tree = scene.node_tree
    tree.nodes.clear()
    source, clean, out = (
        tree.nodes.new(k) for k in ("CompositorNodeImage", "CompositorNodeDenoise", "CompositorNodeComposite")
    )
    source.image, clean.use_hdr = image, True
    tree.links.new(source.outputs[0], clean.inputs[0])
    tree.links.new(clean.outputs[0], out.inputs[0])
    result = _render_linear(scene, width, height)
    bpy.data.scenes.remove(scene)
    bpy.data.images.remove(image)
    return np.maximum(result, 0)


def _joined(names):
    """A joined copy of the objects, for one bake instead of many."""
    bpy.ops.object.select_all(action="DESELECT")
    copies = []
    for name in names:
        copy = bpy.data.objects[name].copy()
        copy.data = copy.data.copy()
        bpy.context.scene.collection.objects.link(copy)
        copy.matrix_world = bpy.data.objects[name].matrix_world
        copy.select_set(True)
        copies.append(copy)
    bpy.context.view_layer.objects.active = copies[0]
    bpy.ops.object.join()
    copies[0].name = "Receiver"
    return copies[0]


def _plain_white_response(receiver):
    """Materials of the receiver without normal maps, gloss and metal, so that texels hold plain irradiance."""
    for slot in receiver.material_slots:
        slot.material = slot.material.copy()
        tree = slot.material.node_tree
        shader = tree.nodes["Principled BSDF"]
        for name in ("Normal", "Metallic", "Roughness"):
            for link in list(shader.inputs[name].links):
                tree.links.remove(link)
        shader.inputs["Alpha"].default_value = 1
        shader.inputs["Metallic"].default_value = 0
        shader.inputs["Specular IOR Level"].default_value = 0
        shader.inputs["Coat Weight"].default_value = 0
        shader.inputs["Sheen Weight"].default_value = 0


def _cycles(samples):
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.use_adaptive_sampling, cycles.use_denoising = (
        "CPU",
        samples,
        False,
        False,
    )
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 5, 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 6


def _bake(receiver, side, passes, kind="DIFFUSE"):
    """One bake, of diffuse light without surface colour -> (pixels, covered), rows from the bottom."""
    image = bpy.data.images.new("bake", side, side, alpha=True, float_buffer=True, is_data=True)
    image.generated_color = (0, 0, 0, 0)
    for slot in receiver.material_slots:
        nodes = slot.material.node_tree.nodes
        node = nodes.get("Bake") or nodes.new("ShaderNodeTexImage")
        node.name, node.image, node.select = "Bake", image, True
        nodes.active = node
    bpy.ops.object.select_all(action="DESELECT")
    receiver.select_set(True)
    bpy.context.view_layer.objects.active = receiver
    receiver.data.uv_layers["UVLight"].active = True
    bpy.context.scene.render.bake.normal_space = "OBJECT"  # of the receiver, which lies as the world does
    bpy.ops.object.bake(type=kind, pass_filter=passes, margin=0, use_clear=True)
    pixels = np.empty(side * side * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    pixels = pixels.reshape(side, side, 4).astype(np.float64)
    return pixels[..., :3], pixels[..., 3] > 0.5


def _render_linear(scene, width, height):
    """Renders a scene to linear float pixels, rows from the bottom."""
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = (
        width,
        height,
        100,
    )
    scene.render.image_settings.file_format, scene.render.image_settings.color_depth = "OPEN_EXR", "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "linear.exr")
        bpy.ops.render.render(write_still=True, scene=scene.name)
        image = bpy.data.images.load(scene.render.filepath)
        pixels = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[..., :3].astype(np.float64)
