// Turns the mask into lines around what it covers, in two passes: the nearest covered pixel along the row, then along the
// column. After fullscreen.wgsl. struct EdgeUniforms in outline.rs.

struct Edge {
    // Half of it lies within `reach_px`, which loops go to.
    width_px: f32,
    reach_px: i32,
    dash_px: f32,
    padding: f32,
    // rgb encoded as the target wants it; a: 1 when dashed. By number, 0 unused.
    colors: array<vec4f, 32>,
    // x: opacity over what is covered.
    fills: array<vec4f, 32>,
}

@group(0) @binding(0) var<uniform> edge: Edge;
@group(0) @binding(1) var mask: texture_2d<u32>;

// Distance along the row (255: none) and the number found there.
@fragment
fn fs_along_row(in: Fullscreen) -> @location(0) vec2u {
    let at = vec2i(in.clip.xy);
    let last = vec2i(textureDimensions(mask)) - 1;
    var best = vec2u(255u, 0u);
    for (var dx = -edge.reach_px; dx <= edge.reach_px; dx++) {
        let number = textureLoad(mask, clamp(at + vec2i(dx, 0), vec2i(0), last), 0).r;
        if number != 0u && u32(abs(dx)) < best.x {
            best = vec2u(u32(abs(dx)), number);
        }
    }
    return best;
}

@fragment
fn fs_line(in: Fullscreen) -> @location(0) vec4f {
    let at = vec2i(in.clip.xy);
    let last = vec2i(textureDimensions(mask)) - 1;
    var best_2 = 1e6;
    var number = 0u;
    for (var dy = -edge.reach_px; dy <= edge.reach_px; dy++) {
        let found = textureLoad(mask, clamp(at + vec2i(0, dy), vec2i(0), last), 0).rg;
        let distance_2 = f32(found.x * found.x) + f32(dy * dy);
        if found.y != 0u && distance_2 < best_2 {
            best_2 = distance_2;
            number = found.y;
        }
    }
    if number == 0u {
        discard;
    }
    let color = edge.colors[min(number, 31u)];
    if best_2 == 0.0 {
        let fill = edge.fills[min(number, 31u)].x;
        return vec4f(color.rgb * fill, fill);
    }
    var alpha = saturate(edge.width_px + 0.5 - sqrt(best_2));
    let along = fract((in.clip.x + in.clip.y) / edge.dash_px);
    if color.a > 0.5 && along > 0.55 {
        alpha = 0.0;
    }
    return vec4f(color.rgb * alpha, alpha);
}
