// Depth only: the sun's shadow map. After frame.wgsl.

@group(1) @binding(0) var<uniform> joints: Joints;

@vertex
fn vs_rigid(@location(0) position: vec3f, instance: Instance) -> @builtin(position) vec4f {
    let world = place(instance.row_0, instance.row_1, instance.row_2, position);
    return frame.shadow_clip_from_world * vec4f(world, 1.0);
}

@vertex
fn vs_skinned(@location(0) position: vec3f, @location(10) idx: vec4u, @location(11) weights: vec4f) -> @builtin(position) vec4f {
    var rows = array<vec4f, 3>(vec4f(), vec4f(), vec4f());
    for (var i = 0; i < 4; i++) {
        let first = idx[i] * 3u;
        for (var row = 0u; row < 3u; row++) {
            rows[row] += joints.rows[first + row] * weights[i];
        }
    }
    return frame.shadow_clip_from_world * vec4f(place(rows[0], rows[1], rows[2], position), 1.0);
}
