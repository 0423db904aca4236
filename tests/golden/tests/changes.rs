//! What changes from frame to frame: the picture after a change is the picture of a scene that was so from the start.

use glam::{Mat4, Quat, Vec2, Vec3, Vec4};
use golden::{Builder, gpu, quad, unlit, view};
use render::{Environment, Fog, Frame, Gpu, OffscreenTarget, Renderer, SceneGpu, Showing, Tier};
use scene::{Image, ImageFormat, Material, NodeIdx, Sampler, Scene, Texture, TextureRef, Transform};
use std::f32::consts::FRAC_PI_2;

const SIZE_PX: [u32; 2] = [96, 96];

/// A scene on the GPU with what draws it.
struct Drawn {
    gpu: Gpu,
    renderer: Renderer,
    scene: SceneGpu,
    target: OffscreenTarget,
    /// Of the last picture.
    n_shadow_draws: u32,
    /// That has come in.
    fog: Option<Fog>,
}

impl Drawn {
    fn new(scene: Scene) -> Self {
        Self::of(scene, &Environment::default())
    }

    fn of(mut scene: Scene, environment: &Environment) -> Self {
        let gpu = gpu();
        let mut renderer = Renderer::new(&gpu, OffscreenTarget::FORMAT, Tier::Medium);
        let scene = SceneGpu::upload(&gpu, &mut renderer, &mut scene, environment).expect("the scene can be drawn");
        let target = OffscreenTarget::new(&gpu, SIZE_PX);
        Self { gpu, renderer, scene, target, n_shadow_draws: 0, fog: None }
    }

    fn draw(&mut self, world_from_nodes: &[Mat4], visible: &[bool]) -> Vec<u8> {
        let view = view(Vec3::new(0.0, 2.0, 4.0), Vec3::new(0.0, 0.4, 0.0), 40.0);
        let showing = Showing { fog: self.fog, ..Showing::default() };
        let frame = Frame { visible, showing, ..Frame::of(world_from_nodes, view) };
        self.n_shadow_draws = self.renderer.render(&self.gpu, &mut self.scene, &frame, &self.target.view, SIZE_PX).n_shadow_draws;
        self.target.read(&self.gpu).expect("the picture comes back")
    }
}

/// A board that stands on a floor in the sun; the board is node 1.
fn board_in_the_sun(board_x: f32) -> Scene {
    let matte = |grey: f32| Material { base_color: Vec4::new(grey, grey, grey, 1.0), metallic: 0.0, ..Material::default() };
    let mut builder = Builder::default();
    builder.add_placed(Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY }, quad(3.0), matte(0.6));
    builder.add(Vec3::new(board_x, 0.5, 0.0), quad(0.4), matte(0.2));
    builder.add_sun(Quat::from_rotation_y(-2.2) * Quat::from_rotation_x(-0.8), 3.0);
    builder.scene
}

const BOARD: NodeIdx = 1;

/// Pixels that differ by more than rounding.
fn n_different(a: &[u8], b: &[u8]) -> usize {
    a.chunks_exact(4).zip(b.chunks_exact(4)).filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 8)).count()
}

#[test]
fn moving_things_take_their_shadow_along() {
    let (here, there) = (board_in_the_sun(-0.8), board_in_the_sun(0.5));
    let mut drawn = Drawn::new(here.clone());
    let before = drawn.draw(&here.world_from_nodes(), &[]);
    let moved = drawn.draw(&there.world_from_nodes(), &[]);
    let fresh = Drawn::new(there.clone()).draw(&there.world_from_nodes(), &[]);
    assert!(n_different(&before, &moved) > 200, "the board moved");
    // The map is laid around where casters were at first, so that shadow edges may differ by a texel.
    assert!(n_different(&moved, &fresh) < 20, "{} pixels differ", n_different(&moved, &fresh));
    let back = drawn.draw(&here.world_from_nodes(), &[]);
    assert_eq!(n_different(&back, &before), 0, "and back again");
}

/// As somebody does who only breathes: the sun's map is some 3 m wide here, its texels 2 mm.
#[test]
fn shadows_are_drawn_anew_only_when_the_map_can_show_it() {
    let at = |x: f32| board_in_the_sun(x).world_from_nodes();
    let mut drawn = Drawn::new(board_in_the_sun(0.0));
    drawn.draw(&at(0.0), &[]);
    // What was taken for still is found to move, and is drawn apart from then on.
    drawn.draw(&at(0.1), &[]);
    let mut was_drawn = Vec::new();
    for tenths_mm in 0..30 {
        drawn.draw(&at(0.1 + 0.0001 * tenths_mm as f32), &[]);
        was_drawn.push(drawn.n_shadow_draws > 0);
    }
    let n_drawn = was_drawn.iter().filter(|drawn| **drawn).count();
    assert!((1..=5).contains(&n_drawn), "slow ways are not lost, and not drawn at every step: {was_drawn:?}");
    let slowly = drawn.draw(&at(0.103), &[]);
    drawn.draw(&at(0.5), &[]);
    assert_eq!(n_different(&drawn.draw(&at(0.103), &[]), &slowly), 0);
}

#[test]
fn hidden_nodes_vanish_with_their_shadow() {
    let scene = board_in_the_sun(0.0);
    let mut bare = scene.clone();
    bare.nodes[BOARD].visible = false;
    let matrices = scene.world_from_nodes();
    let mut drawn = Drawn::new(scene);
    let with = drawn.draw(&matrices, &[]);
    let without = drawn.draw(&matrices, &[true, false, true]);
    assert!(n_different(&with, &without) > 200);
    assert_eq!(n_different(&without, &Drawn::new(bare).draw(&matrices, &[])), 0);
}

