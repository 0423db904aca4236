//! Large scenes on their way to the graphics card: frames go on meanwhile, and what is given up leaves nothing behind.

use egui::TexturesDelta;
use glam::{Vec2, Vec3};
use player::library::SceneBundle;
use player::marks::Shapes;
use player::painter::{HudPaint, Painter};
use render::{Gpu, OffscreenTarget, Tier};
use scene::{Image, ImageFormat, Material, Mesh, Node, Primitive, Sampler, Scene, Texture, TextureRef, Vertices};
use std::sync::Arc;
use std::sync::mpsc::channel;

const SIDE_PX: u32 = 1024;
const N_PICTURES: usize = 12;
/// A grid of so many vertices on a side.
const N_ON_A_SIDE: usize = 500;

/// Sixteen megabytes of vertices and fifty of pictures.
fn large() -> Box<SceneBundle> {
    let mut scene = Scene::empty();
    let mut vertices = Vertices::default();
    for at in 0..N_ON_A_SIDE * N_ON_A_SIDE {
        let at = Vec2::new((at % N_ON_A_SIDE) as f32, (at / N_ON_A_SIDE) as f32) / N_ON_A_SIDE as f32;
        vertices.positions.push(Vec3::new(at.x, at.y, 0.0));
        vertices.normals.push(Vec3::Z);
        vertices.uv0.push(at);
    }
    let corner = |column: usize, row: usize| (row * N_ON_A_SIDE + column) as u32;
    let indices = (0..N_ON_A_SIDE - 1).flat_map(|row| {
        (0..N_ON_A_SIDE - 1).flat_map(move |column| {
            let [a, b, c, d] =
                [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
            [a, b, c, a, c, d]
        })
    });
    let grid = Primitive { vertices, indices: indices.collect(), ..Primitive::default() };
    for picture in 0..N_PICTURES {
        let pixels = (0..4 * SIDE_PX * SIDE_PX).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 | 3).collect();
        let (name, format) = (format!("picture {picture}"), ImageFormat::Rgba8);
        scene.images.push(Image { name, width_px: SIDE_PX, height_px: SIDE_PX, format, pixels });
        scene.textures.push(Texture { image: picture, sampler: Sampler::default() });
        let shown = TextureRef { texture: picture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE };
        scene.materials.push(Material { base_color_texture: Some(shown), ..Material::default() });
        let vertices = if picture == 0 { grid.clone() } else { Primitive { indices: vec![0, 1, 2], ..triangle() } };
        let primitive = Primitive { material: Some(picture), ..vertices };
        scene.meshes.push(Mesh { primitives: vec![primitive], ..Mesh::default() });
        scene.roots.push(picture);
        scene.nodes.push(Node { mesh: Some(picture), ..Node::default() });
    }
    Box::new(SceneBundle { scene, ..SceneBundle::default() })
}

fn triangle() -> Primitive {
    let positions = vec![Vec3::ZERO, Vec3::X, Vec3::Y];
    let vertices = Vertices { normals: vec![Vec3::Z; 3], uv0: vec![Vec2::ZERO; 3], positions, ..Vertices::default() };
    Primitive { vertices, ..Primitive::default() }
}

fn painter() -> Painter {
    Painter::new(Gpu::headless().expect("there is an adapter"), OffscreenTarget::FORMAT, Tier::Low)
}

/// What a window shows meanwhile, all the way to its pixels.
fn draws_a_frame(painter: &mut Painter, target: &OffscreenTarget) {
    let textures = TexturesDelta::default();
    painter.draw_hud(HudPaint { jobs: Vec::new(), textures, pixels_per_point: 1.0, over_scene: true }, &target.texture);
    target.read(&painter.gpu).expect("the frame comes back");
}

/// Bytes on the graphics card, where it tells.
fn taken(painter: &Painter) -> Option<u64> {
    painter.gpu.wait();
    Some(painter.gpu.device.generate_allocator_report()?.total_allocated_bytes)
}

#[test]
fn frames_are_drawn_while_a_large_scene_is_on_its_way() {
    let mut painter = painter();
    let target = OffscreenTarget::new(&painter.gpu, [320, 180]);
    let (first, begin) = channel::<()>();
    // The upload waits for the first frame, so that at least one is drawn however fast it is.
    let equip = Box::new(move |_: &Gpu, _: &mut render::Renderer| {
        begin.recv()?;
        Ok(Shapes::new())
    });
    painter.begin_load(large(), equip, Arc::new(|| {})).expect("there is a thread");
    let mut n_frames = 0;
    let (bundle, outcome) = loop {
        draws_a_frame(&mut painter, &target);
        if n_frames == 0 {
            first.send(()).expect("the upload waits for it");
        }
        match painter.loaded() {
            None => n_frames += 1,
            Some(loaded) => break loaded,
        }
    };
    outcome.expect("the scene can be drawn");
    assert!(bundle.expect("the thread came to its end").scene.images.iter().all(|image| image.pixels.is_empty()));
    // Pictures and vertices go in some seventy pieces, and between any two of them a frame may come.
    assert!(n_frames >= 5, "{n_frames} frames were drawn meanwhile");
    draws_a_frame(&mut painter, &target);
}

#[test]
fn a_load_that_is_given_up_half_way_leaves_nothing_behind() {
    let mut painter = painter();
    let target = OffscreenTarget::new(&painter.gpu, [64, 48]);
    let loads = |painter: &mut Painter, bundle: Box<SceneBundle>| {
        let (wake, woken) = channel();
        let wake = Arc::new(move || {
            let _ = wake.send(());
        });
        painter.begin_load(bundle, Box::new(|_, _| Ok(Shapes::new())), wake).expect("there is a thread");
        woken.recv().expect("it comes to its end");
        painter.loaded().expect("it came to its end").1
    };
    let broken = || {
        let mut bundle = large();
        // All but the last are on the card by then.
        bundle.scene.images[N_PICTURES - 1].pixels = [0; 7].into();
        bundle
    };
    let why = loads(&mut painter, broken()).expect_err("the last picture is cut off").to_string();
    assert!(why.contains("picture 11"), "{why}");
    draws_a_frame(&mut painter, &target);
    let once = taken(&painter);
    for _ in 0..3 {
        loads(&mut painter, broken()).expect_err("it still is");
        draws_a_frame(&mut painter, &target);
    }
    assert_eq!(taken(&painter), once, "what was on the card is gone with the load");
    loads(&mut painter, large()).expect("a whole one is shown all the same");
    let whole = taken(&painter);
    assert!(whole > once || whole.is_none(), "and then something is there: {whole:?} bytes, {once:?} before");
}
