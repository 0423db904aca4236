// Distance of what each pixel shows along the view, metres, as the bits of a float; 0 where nothing is, negative where the lightmap knows what it hides. The
// lowest bit is set where the lightmap knows what stands around it. After fullscreen.wgsl, frame.wgsl and a scene_depth file.

@group(1) @binding(0) var scene_depth: SceneDepth;
@group(1) @binding(1) var baked: SceneDepth;

@fragment
fn fs_distance(in: Fullscreen) -> @location(0) vec4u {
    let pixel = vec2i(in.clip.xy);
    let depth = textureLoad(scene_depth, pixel, 0).r;
    if depth <= 0.0 {
        return vec4u(0u);
    }
    // prepass.wgsl.
    let of_bake = u32(round(textureLoad(baked, pixel, 0).r * 3.0));
    return vec4u((bitcast<u32>(away_at(depth)) & 0x7ffffffeu) | (of_bake & 1u) | ((of_bake & 2u) << 30u));
}
