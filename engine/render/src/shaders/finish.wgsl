// From light to what is shown: the glow that lenses and eyes put around what is bright, then the tone map. After fullscreen.wgsl and
// tone.wgsl.

override ENCODE_SRGB = true;
// Radiance that is not to be shown: without the glow, which belongs to lenses and eyes.
override PLAIN = false;

// Share of light that is scattered.
const GLOW = 0.04;

// Exposed radiance; alpha: how much of it is light, and not a colour to be shown as it is.
@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;
@group(0) @binding(2) var glow: texture_2d<f32>;

@fragment
fn fs_finish(in: Fullscreen) -> @location(0) vec4f {
    let here = textureLoad(picture, vec2i(in.clip.xy), 0);
    if PLAIN {
        return vec4f(here.rgb, 1.0);
    }
    let around = textureSampleLevel(glow, picture_sampler, in.uv, 0.0).rgb;
    // A photo stays as it was taken, but for the light of lamps beside it.
    let light = mix(here.rgb, select(max(around, here.rgb), around, here.a > 0.5), GLOW);
    let shown = mix(light, tone_mapped(light), here.a);
    if ENCODE_SRGB {
        return vec4f(encoded(shown), 1.0);
    }
    return vec4f(shown, 1.0);
}
