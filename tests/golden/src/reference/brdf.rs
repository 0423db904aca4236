//! One material: how much of the light from one direction it sends to the eye.

use super::film;
use super::integrals::{Ggx, Ways, charlie, charlie_albedo};
use glam::{Vec2, Vec3};
use scene::Material;
use std::collections::HashMap;
use std::f32::consts::PI;
use std::sync::Mutex;

/// A material without textures.
pub struct Matter {
    material: Material,
    base: Ggx,
    /// Directional albedos that were integrated already, by the cosine in thousandths, of base and sheen.
    albedos: [Mutex<HashMap<u32, f32>>; 2],
}

/// Where light may be worth looking for.
pub struct Lobe {
    ggx: Option<Ggx>,
    /// Behind the surface.
    below: bool,
}

impl Matter {
    pub fn of(material: &Material) -> Self {
        let alpha = material.roughness.max(0.045).powi(2);
        let along = alpha + (1.0 - alpha) * material.anisotropy.strength.powi(2);
        Self { material: material.clone(), base: Ggx { alphas: Vec2::new(along, alpha) }, albedos: Default::default() }
    }

    /// Radiance towards the eye for one unit of irradiance at normal incidence.
    pub fn sent(&self, ways: &Ways, to_light: Vec3) -> Vec3 {
        let (eye, light) = (local(ways, ways.to_eye), local(ways, to_light));
        if eye.z <= 0.0 {
            return Vec3::ZERO;
        }
        let under_coat = if light.z > 0.0 { self.above(eye, light) } else { self.below(eye, light) };
        let coat = &self.material.clearcoat;
        // Cosine of the eye, as KHR_materials_clearcoat has it.
        let coat_share = coat.factor * (0.04 + 0.96 * (1.0 - eye.z).powi(5));
        let mirrored = Ggx::even(coat.roughness.max(0.045).powi(2)).value(eye, light);
        (under_coat * (1.0 - coat_share) + mirrored * coat_share) * light.z.abs()
    }

    pub fn lobes(&self) -> Vec<Lobe> {
        let mut lobes = vec![Lobe { ggx: None, below: false }, Lobe { ggx: Some(self.base), below: false }];
        let coat = &self.material.clearcoat;
        if coat.factor > 0.0 {
            lobes.push(Lobe { ggx: Some(Ggx::even(coat.roughness.max(0.045).powi(2))), below: false });
        }
        if self.material.transmission.factor > 0.0 {
            lobes.push(Lobe { ggx: Some(self.base), below: true });
        }
        lobes
    }

    /// Light from the side of the eye: metal and what is no metal, under the sheen.
    fn above(&self, eye: Vec3, light: Vec3) -> Vec3 {
        let material = &self.material;
        let (color, specular) = (material.base_color.truncate(), &material.specular);
        let v_dot_h = eye.dot((eye + light).normalize());
        let edge = (1.0 - v_dot_h).powi(5);
        let dielectric_f0 = self.dielectric_f0();
        let dielectric = self.filmed(dielectric_f0, specular.factor, edge, v_dot_h);
        let metal = self.filmed(color, 1.0, edge, v_dot_h);
        let lobe = self.base.value(eye, light);
        let lost = 1.0 / self.whole(eye.z) - 1.0;
        let diffuse = color / PI * (1.0 - material.transmission.factor);
        let dielectric_sent = diffuse * (1.0 - dielectric.max_element()) + dielectric * lobe * (1.0 + dielectric_f0 * lost);
        let metal_sent = metal * lobe * (1.0 + color * lost);
        let sent = dielectric_sent.lerp(metal_sent, material.metallic);
        let sheen = &material.sheen;
        if sheen.color == Vec3::ZERO {
            return sent;
        }
        let alpha = sheen.roughness.max(0.07).powi(2);
        let taken = self.sheen_albedo(eye.z).max(self.sheen_albedo(light.z)) * sheen.color.max_element();
        sent * (1.0 - taken) + sheen.color * charlie(alpha, eye, light)
    }

