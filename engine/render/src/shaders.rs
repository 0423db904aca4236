//! The shader programs, put together from their .wgsl files. The tests validate each with naga.

use crate::layers::LayerMaps;

/// Name and source of a program.
pub(crate) type Program = (&'static str, &'static str);

/// Without layers.
const SURFACE: &str = concat!(
    include_str!("shaders/frame.wgsl"),
    include_str!("shaders/surface.wgsl"),
    include_str!("shaders/vertex.wgsl"),
    include_str!("shaders/shade.wgsl"),
    include_str!("shaders/lobes.wgsl"),
    include_str!("shaders/figures.wgsl"),
    include_str!("shaders/reflection.wgsl"),
    include_str!("shaders/gather.wgsl"),
    include_str!("shaders/open.wgsl"),
    include_str!("shaders/fog.wgsl"),
    include_str!("shaders/prepass.wgsl"),
    include_str!("shaders/tone.wgsl")
);

const LAYERS: &str = concat!(include_str!("shaders/layers.wgsl"), include_str!("shaders/through.wgsl"));

/// What a surface is drawn with. Without layers its switches have to be folded before it is valid.
pub(crate) fn surface(layers: Option<LayerMaps>) -> String {
    match layers {
        None => SURFACE.into(),
        Some(maps) => [SURFACE, LAYERS, &maps.functions()].concat(),
    }
}

