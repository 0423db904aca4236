// Things as if of thin glass: hardly there where one looks straight at them, bright at their rims. After frame.wgsl and placed.wgsl.

@group(1) @binding(0) var<uniform> joints: Joints;

@fragment
fn fs_opened(in: Placed) -> @location(0) vec4f {
    let facing = abs(dot(normalize(in.normal), normalize(frame.eye - in.world)));
    let rim = (1.0 - facing) * (1.0 - facing);
    let alpha = frame.glass.a * mix(0.22, 1.0, rim);
    return vec4f(frame.glass.rgb * alpha, alpha);
}
