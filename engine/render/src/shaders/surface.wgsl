// Lit surfaces: metallic-roughness with sun, punctual lights, lightmap and environment. After frame.wgsl, with
// reflection.wgsl and tone.wgsl.
// Every switch below is settled when the pipeline is built (SurfaceKey in pipelines.rs, fold.rs), so that a surface pays for what
// it has: keep each `if SWITCH {` on a line of its own.

override SKINNED = false;
override LIGHTMAP = false;
override NORMAL_MAP = false;
override BASE_COLOR_MAP = false;
override METALLIC_ROUGHNESS_MAP = false;
override OCCLUSION_MAP = false;
override EMISSIVE_MAP = false;
override CLEARCOAT = false;
override VERTEX_COLOR = false;
override UNLIT = false;
override ALPHA_MASK = false;
override ALPHA_BLEND = false;
override DOUBLE_SIDED = false;
// Of its lights, how many to look at; without a loop, so that a software GPU reads them once for many pixels.
override N_LIGHTS = 0u;
// The sun can reach it.
override SUN = false;
// So dull that reflections are as bright as the place itself.
override ROUGH = false;
// Textures with a transform or uv set of their own.
override UV_PER_MAP = false;
override FULL = true;
// The target does not encode sRGB by itself.
override ENCODE_SRGB = true;

const PI = 3.14159265;
// SIZE and N_LEVELS in environment.rs.
const ENVIRONMENT_SIZE = 128.0;
const ENVIRONMENT_LEVELS = 5.0;

struct Light {
    position: vec3f,
    // 1 / range², 0 without a range.
    inverse_range_2: f32,
    // Radiant intensity.
    color: vec3f,
    // 1: its diffuse light is in the lightmap already.
    baked: f32,
    // Where a spot looks.
    direction: vec3f,
    // Cone falloff is saturate(cos * spot_scale + spot_offset)², 0 and 1 for a point light.
    spot_scale: f32,
    spot_offset: f32,
    // Of the first one: 1 when what glows of the node does not.
    dark: f32,
    padding_0: f32,
    padding_1: f32,
}

struct UvTransform {
    // u' = dot(u_row.xyz, (u, v, 1)); u_row.w: uv set.
    u_row: vec4f,
    v_row: vec4f,
}

// struct MaterialUniforms in uniforms.rs.
struct Material {
    base_color: vec4f,
    emissive: vec3f,
    alpha_cutoff: f32,
    metallic: f32,
    roughness: f32,
    normal_scale: f32,
    occlusion_strength: f32,
    clearcoat: f32,
    clearcoat_roughness: f32,
    padding_0: f32,
    padding_1: f32,
    // Base colour, metallic-roughness, normal, occlusion, emissive.
    uv: array<UvTransform, 5>,
}

@group(0) @binding(1) var shadow_map: texture_depth_2d;
@group(0) @binding(2) var shadow_sampler: sampler_comparison;
@group(0) @binding(3) var lightmap: texture_2d<f32>;
// Octahedral directions, roughness along mips.
@group(0) @binding(4) var environment: texture_2d<f32>;
// Linear between texels and mips, clamped.
@group(0) @binding(5) var smooth_sampler: sampler;

@group(1) @binding(0) var<uniform> material: Material;
@group(1) @binding(1) var base_color_map: texture_2d<f32>;
@group(1) @binding(2) var base_color_sampler: sampler;
@group(1) @binding(3) var metallic_roughness_map: texture_2d<f32>;
@group(1) @binding(4) var metallic_roughness_sampler: sampler;
@group(1) @binding(5) var normal_map: texture_2d<f32>;
@group(1) @binding(6) var normal_sampler: sampler;
@group(1) @binding(7) var occlusion_map: texture_2d<f32>;
@group(1) @binding(8) var occlusion_sampler: sampler;
@group(1) @binding(9) var emissive_map: texture_2d<f32>;
@group(1) @binding(10) var emissive_sampler: sampler;

// Of one node; unused ones are black.
@group(2) @binding(0) var<uniform> lights: array<Light, 4>;

@group(3) @binding(0) var<uniform> joints: Joints;

struct VertexIn {
    @location(0) position: vec3f,
    @location(1) normal: vec4f,
    @location(2) tangent: vec4f,
    @location(3) uv_0: vec2f,
    @location(4) uv_1: vec2f,
    @location(5) color: vec4f,
}

struct Weights {
    @location(10) joints: vec4u,
    @location(11) weights: vec4f,
}

struct VertexOut {
    @builtin(position) @invariant clip: vec4f,
    @location(0) world: vec3f,
    @location(1) normal: vec3f,
    @location(2) tangent: vec4f,
    // The two sets in one, which interpolates cheaper.
    @location(3) uv: vec4f,
    @location(4) color: vec4f,
}

// VertexOut as a fragment sees it.
struct Varying {
    @location(0) world: vec3f,
    @location(1) normal: vec3f,
    @location(2) tangent: vec4f,
    @location(3) uv: vec4f,
    @location(4) color: vec4f,
}

