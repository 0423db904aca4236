//! Crisp text in the world: lines are rasterised once into a coverage texture with mips, then drawn as quads.

use crate::layouts::Layouts;
use crate::mips::linear_from_srgb;
use crate::renderer::Samplers;
use crate::textures::upload_coverage;
use crate::{Gpu, WorldText};
use ab_glyph::{Font, FontVec, Glyph, GlyphId, ScaleFont, point};
use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3};
use std::collections::HashMap;

/// Height of a line in texels: sharp up to this many pixels on the screen, and still clean beyond.
const LINE_PX: f32 = 72.0;
/// Around the glyphs, so that filtering and mips find nothing beyond.
const MARGIN_PX: f32 = 4.0;
/// A text wider or higher than this is cut.
const MAX_PX: u32 = 4096;
/// Textures of texts not drawn lately are let go beyond this many.
const N_CACHED_MAX: usize = 64;

/// Why a font cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the font cannot be read; it must be a TrueType or OpenType file")]
pub struct FontError(#[from] ab_glyph::InvalidFont);

/// As shaders/text.wgsl reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
struct TextVertex {
    position: Vec3,
    uv: Vec2,
    color: [u8; 4],
}

pub(crate) const VERTEX: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: size_of::<TextVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x2, 2 => Unorm8x4],
};

pub(crate) struct TextPass {
    font: Option<FontVec>,
    /// By text.
    cache: HashMap<String, CachedText>,
    vertices: Option<wgpu::Buffer>,
    /// Texts of this frame, six vertices each.
    drawn: Vec<wgpu::BindGroup>,
    encodes: bool,
}

struct CachedText {
    bind_group: wgpu::BindGroup,
    /// Of the texture, in heights of a line.
    size_lines: Vec2,
    was_drawn: bool,
}

/// Coverage by texel, 0 to 255.
struct Raster {
    width_px: u32,
    height_px: u32,
    coverage: Vec<u8>,
}

impl TextPass {
    pub fn new(target_format: wgpu::TextureFormat) -> Self {
        Self { font: None, cache: HashMap::new(), vertices: None, drawn: Vec::new(), encodes: !target_format.is_srgb() }
    }

    pub fn set_font(&mut self, bytes: &[u8]) -> Result<(), FontError> {
        self.font = Some(FontVec::try_from_vec(bytes.to_vec())?);
        self.cache.clear();
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    pub fn prepare(&mut self, gpu: &Gpu, layouts: &Layouts, samplers: &Samplers, texts: &[WorldText]) {
        self.drawn.clear();
        let Some(font) = &self.font else { return };
        if self.cache.len() > N_CACHED_MAX {
            self.cache.retain(|_, cached| cached.was_drawn);
        }
        self.cache.values_mut().for_each(|cached| cached.was_drawn = false);
        let mut vertices = Vec::with_capacity(6 * texts.len());
        for text in texts.iter().filter(|text| !text.text.trim().is_empty()) {
            let cached = self
                .cache
                .entry(text.text.to_owned())
                .or_insert_with(|| CachedText::new(gpu, layouts, samplers, font, text.text));
            cached.was_drawn = true;
            self.drawn.push(cached.bind_group.clone());
            vertices.extend(quad(text, cached.size_lines, self.encodes));
        }
        let bytes: &[u8] = bytemuck::cast_slice(&vertices);
        if bytes.is_empty() {
            return;
        }
        if self.vertices.as_ref().is_none_or(|buffer| buffer.size() < bytes.len() as u64) {
            self.vertices = Some(gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("texts"),
                size: bytes.len().next_power_of_two() as u64,
                usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.vertices {
            gpu.queue.write_buffer(buffer, 0, bytes);
        }
    }

    /// Pipeline and groups 0 and 1 are set.
    pub fn draw(&self, pass: &mut wgpu::RenderPass) {
        let Some(vertices) = &self.vertices else { return };
        pass.set_vertex_buffer(0, vertices.slice(..));
        for (first, bind_group) in (0..).step_by(6).zip(&self.drawn) {
            pass.set_bind_group(2, bind_group, &[]);
            pass.draw(first..first + 6, 0..1);
        }
    }
}

impl CachedText {
    fn new(gpu: &Gpu, layouts: &Layouts, samplers: &Samplers, font: &FontVec, text: &str) -> Self {
        let raster = rasterised(font, text);
        let view = upload_coverage(gpu, &raster.coverage, (raster.width_px, raster.height_px));
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("text"),
            layout: &layouts.picture,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&samplers.mipmapped) },
            ],
        });
        let size_lines = Vec2::new(raster.width_px as f32, raster.height_px as f32) / LINE_PX;
        Self { bind_group, size_lines, was_drawn: true }
    }
}

/// Two triangles facing the text's +Z.
fn quad(text: &WorldText, size_lines: Vec2, encodes: bool) -> [TextVertex; 6] {
    let half = size_lines * text.size_m * 0.5;
    let encode = |srgb: u8| if encodes { srgb } else { (linear_from_srgb(f32::from(srgb) / 255.0) * 255.0).round() as u8 };
    let [r, g, b] = text.srgb.map(encode);
    [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0)].map(|(u, v)| TextVertex {
        position: text.world_from_text.transform_point3(Vec3::new((2.0 * u - 1.0) * half.x, (1.0 - 2.0 * v) * half.y, 0.0)),
        uv: Vec2::new(u, v),
        color: [r, g, b, 255],
    })
}

/// Lines centred above each other.
fn rasterised(font: &FontVec, text: &str) -> Raster {
    let scaled = font.as_scaled(LINE_PX);
    let lines: Vec<(Vec<(GlyphId, f32)>, f32)> = text.lines().map(|line| laid_out(&scaled, line)).collect();
    let widest = lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let to_px = |size: f32| ((size + 2.0 * MARGIN_PX).ceil() as u32).clamp(1, MAX_PX);
    let (width_px, height_px) = (to_px(widest), to_px(LINE_PX * lines.len() as f32));
    let mut coverage = vec![0_u8; (width_px * height_px) as usize];
    for (row, (glyphs, width)) in lines.iter().enumerate() {
        let left = MARGIN_PX + (widest - width) * 0.5;
        // The middle between ascender and descender stands in the middle of the line.
        let baseline = MARGIN_PX + LINE_PX * (row as f32 + 0.5) + (scaled.ascent() + scaled.descent()) * 0.5;
        for (id, x) in glyphs {
            let glyph = Glyph { id: *id, scale: LINE_PX.into(), position: point(left + x, baseline) };
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, share| {
                let (x, y) = (corner.x as i64 + i64::from(x), corner.y as i64 + i64::from(y));
                if (0..i64::from(width_px)).contains(&x) && (0..i64::from(height_px)).contains(&y) {
                    let texel = &mut coverage[(y * i64::from(width_px) + x) as usize];
                    *texel = texel.saturating_add((share.clamp(0.0, 1.0) * 255.0).round() as u8);
                }
            });
        }
    }
    Raster { width_px, height_px, coverage }
}

/// Glyphs with their place from the left, and the width of the line.
fn laid_out(font: &ab_glyph::PxScaleFont<&FontVec>, line: &str) -> (Vec<(GlyphId, f32)>, f32) {
    let mut x = 0.0;
    let mut before = None;
    let mut glyphs = Vec::new();
    for id in line.chars().filter(|c| !c.is_control()).map(|c| font.glyph_id(c)) {
        x += before.map_or(0.0, |before| font.kern(before, id));
        glyphs.push((id, x));
        x += font.h_advance(id);
        before = Some(id);
    }
    (glyphs, x)
}
