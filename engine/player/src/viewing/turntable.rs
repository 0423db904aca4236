//! The window that turns a glTF file before somebody's eyes. Start at [`view`].

use super::opened::Opened;
use super::orbit::Orbit;
use super::{Lighting, Moment, Sun, asset, bounds_of};
use crate::app::{FrameInput, FrameOutput};
use crate::kept_pipelines;
use crate::library::SceneBundle;
use crate::marks::Shapes;
use crate::media;
use crate::overlay::Overlay;
use crate::painter::Painter;
use crate::places::{Places, Wanted, find_home};
use crate::shown::{Shown, painted};
use crate::window::{WindowOptions, show};
use anyhow::{Context as _, Result};
use egui::{Context, Key};
use glam::{Mat4, Vec3};
use hud::{Inside, Picture, Settings, ViewerState, ViewerView, facts, viewer};
use render::{Frame, Gpu, Showing, Tier};
use scene::{Aabb, NodeIdx, Picker, Scene};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// While a clip plays.
const FRAME: Duration = Duration::from_millis(16);
/// The switched-on sun: from the upper left behind the eye.
const SUN: Sun = Sun { direction: Vec3::new(0.5, -1.0, -0.6), illuminance: 3.0, has_shadow: true };

/// Behind the file, sRGB: neither black things nor white ones vanish.
const BACKGROUND: [u8; 3] = [0x5A, 0x62, 0x64];

/// Opens a window on the file until it is closed.
pub fn view(wanted: Wanted, file: &Path, options: WindowOptions) -> Result<()> {
    let content = find_home(wanted.clone().or_from_environment().home)?.join("content");
    // Only to keep compiled pipelines: without it the next start is slower.
    let data = Places::find(wanted).ok().map(|places| places.data);
    show(Turntable::open(content, data, file)?, options)
}

/// A file, where it is looked at from, and what is switched on.
struct Turntable {
    ctx: Context,
    settings: Settings,
    name: String,
    about: Vec<String>,
    warnings: Vec<String>,
    clips: Vec<String>,
    state: ViewerState,
    content: PathBuf,
    data: Option<PathBuf>,
    file: PathBuf,
    bundle: Standing,
    has_begun: bool,
    overlay: Overlay,
    sun: NodeIdx,
    bounds: Aabb,
    picker: Picker,
    orbit: Orbit,
    clip_secs: f32,
    exposure: i32,
}

/// Where the file is.
enum Standing {
    Read(Box<SceneBundle>),
    /// On its way to the graphics card, which takes its pictures out.
    Uploading,
    Uploaded(Box<SceneBundle>),
}

impl Turntable {
    fn open(content: PathBuf, data: Option<PathBuf>, file: &Path) -> Result<Self> {
        let mut bundle = SceneBundle { background_srgb: BACKGROUND, ..asset::open(file)? };
        let scene = &mut bundle.scene;
        let about = about(scene);
        let clips = scene.animations.iter().map(|animation| animation.name.clone()).collect();
        let has_own_light = scene.nodes.iter().any(|node| node.light.is_some());
        let sun = scene.nodes.len();
        put_sun(scene)?;
        let world_from_nodes = scene.world_from_nodes();
        let bounds = bounds_of(scene, &world_from_nodes).context("there is nothing to see in the file: no mesh is placed")?;
        let picker = Picker::new(scene);
        let warnings = std::mem::take(&mut bundle.warnings);
        let (ctx, settings) = (Context::default(), Settings::default());
        media::install_fonts(&ctx, &content)?;
        hud::theme::apply(&ctx, &settings);
        let state = ViewerState {
            clip: None,
            is_playing: true,
            has_sun: !has_own_light,
            detail: Picture::Standard,
            exposure: 0,
            inside: Inside::default(),
            is_open: None,
        };
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let orbit = Orbit::around(bounds);
        Ok(Self {
            ctx,
            settings,
            name,
            about,
            warnings,
            clips,
            state,
            content,
            data,
            file: file.to_owned(),
            bundle: Standing::Read(Box::new(bundle)),
            has_begun: false,
            overlay: Overlay::default(),
            sun,
            bounds,
            picker,
            orbit,
            clip_secs: 0.0,
            exposure: 0,
        })
    }

    fn is_moving(&self) -> bool {
        self.state.is_playing && self.state.clip.is_some()
    }

    /// Brings the file to the graphics card, on a thread of its own. True when it arrived just now.
    fn upload(&mut self, painter: &mut Painter) -> Result<bool> {
        match std::mem::replace(&mut self.bundle, Standing::Uploading) {
            Standing::Read(bundle) => {
                // Frames are drawn until it is there: nobody has to be woken.
                painter.begin_load(bundle, Box::new(|_, _| Ok(Shapes::new())), Arc::new(|| {}))?;
            }
            Standing::Uploading => {
                if let Some((bundle, loaded)) = painter.loaded() {
                    loaded?;
                    self.bundle = Standing::Uploaded(bundle.context("the file was lost on its way to the graphics card")?);
                    if let Some(data) = &self.data {
                        kept_pipelines::keep(data, &painter.gpu);
                    }
                    return Ok(true);
                }
            }
            uploaded => self.bundle = uploaded,
        }
        Ok(false)
    }

