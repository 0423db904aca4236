// Soft balls of steam, smoke, spray and fire, over the finished surfaces and under texts and outlines. After frame.wgsl, tone.wgsl,
// fog.wgsl and a scene_depth file. struct SpriteVertex in sprites.rs.

@group(0) @binding(1) var shadow_map: texture_depth_2d;
@group(0) @binding(2) var shadow_sampler: sampler_comparison;
@group(1) @binding(0) var scene_depth: SceneDepth;
// Four pictures of a puff, two by two.
@group(2) @binding(0) var puffs: texture_2d<f32>;
@group(2) @binding(1) var puff_sampler: sampler;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
    @location(1) radiance: vec3f,
    // Opacity, and how much of it hides what is behind.
    @location(2) opacity: vec2f,
    // Over the depth picture, and how far before a surface it begins to fade.
    @location(3) ndc: vec4f,
}

@vertex
fn vs_sprite(
    @location(0) position: vec3f,
    @location(1) uv: vec2f,
    @location(2) radiance: vec3f,
    // Albedo, opacity, cover, radius.
    @location(3) matter: vec4f,
) -> Varying {
    let clip = frame.clip_from_world * vec4f(position, 1.0);
    let place = (frame.shadow_from_world * vec4f(position, 1.0)).xyz;
    let sunny = textureSampleCompareLevel(shadow_map, shadow_sampler, place.xy, place.z);
    // Light comes out on all sides alike, half of it towards the eye.
    let sun = frame.sun_irradiance * (matter.x * sunny * 0.16);
    let left = through_fog(position - frame.eye);
    let lit = shown(((radiance + sun) * left + frame.fog_color * (matter.z * (1.0 - left))) * frame.exposure);
    return Varying(clip, uv, lit, matter.yz, vec4f(clip.xy, clip.w, matter.w * 0.8));
}

fn shown(radiance: vec3f) -> vec3f {
    let color = tone_mapped(radiance);
    return select(color, encoded(color), ENCODE_SRGB);
}

@fragment
fn fs_sprite(in: Varying) -> @location(0) vec4f {
    let density = textureSampleLevel(puffs, puff_sampler, in.uv, 0.0).r;
    let uv = in.ndc.xy / in.ndc.z * vec2f(0.5, -0.5) + 0.5;
    let size = vec2f(textureDimensions(scene_depth));
    let nearest = textureLoad(scene_depth, vec2i(clamp(uv * size, vec2f(0.0), size - 1.0)), 0).r;
    let surface_m = away_at(max(nearest, 1e-9));
    let free = saturate((surface_m - away_at(in.clip.z)) / in.ndc.w);
    let alpha = density * in.opacity.x * free;
    return vec4f(in.radiance * alpha, alpha * in.opacity.y);
}
