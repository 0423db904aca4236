// Smooths stair-steps along edges of a picture that was shaded once a pixel: FXAA (Lottes 2009), in its cheap form. Flat places stay
// as they are: they cost five plain reads, since a software GPU pays for every filtered one. After fullscreen.wgsl.

// The picture decodes sRGB by itself: how bright it looks is about the root of that.
override LINEAR = false;

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

// Of neighbours that differ by less nobody sees an edge: of the brightest, and at least.
const CONTRAST = 0.0625;
const CONTRAST_MIN = 0.02;

@fragment
fn fs_smooth(in: Fullscreen) -> @location(0) vec4f {
    let last = vec2i(textureDimensions(picture)) - 1;
    let pixel = vec2i(in.clip.xy);
    let low = max(pixel - 1, vec2i(0));
    let high = min(pixel + 1, last);
    let north_west = luma(textureLoad(picture, low, 0).rgb);
    let north_east = luma(textureLoad(picture, vec2i(high.x, low.y), 0).rgb);
    let south_west = luma(textureLoad(picture, vec2i(low.x, high.y), 0).rgb);
    let south_east = luma(textureLoad(picture, high, 0).rgb);
    let color = textureLoad(picture, pixel, 0).rgb;
    let here = luma(color);
    let darkest = min(here, min(min(north_west, north_east), min(south_west, south_east)));
    let brightest = max(here, max(max(north_west, north_east), max(south_west, south_east)));
    // Along the edge.
    let texel = 1.0 / vec2f(last + 1);
    var along = vec2f(south_west + south_east - north_west - north_east, north_west + south_west - north_east - south_east);
    let calm = max((north_west + north_east + south_west + south_east) * 0.03, 0.008);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + calm), vec2f(-4.0), vec2f(4.0)) * texel;
    // A loop, not branches: a software GPU goes through both sides of those.
    var n_reads = 0;
    if brightest - darkest > max(brightest * CONTRAST, CONTRAST_MIN) {
        n_reads = 4;
    }
    var short = vec3f(0.0);
    var long = vec3f(0.0);
    // A sixth back and on, then a half.
    var share = -1.0 / 6.0;
    for (var i = 0; i < n_reads; i++) {
        let read = textureSampleLevel(picture, picture_sampler, in.uv + along * share, 0.0).rgb;
        long += 0.25 * read;
        if i < 2 {
            short += 0.5 * read;
        }
        share = select(-share, -0.5, i == 1);
    }
    let of_long = luma(long);
    let smoothed = select(long, short, of_long < darkest || of_long > brightest);
    return vec4f(select(color, smoothed, n_reads > 0), 1.0);
}

fn luma(color: vec3f) -> f32 {
    if LINEAR {
        return dot(sqrt(color), vec3f(0.299, 0.587, 0.114));
    }
    return dot(color, vec3f(0.299, 0.587, 0.114));
}
