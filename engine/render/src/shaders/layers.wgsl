// What materials may add to metal and roughness: grain, film, sheen. Only in the programs of materials that have some of it. The
// functions that read their textures, such as sheen_color_map, are put together in layers.rs.

// struct LayerUniforms in uniforms.rs.
struct Layers {
    specular_color: vec3f,
    specular: f32,
    sheen_color: vec3f,
    sheen_roughness: f32,
    attenuation_color: vec3f,
    inverse_attenuation_distance: f32,
    transmission: f32,
    thickness: f32,
    ior: f32,
    dispersion: f32,
    iridescence: f32,
    film_ior: f32,
    film_min_nm: f32,
    film_max_nm: f32,
    // Strength of the grain; cosine and sine of its rotation.
    grain: vec3f,
    clearcoat_normal_scale: f32,
    // At normal incidence against air, by the index of refraction.
    dielectric_f0: f32,
    padding_0: f32,
    padding_1: f32,
    padding_2: f32,
    uv: array<UvTransform, 6>,
}

@group(1) @binding(11) var<uniform> layers: Layers;
@group(1) @binding(12) var layer_map_0: texture_2d<f32>;
@group(1) @binding(13) var layer_sampler_0: sampler;
@group(1) @binding(14) var layer_map_1: texture_2d<f32>;
@group(1) @binding(15) var layer_sampler_1: sampler;
@group(1) @binding(16) var layer_map_2: texture_2d<f32>;
@group(1) @binding(17) var layer_sampler_2: sampler;
@group(1) @binding(18) var layer_map_3: texture_2d<f32>;
@group(1) @binding(19) var layer_sampler_3: sampler;
@group(1) @binding(20) var layer_map_4: texture_2d<f32>;
@group(1) @binding(21) var layer_sampler_4: sampler;
@group(1) @binding(22) var layer_map_5: texture_2d<f32>;
@group(1) @binding(23) var layer_sampler_5: sampler;

// Anisotropy: lays the axes along the grain and draws the lobe out along it (KHR_materials_anisotropy).
fn grained(before: Surface, in: Varying) -> Surface {
    var s = before;
    let map = anisotropy_map(in.uv);
    let along = map.rg * 2.0 - 1.0;
    let turned = normalize(vec2f(dot(along, layers.grain.yz * vec2f(1.0, -1.0)), dot(along, layers.grain.zy)));
    let strength = layers.grain.x * map.b;
    let tangent = normalize(in.tangent.xyz - s.normal * dot(s.normal, in.tangent.xyz));
    let bitangent = cross(s.normal, tangent) * in.tangent.w;
    s.tangent = tangent * turned.x + bitangent * turned.y;
    s.bitangent = cross(s.normal, s.tangent);
    s.grain = vec2f(mix(s.alpha, 1.0, strength * strength), s.alpha);
    return s;
}

fn grained_lobe(s: Surface, half_way: vec3f, to_light: vec3f, n_dot_l: f32) -> f32 {
    let alpha_2 = s.grain.x * s.grain.y;
    let h = vec3f(dot(s.tangent, half_way), dot(s.bitangent, half_way), dot(s.normal, half_way)) * vec3f(s.grain.yx, alpha_2);
    let w = alpha_2 / max(dot(h, h), 1e-12);
    let eye = length(vec3f(s.grain * vec2f(dot(s.tangent, s.to_eye), dot(s.bitangent, s.to_eye)), s.n_dot_v));
    let light = length(vec3f(s.grain * vec2f(dot(s.tangent, to_light), dot(s.bitangent, to_light)), n_dot_l));
    return alpha_2 * w * w / PI * 0.5 / max(n_dot_l * eye + s.n_dot_v * light, 1e-5);
}

// Along the grain the environment is read several times, at even shares of the lobe's slopes; across it is blurred already. As a
// share of what a lobe without grain mirrors.
fn grained_radiance(s: Surface) -> vec3f {
    let blur = sqrt(max(s.alpha, 0.05 * s.grain.x));
    let ahead = (1.0 - s.alpha) * (sqrt(1.0 - s.alpha) + s.alpha);
    var sum = vec4f(0.0);
    var plain = 0.0;
    for (var i = 0; i < 12; i++) {
        let t = (f32(i) * 2.0 - 11.0) / 12.0;
        let slope = t * inverseSqrt(1.0 - t * t);
        let half_way = normalize(s.normal + s.tangent * (s.grain.x * slope));
        let direction = reflect(-s.to_eye, half_way);
        let weight = sent_by(s, s.grain, half_way, direction);
        sum += vec4f(room_radiance(s.world, mix(s.normal, direction, ahead), blur), 1.0) * weight;
        let without = normalize(s.normal + s.tangent * (s.alpha * slope));
        plain += sent_by(s, vec2f(s.alpha), without, reflect(-s.to_eye, without));
    }
    return sum.rgb / max(plain, 1e-3);
}

