// From radiance to what is shown, as light: encode it afterwards. Part of the surface and sprite programs.

// ToneMap in tone.rs: 0 leaves radiance as it is, 1 is Khronos PBR Neutral, 2 AgX.
override TONE_MAP = 1u;

fn tone_mapped(color: vec3f) -> vec3f {
    if TONE_MAP > 1u {
        return agx(color);
    }
    if TONE_MAP > 0u {
        return neutral(color);
    }
    return color;
}

// Sobotka 2022: colours drawn towards grey, a curve over 16.5 stops about middle grey, colours drawn apart again. The curve is our
// least-squares fit, within 0.005, of the published one (slope 2 at the pivot, powers 3 and 3.25).
fn agx(color: vec3f) -> vec3f {
    let inset = mat3x3f(
        0.842479062, 0.042328242, 0.042375655,
        0.0784336, 0.878468636, 0.0784336,
        0.079223745, 0.079166127, 0.879142974,
    );
    let outset = mat3x3f(
        1.196879005, -0.052896852, -0.052971636,
        -0.098020881, 1.15190313, -0.09804345,
        -0.099029744, -0.098961177, 1.151073673,
    );
    let stops = log2(max(inset * max(color, vec3f(0.0)), vec3f(1e-10)));
    let x = saturate((stops + 12.47393) / 16.5);
    let low = 0.0777747299 + x * (0.67750294 + x * -7.389510303);
    let high = 32.260623169 + x * (-39.908447447 + x * 15.284358112);
    let curved = -0.000651411 + x * (low + x * x * x * high);
    return pow(max(outset * curved, vec3f(0.0)), vec3f(2.2));
}

// Khronos 2024.
fn neutral(color: vec3f) -> vec3f {
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

// sRGB from linear. Roots in place of the power, which a software GPU takes ten times as long for: our least-squares fit, within a tenth
// of an 8-bit step.
fn encoded(linear: vec3f) -> vec3f {
    let c = max(linear, vec3f(0.0));
    let root = sqrt(c);
    let curved = 0.83375 * root + 0.298113 * sqrt(root) - 0.055318 * c - 0.076905;
    return select(curved, c * 12.92, c <= vec3f(0.0031308));
}

fn luminance(c: vec3f) -> f32 {
    return dot(c, vec3f(0.2126, 0.7152, 0.0722));
}

fn square(x: f32) -> f32 {
    return x * x;
}

fn pow5(x: f32) -> f32 {
    let x_2 = x * x;
    return x_2 * x_2 * x;
}
