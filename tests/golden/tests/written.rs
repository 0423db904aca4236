//! Words on signs and screens: broken into lines, as large as their sheet allows, and readable from 5 m off.

use glam::{Mat4, Quat, Vec2, Vec3, Vec4};
use golden::{Builder, Shot, check, draw, gpu, quad, view};
use render::{Environment, Sheet, Tier, WorldText};
use scene::{Material, Scene};

const INK: [u8; 3] = [0x14, 0x27, 0x2b];
const PAPER: [u8; 3] = [0xff, 0xfd, 0xfa];

/// A grey wall with a black board 0.9 m wide and high.
fn wall() -> Scene {
    let matte = |linear: f32| Material { base_color: Vec4::new(linear, linear, linear, 1.0), unlit: true, ..Material::default() };
    let mut builder = Builder::default();
    builder.add(Vec3::new(0.0, 1.5, 0.0), quad(4.0), matte(0.3));
    builder.add(Vec3::new(0.0, 1.5, 0.01), quad(0.45), matte(0.005));
    builder.scene
}

fn on_board(text: &str, x: f32, size_m: Vec2) -> WorldText<'_> {
    let world_from_text = Mat4::from_rotation_translation(Quat::IDENTITY, Vec3::new(x, 1.5, 0.02));
    WorldText { text, world_from_text, size_m: 0.09, srgb: INK, sheet: Some(Sheet { size_m: Some(size_m), srgb: PAPER }) }
}

#[test]
fn a_sign_reads_from_five_metres_and_covers_what_stood_there() {
    // A board, a narrow sign, and one so small that its words need a sheet of their own size.
    let texts = [
        on_board("OUT OF ORDER use the stairs", 0.0, Vec2::splat(0.9)),
        on_board("Stairs", 1.3, Vec2::new(0.7, 0.2)),
        on_board("Pump 4 stopped", -1.3, Vec2::new(0.1, 0.1)),
    ];
    let from_5_m = view(Vec3::new(0.0, 1.6, 5.0), Vec3::new(0.0, 1.5, 0.0), 40.0);
    let gpu = gpu();
    for (tier, name) in [(Tier::Medium, "written_full"), (Tier::Low, "written_low")] {
        let shot = Shot { texts: &texts, ..Shot::of([640, 360], tier, from_5_m, Environment::default()) };
        let picture = draw(&gpu, wall(), &shot);
        check(name, &picture);
        let is = |x: u32, y: u32, srgb: [u8; 3]| picture.get_pixel(x, y).0.iter().zip(srgb).all(|(a, b)| a.abs_diff(b) < 24);
        // Over the middle sheet: paper with strokes of ink at least a pixel wide, and nothing of the black board.
        let n_ink = (280..360).flat_map(|x| (140..230).map(move |y| (x, y))).filter(|(x, y)| is(*x, *y, INK)).count();
        let n_paper = (280..360).flat_map(|x| (140..230).map(move |y| (x, y))).filter(|(x, y)| is(*x, *y, PAPER)).count();
        assert!(n_ink > 150 && n_paper > 2_500, "{name}: {n_ink} of ink on {n_paper} of paper");
    }
}
