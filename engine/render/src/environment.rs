//! Light from everywhere: an equirectangular picture becomes irradiance coefficients (rough things) and a stack of blurred
//! octahedral maps (shiny things), on the CPU in a few hundredths of a second.

use crate::radiance::{self, radiance_of};
use crate::scene_gpu::UploadError;
use glam::{Vec2, Vec3};
use scene::{Image, Irradiance};
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// Texels along each side of the sharpest octahedral map; `ENVIRONMENT_SIZE` in shaders/surface.wgsl.
const SIZE: usize = 256;
/// Ever more blurred maps of half the size, for roughness 0 to 1 in equal steps; `ENVIRONMENT_LEVELS` in shaders/surface.wgsl.
const N_LEVELS: usize = 6;
/// Directions averaged for one texel of a blurred map, and for one of the least blurred, which has the most texels.
const N_SAMPLES: u32 = 64;
const N_SAMPLES_NARROW: u32 = 32;

/// Radiance by direction, as the shaders want it.
pub(crate) struct RadianceMaps {
    /// Irradiance / pi as a polynomial of the normal; `irradiance_over_pi` in shaders/surface.wgsl.
    pub irradiance: Irradiance,
    pub levels: RadianceLevels,
}

/// Octahedral maps, ever more blurred; encoded as `radiance` says.
pub(crate) struct RadianceLevels(Vec<Vec<u8>>);

impl RadianceLevels {
    /// Blurred before: all levels below each other, the sharpest on top, encoded as pictures beside a scene are.
    pub fn from_picture(image: &Image) -> Result<Self, UploadError> {
        let sides = (0..N_LEVELS).map(|level| SIZE >> level);
        let height = sides.clone().sum::<usize>();
        if [image.width_px as usize, image.height_px as usize] != [SIZE, height] || image.pixels.len() != 4 * SIZE * height {
            let (width_px, height_px) = (image.width_px, image.height_px);
            return Err(UploadError::Room { name: image.name.clone(), width_px, height_px, wanted_px: [SIZE, height] });
        }
        let recoded = radiance::recoded(&image.pixels);
        let mut rows = recoded.chunks_exact(4 * SIZE);
        Ok(Self(sides.map(|side| rows.by_ref().take(side).flat_map(|row| &row[..4 * side]).copied().collect()).collect()))
    }

    pub fn upload(&self, gpu: &crate::Gpu) -> wgpu::TextureView {
        let levels: Vec<&[u8]> = self.0.iter().map(Vec::as_slice).collect();
        radiance::upload(gpu, "environment", &levels, (SIZE as u32, SIZE as u32))
    }
}

impl RadianceMaps {
    /// From pixels encoded as `linear = (rgb/255 * a/255)^2 * 16`, +Y up, the middle looking along -Z, three quarters along +X.
    pub fn from_equirect(image: &Image) -> Result<Self, UploadError> {
        Ok(Self::from_levels(&Level::chain(decoded(image)?)))
    }

    /// A bright, faintly warm room with light from above, for scenes that bring no environment.
    pub fn neutral() -> Self {
        let (width, height) = (32, 16);
        let texels = (0..height * width)
            .map(|i| {
                let up = (PI * ((i / width) as f32 + 0.5) / height as f32).cos();
                let wall = Vec3::new(0.42, 0.40, 0.37);
                if up > 0.0 {
                    wall.lerp(Vec3::new(0.95, 0.93, 0.90), up.powi(2))
                } else {
                    wall.lerp(Vec3::new(0.22, 0.18, 0.14), -up)
                }
            })
            .collect();
        Self::from_levels(&Level::chain(Level { width, height, texels }))
    }

    fn from_levels(levels: &[Level]) -> Self {
        let coarse = levels.iter().find(|level| level.width <= 64).unwrap_or(&levels[levels.len() - 1]);
        let blurred = |level: usize| {
            let blur = Blur::of(level as f32 / (N_LEVELS - 1) as f32, levels[0].width);
            let size = SIZE >> level;
            let texel = |i: usize| {
                let square = Vec2::new((i % size) as f32, (i / size) as f32) / (size - 1) as f32 * 2.0 - 1.0;
                radiance::encode(blur.around(direction_of(square), levels))
            };
            (0..size * size).flat_map(texel).collect()
        };
        Self { irradiance: irradiance(coarse), levels: RadianceLevels((0..N_LEVELS).map(blurred).collect()) }
    }
}