@vertex
fn vs_rigid(v: VertexIn, instance: Instance) -> VertexOut {
    return transform(v, instance.row_0, instance.row_1, instance.row_2);
}

@vertex
fn vs_skinned(v: VertexIn, weights: Weights, instance: Instance) -> VertexOut {
    var rows = array<vec4f, 3>(vec4f(), vec4f(), vec4f());
    for (var i = 0; i < 4; i++) {
        let first = weights.joints[i] * 3u;
        for (var row = 0u; row < 3u; row++) {
            rows[row] += joints.rows[first + row] * weights.weights[i];
        }
    }
    return transform(v, rows[0], rows[1], rows[2]);
}

fn transform(v: VertexIn, row_0: vec4f, row_1: vec4f, row_2: vec4f) -> VertexOut {
    var out: VertexOut;
    out.world = place(row_0, row_1, row_2, v.position);
    out.clip = frame.clip_from_world * vec4f(out.world, 1.0);
    // Normals take the cofactor matrix, which is right for uneven scales too.
    let c_0 = cross(row_1.xyz, row_2.xyz);
    let c_1 = cross(row_2.xyz, row_0.xyz);
    let c_2 = cross(row_0.xyz, row_1.xyz);
    let n = v.normal.xyz;
    out.normal = normalize(vec3f(dot(c_0, n), dot(c_1, n), dot(c_2, n)) * sign(dot(row_0.xyz, c_0)));
    if NORMAL_MAP {
        let t = v.tangent.xyz;
        out.tangent = vec4f(normalize(vec3f(dot(row_0.xyz, t), dot(row_1.xyz, t), dot(row_2.xyz, t))), v.tangent.w);
    }
    out.uv = vec4f(v.uv_0, v.uv_1);
    if !UV_PER_MAP {
        let uv = vec3f(v.uv_0, 1.0);
        out.uv = vec4f(dot(material.uv[0].u_row.xyz, uv), dot(material.uv[0].v_row.xyz, uv), v.uv_1);
    }
    out.color = v.color;
    return out;
}

// What light meets at a point.
struct Surface {
    normal: vec3f,
    to_eye: vec3f,
    n_dot_v: f32,
    diffuse: vec3f,
    specular: vec3f,
    // GGX alpha.
    alpha: f32,
    coat_alpha: f32,
}

@fragment
fn fs_surface(in: Varying, @builtin(front_facing) front: bool) -> @location(0) vec4f {
    var base = material.base_color;
    if VERTEX_COLOR {
        base *= in.color;
    }
    if BASE_COLOR_MAP {
        base *= textureSample(base_color_map, base_color_sampler, uv_of(in.uv, 0u));
    }
    if ALPHA_MASK {
        if base.a < material.alpha_cutoff {
            discard;
        }
    }
    var emitted = material.emissive;
    if EMISSIVE_MAP {
        emitted *= textureSample(emissive_map, emissive_sampler, uv_of(in.uv, 4u)).rgb;
    }
    emitted *= 1.0 - lights[0].dark;
    if UNLIT {
        return as_taken(base.rgb * (1.0 - 0.96 * lights[0].dark), base.a);
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
        normal = mapped_normal(normal, in.tangent, uv_of(in.uv, 2u));
    }
    roughness = max(roughness, 0.045);
    if FULL && NORMAL_MAP && !ROUGH {
        roughness = filtered_roughness(roughness, normal);
    }

    var s: Surface;
    s.normal = normal;
    s.to_eye = normalize(frame.eye - in.world);
    s.n_dot_v = max(dot(normal, s.to_eye), 1e-3);
    s.diffuse = base.rgb * (1.0 - metallic);
    s.specular = mix(vec3f(0.04), base.rgb, metallic);
    s.alpha = roughness * roughness;

    var occlusion = 1.0;
    if OCCLUSION_MAP {
        let map = textureSample(occlusion_map, occlusion_sampler, uv_of(in.uv, 3u)).r;
        occlusion = 1.0 + material.occlusion_strength * (map - 1.0);
    }

    // Light from everywhere: diffuse from the lightmap or the environment, mirrored from the environment. The mirrored light is
    // scaled to how bright this very place is, which dims reflections in corners and under tables.
    var ambient = vec3f(0.0);
    var mirrored_scale = occlusion;
    if LIGHTMAP {
        ambient = decoded(textureSampleLevel(lightmap, smooth_sampler, in.uv.zw, 0.0));
        mirrored_scale = min(luminance(ambient) / max(luminance(frame.irradiance[0].rgb), 1e-4), 1.5);
    } else {
        ambient = irradiance_over_pi(normal) * occlusion;
    }
    let response = environment_response(s.specular, roughness, s.n_dot_v);
    var radiance = ambient;
    if !ROUGH {
        radiance = environment_radiance(reflect(-s.to_eye, normal), roughness) * mirrored_scale;
    }
    // Energy that bounces between microfacets is not lost (Fdez-Agüera 2019).
    let single = response.x + response.y;
    let bounced = s.specular * (1.0 / single - 1.0);
    let f_environment = (s.specular * response.x + response.y) * (1.0 + bounced);
    var diffuse_light = s.diffuse * ambient;
    var specular_light = f_environment * radiance;
    if CLEARCOAT {
        s.coat_alpha = max(material.clearcoat_roughness, 0.045);
        let coat_radiance = environment_radiance(reflect(-s.to_eye, smooth_normal), s.coat_alpha) * mirrored_scale;
        let coat_fresnel = material.clearcoat * (0.04 + 0.96 * pow5(1.0 - max(dot(smooth_normal, s.to_eye), 0.0)));
        diffuse_light *= 1.0 - coat_fresnel;
        specular_light = specular_light * (1.0 - coat_fresnel) + coat_radiance * coat_fresnel;
        s.coat_alpha *= s.coat_alpha;
    }

    if SUN {
        let sun = frame.sun_irradiance * (saturate(dot(normal, frame.to_sun)) * sunlit(in.world, smooth_normal));
        diffuse_light += s.diffuse * sun * (1.0 / PI);
        specular_light += sun * highlight(s, frame.to_sun, smooth_normal);
    }

    var lit = Lit(diffuse_light, specular_light);
    if N_LIGHTS > 0u {
        lit = lit_by(lit, lights[0], s, in.world, smooth_normal);
    }
    if N_LIGHTS > 1u {
        lit = lit_by(lit, lights[1], s, in.world, smooth_normal);
    }
    if N_LIGHTS > 2u {
        lit = lit_by(lit, lights[2], s, in.world, smooth_normal);
    }
    if N_LIGHTS > 3u {
        lit = lit_by(lit, lights[3], s, in.world, smooth_normal);
    }
    return finish(lit.diffuse, lit.specular + emitted, base.a);
}

