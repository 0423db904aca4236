// The inner sides of what is cut open, in one hatched colour: the cut looks filled. After frame.wgsl and placed.wgsl.

// Tone mapped later, but for colours whose alpha is 0.
override FLOAT = false;

// Of the node: struct NodeLights in uniforms.rs; the third of the last four of a light is the number of its cut.
@group(1) @binding(0) var<uniform> lights: array<vec4f, 16>;
@group(2) @binding(0) var<uniform> joints: Joints;

@fragment
fn fs_opened(in: Placed, @builtin(front_facing) front: bool) -> @location(0) vec4f {
    let cut = u32(max(lights[3].z, 1.0)) - 1u;
    if front == (in.handed > 0.0) || dot(frame.cuts[cut], vec4f(in.world, 1.0)) > 0.0 {
        discard;
    }
    let color = frame.cut_colors[cut];
    let along = abs(fract((in.clip.x + in.clip.y) / color.w) - 0.5) * 2.0;
    var alpha = 1.0;
    if FLOAT {
        alpha = 0.0;
    }
    return vec4f(color.rgb * select(1.0, 0.72, along < 0.3), alpha);
}