fn decoded(image: &Image) -> Result<Level, UploadError> {
    radiance::check_size(image)?;
    let texels = image.pixels.chunks_exact(4).map(radiance_of).collect();
    Ok(Level { width: image.width_px as usize, height: image.height_px as usize, texels })
}

/// One size of an equirectangular picture.
struct Level {
    width: usize,
    height: usize,
    texels: Vec<Vec3>,
}

impl Level {
    /// The picture and its halves, down to 8 texels across.
    fn chain(finest: Self) -> Vec<Self> {
        let mut chain = vec![finest];
        while let Some(half) = chain.last().and_then(Self::halved) {
            chain.push(half);
        }
        chain
    }

    fn halved(&self) -> Option<Self> {
        if self.width < 16 || self.height < 8 {
            return None;
        }
        let (width, height) = (self.width / 2, self.height / 2);
        let at = |x: usize, y: usize| self.texels[y * self.width + x];
        let mean = |x: usize, y: usize| (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) * 0.25;
        let texels = (0..width * height).map(|i| mean(i % width * 2, i / width * 2)).collect();
        Some(Self { width, height, texels })
    }

    fn sample(&self, direction: Vec3) -> Vec3 {
        let u = 0.5 + quick_atan2(direction.x, -direction.z) / TAU;
        let v = quick_atan2(direction.x.hypot(direction.z), direction.y) / PI;
        let (x, y) = (u * self.width as f32 - 0.5, (v * self.height as f32 - 0.5).clamp(0.0, (self.height - 1) as f32));
        let (column, row) = (x.floor(), y.floor());
        let left = (column as isize).rem_euclid(self.width as isize) as usize;
        let right = (left + 1) % self.width;
        let (top, bottom) = (row as usize, (row as usize + 1).min(self.height - 1));
        let at = |x: usize, y: usize| self.texels[y * self.width + x];
        let upper = at(left, top).lerp(at(right, top), x - column);
        let lower = at(left, bottom).lerp(at(right, bottom), x - column);
        upper.lerp(lower, y - row)
    }
}

/// The least error that six odd powers can have over 0 to 1: our own fit.
const ATAN: [f32; 6] = [0.999_977_2, -0.332_622_75, 0.193_539_94, -0.116_425_46, 0.052_646_31, -0.011_718_75];

/// `y.atan2(x)` to 3 millionths of a radian, at a fraction of its price: a blurred map asks a million times.
fn quick_atan2(y: f32, x: f32) -> f32 {
    let (small, large) = (x.abs().min(y.abs()), x.abs().max(y.abs()));
    let ratio = if large > 0.0 { small / large } else { 0.0 };
    let octant = ATAN.iter().rev().fold(0.0, |sum, factor| sum * ratio * ratio + factor) * ratio;
    let quarter = if y.abs() > x.abs() { FRAC_PI_2 - octant } else { octant };
    let half = if x < 0.0 { PI - quarter } else { quarter };
    half.copysign(y)
}

/// A cone of directions with weights, after the GGX distribution: Karis 2013, with each sample read from a level as coarse as
/// the sample is sparse (Křivánek & Colbert 2008).
struct Blur(Vec<BlurSample>);

struct BlurSample {
    /// z along the mirrored direction.
    direction: Vec3,
    weight: f32,
    level: usize,
}

