// Before surfaces are shaded: their depth, and whether the light around them is in the lightmap. Part of the surface program.

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
    var baked = 0.0;
    if LIGHTMAP {
        baked = 1.0;
    }
    return vec4f(baked);
}
