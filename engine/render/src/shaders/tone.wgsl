// From radiance to what is shown. Part of the surface program.

// Khronos PBR Neutral (Khronos 2024).
fn tone_mapped(color: vec3f) -> vec3f {
    let start = 0.8 - 0.04;
    let low = min(color.r, min(color.g, color.b));
    let offset = select(0.04, low - 6.25 * low * low, low < 0.08);
    let c = color - offset;
    let peak = max(c.r, max(c.g, c.b));
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    let g = 1.0 - 1.0 / (0.15 * (peak - new_peak) + 1.0);
    return select(mix(c * (new_peak / max(peak, 1e-6)), vec3f(new_peak), g), c, peak < start);
}

// sRGB from linear.
fn encoded(linear: vec3f) -> vec3f {
    let c = max(linear, vec3f(0.0));
    return select(1.055 * pow(c, vec3f(1.0 / 2.4)) - 0.055, c * 12.92, c <= vec3f(0.0031308));
}

fn luminance(c: vec3f) -> f32 {
    return dot(c, vec3f(0.2126, 0.7152, 0.0722));
}

fn pow5(x: f32) -> f32 {
    let x_2 = x * x;
    return x_2 * x_2 * x;
}
