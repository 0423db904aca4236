"""Materials by name: one table of plain values, made into Blender materials when first used."""

from dataclasses import dataclass
from pathlib import Path

import bpy


@dataclass(frozen=True)
class Surface:
    """What a surface is. Pictures are file names in the texture folder, without ending."""

    colour: str = "#ffffff"
    rough: float = 0.5
    metal: float = 0.0
    picture: str = ""
    normal: str = ""
    normal_strength: float = 1.0
    orm: str = ""
    glow: str = ""
    glow_picture: str = ""
    glow_strength: float = 0.0
    alpha: float = 1.0
    coat: float = 0.0
    specular: float = 1.0
    sheen: str = ""  # what shimmers at the edge of cloth
    sheen_rough: float = 0.5
    grain: float = 0.0  # along u of the texture coordinates
    tinted: bool = False  # the colour attribute `TINT` multiplies the colour
    two_sided: bool = False
    tile_metres: float = 1.0


TINT = "Tint"
_table, _folders, _made = {}, {}, {}


def use(table, texture_folder):
    """Sets the surfaces of the scene to come."""
    for old in (_table, _folders, _made):
        old.clear()
    add(table, texture_folder)


def add(table, texture_folder):
    """Further surfaces, with pictures of their own; what the scene has under a name stays."""
    for name, surface in table.items():
        if name not in _table:
            _table[name], _folders[name] = surface, Path(texture_folder)


def extensions(name):
    """The glTF extensions of a surface that Blender's exporter has no exact word for."""
    s, out = _table.get(name), {}
    if s and s.specular != 1:
        out["KHR_materials_specular"] = {"specularFactor": s.specular}
    if s and s.sheen:
        colour = [round(v, 4) for v in linear(s.sheen)[:3]]
        out["KHR_materials_sheen"] = {"sheenColorFactor": colour, "sheenRoughnessFactor": s.sheen_rough}
    if s and s.grain:
        out["KHR_materials_anisotropy"] = {"anisotropyStrength": s.grain}
    return out


def tile_metres(name):
    return _table[name].tile_metres


def linear(hex_colour):
    """'#rrggbb' in sRGB -> linear RGBA."""

    def one(i):
        v = int(hex_colour[i : i + 2], 16) / 255
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    return one(1), one(3), one(5), 1.0


def _image(folder, name, data=False):
    image = bpy.data.images.get(name) or bpy.data.images.load(str(folder / f"{name}.png"))
    image.name = name
    if data:
        image.colorspace_settings.name = "Non-Color"
    return image


def material(name):
    """The Blender material of a surface; node names are the surface names."""
    if name not in _made:
        _made[name] = _make(name, _table[name])
    return _made[name]


def _make(name, s):
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes, link = made.node_tree.nodes, made.node_tree.links.new
    shader = nodes["Principled BSDF"]

    def picture(file, data=False):
        node = nodes.new("ShaderNodeTexImage")
        node.image = _image(_folders[name], file, data)
        return node.outputs[0]

    shader.inputs["Base Color"].default_value = linear(s.colour)
    shader.inputs["Roughness"].default_value = s.rough
    shader.inputs["Metallic"].default_value = s.metal
    if s.picture and not s.tinted:
        link(picture(s.picture), shader.inputs["Base Color"])
    if s.tinted:
        tint, both = nodes.new("ShaderNodeVertexColor"), nodes.new("ShaderNodeMix")
        tint.layer_name = TINT
        both.data_type, both.blend_type = "RGBA", "MULTIPLY"
        both.inputs[0].default_value, both.inputs[6].default_value = 1, linear(s.colour)
        if s.picture:
            link(picture(s.picture), both.inputs[6])
        link(tint.outputs[0], both.inputs[7])
        link(both.outputs[2], shader.inputs["Base Color"])
    shader.inputs["Specular IOR Level"].default_value = 0.5 * s.specular
    if s.sheen:
        shader.inputs["Sheen Weight"].default_value = 1
        shader.inputs["Sheen Tint"].default_value = linear(s.sheen)
        shader.inputs["Sheen Roughness"].default_value = s.sheen_rough
    shader.inputs["Anisotropic"].default_value = s.grain
    if s.normal:
        bump = nodes.new("ShaderNodeNormalMap")
        bump.inputs[0].default_value = s.normal_strength
        link(picture(s.normal, True), bump.inputs[1])
        link(bump.outputs[0], shader.inputs["Normal"])
    if s.orm:
        split = nodes.new("ShaderNodeSeparateColor")
        link(picture(s.orm, True), split.inputs[0])
        link(split.outputs[1], shader.inputs["Roughness"])
        link(split.outputs[2], shader.inputs["Metallic"])
    if s.glow_strength:
        shader.inputs["Emission Strength"].default_value = s.glow_strength
        shader.inputs["Emission Color"].default_value = linear(s.glow or "#ffffff")
        if s.glow_picture:
            link(picture(s.glow_picture), shader.inputs["Emission Color"])
    if s.coat:
        shader.inputs["Coat Weight"].default_value = s.coat
    if s.alpha < 1:
        shader.inputs["Alpha"].default_value = s.alpha
        made.blend_method = "BLEND"
    made.use_backface_culling = not s.two_sided
    return made
