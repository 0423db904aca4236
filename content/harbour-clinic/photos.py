"""Path-traced pictures of the scene: for the home screen, and the guide's portrait."""

import math
from pathlib import Path

import bpy
from mathutils import Vector

HERE = Path(__file__).resolve().parent


def main(exposure_ev):
    photo(HERE / "picture.jpg", (640, 400), (2.3, -2.2, 1.5), (-0.45, 1.6, 1.05), 47, 32, exposure_ev)
    portrait(HERE.parent / "portraits" / "mateo.png")


def portrait(path):
    """The guide's head and shoulders under three soft lamps, on nothing."""
    guide = bpy.data.objects["Guide"]
    for obj in bpy.data.objects:
        obj.hide_render = not obj.name.startswith("Guide")
    for name, at, watts, size in (
        ("Key", (-1.0, -1.5, 2.1), 42, 0.9),
        ("Fill", (1.4, -1.1, 1.5), 16, 1.2),
        ("Rim", (0.7, 1.2, 2.2), 45, 0.6),
    ):
        data = bpy.data.lights.new(name, "AREA")
        data.energy, data.size = watts, size
        lamp = bpy.data.objects.new(name, data)
        lamp.location = guide.matrix_world @ Vector(at)
        aim = guide.matrix_world @ Vector((0, 0, 1.5))
        lamp.rotation_euler = (aim - lamp.location).to_track_quat("-Z", "Y").to_euler()
        bpy.context.scene.collection.objects.link(lamp)
    background = bpy.context.scene.world.node_tree.nodes["Background"]
    for link in list(background.inputs[0].links):
        bpy.context.scene.world.node_tree.links.remove(link)
    background.inputs[0].default_value, background.inputs[1].default_value = (1, 0.98, 0.95, 1), 0.55
    eye, target = guide.matrix_world @ Vector((-0.28, -1.6, 1.60)), guide.matrix_world @ Vector((0, 0, 1.53))
    photo(path, (256, 256), eye, target, 19.5, 40, 0.0, transparent=True)


def look(eye, target, vfov_deg):
    """The scene, seen through a new camera."""
    scene = bpy.context.scene
    data = bpy.data.cameras.new("Photo")
    data.sensor_fit, data.angle_y, data.clip_start = "VERTICAL", math.radians(vfov_deg), 0.02
    camera = bpy.data.objects.new("Photo", data)
    scene.collection.objects.link(camera)
    camera.location = eye
    camera.rotation_euler = (Vector(target) - Vector(eye)).to_track_quat("-Z", "Y").to_euler()
    scene.camera = camera
    return scene, camera


def photo(path, size, eye, target, vfov_deg, samples, exposure_ev, transparent=False):
    """One denoised Cycles picture under the Khronos PBR Neutral tone map."""
    scene, camera = look(eye, target, vfov_deg)
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.use_adaptive_sampling = "CPU", samples, False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 4, 3
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect, cycles.use_denoising, cycles.denoiser = 6, True, "OPENIMAGEDENOISE"
    scene.render.film_transparent = transparent
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = *size, 100
    scene.view_settings.view_transform, scene.view_settings.look = "Khronos PBR Neutral", "None"
    scene.view_settings.exposure = exposure_ev
    image = scene.render.image_settings
    image.file_format = "JPEG" if Path(path).suffix == ".jpg" else "PNG"
    image.color_mode, image.quality = ("RGBA" if transparent else "RGB"), 88
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    bpy.data.objects.remove(camera)
