//! A picture of a glTF file without a window, and what drawing it costs. Start at [`render`].

use super::{Camera, Lighting, Moment, asset, bounds_of};
use crate::bench::{Frames, cpu_ms_since_start, gpu_ms_of, peak_mb};
use crate::share_out::share_out;
use anyhow::{Context, Result, bail, ensure};
use glam::{Mat4, Quat, Vec3};
use image::{DynamicImage, ImageFormat};
use render::{Environment, Fog, Frame, FrameStats, Gpu, OffscreenTarget, Renderer, RoomLight, SceneGpu, Tier, ToneMap, View};
use scene::{Aabb, Scene};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;

/// The head turns to and fro by so much while frames are measured, radians.
const TURN: f32 = 0.02;
/// So long after one another, seconds of the clip.
const FRAME_SECS: f32 = 1.0 / 30.0;

/// What to draw, and how.
#[derive(Debug, Clone)]
pub struct Request {
    pub size_px: [u32; 2],
    pub camera: Camera,
    pub lighting: Lighting,
    pub moment: Moment,
    /// One of the file's looks, by name (KHR_materials_variants).
    pub variant: Option<String>,
    /// Radiance is multiplied by 2 to the power of this; as the file says unless given.
    pub exposure_ev: Option<f32>,
    pub tier: Tier,
    /// Samples of each pixel, 1 or 4; the tier's unless given.
    pub n_samples: Option<u32>,
    /// The usual one unless given; pictures in files of radiance have none.
    pub tone_map: Option<ToneMap>,
    /// Behind everything, sRGB.
    pub background: [u8; 3],
    /// As the file says unless given.
    pub fog: Option<Fog>,
    /// How many frames to measure after the first.
    pub n_frames: usize,
}

/// What it took.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub adapter: String,
    pub size_px: [u32; 2],
    /// From the start of the program's work to the first complete frame.
    pub first_frame_ms: f64,
    /// CPU time of the whole process until then.
    pub first_frame_cpu_ms: Option<f64>,
    pub import_ms: f64,
    pub upload_ms: f64,
    /// Of the frames that were asked for; none when none were.
    pub frames: Option<FrameTimes>,
    pub draws: u32,
    pub triangles: u32,
    pub shadow_draws: u32,
    /// With how many calls all of these were asked for.
    pub calls: u32,
    pub peak_mb: Option<f64>,
    /// What of the file is not shown, with its place in the file.
    pub warnings: Vec<String>,
}

/// Milliseconds a frame.
#[derive(Debug, Clone, Serialize)]
pub struct FrameTimes {
    pub n: usize,
    pub wall_median: f64,
    pub wall_p99: f64,
    pub cpu_median: f64,
    pub cpu_p99: f64,
    /// The graphics card's own time; none where it cannot tell.
    pub gpu_median: Option<f64>,
    pub gpu_p99: Option<f64>,
}

