//! What every shader is told about a frame: its view, its sun, its fog.

use crate::figures::Columns;
use crate::high::REACH_M;
use crate::lights::FrameLights;
use crate::uniforms::FrameUniforms;
use crate::{Frame, SceneGpu};
use bytemuck::Zeroable;
use glam::{Mat4, Vec3};

pub(crate) fn frame_uniforms(
    scene: &SceneGpu,
    lights: &FrameLights,
    (frame, clip_from_world): (&Frame, Mat4),
    columns: &Columns,
    size_px: [u32; 2],
) -> FrameUniforms {
    let view = &frame.view;
    let mut uniforms = FrameUniforms::zeroed();
    let projection = &scene.shadow.projection;
    uniforms.clip_from_world = clip_from_world;
    uniforms.shadow_from_world = projection.map_from_world;
    uniforms.shadow_clip_from_world = projection.clip_from_world;
    uniforms.shadow_texel_m = projection.texel_m;
    uniforms.shadow_texel_uv = 1.0 / crate::shadow::SIZE_PX as f32;
    uniforms.eye = view.eye();
    uniforms.behind = view.behind_m();
    uniforms.away = view.away_from_depth();
    uniforms.exposure = scene.exposure;
    if let Some(sun) = lights.sun {
        uniforms.to_sun = sun.to_sun;
        uniforms.sun_irradiance = sun.irradiance;
    }
    let up = view.up_at_1_m();
    uniforms.reach = Vec3::new(up * size_px[0] as f32 / size_px[1] as f32, up, REACH_M);
    uniforms.right = view.world_from_view.x_axis.truncate();
    uniforms.up = view.world_from_view.y_axis.truncate();
    if let Some(fog) = &scene.shown_fog {
        uniforms.fog_color = fog.linear() / scene.exposure;
        uniforms.fog_density = fog.density();
        uniforms.fog_falloff = fog.falloff();
    }
    uniforms.figures = columns.feet;
    uniforms.figure_tops = columns.tops;
    uniforms
}
