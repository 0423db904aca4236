// How surfaces answer to light from everywhere: environment and irradiance. Part of the surface program.

fn irradiance_over_pi(n: vec3f) -> vec3f {
    let linear = around.irradiance[0].rgb + around.irradiance[1].rgb * n.y + around.irradiance[2].rgb * n.z + around.irradiance[3].rgb * n.x;
    let quadratic = around.irradiance[4].rgb * (n.x * n.y) + around.irradiance[5].rgb * (n.y * n.z)
        + around.irradiance[6].rgb * (3.0 * n.z * n.z - 1.0) + around.irradiance[7].rgb * (n.x * n.z)
        + around.irradiance[8].rgb * (n.x * n.x - n.y * n.y);
    return max(linear + quadratic, vec3f(0.0));
}

// The same without what is finer than one side and the other.
fn irradiance_by_side(n: vec3f) -> vec3f {
    let sided = around.irradiance[1].rgb * n.y + around.irradiance[2].rgb * n.z + around.irradiance[3].rgb * n.x;
    return around.irradiance[0].rgb + sided;
}

// Octahedral maps with texel centres on the edge (environment.rs makes them), so that filtering needs no neighbours.
fn environment_radiance(direction: vec3f, roughness: f32) -> vec3f {
    let d = direction / (abs(direction.x) + abs(direction.y) + abs(direction.z));
    let folded = (1.0 - abs(d.zx)) * select(vec2f(-1.0), vec2f(1.0), d.xz >= vec2f(0.0));
    let square = select(folded, d.xz, d.y >= 0.0) * 0.5 + 0.5;
    var level = roughness * (ENVIRONMENT_LEVELS - 1.0);
    if !FULL {
        // One level to read, not two.
        level = round(level);
    }
    let size = ENVIRONMENT_SIZE * exp2(-level);
    return decoded(textureSampleLevel(environment, smooth_sampler, (square * (size - 1.0) + 0.5) / size, level)) * around.scale;
}

// What is mirrored from a direction at a place. The room's box is where things are, and its eye saw them in another direction than
// this place does (Lagarde & Zanuttini 2012); what is nearer to this place than to the eye is mirrored less blurred (Lagarde & de
// Rousiers 2014). What stands in a wall, such as a door, is taken as standing before it.
fn room_radiance(world: vec3f, direction: vec3f, roughness: f32) -> vec3f {
    if ROOM && FULL {
        let far = to_wall(world, direction);
        let seen = clamp(world, around.low, around.high) + direction * far - around.eye;
        let near = min(far * length(direction) * inverseSqrt(max(dot(seen, seen), 1e-6)), 1.0);
        return environment_radiance(seen, roughness * mix(near, 1.0, roughness));
    }
    return environment_radiance(direction, roughness);
}

// How many lengths of `direction` it is to the wall of the room's box.
fn to_wall(world: vec3f, direction: vec3f) -> f32 {
    let inside = clamp(world, around.low, around.high);
    let wall = select(around.low, around.high, direction > vec3f(0.0));
    let steps = abs((wall - inside) / select(direction, vec3f(1e-5), abs(direction) < vec3f(1e-5)));
    return min(steps.x, min(steps.y, steps.z));
}

// Radiance as radiance.rs encodes it.
fn decoded(texel: vec4f) -> vec3f {
    return texel.rgb * (texel.a * texel.a * 16.0);
}

// What comes back of light from everywhere.
struct Response {
    // Of f0 and f90 (Karis 2013).
    scale: f32,
    bias: f32,
    // How far towards f90 the Fresnel term of diffuse light is, averaged over the hemisphere.
    edge: f32,
}

// From the table, or where a little less will do, from an analytic fit of it (Karis 2014).
fn response_to_everywhere(roughness: f32, n_dot_v: f32) -> Response {
    if FULL && !ROUGH {
        let texel = table(n_dot_v, roughness);
        return Response(texel.r, texel.g * texel.g, texel.a * texel.a);
    } else {
        let r = roughness * vec4f(-1.0, -0.0275, -0.572, 0.022) + vec4f(1.0, 0.0425, 1.04, -0.04);
        let a = min(r.x * r.x, exp2(-9.28 * n_dot_v)) * r.x + r.y;
        let response = vec2f(-1.04, 1.04) * a + r.zw;
        return Response(response.x, max(response.y, 0.0), 0.0);
    }
}

fn table(n_dot_v: f32, roughness: f32) -> vec4f {
    // SIZE in response.rs.
    let place = vec2f(sqrt(n_dot_v), roughness) * (31.0 / 32.0) + 0.5 / 32.0;
    return textureSampleLevel(response_table, smooth_sampler, place, 0.0);
}

// Where most of what is mirrored comes from: the rougher, the nearer to what the surface faces (Lagarde & de Rousiers 2014). Not in
// a room, where windows and lamps leave long lights on a floor, towards the eye: the path-traced pictures are nearer so.
fn mirrored(s: Surface) -> vec3f {
    let direction = reflect(-s.to_eye, s.normal);
    if FULL && !ROOM {
        return mix(s.normal, direction, (1.0 - s.alpha) * (sqrt(1.0 - s.alpha) + s.alpha));
    }
    return direction;
}
