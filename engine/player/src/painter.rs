//! Pixels of a run: the scene through `render`, the HUD over it. Owns the GPU; knows no session and no window.
//!
//! The scene is drawn into a texture of its own, and only when something in it changed; that texture is laid under the HUD.
//! Start at [`Painter::draw_scene`] and [`Painter::draw_hud`].

use crate::foreseen::Foreseen;
use crate::hud_painter::HudPainter;
use crate::kept_picture::{Change, KeptPicture, Shown};
use crate::library::SceneBundle;
use crate::marks::Shapes;
use crate::memory::give_back_what_is_free;
use crate::picture::Colours;
use crate::resolution::{Resolution, breath_after};
use crate::share_out::share_out;
use egui::TextureId;
use hud::Settings;
use render::{Environment, Frame, FrameStats, Gpu, PassTime, Renderer, RoomLight, SceneGpu, Tier, UploadError, Wanted, wgpu};
use scene::Scene;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// What the HUD wants drawn this time.
pub struct HudPaint {
    pub jobs: Vec<egui::ClippedPrimitive>,
    pub textures: egui::TexturesDelta,
    pub pixels_per_point: f32,
    /// The scene's picture is to be seen behind it.
    pub over_scene: bool,
}

/// Under which the HUD knows what the magnifying glass shows.
const LOUPE: u64 = 1;

pub struct Painter {
    pub gpu: Gpu,
    /// Away while it makes a scene ready, see [`Painter::begin_load`].
    renderer: Option<Renderer>,
    loading: Option<Receiver<Load>>,
    scene: Option<SceneGpu>,
    hud: HudPainter,
    picture: Option<KeptPicture>,
    /// What the magnifying glass shows, and under which name the HUD knows it.
    loupe: Option<(KeptPicture, TextureId)>,
    shapes: Shapes,
    colours: Colours,
    format: wgpu::TextureFormat,
    tier: Tier,
    /// Of a window, whose frame rate is held; others are drawn at their tier's.
    resolution: Option<Resolution>,
    foreseen: Foreseen,
    /// Since the frame before, when that follows at once.
    since_last: Option<Duration>,
    /// Eyes or things moved in the frame before.
    has_moved: bool,
    /// What moves in the next picture is small, and nobody follows it with their eyes.
    is_calm: bool,
    /// The scene was drawn in this frame.
    has_drawn: bool,
    /// When a frame in which the scene was drawn ended last, and how long it took.
    drawn: Instant,
    took: Duration,
    stats: FrameStats,
    cpu_ms: f32,
}

/// What a frame was drawn at, and what that took.
pub struct PainterFacts {
    pub tier: Tier,
    /// What of the window's width and height was shaded.
    pub share: f32,
    pub stats: FrameStats,
    /// Empty where the graphics card cannot tell.
    pub passes: Vec<PassTime>,
    /// Of asking for the drawing.
    pub cpu_ms: f32,
}

/// What a thread made of a scene, with the renderer that it was lent.
struct Load {
    renderer: Renderer,
    bundle: Box<SceneBundle>,
    made: anyhow::Result<(SceneGpu, Shapes)>,
}

/// Fonts and shapes that a renderer needs for any scene; names the shapes.
pub type Equip = Box<dyn FnOnce(&Gpu, &mut Renderer) -> anyhow::Result<Shapes> + Send>;

impl Painter {
    /// `format` is that of the target which [`Painter::draw_hud`] draws into.
    pub fn new(gpu: Gpu, format: wgpu::TextureFormat, tier: Tier) -> Self {
        let hud = HudPainter::new(&gpu, format);
        Self {
            renderer: Some(new_renderer(&gpu, format, tier)),
            loading: None,
            gpu,
            scene: None,
            hud,
            picture: None,
            loupe: None,
            shapes: Shapes::new(),
            colours: Colours::of(&Settings::default()),
            format,
            tier,
            resolution: None,
            foreseen: Foreseen::default(),
            since_last: None,
            has_moved: false,
            is_calm: false,
            has_drawn: false,
            drawn: Instant::now(),
            took: Duration::ZERO,
            stats: FrameStats::default(),
            cpu_ms: 0.0,
        }
    }

