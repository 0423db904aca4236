//! Directions at a point, the microfacet lobe and what it comes to over all directions.

use glam::{Vec2, Vec3};
use std::f32::consts::{PI, TAU};

/// Axes at a point, unit length.
pub struct Ways {
    pub normal: Vec3,
    pub tangent: Vec3,
    pub to_eye: Vec3,
}

/// GGX with its own alpha along and across the tangent.
#[derive(Clone, Copy)]
pub struct Ggx {
    pub alphas: Vec2,
}

impl Ggx {
    pub fn even(alpha: f32) -> Self {
        Self { alphas: Vec2::splat(alpha) }
    }

    /// Distribution times height-correlated visibility; all directions in a space whose z is the normal.
    pub fn value(&self, eye: Vec3, light: Vec3) -> f32 {
        if eye.z <= 0.0 || light.z <= 0.0 {
            return 0.0;
        }
        let half_way = (eye + light).normalize();
        let stretched = |w: Vec3| Vec3::new(self.alphas.x * w.x, self.alphas.y * w.y, w.z).length();
        self.distribution(half_way) * 0.5 / (light.z * stretched(eye) + eye.z * stretched(light))
    }

    pub fn distribution(&self, half_way: Vec3) -> f32 {
        let slope = Vec3::new(half_way.x / self.alphas.x, half_way.y / self.alphas.y, half_way.z);
        1.0 / (PI * self.alphas.x * self.alphas.y * slope.length_squared().powi(2))
    }

    /// A half-way direction with the density `distribution * z`.
    pub fn draw(&self, (sin, cos): (f32, f32), v: f32) -> Vec3 {
        let slope = (v / (1.0 - v).max(1e-6)).sqrt();
        Vec3::new(slope * self.alphas.x * cos, slope * self.alphas.y * sin, 1.0).normalize()
    }

    /// Directional albedo if every facet mirrored everything.
    pub fn albedo(&self, eye: Vec3) -> f32 {
        const N: u32 = 512;
        let one = |i: u32| {
            let turn = TAU * (i as f32 + 0.5) / N as f32;
            let half_way = self.draw(turn.sin_cos(), i.reverse_bits() as f32 / u32::MAX as f32);
            let light = 2.0 * eye.dot(half_way) * half_way - eye;
            let density = self.distribution(half_way) * half_way.z / (4.0 * eye.dot(half_way)).max(1e-6);
            if light.z > 0.0 { self.value(eye, light) * light.z / density } else { 0.0 }
        };
        (0..N).map(one).sum::<f32>() / N as f32
    }
}

/// The Charlie lobe of fibres (Estevez & Kulla 2017) at alpha.
pub fn charlie(alpha: f32, eye: Vec3, light: Vec3) -> f32 {
    if eye.z <= 0.0 || light.z <= 0.0 {
        return 0.0;
    }
    let half_way = (eye + light).normalize();
    let sine_2 = (1.0 - half_way.z * half_way.z).max(0.0);
    let distribution = (2.0 + 1.0 / alpha) * sine_2.powf(0.5 / alpha) / TAU;
    distribution / ((1.0 + shadow(eye.z, alpha) + shadow(light.z, alpha)) * 4.0 * eye.z * light.z)
}

fn shadow(cosine: f32, alpha: f32) -> f32 {
    let smooth = (1.0 - alpha).powi(2);
    let mix = |rough: f32, fine: f32| rough + (fine - rough) * smooth;
    let (a, b, c) = (mix(21.5473, 25.3245), mix(3.82987, 3.32435), mix(0.19823, 0.16801));
    let (d, e) = (mix(-1.97760, -1.27393), mix(-4.32054, -4.85967));
    let curve = |x: f32| a / (1.0 + b * x.max(0.0).powf(c)) + d * x + e;
    if cosine < 0.5 { curve(cosine).exp() } else { (2.0 * curve(0.5) - curve(1.0 - cosine)).exp() }
}

/// Directional albedo of the Charlie lobe, by even directions.
pub fn charlie_albedo(alpha: f32, cosine: f32) -> f32 {
    const N: u32 = 512;
    let eye = Vec3::new((1.0 - cosine * cosine).max(0.0).sqrt(), 0.0, cosine);
    let one = |i: u32| {
        let z = i.reverse_bits() as f32 / u32::MAX as f32;
        let (sin, cos) = (TAU * (i as f32 + 0.5) / N as f32).sin_cos();
        let across = (1.0 - z * z).max(0.0).sqrt();
        let light = Vec3::new(across * cos, across * sin, z.max(1e-5));
        charlie(alpha, eye, light) * light.z * super::HALF_SPHERE
    };
    ((0..N).map(one).sum::<f32>() / N as f32).min(1.0)
}
