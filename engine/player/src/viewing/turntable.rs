//! The window that turns a glTF file before somebody's eyes. Start at [`view`].

use super::camera::{cameras_of, of_node};
use super::opened::Opened;
use super::orbit::{Grip, Orbit};
use super::{Lighting, Moment, Sun, asset, bounds_of, loupe};
use crate::app::{FrameInput, FrameOutput};
use crate::kept_pipelines;
use crate::library::SceneBundle;
use crate::magnifier::{RADIUS, SIDE_MAX_PX};
use crate::marks::Shapes;
use crate::media;
use crate::overlay::Overlay;
use crate::painter::Painter;
use crate::places::{Places, Wanted, find_home};
use crate::shown::{Shown, painted};
use crate::window::{WindowOptions, show};
use anyhow::{Context as _, Result};
use egui::{Context, Key, Pos2, Rect, TextureId};
use glam::{Mat4, Vec2, Vec3};
use hud::{Inside, LoupeView, Picture, Settings, ViewerState, ViewerView, facts, viewer};
use render::{Frame, Gpu, Showing, Tier, View};
use scene::{Aabb, NodeIdx, Picker, Rest, Scene};
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
    contents: Contents,
    state: ViewerState,
    content: PathBuf,
    data: Option<PathBuf>,
    file: PathBuf,
    bundle: Standing,
    has_begun: bool,
    overlay: Overlay,
    orbit: Orbit,
    grip: Grip,
    /// Where the panel lay in the frame before.
    panel: Option<Rect>,
    /// Which clip its nodes stand by.
    clip: Option<usize>,
    clip_secs: f32,
    /// As it was brought to the graphics card.
    exposure: i32,
    variant: Option<usize>,
    /// What the magnifying glass shows, and where the pointer was then.
    loupe: Option<TextureId>,
    pointer: Option<Pos2>,
}