// What a facet that is drawn as often as there are such sends from there to the eye.
fn sent_by(s: Surface, grain: vec2f, half_way: vec3f, direction: vec3f) -> f32 {
    let n_dot_l = max(dot(direction, s.normal), 0.0);
    let eye = length(vec3f(grain * vec2f(dot(s.tangent, s.to_eye), dot(s.bitangent, s.to_eye)), s.n_dot_v));
    let light = length(vec3f(grain * vec2f(dot(s.tangent, direction), dot(s.bitangent, direction)), n_dot_l));
    let met = max(dot(s.to_eye, half_way) / dot(s.normal, half_way), 0.0);
    return met * n_dot_l / max(n_dot_l * eye + s.n_dot_v * light, 1e-4);
}

// Share of light mirrored by the base, with its film (KHR_materials_iridescence).
fn fresnel(s: Surface, cosine: f32) -> vec3f {
    let plain = s.f0 + (s.f90 - s.f0) * pow5(1.0 - cosine);
    return mix(plain, through_film(s.f0, cosine, s.film_nm), s.film);
}

// f0 under the film for the whole lobe: the rougher, the less the angle of facets has to do with that of the eye.
fn film_from_everywhere(s: Surface) -> vec3f {
    let middle = mix(s.n_dot_v, 0.62 + 0.26 * s.n_dot_v, s.alpha);
    let aside = 0.12 * s.alpha;
    let low = max(middle - aside, 1e-3);
    let high = min(middle + aside, 1.0);
    return 0.5 * (straight_on(fresnel(s, low), s.f90, low) + straight_on(fresnel(s, high), s.f90, high));
}

// The f0 that gives this Fresnel term at this angle.
fn straight_on(f: vec3f, f90: f32, cosine: f32) -> vec3f {
    let edge = min(pow5(1.0 - cosine), 0.999);
    return clamp((f - f90 * edge) / (1.0 - edge), vec3f(0.0), vec3f(1.0));
}

// Interference in a thin film over a base (Belcour & Barla 2017).
fn through_film(f0: vec3f, cosine: f32, film_nm: f32) -> vec3f {
    let ior = mix(1.0, layers.film_ior, smoothstep(0.0, 0.03, film_nm / 1000.0));
    let cosine_2 = 1.0 - (1.0 - cosine * cosine) / (ior * ior);
    if cosine_2 < 0.0 {
        return vec3f(1.0);
    }
    let cosine_in = sqrt(cosine_2);
    // From air into the film and back.
    let r_12 = schlick(vec3f(square((ior - 1.0) / (ior + 1.0))), cosine).r;
    let t_12 = 1.0 - r_12;
    let phase_21 = select(PI, 0.0, ior < 1.0);
    // From the film onto the base.
    let root = sqrt(clamp(f0, vec3f(0.0), vec3f(0.9999)));
    let base_ior = (1.0 + root) / (1.0 - root);
    let r_23 = schlick(square_3((base_ior - ior) / (base_ior + ior)), cosine_in);
    let phase = vec3f(phase_21) + select(vec3f(0.0), vec3f(PI), base_ior < vec3f(ior));
    let path_nm = 2.0 * ior * film_nm * cosine_in;
    let r_123 = clamp(r_12 * r_23, vec3f(1e-5), vec3f(0.9999));
    let r_s = t_12 * t_12 * r_23 / (1.0 - r_123);
    // Even light first, then two orders of interference.
    var sum = vec3f(r_12) + r_s;
    var order = (r_s - t_12) * sqrt(r_123);
    sum += order * 2.0 * seen_by_eye(path_nm, phase);
    order *= sqrt(r_123);
    sum += order * 2.0 * seen_by_eye(2.0 * path_nm, 2.0 * phase);
    return max(sum, vec3f(0.0));
}

