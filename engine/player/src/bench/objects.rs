//! Many distinct things under a shadowed sun: what a frame costs by their number, in view and looking away.
//!
//! Knows no module and no file; the things are made here from a seed. Start at [`measure`].

use super::frames::{Frames, SIZE_PX, gpu_ms_of};
use super::process;
use crate::share_out::share_out;
use crate::viewing::looking_at;
use anyhow::{Context, Result};
use glam::{Mat4, Quat, Vec3};
use render::{Calls, Environment, Frame, FrameStats, Gpu, GpuOptions, OffscreenTarget, Renderer, SceneGpu, Tier, View};
use scene::{Light, LightKind, Material, Mesh, Node, Primitive, Scene, Transform, Vertices};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Different looks, so that things cannot all be drawn in one state.
const N_MATERIALS: usize = 16;
/// From one thing to the next, metres.
const APART_M: f32 = 1.5;

/// What is drawn, and how.
pub struct Field {
    pub n_objects: usize,
    pub tier: Tier,
    /// None: as is quickest here.
    pub calls: Option<Calls>,
}

impl Field {
    /// "objects-500-medium"; then "-single", "-instanced" or "-indirect", if it is to be drawn so.
    pub fn called(name: &str) -> Option<Self> {
        let mut words = name.strip_prefix("objects-")?.split('-');
        let n_objects = words.next()?.parse().ok()?;
        let tier = match words.next()? {
            "low" => Tier::Low,
            "medium" => Tier::Medium,
            "high" => Tier::High,
            _ => return None,
        };
        let calls = match words.next() {
            None => None,
            Some("single") => Some(Calls::Single),
            Some("instanced") => Some(Calls::Instanced),
            Some("indirect") => Some(Calls::Indirect),
            Some(_) => return None,
        };
        Some(Self { n_objects, tier, calls })
    }
}

/// Draws a field of things and prints what that took, a line for each number.
pub fn measure(field: &Field, cache: Option<&Path>, quick: bool, out: &mut dyn Write) -> Result<()> {
    let Field { n_objects, tier, calls } = *field;
    let began = Instant::now();
    let kept = cache.and_then(|path| std::fs::read(path).ok());
    let (gpu, _) = Gpu::new(&GpuOptions { pipeline_cache: kept.as_deref(), ..GpuOptions::default() })?;
    let mut renderer = Renderer::new(&gpu, OffscreenTarget::FORMAT, tier);
    renderer.set_share_out(share_out);
    renderer.set_timing(&gpu, true);
    renderer.set_calls(calls);
    let mut scene = things(n_objects);
    let mut uploaded = SceneGpu::upload(&gpu, &mut renderer, &mut scene, &Environment::default())
        .context("the things to measure cannot be uploaded")?;
    let world_from_nodes = scene.world_from_nodes();
    drop(scene);
    let target = OffscreenTarget::new(&gpu, SIZE_PX);
    let across_m = APART_M * (n_objects as f32).sqrt();
    for (name, away) in [("in view", false), ("out of view", true)] {
        let mut stats = FrameStats::default();
        let ahead = view(across_m, away)?;
        let mut draw = |turn: f32| {
            let frame = Frame::of(
                &world_from_nodes,
                View { world_from_view: ahead.world_from_view * Mat4::from_rotation_y(turn), ..ahead },
            );
            stats = renderer.render(&gpu, &mut uploaded, &frame, &target.view, SIZE_PX);
            gpu.wait();
            gpu_ms_of(renderer.pass_times(&gpu))
        };
        draw(0.0);
        if !away {
            writeln!(out, "first frame\t{}", began.elapsed().as_secs_f64() * 1e3)?;
        }
        let frames = Frames::of(if quick { 8 } else { 40 }, |i| draw(0.02 * (i as f32 * 0.7).sin()));
        frames.write(&format!("{name} "), out)?;
        writeln!(out, "{name} draws\t{}", stats.n_draws)?;
        writeln!(out, "{name} calls\t{}", stats.n_calls)?;
    }
    if let Some(peak_mb) = process::peak_mb() {
        writeln!(out, "peak MB\t{peak_mb}")?;
    }
    Ok(())
}

/// From a corner above all things, towards their middle or away from it.
fn view(across_m: f32, away: bool) -> Result<View> {
    let eye = Vec3::new(0.0, 0.45 * across_m, 0.95 * across_m);
    let towards = if away { Vec3::new(0.0, 0.1, 1.0) } else { -eye };
    looking_at(eye, eye + towards, 0.9)
}

