//! Crisp text in the world: lines are rasterised once into a coverage texture with mips, then drawn as quads.
//!
//! Plain text takes the one font there is; text of other scripts is put in order and shaped, with fonts that are asked for.

use crate::layouts::Layouts;
use crate::mips::linear_from_srgb;
use crate::renderer::Samplers;
use crate::textures::upload_coverage;
use crate::{Gpu, WorldText};
use ab_glyph::{Font, FontVec, Glyph, GlyphId, ScaleFont, point};
use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec2, Vec3};
use lettering::{Face, Paragraph, is_plain, runs_from_right, shape, wrap};
use std::collections::{BTreeSet, HashMap};

/// Height of a line in texels: sharp up to this many pixels on the screen, and still clean beyond.
const LINE_PX: f32 = 72.0;
/// Around the glyphs, so that filtering and mips find nothing beyond.
const MARGIN_PX: f32 = 4.0;
/// A text wider or higher than this is cut.
const MAX_PX: u32 = 4096;
/// Of a sheet, how much its text may fill.
const FILLED: f32 = 0.92;
/// Around a text on a sheet of its own size, both sides together, in heights of a line.
const AROUND_LINES: Vec2 = Vec2::new(0.45, 0.06);
/// A line on a sheet is never lower than this, metres: what is too much for a small sheet stands out over its edge, rather than being unreadable
/// from an arm's length.
const LINE_LEAST_M: f32 = 0.006;
/// The most lines that a text on a sheet is broken into.
const LINES_MAX: usize = 8;
/// Letters from here on are about as wide as high: those of Korean and of the scripts of China and Japan.
const WIDE_FROM: char = '\u{1100}';
/// Textures of texts not drawn lately are let go beyond this many.
const N_CACHED_MAX: usize = 64;

/// Gives the bytes of a font that has a letter; none where there is no such font.
pub type FontOf = Box<dyn Fn(char) -> Option<Vec<u8>> + Send>;

/// Fonts of other scripts, as far as texts needed them.
#[derive(Default)]
struct MoreFonts {
    of: Option<FontOf>,
    found: Vec<FontVec>,
    asked: BTreeSet<char>,
}

