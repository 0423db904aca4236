// One number a pixel from its samples, before the tone map: bright ones weigh less, as they will when they are shown, so that edges of
// lamps are as smooth as others. After fullscreen.wgsl.

// Radiance that is not to be shown: a plain mean.
override PLAIN = false;

@group(0) @binding(0) var samples: texture_multisampled_2d<f32>;

@fragment
fn fs_resolve(in: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(in.clip.xy);
    var sum = vec4f(0.0);
    var total = 0.0;
    for (var i = 0; i < 4; i++) {
        let light = textureLoad(samples, pixel, i);
        var weight = 1.0;
        if !PLAIN {
            weight = 1.0 / (1.0 + max(light.r, max(light.g, light.b)));
        }
        sum += light * weight;
        total += weight;
    }
    return sum / total;
}