/// A field of things, each with a mesh of its own, under one sun.
fn things(n_objects: usize) -> Scene {
    let mut random = Random(0x5eed);
    let mut scene = Scene::empty();
    for _ in 0..N_MATERIALS {
        let base_color = Vec3::new(random.share(), random.share(), random.share()) * 0.8 + 0.1;
        let (metallic, roughness) = (random.share().round(), 0.2 + 0.7 * random.share());
        scene.materials.push(Material { base_color: base_color.extend(1.0), metallic, roughness, ..Material::default() });
    }
    let side = (n_objects as f32).sqrt().ceil() as usize;
    for i in 0..n_objects {
        let place = Vec3::new((i % side) as f32, 0.0, (i / side) as f32) - 0.5 * Vec3::new(side as f32, 0.0, side as f32);
        let primitive = Primitive { material: Some(i % N_MATERIALS), ..stone(&mut random) };
        scene.meshes.push(Mesh { name: format!("Stone {i}"), primitives: vec![primitive], ..Mesh::default() });
        let transform = Transform {
            translation: place * APART_M + Vec3::Y * random.share(),
            rotation: Quat::from_rotation_y(random.share() * std::f32::consts::TAU),
            scale: Vec3::splat(0.6 + 0.4 * random.share()),
        };
        scene.nodes.push(Node { name: format!("Stone {i}"), mesh: Some(i), transform, ..Node::default() });
    }
    scene.lights.push(Light {
        name: "Sun".into(),
        color: Vec3::ONE,
        intensity: 3.0,
        kind: LightKind::Directional,
        range_m: None,
    });
    let rotation = Quat::from_rotation_x(-1.0) * Quat::from_rotation_y(0.4);
    let transform = Transform { rotation, ..Transform::IDENTITY };
    scene.nodes.push(Node { name: "Sun".into(), light: Some(0), transform, ..Node::default() });
    scene.roots = (0..scene.nodes.len()).collect();
    scene
}

/// A ball of 80 triangles with a radius of about half a metre, dented at random.
fn stone(random: &mut Random) -> Primitive {
    let golden = (1.0 + 5.0_f32.sqrt()) / 2.0;
    let mut positions = Vec::new();
    for (a, b) in [(-1.0, golden), (1.0, golden), (-1.0, -golden), (1.0, -golden)] {
        positions.extend([Vec3::new(a, b, 0.0), Vec3::new(0.0, a, b), Vec3::new(b, 0.0, a)]);
    }
    positions.iter_mut().for_each(|position| *position = position.normalize());
    let mut triangles = Vec::new();
    for a in 0..12 {
        for b in a + 1..12 {
            for c in b + 1..12 {
                let [p, q, r] = [a, b, c].map(|i: usize| positions[i]);
                let is_face = [p.distance(q), q.distance(r), r.distance(p)].iter().all(|edge_m| *edge_m < 1.1);
                if is_face {
                    let outwards = (q - p).cross(r - p).dot(p) > 0.0;
                    triangles.push(if outwards { [a, b, c] } else { [a, c, b] });
                }
            }
        }
    }
    let mut indices = Vec::new();
    let mut middles = std::collections::BTreeMap::new();
    for [a, b, c] in triangles {
        let mut middle = |a: usize, b: usize| {
            *middles.entry((a.min(b), a.max(b))).or_insert_with(|| {
                positions.push((positions[a] + positions[b]).normalize());
                positions.len() - 1
            })
        };
        let (ab, bc, ca) = (middle(a, b), middle(b, c), middle(c, a));
        indices.extend([a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca].map(|i| i as u32));
    }
    let normals = positions.clone();
    positions.iter_mut().for_each(|position| *position *= 0.4 + 0.15 * random.share());
    Primitive { vertices: Vertices { positions, normals, ..Vertices::default() }, indices, ..Primitive::default() }
}

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
struct Random(u32);

impl Random {
    /// 0 to 1.
    fn share(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / (1 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stone_is_closed_and_faces_outwards() {
        let stone = stone(&mut Random(1));
        assert_eq!((stone.vertices.positions.len(), stone.indices.len()), (42, 240));
        let volume: f32 = stone
            .indices
            .chunks(3)
            .map(|corners| {
                let [a, b, c] = [corners[0], corners[1], corners[2]].map(|i| stone.vertices.positions[i as usize]);
                a.dot(b.cross(c)) / 6.0
            })
            .sum();
        assert!(volume > 0.2 && volume < 0.7, "{volume} m³");
    }

    #[test]
    fn a_field_is_asked_for_by_name() {
        let called = |name: &str| Field::called(name).map(|field| (field.n_objects, field.tier, field.calls));
        assert_eq!(called("objects-500-low"), Some((500, Tier::Low, None)));
        assert_eq!(called("objects-50000-medium-indirect"), Some((50_000, Tier::Medium, Some(Calls::Indirect))));
        for unknown in ["frames-low", "objects-many-low", "objects-5-best", "objects-5-low-somehow"] {
            assert_eq!(called(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn things_are_distinct() {
        let scene = things(9);
        assert_eq!(scene.nodes.len(), 10);
        assert_ne!(scene.meshes[0].primitives[0].vertices.positions, scene.meshes[1].primitives[0].vertices.positions);
    }
}
