// The mean of what four by four neighbours found, of those that lie in the same surface. After fullscreen.wgsl.

// distance.wgsl and visibility.wgsl.
@group(0) @binding(0) var distances: texture_2d<u32>;
@group(0) @binding(1) var found: texture_2d<f32>;

@fragment
fn fs_blur(in: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(in.clip.xy);
    let here = textureLoad(found, pixel, 0).rg;
    let away_m = abs(away(pixel));
    let slope = vec2f(flatter(pixel, vec2i(1, 0), away_m), flatter(pixel, vec2i(0, 1), away_m));
    var sum = here.r;
    var total = 1.0;
    for (var y = -2; y <= 1; y++) {
        for (var x = -2; x <= 1; x++) {
            let offset = vec2i(x, y);
            let inside = all(pixel + offset >= vec2i(0)) && all(pixel + offset < vec2i(textureDimensions(found)));
            let off_m = abs(abs(away(pixel + offset)) - away_m - dot(slope, vec2f(offset)));
            let weight = select(0.0, saturate(2.0 - off_m / (0.01 * away_m)), inside && any(offset != vec2i(0)));
            sum += weight * textureLoad(found, pixel + offset, 0).r;
            total += weight;
        }
    }
    return vec4f(sum / total, here.g, 0.0, 0.0);
}

fn away(pixel: vec2i) -> f32 {
    let last = vec2i(textureDimensions(distances)) - 1;
    let inside = clamp(pixel, vec2i(0), last);
    return select(bitcast<f32>(textureLoad(distances, inside, 0).r), 60000.0, any(inside != pixel));
}

// Metres by which the surface goes away with each pixel along a step.
fn flatter(pixel: vec2i, step: vec2i, away_m: f32) -> f32 {
    let ahead = abs(away(pixel + step)) - away_m;
    let behind = away_m - abs(away(pixel - step));
    return select(behind, ahead, abs(ahead) < abs(behind));
}
