// How much of the surroundings a pixel sees past what stands near it, as visibility.wgsl found. Part of the surface program.

// The backdrop holds the share of the hemisphere, and the distance it was found at. `pixel`: its place in the picture and its depth. At edges the neighbour that is as far away answers; where none is, nothing is near.
fn open_at(pixel: vec4f) -> f32 {
    let here = vec2i(pixel.xy);
    let away_m = away_at(pixel.z);
    var best = textureLoad(backdrop, here, 0).rg;
    var off = abs(best.g - away_m);
    if off > 0.02 * away_m {
        let last = vec2i(textureDimensions(backdrop)) - 1;
        for (var i = 0; i < 4; i++) {
            let step = select(vec2i(0, (i & 1) * 2 - 1), vec2i((i & 1) * 2 - 1, 0), i < 2);
            let beside = textureLoad(backdrop, clamp(here + step, vec2i(0), last), 0).rg;
            if abs(beside.g - away_m) < off {
                best = beside;
                off = abs(beside.g - away_m);
            }
        }
    }
    return select(1.0, best.r, off < 0.1 * away_m);
}

// Light that bounces in corners comes back in the surface's colour (Jimenez et al. 2016, a fit).
fn many_bounces(open: f32, albedo: vec3f) -> vec3f {
    let a = 2.0404 * albedo - 0.3324;
    let b = 0.6417 - 4.7951 * albedo;
    let c = 2.7552 * albedo + 0.6903;
    return max(vec3f(open), ((open * a + b) * open + c) * open);
}

// Share of mirrored light that gets there (Lagarde & de Rousiers 2014).
fn mirrored_open(n_dot_v: f32, open: f32, alpha: f32) -> f32 {
    return saturate(pow(n_dot_v + open, exp2(-16.0 * alpha - 1.0)) - 1.0 + open);
}
