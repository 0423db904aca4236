// Brings a picture to the size of its target.

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
}

@vertex
fn vs_fullscreen(@builtin(vertex_index) idx: u32) -> Varying {
    var out: Varying;
    out.uv = vec2f(f32((idx << 1u) & 2u), f32(idx & 2u));
    out.clip = vec4f(out.uv.x * 2.0 - 1.0, 1.0 - out.uv.y * 2.0, 0.0, 1.0);
    return out;
}

@fragment
fn fs_upscale(in: Varying) -> @location(0) vec4f {
    return vec4f(textureSampleLevel(picture, picture_sampler, in.uv, 0.0).rgb, 1.0);
}