    /// Puts fonts and shapes into the renderer.
    pub fn equip(&mut self, equip: Equip) -> anyhow::Result<()> {
        self.finish_loading();
        if let Some(renderer) = &mut self.renderer {
            self.shapes = equip(&self.gpu, renderer)?;
        }
        Ok(())
    }

    /// Of what points things out.
    pub fn colours(&self) -> Colours {
        self.colours
    }

    pub fn set_colours(&mut self, settings: &Settings) {
        self.colours = Colours::of(settings);
    }

    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// Puts a scene onto the GPU in place of the last one, and takes its pictures out of the bundle.
    pub fn load(&mut self, bundle: &mut SceneBundle) -> Result<(), UploadError> {
        self.finish_loading();
        self.forget_scene();
        if let Some(renderer) = &mut self.renderer {
            self.scene = Some(uploaded(&self.gpu, renderer, bundle)?);
        }
        Ok(())
    }

    /// The same on a thread of its own, so that a window goes on meanwhile; `wake` is called when it is there.
    pub fn begin_load(
        &mut self,
        bundle: Box<SceneBundle>,
        equip: Equip,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<()> {
        self.finish_loading();
        self.forget_scene();
        let Some(renderer) = self.renderer.take() else { return Ok(()) };
        let (to_thread, lent) = channel::<(Renderer, Box<SceneBundle>)>();
        let (to_window, loading) = channel();
        let gpu = self.gpu.clone();
        let work = move || {
            let Ok((mut renderer, mut bundle)) = lent.recv() else { return };
            let made = equip(&gpu, &mut renderer);
            let made = made.and_then(|shapes| Ok((uploaded(&gpu, &mut renderer, &mut bundle)?, shapes)));
            // Nobody listens any more when the window has closed meanwhile.
            let _ = to_window.send(Load { renderer, bundle, made });
            wake();
        };
        if let Err(why) = std::thread::Builder::new().name("upload".to_owned()).spawn(work) {
            self.renderer = Some(renderer);
            return Err(why);
        }
        // Without a thread that listens, the loading ends as one that stopped.
        let _ = to_thread.send((renderer, bundle));
        self.loading = Some(loading);
        Ok(())
    }

    /// What [`Painter::begin_load`] came to; none while it goes on. Without a bundle, its thread stopped.
    pub fn loaded(&mut self) -> Option<(Option<Box<SceneBundle>>, anyhow::Result<()>)> {
        match self.loading.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Ok(load) => Some(self.take_load(Some(load))),
            Err(TryRecvError::Disconnected) => Some(self.take_load(None)),
        }
    }

    fn take_load(&mut self, load: Option<Load>) -> (Option<Box<SceneBundle>>, anyhow::Result<()>) {
        self.loading = None;
        let Some(Load { renderer, bundle, made }) = load else {
            self.renderer = Some(new_renderer(&self.gpu, self.format, self.tier));
            return (None, Err(anyhow::anyhow!("the program's own scene uploader stopped")));
        };
        let renderer = self.renderer.insert(renderer);
        if renderer.tier() != self.tier {
            renderer.set_tier(&self.gpu, self.tier);
        }
        let outcome = made.map(|(scene, shapes)| (self.scene, self.shapes) = (Some(scene), shapes));
        (Some(bundle), outcome)
    }

    /// Waits for a scene that nobody wants any more.
    fn finish_loading(&mut self) {
        if let Some(loading) = self.loading.take() {
            let load = loading.recv().ok();
            let _ = self.take_load(load);
        }
    }

    fn forget_scene(&mut self) {
        self.scene = None;
        self.forget_pictures();
    }

    /// Everything has to be drawn again.
    fn forget_pictures(&mut self) {
        for picture in self.picture.iter_mut().chain(self.loupe.iter_mut().map(|(picture, _)| picture)) {
            picture.forget();
        }
    }

    /// Radiance is multiplied by 2 to the power of this from now on.
    pub fn set_exposure_ev(&mut self, exposure_ev: f32) {
        if let Some(scene) = &mut self.scene {
            scene.set_exposure_ev(exposure_ev);
        }
    }