struct Lit {
    diffuse: vec3f,
    specular: vec3f,
}

fn lit_by(before: Lit, light: Light, s: Surface, world: vec3f, smooth_normal: vec3f) -> Lit {
    let towards = light.position - world;
    let distance_2 = max(dot(towards, towards), 1e-4);
    let to_light = towards * inverseSqrt(distance_2);
    let edge = saturate(1.0 - distance_2 * distance_2 * light.inverse_range_2 * light.inverse_range_2);
    let cone = saturate(dot(-to_light, light.direction) * light.spot_scale + light.spot_offset);
    let irradiance = light.color * (max(dot(s.normal, to_light), 0.0) * edge * cone * cone / distance_2);
    var out = before;
    if LIGHTMAP {
        out.diffuse += s.diffuse * irradiance * ((1.0 - light.baked) / PI);
    } else {
        out.diffuse += s.diffuse * irradiance * (1.0 / PI);
    }
    out.specular += irradiance * highlight(s, to_light, smooth_normal);
    return out;
}

fn uv_of(sets: vec4f, map: u32) -> vec2f {
    if UV_PER_MAP {
        let transform = material.uv[map];
        let uv = vec3f(select(sets.xy, sets.zw, transform.u_row.w > 0.5), 1.0);
        return vec2f(dot(transform.u_row.xyz, uv), dot(transform.v_row.xyz, uv));
    }
    return sets.xy;
}

fn mapped_normal(normal: vec3f, tangent: vec4f, uv: vec2f) -> vec3f {
    let xy = textureSample(normal_map, normal_sampler, uv).rg * 2.0 - 1.0;
    let z = sqrt(max(1.0 - dot(xy, xy), 0.0));
    let scaled = xy * material.normal_scale;
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

// 1 in the sun, 0 in shadow, soft between.
fn sunlit(world: vec3f, smooth_normal: vec3f) -> f32 {
    // Step off the surface by more the more the sun grazes it, so that it does not shade itself.
    let cosine = saturate(dot(smooth_normal, frame.to_sun));
    let aside = frame.shadow_texel_m * (0.6 + 2.2 * sqrt(1.0 - cosine * cosine));
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

// What is unlit, such as a photo, is shown as it was taken: no exposure, no tone map.
fn as_taken(color: vec3f, alpha: f32) -> vec4f {
    var shown = color;
    var opacity = 1.0;
    if ALPHA_BLEND {
        opacity = alpha;
        shown = color * alpha;
    }
    if ENCODE_SRGB {
        shown = encoded(shown);
    }
    return vec4f(shown, opacity);
}

fn finish(diffuse: vec3f, specular: vec3f, alpha: f32) -> vec4f {
    var opacity = 1.0;
    var radiance = diffuse + specular;
    if ALPHA_BLEND {
        opacity = alpha;
        radiance = diffuse * alpha + specular;
    }
    let color = tone_mapped(radiance * frame.exposure);
    if ENCODE_SRGB {
        return vec4f(encoded(color), opacity);
    }
    return vec4f(color, opacity);
}
