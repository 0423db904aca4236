// Depth only: the sun's shadow map. After frame.wgsl.

@group(1) @binding(0) var<uniform> joints: Joints;

struct Skin {
    @location(10) joints: vec4u,
    @location(11) weights: vec4f,
}

@vertex
fn vs_rigid(@location(0) position: vec3f, instance: Instance) -> @builtin(position) vec4f {
    return frame.shadow_clip_from_world * vec4f(place(instance.row_0, instance.row_1, instance.row_2, position), 1.0);
}

@vertex
fn vs_skinned(@location(0) position: vec3f, skin: Skin) -> @builtin(position) vec4f {
    return frame.shadow_clip_from_world * vec4f(skinned(position, skin), 1.0);
}

fn skinned(position: vec3f, skin: Skin) -> vec3f {
    var rows = array<vec4f, 3>(vec4f(), vec4f(), vec4f());
    for (var i = 0; i < 4; i++) {
        let first = skin.joints[i] * 3u;
        for (var row = 0u; row < 3u; row++) {
            rows[row] += joints.rows[first + row] * skin.weights[i];
        }
    }
    return place(rows[0], rows[1], rows[2], position);
}