    pub fn set_tier(&mut self, tier: Tier) {
        if self.tier == tier {
            return;
        }
        self.tier = tier;
        if let Some(renderer) = &mut self.renderer {
            renderer.set_tier(&self.gpu, tier);
        }
        self.forget_pictures();
    }

    /// Shades as much of the picture as leaves the frame rate where it should be; `since_last`: since the frame before, when this
    /// one follows it at once, else `None`.
    pub fn hold_frame_rate(&mut self, since_last: Option<Duration>) {
        self.since_last = since_last;
        if self.resolution.as_ref().is_none_or(|resolution| resolution.tier() != self.tier) {
            self.resolution = Some(Resolution::of(self.tier));
        }
    }

    /// A frame is over, and took so long.
    pub fn end_frame(&mut self, took: Duration) {
        if std::mem::take(&mut self.has_drawn) {
            (self.drawn, self.took) = (Instant::now(), took);
        }
    }

    /// What moves in the next pictures is small: somebody breathes, a mark pulses.
    pub fn set_calm(&mut self, is_calm: bool) {
        self.is_calm = is_calm;
    }

    /// How long a picture in which only small things move is kept.
    pub fn breath(&self) -> Duration {
        breath_after(self.took)
    }

    /// When the picture, if it goes on standing still, is to be drawn once more, sharper.
    pub fn sharpens_in(&self) -> Option<Duration> {
        let (picture, resolution) = (self.picture.as_ref()?, self.resolution.as_ref()?);
        picture.is_drawn().then(|| resolution.sharpens_in(picture.share)).flatten()
    }

    /// Prepares for what may come. To be asked for once a frame was drawn, so that the first one does not wait.
    pub fn foresee(&mut self, wanted: &Wanted) {
        if let (Some(scene), Some(renderer)) = (&self.scene, &self.renderer) {
            self.foreseen.begin(&self.gpu, renderer, scene, wanted);
        }
    }

    /// Brings what is drawn to what the scene's clips made of its morph targets, materials and lights.
    pub fn follow(&mut self, scene: &Scene) {
        if let (Some(drawn), Some(renderer)) = (&mut self.scene, &mut self.renderer) {
            drawn.follow(&self.gpu, renderer, scene);
        }
    }

    /// Draws the scene if anything in it changed. None: nothing had to be drawn.
    pub fn draw_scene(&mut self, frame: &Frame, size_px: [u32; 2]) -> Option<FrameStats> {
        let (scene, renderer) = (self.scene.as_mut()?, self.renderer.as_mut()?);
        let size_px = [size_px[0].max(1), size_px[1].max(1)];
        if self.picture.as_ref().is_none_or(|picture| picture.size_px != size_px) {
            self.picture = None; // Let go of the old before the new is made.
            self.picture = Some(KeptPicture::new(&self.gpu.device, self.format, size_px));
        }
        let picture = self.picture.as_mut()?;
        let shown = Shown::of(frame, scene.revision());
        let change = picture.change_to(&shown, self.is_calm);
        let share = self.resolution.as_mut().map(|resolution| {
            if change == Change::Motion {
                resolution.moved(self.since_last.filter(|_| self.has_moved).map(|since| since.as_secs_f32()));
            } else {
                resolution.stood(picture.moved.elapsed());
            }
            resolution.share()
        });
        self.has_moved = change == Change::Motion;
        let is_due = match change {
            Change::Nothing => false,
            // Without a window time is told, not passed: every picture counts.
            Change::Breath => share.is_none() || self.drawn.elapsed() >= breath_after(self.took),
            Change::Answer | Change::Motion => true,
        };
        if !is_due && share.is_none_or(|share| share <= picture.share) {
            return None;
        }
        if self.has_moved {
            picture.moved = Instant::now();
        }
        picture.show(shown, share.unwrap_or(1.0));
        self.has_drawn = true;
        renderer.set_render_scale(share);
        self.foreseen.take_in(renderer);
        let began = Instant::now();
        self.stats = renderer.render(&self.gpu, scene, frame, &picture.view, size_px);
        self.cpu_ms = began.elapsed().as_secs_f32() * 1e3;
        Some(self.stats)
    }

