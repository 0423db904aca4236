//! The window: winit events in, pictures out. Knows nothing of what is on a screen; that is [`crate::app`]'s.
//!
//! Start at [`play`].

mod graphics;
mod mishaps;
mod waking;

use crate::app::{App, FrameInput, FrameOutput, Only};
use crate::author::{Throwaway, folder_of};
use crate::clock;
use crate::library::Library;
use crate::opening::OpeningError;
use crate::painter::Painter;
use crate::places::{Places, Wanted};
use crate::review::recording::Recording;
use crate::shown::Shown;
use crate::telling::Telling;
use anyhow::{Context, Result, ensure};
use courier::Courier;
use graphics::{Graphics, Recoveries, Skipped};
use mishaps::Mishaps;
use render::{Gpu, Tier, Trouble, wgpu};
use std::sync::Arc;
use std::time::Instant;
use waking::Waking;
use winit::application::ApplicationHandler;
use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::event::{DeviceEvent, DeviceId, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{CursorGrabMode, Fullscreen, Window, WindowId};

/// How the window shall open.
#[derive(Debug, Clone, Default)]
pub struct WindowOptions {
    /// A module's id or folder: it stands first on the home screen.
    pub module: Option<String>,
    pub windowed: bool,
    /// Of the picture, in physical pixels.
    pub size_px: Option<[u32; 2]>,
    /// The module is being written: what is saved comes into the running room.
    pub author: bool,
    /// The language of HUD and modules in place of the one that the settings name.
    pub language: Option<String>,
    /// Shows this attempt again, and nothing else.
    pub review: Option<Box<Recording>>,
}

/// What wakes the event loop from outside.
#[derive(Debug)]
enum Wake {
    /// The journal has answered, or a scene is loaded.
    Work,
    ScreenReader(egui_winit::accesskit_winit::Event),
}

impl From<egui_winit::accesskit_winit::Event> for Wake {
    fn from(event: egui_winit::accesskit_winit::Event) -> Self {
        Self::ScreenReader(event)
    }
}

/// Opens the window and plays until it is closed.
pub fn play(wanted: Wanted, mut options: WindowOptions) -> Result<()> {
    let mut places = Places::find(wanted)?;
    let mut library = Library::open(&places.modules, &places.content)?;
    let mut authored = None;
    if let Some(module) = &options.module {
        let shelf = library.find(module)?;
        authored = Some(folder_of(shelf)).filter(|_| options.author);
        ensure!(options.author || shelf.module.is_some(), "`{module}` has problems: run `practicum check {module}`");
    }
    ensure!(!options.author || authored.is_some(), "name the module that you write: `practicum play --author MODULE`");
    let throwaway = if options.author { Some(Throwaway::beside(&places)?) } else { None };
    if let Some(throwaway) = &throwaway {
        places.data = throwaway.data();
    }
    let event_loop = EventLoop::<Wake>::with_user_event()
        .build()
        .context("no window can be opened: there is no display. Run `practicum watch` instead, which needs none")?;
    let proxy = event_loop.create_proxy();
    let wake = wake_by(proxy.clone());
    // Beside everything else, from a paired PC; what is only being written stays here.
    let courier = match throwaway {
        Some(_) => None,
        None => Some(Courier::start(&places.database(), getrandom::u64().map_err(OpeningError::Seed)?)?),
    };
    let mut app = App::open(places, library, wake)?;
    if let Some(language) = &options.language {
        app.speak(language);
    }
    if let Some(recording) = options.review.take() {
        app.show_only(Only::Recording(recording));
    }
    if let Some(folder) = authored {
        app.show_only(Only::Authoring(folder));
    }
    let ended = run(event_loop, Runner::new(app, options, proxy, time_scale()));
    drop(courier);
    ended
}

/// Opens a window for anything else, until it is closed.
pub(crate) fn show(shown: impl Shown, options: WindowOptions) -> Result<()> {
    let event_loop = EventLoop::<Wake>::with_user_event()
        .build()
        .context("no window can be opened: there is no display. `practicum render` makes a picture without one")?;
    let proxy = event_loop.create_proxy();
    run(event_loop, Runner::new(shown, options, proxy, 1.0))
}

fn run<S: Shown>(event_loop: EventLoop<Wake>, mut runner: Runner<S>) -> Result<()> {
    runner.telling = Telling::if_asked();
    if runner.telling.is_some() {
        runner.shown.ctx().enable_accesskit();
    }
    event_loop.run_app(&mut runner).context("the window's event loop ended")?;
    runner.shown.close();
    runner.failure.map_or(Ok(()), Err)
}

/// How much faster than the clock an attempt's time passes: 1, unless the journeys' tests ask for more in PRACTICUM_TIME_SCALE.
fn time_scale() -> f32 {
    let wanted = std::env::var("PRACTICUM_TIME_SCALE").ok().and_then(|text| text.parse::<f32>().ok());
    wanted.filter(|scale| (1.0..=20.0).contains(scale)).unwrap_or(1.0)
}

fn wake_by(proxy: EventLoopProxy<Wake>) -> Arc<dyn Fn() + Send + Sync> {
    let proxy = std::sync::Mutex::new(proxy);
    Arc::new(move || {
        if let Ok(proxy) = proxy.lock() {
            // An error means that the loop has ended: nobody is left to wake.
            let _ = proxy.send_event(Wake::Work);
        }
    })
}

struct Runner<S> {
    shown: S,
    options: WindowOptions,
    proxy: EventLoopProxy<Wake>,
    time_scale: f32,
    telling: Option<Telling>,
    open: Option<OpenWindow>,
    failure: Option<anyhow::Error>,
    /// When the window had to begin again lately.
    recoveries: Recoveries,
    mishaps: Mishaps,
}

impl<S> Runner<S> {
    fn new(shown: S, options: WindowOptions, proxy: EventLoopProxy<Wake>, time_scale: f32) -> Self {
        let (telling, open, failure, recoveries, mishaps) = (None, None, None, Recoveries::default(), Mishaps::wanted());
        Self { shown, options, proxy, time_scale, telling, open, failure, recoveries, mishaps }
    }
}

impl Shown for App {
    fn ctx(&self) -> &egui::Context {
        self.ctx()
    }

    fn wants_full_screen(&self) -> bool {
        self.settings().fullscreen
    }

    fn pipeline_cache(&self) -> Option<Vec<u8>> {
        self.pipeline_cache()
    }

    fn tier_for(&self, gpu: &Gpu) -> Tier {
        self.tier_for(gpu)
    }

    fn graphics_lost(&mut self, tightly: bool) -> Result<()> {
        self.graphics_lost(tightly)
    }

    fn focus_lost(&mut self) {
        self.focus_lost();
    }

    fn frame(&mut self, input: FrameInput, painter: &mut Painter) -> FrameOutput {
        self.frame(input, painter)
    }

    fn close(&mut self) {
        self.close();
    }
}

struct OpenWindow {
    window: Arc<Window>,
    graphics: Graphics,
    hud_input: egui_winit::State,
    last_frame: Instant,
    mouse_moved: egui::Vec2,
    captured: bool,
    redraw_at: Option<Instant>,
    waking: Waking,
    /// The frame that comes next follows the one before without a pause.
    follows: bool,
}

impl<S: Shown> Runner<S> {
    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<OpenWindow> {
        let size = self.options.size_px.map_or(winit::dpi::Size::Logical(LogicalSize::new(1280.0, 720.0)), |[width, height]| {
            winit::dpi::Size::Physical(PhysicalSize::new(width, height))
        });
        let full = self.shown.wants_full_screen() && !self.options.windowed;
        let attributes = Window::default_attributes()
            .with_title("Practicum")
            .with_inner_size(size)
            .with_min_inner_size(LogicalSize::new(640.0, 400.0))
            .with_fullscreen(full.then_some(Fullscreen::Borderless(None)))
            .with_visible(false);
        let window = Arc::new(event_loop.create_window(attributes).context("no window can be opened")?);
        let mut hud_input =
            egui_winit::State::new(self.shown.ctx().clone(), egui::ViewportId::ROOT, &window, None, window.theme(), Some(8192));
        hud_input.init_accesskit(event_loop, &window, self.proxy.clone());
        window.set_visible(true);
        let graphics = Graphics::open(event_loop, &window, &self.shown)?;
        Ok(OpenWindow::new(window, hud_input, graphics))
    }

    /// Goes on after trouble with the graphics card, or ends the program and says why.
    fn recover(&mut self, event_loop: &ActiveEventLoop, trouble: &Trouble) {
        if let Err(why) = self.begin_again(event_loop, trouble) {
            self.failure = Some(why.context(format!("{trouble}. What was done until then is saved")));
            event_loop.exit();
        }
    }

    fn begin_again(&mut self, event_loop: &ActiveEventLoop, trouble: &Trouble) -> Result<()> {
        eprintln!("practicum: {trouble}; beginning again with it");
        ensure!(self.recoveries.allow_another(Instant::now()), "it happened again and again");
        let Some(OpenWindow { window, hud_input, graphics, .. }) = self.open.take() else { return Ok(()) };
        // The old has to be gone before the window can be drawn into by something new.
        drop(graphics);
        let graphics = Graphics::open(event_loop, &window, &self.shown)?;
        self.shown.graphics_lost(*trouble == Trouble::OutOfMemory)?;
        window.request_redraw();
        self.open = Some(OpenWindow::new(window, hud_input, graphics));
        Ok(())
    }
}

impl<S: Shown> ApplicationHandler<Wake> for Runner<S> {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.open.is_some() {
            return;
        }
        match self.open(event_loop) {
            Ok(open) => {
                open.window.request_redraw();
                self.open = Some(open);
            }
            Err(why) => {
                self.failure = Some(why);
                event_loop.exit();
            }
        }
    }

    /// Some systems put programs to rest before they take the window away.
    fn suspended(&mut self, _: &ActiveEventLoop) {
        self.shown.focus_lost();
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: Wake) {
        let Some(open) = &mut self.open else { return };
        if let Wake::ScreenReader(event) = event
            && let egui_winit::accesskit_winit::WindowEvent::ActionRequested(request) = event.window_event
        {
            open.hud_input.on_accesskit_action_request(request);
        }
        open.window.request_redraw();
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        let response = open.hud_input.on_window_event(&open.window, &event);
        match event {
            WindowEvent::CloseRequested => event_loop.exit(),
            WindowEvent::Resized(size) => open.resize(size),
            // Another monitor, or another size of texts.
            WindowEvent::ScaleFactorChanged { .. } => open.resize(open.window.inner_size()),
            WindowEvent::Focused(false) => self.shown.focus_lost(),
            WindowEvent::RedrawRequested => {
                if self.redraw() {
                    event_loop.exit();
                }
                if let Some(trouble) = self.trouble() {
                    self.recover(event_loop, &trouble);
                }
                return;
            }
            _ => {}
        }
        if response.repaint
            && let Some(open) = &self.open
        {
            open.window.request_redraw();
        }
    }

    fn device_event(&mut self, _: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        if let (Some(open), DeviceEvent::MouseMotion { delta: (x, y) }) = (&mut self.open, event)
            && open.captured
        {
            open.mouse_moved += egui::vec2(x as f32, y as f32);
            open.window.request_redraw();
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        match open.redraw_at {
            Some(at) if at <= Instant::now() => {
                open.redraw_at = None;
                open.window.request_redraw();
                event_loop.set_control_flow(ControlFlow::Wait);
            }
            Some(at) => event_loop.set_control_flow(ControlFlow::WaitUntil(at)),
            None => event_loop.set_control_flow(ControlFlow::Wait),
        }
    }
}

impl OpenWindow {
    fn new(window: Arc<Window>, hud_input: egui_winit::State, graphics: Graphics) -> Self {
        Self {
            window,
            graphics,
            hud_input,
            last_frame: Instant::now(),
            mouse_moved: egui::Vec2::ZERO,
            captured: false,
            redraw_at: None,
            waking: Waking::default(),
            follows: false,
        }
    }

    fn resize(&mut self, size: PhysicalSize<u32>) {
        self.graphics.resize(size);
        self.window.request_redraw();
    }

    /// The next texture to draw into; none when this frame must be skipped.
    fn acquire(&mut self) -> Option<wgpu::SurfaceTexture> {
        match self.graphics.acquire() {
            Ok(texture) => Some(texture),
            Err(Skipped::Soon) => {
                self.window.request_redraw();
                None
            }
            Err(Skipped::After(wait)) => {
                self.redraw_at = Some(Instant::now() + wait);
                None
            }
            Err(Skipped::UntilSeen) => None,
        }
    }

    /// Takes the mouse for looking around, or gives it back.
    fn capture(&mut self, wanted: bool) {
        if wanted == self.captured {
            if wanted {
                self.center_cursor();
            }
            return;
        }
        self.captured = wanted;
        self.mouse_moved = egui::Vec2::ZERO;
        let locked = if wanted {
            let grab = |mode| self.window.set_cursor_grab(mode);
            grab(CursorGrabMode::Locked).or_else(|_| grab(CursorGrabMode::Confined))
        } else {
            self.window.set_cursor_grab(CursorGrabMode::None)
        };
        // Some systems grant no grab at all: looking around works all the same until the pointer leaves the window.
        let _ = locked;
        self.window.set_cursor_visible(!wanted);
        self.center_cursor();
    }

    fn center_cursor(&self) {
        let size = self.window.inner_size();
        let middle = PhysicalPosition::new(f64::from(size.width) / 2.0, f64::from(size.height) / 2.0);
        // Not every system lets a program move the pointer; it is a convenience.
        let _ = self.window.set_cursor_position(middle);
    }
}

impl<S: Shown> Runner<S> {
    /// What keeps the window from being drawn, if anything does.
    fn trouble(&mut self) -> Option<Trouble> {
        let open = self.open.as_mut()?;
        if let Some(mishap) = self.mishaps.in_frame() {
            open.graphics.suffer(mishap);
        }
        open.graphics.trouble()
    }

    /// Draws one frame. True when the window shall close.
    fn redraw(&mut self) -> bool {
        let Some(open) = &mut self.open else { return false };
        let size = open.window.inner_size();
        if size.width == 0 || size.height == 0 {
            return false;
        }
        let (now, utc) = (Instant::now(), clock::now());
        let since_last = now.duration_since(open.last_frame);
        let dt_secs = (since_last.as_secs_f32() * self.time_scale).min(1.0);
        open.last_frame = now;
        // Nobody was there while the PC slept: nothing goes on until they say so.
        if open.waking.slept(now, utc) {
            self.shown.focus_lost();
        }
        let input = FrameInput {
            raw: open.hud_input.take_egui_input(&open.window),
            mouse_moved: std::mem::take(&mut open.mouse_moved),
            dt_secs,
            size_px: [size.width, size.height],
        };
        if let Some(telling) = &mut self.telling {
            telling.take_in(&input.raw);
        }
        open.graphics.painter.hold_frame_rate(open.follows.then_some(since_last));
        let output = self.shown.frame(input, &mut open.graphics.painter);
        let said = self.telling.as_ref().and_then(|_| output.platform.accesskit_update.clone());
        open.hud_input.handle_platform_output(&open.window, output.platform);
        open.capture(output.capture_mouse);
        let full = open.window.fullscreen().is_some();
        if output.fullscreen != full && !self.options.windowed {
            open.window.set_fullscreen(output.fullscreen.then_some(Fullscreen::Borderless(None)));
        }
        if let Some(texture) = open.acquire() {
            open.graphics.painter.draw_hud(output.paint, &texture.texture);
            open.window.pre_present_notify();
            open.graphics.painter.gpu.queue.present(texture);
        } else {
            open.graphics.painter.keep_textures(output.paint);
        }
        open.graphics.painter.end_frame(now.elapsed());
        let sharpens_in = open.graphics.painter.sharpens_in();
        if let Some(telling) = &self.telling {
            telling.tell(output.goes_on, output.redraw_after, sharpens_in.is_some(), said.as_ref());
        }
        open.follows = output.redraw_after.is_some_and(|after| after.is_zero());
        let next = [output.redraw_after, sharpens_in].into_iter().flatten().min();
        open.waking.expect(next, now, utc);
        match next {
            Some(after) if after.is_zero() => open.window.request_redraw(),
            Some(after) => open.redraw_at = Some(Instant::now() + after),
            None => open.redraw_at = None,
        }
        output.exit
    }
}