/// Draws the file and writes the picture, if somebody wants it.
pub fn render(file: &Path, request: &Request, out: Option<&Path>) -> Result<Report> {
    let format = out.map(format_of).transpose()?;
    let tone_map = tone_map_for(request.tone_map, format)?;
    let began = Instant::now();
    let (bundle, gpu) = std::thread::scope(|scope| {
        let gpu = scope.spawn(Gpu::headless);
        (asset::open(file), gpu.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (mut bundle, gpu) = (bundle?, gpu?);
    let import_ms = ms_since(began);
    let mut scene = std::mem::take(&mut bundle.scene);
    if let Some(clip) = request.moment.clip.as_deref().filter(|clip| scene.find_animation(clip).is_none()) {
        bail!("the file has no clip `{clip}`: {}", it_has(scene.animations.iter().map(|animation| animation.name.as_str())));
    }
    if let Some(name) = &request.variant {
        let variant = scene.find_variant(name);
        let none = || format!("the file has no variant `{name}`: {}", it_has(scene.variants.iter().map(String::as_str)));
        scene.choose_variant(Some(variant.with_context(none)?));
    }
    let around = request.lighting.put_into(&mut scene)?;
    // Light of one's own takes the place of all that the file brings.
    let rooms = if around.is_some() { Vec::new() } else { std::mem::take(&mut bundle.rooms) };
    let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
    let environment = Environment {
        lightmap: bundle.lightmap.as_ref(),
        environment: around.as_ref().map(|around| &around.picture).or(bundle.environment.as_ref()),
        environment_scale: around.as_ref().map_or(1.0, |around| around.scale),
        rooms: &rooms,
        exposure_ev: request.exposure_ev.unwrap_or(bundle.exposure_ev),
        sun_has_shadow: request.lighting.sun_has_shadow(),
        background_srgb: request.background,
        fog: request.fog.or(bundle.fog),
        ..Environment::default()
    };
    let mut shot = Shot::new(gpu, scene, request, tone_map, &environment)?;
    let upload_ms = ms_since(began) - import_ms;
    let stats = shot.draw(0);
    let mut report = Report {
        adapter: format!("{} ({})", shot.gpu.adapter_name, shot.gpu.backend),
        size_px: request.size_px,
        first_frame_ms: ms_since(began),
        first_frame_cpu_ms: cpu_ms_since_start(),
        import_ms,
        upload_ms,
        frames: None,
        draws: stats.n_draws,
        triangles: stats.n_triangles,
        shadow_draws: stats.n_shadow_draws,
        calls: stats.n_calls,
        peak_mb: None,
        warnings: bundle.warnings,
    };
    if request.n_frames > 0 {
        shot.renderer.set_timing(&shot.gpu, true);
        let frames = Frames::of(request.n_frames, |i| {
            shot.draw(1 + i);
            gpu_ms_of(shot.renderer.pass_times(&shot.gpu))
        });
        report.frames = Some(FrameTimes {
            n: request.n_frames,
            wall_median: frames.wall_ms(0.5),
            wall_p99: frames.wall_ms(0.99),
            cpu_median: frames.cpu_ms(0.5),
            cpu_p99: frames.cpu_ms(0.99),
            gpu_median: frames.gpu_ms(0.5),
            gpu_p99: frames.gpu_ms(0.99),
        });
        shot.draw(0);
    }
    report.peak_mb = peak_mb();
    if let (Some(path), Some(format)) = (out, format) {
        shot.save(path, format)?;
    }
    Ok(report)
}

/// A file on the GPU, before a camera.
struct Shot<'a> {
    gpu: Gpu,
    renderer: Renderer,
    scene: Scene,
    uploaded: SceneGpu,
    target: OffscreenTarget,
    request: &'a Request,
    bounds: Aabb,
    /// At the wanted moment.
    view: View,
}

impl<'a> Shot<'a> {
    fn new(gpu: Gpu, mut scene: Scene, request: &'a Request, tone_map: ToneMap, environment: &Environment) -> Result<Self> {
        let [width, height] = request.size_px.map(|side| side as f32);
        let world_from_nodes = request.moment.world_from_nodes(&mut scene, 0.0);
        let bounds = bounds_of(&scene, &world_from_nodes).context("there is nothing to see in the file: no mesh is placed")?;
        ensure!(bounds.size().is_finite(), "the file places things infinitely far away");
        let view = request.camera.view(&scene, &world_from_nodes, bounds, width / height)?;
        if request.n_samples.is_some_and(|n_samples| n_samples > 1) && !gpu.can_multisample() {
            let Gpu { adapter_name, backend, .. } = &gpu;
            bail!("{adapter_name} takes one sample of a pixel with {backend}: leave --msaa out, or say --msaa 1");
        }
        let is_linear = tone_map == ToneMap::Linear;
        let target_of = if is_linear { OffscreenTarget::linear } else { OffscreenTarget::new };
        let target_format = if is_linear { OffscreenTarget::LINEAR_FORMAT } else { OffscreenTarget::FORMAT };
        let mut renderer = Renderer::new(&gpu, target_format, request.tier);
        renderer.set_samples(request.n_samples);
        renderer.set_tone_map(&gpu, tone_map);
        renderer.set_share_out(share_out);
        let uploaded = SceneGpu::upload(&gpu, &mut renderer, &mut scene, environment)?;
        let target = target_of(&gpu, request.size_px);
        Ok(Self { gpu, renderer, scene, uploaded, target, request, bounds, view })
    }

    /// The wanted picture, or for other numbers one a little later and beside it; returns when its last pixel stands.
    fn draw(&mut self, number: usize) -> FrameStats {
        let turn = TURN * (number as f32 * 0.7).sin();
        let world_from_nodes = self.request.moment.world_from_nodes(&mut self.scene, number as f32 * FRAME_SECS);
        self.uploaded.follow(&self.gpu, &mut self.renderer, &self.scene);
        let turned = Mat4::from_quat(Quat::from_axis_angle(Vec3::Y, turn));
        let view = self.view_of(&world_from_nodes);
        let frame = Frame::of(&world_from_nodes, View { world_from_view: view.world_from_view * turned, ..view });
        let stats = self.renderer.render(&self.gpu, &mut self.uploaded, &frame, &self.target.view, self.request.size_px);
        self.gpu.wait();
        stats
    }

    /// A camera of the file goes where its clip takes it.
    fn view_of(&self, world_from_nodes: &[Mat4]) -> View {
        let camera = &self.request.camera;
        let [width, height] = self.request.size_px.map(|side| side as f32);
        let moved = camera.named.as_ref().map(|_| camera.view(&self.scene, world_from_nodes, self.bounds, width / height));
        moved.and_then(Result::ok).unwrap_or(self.view)
    }

    fn save(&self, path: &Path, format: ImageFormat) -> Result<()> {
        let [width, height] = self.request.size_px;
        let other_size = "the picture that was read back has another size";
        let picture = if format == ImageFormat::OpenExr {
            let pixels = self.target.read_linear(&self.gpu)?;
            let picture = image::Rgba32FImage::from_raw(width, height, pixels).context(other_size)?;
            DynamicImage::from(DynamicImage::from(picture).into_rgb32f())
        } else {
            let picture = image::RgbaImage::from_raw(width, height, self.target.read(&self.gpu)?).context(other_size)?;
            DynamicImage::from(DynamicImage::from(picture).into_rgb8())
        };
        picture.save_with_format(path, format).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// What there is instead of what was asked for.
fn it_has<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) }
}

fn format_of(path: &Path) -> Result<ImageFormat> {
    let is_written = |format: &ImageFormat| matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::OpenExr);
    let format = ImageFormat::from_path(path).ok().filter(is_written);
    format.with_context(|| format!("{}: pictures are written as .png, .jpg or .exr", path.display()))
}