    /// Milliseconds that frames of a tier take here, the first of which is not counted.
    pub fn time_frames(&mut self, tier: Tier, frames: &[Frame], size_px: [u32; 2]) -> Option<f32> {
        self.set_tier(tier);
        let resolution = self.resolution.take();
        let mut took_ms = Vec::new();
        for frame in frames {
            let began = Instant::now();
            self.draw_scene(frame, size_px)?;
            self.gpu.wait();
            took_ms.push(began.elapsed().as_secs_f32() * 1e3);
        }
        self.resolution = resolution;
        let took_ms = took_ms.get(1..)?;
        Some(took_ms.iter().sum::<f32>() / took_ms.len().max(1) as f32)
    }

    /// What there is to know of the drawing, for whoever looks into it.
    pub fn facts(&mut self) -> PainterFacts {
        let share = self.picture.as_ref().map_or(1.0, |picture| picture.share);
        let passes = self.renderer.as_mut().map(|renderer| renderer.pass_times(&self.gpu).to_vec()).unwrap_or_default();
        PainterFacts { tier: self.tier, share, stats: self.stats, passes, cpu_ms: self.cpu_ms }
    }

    /// Lets the graphics card tell its times, see [`Painter::facts`].
    pub fn set_timing(&mut self, wanted: bool) {
        if let Some(renderer) = &mut self.renderer {
            renderer.set_timing(&self.gpu, wanted);
        }
    }

    /// Draws what the magnifying glass shows, a square as wide as this, if anything in it changed.
    pub fn draw_loupe(&mut self, frame: &Frame, side_px: u32) -> Option<TextureId> {
        let (scene, renderer) = (self.scene.as_mut()?, self.renderer.as_mut()?);
        let size_px = [side_px.max(1); 2];
        if self.loupe.as_ref().is_none_or(|(picture, _)| picture.size_px != size_px) {
            let picture = KeptPicture::new(&self.gpu.device, self.format, size_px);
            let texture = self.hud.show_picture(&self.gpu, LOUPE, &picture.view);
            self.loupe = Some((picture, texture));
        }
        let (picture, texture) = self.loupe.as_mut()?;
        let shown = Shown::of(frame, scene.revision());
        let change = picture.change_to(&shown, self.is_calm);
        // It breathes with the picture that it lies over.
        if change != Change::Nothing && (change != Change::Breath || self.has_drawn || self.resolution.is_none()) {
            picture.show(shown, 1.0);
            renderer.set_render_scale(None);
            renderer.render(&self.gpu, scene, frame, &picture.view, size_px);
        }
        Some(*texture)
    }

    /// Takes in the HUD's new textures of a frame that is not shown, so that the next one has them.
    pub fn keep_textures(&mut self, paint: HudPaint) {
        self.hud.take_in(&self.gpu, &paint.textures);
        self.hud.let_go(&paint.textures);
    }

    /// Draws the HUD into `target`, over the scene's picture where it wants that, else over black.
    pub fn draw_hud(&mut self, paint: HudPaint, target: &wgpu::Texture) {
        let view = target.create_view(&wgpu::TextureViewDescriptor::default());
        let HudPaint { jobs, textures, over_scene, pixels_per_point } = paint;
        self.hud.take_in(&self.gpu, &textures);
        let mut encoder = self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("hud") });
        let picture = self.picture.as_ref().filter(|_| over_scene);
        match (picture, &self.renderer) {
            (Some(picture), _) if picture.can_be_copied_to(target) => {
                encoder.copy_texture_to_texture(picture.texture.as_image_copy(), target.as_image_copy(), target.size());
            }
            (Some(picture), Some(renderer)) => renderer.show(&self.gpu, &picture.view, &view),
            _ => {}
        }
        let load = picture.map_or(wgpu::LoadOp::Clear(wgpu::Color::BLACK), |_| wgpu::LoadOp::Load);
        let size_px = [target.width(), target.height()];
        self.hud.draw(&self.gpu, &mut encoder, (&view, load), &jobs, (size_px, pixels_per_point));
        self.gpu.queue.submit([encoder.finish()]);
        self.hud.let_go(&textures);
    }
}