#[test]
fn screens_are_drawn_anew_on_one_node_only() {
    let mut builder = Builder::default();
    let texture = builder.texture([1, 1], &[[200, 20, 20, 255]], Sampler::default());
    let left =
        builder.add(Vec3::new(-0.7, 0.4, 0.0), quad(0.5), Material { base_color_texture: Some(texture), ..unlit(Vec3::ONE) });
    let right = builder.add(Vec3::new(0.7, 0.4, 0.0), quad(0.5), unlit(Vec3::ONE));
    // Both nodes share the mesh, and with it the material.
    builder.scene.nodes[right].mesh = builder.scene.nodes[left].mesh;
    let matrices = builder.scene.world_from_nodes();
    let mut drawn = Drawn::new(builder.scene);
    let channel_at = |picture: &[u8], x: usize, channel: usize| picture[(48 * 96 + x) * 4 + channel];
    let before = drawn.draw(&matrices, &[]);
    assert!(channel_at(&before, 30, 0) > 150 && channel_at(&before, 66, 0) > 150);

    let revision = drawn.scene.revision();
    let blue =
        Image { name: "blue".into(), width_px: 1, height_px: 1, format: ImageFormat::Rgba8, pixels: [20, 20, 200, 255].into() };
    assert!(drawn.scene.set_screen(&drawn.gpu, &drawn.renderer, left, &blue).unwrap());
    assert_ne!(drawn.scene.revision(), revision, "a kept picture is no longer right");
    let after = drawn.draw(&matrices, &[]);
    assert!(channel_at(&after, 30, 2) > 150, "the left one shows the new picture");
    assert!(channel_at(&after, 66, 0) > 150, "the right one the old");

    let broken = Image { width_px: 7, ..blue };
    assert!(drawn.scene.set_screen(&drawn.gpu, &drawn.renderer, left, &broken).is_err(), "an incomplete picture is an error");
}

/// A photo is shown as it was taken: its blacks stay black and its whites white, on both tiers.
#[test]
fn a_picture_on_an_unlit_surface_keeps_its_own_light() {
    for light in [0_u8, 8, 60, 128, 200, 255] {
        let mut builder = Builder::default();
        let texture = builder.texture([1, 1], &[[light, light, light, 255]], Sampler::default());
        builder.add(Vec3::new(0.0, 0.4, 0.0), quad(1.5), Material { base_color_texture: Some(texture), ..unlit(Vec3::ONE) });
        let matrices = builder.scene.world_from_nodes();
        let picture = Drawn::new(builder.scene).draw(&matrices, &[]);
        let middle = picture[(48 * 96 + 48) * 4];
        assert!(middle.abs_diff(light) <= 2, "{light} is shown as {middle}");
    }
}

#[test]
fn fog_that_comes_in_is_that_of_a_foggy_scene_and_clears_without_a_trace() {
    let fog = Fog { srgb: [0x7c, 0x79, 0x76], visibility_m: 5.0, thins_out_m: None };
    let scene = board_in_the_sun(0.0);
    let matrices = scene.world_from_nodes();
    for tier in [Tier::Low, Tier::Medium, Tier::High] {
        let mut drawn = Drawn::new(scene.clone());
        drawn.renderer.set_tier(&drawn.gpu, tier);
        let clear = drawn.draw(&matrices, &[]);
        drawn.fog = Some(fog);
        let foggy = drawn.draw(&matrices, &[]);
        assert!(n_different(&clear, &foggy) > 3_000, "{tier:?}: fog is seen on everything, and where nothing is");
        let mut born = Drawn::of(scene.clone(), &Environment { fog: Some(fog), ..Environment::default() });
        born.renderer.set_tier(&born.gpu, tier);
        assert_eq!(born.draw(&matrices, &[]), foggy, "{tier:?}");
        drawn.fog = None;
        assert_eq!(drawn.draw(&matrices, &[]), clear, "{tier:?}");
        // What came in stands for the scene's own, which is back when it is gone.
        born.fog = Some(Fog { visibility_m: 2.0, ..fog });
        assert!(n_different(&born.draw(&matrices, &[]), &foggy) > 1_000, "{tier:?}");
        born.fog = None;
        assert_eq!(born.draw(&matrices, &[]), foggy, "{tier:?}");
    }
}

#[test]
fn tiers_change_while_running() {
    let mut scene = board_in_the_sun(0.0);
    // What a screen shows stays when textures are read otherwise.
    let texture = scene.textures.len();
    scene.textures.push(Texture { image: scene.images.len(), sampler: Sampler::default() });
    let grey = |name: &str, pixels: [u8; 4]| Image {
        name: name.into(),
        width_px: 1,
        height_px: 1,
        format: ImageFormat::Rgba8,
        pixels: pixels.into(),
    };
    scene.images.push(grey("off", [128, 128, 128, 255]));
    for material in &mut scene.materials {
        material.base_color_texture =
            Some(TextureRef { texture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE });
    }
    let matrices = scene.world_from_nodes();
    let mut drawn = Drawn::new(scene);
    assert!(drawn.scene.set_screen(&drawn.gpu, &drawn.renderer, BOARD, &grey("on", [20, 220, 30, 255])).unwrap());
    let full = drawn.draw(&matrices, &[]);
    drawn.renderer.set_tier(&drawn.gpu, Tier::Low);
    let low = drawn.draw(&matrices, &[]);
    assert!(n_different(&full, &low) > 50, "edges are softer on the low tier");
    drawn.renderer.set_tier(&drawn.gpu, Tier::Medium);
    assert_eq!(n_different(&drawn.draw(&matrices, &[]), &full), 0);
}