pub(crate) const DEPTH: Program = ("depth", concat!(include_str!("shaders/frame.wgsl"), include_str!("shaders/depth.wgsl")));
pub(crate) const EDGE: Program = ("edge", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/edge.wgsl")));
pub(crate) const UPSCALE: Program = (
    "upscale",
    concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/tone.wgsl"), include_str!("shaders/upscale.wgsl")),
);
pub(crate) const HALVE: Program = ("halve", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/halve.wgsl")));
pub(crate) const FLAT: Program = ("flat", include_str!("shaders/flat.wgsl"));
pub(crate) const SMOOTH: Program =
    ("smooth", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/smooth.wgsl")));
pub(crate) const CONTACT: Program =
    ("contact", concat!(include_str!("shaders/frame.wgsl"), include_str!("shaders/contact.wgsl")));

/// Of a scene with fog, behind everything.
pub(crate) const HAZE: Program = (
    "haze",
    concat!(
        include_str!("shaders/fullscreen.wgsl"),
        include_str!("shaders/frame.wgsl"),
        include_str!("shaders/fog.wgsl"),
        include_str!("shaders/tone.wgsl"),
        include_str!("shaders/haze.wgsl")
    ),
);
pub(crate) const RESOLVE: Program =
    ("resolve", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/resolve.wgsl")));
pub(crate) const GLOW: Program = ("glow", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/glow.wgsl")));
pub(crate) const FINISH: Program = (
    "finish",
    concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/tone.wgsl"), include_str!("shaders/finish.wgsl")),
);
pub(crate) const VISIBILITY: Program = (
    "visibility",
    concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/frame.wgsl"), include_str!("shaders/visibility.wgsl")),
);
pub(crate) const VISIBILITY_BLUR: Program =
    ("visibility, blurred", concat!(include_str!("shaders/fullscreen.wgsl"), include_str!("shaders/visibility_blur.wgsl")));

pub(crate) const GHOST: Program = ("ghost", concat!(include_str!("shaders/frame.wgsl"), include_str!("shaders/ghost.wgsl")));

pub(crate) const CAP: Program =
    ("cap", concat!(include_str!("shaders/frame.wgsl"), include_str!("shaders/placed.wgsl"), include_str!("shaders/cap.wgsl")));
pub(crate) const GLASS: Program = (
    "glass",
    concat!(include_str!("shaders/frame.wgsl"), include_str!("shaders/placed.wgsl"), include_str!("shaders/glass.wgsl")),
);

macro_rules! sprite {
    ($depth:literal) => {
        concat!(
            "override ENCODE_SRGB = true;\n",
            include_str!("shaders/frame.wgsl"),
            include_str!("shaders/tone.wgsl"),
            include_str!("shaders/fog.wgsl"),
            include_str!($depth),
            include_str!("shaders/sprite.wgsl")
        )
    };
}

const SPRITE_SINGLE: Program = ("sprite", sprite!("shaders/scene_depth_single.wgsl"));
const SPRITE_MULTI: Program = ("sprite, multisampled", sprite!("shaders/scene_depth_multi.wgsl"));

macro_rules! with_scene_depth {
    ($depth:literal, $($program:literal),+) => {
        concat!(include_str!("shaders/frame.wgsl"), include_str!($depth), $(include_str!($program)),+)
    };
}

macro_rules! distance {
    ($depth:literal) => {
        with_scene_depth!($depth, "shaders/fullscreen.wgsl", "shaders/distance.wgsl")
    };
}

const DISTANCE_SINGLE: Program = ("distance", distance!("shaders/scene_depth_single.wgsl"));
const DISTANCE_MULTI: Program = ("distance, multisampled", distance!("shaders/scene_depth_multi.wgsl"));

const MASK_SINGLE: Program = ("mask", with_scene_depth!("shaders/scene_depth_single.wgsl", "shaders/mask.wgsl"));
const MASK_MULTI: Program = ("mask, multisampled", with_scene_depth!("shaders/scene_depth_multi.wgsl", "shaders/mask.wgsl"));
const TEXT_SINGLE: Program =
    ("text", with_scene_depth!("shaders/scene_depth_single.wgsl", "shaders/fog.wgsl", "shaders/text.wgsl"));
const TEXT_MULTI: Program =
    ("text, multisampled", with_scene_depth!("shaders/scene_depth_multi.wgsl", "shaders/fog.wgsl", "shaders/text.wgsl"));

pub(crate) fn mask(multisampled: bool) -> Program {
    if multisampled { MASK_MULTI } else { MASK_SINGLE }
}

pub(crate) fn text(multisampled: bool) -> Program {
    if multisampled { TEXT_MULTI } else { TEXT_SINGLE }
}

pub(crate) fn sprite(multisampled: bool) -> Program {
    if multisampled { SPRITE_MULTI } else { SPRITE_SINGLE }
}

pub(crate) fn distance(multisampled: bool) -> Program {
    if multisampled { DISTANCE_MULTI } else { DISTANCE_SINGLE }
}

pub(crate) fn module(device: &wgpu::Device, (label, source): Program) -> wgpu::ShaderModule {
    of_source(device, label, source)
}

/// Of one of our own programs, with its switches settled.
pub(crate) fn of_source(device: &wgpu::Device, label: &str, source: &str) -> wgpu::ShaderModule {
    device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some(label),
        source: wgpu::ShaderSource::Wgsl(source.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use naga::valid::{Capabilities, ValidationFlags, Validator};

    const ALL: [Program; 24] = [
        DEPTH,
        EDGE,
        UPSCALE,
        HALVE,
        FLAT,
        SMOOTH,
        CONTACT,
        GHOST,
        HAZE,
        RESOLVE,
        GLOW,
        FINISH,
        VISIBILITY,
        VISIBILITY_BLUR,
        DISTANCE_SINGLE,
        DISTANCE_MULTI,
        CAP,
        GLASS,
        MASK_SINGLE,
        MASK_MULTI,
        TEXT_SINGLE,
        TEXT_MULTI,
        SPRITE_SINGLE,
        SPRITE_MULTI,
    ];

    #[test]
    fn every_shader_is_valid() {
        let surface = surface(Some(LayerMaps::default()));
        for (name, source) in ALL.into_iter().chain([("surface", surface.as_str())]) {
            let module =
                naga::front::wgsl::parse_str(source).unwrap_or_else(|error| panic!("{name}: {}", error.emit_to_string(source)));
            Validator::new(ValidationFlags::all(), Capabilities::empty())
                .validate(&module)
                .unwrap_or_else(|error| panic!("{name}: {}", error.emit_to_string(source)));
        }
    }

    #[test]
    fn every_shader_file_is_part_of_a_program() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/shaders");
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let surface = surface(Some(LayerMaps::default()));
            assert!(ALL.iter().any(|(_, source)| source.contains(&text)) || surface.contains(&text));
        }
    }
}
