// Pixels of surfaces: what light meets, and the sum of all light that leaves towards the eye (glTF 2.0, Appendix B).

// What light meets at a point. Fresnel terms go from f0 when seen straight on to f90 at the edge.
struct Surface {
    world: vec3f,
    normal: vec3f,
    to_eye: vec3f,
    n_dot_v: f32,
    // Of what is no metal: albedo, then what passes through instead, tinted.
    diffuse: vec3f,
    through: vec3f,
    // Of metal and the rest together.
    f0: vec3f,
    f90: f32,
    // Of the rest alone: its strongest channel.
    skin_f0: f32,
    skin_f90: f32,
    // GGX alpha, and the eye's half of the Smith term.
    alpha: f32,
    smith: f32,
    // What bounces between microfacets, as a factor on the mirrored light (Turquin 2019).
    bounced: vec3f,
    // Directional albedo of the microfacets if they mirrored everything.
    whole: f32,
    // Along the grain: tangent, bitangent, alpha of each.
    tangent: vec3f,
    bitangent: vec3f,
    grain: vec2f,
    sheen: vec3f,
    sheen_alpha: f32,
    // What the sheen leaves to the layers under it, by the eye's direction.
    sheen_left: f32,
    film: f32,
    film_nm: f32,
    coat_normal: vec3f,
    coat_n_dot_v: f32,
    // What the coat mirrors of all light.
    coat: f32,
    coat_alpha: f32,
}

// Radiance on its way to the eye. What the coat mirrors is apart, since it dims all the others.
struct Lit {
    diffuse: vec3f,
    specular: vec3f,
    coat: vec3f,
}

// What shows through the surface, fog and all, and its share.
struct Clear {
    seen: vec3f,
    share: vec3f,
}

