// Fog between the eye and what it sees. After frame.wgsl. struct Fog in fog.rs.

// Share of light that comes through from as far as `towards`, seen from the eye: exponential in the distance, thinner with height.
fn through_fog(towards: vec3f) -> f32 {
    let climb = towards.y * frame.fog_falloff;
    // The mean thickness on the way, as a share of that at the eye.
    let mean = select((1.0 - exp(-climb)) / climb, 1.0 - 0.5 * climb, abs(climb) < 0.01);
    return exp(-frame.fog_density * exp(-frame.eye.y * frame.fog_falloff) * length(towards) * mean);
}
