//! Texture upload with mips, samplers shared between materials. Only the channels a use needs are kept.
//!
//! Pictures that stay packed are uploaded by [`crate::packed`].

use crate::bands::write_level;
use crate::mips::{self, Encoding};
use crate::packed;
use crate::scene_gpu::UploadError;
use crate::tier::{Reading, Tier};
use scene::{Filter, Image, ImageFormat, Sampler, Texels, Wrap};
use std::collections::HashMap;

/// What a material reads from an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum MapUse {
    /// Base colour and emissive: sRGB with alpha.
    Color,
    /// The same where alpha counts.
    Cover,
    /// Green and blue of the file become red and green.
    MetallicRoughness,
    /// Red and green; the shader finds blue.
    Normal,
    /// Red.
    Occlusion,
    /// All four channels, linear.
    Numbers,
}

impl MapUse {
    pub fn is_color(self) -> bool {
        matches!(self, Self::Color | Self::Cover)
    }
}

/// Textures and samplers by what they are for.
pub(crate) struct TextureStore {
    white: wgpu::Texture,
    /// A normal map without bumps.
    even: wgpu::Texture,
    textures: HashMap<(usize, MapUse), wgpu::Texture>,
    samplers: HashMap<Sampler, wgpu::Sampler>,
    reading: Reading,
}

impl TextureStore {
    pub fn new(gpu: &crate::Gpu, reading: Reading) -> Self {
        let white = upload_levels::<4>(gpu, "white", &[255; 4], (1, 1), MapUse::Numbers);
        let even = upload_levels::<2>(gpu, "even", &[128; 2], (1, 1), MapUse::Normal);
        Self { white, even, textures: HashMap::new(), samplers: HashMap::new(), reading }
    }

    pub fn keep(&mut self, image_idx: usize, map_use: MapUse, texture: wgpu::Texture) {
        self.textures.insert((image_idx, map_use), texture);
    }

    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// What was bound before is not bound otherwise by this.
    pub fn read_as(&mut self, reading: Reading) {
        self.reading = reading;
        self.samplers.clear();
    }

    /// What stands in for a map that is not there.
    pub fn none(&self, map_use: MapUse) -> wgpu::TextureView {
        if map_use == MapUse::Normal { self.even.create_view(&wgpu::TextureViewDescriptor::default()) } else { self.white() }
    }

    pub fn white(&self) -> wgpu::TextureView {
        self.white.create_view(&wgpu::TextureViewDescriptor::default())
    }

    /// White where the image was not uploaded for this use.
    pub fn view(&self, image_idx: usize, map_use: MapUse) -> wgpu::TextureView {
        self.textures.get(&(image_idx, map_use)).map_or_else(|| self.white(), |texture| self.view_of(texture))
    }

    /// A material's texture, as it is to be read.
    pub fn view_of(&self, texture: &wgpu::Texture) -> wgpu::TextureView {
        let is_stored = self.reading == Reading::Quick && texture.format().is_srgb();
        let format = is_stored.then(|| texture.format().remove_srgb_suffix());
        texture.create_view(&wgpu::TextureViewDescriptor { format, ..Default::default() })
    }

    pub fn sampler(&mut self, device: &wgpu::Device, sampler: Sampler) -> wgpu::Sampler {
        let reading = self.reading;
        self.samplers.entry(sampler).or_insert_with(|| create_sampler(device, sampler, reading)).clone()
    }
}

/// Uploads one image with all its mips, keeping only the channels this use reads.
pub(crate) fn upload_image(gpu: &crate::Gpu, image: &Image, map_use: MapUse) -> Result<wgpu::Texture, UploadError> {
    let (width, height) = (image.width_px, image.height_px);
    let max = gpu.device.limits().max_texture_dimension_2d;
    let n_bytes = 4 * width as usize * height as usize;
    let has_pixels = matches!(image.format, ImageFormat::Packed(_)) || image.pixels.len() == n_bytes;
    if width == 0 || height == 0 || width.max(height) > max || !has_pixels {
        return Err(broken(gpu, image));
    }
    let ImageFormat::Packed(packed) = &image.format else {
        return Ok(upload_pixels(gpu, &image.name, &image.pixels, (width, height), map_use));
    };
    if packed.n_levels() > 1 && (map_use != MapUse::Cover || is_opaque(image)) {
        return packed::upload(gpu, image, packed.as_ref(), map_use).ok_or_else(|| broken(gpu, image));
    }
    // Smaller copies are made here where the file has none, and where clear texels must take the colours beside them.
    let pixels = packed.levels(1, Texels::Rgba8).and_then(|mut levels| levels.pop()).ok_or_else(|| broken(gpu, image))?;
    Ok(upload_pixels(gpu, &image.name, &pixels, (width, height), map_use))
}

fn broken(gpu: &crate::Gpu, image: &Image) -> UploadError {
    let (width_px, height_px, max_px) = (image.width_px, image.height_px, gpu.device.limits().max_texture_dimension_2d);
    UploadError::Image { name: image.name.clone(), width_px, height_px, max_px }
}

fn upload_pixels(gpu: &crate::Gpu, label: &str, pixels: &[u8], size: (u32, u32), map_use: MapUse) -> wgpu::Texture {
    match map_use {
        MapUse::Cover if !all_opaque(pixels) => upload_covered(gpu, label, pixels, size),
        MapUse::Color | MapUse::Cover | MapUse::Numbers => upload_levels::<4>(gpu, label, pixels, size, map_use),
        MapUse::MetallicRoughness => upload_levels::<2>(gpu, label, &channels(pixels, [1, 2]), size, map_use),
        MapUse::Normal => upload_levels::<2>(gpu, label, &channels(pixels, [0, 1]), size, map_use),
        MapUse::Occlusion => upload_levels::<1>(gpu, label, &channels(pixels, [0]), size, map_use),
    }
}

