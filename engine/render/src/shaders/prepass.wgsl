// Before surfaces are shaded: their depth, whether the light around them is in the lightmap (1 of 3), and whether what they hide of it is (2 of 3).
// Part of the surface program.

@fragment
fn fs_prepass(in: Varying) -> @location(0) vec4f {
    if SECTION {
        if dot(frame.cuts[u32(max(lights[0].cut, 1.0)) - 1u], vec4f(in.world, 1.0)) > 0.0 {
            discard;
        }
    }
    if ALPHA_MASK {
        var alpha = material.base_color.a;
        if VERTEX_COLOR {
            alpha *= in.color.a;
        }
        if BASE_COLOR_MAP {
            alpha *= textureSample(base_color_map, base_color_sampler, uv_of(in.uv, 0u)).a;
        }
        if alpha < material.alpha_cutoff {
            discard;
        }
    }
    var known = lights[0].known;
    var baked = 0.0;
    if LIGHTMAP {
        known += 1.0;
        baked = 1.0;
    }
    return vec4f((baked + select(0.0, 2.0, known > 0.5)) / 3.0);
}
