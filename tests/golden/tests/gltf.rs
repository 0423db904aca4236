//! What glTF files bring besides still triangles: morph targets, points, lines, and values that clips change.

use glam::{Mat4, Vec3, Vec4};
use golden::{Builder, Shot, check, draw, gpu, quad, unlit, view};
use image::RgbaImage;
use render::{Environment, Frame, OffscreenTarget, Outline, OutlineStyle, Renderer, SceneGpu, Tier, View};
use scene::{
    Animation, Interpolation, Light, LightKind, LightValue, Material, MaterialValue, MorphTarget, Node, Primitive, Property,
    Scene, Topology, ValueChannel, Vertices,
};

const SIZE_PX: [u32; 2] = [64, 64];

fn ahead() -> View {
    view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 40.0)
}

fn small(scene: Scene) -> RgbaImage {
    draw(&gpu(), scene, &Shot::of(SIZE_PX, Tier::Medium, ahead(), Environment::default()))
}

/// A sheet in the light of a lamp beside the eye. Its target moves the upper edge to the right and back, turns what it faces
/// upwards and colours it.
fn sheet(weight: f32) -> Scene {
    let mut builder = Builder::default();
    let mut sheet = quad(0.8);
    sheet.vertices.colors = vec![Vec4::ONE; 4];
    let upper = |delta: Vec3| vec![Vec3::ZERO, Vec3::ZERO, delta, delta];
    sheet.morph_targets = vec![MorphTarget {
        positions: upper(Vec3::new(0.5, -0.3, -0.8)),
        normals: upper(Vec3::new(0.0, 0.7, -0.3)),
        colors: vec![Vec4::new(0.0, -0.8, -0.8, 0.0); 4],
        ..MorphTarget::default()
    }];
    builder.add(Vec3::ZERO, sheet, Material { metallic: 0.0, roughness: 0.8, ..Material::default() });
    let mut scene = builder.scene;
    scene.meshes[0].morph_weights = vec![weight];
    let lamp = |intensity| Light { name: "lamp".into(), color: Vec3::ONE, intensity, kind: LightKind::Point, range_m: None };
    scene.lights.push(lamp(20.0));
    let mut at = Node { light: Some(0), ..Node::default() };
    at.transform.translation = Vec3::new(1.0, 1.0, 3.0);
    scene.roots.push(scene.nodes.len());
    scene.nodes.push(at);
    scene
}

fn n_different(a: &RgbaImage, b: &RgbaImage) -> usize {
    a.pixels().zip(b.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 8)).count()
}

#[test]
fn morph_targets_bend_turn_and_colour_what_is_drawn() {
    let pictures = [("morph-none", 0.0), ("morph-half", 0.5), ("morph-whole", 1.0)].map(|(name, weight)| {
        let picture = small(sheet(weight));
        check(name, &picture);
        picture
    });
    assert!(n_different(&pictures[0], &pictures[1]) > 300 && n_different(&pictures[1], &pictures[2]) > 300);
    // Left of the middle at the top, the sheet is gone once its edge has moved.
    assert!(pictures[0].get_pixel(16, 16).0[0] > pictures[2].get_pixel(16, 16).0[0] + 60);
}

/// Draws a scene, has `change` done to it, and draws it again after it was followed: the second picture.
fn followed(mut scene: Scene, change: impl Fn(&mut Scene)) -> RgbaImage {
    let gpu = gpu();
    let mut renderer = Renderer::new(&gpu, OffscreenTarget::FORMAT, Tier::Medium);
    let mut on_gpu = SceneGpu::upload(&gpu, &mut renderer, &mut scene, &Environment::default()).expect("the scene can be drawn");
    let target = OffscreenTarget::new(&gpu, SIZE_PX);
    let world_from_nodes: Vec<Mat4> = scene.world_from_nodes();
    let frame = Frame::of(&world_from_nodes, ahead());
    renderer.render(&gpu, &mut on_gpu, &frame, &target.view, SIZE_PX);
    let before = on_gpu.revision();
    on_gpu.follow(&gpu, &mut renderer, &scene);
    assert_eq!(on_gpu.revision(), before, "nothing changed, so nothing is drawn anew");
    change(&mut scene);
    on_gpu.follow(&gpu, &mut renderer, &scene);
    assert_ne!(on_gpu.revision(), before);
    renderer.render(&gpu, &mut on_gpu, &frame, &target.view, SIZE_PX);
    let pixels = target.read(&gpu).expect("the picture comes back");
    RgbaImage::from_raw(SIZE_PX[0], SIZE_PX[1], pixels).expect("four bytes a pixel")
}

#[test]
fn what_is_bent_later_looks_as_if_it_had_been_so_from_the_start() {
    let bent = followed(sheet(0.0), |scene| scene.nodes[0].morph_weights = vec![1.0]);
    assert_eq!(n_different(&bent, &small(sheet(1.0))), 0);
}

