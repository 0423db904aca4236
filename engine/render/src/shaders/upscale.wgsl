// Brings a picture to the size of its target. After fullscreen.wgsl and tone.wgsl.

// The picture decodes sRGB by itself, and the target does not encode it.
override ENCODE_SRGB = false;

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

@fragment
fn fs_upscale(in: Fullscreen) -> @location(0) vec4f {
    let color = textureSampleLevel(picture, picture_sampler, in.uv, 0.0).rgb;
    if ENCODE_SRGB {
        return vec4f(encoded(color), 1.0);
    }
    return vec4f(color, 1.0);
}
