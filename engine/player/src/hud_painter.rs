//! egui's triangles and textures into the renderer's flat ones. Knows no scene. Start at [`HudPainter::draw`].

use egui::epaint::{ImageData, Primitive};
use egui::{ClippedPrimitive, Rect, TextureFilter, TextureId, TexturesDelta};
use render::{FlatMesh, FlatPainter, FlatPixels, FlatVertex, Gpu, wgpu};

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
        let flat = meshes.zip(&corners).map(|((clip, mesh), vertices)| FlatMesh {
            texture: number(mesh.texture_id),
            within_px: pixels_of(clip, size_px, pixels_per_point),
            vertices,
            indices: &mesh.indices,
        });
        let screen = size_px.map(|side| side as f32 / pixels_per_point);
        self.flat.draw(gpu, encoder, target, screen, &flat.collect::<Vec<_>>());
    }
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
    fn what_is_cut_stays_on_the_screen() {
        let points = Rect::from_min_max(pos2(-5.0, 10.0), pos2(f32::INFINITY, 20.4));
        assert_eq!(pixels_of(points, [100, 30], 2.0), [0, 20, 100, 10]);
        assert_eq!(pixels_of(Rect::NOTHING, [100, 30], 1.0), [100, 30, 0, 0]);
    }
}
