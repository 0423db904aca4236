// What every vertex shader needs to know of the frame: struct FrameUniforms in uniforms.rs.

struct Frame {
    clip_from_world: mat4x4f,
    // Shadow map coordinates: xy in 0..1 from the top left, z the depth.
    shadow_from_world: mat4x4f,
    // The same in clip space, to draw the map.
    shadow_clip_from_world: mat4x4f,
    eye: vec3f,
    exposure: f32,
    // Unit length; zero without a sun.
    to_sun: vec3f,
    shadow_texel_m: f32,
    // At normal incidence.
    sun_irradiance: vec3f,
    shadow_texel_uv: f32,
    // Half the picture at a distance of 1 m from the eye, across and up; how far the screen's occlusion reaches. Metres.
    reach: vec3f,
    // How far the eye is behind where the view begins, metres: 0, unless the view is a parallel one.
    behind: f32,
    // The picture's right and up in the world.
    right: vec3f,
    // One over the height in which fog thins out to 1/e, per metre; 0: as thick everywhere.
    fog_falloff: f32,
    up: vec3f,
    padding_0: f32,
    // For away_at.
    away: vec4f,
    // Radiance of endless fog, not exposed; extinction at height 0, per metre, 0 without fog.
    fog_color: vec3f,
    fog_density: f32,
    // Planes: what lies in front of one is cut away.
    cuts: array<vec4f, 4>,
    // Of what fills them, encoded as the target wants it; a: pixels from one stripe to the next.
    cut_colors: array<vec4f, 4>,
    // Of what is as if of glass, the same; a: opacity at a rim.
    glass: vec4f,
    // Figures as upright columns: where each axis meets the ground, and its radius, 0 for none; then how high they reach.
    figures: array<vec4f, 4>,
    figure_tops: vec4f,
}

@group(0) @binding(0) var<uniform> frame: Frame;

// Rows of the affine world_from_local of one node: struct Instance in uniforms.rs.
struct Instance {
    @location(6) row_0: vec4f,
    @location(7) row_1: vec4f,
    @location(8) row_2: vec4f,
    // Of outlines only: bits 0..8 the outline's number, bit 8 whether it shows through walls, bits 9..12 the number of its cut.
    @location(9) outline: u32,
}

struct Joints {
    // Three rows for each of 64 joints: world_from_mesh.
    rows: array<vec4f, 192>,
}

// How far away along the view something of this depth is, metres. Depth is above 0.
fn away_at(depth: f32) -> f32 {
    return (frame.away.x + frame.away.y * depth) / (frame.away.z + frame.away.w * depth);
}

fn place(row_0: vec4f, row_1: vec4f, row_2: vec4f, local: vec3f) -> vec3f {
    let p = vec4f(local, 1.0);
    return vec3f(dot(row_0, p), dot(row_1, p), dot(row_2, p));
}
