// What a scene with fog shows where it has nothing: fog as far as it goes, and what is left of the background. After fullscreen.wgsl,
// frame.wgsl, fog.wgsl and tone.wgsl.

override ENCODE_SRGB = true;
// Tone mapped later: alpha says how much of it is light.
override FLOAT = false;

// Far enough to be endless, near enough for the numbers of a GPU.
const FAR_M = 10000.0;

// Linear, as it is to be shown.
@group(1) @binding(0) var<uniform> background: vec4f;

@fragment
fn fs_haze(in: Fullscreen) -> @location(0) vec4f {
    let place = vec2f(in.uv.x * 2.0 - 1.0, 1.0 - in.uv.y * 2.0) * frame.reach.xy;
    let direction = normalize(cross(frame.up, frame.right) + frame.right * place.x + frame.up * place.y);
    let clear = through_fog(direction * (FAR_M + frame.behind));
    var fog = frame.fog_color * frame.exposure;
    if FLOAT {
        return vec4f(mix(fog, background.rgb, clear), 1.0 - clear);
    }
    let shown = mix(tone_mapped(fog), background.rgb, clear);
    if ENCODE_SRGB {
        return vec4f(encoded(shown), 1.0);
    }
    return vec4f(shown, 1.0);
}