/// The sheet with a clip that moves its colour, what it sends out, and the lamp.
fn animated_sheet() -> Scene {
    let mut scene = sheet(0.0);
    let value = |property, keys: &[f32]| ValueChannel {
        property,
        times_secs: vec![0.0, 1.0],
        interpolation: Interpolation::Linear,
        keys: keys.to_vec(),
    };
    let material = |value| Property::Material(0, value);
    scene.animations.push(Animation {
        duration_secs: 1.0,
        values: vec![
            value(material(MaterialValue::BaseColor), &[1.0, 1.0, 1.0, 1.0, 0.1, 0.5, 0.1, 1.0]),
            value(material(MaterialValue::Emissive), &[0.0, 0.0, 0.0, 0.0, 0.0, 0.4]),
            value(material(MaterialValue::Clearcoat), &[0.0, 1.0]),
            value(Property::Light(0, LightValue::Intensity), &[20.0, 4.0]),
        ],
        ..Animation::default()
    });
    scene
}

#[test]
fn materials_and_lights_that_a_clip_changes_look_as_if_they_had_been_so_from_the_start() {
    let changed = followed(animated_sheet(), |scene| scene.animations[0].clone().sample(1.0).write(scene));
    let mut scene = animated_sheet();
    scene.animations[0].clone().sample(1.0).write(&mut scene);
    let from_the_start = small(scene);
    assert_eq!(n_different(&changed, &from_the_start), 0);
    assert!(n_different(&changed, &small(animated_sheet())) > 300);
}

/// A square of red lines around a field of green points.
fn lines_and_points() -> Scene {
    let mut builder = Builder::default();
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let vertices = Vertices {
        positions: corners.map(|(x, y)| Vec3::new(x, y, 0.0)).to_vec(),
        colors: vec![Vec4::new(0.8, 0.05, 0.05, 1.0); 4],
        ..Vertices::default()
    };
    let indices = vec![0, 1, 1, 2, 2, 3, 3, 0];
    let frame = Primitive { vertices, indices, topology: Topology::Lines, ..Primitive::default() };
    builder.add(Vec3::ZERO, frame, Material::default());
    let positions: Vec<Vec3> =
        (0..81).map(|at| Vec3::new((at % 9) as f32 * 0.15 - 0.6, (at / 9) as f32 * 0.15 - 0.6, 0.0)).collect();
    let indices = (0..positions.len() as u32).collect();
    let vertices = Vertices { positions, ..Vertices::default() };
    let dots = Primitive { vertices, indices, topology: Topology::Points, ..Primitive::default() };
    builder.add(Vec3::ZERO, dots, unlit(Vec3::new(0.05, 0.7, 0.05)));
    builder.scene
}

#[test]
fn lines_and_points_are_outlined_as_other_things_are() {
    let amber = [0xff, 0xc2, 0x3c];
    let gpu = gpu();
    let n_amber = |tier, nodes: &[usize]| {
        let outlines = [Outline { nodes, srgb: amber, style: OutlineStyle::Solid, fill: 0.5, through_walls: false }];
        let picture = draw(
            &gpu,
            lines_and_points(),
            &Shot { outlines: &outlines, ..Shot::of(SIZE_PX, tier, ahead(), Environment::default()) },
        );
        let is_amber = |pixel: &&image::Rgba<u8>| pixel.0[0] > 120 && pixel.0[1] > 80 && pixel.0[2] < 90;
        (picture.pixels().filter(is_amber).count(), picture)
    };
    for tier in [Tier::Low, Tier::Medium, Tier::High] {
        let [neither, lines, points] = [&[][..], &[0], &[1]].map(|nodes| n_amber(tier, nodes).0);
        assert!(neither == 0 && lines > 200 && points > 200, "{tier:?}: {neither}, {lines} and {points} pixels");
    }
    check("lines-outlined", &n_amber(Tier::Medium, &[0]).1);
}

#[test]
fn lines_and_points_are_drawn_in_their_colours() {
    let picture = small(lines_and_points());
    let n_of = |channel: usize| {
        let outshines = |pixel: &[u8; 4], other: usize| other == channel || u32::from(pixel[other]) * 2 < pixel[channel].into();
        let is_it = |pixel: &&image::Rgba<u8>| pixel.0[channel] > 40 && (0..3).all(|other| outshines(&pixel.0, other));
        picture.pixels().filter(is_it).count()
    };
    assert!((150..400).contains(&n_of(0)), "{} red pixels", n_of(0));
    assert!((60..400).contains(&n_of(1)), "{} green pixels", n_of(1));
    check("lines-and-points", &picture);
}
