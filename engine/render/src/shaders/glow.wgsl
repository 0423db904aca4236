// Blurs light over ever larger surroundings: down a chain of halves and up again (Jimenez 2014). Each step keeps the sum. After
// fullscreen.wgsl.

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

// Brighter than a sun in a mirror would cover the picture.
const BRIGHTEST = 256.0;

@fragment
fn fs_down(in: Fullscreen) -> @location(0) vec4f {
    let texel = 1.0 / vec2f(textureDimensions(picture));
    // Five overlapping boxes: one in the middle weighs half.
    var sum = 0.125 * at(in.uv);
    for (var i = 0; i < 4; i++) {
        let corner = vec2f(f32(i & 1) * 2.0 - 1.0, f32(i >> 1) * 2.0 - 1.0);
        let side = select(vec2f(0.0, corner.x), vec2f(corner.x, 0.0), i < 2);
        sum += 0.125 * at(in.uv + corner * texel);
        sum += 0.03125 * at(in.uv + 2.0 * corner * texel);
        sum += 0.0625 * at(in.uv + 2.0 * side * texel);
    }
    return vec4f(sum, 1.0);
}

// Blended into the next larger one.
@fragment
fn fs_up(in: Fullscreen) -> @location(0) vec4f {
    let texel = 1.0 / vec2f(textureDimensions(picture));
    var sum = 0.25 * at(in.uv);
    for (var i = 0; i < 4; i++) {
        let corner = vec2f(f32(i & 1) * 2.0 - 1.0, f32(i >> 1) * 2.0 - 1.0);
        let side = select(vec2f(0.0, corner.x), vec2f(corner.x, 0.0), i < 2);
        sum += 0.0625 * at(in.uv + corner * texel);
        sum += 0.125 * at(in.uv + side * texel);
    }
    return vec4f(sum, 1.0);
}

fn at(uv: vec2f) -> vec3f {
    return min(textureSampleLevel(picture, picture_sampler, uv, 0.0).rgb, vec3f(BRIGHTEST));
}
