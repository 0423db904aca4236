//! The sun's shadow map, kept between frames: what never moved is drawn once, what moves is drawn over a copy of that.
//!
//! Knows casters as numbered things with a state; `draw_list` knows what they are.

use crate::bounds::Bounds;
use crate::draw::Bound;
use crate::lights::Sun;
use crate::runs::Run;
use crate::{Backend, FrameStats, Gpu, Renderer, SceneGpu};
use glam::{Mat4, Vec3, Vec4};

pub(crate) const SIZE_PX: u32 = 1536;
/// 16 bits over a building are a third of a millimetre.
pub(crate) const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth16Unorm;

/// What is the same for all casters of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Projection {
    pub clip_from_world: Mat4,
    /// xy in 0..1 from the top left.
    pub map_from_world: Mat4,
    pub texel_m: f32,
}

/// Which parts of the map have to be drawn again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redraw {
    Nothing,
    /// What moves, over the kept picture of what does not.
    Movers,
    Everything,
}

/// Changes when a caster's shadow does: its number of moves that the map can show. None casts nothing.
pub(crate) type CasterState = Option<u64>;

pub(crate) struct ShadowMap {
    /// Sampled by surfaces.
    pub map: wgpu::Texture,
    pub map_view: wgpu::TextureView,
    /// Only what never moved; None where depth cannot be copied, as in OpenGL: then everything is drawn each time.
    pub still: Option<(wgpu::Texture, wgpu::TextureView)>,
    pub projection: Projection,
    sun: Option<Sun>,
    states: Vec<CasterState>,
    movers: Vec<bool>,
}

impl ShadowMap {
    /// `movers`: casters known to move from the start.
    pub fn new(gpu: &Gpu, movers: Vec<bool>) -> Self {
        let texture = |label, usage| {
            gpu.device.create_texture(&wgpu::TextureDescriptor {
                label: Some(label),
                size: wgpu::Extent3d { width: SIZE_PX, height: SIZE_PX, depth_or_array_layers: 1 },
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format: FORMAT,
                usage: usage | wgpu::TextureUsages::RENDER_ATTACHMENT,
                view_formats: &[],
            })
        };
        let map = texture("shadow map", wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST);
        let view = |texture: &wgpu::Texture| texture.create_view(&wgpu::TextureViewDescriptor::default());
        let map_view = view(&map);
        let still = (gpu.backend == Backend::Vulkan).then(|| texture("still shadows", wgpu::TextureUsages::COPY_SRC));
        let still = still.map(|texture| (texture.clone(), view(&texture)));
        let projection = Projection { clip_from_world: Mat4::ZERO, map_from_world: Mat4::ZERO, texel_m: 0.0 };
        Self { map, map_view, still, projection, sun: None, states: Vec::new(), movers }
    }

    pub fn is_mover(&self, caster: usize) -> bool {
        self.movers[caster]
    }

    /// Compares with the last frame and remembers this one. A still caster that moved is a mover from now on. `bounds` is the box
    /// around everything that casts; it is asked for only when the map is laid anew.
    pub fn update(&mut self, sun: Option<Sun>, states: &[CasterState], bounds: impl FnOnce() -> Bounds) -> Redraw {
        let Some(sun) = sun else {
            let had_sun = self.sun.take().is_some();
            self.projection.map_from_world = Mat4::ZERO;
            return if had_sun { Redraw::Everything } else { Redraw::Nothing };
        };
        let is_new = self.sun != Some(sun) || self.states.len() != states.len();
        let mut redraw = if is_new { Redraw::Everything } else { Redraw::Nothing };
        if is_new {
            self.projection = Projection::around(sun.to_sun, bounds());
        } else {
            for (caster, (was, is)) in self.states.iter().zip(states).enumerate() {
                if was != is {
                    redraw = if self.movers[caster] && redraw == Redraw::Nothing { Redraw::Movers } else { redraw };
                    if !self.movers[caster] {
                        self.movers[caster] = true;
                        redraw = Redraw::Everything;
                    }
                }
            }
        }
        self.sun = Some(sun);
        self.states.clear();
        self.states.extend_from_slice(states);
        redraw
    }
}

impl Projection {
    /// What moves by less than this casts the same shadow: half a texel.
    pub fn unseen_m(&self) -> f32 {
        0.5 * self.texel_m
    }

