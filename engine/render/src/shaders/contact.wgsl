// Soft dark spots on the ground where figures stand: light from all sides, which only a lightmap knows, is missing there. After
// frame.wgsl. struct ContactVertex in contact.rs.

struct Varying {
    @builtin(position) clip: vec4f,
    // -1..1 over the spot.
    @location(0) place: vec2f,
    @location(1) strength: f32,
}

@vertex
fn vs_contact(@location(0) position: vec3f, @location(1) place: vec2f, @location(2) strength: f32) -> Varying {
    return Varying(frame.clip_from_world * vec4f(position, 1.0), place, strength);
}

@fragment
fn fs_contact(in: Varying) -> @location(0) vec4f {
    let inside = saturate(1.0 - dot(in.place, in.place));
    return vec4f(0.0, 0.0, 0.0, inside * inside * in.strength);
}
