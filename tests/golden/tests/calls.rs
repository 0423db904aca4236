//! However draws are asked for, each alone, many instances at once, or a whole run from a buffer, the picture is the same to the last
//! bit.

use glam::{Quat, Vec3, Vec4};
use golden::{Builder, ball, gpu, quad, view};
use render::{Calls, Cut, Environment, Frame, FrameStats, Gpu, OffscreenTarget, Renderer, SceneGpu, Showing, Tier};
use scene::{AlphaMode, Light, LightKind, Material, Node, NodeIdx, Scene, Transform};
use std::f32::consts::FRAC_PI_2;

const SIZE_PX: [u32; 2] = [160, 96];

/// A floor with rows of balls that share a mesh, every tenth of them mirrored; between them boards that are all distinct but painted
/// alike, and panes. The sun shines, and a lamp reaches a few.
fn field() -> Scene {
    let matte = |r: f32, g: f32, b: f32| Material { base_color: Vec4::new(r, g, b, 1.0), metallic: 0.0, ..Material::default() };
    let mut builder = Builder::default();
    builder.add_placed(
        Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY },
        quad(6.0),
        matte(0.5, 0.5, 0.5),
    );
    let first_ball = builder.add(Vec3::new(-2.0, 0.2, 1.0), ball(0.2), matte(0.7, 0.2, 0.1));
    let painted = builder.scene.materials.len();
    builder.scene.materials.push(matte(0.1, 0.3, 0.6));
    for i in 0..12 {
        let board = builder.add(Vec3::new(-2.2 + 0.4 * i as f32, 0.3, -0.4), quad(0.1 + 0.01 * i as f32), Material::default());
        let mesh = builder.scene.nodes[board].mesh.expect("a board has a mesh");
        builder.scene.meshes[mesh].primitives[0].material = Some(painted);
    }
    for i in 0..3 {
        let glassy = Material { alpha_mode: AlphaMode::Blend, ..matte(0.2, 0.8, 0.3) };
        let pane = Material { base_color: Vec4::new(0.2, 0.8, 0.3, 0.4), ..glassy };
        builder.add(Vec3::new(-1.0 + i as f32, 0.5, 1.6), quad(0.3), pane);
    }
    let mut scene = builder.scene;
    let mut root = |node: Node| {
        scene.roots.push(scene.nodes.len());
        scene.nodes.push(node);
    };
    for i in 1..40 {
        let at = Vec3::new(-2.0 + 0.45 * (i % 10) as f32, 0.2, 1.0 - 0.9 * (i / 10) as f32);
        let side = if i % 10 == 7 { -1.0 } else { 1.0 };
        let transform = Transform { translation: at, scale: Vec3::new(side, 1.0, 1.0), ..Transform::IDENTITY };
        root(Node { transform, mesh: Some(first_ball), ..Node::default() });
    }
    let shining = Transform { rotation: Quat::from_rotation_y(-2.2) * Quat::from_rotation_x(-0.8), ..Transform::IDENTITY };
    root(Node { transform: shining, light: Some(0), ..Node::default() });
    root(Node { transform: Transform { translation: Vec3::new(1.0, 0.8, 0.6), ..shining }, light: Some(1), ..Node::default() });
    let light = |kind, intensity, range_m| Light { name: "light".into(), color: Vec3::ONE, intensity, kind, range_m };
    scene.lights = vec![light(LightKind::Directional, 3.0, None), light(LightKind::Point, 1.0, Some(1.2))];
    scene
}

/// The pictures of a few frames, in which the view turns and things are cut open and closed again, and what each took.
fn drawn(gpu: &Gpu, tier: Tier, calls: Calls) -> Vec<(Vec<u8>, FrameStats)> {
    let mut scene = field();
    let mut renderer = Renderer::new(gpu, OffscreenTarget::FORMAT, tier);
    renderer.set_calls(Some(calls));
    let mut uploaded = SceneGpu::upload(gpu, &mut renderer, &mut scene, &Environment::default()).expect("it can be drawn");
    let target = OffscreenTarget::new(gpu, SIZE_PX);
    let cut_nodes: [NodeIdx; 3] = [1, 18, 20];
    let cuts = [Cut { nodes: &cut_nodes, plane: Vec4::new(0.0, -1.0, 0.0, 0.25), srgb: [200, 40, 40] }];
    let mut draw = |x: f32, cuts: &[Cut]| {
        let world_from_nodes = scene.world_from_nodes();
        let view = view(Vec3::new(x, 1.4, 3.2), Vec3::new(0.0, 0.2, 0.0), 50.0);
        let frame = Frame { showing: Showing { cuts, ..Showing::default() }, ..Frame::of(&world_from_nodes, view) };
        let stats = renderer.render(gpu, &mut uploaded, &frame, &target.view, SIZE_PX);
        (target.read(gpu).expect("the picture comes back"), stats)
    };
    vec![draw(0.0, &[]), draw(1.5, &[]), draw(1.5, &[]), draw(-4.0, &cuts), draw(0.0, &[])]
}

#[test]
fn a_picture_is_the_same_however_its_draws_are_asked_for() {
    let gpu = gpu();
    for tier in [Tier::Low, Tier::Medium, Tier::High] {
        let each = drawn(&gpu, tier, Calls::Single);
        let instanced = drawn(&gpu, tier, Calls::Instanced);
        let indirect = drawn(&gpu, tier, Calls::Indirect);
        assert_ne!(each[0].0, each[1].0, "the view turned");
        assert_eq!(each[0].0, each[4].0, "and back again");
        for (frame, ((each, instanced), indirect)) in each.iter().zip(&instanced).zip(&indirect).enumerate() {
            assert!(each.0 == instanced.0, "{tier:?}, frame {frame}: instances look otherwise");
            assert!(each.0 == indirect.0, "{tier:?}, frame {frame}: indirect draws look otherwise");
            let (each, instanced, indirect) = (each.1, instanced.1, indirect.1);
            let counted = |stats: FrameStats| (stats.n_draws, stats.n_shadow_draws, stats.n_triangles);
            assert_eq!(counted(each), counted(instanced));
            assert_eq!(counted(each), counted(indirect));
            assert_eq!(each.n_calls, each.n_draws + each.n_shadow_draws);
            assert!(instanced.n_calls < each.n_calls, "{} calls", instanced.n_calls);
            match gpu.draws_indirectly() {
                true => assert!(indirect.n_calls < instanced.n_calls, "{} calls", indirect.n_calls),
                false => println!("SKIPPED: this adapter draws nothing indirectly"),
            }
        }
    }
}
