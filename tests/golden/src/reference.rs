//! The glTF 2.0 material as the specification writes it down (Appendix B and the KHR_materials extensions), on the CPU: slow and
//! obvious, to hold the renderer against. Start at [`pictures`].
//!
//! Where the specification leaves a choice: light that bounces between microfacets is given back by Turquin 2019, on the mirrored
//! lobe `1 + F0 (1 / E - 1)` and on the transmitted `1 / E`, with E integrated here; sheen is the Charlie lobe and takes from
//! what lies under it by its albedo; the coat takes by the Fresnel term of the eye. Spheres let light through as thin sheets do.

mod brdf;
mod film;
mod integrals;
mod tone;

pub use brdf::Matter;
pub use tone::shown;

use glam::{Vec2, Vec3};
use image::{Rgba, RgbaImage};
use integrals::Ways;
use render::View;
use std::f32::consts::{PI, TAU};

/// A sphere of one material.
pub struct Ball {
    pub center: Vec3,
    pub radius: f32,
    pub matter: Matter,
}

/// What the balls are lit by. Nothing stands behind them.
pub struct Lights<'a> {
    /// Towards it, and irradiance at normal incidence.
    pub suns: &'a [(Vec3, Vec3)],
    /// Where, and radiant intensity.
    pub lamps: &'a [(Vec3, Vec3)],
    /// Radiance by direction, and directions for one integral.
    pub everywhere: Option<(&'a (dyn Fn(Vec3) -> Vec3 + Sync), u32)>,
}

/// The picture a camera sees, tone mapped as the renderer does it; along edges means of what is shown, and again means of light.
pub fn pictures(balls: &[Ball], lights: &Lights, view: &View, size_px: [u32; 2]) -> [RgbaImage; 2] {
    let [width, height] = size_px;
    let eye = view.world_from_view.w_axis.truncate();
    let half = 1.0 / view.clip_from_view(1.0).y_axis.y;
    let ray = |x: f32, y: f32| {
        let ndc = Vec2::new(2.0 * x / width as f32 - 1.0, 1.0 - 2.0 * y / height as f32);
        let towards = Vec3::new(ndc.x * half * width as f32 / height as f32, ndc.y * half, -1.0);
        view.world_from_view.transform_vector3(towards).normalize()
    };
    let shade =
        |x: f32, y: f32| hit(balls, eye, ray(x, y)).map_or(Vec3::ZERO, |(i, normal)| radiance(balls, i, normal, eye, lights));
    let pixel = |x: u32, y: u32| {
        let (x, y) = (x as f32, y as f32);
        let corners = [(0.375, 0.125), (0.875, 0.375), (0.625, 0.875), (0.125, 0.625)];
        let of = |dx: f32, dy: f32| hit(balls, eye, ray(x + dx, y + dy)).map(|(i, _)| i);
        let middle = of(0.5, 0.5);
        if corners.iter().all(|(dx, dy)| of(*dx, *dy) == middle) {
            return [shown(shade(x + 0.5, y + 0.5)); 2];
        }
        // Along an edge, as multisampling does.
        let light = corners.map(|(dx, dy)| shade(x + dx, y + dy));
        [light.map(shown).iter().sum::<Vec3>() / 4.0, shown(light.iter().sum::<Vec3>() / 4.0)]
    };
    let rows: Vec<u32> = (0..height).collect();
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut out = [RgbaImage::new(width, height), RgbaImage::new(width, height)];
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let (rows, pixel) = (&rows, &pixel);
                scope.spawn(move || {
                    let mine = rows.iter().skip(part).step_by(threads);
                    mine.map(|y| (*y, (0..width).map(|x| pixel(x, *y)).collect::<Vec<_>>())).collect::<Vec<_>>()
                })
            })
            .collect();
        for (y, row) in parts.into_iter().flat_map(|part| part.join().expect("the integrator does not panic")) {
            for (x, colors) in (0..).zip(row) {
                for (out, color) in out.iter_mut().zip(colors) {
                    out.put_pixel(x, y, texel(color));
                }
            }
        }
    });
    out
}

/// sRGB-encoded, 0 to 1.
pub fn texel(shown: Vec3) -> Rgba<u8> {
    let [r, g, b] = shown.to_array().map(|value| (value * 255.0).round() as u8);
    Rgba([r, g, b, 255])
}

/// The nearest ball along a ray, and its normal there.
fn hit(balls: &[Ball], from: Vec3, towards: Vec3) -> Option<(usize, Vec3)> {
    let distance = |ball: &Ball| {
        let to_center = ball.center - from;
        let middle = to_center.dot(towards);
        let inside = ball.radius.powi(2) - (to_center - towards * middle).length_squared();
        (inside >= 0.0).then(|| middle - inside.sqrt()).filter(|distance| *distance > 1e-3)
    };
    let hits = balls.iter().enumerate().filter_map(|(i, ball)| Some((i, distance(ball)?)));
    let (i, distance) = hits.min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((i, (from + towards * distance - balls[i].center) / balls[i].radius))
}

fn radiance(balls: &[Ball], i: usize, normal: Vec3, eye: Vec3, lights: &Lights) -> Vec3 {
    let ball = &balls[i];
    let point = ball.center + normal * ball.radius;
    let to_eye = (eye - point).normalize();
    // The tangent of a ball's own texture coordinates: along growing longitude.
    let tangent = Vec3::Y.cross(normal).normalize_or(Vec3::X);
    let ways = Ways { normal, tangent, to_eye };
    let matter = &ball.matter;
    let mut sum = Vec3::ZERO;
    for (to_sun, irradiance) in lights.suns {
        let shaded = normal.dot(*to_sun) > 0.0 && hit(balls, point + normal * 1e-3, *to_sun).is_some();
        if !shaded {
            sum += matter.sent(&ways, *to_sun) * *irradiance;
        }
    }
    for (at, intensity) in lights.lamps {
        let towards = *at - point;
        sum += matter.sent(&ways, towards.normalize()) * *intensity / towards.length_squared();
    }
    if let Some((everywhere, n_samples)) = lights.everywhere {
        sum += gathered(matter, &ways, everywhere, n_samples);
    }
    sum
}

/// Light from everywhere, by directions drawn in turn from each lobe of the material and weighted by how likely any of them
/// would have drawn it.
fn gathered(matter: &Matter, ways: &Ways, everywhere: &dyn Fn(Vec3) -> Vec3, n_samples: u32) -> Vec3 {
    let lobes = matter.lobes();
    let mut sum = Vec3::ZERO;
    for i in 0..n_samples {
        let lobe = &lobes[i as usize % lobes.len()];
        let nth = i / lobes.len() as u32;
        let turn = TAU * (nth as f32 + 0.5) * lobes.len() as f32 / n_samples as f32;
        let to_light = lobe.draw(ways, turn.sin_cos(), nth.reverse_bits() as f32 / u32::MAX as f32);
        let density = lobes.iter().map(|lobe| lobe.density(ways, to_light)).sum::<f32>() / lobes.len() as f32;
        if density > 1e-7 {
            sum += matter.sent(ways, to_light) * everywhere(to_light) / density;
        }
    }
    sum / n_samples as f32
}

/// Half the solid angle of everything.
pub(crate) const HALF_SPHERE: f32 = 2.0 * PI;