impl Blur {
    fn of(roughness: f32, width: usize) -> Self {
        if roughness == 0.0 {
            return Self(vec![BlurSample { direction: Vec3::Z, weight: 1.0, level: level_for(TAU / SIZE as f32 / 2.0, width) }]);
        }
        let alpha = roughness * roughness;
        let n_samples = if roughness < 0.25 { N_SAMPLES_NARROW } else { N_SAMPLES };
        let sample = |i: u32| {
            let (u, v) = ((i as f32 + 0.5) / n_samples as f32, i.reverse_bits() as f32 / u32::MAX as f32);
            let cos = ((1.0 - v) / (1.0 + (alpha * alpha - 1.0) * v)).sqrt();
            let sin = (1.0 - cos * cos).max(0.0).sqrt();
            let half_way = Vec3::new(sin * (TAU * u).cos(), sin * (TAU * u).sin(), cos);
            let direction = 2.0 * cos * half_way - Vec3::Z;
            let d = cos * cos * (alpha * alpha - 1.0) + 1.0;
            let density = alpha * alpha / (PI * d * d) / 4.0;
            let angle = (1.0 / (n_samples as f32 * density)).sqrt() * 1.4;
            BlurSample { direction, weight: sent(direction.z, alpha), level: level_for(angle, width) }
        };
        let mut samples: Vec<_> = (0..n_samples).map(sample).filter(|sample| sample.weight > 0.0).collect();
        let sum: f32 = samples.iter().map(|sample| sample.weight).sum();
        samples.iter_mut().for_each(|sample| sample.weight /= sum);
        Self(samples)
    }

    fn around(&self, direction: Vec3, levels: &[Level]) -> Vec3 {
        let (side, up) = direction.any_orthonormal_pair();
        let radiance = |sample: &BlurSample| {
            let towards = side * sample.direction.x + up * sample.direction.y + direction * sample.direction.z;
            levels[sample.level.min(levels.len() - 1)].sample(towards) * sample.weight
        };
        self.0.iter().map(radiance).sum()
    }
}

/// What of the light from there a facet that mirrors it sends straight up, by Smith's height-correlated term.
fn sent(cosine: f32, alpha: f32) -> f32 {
    let cosine = cosine.max(0.0);
    cosine / (cosine + (cosine * cosine * (1.0 - alpha * alpha) + alpha * alpha).sqrt())
}

/// The level whose texels are about this wide, in radians.
fn level_for(angle: f32, width: usize) -> usize {
    (angle * width as f32 / TAU).log2().max(0.0).round() as usize
}

/// The direction at a place of the octahedral square, -1..1; the inverse is in shaders/surface.wgsl.
fn direction_of(square: Vec2) -> Vec3 {
    let y = 1.0 - square.x.abs() - square.y.abs();
    let sign = |value: f32| if value >= 0.0 { 1.0 } else { -1.0 };
    let (x, z) = if y >= 0.0 {
        (square.x, square.y)
    } else {
        ((1.0 - square.y.abs()) * sign(square.x), (1.0 - square.x.abs()) * sign(square.y))
    };
    Vec3::new(x, y, z).normalize()
}

/// Ramamoorthi & Hanrahan 2001, with the constants of basis, cosine lobe and 1/pi multiplied out.
fn irradiance(level: &Level) -> Irradiance {
    let mut sums = [Vec3::ZERO; 9];
    for y in 0..level.height {
        let theta = PI * (y as f32 + 0.5) / level.height as f32;
        let solid_angle = theta.sin() * (PI / level.height as f32) * (TAU / level.width as f32);
        for x in 0..level.width {
            let phi = TAU * ((x as f32 + 0.5) / level.width as f32 - 0.5);
            let n = Vec3::new(theta.sin() * phi.sin(), theta.cos(), -theta.sin() * phi.cos());
            let radiance = level.texels[y * level.width + x] * solid_angle;
            for (sum, value) in sums.iter_mut().zip(polynomials(n)) {
                *sum += radiance * value;
            }
        }
    }
    // Squares of the basis constants times the lobe's 1, 2/3, 1/4.
    let (c_0, c_1) = (0.25 / PI, 0.75 / PI * 2.0 / 3.0);
    let (c_2, c_20, c_22) = (3.75 / PI * 0.25, 0.3125 / PI * 0.25, 0.9375 / PI * 0.25);
    let constants = [c_0, c_1, c_1, c_1, c_2, c_2, c_20, c_2, c_22];
    std::array::from_fn(|i| sums[i] * constants[i])
}

