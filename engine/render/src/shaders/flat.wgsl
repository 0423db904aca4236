// Coloured, textured triangles on the screen, without light. Their colours and textures are sRGB as it is stored, premultiplied by
// alpha, and blended so: as designers expect. struct FlatVertex in flat.rs.

struct Screen {
    // In the unit of the vertices' places.
    size: vec2f,
    padding: vec2f,
}

@group(0) @binding(0) var<uniform> screen: Screen;
@group(1) @binding(0) var texture: texture_2d<f32>;
@group(1) @binding(1) var texture_sampler: sampler;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
    @location(1) color: vec4f,
}

@vertex
fn vs_flat(@location(0) place: vec2f, @location(1) uv: vec2f, @location(2) color: vec4f) -> Varying {
    return Varying(vec4f(place.x / screen.size.x * 2.0 - 1.0, 1.0 - place.y / screen.size.y * 2.0, 0.0, 1.0), uv, color);
}

@fragment
fn fs_flat(in: Varying) -> @location(0) vec4f {
    return in.color * textureSampleLevel(texture, texture_sampler, in.uv, 0.0);
}

// Where the texture is white.
@fragment
fn fs_plain(in: Varying) -> @location(0) vec4f {
    return in.color;
}

// For a target that encodes sRGB by itself.
@fragment
fn fs_flat_linear(in: Varying) -> @location(0) vec4f {
    return linear(in.color * textureSampleLevel(texture, texture_sampler, in.uv, 0.0));
}

@fragment
fn fs_plain_linear(in: Varying) -> @location(0) vec4f {
    return linear(in.color);
}

fn linear(color: vec4f) -> vec4f {
    let higher = pow((color.rgb + 0.055) / 1.055, vec3f(2.4));
    return vec4f(select(higher, color.rgb / 12.92, color.rgb < vec3f(0.04045)), color.a);
}
