"""Path-traced pictures of what is in Blender, under the engine's tone map."""

import math
from pathlib import Path

import bpy
from mathutils import Vector


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


def soft_lamp(name, at, aim, watts, size):
    """A square lamp at a place, shining at another."""
    data = bpy.data.lights.new(name, "AREA")
    data.energy, data.size = watts, size
    lamp = bpy.data.objects.new(name, data)
    lamp.location = at
    lamp.rotation_euler = (Vector(aim) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(lamp)
    return lamp


def plain_world(colour, strength):
    """The same light from everywhere."""
    world = bpy.data.worlds.new("Plain")
    bpy.context.scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs[0].default_value, background.inputs[1].default_value = (*colour, 1), strength
