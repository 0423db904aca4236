// From a mip of the backdrop to the next, alpha and all. After fullscreen.wgsl.

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

@fragment
fn fs_halve(in: Fullscreen) -> @location(0) vec4f {
    return textureSampleLevel(picture, picture_sampler, in.uv, 0.0);
}
