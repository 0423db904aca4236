// Vertices of the scene in the world, with little more than that, rigid and skinned; whoever uses it binds `joints`. After frame.wgsl.

struct Placed {
    @builtin(position) @invariant clip: vec4f,
    @location(0) world: vec3f,
    @location(1) normal: vec3f,
    // Below 0 where the node mirrors its mesh.
    @location(2) @interpolate(flat) handed: f32,
}

@vertex
fn vs_rigid(@location(0) position: vec3f, @location(1) normal: vec4f, instance: Instance) -> Placed {
    return placed(position, normal.xyz, instance.row_0, instance.row_1, instance.row_2);
}

@vertex
fn vs_skinned(
    @location(0) position: vec3f,
    @location(1) normal: vec4f,
    @location(10) idx: vec4u,
    @location(11) weights: vec4f,
    instance: Instance,
) -> Placed {
    var rows = array<vec4f, 3>(vec4f(), vec4f(), vec4f());
    for (var i = 0; i < 4; i++) {
        let first = idx[i] * 3u;
        for (var row = 0u; row < 3u; row++) {
            rows[row] += joints.rows[first + row] * weights[i];
        }
    }
    return placed(position, normal.xyz, rows[0], rows[1], rows[2]);
}

fn placed(position: vec3f, n: vec3f, row_0: vec4f, row_1: vec4f, row_2: vec4f) -> Placed {
    var out: Placed;
    out.world = place(row_0, row_1, row_2, position);
    out.clip = frame.clip_from_world * vec4f(out.world, 1.0);
    out.normal = vec3f(dot(row_0.xyz, n), dot(row_1.xyz, n), dot(row_2.xyz, n));
    out.handed = sign(dot(row_0.xyz, cross(row_1.xyz, row_2.xyz)));
    return out;
}
