// Fog between the eye and what it sees. After frame.wgsl. struct Fog in fog.rs.

// Share of light that comes through from as far as `towards`, seen from the eye: exponential in the distance, thinner with height.
fn through_fog(towards: vec3f) -> f32 {
    // A parallel view begins far before its eye.
    let whole = length(towards);
    let before = min(frame.behind / max(whole, 1e-6), 1.0);
    let climb = towards.y * (1.0 - before) * frame.fog_falloff;
    // The mean thickness on the way, as a share of that where it begins.
    let mean = select((1.0 - exp(-climb)) / climb, 1.0 - 0.5 * climb, abs(climb) < 0.01);
    let begins = frame.eye.y + towards.y * before;
    return exp(-frame.fog_density * exp(-begins * frame.fog_falloff) * whole * (1.0 - before) * mean);
}
