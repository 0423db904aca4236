// How much of the hemisphere over a pixel is free of what stands near it, weighted by the cosine as diffuse light is: horizons along a
// few directions of the picture (Jimenez, Wu, Pesce & Jarabo 2016, "Practical real-time strategies for accurate indirect occlusion").
// After fullscreen.wgsl and frame.wgsl.

const PI = 3.14159265;
const N_DIRECTIONS = 3;
const N_STEPS = 5;
// Less is the rounding of depths.
const LEAST = 0.02;

// distance.wgsl.
@group(1) @binding(0) var distances: texture_2d<u32>;

@fragment
fn fs_visibility(in: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(in.clip.xy);
    let bits = textureLoad(distances, pixel, 0).r;
    let away_m = abs(bitcast<f32>(bits));
    let is_baked = (bits & 1u) == 1u;
    let size = vec2f(textureDimensions(distances));
    let radius_m = frame.reach.z;
    // Nothing nearer than this is looked at in more than a third of the picture.
    let radius_px = min(0.5 * size.y * radius_m / (frame.reach.y * max(away_m + frame.behind, 1e-4)), size.y / 3.0);
    if away_m == 0.0 || radius_px < 1.5 {
        return vec4f(1.0, select(away_m, 60000.0, away_m == 0.0), 0.0, 0.0);
    }
    let here = place_of(pixel, away_m);
    let normal = normal_at(pixel, here);
    let to_eye = normalize(vec3f(0.0, 0.0, frame.behind) - here);
    // Other directions and steps at each of four by four neighbours, over which the blur takes the mean.
    let turn = f32(((((pixel.x + pixel.y) & 3) << 2u) + (pixel.x & 3)) & 15) / 16.0;
    let jitter = f32((pixel.y - pixel.x) & 3) / 4.0 + 0.125;
    var sum = 0.0;
    var whole = 0.0;
    for (var i = 0; i < N_DIRECTIONS; i++) {
        let angle = (f32(i) + turn) * (PI / f32(N_DIRECTIONS));
        let along = vec3f(cos(angle), sin(angle), 0.0);
        // The plane through the eye and this direction: its part of the normal, and how that leans from the eye.
        let in_plane = along - to_eye * dot(along, to_eye);
        let axis = normalize(cross(in_plane, to_eye));
        let projected = normal - axis * dot(normal, axis);
        let weight = max(length(projected), 1e-5);
        let cos_lean = clamp(dot(projected, to_eye) / weight, -1.0, 1.0);
        let lean = sign(dot(in_plane, projected)) * acos(cos_lean);
        // Sines of the horizons above the surface; nothing below it counts.
        var rise = vec2f(0.0);
        for (var step = 0; step < N_STEPS; step++) {
            let share = (f32(step) + jitter) / f32(N_STEPS);
            let offset = vec2i(round(along.xy * vec2f(1.0, -1.0) * max(share * share * radius_px, f32(step) + 1.0)));
            rise.x = max(rise.x, rise_of(pixel + offset, here, normal / weight, is_baked));
            rise.y = max(rise.y, rise_of(pixel - offset, here, normal / weight, is_baked));
        }
        let low = acos(min(rise, vec2f(1.0)));
        sum += weight * (arc(lean + low.x, lean, cos_lean) + arc(lean - low.y, lean, cos_lean));
        // As much as an open plane has along these few directions.
        whole += weight * (cos_lean + lean * sin(lean));
    }
    return vec4f(saturate(sum / whole), away_m, 0.0, 0.0);
}

// How high what a pixel shows stands above the surface, as a sine; less the farther off it is. What stood there when light was baked is in the lightmap:
// on lightmapped surfaces only the rest hides anything.
fn rise_of(pixel: vec2i, here: vec3f, normal: vec3f, is_baked: bool) -> f32 {
    let size = vec2i(textureDimensions(distances));
    if any(pixel < vec2i(0)) || any(pixel >= size) {
        return 0.0;
    }
    let signed_m = bitcast<f32>(textureLoad(distances, pixel, 0).r);
    if signed_m == 0.0 || (is_baked && signed_m < 0.0) {
        return 0.0;
    }
    let towards = place_of(pixel, abs(signed_m)) - here;
    let far_m = length(towards);
    let near = saturate((1.0 - far_m / frame.reach.z) / 0.45);
    return near * (dot(towards, normal) / max(far_m, 1e-5) - LEAST);
}

// Integral of the cosine between the eye and the horizon.
fn arc(horizon: f32, lean: f32, cos_lean: f32) -> f32 {
    return 0.25 * (cos_lean + 2.0 * horizon * sin(lean) - cos(2.0 * horizon - lean));
}

// In the space of the view: right, up, towards the viewer.
fn place_of(pixel: vec2i, away_m: f32) -> vec3f {
    let ndc = (vec2f(pixel) + 0.5) / vec2f(textureDimensions(distances)) * 2.0 - 1.0;
    return vec3f(ndc * vec2f(1.0, -1.0) * frame.reach.xy * (away_m + frame.behind), -away_m);
}

// From the neighbours that are about as far away as the pixel itself.
fn normal_at(pixel: vec2i, here: vec3f) -> vec3f {
    let across = flatter(pixel, vec2i(1, 0), here);
    let up = flatter(pixel, vec2i(0, -1), here);
    let normal = cross(across, up);
    return normalize(select(vec3f(0.0, 0.0, 1.0), normal, dot(normal, normal) > 0.0));
}

// From one neighbour to the other side, by the side that lies in the same surface: the one that goes on as its own neighbour does.
fn flatter(pixel: vec2i, step: vec2i, here: vec3f) -> vec3f {
    let ahead = away(pixel + step);
    let behind = away(pixel - step);
    let bend_ahead = abs(away(pixel + 2 * step) - 2.0 * ahead - here.z);
    let bend_behind = abs(away(pixel - 2 * step) - 2.0 * behind - here.z);
    if bend_ahead < bend_behind {
        return place_of(pixel + step, ahead) - here;
    }
    return here - place_of(pixel - step, behind);
}

fn away(pixel: vec2i) -> f32 {
    let last = vec2i(textureDimensions(distances)) - 1;
    let inside = clamp(pixel, vec2i(0), last);
    let away_m = abs(bitcast<f32>(textureLoad(distances, inside, 0).r));
    return select(away_m, 60000.0, away_m == 0.0 || any(inside != pixel));
}
