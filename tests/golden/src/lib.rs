//! Golden pictures: draws headless, compares with the picture kept in `images/` by FLIP (what an eye sees when it flips between two).
//!
//! A missing picture fails; `PRACTICUM_BLESS=1` writes what is seen instead of comparing, to be looked at before it is
//! committed. What was seen and how it differs lands in `target/golden/`. Start at [`check`].

pub mod clinic;
pub mod files;
pub mod place;
pub mod reference;
mod shapes;

pub use shapes::{Builder, ball, matte, quad, unlit};

use glam::{Mat4, Vec3};
use image::RgbaImage;
use nv_flip::{DEFAULT_PIXELS_PER_DEGREE, FlipImageRgb8, FlipPool, flip};
use render::{
    Backend, Environment, Frame, Ghost, Gpu, GpuOptions, OffscreenTarget, Outline, Plume, Renderer, SceneGpu, Showing, Tier,
    ToneMap, View, WorldText,
};
use scene::{NodeIdx, Scene};
use std::path::{Path, PathBuf};

/// Mean FLIP error above which two pictures count as different. Two runs differ by nothing, and Vulkan and OpenGL of one software
/// driver by less than 0.0001; the least that was broken on purpose, multisampling, makes 0.006 to 0.09. What lies between
/// is for other drivers, which round otherwise along edges.
pub const MEAN_ERROR_MAX: f32 = 0.005;

/// What to draw beside the scene.
#[derive(Clone, Copy)]
pub struct Shot<'a> {
    pub size_px: [u32; 2],
    pub tier: Tier,
    pub view: View,
    /// Samples of a pixel; the tier's own where none is said.
    pub n_samples: Option<u32>,
    pub environment: Environment<'a>,
    pub outlines: &'a [Outline<'a>],
    pub texts: &'a [WorldText<'a>],
    pub plumes: &'a [Plume],
    pub ghosts: &'a [Ghost],
    pub dark: &'a [NodeIdx],
    pub showing: Showing<'a>,
    /// Where nodes are by now, in their parents; at first they are where the scene says.
    pub moved: &'a [(NodeIdx, Vec3)],
}

impl<'a> Shot<'a> {
    /// Nothing but the scene.
    pub fn of(size_px: [u32; 2], tier: Tier, view: View, environment: Environment<'a>) -> Self {
        Self {
            size_px,
            tier,
            view,
            n_samples: None,
            environment,
            outlines: &[],
            texts: &[],
            plumes: &[],
            ghosts: &[],
            dark: &[],
            showing: Showing::default(),
            moved: &[],
        }
    }
}

/// The adapter of this machine.
///
/// # Panics
///
/// Without one: golden pictures are never skipped silently.
pub fn gpu() -> Gpu {
    match Gpu::new(&GpuOptions::default()) {
        Ok((gpu, _)) => gpu,
        Err(error) => panic!("golden pictures need a graphics adapter: {error}"),
    }
}

/// The adapter of one backend; none, which is counted, where this machine has no such.
pub fn gpu_of(backend: Backend) -> Option<Gpu> {
    match Gpu::new(&GpuOptions { backend: Some(backend), ..GpuOptions::default() }) {
        Ok((gpu, _)) => Some(gpu),
        Err(error) => {
            println!("SKIPPED: {error}");
            None
        }
    }
}

/// Draws one picture of a scene as it stands.
pub fn draw(gpu: &Gpu, scene: Scene, shot: &Shot) -> RgbaImage {
    let target = OffscreenTarget::new(gpu, shot.size_px);
    draw_into(&target, Renderer::new(gpu, OffscreenTarget::FORMAT, shot.tier), gpu, scene, shot);
    let pixels = target.read(gpu).expect("the picture comes back");
    RgbaImage::from_raw(shot.size_px[0], shot.size_px[1], pixels).expect("four bytes a pixel")
}

/// The same as exposed radiance, four numbers a pixel.
pub fn draw_linear(gpu: &Gpu, scene: Scene, shot: &Shot) -> Vec<f32> {
    let target = OffscreenTarget::linear(gpu, shot.size_px);
    let mut renderer = Renderer::new(gpu, OffscreenTarget::LINEAR_FORMAT, shot.tier);
    renderer.set_tone_map(gpu, ToneMap::Linear);
    draw_into(&target, renderer, gpu, scene, shot);
    target.read_linear(gpu).expect("the picture comes back")
}