impl MoreFonts {
    /// Finds fonts for letters that none of those at hand has. Asked once for each letter.
    fn find_for(&mut self, text: &str, usual: &FontVec) {
        let Some(of) = &self.of else { return };
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let is_known = |font: &FontVec| font.glyph_id(letter).0 != 0;
            if is_known(usual) || self.found.iter().any(is_known) || !self.asked.insert(letter) {
                continue;
            }
            self.found.extend(of(letter).and_then(|bytes| FontVec::try_from_vec(bytes).ok()));
        }
    }
}

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
    more: MoreFonts,
    /// By text.
    cache: HashMap<String, CachedText>,
    /// A texel that is covered: of sheets.
    whole: Option<CachedText>,
    vertices: Option<wgpu::Buffer>,
    /// Texts of this frame, six vertices each.
    drawn: Vec<wgpu::BindGroup>,
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
    pub fn new() -> Self {
        Self { font: None, more: MoreFonts::default(), cache: HashMap::new(), whole: None, vertices: None, drawn: Vec::new() }
    }

    pub fn set_font(&mut self, bytes: &[u8]) -> Result<(), FontError> {
        self.font = Some(FontVec::try_from_vec(bytes.to_vec())?);
        self.cache.clear();
        Ok(())
    }

    pub fn set_more_fonts(&mut self, of: FontOf) {
        self.more = MoreFonts { of: Some(of), ..MoreFonts::default() };
        self.cache.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    /// `encodes`: colours are written as sRGB.
    pub fn prepare(&mut self, gpu: &Gpu, layouts: &Layouts, samplers: &Samplers, texts: &[WorldText], encodes: bool) {
        self.drawn.clear();
        let Some(font) = &self.font else { return };
        if self.cache.len() > N_CACHED_MAX {
            self.cache.retain(|_, cached| cached.was_drawn);
        }
        self.cache.values_mut().for_each(|cached| cached.was_drawn = false);
        let mut vertices = Vec::with_capacity(6 * texts.len());
        for text in texts.iter().filter(|text| !text.text.trim().is_empty()) {
            let more = &mut self.more;
            let sheet_m = text.sheet.and_then(|sheet| sheet.size_m);
            let words = sheet_m.map_or_else(|| text.text.to_owned(), |sheet_m| filling(text.text, sheet_m));
            let cached = self.cache.entry(words).or_insert_with_key(|words| {
                let raster = if is_plain(words) {
                    rasterised(&[font], words.lines().map(|line| laid_out(font, line)).collect())
                } else {
                    more.find_for(words, font);
                    shaped(font, &more.found, words)
                };
                CachedText::new(gpu, layouts, samplers, &raster)
            });
            cached.was_drawn = true;
            let mut size_m = cached.size_lines * text.size_m;
            if let Some(sheet) = text.sheet {
                let ground_m = match sheet.size_m {
                    Some(sheet_m) => {
                        let fits = (sheet_m / size_m).min_element();
                        size_m *= (fits * FILLED).max(LINE_LEAST_M / text.size_m);
                        sheet_m.max(size_m / FILLED)
                    }
                    None => size_m + text.size_m * AROUND_LINES,
                };
                let whole = self.whole.get_or_insert_with(|| {
                    CachedText::new(gpu, layouts, samplers, &Raster { width_px: 1, height_px: 1, coverage: vec![255] })
                });
                self.drawn.push(whole.bind_group.clone());
                vertices.extend(quad(text.world_from_text, ground_m, sheet.srgb, encodes));
            }
            self.drawn.push(cached.bind_group.clone());
            vertices.extend(quad(text.world_from_text, size_m, text.srgb, encodes));
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
    fn new(gpu: &Gpu, layouts: &Layouts, samplers: &Samplers, raster: &Raster) -> Self {
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

/// A text broken into lines, so that it is as large as may be on a sheet of this size.
fn filling(text: &str, size_m: Vec2) -> String {
    // How wide letters are on the whole is enough to choose by; where a line may end is the script's.
    let width = |part: &str| part.chars().map(|letter| if letter >= WIDE_FROM { 0.9 } else { 0.48 }).sum::<f32>();
    let lines_within = |most: f32| -> Vec<String> {
        let of_line = |line: &str| -> Vec<String> {
            let paragraph = Paragraph::new(line, runs_from_right(line).unwrap_or(false));
            let lines = wrap(&paragraph, most, &mut |range| width(&line[range]));
            lines.into_iter().map(|found| line[found.shown].to_owned()).collect()
        };
        text.lines().flat_map(of_line).collect()
    };
    let height_of = |lines: &[String]| {
        let widest = lines.iter().map(|line| width(line)).fold(0.1, f32::max);
        (size_m.x / widest).min(size_m.y / lines.len().max(1) as f32)
    };
    let whole = width(text).max(0.5);
    // Words stay whole where a script has them.
    let is_word = |word: &&str| word.chars().all(|letter| letter < WIDE_FROM);
    let widest_word = text.split_whitespace().filter(is_word).map(width).fold(0.0, f32::max) * 1.01;
    let tried = (1..=LINES_MAX).map(|n| lines_within((whole / n as f32 * 1.15).max(widest_word)));
    let best = tried.reduce(|best, lines| if height_of(&lines) > height_of(&best) * 1.02 { lines } else { best });
    best.unwrap_or_default().join("\n")
}

/// Two triangles facing the text's +Z.
fn quad(world_from_text: Mat4, size_m: Vec2, srgb: [u8; 3], encodes: bool) -> [TextVertex; 6] {
    let half = size_m * 0.5;
    let encode = |srgb: u8| if encodes { srgb } else { (linear_from_srgb(f32::from(srgb) / 255.0) * 255.0).round() as u8 };
    let [r, g, b] = srgb.map(encode);
    [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0)].map(|(u, v)| TextVertex {
        position: world_from_text.transform_point3(Vec3::new((2.0 * u - 1.0) * half.x, (1.0 - 2.0 * v) * half.y, 0.0)),
        uv: Vec2::new(u, v),
        color: [r, g, b, 255],
    })
}

/// A glyph of one of the fonts, and where it stands in its line, in texels; down is positive.
struct Placed {
    font: usize,
    id: GlyphId,
    x: f32,
    y: f32,
}

/// The glyphs of a line, and its width in texels.
type Line = (Vec<Placed>, f32);

/// Lines centred above each other.
fn rasterised(fonts: &[&FontVec], lines: Vec<Line>) -> Raster {
    let widest = lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let to_px = |size: f32| ((size + 2.0 * MARGIN_PX).ceil() as u32).clamp(1, MAX_PX);
    let (width_px, height_px) = (to_px(widest), to_px(LINE_PX * lines.len() as f32));
    let mut coverage = vec![0_u8; (width_px * height_px) as usize];
    let usual = fonts[0].as_scaled(LINE_PX);
    for (row, (glyphs, width)) in lines.iter().enumerate() {
        let left = MARGIN_PX + (widest - width) * 0.5;
        // The middle between ascender and descender stands in the middle of the line.
        let baseline = MARGIN_PX + LINE_PX * (row as f32 + 0.5) + (usual.ascent() + usual.descent()) * 0.5;
        for placed in glyphs {
            let font = fonts[placed.font];
            // Letters of all fonts have the size of the usual one's, whatever room their lines take.
            let scale = fonts[0].height_unscaled() / fonts[0].units_per_em().unwrap_or(1.0);
            let own = font.height_unscaled() / font.units_per_em().unwrap_or(1.0);
            let scale = LINE_PX * if scale > 0.0 { own / scale } else { 1.0 };
            let position = point(left + placed.x, baseline + placed.y);
            let Some(outline) = font.outline_glyph(Glyph { id: placed.id, scale: scale.into(), position }) else { continue };
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

/// A line of plain text: one glyph after the other.
fn laid_out(font: &FontVec, line: &str) -> Line {
    let font = font.as_scaled(LINE_PX);
    let mut x = 0.0;
    let mut before = None;
    let mut glyphs = Vec::new();
    for id in line.chars().filter(|c| !c.is_control()).map(|c| font.glyph_id(c)) {
        x += before.map_or(0.0, |before| font.kern(before, id));
        glyphs.push(Placed { font: 0, id, x, y: 0.0 });
        x += font.h_advance(id);
        before = Some(id);
    }
    (glyphs, x)
}

/// Text of any script, in order and shaped.
fn shaped(usual: &FontVec, more: &[FontVec], text: &str) -> Raster {
    let fonts: Vec<&FontVec> = std::iter::once(usual).chain(more).collect();
    let faces: Vec<Face<'_>> = fonts.iter().filter_map(|font| Face::new(font.as_slice())).collect();
    if faces.len() != fonts.len() {
        return rasterised(&fonts, text.lines().map(|line| laid_out(usual, line)).collect());
    }
    let faces: Vec<&Face<'_>> = faces.iter().collect();
    // A line of letters is as high as the font says, which is more than their size.
    let size_px = LINE_PX * usual.units_per_em().unwrap_or(1.0) / usual.height_unscaled().max(1.0);
    let line = |line: &str| {
        let (glyphs, width) = shape(&Paragraph::new(line, false), 0..line.len(), &faces);
        let place = |glyph: lettering::Glyph| Placed {
            font: glyph.face,
            id: GlyphId(glyph.id),
            x: glyph.x * size_px,
            y: -glyph.y * size_px,
        };
        (glyphs.into_iter().map(place).collect(), width * size_px)
    };
    rasterised(&fonts, text.lines().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_so_that_it_fills_its_sheet() {
        let wide = Vec2::new(3.0, 0.4);
        assert_eq!(filling("CLOSED TODAY", wide), "CLOSED TODAY");
        assert_eq!(filling("CLOSED TODAY", Vec2::ONE), "CLOSED\nTODAY");
        assert_eq!(
            filling("Out of order\nAsk at the desk", Vec2::new(1.0, 0.5)),
            "Out of order\nAsk at the desk",
            "its own lines stay"
        );
        let japanese = filling("\u{672c}\u{65e5}\u{306f}\u{4f11}\u{8a3a}\u{3067}\u{3059}", Vec2::ONE);
        assert!(japanese.lines().count() >= 2, "{japanese}");
        assert_eq!(filling("OUT OF ORDER", Vec2::new(0.1, 0.4)), "OUT\nOF\nORDER", "words stay whole");
        assert_eq!(filling("", Vec2::ONE), "");
    }
}
