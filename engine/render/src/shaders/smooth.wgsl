// Smooths stair-steps along edges of a picture that was shaded once a pixel: FXAA (Lottes 2009), in its cheap form. Flat places stay
// as they are. After fullscreen.wgsl.

// The picture decodes sRGB by itself: how bright it looks is about the root of that.
override LINEAR = false;

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

@fragment
fn fs_smooth(in: Fullscreen) -> @location(0) vec4f {
    let texel = 1.0 / vec2f(textureDimensions(picture));
    let north_west = luma(at(in.uv + vec2f(-1.0, -1.0) * texel));
    let north_east = luma(at(in.uv + vec2f(1.0, -1.0) * texel));
    let south_west = luma(at(in.uv + vec2f(-1.0, 1.0) * texel));
    let south_east = luma(at(in.uv + vec2f(1.0, 1.0) * texel));
    let here = luma(at(in.uv));
    let darkest = min(here, min(min(north_west, north_east), min(south_west, south_east)));
    let brightest = max(here, max(max(north_west, north_east), max(south_west, south_east)));
    // Along the edge.
    var along = vec2f(south_west + south_east - north_west - north_east, north_west + south_west - north_east - south_east);
    let calm = max((north_west + north_east + south_west + south_east) * 0.03, 0.008);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + calm), vec2f(-4.0), vec2f(4.0)) * texel;
    let short = 0.5 * (at(in.uv - along / 6.0) + at(in.uv + along / 6.0));
    let long = 0.5 * short + 0.25 * (at(in.uv - along * 0.5) + at(in.uv + along * 0.5));
    let of_long = luma(long);
    return vec4f(select(long, short, of_long < darkest || of_long > brightest), 1.0);
}

fn at(uv: vec2f) -> vec3f {
    return textureSampleLevel(picture, picture_sampler, uv, 0.0).rgb;
}

fn luma(color: vec3f) -> f32 {
    if LINEAR {
        return dot(sqrt(color), vec3f(0.299, 0.587, 0.114));
    }
    return dot(color, vec3f(0.299, 0.587, 0.114));
}
