// Lit surfaces: what they are made of and what is bound. After frame.wgsl; the vertices are in vertex.wgsl, the pixels in shade.wgsl,
// the light of lamps in lobes.wgsl, that from everywhere in reflection.wgsl, what materials add in layers.wgsl and through.wgsl,
// fog in fog.wgsl, what is near in open.wgsl, what is drawn before in prepass.wgsl.
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
// Specular, sheen and what follows have textures and numbers of their own: group 1 goes on (layers.wgsl).
override LAYERED = false;
override SPECULAR = false;
override SHEEN = false;
override IRIDESCENCE = false;
override ANISOTROPY = false;
override TRANSMISSION = false;
override VOLUME = false;
override DISPERSION = false;
override CLEARCOAT_NORMAL = false;
// The vertices' tangents are needed.
override TANGENTS = false;
// Seen only through glass: radiance as it is, for the picture that transmitting surfaces look into.
override BACKDROP = false;
override VERTEX_COLOR = false;
override UNLIT = false;
override ALPHA_MASK = false;
override ALPHA_BLEND = false;
override DOUBLE_SIDED = false;
// Of its lights, how many to look at; without a loop, so that a software GPU reads them once for many pixels.
override N_LIGHTS = 0u;
// A plane cuts it open.
override SECTION = false;
// The sun can reach it.
override SUN = false;
// So dull that reflections are as bright as the place itself.
override ROUGH = false;
// Textures of colours are read as they are stored, and decoded here: a software GPU then filters whole numbers, many times faster.
override STORED_COLORS = false;
// Textures with a transform or uv set of their own.
override UV_PER_MAP = false;
override FULL = true;
// Directions in which light from everywhere is gathered, at many times the price of looking it up once (gather.wgsl).
override N_GATHERED = 0u;
// The box of the room is known: what is mirrored comes from its walls.
override ROOM = false;
// There is fog in the scene.
override FOG = false;
// Dimmed by what the picture shows near it (open.wgsl).
override VISIBILITY = false;
// Tone mapped later: alpha says whether a pixel is light (1) or a colour to be shown as it is (0).
override FLOAT = false;
// The target does not encode sRGB by itself.
override ENCODE_SRGB = true;

// How much brighter than there at most: near a window, the window is more of what is mirrored.
const MIRRORED_MOST = 1.3;
// How much darker or brighter light from everywhere is at the foot or at the top of something than in its middle.
const HEIGHT_LEAST = 0.4;
const HEIGHT_MOST = 1.6;
const PI = 3.14159265;
// SIZE and N_LEVELS in environment.rs.
const ENVIRONMENT_SIZE = 256.0;
const ENVIRONMENT_LEVELS = 6.0;

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
    // Of the first one: the number of the node's cut, from 1 on.
    cut: f32,
    // Of the first one: 1 where the lightmap knows what the node hides though it does not light it, -1 where what it lights has moved.
    known: f32,
}

// Light from everywhere where a node stands: struct AroundUniforms in uniforms.rs.
struct Around {
    // Polynomial coefficients of irradiance / pi by normal. Beside the first, by which share it grows with each metre of height; beside
    // the second the height at which it is this, metres.
    irradiance: array<vec4f, 9>,
    // The room's box, and where in it the environment was seen from.
    low: vec3f,
    // What the environment's radiance is multiplied by.
    scale: f32,
    high: vec3f,
    eye: vec3f,
    // The middle of the room's window, and its radiance times its area over pi; 0 without a window.
    window: vec4f,
    // Into the room.
    window_facing: vec3f,
    // Half its width, level; half its height.
    window_half: vec4f,
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
    // What is not metal mirrors head on, and at a grazing angle.
    skin_f0: f32,
    skin_f90: f32,
    // Base colour, metallic-roughness, normal, occlusion, emissive.
    uv: array<UvTransform, 5>,
}

@group(0) @binding(1) var shadow_map: texture_depth_2d;
@group(0) @binding(2) var shadow_sampler: sampler_comparison;
@group(0) @binding(3) var lightmap: texture_2d<f32>;
// Linear between texels and mips, clamped.
@group(0) @binding(5) var smooth_sampler: sampler;
// How much light comes back from everywhere: response.rs.
@group(0) @binding(6) var response_table: texture_2d<f32>;
// What lies behind transmitting surfaces: radiance, alpha 0 where nothing was drawn; ever more blurred along mips. For opaque ones, how
// open pixels are (open.wgsl): no surface needs both, and WebGL2 has no place for more.
@group(0) @binding(7) var backdrop: texture_2d<f32>;

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
@group(2) @binding(1) var<uniform> around: Around;
// What is mirrored there: octahedral directions, roughness along mips.
@group(2) @binding(2) var environment: texture_2d<f32>;

@group(3) @binding(0) var<uniform> joints: Joints;
