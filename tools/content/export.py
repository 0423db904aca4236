"""Exports the Blender scene as .glb and finishes it: lights in the renderer's units, extras, extensions."""

import math

import bpy

from . import glb, lean, materials, part

TEXTURE_QUALITY = 88
LAID_OVER = {"_Blink": ("lid.",), "_Speak": ("jaw",)}  # how a clip ends -> how the bones begin that it alone moves
SETTLED = ("KHR_materials_specular", "KHR_materials_sheen", "KHR_materials_anisotropy")  # by materials.extensions alone


def export(path, scene_extras, clip_extras=None, movable=()):
    """Writes the glb. Area lights, cameras and the world do not travel; sun, point and spot lights do.

    `movable`: how names begin of what cast nothing into the lightmap, as when that was baked.
    """
    mark_shadows(movable)
    bpy.context.scene.frame_set(0)
    skinning = [m for obj in bpy.data.objects for m in obj.modifiers if m.type == "ARMATURE"]
    for modifier in skinning:  # bones are sampled frame by frame; skin need not follow
        modifier.show_viewport = False
    bpy.ops.export_scene.gltf(
        filepath=str(path),
        export_format="GLB",
        export_yup=True,
        export_lights=True,
        export_cameras=False,
        export_extras=True,
        export_apply=False,
        export_tangents=False,
        export_animations=True,
        export_animation_mode="ACTIONS",
        export_optimize_animation_size=True,
        export_image_format="JPEG",
        export_jpeg_quality=TEXTURE_QUALITY,
        export_import_convert_lighting_mode="COMPAT",
    )
    for modifier in skinning:
        modifier.show_viewport = True
    gltf, binary = glb.read(path)
    finish(gltf, scene_extras, clip_extras or {})
    for clip in gltf.get("animations", []):
        for ending, bones in LAID_OVER.items():
            if clip["name"].endswith(ending):
                keep_bones(gltf, clip, bones)
    binary = lean.skins(gltf, lean.unpainted(gltf, binary))
    glb.write(path, gltf, binary)
    return gltf


def mark_shadows(movable):
    """Notes on what the lightmap knows only by its shadow that it does: it stood there, and has no light of its own in it."""
    for obj in bpy.data.objects:
        if obj.type == "MESH" and casts(obj) and obj.name not in part.LIGHTMAPPED and not obj.name.startswith(tuple(movable)):
            obj["baked_shadow"] = True


def casts(obj):
    """Hides light from what is around it, and does not bend."""
    seen_by_light = obj.visible_shadow and obj.visible_diffuse and not obj.hide_render
    return seen_by_light and not obj.get("outside") and not any(m.type == "ARMATURE" for m in obj.modifiers)


def finish(gltf, scene_extras, clip_extras):
    """Makes the exporter's JSON what the engine expects."""
    scene = gltf["scenes"][0]
    scene["extras"] = scene_extras
    gltf["asset"] = {
        "version": "2.0",
        "generator": "Practicum content scripts",
        "copyright": "The Practicum authors, MIT OR Apache-2.0",
    }
    lights = gltf.get("extensions", {}).get("KHR_lights_punctual", {}).get("lights", [])
    for light in lights:
        light["intensity"] = intensity(bpy.data.lights[light["name"]])
        light.pop("extras", None)
    for made in gltf.get("materials", []):
        more = materials.extensions(made["name"])
        if more or "extensions" in made:
            kept = {k: v for k, v in made.get("extensions", {}).items() if k not in SETTLED}
            made["extensions"] = kept | more
    used = {name for made in gltf.get("materials", []) for name in made.get("extensions", {})}
    gltf["extensionsUsed"] = sorted({n for n in gltf.get("extensionsUsed", []) if n not in SETTLED} | used)
    for node in gltf["nodes"]:
        for key in [k for k in node.get("extras", {}) if k.startswith("cycles")]:
            del node["extras"][key]
    for clip in gltf.get("animations", []):
        clip["extras"] = clip_extras.get(clip["name"], {})
        if not clip["extras"]:
            del clip["extras"]
    if "extensionsRequired" in gltf:  # a reader without them still shows the scene
        del gltf["extensionsRequired"]


def keep_bones(gltf, clip, beginnings):
    """Leaves a clip the channels of some bones, so that it can play over another."""
    named = lambda channel: gltf["nodes"][channel["target"]["node"]]["name"].startswith(beginnings)
    channels = [c for c in clip["channels"] if named(c) and c["target"]["path"] != "scale"]
    clip["samplers"] = [clip["samplers"][c["sampler"]] for c in channels]
    clip["channels"] = [c | {"sampler": i} for i, c in enumerate(channels)]


def intensity(lamp):
    """Blender's watts -> units in which a white diffuse surface has radiance I / d^2 / pi (sun: E / pi)."""
    return lamp.energy if lamp.type == "SUN" else lamp.energy / (4 * math.pi)