/// What is in the file.
struct Contents {
    about: Vec<String>,
    warnings: Vec<String>,
    clips: Vec<String>,
    variants: Vec<String>,
    cameras: Vec<(NodeIdx, String)>,
    /// The viewer's own.
    sun: NodeIdx,
    has_own_light: bool,
    bounds: Aabb,
    picker: Picker,
    rest: Rest,
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
        let (bundle, contents) = read(file)?;
        let (ctx, settings) = (Context::default(), Settings::default());
        media::install_fonts(&ctx, &content)?;
        hud::theme::apply(&ctx, &settings);
        let state = ViewerState {
            clip: None,
            is_playing: true,
            variant: None,
            camera: None,
            has_loupe: false,
            has_sun: !contents.has_own_light,
            detail: Picture::Standard,
            exposure: 0,
            inside: Inside::default(),
            is_open: None,
        };
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let orbit = Orbit::around(contents.bounds);
        Ok(Self {
            ctx,
            settings,
            name,
            contents,
            state,
            content,
            data,
            file: file.to_owned(),
            bundle: Standing::Read(Box::new(bundle)),
            has_begun: false,
            overlay: Overlay::default(),
            orbit,
            grip: Grip::default(),
            panel: None,
            clip: None,
            clip_secs: 0.0,
            exposure: 0,
            variant: None,
            loupe: None,
            pointer: None,
        })
    }

    /// Once more from the disk, since its pictures are on a graphics card or gone with it. It may be another one by now.
    fn read_again(&mut self) -> Result<()> {
        let (mut bundle, contents) = read(&self.file)?;
        let state = &mut self.state;
        state.clip = state.clip.filter(|clip| *clip < contents.clips.len());
        state.variant = state.variant.filter(|variant| *variant < contents.variants.len());
        state.camera = state.camera.filter(|camera| *camera < contents.cameras.len());
        bundle.scene.choose_variant(state.variant);
        self.variant = state.variant;
        self.exposure = 0;
        self.contents = contents;
        self.bundle = Standing::Read(Box::new(bundle));
        Ok(())
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
        if self.variant != self.state.variant && matches!(self.bundle, Standing::Uploaded(_)) {
            self.read_again()?;
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
        if self.clip != self.state.clip {
            (self.clip, self.clip_secs) = (self.state.clip, 0.0);
            self.contents.rest.put_back(&mut bundle.scene);
        }
        let moment = Moment { clip: self.state.clip.map(|clip| self.contents.clips[clip].clone()), at_secs: self.clip_secs };
        let mut world_from_nodes: Vec<Mat4> = moment.world_from_nodes(&mut bundle.scene, 0.0);
        let scene = &bundle.scene;
        let opened = Opened::of(self.state.inside, &self.contents.picker, scene, &mut world_from_nodes);
        let colours = painter.colours();
        painter.follow(scene);
        let mut visible = scene.visible_nodes();
        visible[self.contents.sun] = self.state.has_sun;
        let camera = self.state.camera.map(|camera| self.contents.cameras[camera].0);
        let through = camera.and_then(|node| of_node(scene, &world_from_nodes, node));
        let view = through.unwrap_or_else(|| self.orbit.view());
        let frame = Frame {
            visible: &visible,
            showing: Showing { cuts: &opened.cuts(&colours), glass: opened.glass(&colours), fog: None },
            ..Frame::of(&world_from_nodes, view)
        };
        painter.draw_scene(&frame, size_px);
        self.pointer = self.ctx.pointer_latest_pos();
        let [width, height] = size_px.map(|side| side.max(1) as f32);
        let at = self.pointer.map(|at| at * self.ctx.pixels_per_point());
        let ndc = at.map_or(Vec2::ZERO, |at| Vec2::new(2.0 * at.x / width - 1.0, 1.0 - 2.0 * at.y / height));
        let view: View = loupe::under(&view, ndc, width / height);
        let side_px = (2.0 * RADIUS * height).clamp(1.0, SIDE_MAX_PX) as u32;
        self.loupe = self.state.has_loupe.then(|| painter.draw_loupe(&Frame { view, ..frame }, side_px)).flatten();
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
        self.read_again()?;
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
        let Contents { about, warnings, clips, variants, cameras, bounds, .. } = &self.contents;
        let cameras: Vec<String> = cameras.iter().map(|(_, name)| name.clone()).collect();
        let loupe = self.loupe.map(|texture| {
            let screen = ctx.content_rect();
            LoupeView { texture, at: self.pointer.unwrap_or(screen.center()), radius: RADIUS * screen.height() }
        });
        let view = ViewerView { file: &self.name, about, warnings, clips, variants, cameras: &cameras, loupe };
        let (state, orbit, grip, panel) = (&mut self.state, &mut self.orbit, &mut self.grip, &mut self.panel);
        let mut exit = drawn.is_err();
        let output = ctx.run_ui(input.raw, |ui| {
            let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
            ui.input(|input| state.take_keys(input));
            exit |= pressed(Key::Escape);
            let (stood, sees_whole) = (*orbit, pressed(Key::F));
            orbit.follow(ui, grip, *panel);
            if *orbit != stood {
                state.camera = None;
            }
            let (frames_all, covers) = viewer(ui, &view, state);
            *panel = Some(covers);
            if frames_all || sees_whole {
                *orbit = Orbit::around(*bounds);
                state.camera = None;
            }
            facts(ui, &costs);
        });
        let pointed = self.state.has_loupe && self.pointer != ctx.pointer_latest_pos();
        let changed = pointed || before != (self.orbit, self.state.clone());
        let (paint, platform, hud_wants) = painted(&self.ctx, output, true);
        let is_coming = !matches!(self.bundle, Standing::Uploaded(_));
        let scene_wants = if changed { Some(Duration::ZERO) } else { (is_coming || self.is_moving()).then_some(FRAME) };
        if let Err(why) = drawn {
            eprintln!("practicum: {why:#}");
        }
        FrameOutput {
            paint,
            platform,
            goes_on: scene_wants.map(|_| "the turntable"),
            capture_mouse: false,
            fullscreen: self.settings.fullscreen,
            redraw_after: [hud_wants, scene_wants].into_iter().flatten().min(),
            exit,
        }
    }

    fn close(&mut self) {}
}

/// The file with the viewer's sun in it, and what else is.
fn read(file: &Path) -> Result<(SceneBundle, Contents)> {
    let mut bundle = SceneBundle { background_srgb: BACKGROUND, ..asset::open(file)? };
    let scene = &mut bundle.scene;
    let about = about(scene);
    let (has_own_light, sun) = (scene.nodes.iter().any(|node| node.light.is_some()), scene.nodes.len());
    Lighting { sun: Some(SUN), ..Lighting::default() }.put_into(scene)?;
    let bounds = bounds_of(scene, &scene.world_from_nodes()).context("there is nothing to see in the file: no mesh is placed")?;
    let name_of = |node: NodeIdx| {
        let names = [&scene.nodes[node].name, &scene.cameras[scene.nodes[node].camera.unwrap_or_default()].name];
        names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_else(|| format!("Camera of node {node}"))
    };
    let contents = Contents {
        about,
        warnings: std::mem::take(&mut bundle.warnings),
        clips: scene.animations.iter().map(|animation| animation.name.clone()).collect(),
        variants: scene.variants.clone(),
        cameras: cameras_of(scene).map(|node| (node, name_of(node))).collect(),
        sun,
        has_own_light,
        bounds,
        picker: Picker::new(scene),
        rest: Rest::of(scene),
    };
    Ok((bundle, contents))
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
