//! Which program a surface needs: a set of switches. Start at [`SurfaceKey`].

use crate::layers::LayerMaps;
use crate::tier::{Quality, Reading, Tier};
use scene::MapSlot;

/// A set of the switches at the top of shaders/surface.wgsl, of fixed state that depends on the node, and of where layers have textures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct SurfaceKey {
    switches: Switch,
    maps: LayerMaps,
}

/// One of the switches, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Switch(u64);

impl SurfaceKey {
    pub const SKINNED: Switch = Switch(1);
    pub const LIGHTMAP: Switch = Switch(1 << 1);
    pub const NORMAL_MAP: Switch = Switch(1 << 2);
    pub const BASE_COLOR_MAP: Switch = Switch(1 << 3);
    pub const METALLIC_ROUGHNESS_MAP: Switch = Switch(1 << 4);
    pub const OCCLUSION_MAP: Switch = Switch(1 << 5);
    pub const EMISSIVE_MAP: Switch = Switch(1 << 6);
    pub const CLEARCOAT: Switch = Switch(1 << 7);
    pub const VERTEX_COLOR: Switch = Switch(1 << 8);
    pub const UNLIT: Switch = Switch(1 << 9);
    pub const ALPHA_MASK: Switch = Switch(1 << 10);
    pub const ALPHA_BLEND: Switch = Switch(1 << 11);
    pub const DOUBLE_SIDED: Switch = Switch(1 << 12);
    pub const LIGHTS: Switch = Switch(1 << 13);
    pub const UV_PER_MAP: Switch = Switch(1 << 14);
    /// The node mirrors its mesh, so that front faces wind the other way.
    pub const MIRRORED: Switch = Switch(1 << 15);
    pub const SUN: Switch = Switch(1 << 16);
    pub const ROUGH: Switch = Switch(1 << 17);
    pub const LAYERED: Switch = Switch(1 << 18);
    pub const SPECULAR: Switch = Switch(1 << 19);
    pub const SHEEN: Switch = Switch(1 << 20);
    pub const IRIDESCENCE: Switch = Switch(1 << 21);
    pub const ANISOTROPY: Switch = Switch(1 << 22);
    pub const TRANSMISSION: Switch = Switch(1 << 23);
    pub const VOLUME: Switch = Switch(1 << 24);
    pub const DISPERSION: Switch = Switch(1 << 25);
    /// For the picture that transmitting surfaces look into.
    pub const BACKDROP: Switch = Switch(1 << 26);

    pub const FOG: Switch = Switch(1 << 27);
    /// Not a switch of the shader: only depth, before surfaces are shaded.
    pub const PREPASS: Switch = Switch(1 << 28);
    /// The box of the room is known, and mirrored light comes from its walls.
    pub const ROOM: Switch = Switch(1 << 29);
    /// A plane cuts it open.
    pub const SECTION: Switch = Switch(1 << 32);

    pub const LINES: Switch = Switch(1 << 30);
    pub const POINTS: Switch = Switch(1 << 31);

    /// What the low tier leaves out: cloth and film and grain look plain there, and glass shows what is behind it unbent.
    const LEFT_OUT_LOW: [Switch; 5] = [Self::SHEEN, Self::IRIDESCENCE, Self::ANISOTROPY, Self::VOLUME, Self::DISPERSION];

