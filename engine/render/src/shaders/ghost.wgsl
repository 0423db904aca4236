// Translucent shapes that show what to do: bright at their rims, whatever the light. After frame.wgsl. struct GhostInstance in
// ghosts.rs.

// Colours are written as light: whites mixed into them weigh more.
override LINEAR = false;

struct GhostInstance {
    @location(6) row_0: vec4f,
    @location(7) row_1: vec4f,
    @location(8) row_2: vec4f,
    // Encoded as the target wants it; a: opacity.
    @location(9) color: vec4f,
    // Opacity where something stands in front.
    @location(10) behind: f32,
}

struct Varying {
    @builtin(position) @invariant clip: vec4f,
    @location(0) world: vec3f,
    @location(1) normal: vec3f,
    @location(2) color: vec4f,
    @location(3) behind: f32,
}

@vertex
fn vs_ghost(@location(0) position: vec3f, @location(1) normal: vec4f, instance: GhostInstance) -> Varying {
    var out: Varying;
    out.world = place(instance.row_0, instance.row_1, instance.row_2, position);
    out.clip = frame.clip_from_world * vec4f(out.world, 1.0);
    let n = normal.xyz;
    out.normal = vec3f(dot(instance.row_0.xyz, n), dot(instance.row_1.xyz, n), dot(instance.row_2.xyz, n));
    out.color = instance.color;
    out.behind = instance.behind;
    return out;
}

@fragment
fn fs_ghost(in: Varying) -> @location(0) vec4f {
    return painted(in, in.color.a);
}

@fragment
fn fs_behind(in: Varying) -> @location(0) vec4f {
    return painted(in, in.behind);
}

fn painted(in: Varying, opacity: f32) -> vec4f {
    let normal = normalize(in.normal);
    let facing = abs(dot(normal, normalize(frame.eye - in.world)));
    let rim = (1.0 - facing) * (1.0 - facing);
    // From above and a little from the side, so that fingers stand apart.
    let shade = 0.74 + 0.26 * dot(normal, normalize(vec3f(0.35, 0.85, 0.4)));
    let alpha = opacity * mix(0.82, 1.0, rim);
    var white = rim * 0.75;
    if LINEAR {
        white *= white;
    }
    return vec4f(mix(in.color.rgb * shade, vec3f(1.0), white) * alpha, alpha);
}
