// What light figures keep from a place, which no baked light knows: soft shadows from the room's window, and less light from all other
// sides. Part of the surface program.

// Farther away they are not missed.
const FIGURE_REACH_M = 5.0;
// They give a little back.
const FIGURE_DARK = 0.7;
// A column is wider than whom it stands for, and before windows hang blinds.
const FIGURE_DARK_BY_DAY = 0.3;

// The share of `light`, which is the luminance of irradiance / pi.
fn hidden_by_figures(world: vec3f, normal: vec3f, light: f32) -> f32 {
    var hidden = 0.0;
    var shaded = 0.0;
    for (var i = 0u; i < 4u; i++) {
        let column = frame.figures[i];
        if column.w == 0.0 {
            break;
        }
        let across = column.xz - world.xz;
        shaded += before_window(across, column, frame.figure_tops[i], world);
        let far = length(across);
        if far < FIGURE_REACH_M {
            hidden += from_all_sides(across, far, column, frame.figure_tops[i], world, normal) * (1.0 - square(far / FIGURE_REACH_M));
        }
    }
    let dark = mix(FIGURE_DARK * hidden, FIGURE_DARK_BY_DAY * min(shaded, 1.0), daylight(world, normal, light));
    return min(dark, 0.9);
}

// The mean direction of what an upright column hides, weighed as diffuse light is.
fn from_all_sides(across: vec2f, far: f32, column: vec4f, top: f32, world: vec3f, normal: vec3f) -> f32 {
    let away = max(far, column.w);
    let tangents = vec2f(top - world.y, column.y - world.y) / away;
    let squares = tangents * tangents;
    // For angle + sine * cosine, within 4 %.
    let sideways = 0.5 * PI * tangents * inverseSqrt(squares + 0.617);
    let share = column.w / (PI * away);
    let to_side = share * (sideways.x - sideways.y);
    let heights = squares / (1.0 + squares);
    let upwards = share * (heights.x - heights.y);
    return max(dot(normal.xz, across) / away * to_side + normal.y * upwards, 0.0);
}

// The share of the light that comes straight from the window; of a place that is darker than that window could leave it, none: something
// else stands between.
fn daylight(world: vec3f, normal: vec3f, light: f32) -> f32 {
    let towards = around.window.xyz - world;
    let distance_2 = dot(towards, towards);
    let to_window = towards * inverseSqrt(max(distance_2, 1e-4));
    let cosines = saturate(dot(normal, to_window)) * saturate(-dot(around.window_facing, to_window));
    let area = 4.0 * length(around.window_half.xyz) * around.window_half.w;
    let share = around.window.w * cosines / (distance_2 + area / PI + 1e-4) / max(light, 1e-4);
    return min(share, 1.0) * (1.0 - smoothstep(1.0, 1.6, share));
}

// The share of the window that a column hides from a place: how far it reaches over it, seen from there, sideways and upwards.
fn before_window(across: vec2f, column: vec4f, top: f32, world: vec3f) -> f32 {
    let towards = around.window.xz - world.xz;
    let distance = max(length(towards), 1e-3);
    let ahead = towards / distance;
    let along = dot(across, ahead);
    if along < 0.0 || along > distance {
        return 0.0;
    }
    let near = max(along, column.w);
    let aside = dot(across, vec2f(-ahead.y, ahead.x)) / near;
    let wide = column.w / near;
    let half_wide = max(abs(dot(around.window_half.xz, vec2f(-ahead.y, ahead.x))), 1e-3) / distance;
    let over = min(aside + wide, half_wide) - max(aside - wide, -half_wide);
    let rises = (vec2f(column.y, top) - world.y) / near;
    let half_tall = max(around.window_half.w, 1e-3);
    let window_rises = (around.window.y + vec2f(-half_tall, half_tall) - world.y) / distance;
    let up = min(rises.y, window_rises.y) - max(rises.x, window_rises.x);
    return saturate(over / (2.0 * half_wide)) * saturate(up * distance / (2.0 * half_tall));
}
