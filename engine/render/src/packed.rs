//! Pictures that stay packed on the graphics card, with the smaller copies that their file has.
//!
//! Colours are unpacked by whoever packed them, to blocks that this card reads. What a use reads of one or two channels is packed into
//! blocks of those alone ([`crate::channel_blocks`]), so that shaders find them where plain textures have them. Start at [`upload`].

use crate::Gpu;
use crate::bands::write_level;
use crate::channel_blocks::{bc4, eac};
use crate::textures::{self, MapUse};
use scene::{Image, PackedImage, Texels};
use wgpu::TextureFormat;

/// Which blocks of texels are kept on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blocks {
    /// None: pictures are unpacked.
    Plain,
    /// BC1 for opaque colours, the rest unpacked: what a program reads as quickly as plain texels, where BC5 takes it longer and BC7
    /// much longer.
    Bc1,
    /// BC1, BC4, BC5 and BC7, as cards of PCs read them.
    Bc,
    /// ETC2 and EAC, as small devices read them.
    Etc2,
}

impl Blocks {
    /// The best of a device with these features.
    pub(crate) fn read_with(features: wgpu::Features, is_software: bool) -> Self {
        if features.contains(wgpu::Features::TEXTURE_COMPRESSION_BC) {
            if is_software { Self::Bc1 } else { Self::Bc }
        } else if features.contains(wgpu::Features::TEXTURE_COMPRESSION_ETC2) {
            Self::Etc2
        } else {
            Self::Plain
        }
    }
}

/// With the levels of the file. None if they cannot be unpacked.
pub(crate) fn upload(gpu: &Gpu, image: &Image, packed: &dyn PackedImage, map_use: MapUse) -> Option<wgpu::Texture> {
    let size = (image.width_px, image.height_px);
    // Cards have no blocks that reach beyond the largest level.
    let blocks = if size.0.is_multiple_of(4) && size.1.is_multiple_of(4) { gpu.blocks } else { Blocks::Plain };
    let (texels, format) = kept(blocks, packed, map_use);
    let texture = textures::empty(gpu, &image.name, size, format, packed.n_levels());
    for (level, texels) in (0..).zip(packed.levels(packed.n_levels(), texels)?) {
        let (width, height) = ((size.0 >> level).max(1), (size.1 >> level).max(1));
        let texels = of_use(texels, [width, height], format, map_use);
        write_level(gpu, &texture, level, &texels, width, height);
    }
    Some(texture)
}

/// What to unpack to, and what is kept then.
fn kept(blocks: Blocks, packed: &dyn PackedImage, map_use: MapUse) -> (Texels, TextureFormat) {
    let is_opaque = map_use.is_color() || !packed.has_alpha();
    let (texels, format) = match (blocks, map_use) {
        (Blocks::Bc, MapUse::MetallicRoughness | MapUse::Normal) => (Texels::Rgba8, TextureFormat::Bc5RgUnorm),
        (Blocks::Bc, MapUse::Occlusion) => (Texels::Rgba8, TextureFormat::Bc4RUnorm),
        (Blocks::Bc, _) if is_opaque && packed.is_coarse() => (Texels::Bc1, TextureFormat::Bc1RgbaUnorm),
        (Blocks::Bc, _) => (Texels::Bc7, TextureFormat::Bc7RgbaUnorm),
        (Blocks::Bc1, MapUse::Color | MapUse::Cover) => (Texels::Bc1, TextureFormat::Bc1RgbaUnorm),
        (Blocks::Etc2, MapUse::MetallicRoughness | MapUse::Normal) => (Texels::Rgba8, TextureFormat::EacRg11Unorm),
        (Blocks::Etc2, MapUse::Occlusion) => (Texels::Rgba8, TextureFormat::EacR11Unorm),
        (Blocks::Etc2, _) if is_opaque => (Texels::Etc2Rgb, TextureFormat::Etc2Rgb8Unorm),
        (Blocks::Etc2, _) => (Texels::Etc2Rgba, TextureFormat::Etc2Rgba8Unorm),
        (Blocks::Plain | Blocks::Bc1, _) => return (Texels::Rgba8, textures::plain_format(map_use)),
    };
    (texels, if map_use.is_color() { format.add_srgb_suffix() } else { format })
}

/// The channels that a use reads, in the format that is kept.
fn of_use(texels: Vec<u8>, size: [u32; 2], format: TextureFormat, map_use: MapUse) -> Vec<u8> {
    match map_use {
        MapUse::Color | MapUse::Cover | MapUse::Numbers => texels,
        MapUse::MetallicRoughness => channels(&texels, size, format, [1, 2]),
        MapUse::Normal => channels(&texels, size, format, [0, 1]),
        MapUse::Occlusion => channels(&texels, size, format, [0]),
    }
}

fn channels<const N: usize>(rgba: &[u8], [width, height]: [u32; 2], format: TextureFormat, wanted: [usize; N]) -> Vec<u8> {
    let block = match format {
        TextureFormat::Bc4RUnorm | TextureFormat::Bc5RgUnorm => bc4,
        TextureFormat::EacR11Unorm | TextureFormat::EacRg11Unorm => eac,
        _ => return textures::channels(rgba, wanted),
    };
    let (width, height) = (width as usize, height as usize);
    let mut blocks = Vec::with_capacity(width.div_ceil(4) * height.div_ceil(4) * 8 * N);
    for y in (0..height).step_by(4) {
        for x in (0..width).step_by(4) {
            // What reaches beyond the picture is as its edge.
            let texel = |i: usize| 4 * ((y + i / 4).min(height - 1) * width + (x + i % 4).min(width - 1));
            for channel in wanted {
                blocks.extend(block(&std::array::from_fn(|i| rgba[texel(i) + channel])));
            }
        }
    }
    blocks
}
