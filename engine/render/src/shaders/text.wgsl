// Text standing in the world, drawn over the finished picture so that it is sharp at any render scale. After frame.wgsl, fog.wgsl and
// a scene_depth file. struct TextVertex in text.rs.

@group(1) @binding(0) var scene_depth: SceneDepth;
@group(2) @binding(0) var coverage: texture_2d<f32>;
@group(2) @binding(1) var coverage_sampler: sampler;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
    @location(1) color: vec4f,
    @location(2) ndc: vec3f,
}

@vertex
fn vs_text(@location(0) position: vec3f, @location(1) uv: vec2f, @location(2) color: vec4f) -> Varying {
    let clip = frame.clip_from_world * vec4f(position, 1.0);
    // In fog, letters fade as what they stand on does.
    return Varying(clip, uv, vec4f(color.rgb, color.a * through_fog(position - frame.eye)), vec3f(clip.xy, clip.w));
}

@fragment
fn fs_text(in: Varying) -> @location(0) vec4f {
    let covered = textureSample(coverage, coverage_sampler, in.uv).r;
    // Pixels a texel: where the glyphs are enlarged, keep their edge one pixel wide.
    let texels = fwidth(in.uv) * vec2f(textureDimensions(coverage));
    let enlarged = 1.0 / clamp(max(texels.x, texels.y), 0.05, 1.0);
    let alpha = saturate((covered - 0.5) * enlarged + 0.5) * in.color.a;
    let uv = in.ndc.xy / in.ndc.z * vec2f(0.5, -0.5) + 0.5;
    let size = vec2f(textureDimensions(scene_depth));
    let nearest = textureLoad(scene_depth, vec2i(clamp(uv * size, vec2f(0.0), size - 1.0)), 0).r;
    // Hidden when something stands more than a centimetre in front.
    if alpha < 0.004 || away_at(max(nearest, 1e-9)) * 1.002 < away_at(in.clip.z) - 0.01 {
        discard;
    }
    return vec4f(in.color.rgb * alpha, alpha);
}