fn new_renderer(gpu: &Gpu, format: wgpu::TextureFormat, tier: Tier) -> Renderer {
    let mut renderer = Renderer::new(gpu, format, tier);
    renderer.set_share_out(share_out);
    renderer
}

fn uploaded(gpu: &Gpu, renderer: &mut Renderer, bundle: &mut SceneBundle) -> Result<SceneGpu, UploadError> {
    let made = put_on_card(gpu, renderer, bundle);
    give_back_what_is_free();
    made
}

fn put_on_card(gpu: &Gpu, renderer: &mut Renderer, bundle: &mut SceneBundle) -> Result<SceneGpu, UploadError> {
    // Taken, as the scene's own pictures are: nobody needs them again.
    let (lightmap, environment) = (bundle.lightmap.take(), bundle.environment.take());
    let (lightmap, environment) = (lightmap.as_ref(), environment.as_ref());
    let rooms = std::mem::take(&mut bundle.rooms);
    let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
    let SceneBundle { exposure_ev, background_srgb, fog, .. } = *bundle;
    let environment =
        Environment { lightmap, environment, rooms: &rooms, exposure_ev, background_srgb, fog, ..Environment::default() };
    SceneGpu::upload(gpu, renderer, &mut bundle.scene, &environment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewing::looking_at;
    use glam::Vec3;
    use render::{OffscreenTarget, Trouble};
    use std::path::Path;

    fn hand() -> Box<SceneBundle> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/marks/hand.glb");
        let read = gltf_import::import(&std::fs::read(file).unwrap(), &|_| None, &gltf_import::Limits::default()).unwrap();
        Box::new(SceneBundle { scene: read.scene, ..SceneBundle::default() })
    }

    fn draw(painter: &mut Painter, scene: &Scene, x: f32) -> Option<FrameStats> {
        let world_from_nodes = scene.world_from_nodes();
        let frame = Frame::of(&world_from_nodes, looking_at(Vec3::new(x, 0.1, 0.6), Vec3::ZERO, 1.0).unwrap());
        painter.draw_scene(&frame, [64, 48])
    }

    #[test]
    fn a_scene_comes_in_while_the_window_goes_on_and_once_more_after_the_card_was_lost() {
        for _ in 0..2 {
            let mut painter = Painter::new(Gpu::headless().unwrap(), OffscreenTarget::FORMAT, Tier::Medium);
            let watch = painter.gpu.watched();
            let (wake, woken) = channel();
            let wake = Arc::new(move || {
                let _ = wake.send(());
            });
            painter.begin_load(hand(), Box::new(|_, _| Ok(Shapes::new())), wake).unwrap();
            let scene = hand().scene;
            assert_eq!(draw(&mut painter, &scene, 0.0), None, "there is nothing to draw yet, and no panic");
            painter.set_tier(Tier::Low);
            woken.recv().unwrap();
            let (bundle, outcome) = painter.loaded().unwrap();
            outcome.unwrap();
            let scene = bundle.unwrap().scene;
            assert!(draw(&mut painter, &scene, 0.0).is_some());
            assert_eq!(draw(&mut painter, &scene, 0.0), None, "nothing changed");
            assert_eq!(painter.facts().tier, Tier::Low);
            painter.gpu.device.destroy();
            painter.gpu.wait();
            draw(&mut painter, &scene, 0.1);
            assert!(matches!(watch.take(), Some(Trouble::Lost(_))));
        }
    }

    #[test]
    fn a_load_that_nobody_waits_for_makes_room_for_the_next() {
        let mut painter = Painter::new(Gpu::headless().unwrap(), OffscreenTarget::FORMAT, Tier::Low);
        painter.begin_load(hand(), Box::new(|_, _| anyhow::bail!("no font")), Arc::new(|| {})).unwrap();
        let mut bundle = hand();
        painter.load(&mut bundle).unwrap();
        assert!(painter.loaded().is_none());
        assert!(draw(&mut painter, &bundle.scene, 0.0).is_some());
    }
}
