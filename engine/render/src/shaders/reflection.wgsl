// How surfaces answer to light: environment, lobes, irradiance. Part of the surface program.

fn irradiance_over_pi(n: vec3f) -> vec3f {
    let linear = frame.irradiance[0].rgb + frame.irradiance[1].rgb * n.y + frame.irradiance[2].rgb * n.z + frame.irradiance[3].rgb * n.x;
    let quadratic = frame.irradiance[4].rgb * (n.x * n.y) + frame.irradiance[5].rgb * (n.y * n.z)
        + frame.irradiance[6].rgb * (3.0 * n.z * n.z - 1.0) + frame.irradiance[7].rgb * (n.x * n.z)
        + frame.irradiance[8].rgb * (n.x * n.x - n.y * n.y);
    return max(linear + quadratic, vec3f(0.0));
}

// Octahedral maps with texel centres on the edge (environment.rs makes them), so that filtering needs no neighbours.
fn environment_radiance(direction: vec3f, roughness: f32) -> vec3f {
    let d = direction / (abs(direction.x) + abs(direction.y) + abs(direction.z));
    let folded = (1.0 - abs(d.zx)) * select(vec2f(-1.0), vec2f(1.0), d.xz >= vec2f(0.0));
    let square = select(folded, d.xz, d.y >= 0.0) * 0.5 + 0.5;
    let level = roughness * (ENVIRONMENT_LEVELS - 1.0);
    let size = ENVIRONMENT_SIZE * exp2(-level);
    return decoded(textureSampleLevel(environment, smooth_sampler, (square * (size - 1.0) + 0.5) / size, level));
}

// Radiance as radiance.rs encodes it.
fn decoded(texel: vec4f) -> vec3f {
    return texel.rgb * (texel.a * texel.a * 16.0);
}

// Scale and bias of F0 for light from everywhere: an analytic fit of the split-sum table (Karis 2014).
fn environment_response(specular: vec3f, roughness: f32, n_dot_v: f32) -> vec2f {
    let r = roughness * vec4f(-1.0, -0.0275, -0.572, 0.022) + vec4f(1.0, 0.0425, 1.04, -0.04);
    let a = min(r.x * r.x, exp2(-9.28 * n_dot_v)) * r.x + r.y;
    return vec2f(-1.04, 1.04) * a + r.zw;
}

// Reflected radiance for one unit of irradiance.
fn highlight(s: Surface, to_light: vec3f, smooth_normal: vec3f) -> vec3f {
    let half_way = normalize(to_light + s.to_eye);
    let n_dot_h = saturate(dot(s.normal, half_way));
    let n_dot_l = saturate(dot(s.normal, to_light));
    let fresnel = pow5(1.0 - saturate(dot(s.to_eye, half_way)));
    var out = (s.specular + (1.0 - s.specular) * fresnel) * lobe(s.alpha, n_dot_h, n_dot_l, s.n_dot_v);
    if CLEARCOAT {
        let coat_n_dot_h = saturate(dot(smooth_normal, half_way));
        let coat_fresnel = material.clearcoat * (0.04 + 0.96 * fresnel);
        let coat = lobe(s.coat_alpha, coat_n_dot_h, saturate(dot(smooth_normal, to_light)), s.n_dot_v);
        out = out * (1.0 - coat_fresnel) + vec3f(coat_fresnel * coat);
    }
    return out;
}

// GGX distribution and its height-correlated visibility, approximated without roots (Hammon 2017).
fn lobe(alpha: f32, n_dot_h: f32, n_dot_l: f32, n_dot_v: f32) -> f32 {
    let alpha_2 = alpha * alpha;
    let d = n_dot_h * n_dot_h * (alpha_2 - 1.0) + 1.0;
    let visibility = 0.5 / max(mix(2.0 * n_dot_l * n_dot_v, n_dot_l + n_dot_v, alpha), 1e-4);
    return alpha_2 / (PI * d * d) * visibility;
}
