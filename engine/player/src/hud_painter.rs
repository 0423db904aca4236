//! egui's triangles and textures into the renderer's flat ones. Knows no scene. Start at [`HudPainter::draw`].

use egui::epaint::{ImageData, Mesh, Primitive, WHITE_UV};
use egui::{ClippedPrimitive, Rect, TextureFilter, TextureId, TexturesDelta};
use render::{FlatMesh, FlatPainter, FlatPixels, FlatVertex, Gpu, wgpu};
use std::ops::Range;

pub(crate) struct HudPainter {
    flat: FlatPainter,
}

impl HudPainter {
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        Self { flat: FlatPainter::new(gpu, format) }
    }

    /// Makes a picture that is drawn elsewhere one of the HUD's textures, in place of the last one of this number.
    pub fn show_picture(&mut self, gpu: &Gpu, picture: u64, view: &wgpu::TextureView) -> TextureId {
        let id = TextureId::User(picture);
        self.flat.show_view(gpu, number(id), view);
        id
    }

    /// Before a frame is drawn with them.
    pub fn take_in(&mut self, gpu: &Gpu, textures: &TexturesDelta) {
        for (id, deltas) in &textures.set {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                let pixels = FlatPixels {
                    size_px: image.size.map(|side| side as u32),
                    origin_px: delta.pos.map(|at| at.map(|at| at as u32)),
                    rgba: image.as_raw(),
                    is_nearest: delta.options.magnification == TextureFilter::Nearest,
                };
                self.flat.set_texture(gpu, number(*id), &pixels);
            }
        }
    }

    /// After it.
    pub fn let_go(&mut self, textures: &TexturesDelta) {
        textures.free.iter().for_each(|id| self.flat.free_texture(number(*id)));
    }

    pub fn draw(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        target: (&wgpu::TextureView, wgpu::LoadOp<wgpu::Color>),
        jobs: &[ClippedPrimitive],
        (size_px, pixels_per_point): ([u32; 2], f32),
    ) {
        let meshes = jobs.iter().filter_map(|job| match &job.primitive {
            Primitive::Mesh(mesh) => Some((job.clip_rect, mesh)),
            // Nothing of ours draws by itself into a HUD.
            Primitive::Callback(_) => None,
        });
        let corners: Vec<_> = meshes
            .clone()
            .map(|(_, mesh)| {
                let corner = |vertex: &egui::epaint::Vertex| FlatVertex {
                    place: vertex.pos.into(),
                    uv: vertex.uv.into(),
                    color: vertex.color.to_array(),
                };
                mesh.vertices.iter().map(corner).collect::<Vec<_>>()
            })
            .collect();
        let plain: Vec<_> = meshes.clone().map(|(_, mesh)| plain_runs(mesh, pixels_per_point)).collect();
        let flat = meshes.zip(corners.iter().zip(&plain)).map(|((clip, mesh), (vertices, plain))| FlatMesh {
            texture: number(mesh.texture_id),
            within_px: pixels_of(clip, size_px, pixels_per_point),
            vertices,
            indices: &mesh.indices,
            plain,
        });
        let screen = size_px.map(|side| side as f32 / pixels_per_point);
        self.flat.draw(gpu, encoder, target, screen, &flat.collect::<Vec<_>>());
    }
}

/// Where so many pixels in a row need no texture, telling the graphics card pays.
const PLAIN_PX: f32 = 2_000.0;

/// Runs of indices whose triangles lie on the white texel of egui's own texture, where they are large enough together.
fn plain_runs(mesh: &Mesh, pixels_per_point: f32) -> Vec<Range<u32>> {
    let mut runs: Vec<(Range<u32>, f32)> = Vec::new();
    for (start, corners) in (0..).step_by(3).zip(mesh.indices.chunks_exact(3)) {
        let [a, b, c] = [0, 1, 2].map(|corner| &mesh.vertices[corners[corner] as usize]);
        if [a, b, c].iter().any(|corner| corner.uv != WHITE_UV) || mesh.texture_id != TextureId::default() {
            continue;
        }
        let (along, across) = (b.pos - a.pos, c.pos - a.pos);
        let area_px = 0.5 * (along.x * across.y - along.y * across.x).abs() * pixels_per_point * pixels_per_point;
        match runs.last_mut() {
            Some((run, run_px)) if run.end == start => (run.end, *run_px) = (start + 3, *run_px + area_px),
            _ => runs.push((start..start + 3, area_px)),
        }
    }
    runs.into_iter().filter(|(_, area_px)| *area_px >= PLAIN_PX).map(|(run, _)| run).collect()
}

/// One for each texture, whoever made it.
fn number(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(number) => number,
        TextureId::User(number) => number | 1 << 63,
    }
}

/// Left, top, width and height of what of a rectangle in points lies on the screen.
fn pixels_of(points: Rect, size_px: [u32; 2], pixels_per_point: f32) -> [u32; 4] {
    let pixel = |at: f32, most: u32| (at * pixels_per_point).round().clamp(0.0, most as f32) as u32;
    let [width, height] = size_px;
    let (left, top) = (pixel(points.min.x, width), pixel(points.min.y, height));
    let (right, bottom) = (pixel(points.max.x, width), pixel(points.max.y, height));
    [left, top, right.saturating_sub(left), bottom.saturating_sub(top)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn large_plain_triangles_are_told_from_letters() {
        let mut mesh = Mesh::default();
        let ground = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 40.0));
        let letter = Rect::from_min_max(pos2(5.0, 5.0), pos2(15.0, 25.0));
        mesh.add_colored_rect(ground, egui::Color32::WHITE);
        mesh.add_rect_with_uv(letter, Rect::from_min_max(pos2(0.1, 0.1), pos2(0.2, 0.2)), egui::Color32::BLACK);
        mesh.add_colored_rect(letter, egui::Color32::WHITE);
        let ends = |pixels_per_point: f32| plain_runs(&mesh, pixels_per_point).iter().map(|run| run.end).collect::<Vec<_>>();
        assert_eq!(ends(1.0), [6], "what is small goes with the letters");
        assert_eq!(ends(4.0), [6, 18]);
    }

    #[test]
    fn what_is_cut_stays_on_the_screen() {
        let points = Rect::from_min_max(pos2(-5.0, 10.0), pos2(f32::INFINITY, 20.4));
        assert_eq!(pixels_of(points, [100, 30], 2.0), [0, 20, 100, 10]);
        assert_eq!(pixels_of(Rect::NOTHING, [100, 30], 1.0), [100, 30, 0, 0]);
    }
}