@fragment
fn fs_surface(in: Varying, @builtin(front_facing) front: bool, @builtin(position) pixel: vec4f) -> @location(0) vec4f {
    if SECTION {
        if dot(frame.cuts[u32(max(lights[0].cut, 1.0)) - 1u], vec4f(in.world, 1.0)) > 0.0 {
            discard;
        }
    }
    var base = material.base_color;
    if VERTEX_COLOR {
        base *= in.color;
    }
    if BASE_COLOR_MAP {
        base *= color_of(textureSample(base_color_map, base_color_sampler, uv_of(in.uv, 0u)));
    }
    if ALPHA_MASK {
        if base.a < material.alpha_cutoff {
            discard;
        }
    }
    var emitted = material.emissive;
    if EMISSIVE_MAP {
        emitted *= color_of(textureSample(emissive_map, emissive_sampler, uv_of(in.uv, 4u))).rgb;
    }
    emitted *= 1.0 - lights[0].dark;
    if UNLIT {
        return as_taken(base.rgb * (1.0 - 0.96 * lights[0].dark), base.a, in.world);
    }

    var metallic = material.metallic;
    var roughness = material.roughness;
    if METALLIC_ROUGHNESS_MAP {
        let map = textureSample(metallic_roughness_map, metallic_roughness_sampler, uv_of(in.uv, 1u));
        roughness *= map.r;
        metallic *= map.g;
    }
    var normal = normalize(in.normal);
    if DOUBLE_SIDED {
        normal = select(-normal, normal, front);
    }
    let smooth_normal = normal;
    if NORMAL_MAP {
        normal = mapped_normal(normal, in.tangent, textureSample(normal_map, normal_sampler, uv_of(in.uv, 2u)).rg, material.normal_scale);
    }
    roughness = max(roughness, 0.045);
    if FULL && NORMAL_MAP && !ROUGH {
        roughness = filtered_roughness(roughness, normal);
    }

    var s: Surface;
    s.world = in.world;
    s.normal = normal;
    s.to_eye = normalize(frame.eye - in.world);
    s.n_dot_v = max(dot(normal, s.to_eye), 1e-3);
    s.diffuse = base.rgb * (1.0 - metallic);
    s.alpha = roughness * roughness;
    s.skin_f0 = material.skin_f0;
    s.skin_f90 = material.skin_f90;
    var skin = vec3f(s.skin_f0);
    if SPECULAR {
        let weight = layers.specular * specular_map(in.uv).a;
        skin = min(layers.dielectric_f0 * layers.specular_color * specular_color_map(in.uv).rgb, vec3f(1.0)) * weight;
        s.skin_f0 = max(skin.r, max(skin.g, skin.b));
        s.skin_f90 = weight;
    }
    s.f0 = mix(skin, base.rgb, metallic);
    s.f90 = mix(s.skin_f90, 1.0, metallic);
    if ANISOTROPY {
        s = grained(s, in);
    }
    if IRIDESCENCE {
        s.film = layers.iridescence * iridescence_map(in.uv).r;
        s.film_nm = mix(layers.film_min_nm, layers.film_max_nm, iridescence_thickness_map(in.uv).g);
    }
    if FULL && !ROUGH {
        s.smith = sqrt(s.n_dot_v * s.n_dot_v * (1.0 - s.alpha * s.alpha) + s.alpha * s.alpha);
    }

    var occlusion = 1.0;
    if OCCLUSION_MAP {
        let map = textureSample(occlusion_map, occlusion_sampler, uv_of(in.uv, 3u)).r;
        occlusion = 1.0 + material.occlusion_strength * (map - 1.0);
    }

    // Light from everywhere: diffuse from the lightmap or the environment, mirrored from the environment. The mirrored light is
    // scaled to how bright this very place is beside what faces this way in the middle of the room, which dims reflections in corners and
    // under tables.
    var ambient = vec3f(0.0);
    var mirrored_scale = occlusion;
    var past_figures = 1.0;
    if LIGHTMAP {
        ambient = decoded(textureSampleLevel(lightmap, smooth_sampler, in.uv.zw, 0.0));
        if FULL {
            past_figures = 1.0 - hidden_by_figures(in.world, smooth_normal, luminance(ambient));
            ambient *= past_figures;
        }
        mirrored_scale = min(luminance(ambient) / max(luminance(irradiance_by_side(normal)), 1e-4), MIRRORED_MOST);
        if ROOM && FULL && metallic > 0.5 {
            // What metal mirrors from less than a metre away is as bright as in the picture of the room.
            mirrored_scale = mix(max(mirrored_scale, 1.0), mirrored_scale, saturate(to_wall(in.world, reflect(-s.to_eye, normal))));
        }
    } else {
        ambient = irradiance_over_pi(normal) * occlusion;
        if FULL && !SKINNED {
            past_figures = 1.0 - hidden_by_figures(in.world, smooth_normal, luminance(ambient));
            ambient *= past_figures;
        }
        if FULL {
            ambient *= clamp(1.0 + around.irradiance[0].w * (in.world.y - around.irradiance[1].w), HEIGHT_LEAST, HEIGHT_MOST);
        }
    }
    var open = 1.0;
    if VISIBILITY {
        // What the picture shows and what the texture says is the same dirt: the smaller counts.
        open = min(open_at(pixel) / max(occlusion * past_figures, 0.01), 1.0);
        ambient *= many_bounces(open, s.diffuse);
        mirrored_scale *= mirrored_open(s.n_dot_v, open, s.alpha);
    }
    let response = response_to_everywhere(roughness, s.n_dot_v);
    s.whole = response.scale + response.bias;
    var radiance = ambient;
    if !ROUGH && N_GATHERED == 0u {
        if ANISOTROPY {
            radiance = grained_radiance(s) * mirrored_scale;
        } else {
            radiance = room_radiance(in.world, mirrored(s), roughness) * mirrored_scale;
        }
    }
    var f0 = s.f0;
    var skin_f0 = s.skin_f0;
    if IRIDESCENCE {
        // For what is not gathered facet by facet.
        f0 = film_from_everywhere(s);
        skin_f0 = mix(skin_f0, max(f0.r, max(f0.g, f0.b)), s.film);
    }
    // Of metal and the rest each by itself, then mixed.
    s.bounced = 1.0 + mix(skin * skin, base.rgb * base.rgb, metallic) / max(s.f0, vec3f(1e-4)) * (1.0 / s.whole - 1.0);
    var lit: Lit;
    if N_GATHERED > 0u {
        lit.specular = gathered_mirrored(s) * mirrored_scale;
    } else {
        lit.specular = radiance * (f0 * response.scale + s.f90 * response.bias) * s.bounced;
    }
    lit.diffuse = ambient;
    var clear = Clear(vec3f(0.0), vec3f(0.0));
    if TRANSMISSION {
        let share = layers.transmission * transmission_map(in.uv).r;
        s.through = s.diffuse * share;
        s.diffuse *= 1.0 - share;
        if FULL {
            let passed = 1.0 - (skin_f0 * response.scale + s.skin_f90 * response.bias) / s.whole;
            clear.share = s.through * passed;
            clear.seen = clear.share * seen_through(s, in, roughness);
            lit.specular += clear.seen;
        }
    }
    lit.diffuse *= s.diffuse * (1.0 - mix(skin_f0, s.skin_f90, response.edge));
    if SHEEN {
        s.sheen = layers.sheen_color * sheen_color_map(in.uv).rgb;
        let sheen_roughness = max(layers.sheen_roughness * sheen_roughness_map(in.uv).a, 0.07);
        s.sheen_alpha = sheen_roughness * sheen_roughness;
        let albedo = sheen_albedo(s.n_dot_v, sheen_roughness);
        let strongest = max(s.sheen.r, max(s.sheen.g, s.sheen.b));
        s.sheen_left = 1.0 - strongest * albedo;
        // From everywhere: most light comes in at some angle, where the sheen takes more.
        let left = 1.0 - strongest * max(albedo, sheen_albedo(0.65, sheen_roughness));
        var met = ambient;
        if !LIGHTMAP {
            met = wide_radiance(normal, 0.5 + 0.45 * sheen_roughness) * (occlusion * open);
        }
        if !LIGHTMAP && N_GATHERED > 0u {
            let found = gathered_sheen(s, strongest);
            met = found.fibres * (occlusion * open);
            lit.diffuse *= found.left;
        } else {
            lit.diffuse *= left;
        }
        lit.specular = lit.specular * left + s.sheen * albedo * met;
    }
    if CLEARCOAT {
        s.coat_normal = smooth_normal;
        s.coat = material.clearcoat;
        s.coat_alpha = material.clearcoat_roughness;
        if LAYERED {
            s.coat *= clearcoat_map(in.uv).r;
            s.coat_alpha *= clearcoat_roughness_map(in.uv).g;
        }
        if CLEARCOAT_NORMAL {
            s.coat_normal = mapped_normal(smooth_normal, in.tangent, clearcoat_normal_map(in.uv).rg, layers.clearcoat_normal_scale);
        }
        s.coat_alpha = max(s.coat_alpha, 0.045);
        s.coat_n_dot_v = max(dot(s.coat_normal, s.to_eye), 1e-3);
        s.coat *= 0.04 + 0.96 * pow5(1.0 - s.coat_n_dot_v);
        let whole = response_to_everywhere(s.coat_alpha, s.coat_n_dot_v);
        let seen = room_radiance(in.world, reflect(-s.to_eye, s.coat_normal), s.coat_alpha);
        lit.coat = seen * (mirrored_scale * (whole.scale + whole.bias));
        s.coat_alpha *= s.coat_alpha;
    }

    if SUN {
        let sun = frame.sun_irradiance * sunlit(in.world, smooth_normal);
        lit = lit_from(lit, s, frame.to_sun, sun, 1.0);
    }
    if N_LIGHTS > 0u {
        lit = lit_by(lit, lights[0], s, in.world);
    }
    if N_LIGHTS > 1u {
        lit = lit_by(lit, lights[1], s, in.world);
    }
    if N_LIGHTS > 2u {
        lit = lit_by(lit, lights[2], s, in.world);
    }
    if N_LIGHTS > 3u {
        lit = lit_by(lit, lights[3], s, in.world);
    }
    lit.specular += emitted;
    if CLEARCOAT {
        lit.diffuse *= 1.0 - s.coat;
        lit.specular = lit.specular * (1.0 - s.coat) + lit.coat * s.coat;
    }
    var cover = base.a;
    var opacity = base.a;
    if TRANSMISSION && !FULL {
        // Without a picture of what lies behind: as clear as it is light.
        cover = 1.0;
        opacity = 1.0 - max(s.through.r, max(s.through.g, s.through.b));
        clear.share = vec3f(1.0 - opacity);
    }
    return finish(lit.diffuse + lit.specular, cover, opacity, clear, in.world);
}