/// In the order of `irradiance_over_pi`.
fn polynomials(n: Vec3) -> [f32; 9] {
    [1.0, n.y, n.z, n.x, n.x * n.y, n.y * n.z, 3.0 * n.z * n.z - 1.0, n.x * n.z, n.x * n.x - n.y * n.y]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uniform(radiance: Vec3) -> Level {
        Level { width: 64, height: 32, texels: vec![radiance; 64 * 32] }
    }

    fn evaluated(coefficients: &Irradiance, n: Vec3) -> Vec3 {
        polynomials(n).iter().zip(coefficients).map(|(value, coefficient)| *coefficient * *value).sum()
    }

    #[test]
    fn uniform_light_is_the_same_for_every_normal() {
        let coefficients = irradiance(&uniform(Vec3::new(1.0, 2.0, 3.0)));
        for n in [Vec3::X, Vec3::Y, Vec3::NEG_Z, Vec3::ONE.normalize()] {
            assert!(evaluated(&coefficients, n).abs_diff_eq(Vec3::new(1.0, 2.0, 3.0), 0.02));
        }
    }

    #[test]
    fn light_from_above_falls_on_what_faces_up() {
        let mut level = uniform(Vec3::ZERO);
        level.texels[..64 * 16].fill(Vec3::ONE);
        let coefficients = irradiance(&level);
        assert!((evaluated(&coefficients, Vec3::Y).x - 1.0).abs() < 0.05);
        assert!(evaluated(&coefficients, Vec3::NEG_Y).x.abs() < 0.05);
        assert!((evaluated(&coefficients, Vec3::X).x - 0.5).abs() < 0.02);
    }

    #[test]
    fn picture_axes_are_as_documented() {
        let mut level = uniform(Vec3::ZERO);
        for y in 0..32 {
            level.texels[y * 64 + 32] = Vec3::X; // the middle
            level.texels[y * 64 + 31] = Vec3::X;
            level.texels[y * 64 + 48] = Vec3::Y; // three quarters
            level.texels[y * 64 + 47] = Vec3::Y;
        }
        assert_eq!(level.sample(Vec3::NEG_Z), Vec3::X);
        assert!(level.sample(Vec3::X).abs_diff_eq(Vec3::Y, 1e-4));
    }

    #[test]
    fn directions_are_found_as_exactly_as_texels_need() {
        for i in 0..1000 {
            let angle = (i as f32 / 500.0 - 1.0) * PI * 0.999;
            let (y, x) = (angle.sin() * 3.0, angle.cos() * 3.0);
            assert!((quick_atan2(y, x) - y.atan2(x)).abs() < 3e-6, "{angle}");
        }
        assert_eq!((quick_atan2(0.0, 0.0), quick_atan2(0.0, -1.0)), (0.0, PI));
    }

    #[test]
    fn blurring_keeps_the_mean() {
        let levels = Level::chain(uniform(Vec3::ONE));
        for roughness in [0.0, 0.3, 1.0] {
            let mean = Blur::of(roughness, 64).around(Vec3::new(0.3, 0.5, -0.8).normalize(), &levels);
            assert!(mean.abs_diff_eq(Vec3::ONE, 1e-4));
        }
    }

    #[test]
    fn levels_blurred_before_are_taken_as_they_are() {
        let pixel = |i: usize| [(i % 256) as u8, (i / 256 % 256) as u8, 0, 255];
        let pixels: Vec<u8> = (0..256 * 504).flat_map(pixel).collect();
        let (name, format) = (String::from("hall.png"), scene::ImageFormat::Rgba8);
        let image = Image { name, width_px: 256, height_px: 504, format, pixels: pixels.into() };
        let levels = RadianceLevels::from_picture(&image).unwrap().0;
        assert_eq!(levels.iter().map(Vec::len).collect::<Vec<_>>(), [256, 128, 64, 32, 16, 8].map(|side| 4 * side * side));
        // The last texel of the last level: column 7 of row 503.
        let last = radiance::recoded(&[7, 503_usize.wrapping_rem(256) as u8, 0, 255]);
        assert_eq!(levels[5][4 * 63..], last);
    }

    #[test]
    fn octahedral_square_covers_the_axes() {
        assert_eq!(direction_of(Vec2::ZERO), Vec3::Y);
        assert_eq!(direction_of(Vec2::X), Vec3::X);
        assert_eq!(direction_of(Vec2::Y), Vec3::Z);
        assert!(direction_of(Vec2::ONE).abs_diff_eq(Vec3::NEG_Y, 1e-6));
    }
}