/// Files of radiance hold what the camera meets, the others what a screen shows.
fn tone_map_for(wanted: Option<ToneMap>, format: Option<ImageFormat>) -> Result<ToneMap> {
    let holds_radiance = format == Some(ImageFormat::OpenExr);
    match wanted {
        None if holds_radiance => Ok(ToneMap::Linear),
        None => Ok(ToneMap::default()),
        Some(ToneMap::Linear) if !holds_radiance && format.is_some() => bail!("a picture without a tone map is written as .exr"),
        Some(wanted) if holds_radiance && wanted != ToneMap::Linear => {
            bail!("an .exr picture holds radiance as it is: leave the tone map out, or write a .png")
        }
        Some(wanted) => Ok(wanted),
    }
}

fn ms_since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radiance_goes_into_files_that_can_hold_it() {
        let (exr, png) = (Some(ImageFormat::OpenExr), Some(ImageFormat::Png));
        assert_eq!(tone_map_for(None, exr).unwrap(), ToneMap::Linear);
        assert_eq!(tone_map_for(None, png).unwrap(), ToneMap::Neutral);
        assert_eq!(tone_map_for(Some(ToneMap::AgX), png).unwrap(), ToneMap::AgX);
        assert!(tone_map_for(Some(ToneMap::AgX), exr).is_err() && tone_map_for(Some(ToneMap::Linear), png).is_err());
        assert_eq!(tone_map_for(Some(ToneMap::Linear), None).unwrap(), ToneMap::Linear);
    }
}