fn uv_of(sets: vec4f, map: u32) -> vec2f {
    if UV_PER_MAP {
        return transformed(sets, material.uv[map]);
    }
    return sets.xy;
}

// Linear, of what is read from a texture of colours. Our fit of the sRGB curve, within an 8-bit step; white stays white.
fn color_of(texel: vec4f) -> vec4f {
    if STORED_COLORS {
        let c = texel.rgb;
        return vec4f(c * (0.055195 + c * (0.41231 + c * (0.782754 - c * 0.250259))), texel.a);
    }
    return texel;
}

fn transformed(sets: vec4f, transform: UvTransform) -> vec2f {
    let uv = vec3f(select(sets.xy, sets.zw, transform.u_row.w > 0.5), 1.0);
    return vec2f(dot(transform.u_row.xyz, uv), dot(transform.v_row.xyz, uv));
}

fn mapped_normal(normal: vec3f, tangent: vec4f, texel: vec2f, scale: f32) -> vec3f {
    let xy = texel * 2.0 - 1.0;
    let z = sqrt(max(1.0 - dot(xy, xy), 0.0));
    let scaled = xy * scale;
    let bitangent = cross(normal, tangent.xyz) * tangent.w;
    return normalize(tangent.xyz * scaled.x + bitangent * scaled.y + normal * z);
}