    fn draw(&mut self, painter: &mut Painter, size_px: [u32; 2], dt_secs: f32) -> Result<()> {
        if self.is_moving() {
            self.clip_secs += dt_secs;
        }
        self.upload(painter)?;
        let Standing::Uploaded(bundle) = &mut self.bundle else { return Ok(()) };
        if self.exposure != self.state.exposure {
            self.exposure = self.state.exposure;
            painter.set_exposure_ev(bundle.exposure_ev + self.exposure as f32 / 10.0);
        }
        painter.set_tier(match self.state.detail {
            Picture::Light => Tier::Low,
            Picture::Standard | Picture::Automatic => Tier::Medium,
            Picture::High => Tier::High,
        });
        let moment = Moment { clip: self.state.clip.map(|clip| self.clips[clip].clone()), at_secs: self.clip_secs };
        let mut world_from_nodes: Vec<Mat4> = moment.world_from_nodes(&mut bundle.scene, 0.0);
        let scene = &bundle.scene;
        let opened = Opened::of(self.state.inside, &self.picker, scene, &mut world_from_nodes);
        let colours = painter.colours();
        painter.follow(scene);
        let mut visible = scene.visible_nodes();
        visible[self.sun] = self.state.has_sun;
        let frame = Frame {
            visible: &visible,
            showing: Showing { cuts: &opened.cuts(&colours), glass: opened.glass(&colours) },
            ..Frame::of(&world_from_nodes, self.orbit.view())
        };
        painter.draw_scene(&frame, size_px);
        Ok(())
    }
}

impl Shown for Turntable {
    fn ctx(&self) -> &Context {
        &self.ctx
    }

    fn wants_full_screen(&self) -> bool {
        false
    }

    fn pipeline_cache(&self) -> Option<Vec<u8>> {
        kept_pipelines::kept(self.data.as_deref()?)
    }

    fn tier_for(&self, gpu: &Gpu) -> Tier {
        if gpu.software { Tier::Low } else { Tier::High }
    }

    fn graphics_lost(&mut self, tightly: bool) -> Result<()> {
        media::install_fonts(&self.ctx, &self.content)?;
        hud::theme::apply(&self.ctx, &self.settings);
        let mut bundle = SceneBundle { background_srgb: BACKGROUND, ..asset::open(&self.file)? };
        put_sun(&mut bundle.scene)?;
        self.bundle = Standing::Read(Box::new(bundle));
        self.exposure = 0;
        if tightly {
            self.state.detail = Picture::Light;
        }
        Ok(())
    }

    fn focus_lost(&mut self) {}

    fn frame(&mut self, input: FrameInput, painter: &mut Painter) -> FrameOutput {
        if !self.has_begun {
            self.has_begun = true;
            self.state.detail = if painter.gpu.software { Picture::Light } else { Picture::High };
        }
        self.overlay.take_in(&input.raw);
        let drawn = self.draw(painter, input.size_px, input.dt_secs);
        let costs = self.overlay.lines(painter, input.dt_secs);
        let (ctx, before) = (self.ctx.clone(), (self.orbit, self.state.clone()));
        let view = ViewerView { file: &self.name, about: &self.about, warnings: &self.warnings, clips: &self.clips };
        let (state, orbit, bounds) = (&mut self.state, &mut self.orbit, self.bounds);
        let mut exit = drawn.is_err();
        let output = ctx.run_ui(input.raw, |ui| {
            let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
            if pressed(Key::P) {
                let is_open = state.is_open.unwrap_or(true);
                state.is_open = Some(!is_open);
            }
            ui.input(|input| state.inside.take_keys(input));
            exit |= pressed(Key::Escape);
            let sees_whole = pressed(Key::F);
            if viewer(ui, &view, state) || sees_whole {
                *orbit = Orbit::around(bounds);
            }
            orbit.follow(ui);
            facts(ui, &costs);
        });
        let changed = before != (self.orbit, self.state.clone());
        let (paint, platform, hud_wants) = painted(&self.ctx, output, true);
        let is_coming = !matches!(self.bundle, Standing::Uploaded(_));
        let scene_wants = if changed { Some(Duration::ZERO) } else { (is_coming || self.is_moving()).then_some(FRAME) };
        if let Err(why) = drawn {
            eprintln!("practicum: {why:#}");
        }
        FrameOutput {
            paint,
            platform,
            rests: scene_wants.is_none(),
            capture_mouse: false,
            fullscreen: self.settings.fullscreen,
            redraw_after: [hud_wants, scene_wants].into_iter().flatten().min(),
            exit,
        }
    }

    fn close(&mut self) {}
}

fn put_sun(scene: &mut Scene) -> Result<()> {
    Lighting { sun: Some(SUN), ..Lighting::default() }.put_into(scene)?;
    Ok(())
}

/// What is in it, in short lines.
fn about(scene: &Scene) -> Vec<String> {
    let primitives = || scene.nodes.iter().filter_map(|node| node.mesh).flat_map(|mesh| &scene.meshes[mesh].primitives);
    let n_triangles: usize = primitives().map(|primitive| primitive.triangles().len()).sum();
    let pixels: u64 = scene.images.iter().map(|image| u64::from(image.width_px) * u64::from(image.height_px)).sum();
    vec![
        format!("{n_triangles} triangles in {} draws", primitives().count()),
        format!("{} nodes, {} materials", scene.nodes.len(), scene.materials.len()),
        format!("{} pictures, {:.1} million pixels", scene.images.len(), pixels as f64 / 1e6),
        format!("{} lights, {} clips", scene.lights.len(), scene.animations.len()),
    ]
}
