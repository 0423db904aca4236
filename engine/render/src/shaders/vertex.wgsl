// Vertices of surfaces, rigid and skinned. After surface.wgsl.

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
    // Its length is the node's scale where the volume behind the surface matters, else 1.
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
    if VOLUME {
        out.normal *= pow(max(abs(dot(row_0.xyz, c_0)), 1e-12), 1.0 / 3.0);
    }
    if TANGENTS {
        let t = v.tangent.xyz;
        // Where there is none, it stays none.
        let along = vec3f(dot(row_0.xyz, t), dot(row_1.xyz, t), dot(row_2.xyz, t));
        out.tangent = vec4f(along * inverseSqrt(max(dot(along, along), 1e-24)), v.tangent.w);
    }
    out.uv = vec4f(v.uv_0, v.uv_1);
    if !UV_PER_MAP {
        let uv = vec3f(v.uv_0, 1.0);
        out.uv = vec4f(dot(material.uv[0].u_row.xyz, uv), dot(material.uv[0].v_row.xyz, uv), v.uv_1);
    }
    out.color = v.color;
    return out;
}