// Widens highlights where the normal turns within a pixel, so that they do not sparkle (Tokuyoshi & Kaplanyan 2019).
fn filtered_roughness(roughness: f32, normal: vec3f) -> f32 {
    let du = dpdx(normal);
    let dv = dpdy(normal);
    let variance = 0.25 * (dot(du, du) + dot(dv, dv));
    return sqrt(sqrt(min(roughness * roughness * roughness * roughness + min(2.0 * variance, 0.18), 1.0)));
}

// What is unlit, such as a photo, is shown as it was taken: no exposure, no tone map.
fn as_taken(color: vec3f, alpha: f32, world: vec3f) -> vec4f {
    var shown = color;
    var opacity = 1.0;
    if BACKDROP {
        return vec4f(in_fog(color / frame.exposure, vec3f(1.0), world), 1.0);
    }
    var fogged = 0.0;
    if FOG {
        fogged = 1.0 - through_fog(world - frame.eye);
        shown = mix(shown, tone_mapped(frame.fog_color * frame.exposure), fogged);
    }
    if FLOAT {
        opacity = fogged;
    }
    if ENCODE_SRGB {
        shown = encoded(shown);
    }
    if ALPHA_BLEND {
        return vec4f(shown * alpha, alpha);
    }
    return vec4f(shown, opacity);
}

// `cover` is how much of the pixel there is of the surface, `opacity` what it hides of the rest of the scene.
fn finish(met: vec3f, cover: f32, opacity: f32, clear: Clear, world: vec3f) -> vec4f {
    var radiance = met;
    if FOG {
        // Over what shows through, fog lies already.
        radiance = in_fog(radiance - clear.seen, 1.0 - clear.share, world) + clear.seen;
    }
    if BACKDROP || FLOAT {
        radiance = min(radiance, vec3f(60000.0));
    }
    if BACKDROP {
        return vec4f(radiance, 1.0);
    }
    var color = tone_mapped(radiance * frame.exposure);
    if ENCODE_SRGB {
        color = encoded(color);
    }
    if ALPHA_BLEND {
        return vec4f(color * cover, opacity);
    }
    return vec4f(color, 1.0);
}

// `cover`: how much of the fog before it this surface, and nothing behind it, answers for.
fn in_fog(radiance: vec3f, cover: vec3f, world: vec3f) -> vec3f {
    if FOG {
        let left = through_fog(world - frame.eye);
        return radiance * left + frame.fog_color * cover * (1.0 - left);
    }
    return radiance;
}