fn draw_into(target: &OffscreenTarget, mut renderer: Renderer, gpu: &Gpu, mut scene: Scene, shot: &Shot) {
    let font = project_root().join("content/fonts/Inter-SemiBold.ttf");
    renderer.set_font(&std::fs::read(&font).expect("the project's font is there")).expect("the project's font can be read");
    renderer.set_samples(shot.n_samples);
    if !shot.ghosts.is_empty() {
        renderer.set_shapes(gpu, &shapes());
    }
    let mut scene_gpu = SceneGpu::upload(gpu, &mut renderer, &mut scene, &shot.environment).expect("the scene can be drawn");
    for (node, at) in shot.moved {
        scene.nodes[*node].transform.translation = *at;
    }
    let frame = Frame {
        world_from_nodes: &scene.world_from_nodes(),
        visible: &[],
        view: shot.view,
        outlines: shot.outlines,
        texts: shot.texts,
        plumes: shot.plumes,
        ghosts: shot.ghosts,
        dark: shot.dark,
        showing: shot.showing,
    };
    renderer.render(gpu, &mut scene_gpu, &frame, &target.view, shot.size_px);
}

/// Compares a picture with the golden one of this name, or writes that one when blessing.
///
/// # Panics
///
/// When they differ, or when there is no golden picture.
pub fn check(name: &str, seen: &RgbaImage) {
    let golden_path = Path::new(env!("CARGO_MANIFEST_DIR")).join("images").join(format!("{name}.png"));
    if std::env::var_os("PRACTICUM_BLESS").is_some_and(|value| value == "1") {
        seen.save(&golden_path).expect("the golden picture can be written");
        return;
    }
    let seen_path = keep(&format!("{name}.seen.png"), seen);
    let advice = format!("look at {}; if it is right, run `cargo xtask bless` and commit the picture", seen_path.display());
    let Ok(golden) = image::open(&golden_path) else { panic!("{name} has no golden picture; {advice}") };
    let golden = golden.into_rgba8();
    assert_eq!(golden.dimensions(), seen.dimensions(), "{name} has another size than its golden picture; {advice}");
    let (mean, differs) = difference(&golden, seen);
    if mean > MEAN_ERROR_MAX {
        let differs_path = keep(&format!("{name}.differs.png"), &differs);
        panic!("{name} differs by {mean:.4} where {MEAN_ERROR_MAX} is allowed, see {}; {advice}", differs_path.display());
    }
}

/// Mean FLIP error at 67 pixels a degree, and a picture of where it is.
pub fn difference(wanted: &RgbaImage, seen: &RgbaImage) -> (f32, RgbaImage) {
    let errors = flip(flip_image(wanted), flip_image(seen), DEFAULT_PIXELS_PER_DEGREE);
    let mean = FlipPool::from_image(&errors).mean();
    let shown = errors.apply_color_lut(&nv_flip::magma_lut());
    let shown = image::RgbImage::from_raw(shown.width(), shown.height(), shown.to_vec()).expect("three bytes a pixel");
    (mean, image::DynamicImage::from(shown).into_rgba8())
}

/// A camera at `eye` that looks at `target`, upright.
pub fn view(eye: Vec3, target: Vec3, fov_y_deg: f32) -> View {
    let backward = (eye - target).normalize();
    let right = Vec3::Y.cross(backward).normalize();
    let up = backward.cross(right);
    let world_from_view = Mat4::from_cols(right.extend(0.0), up.extend(0.0), backward.extend(0.0), eye.extend(1.0));
    View::perspective(world_from_view, fov_y_deg.to_radians(), 0.05)
}

/// The hand and the arrow that point things out.
///
/// # Panics
///
/// When the project's own file cannot be read.
pub fn shapes() -> Scene {
    let bytes = std::fs::read(project_root().join("content/marks/hand.glb")).expect("the project's shapes are there");
    gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).expect("the project's shapes can be read").scene
}

pub fn project_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Writes a picture to `target/golden/`.
pub fn keep(name: &str, picture: &RgbaImage) -> PathBuf {
    let folder = project_root().join("target/golden");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let path = folder.join(name);
    picture.save(&path).expect("the target folder can be written");
    path
}

fn flip_image(picture: &RgbaImage) -> FlipImageRgb8 {
    let rgb: Vec<u8> = picture.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    FlipImageRgb8::with_data(picture.width(), picture.height(), &rgb)
}
