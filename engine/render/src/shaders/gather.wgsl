// Light from everywhere, gathered along the material's own lobes rather than looked up once: what facets mirror, with the Fresnel term
// of each; what passes through a thin sheet; what fibres scatter. Only where N_GATHERED says so. Directions are drawn as
// often as the lobe sends light from there (Heitz 2018 for facets), and each reads the environment as blurred as they lie apart.

// Turned by this from one to the next, points on a disc lie evenly (Vogel 1979).
const GOLDEN_ANGLE = 2.3999632;

// Axes at a point: the normal is z.
struct Axes {
    x: vec3f,
    y: vec3f,
    z: vec3f,
}

// A facet that the eye sees, and how much of what it mirrors arrives.
struct Facet {
    half_way: vec3f,
    weight: f32,
    // Roughness of the environment's map whose texels hold as much as is between two directions.
    blur: f32,
}

// What facets mirror, Fresnel term and losses between them included.
fn gathered_mirrored(s: Surface) -> vec3f {
    let axes = axes_of(s);
    var sum = vec3f(0.0);
    var weights = 0.0;
    for (var i = 0u; i < N_GATHERED; i++) {
        let facet = facet_seen(s, axes, i);
        let v_dot_h = saturate(dot(s.to_eye, facet.half_way));
        var f = s.f0 + (s.f90 - s.f0) * pow5(1.0 - v_dot_h);
        if IRIDESCENCE {
            f = fresnel(s, v_dot_h);
        }
        sum += f * room_radiance(s.world, reflect(-s.to_eye, facet.half_way), facet.blur) * facet.weight;
        weights += facet.weight;
    }
    if ANISOTROPY {
        return sum * (s.bounced / max(f32(N_GATHERED), 1.0));
    } else {
        return sum * (s.bounced * s.whole / max(weights, 1e-4));
    }
}

fn axes_of(s: Surface) -> Axes {
    if ANISOTROPY {
        return Axes(s.tangent, s.bitangent, s.normal);
    } else {
        // Turning as little as possible from one normal to the next (Frisvad 2012, about +Y).
        let n = s.normal;
        let a = 1.0 / max(1.0 + n.y, 1e-4);
        let cross_term = -n.x * n.z * a;
        return Axes(vec3f(1.0 - n.x * n.x * a, -n.x, cross_term), vec3f(cross_term, -n.z, 1.0 - n.z * n.z * a), n);
    }
}

fn facet_seen(s: Surface, axes: Axes, i: u32) -> Facet {
    var alphas = vec2f(s.alpha);
    if ANISOTROPY {
        alphas = s.grain;
    }
    let eye = vec3f(dot(s.to_eye, axes.x), dot(s.to_eye, axes.y), s.n_dot_v);
    // The eye as it sees facets stretched to a half sphere, and axes across it.
    let stretched = normalize(vec3f(alphas * eye.xy, eye.z));
    let flat_2 = dot(stretched.xy, stretched.xy);
    let side = select(vec3f(1.0, 0.0, 0.0), vec3f(-stretched.y, stretched.x, 0.0) * inverseSqrt(max(flat_2, 1e-12)), flat_2 > 1e-9);
    let up = cross(stretched, side);
    let u = (f32(i) + 0.5) / max(f32(N_GATHERED), 1.0);
    // Whatever way the eye looks, the same facets are drawn first: neighbours err alike.
    let turn = f32(i) * GOLDEN_ANGLE - atan2(side.y, side.x);
    let disc = sqrt(u) * vec2f(cos(turn), sin(turn));
    let share = 0.5 * (1.0 + stretched.z);
    let lifted = mix(sqrt(1.0 - disc.x * disc.x), disc.y, share);
    let on_sphere = side * disc.x + up * lifted + stretched * sqrt(max(1.0 - disc.x * disc.x - lifted * lifted, 0.0));
    let h = normalize(vec3f(alphas * on_sphere.xy, max(on_sphere.z, 1e-5)));

    let n_dot_l = 2.0 * dot(eye, h) * h.z - eye.z;
    let light = 2.0 * dot(eye, h) * h - eye;
    let eye_length = length(vec3f(alphas * eye.xy, eye.z));
    let light_length = length(vec3f(alphas * light.xy, light.z));
    var facet: Facet;
    facet.half_way = axes.x * h.x + axes.y * h.y + axes.z * h.z;
    // Smith's joint term over that of the eye alone.
    facet.weight = select(0.0, n_dot_l * (eye.z + eye_length) / (n_dot_l * eye_length + eye.z * light_length), n_dot_l > 0.0);
    let slope = vec3f(h.xy / alphas, h.z);
    let d = 1.0 / (PI * alphas.x * alphas.y * square(dot(slope, slope)));
    let density = d / (2.0 * (eye.z + eye_length));
    // The lobe whose middle is as dense has this alpha; a little less, since each has wide skirts.
    facet.blur = min(0.75 * sqrt(sqrt(1.0 / (4.0 * PI * max(f32(N_GATHERED), 1.0) * density))), 1.0);
    if ANISOTROPY {
        // Along the grain directions lie further apart than across it.
        facet.blur = max(facet.blur, sqrt(1.4 * s.grain.x / max(f32(N_GATHERED), 1.0)));
    }
    return facet;
}