// The eye's sensitivity by path difference: Gaussians in the Fourier transform of the CIE curves, then linear sRGB.
fn seen_by_eye(path_nm: f32, shift: vec3f) -> vec3f {
    let phase = 2.0 * PI * path_nm * 1e-3;
    let xyz = vec3f(0.84659, 1.000222, 1.001122) * cos(vec3f(1.681, 1.7953, 2.2084) * phase + shift)
        * exp(vec3f(-0.0043278, -0.0093046, -0.0066121) * (phase * phase));
    let red = 0.153868 * cos(2.2399 * phase + shift.x) * exp(-0.0045282 * phase * phase);
    let to_srgb = mat3x3f(3.2404542, -0.969266, 0.0556434, -1.5371385, 1.8760108, -0.2040259, -0.4985314, 0.041556, 1.0572252);
    return to_srgb * vec3f(xyz.x + red, xyz.y, xyz.z);
}

fn schlick(f0: vec3f, cosine: f32) -> vec3f {
    return f0 + (1.0 - f0) * pow5(1.0 - cosine);
}

fn square_3(x: vec3f) -> vec3f {
    return x * x;
}

// How much of light from everywhere the fibres of a white sheen send to the eye.
fn sheen_albedo(n_dot_v: f32, sheen_roughness: f32) -> f32 {
    let root = table(n_dot_v, sheen_roughness).b;
    return root * root;
}

// Mean radiance of a wide part of the sky: `linear` is 1 for what falls on a diffuse surface, 0.75 for an even half of all directions,
// and less for a ring along the horizon.
fn wide_radiance(n: vec3f, linear: f32) -> vec3f {
    let sided = around.irradiance[1].rgb * n.y + around.irradiance[2].rgb * n.z + around.irradiance[3].rgb * n.x;
    return max(around.irradiance[0].rgb + sided * linear, vec3f(0.0));
}

// Fibres that stand upright (Estevez & Kulla 2017).
fn sheen_lobe(s: Surface, n_dot_h: f32, n_dot_l: f32) -> f32 {
    let inverse = 1.0 / s.sheen_alpha;
    let sine_2 = max(1.0 - n_dot_h * n_dot_h, 1e-4);
    let d = (2.0 + inverse) * pow(sine_2, 0.5 * inverse) / (2.0 * PI);
    let shadowed = 1.0 + sheen_shadow(s.n_dot_v, s.sheen_alpha) + sheen_shadow(n_dot_l, s.sheen_alpha);
    return d / max(shadowed * 4.0 * s.n_dot_v * n_dot_l, 1e-3);
}

fn sheen_shadow(cosine: f32, alpha: f32) -> f32 {
    if cosine < 0.5 {
        return exp(sheen_curve(cosine, alpha));
    }
    return exp(2.0 * sheen_curve(0.5, alpha) - sheen_curve(1.0 - cosine, alpha));
}

fn sheen_curve(x: f32, alpha: f32) -> f32 {
    let t = (1.0 - alpha) * (1.0 - alpha);
    let a = mix(21.5473, 25.3245, t);
    let b = mix(3.82987, 3.32435, t);
    let c = mix(0.19823, 0.16801, t);
    let d = mix(-1.9776, -1.27393, t);
    let e = mix(-4.32054, -4.85967, t);
    return a / (1.0 + b * pow(max(x, 1e-4), c)) + d * x + e;
}

// What fibres and what lies under them send of light from everywhere.
struct Gathered {
    // Mean radiance on the fibres, as they scatter it towards the eye.
    fibres: vec3f,
    // Share of diffuse light that they leave to what is under them.
    left: f32,
}

fn gathered_sheen(s: Surface, strongest: f32) -> Gathered {
    let sheen_roughness = sqrt(s.sheen_alpha);
    let axes = axes_of(s);
    // Of a direction's share of the half sphere.
    let blur = 0.65 * sqrt(sqrt(0.5 / max(f32(N_GATHERED), 1.0)));
    var fibres = vec4f(0.0);
    var under = vec2f(0.0);
    for (var i = 0u; i < N_GATHERED; i++) {
        let n_dot_l = (f32(i) + 0.5) / max(f32(N_GATHERED), 1.0);
        let turn = f32(i) * GOLDEN_ANGLE;
        let across = sqrt(1.0 - n_dot_l * n_dot_l);
        let to_light = axes.x * (across * cos(turn)) + axes.y * (across * sin(turn)) + s.normal * n_dot_l;
        let half_way = normalize(to_light + s.to_eye);
        let weight = n_dot_l * sheen_lobe(s, saturate(dot(s.normal, half_way)), n_dot_l);
        fibres += vec4f(room_radiance(s.world, to_light, blur), 1.0) * weight;
        under += vec2f(min(s.sheen_left, 1.0 - strongest * sheen_albedo(n_dot_l, sheen_roughness)), 1.0) * n_dot_l;
    }
    return Gathered(fibres.rgb / max(fibres.a, 1e-4), under.x / max(under.y, 1e-4));
}
