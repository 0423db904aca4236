// Light that passes through (KHR_materials_transmission, volume, dispersion). Only in the programs of layered materials.

// Radiance of what lies behind.
fn seen_through(s: Surface, in: Varying, roughness: f32) -> vec3f {
    let ior = max(layers.ior, 1.0);
    let length_m = layers.thickness * thickness_map(in.uv).g * length(in.normal);
    var seen = vec3f(0.0);
    if DISPERSION {
        let half_spread = (ior - 1.0) * 0.025 * layers.dispersion;
        seen.r = bent(s, in.world, roughness, length_m, max(ior - half_spread, 1.0)).r;
        seen.g = bent(s, in.world, roughness, length_m, ior).g;
        seen.b = bent(s, in.world, roughness, length_m, ior + half_spread).b;
    } else {
        seen = bent(s, in.world, roughness, length_m, ior);
    }
    if VOLUME {
        seen *= pow(layers.attenuation_color, vec3f(length_m * layers.inverse_attenuation_distance));
    }
    return seen;
}

// Where the backdrop shows nothing, the environment is behind.
fn bent(s: Surface, world: vec3f, roughness: f32, length_m: f32, ior: f32) -> vec3f {
    var leaves = world;
    var blur = roughness;
    // A thin sheet mirrors its lobe to the other side.
    let over = mirrored(s);
    var direction = over - s.normal * (2.0 * dot(over, s.normal));
    if VOLUME {
        direction = refract(-s.to_eye, s.normal, 1.0 / ior);
        leaves += direction * length_m;
        // The less light is bent, the less it is scattered.
        blur *= saturate(ior * 2.0 - 2.0);
    }
    let clip = frame.clip_from_world * vec4f(leaves, 1.0);
    let place = clip.xy / max(clip.w, 1e-4) * vec2f(0.5, -0.5) + 0.5;
    let size = vec2f(textureDimensions(backdrop));
    let level = blur * log2(size.y);
    // Four reads around the place hide the texels of coarse mips.
    let aside = 0.5 * exp2(level) / size * saturate(level);
    var seen = vec4f(0.0);
    for (var i = 0; i < 4; i++) {
        let corner = vec2f(f32(i & 1) * 2.0 - 1.0, f32(i >> 1) * 2.0 - 1.0);
        seen += 0.25 * textureSampleLevel(backdrop, smooth_sampler, place + corner * aside, level);
    }
    var beyond = environment_radiance(direction, blur);
    if !VOLUME && N_GATHERED > 0u {
        beyond = gathered_behind(s).rgb;
    }
    if !VOLUME && N_GATHERED == 0u {
        // The rougher and the more from the side, the more even the lobe.
        beyond = mix(beyond, wide_radiance(-s.normal, 0.75), s.alpha * (1.0 - s.n_dot_v));
    }
    return seen.rgb + in_fog(beyond, vec3f(1.0), world + direction * 10000.0) * (1.0 - seen.a);
}

// Of a light behind a thin sheet, for one unit of irradiance.
fn passed(s: Surface, to_light: vec3f) -> f32 {
    let n_dot_l = -dot(s.normal, to_light);
    let over = to_light + s.normal * (2.0 * n_dot_l);
    let half_way = normalize(over + s.to_eye);
    let f = s.skin_f0 + (s.skin_f90 - s.skin_f0) * pow5(1.0 - saturate(dot(s.to_eye, half_way)));
    let sent = lobe(s.alpha, s.smith, saturate(dot(s.normal, half_way)), max(n_dot_l, 0.0), s.n_dot_v);
    return max(n_dot_l, 0.0) * (1.0 - f) * sent / s.whole;
}

// Mean radiance of what a thin sheet lets through, and the share of it that facets do not mirror.
fn gathered_behind(s: Surface) -> vec4f {
    let axes = axes_of(s);
    var sum = vec4f(0.0);
    var weights = 0.0;
    for (var i = 0u; i < N_GATHERED; i++) {
        let facet = facet_seen(s, axes, i);
        let v_dot_h = saturate(dot(s.to_eye, facet.half_way));
        let over = reflect(-s.to_eye, facet.half_way);
        var f = s.skin_f0 + (s.skin_f90 - s.skin_f0) * pow5(1.0 - v_dot_h);
        if IRIDESCENCE {
            let film = fresnel(s, v_dot_h);
            f = mix(f, max(film.r, max(film.g, film.b)), s.film);
        }
        let passes = facet.weight * (1.0 - f);
        sum += vec4f(room_radiance(s.world, over - s.normal * (2.0 * dot(over, s.normal)), facet.blur), 1.0) * passes;
        weights += facet.weight;
    }
    return vec4f(sum.rgb / max(sum.a, 1e-4), sum.a / max(weights, 1e-4));
}