    /// Light from behind a thin sheet: the lobe of what is mirrored, on the other side.
    fn below(&self, eye: Vec3, light: Vec3) -> Vec3 {
        let material = &self.material;
        let over = light * Vec3::new(1.0, 1.0, -1.0);
        let edge = (1.0 - eye.dot((eye + over).normalize())).powi(5);
        let f0 = self.dielectric_f0();
        let fresnel = f0 + (material.specular.factor - f0) * edge;
        let share = material.transmission.factor * (1.0 - material.metallic) * (1.0 - fresnel.max_element());
        material.base_color.truncate() * (share * self.base.value(eye, over) / self.whole(eye.z))
    }

    fn dielectric_f0(&self) -> Vec3 {
        let (material, specular) = (&self.material, &self.material.specular);
        let f0 = ((material.ior - 1.0) / (material.ior + 1.0)).powi(2);
        (specular.color * f0).min(Vec3::ONE) * specular.factor
    }

    fn filmed(&self, f0: Vec3, f90: f32, edge: f32, cosine: f32) -> Vec3 {
        let plain = f0 + (f90 - f0) * edge;
        let film = &self.material.iridescence;
        if film.factor == 0.0 {
            return plain;
        }
        plain.lerp(film::mirrored(f0, film.ior, film.thickness_max_nm, cosine), film.factor)
    }

    /// As if without grain.
    fn whole(&self, cosine: f32) -> f32 {
        self.remembered(0, cosine, |cosine| {
            Ggx::even(self.base.alphas.y).albedo(Vec3::new((1.0 - cosine * cosine).sqrt(), 0.0, cosine))
        })
    }

    fn sheen_albedo(&self, cosine: f32) -> f32 {
        self.remembered(1, cosine, |cosine| charlie_albedo(self.material.sheen.roughness.max(0.07).powi(2), cosine))
    }

    fn remembered(&self, which: usize, cosine: f32, integrate: impl Fn(f32) -> f32) -> f32 {
        let step = (cosine * 200.0).round().max(1.0) as u32;
        let mut known = self.albedos[which].lock().expect("nothing panics while it is held");
        *known.entry(step).or_insert_with(|| integrate((step as f32 / 200.0).min(1.0)))
    }
}

impl Lobe {
    /// A direction to look for light in; `v` is 0 to 1.
    pub fn draw(&self, ways: &Ways, turn: (f32, f32), v: f32) -> Vec3 {
        let eye = local(ways, ways.to_eye);
        let drawn = match self.ggx {
            None => Vec3::new(v.sqrt() * turn.1, v.sqrt() * turn.0, (1.0 - v).max(0.0).sqrt()),
            Some(ggx) => {
                let half_way = ggx.draw(turn, v);
                2.0 * eye.dot(half_way) * half_way - eye
            }
        };
        let drawn = if self.below { drawn * Vec3::new(1.0, 1.0, -1.0) } else { drawn };
        ways.tangent * drawn.x + ways.normal.cross(ways.tangent) * drawn.y + ways.normal * drawn.z
    }

    pub fn density(&self, ways: &Ways, to_light: Vec3) -> f32 {
        let eye = local(ways, ways.to_eye);
        let light = local(ways, to_light);
        let light = if self.below { light * Vec3::new(1.0, 1.0, -1.0) } else { light };
        match self.ggx {
            None => light.z.max(0.0) / PI,
            Some(ggx) => {
                // Of a facet that is turned away from the eye, the sum of the two points to its back.
                let half_way = (eye + light).normalize();
                ggx.distribution(half_way) * half_way.z.abs() / (4.0 * eye.dot(half_way).abs()).max(1e-6)
            }
        }
    }
}

/// x along the tangent, z along the normal.
fn local(ways: &Ways, direction: Vec3) -> Vec3 {
    let bitangent = ways.normal.cross(ways.tangent);
    Vec3::new(direction.dot(ways.tangent), direction.dot(bitangent), direction.dot(ways.normal))
}