    /// Looks from the sun at everything in `bounds`; depth 0 near, 1 far.
    pub fn around(to_sun: Vec3, bounds: Bounds) -> Self {
        let bounds = if bounds.is_empty() { Bounds { min: Vec3::ZERO, max: Vec3::ONE } } else { bounds };
        let up = if to_sun.y.abs() > 0.99 { Vec3::Z } else { Vec3::Y };
        let right = up.cross(to_sun).normalize();
        let up = to_sun.cross(right);
        let light_from_world = Mat4::from_cols(right.extend(0.0), up.extend(0.0), to_sun.extend(0.0), Vec4::W).transpose();
        let seen = bounds.transformed(&light_from_world);
        let margin = Vec3::splat(0.02 * seen.radius());
        let (min, max) = (seen.min - margin, seen.max + margin);
        let scale = Vec3::new(2.0, 2.0, -1.0) / (max - min);
        let offset = Vec3::new(-(min.x + max.x) / (max.x - min.x), -(min.y + max.y) / (max.y - min.y), max.z / (max.z - min.z));
        let clip_from_light = Mat4::from_translation(offset) * Mat4::from_scale(scale);
        let clip_from_world = clip_from_light * light_from_world;
        let map_from_clip = Mat4::from_translation(Vec3::new(0.5, 0.5, 0.0)) * Mat4::from_scale(Vec3::new(0.5, -0.5, 1.0));
        let texel_m = (max.x - min.x).max(max.y - min.y) / SIZE_PX as f32;
        Self { clip_from_world, map_from_world: map_from_clip * clip_from_world, texel_m }
    }
}

/// What is drawn into a map to bring it to what has changed.
pub(crate) struct Drawn {
    /// Into the picture of what never moved, or where there is none, into the map.
    pub still: Vec<usize>,
    /// Over a copy of that.
    pub movers: Vec<usize>,
}

/// As indices of primitives.
pub(crate) fn drawn_into_map(scene: &SceneGpu, redraw: Redraw) -> Drawn {
    let shadow = &scene.shadow;
    let (keeps_still, draws_still) = (shadow.still.is_some(), redraw == Redraw::Everything);
    let mut drawn = Drawn { still: Vec::new(), movers: Vec::new() };
    if redraw == Redraw::Nothing {
        return drawn;
    }
    for (idx, primitive) in scene.primitives.iter().enumerate() {
        if !primitive.casts_shadow || scene.placed.casters[primitive.drawable].is_none() {
            continue;
        }
        match keeps_still && shadow.is_mover(primitive.drawable) {
            true => drawn.movers.push(idx),
            false if draws_still || !keeps_still => drawn.still.push(idx),
            false => {}
        }
    }
    drawn
}

impl Renderer {
    /// Brings the map to what has changed, as planned.
    pub(crate) fn draw_shadows(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        scene: &SceneGpu,
        redraw: Redraw,
        stats: &mut FrameStats,
    ) {
        if redraw == Redraw::Nothing {
            return;
        }
        let shadow = &scene.shadow;
        let mut draw = |encoder: &mut wgpu::CommandEncoder, view, load, runs: &[Run]| {
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("shadows"),
                depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                    view,
                    depth_ops: Some(wgpu::Operations { load, store: wgpu::StoreOp::Store }),
                    stencil_ops: None,
                }),
                ..Default::default()
            });
            pass.set_bind_group(0, &scene.buffers.frame_bind_group, &[]);
            let mut bound = Bound::default();
            for run in runs {
                let is_skinned = scene.primitives[run.primitive].first_skin_vertex.is_some();
                bound.set_pipeline(&mut pass, &self.pipelines.shadow[usize::from(is_skinned)]);
                stats.n_calls += self.plan.draw(&mut pass, scene, run, &mut bound, 1);
                stats.n_shadow_draws += run.n_primitives;
            }
        };
        let Some((still, still_view)) = &shadow.still else {
            draw(encoder, &shadow.map_view, wgpu::LoadOp::Clear(1.0), &self.plan.still_shadows);
            return;
        };
        if redraw == Redraw::Everything {
            draw(encoder, still_view, wgpu::LoadOp::Clear(1.0), &self.plan.still_shadows);
        }
        encoder.copy_texture_to_texture(still.as_image_copy(), shadow.map.as_image_copy(), shadow.map.size());
        draw(encoder, &shadow.map_view, wgpu::LoadOp::Load, &self.plan.moving_shadows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_within_the_map_and_the_sunny_side_is_near() {
        let bounds = Bounds { min: Vec3::new(-5.0, 0.0, -4.0), max: Vec3::new(5.0, 3.0, 4.0) };
        let to_sun = Vec3::new(0.3, 0.8, 0.5).normalize();
        let projection = Projection::around(to_sun, bounds);
        for corner in bounds.corners() {
            let place = projection.map_from_world.project_point3(corner);
            assert!(place.cmpge(Vec3::ZERO).all() && place.cmple(Vec3::ONE).all(), "{place}");
        }
        let nearer = projection.map_from_world.project_point3(to_sun).z;
        let farther = projection.map_from_world.project_point3(-to_sun).z;
        assert!(nearer < farther);
    }
}
