// How surfaces answer to light from one direction: sun and lamps. Part of the surface program.

fn lit_by(before: Lit, light: Light, s: Surface, world: vec3f) -> Lit {
    let towards = light.position - world;
    let distance_2 = max(dot(towards, towards), 1e-4);
    let to_light = towards * inverseSqrt(distance_2);
    let edge = saturate(1.0 - distance_2 * distance_2 * light.inverse_range_2 * light.inverse_range_2);
    let cone = saturate(dot(-to_light, light.direction) * light.spot_scale + light.spot_offset);
    let irradiance = light.color * (edge * cone * cone / distance_2);
    var diffuse_share = 1.0;
    if LIGHTMAP {
        diffuse_share = 1.0 - light.baked;
    }
    return lit_from(before, s, to_light, irradiance, diffuse_share);
}

// `irradiance` of a surface that faces the light.
fn lit_from(before: Lit, s: Surface, to_light: vec3f, irradiance: vec3f, diffuse_share: f32) -> Lit {
    let half_way = normalize(to_light + s.to_eye);
    let v_dot_h = saturate(dot(s.to_eye, half_way));
    let n_dot_l = saturate(dot(s.normal, to_light));
    let met = irradiance * n_dot_l;
    let edge = pow5(1.0 - v_dot_h);
    var f = s.f0 + (s.f90 - s.f0) * edge;
    var skin_f = s.skin_f0 + (s.skin_f90 - s.skin_f0) * edge;
    if IRIDESCENCE {
        f = fresnel(s, v_dot_h);
        skin_f = mix(skin_f, max(f.r, max(f.g, f.b)), s.film);
    }
    var mirrored = 0.0;
    if ANISOTROPY {
        mirrored = grained_lobe(s, half_way, to_light, n_dot_l);
    } else {
        mirrored = lobe(s.alpha, s.smith, saturate(dot(s.normal, half_way)), n_dot_l, s.n_dot_v);
    }
    var diffuse = met * s.diffuse * (diffuse_share * (1.0 - skin_f) / PI);
    var specular = met * f * s.bounced * mirrored;
    if TRANSMISSION && FULL {
        specular += irradiance * s.through * passed(s, to_light);
    }
    if SHEEN {
        let left = min(s.sheen_left, 1.0 - max(s.sheen.r, max(s.sheen.g, s.sheen.b)) * sheen_albedo(n_dot_l, sqrt(s.sheen_alpha)));
        diffuse *= left;
        specular = specular * left + met * s.sheen * sheen_lobe(s, saturate(dot(s.normal, half_way)), n_dot_l);
    }
    var out = before;
    out.diffuse += diffuse;
    out.specular += specular;
    if CLEARCOAT {
        let coat_n_dot_l = saturate(dot(s.coat_normal, to_light));
        let coat_smith = smith_half(s.coat_n_dot_v, s.coat_alpha);
        let coat = lobe(s.coat_alpha, coat_smith, saturate(dot(s.coat_normal, half_way)), coat_n_dot_l, s.coat_n_dot_v);
        out.coat += irradiance * (coat_n_dot_l * coat);
    }
    return out;
}

// GGX distribution and its height-correlated visibility; the low tier leaves out the roots (Hammon 2017).
fn lobe(alpha: f32, smith: f32, n_dot_h: f32, n_dot_l: f32, n_dot_v: f32) -> f32 {
    let alpha_2 = alpha * alpha;
    let d = n_dot_h * n_dot_h * (alpha_2 - 1.0) + 1.0;
    var both = 0.0;
    if FULL && !ROUGH {
        both = n_dot_l * smith + n_dot_v * smith_half(n_dot_l, alpha);
    } else {
        both = mix(2.0 * n_dot_l * n_dot_v, n_dot_l + n_dot_v, alpha);
    }
    return alpha_2 / (PI * d * d) * 0.5 / max(both, 1e-5);
}

fn smith_half(cosine: f32, alpha: f32) -> f32 {
    return sqrt(cosine * cosine * (1.0 - alpha * alpha) + alpha * alpha);
}

// 1 in the sun, 0 in shadow, soft between.
fn sunlit(world: vec3f, smooth_normal: vec3f) -> f32 {
    // Step off the surface by more the more the sun grazes it, so that it does not shade itself.
    let cosine = saturate(dot(smooth_normal, frame.to_sun));
    let aside = frame.shadow_texel_m * (0.4 + 1.2 * sqrt(1.0 - cosine * cosine));
    let place = (frame.shadow_from_world * vec4f(world + smooth_normal * aside, 1.0)).xyz;
    let texel = frame.shadow_texel_uv;
    var sum = 0.0;
    if FULL {
        for (var i = 0; i < 4; i++) {
            let offset = vec2f(f32(i & 1) * 2.0 - 1.0, f32(i >> 1) * 2.0 - 1.0) * 1.5;
            sum += 0.25 * textureSampleCompareLevel(shadow_map, shadow_sampler, place.xy + offset * texel, place.z);
        }
    } else {
        sum = textureSampleCompareLevel(shadow_map, shadow_sampler, place.xy, place.z);
    }
    return sum;
}
