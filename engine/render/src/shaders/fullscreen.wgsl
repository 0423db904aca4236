// One triangle over the whole target.

struct Fullscreen {
    @builtin(position) clip: vec4f,
    // From the top left.
    @location(0) uv: vec2f,
}

@vertex
fn vs_fullscreen(@builtin(vertex_index) idx: u32) -> Fullscreen {
    let uv = vec2f(f32((idx << 1u) & 2u), f32(idx & 2u));
    return Fullscreen(vec4f(uv.x * 2.0 - 1.0, 1.0 - uv.y * 2.0, 0.0, 1.0), uv);
}