/// No texel lets anything through.
pub(crate) fn is_opaque(image: &Image) -> bool {
    match &image.format {
        ImageFormat::Rgba8 => all_opaque(&image.pixels),
        ImageFormat::Packed(packed) if packed.has_alpha() => {
            packed.levels(1, Texels::Rgba8).is_some_and(|levels| levels.iter().all(|pixels| all_opaque(pixels)))
        }
        ImageFormat::Packed(_) => true,
    }
}

fn all_opaque(rgba: &[u8]) -> bool {
    rgba.chunks_exact(4).all(|texel| texel[3] == u8::MAX)
}

/// One channel of coverage, with all its mips.
pub(crate) fn upload_coverage(gpu: &crate::Gpu, coverage: &[u8], size: (u32, u32)) -> wgpu::TextureView {
    let texture = upload_levels::<1>(gpu, "text", coverage, size, MapUse::Occlusion);
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

pub(crate) fn channels<const N: usize>(rgba: &[u8], wanted: [usize; N]) -> Vec<u8> {
    rgba.chunks_exact(4).flat_map(|texel| wanted.map(|channel| texel[channel])).collect()
}

fn upload_levels<const N: usize>(
    gpu: &crate::Gpu,
    label: &str,
    texels: &[u8],
    size: (u32, u32),
    map_use: MapUse,
) -> wgpu::Texture {
    let encoding = if map_use.is_color() { Encoding::Srgb } else { Encoding::Linear };
    let mip_level_count = mips::n_levels(size.0, size.1);
    let texture = empty(gpu, label, size, plain_format(map_use), mip_level_count);
    let (mut width, mut height) = size;
    write_level(gpu, &texture, 0, texels, width, height);
    let mut level_texels = Vec::new();
    for level in 1..mip_level_count {
        let finer = if level == 1 { texels } else { &level_texels };
        level_texels = mips::halved::<N>(finer, width, height, encoding);
        (width, height) = ((width / 2).max(1), (height / 2).max(1));
        write_level(gpu, &texture, level, &level_texels, width, height);
    }
    texture
}

fn upload_covered(gpu: &crate::Gpu, label: &str, texels: &[u8], size: (u32, u32)) -> wgpu::Texture {
    let texture = empty(gpu, label, size, wgpu::TextureFormat::Rgba8UnormSrgb, mips::n_levels(size.0, size.1));
    for (level, texels) in (0..).zip(mips::covered_levels(texels, size.0, size.1)) {
        write_level(gpu, &texture, level, &texels, (size.0 >> level).max(1), (size.1 >> level).max(1));
    }
    texture
}

/// Without blocks.
pub(crate) fn plain_format(map_use: MapUse) -> wgpu::TextureFormat {
    match map_use {
        MapUse::Color | MapUse::Cover => wgpu::TextureFormat::Rgba8UnormSrgb,
        MapUse::MetallicRoughness | MapUse::Normal => wgpu::TextureFormat::Rg8Unorm,
        MapUse::Occlusion => wgpu::TextureFormat::R8Unorm,
        MapUse::Numbers => wgpu::TextureFormat::Rgba8Unorm,
    }
}

/// A texture with room for so many levels. One of colours can be read as it is stored, where a tier of this card does.
pub(crate) fn empty(
    gpu: &crate::Gpu,
    label: &str,
    (width, height): (u32, u32),
    format: wgpu::TextureFormat,
    mip_level_count: u32,
) -> wgpu::Texture {
    let stored = [format.remove_srgb_suffix()];
    let is_stored_too = format.is_srgb() && Tier::Low.quality(gpu, None).reading == Reading::Quick;
    gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: if is_stored_too { &stored } else { &[] },
    })
}

fn create_sampler(device: &wgpu::Device, sampler: Sampler, reading: Reading) -> wgpu::Sampler {
    let (between_mips, anisotropy) = match reading {
        Reading::Fine { anisotropy } => (sampler.mipmaps, anisotropy),
        Reading::Quick => (false, 1),
    };
    let smooth = sampler.magnify == Filter::Linear && sampler.minify == Filter::Linear && sampler.mipmaps;
    device.create_sampler(&wgpu::SamplerDescriptor {
        address_mode_u: address_mode(sampler.wrap_u),
        address_mode_v: address_mode(sampler.wrap_v),
        mag_filter: filter_mode(sampler.magnify),
        min_filter: filter_mode(sampler.minify),
        mipmap_filter: if between_mips { wgpu::MipmapFilterMode::Linear } else { wgpu::MipmapFilterMode::Nearest },
        lod_max_clamp: if sampler.mipmaps { 32.0 } else { 0.0 },
        anisotropy_clamp: if smooth { anisotropy } else { 1 },
        ..Default::default()
    })
}

fn address_mode(wrap: Wrap) -> wgpu::AddressMode {
    match wrap {
        Wrap::Repeat => wgpu::AddressMode::Repeat,
        Wrap::Mirror => wgpu::AddressMode::MirrorRepeat,
        Wrap::Clamp => wgpu::AddressMode::ClampToEdge,
    }
}

fn filter_mode(filter: Filter) -> wgpu::FilterMode {
    match filter {
        Filter::Nearest => wgpu::FilterMode::Nearest,
        Filter::Linear => wgpu::FilterMode::Linear,
    }
}
