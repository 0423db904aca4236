// Which pixels outlined nodes cover, as the outline's number. After frame.wgsl and a scene_depth file.

@group(1) @binding(0) var scene_depth: SceneDepth;
@group(2) @binding(0) var<uniform> joints: Joints;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) @interpolate(flat) packed: u32,
    // Of the depth picture over the mask.
    @location(1) ndc: vec3f,
    @location(2) world: vec3f,
}

@vertex
fn vs_rigid(@location(0) position: vec3f, instance: Instance) -> Varying {
    return covering(place(instance.row_0, instance.row_1, instance.row_2, position), instance.outline);
}

@vertex
fn vs_skinned(@location(0) position: vec3f, @location(10) idx: vec4u, @location(11) weights: vec4f, instance: Instance) -> Varying {
    var rows = array<vec4f, 3>(vec4f(), vec4f(), vec4f());
    for (var i = 0; i < 4; i++) {
        let first = idx[i] * 3u;
        for (var row = 0u; row < 3u; row++) {
            rows[row] += joints.rows[first + row] * weights[i];
        }
    }
    return covering(place(rows[0], rows[1], rows[2], position), instance.outline);
}

fn covering(world: vec3f, packed: u32) -> Varying {
    let clip = frame.clip_from_world * vec4f(world, 1.0);
    return Varying(clip, packed, vec3f(clip.xy, clip.w), world);
}

@fragment
fn fs_mask(in: Varying) -> @location(0) u32 {
    let uv = in.ndc.xy / in.ndc.z * vec2f(0.5, -0.5) + 0.5;
    let size = vec2f(textureDimensions(scene_depth));
    let nearest = textureLoad(scene_depth, vec2i(clamp(uv * size, vec2f(0.0), size - 1.0)), 0).r;
    // One per cent of the distance is tolerance.
    if (in.packed & 256u) == 0u && away_at(max(nearest, 1e-9)) * 1.01 < away_at(in.clip.z) {
        discard;
    }
    let cut = (in.packed >> 9u) & 7u;
    if cut != 0u && dot(frame.cuts[cut - 1u], vec4f(in.world, 1.0)) > 0.0 {
        discard;
    }
    return in.packed & 255u;
}