    const SWITCHES: [(&'static str, Switch); 28] = [
        ("SKINNED", Self::SKINNED),
        ("LIGHTMAP", Self::LIGHTMAP),
        ("NORMAL_MAP", Self::NORMAL_MAP),
        ("BASE_COLOR_MAP", Self::BASE_COLOR_MAP),
        ("METALLIC_ROUGHNESS_MAP", Self::METALLIC_ROUGHNESS_MAP),
        ("OCCLUSION_MAP", Self::OCCLUSION_MAP),
        ("EMISSIVE_MAP", Self::EMISSIVE_MAP),
        ("CLEARCOAT", Self::CLEARCOAT),
        ("VERTEX_COLOR", Self::VERTEX_COLOR),
        ("UNLIT", Self::UNLIT),
        ("ALPHA_MASK", Self::ALPHA_MASK),
        ("ALPHA_BLEND", Self::ALPHA_BLEND),
        ("DOUBLE_SIDED", Self::DOUBLE_SIDED),
        ("UV_PER_MAP", Self::UV_PER_MAP),
        ("SUN", Self::SUN),
        ("ROUGH", Self::ROUGH),
        ("LAYERED", Self::LAYERED),
        ("SPECULAR", Self::SPECULAR),
        ("SHEEN", Self::SHEEN),
        ("IRIDESCENCE", Self::IRIDESCENCE),
        ("ANISOTROPY", Self::ANISOTROPY),
        ("TRANSMISSION", Self::TRANSMISSION),
        ("VOLUME", Self::VOLUME),
        ("DISPERSION", Self::DISPERSION),
        ("BACKDROP", Self::BACKDROP),
        ("ROOM", Self::ROOM),
        ("FOG", Self::FOG),
        ("SECTION", Self::SECTION),
    ];

    /// In a scene of rooms, or not: what is too dull to mirror anything is drawn the same.
    pub fn in_room(self, has_rooms: bool) -> Self {
        let mirrors = !self.has(Self::UNLIT) && (!self.has(Self::ROUGH) || self.has(Self::CLEARCOAT));
        self.with_if(has_rooms && mirrors, Self::ROOM)
    }

    /// Without what this tier leaves out.
    pub fn on(self, tier: Tier) -> Self {
        let left_out: &[Switch] = if tier == Tier::Low { &Self::LEFT_OUT_LOW } else { &[] };
        left_out.iter().fold(self, |key, switch| key.with_if(false, *switch))
    }

    /// Whatever one of them has.
    pub fn either(self, other: Self) -> Self {
        Self { switches: Switch(self.switches.0 | other.switches.0), ..self }
    }

    pub fn has(self, switch: Switch) -> bool {
        self.switches.0 & switch.0 != 0
    }

    pub fn with_if(self, condition: bool, switch: Switch) -> Self {
        let switches = if condition { self.switches.0 | switch.0 } else { self.switches.0 & !switch.0 };
        Self { switches: Switch(switches), ..self }
    }

    /// A pixel wide where they are not triangles.
    pub fn topology(self) -> wgpu::PrimitiveTopology {
        match (self.has(Self::LINES), self.has(Self::POINTS)) {
            (true, _) => wgpu::PrimitiveTopology::LineList,
            (_, true) => wgpu::PrimitiveTopology::PointList,
            _ => wgpu::PrimitiveTopology::TriangleList,
        }
    }

    /// This key after its material asked for `after`, which asked for `before`.
    pub fn changed(self, before: Self, after: Self) -> Self {
        let gone = before.switches.0 & !after.switches.0;
        Self { switches: Switch(self.switches.0 & !gone | after.switches.0), maps: after.maps }
    }

    pub fn with_maps(self, maps: LayerMaps) -> Self {
        Self { maps, ..self }
    }

    /// None for a material without layers, whose program and bindings have nothing of them.
    pub fn layer_maps(self) -> Option<LayerMaps> {
        self.has(Self::LAYERED).then_some(self.maps)
    }

    /// Drawn after what is behind it.
    pub fn is_seen_through(self) -> bool {
        self.has(Self::ALPHA_BLEND) || self.has(Self::TRANSMISSION)
    }

    /// What its depth alone is drawn with, before it is shaded.
    pub fn before_shading(self) -> Self {
        let mut kept = Self::SKINNED.0 | Self::SECTION.0 | Self::LIGHTMAP.0 | Self::DOUBLE_SIDED.0 | Self::MIRRORED.0;
        // The bindings stay those of its material.
        kept |= Self::LAYERED.0 | Self::LINES.0 | Self::POINTS.0;
        if self.has(Self::ALPHA_MASK) {
            kept |= Self::ALPHA_MASK.0 | Self::BASE_COLOR_MAP.0 | Self::VERTEX_COLOR.0 | Self::UV_PER_MAP.0;
        }
        Self { switches: Switch(self.switches.0 & kept | Self::PREPASS.0), maps: LayerMaps::default() }
    }

    /// Whether it lies over what is behind it. Where that is looked up instead, glass is solid.
    pub fn blends(self, tier: Tier) -> bool {
        self.has(Self::ALPHA_BLEND) || (tier == Tier::Low && self.has(Self::TRANSMISSION))
    }

    /// Of vertices and of pixels.
    pub fn entry_points(self) -> [&'static str; 2] {
        [
            if self.has(Self::SKINNED) { "vs_skinned" } else { "vs_rigid" },
            if self.has(Self::PREPASS) { "fs_prepass" } else { "fs_surface" },
        ]
    }

    /// Values for the shader's switches, but for those of the target.
    pub fn switches(self, tier: Tier, quality: Quality) -> Vec<(&'static str, u32)> {
        let n_lights = if self.has(Self::LIGHTMAP) { quality.n_lights_baked } else { quality.n_lights };
        let key = self.on(tier);
        let is_on = |switch: Switch| {
            key.has(switch) && !(switch == Self::ROUGH && quality.n_gathered > 0 && !self.has(Self::LIGHTMAP))
                || switch == Self::ALPHA_BLEND && self.blends(tier)
        };
        let mut switches: Vec<_> = Self::SWITCHES.iter().map(|(name, switch)| (*name, u32::from(is_on(*switch)))).collect();
        let coat_normal = self.has(Self::CLEARCOAT) && self.maps.has(MapSlot::ClearcoatNormal);
        let tangents = self.has(Self::NORMAL_MAP) || coat_normal || is_on(Self::ANISOTROPY);
        switches.push(("CLEARCOAT_NORMAL", u32::from(coat_normal)));
        switches.push(("TANGENTS", u32::from(tangents)));
        switches.push(("N_LIGHTS", if self.has(Self::LIGHTS) { n_lights } else { 0 }));
        // Lobes that are drawn out along the grain, change colour within, or look both ways have more to tell.
        let has_more = [Self::ANISOTROPY, Self::IRIDESCENCE, Self::TRANSMISSION].into_iter().any(is_on);
        switches.push(("N_GATHERED", quality.n_gathered * if has_more { 2 } else { 1 }));
        switches.push(("FULL", u32::from(tier != Tier::Low)));
        switches.push(("STORED_COLORS", u32::from(quality.reading == Reading::Quick)));
        switches.push(("VISIBILITY", u32::from(tier == Tier::High && !self.is_seen_through())));
        switches.push(("FLOAT", u32::from(tier == Tier::High)));
        switches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;
    use crate::reached::reached;
    use crate::shaders;
    use naga::valid::{Capabilities, ValidationFlags, Validator};

    /// Each switch alone, and each but one.
    #[test]
    fn surfaces_are_valid_with_any_switch_on_or_off() {
        let all = SurfaceKey::SWITCHES
            .iter()
            .fold(SurfaceKey::default(), |key, (_, switch)| key.with_if(true, *switch))
            .with_if(true, SurfaceKey::LIGHTS);
        let needs_layers = |key: SurfaceKey| {
            let plain = SurfaceKey::default().with_if(true, SurfaceKey::CLEARCOAT).switches.0 | (SurfaceKey::LAYERED.0 - 1);
            let of_all =
                [SurfaceKey::BACKDROP, SurfaceKey::ROOM, SurfaceKey::SECTION].iter().fold(0, |all, switch| all | switch.0);
            key.with_if(key.switches.0 & !plain & !of_all != 0, SurfaceKey::LAYERED)
        };
        let keys = SurfaceKey::SWITCHES
            .iter()
            .flat_map(|(_, switch)| [SurfaceKey::default().with_if(true, *switch), all.with_if(false, *switch)])
            .map(needs_layers);
        let keys: Vec<_> = keys.chain([SurfaceKey::default(), all]).collect();
        let before = keys.iter().map(|key| key.before_shading());
        for key in keys.iter().copied().chain(before) {
            for tier in [Tier::Low, Tier::Medium, Tier::High] {
                let mut switches = key.switches(tier, tier.quality_on(crate::Backend::Vulkan, true));
                switches.extend([("TONE_MAP", 1), ("ENCODE_SRGB", 1)]);
                let source = folded(&shaders::surface(key.layer_maps()), &switches);
                assert!(!source.contains("override "), "every switch has a value");
                let source = reached(&source, &key.entry_points());
                let module = naga::front::wgsl::parse_str(&source)
                    .unwrap_or_else(|error| panic!("{key:?}: {}", error.emit_to_string(&source)));
                let outcome = Validator::new(ValidationFlags::all(), Capabilities::empty()).validate(&module);
                outcome.unwrap_or_else(|error| panic!("{key:?}: {}", error.emit_to_string(&source)));
            }
        }
    }
}
