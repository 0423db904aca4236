//! What a window is drawn with, and what may become of it: lost, full, or not to be had for a moment.
//!
//! Knows no screen and no event. Start at [`Graphics::open`] and [`Graphics::trouble`].

use super::mishaps::Mishap;
use crate::painter::Painter;
use crate::shown::Shown;
use anyhow::{Context, Result};
use render::{Gpu, GpuOptions, Trouble, Watch, WindowHooks, wgpu};
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::dpi::PhysicalSize;
use winit::event_loop::ActiveEventLoop;
use winit::window::Window;

/// A graphics card that has to be begun with more often than this, within so long, is given up.
const RECOVERIES_MAX: usize = 3;
const RECOVERIES_WITHIN: Duration = Duration::from_secs(60);
/// Until a picture that could not be had is asked for again.
const WAIT: Duration = Duration::from_millis(50);

pub(super) struct Graphics {
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    pub painter: Painter,
    watch: Watch,
    /// The window's surface is gone: another has to be made.
    surface_lost: bool,
}

/// Why a frame cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skipped {
    /// The next one can.
    Soon,
    After(Duration),
    /// Nobody sees the window.
    UntilSeen,
}

impl Graphics {
    pub fn open(event_loop: &ActiveEventLoop, window: &Arc<Window>, shown: &impl Shown) -> Result<Self> {
        let cache = shown.pipeline_cache();
        let display = event_loop.owned_display_handle();
        let hooks = WindowHooks {
            instance_descriptor: &|| wgpu::InstanceDescriptor::new_with_display_handle(Box::new(display.clone())),
            surface: &|instance| instance.create_surface(Arc::clone(window)),
        };
        let options = GpuOptions { backend: None, window: Some(hooks), pipeline_cache: cache.as_deref() };
        let (gpu, surface) = Gpu::new(&options)?;
        let watch = gpu.watched();
        let surface = surface.context("the graphics adapter cannot draw into this window")?;
        let config = surface_config(&gpu, &surface, window.inner_size())?;
        surface.configure(&gpu.device, &config);
        let tier = shown.tier_for(&gpu);
        let painter = Painter::new(gpu, config.format, tier);
        Ok(Self { surface, config, painter, watch, surface_lost: false })
    }

    /// A window without size, as a minimised one is, keeps what it has.
    pub fn resize(&mut self, size: PhysicalSize<u32>) {
        if size.width > 0 && size.height > 0 {
            (self.config.width, self.config.height) = (size.width, size.height);
            self.surface.configure(&self.painter.gpu.device, &self.config);
        }
    }

    /// The next texture to draw into.
    pub fn acquire(&mut self) -> Result<wgpu::SurfaceTexture, Skipped> {
        match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(texture) => Ok(texture),
            // Given back first: it is none of the surface's any more once that is configured anew.
            wgpu::CurrentSurfaceTexture::Suboptimal(texture) => {
                drop(texture);
                self.surface.configure(&self.painter.gpu.device, &self.config);
                Err(Skipped::Soon)
            }
            wgpu::CurrentSurfaceTexture::Outdated => {
                self.surface.configure(&self.painter.gpu.device, &self.config);
                Err(Skipped::Soon)
            }
            wgpu::CurrentSurfaceTexture::Lost => {
                self.surface_lost = true;
                Err(Skipped::After(WAIT))
            }
            wgpu::CurrentSurfaceTexture::Timeout | wgpu::CurrentSurfaceTexture::Validation => Err(Skipped::After(WAIT)),
            wgpu::CurrentSurfaceTexture::Occluded => Err(Skipped::UntilSeen),
        }
    }

    /// What keeps the window from being drawn since it was last asked. What was merely refused is said, and the rest goes on.
    pub fn trouble(&mut self) -> Option<Trouble> {
        match self.watch.take() {
            Some(Trouble::Refused(why)) => {
                eprintln!("practicum: {}", Trouble::Refused(why));
                None
            }
            None if self.surface_lost => Some(Trouble::Lost("its window's surface is gone".to_owned())),
            trouble => trouble,
        }
    }

    /// Lets happen what may happen at any time.
    pub fn suffer(&mut self, mishap: Mishap) {
        match mishap {
            Mishap::Card => {
                self.painter.gpu.device.destroy();
                self.painter.gpu.wait();
            }
            Mishap::Surface => self.surface_lost = true,
            Mishap::Memory => self.watch.note(Trouble::OutOfMemory),
        }
    }
}

/// When a window had to begin again lately.
#[derive(Debug, Default)]
pub(super) struct Recoveries(Vec<Instant>);

impl Recoveries {
    /// Counts one more; false when there were too many lately.
    pub fn allow_another(&mut self, now: Instant) -> bool {
        self.0.retain(|at| now.saturating_duration_since(*at) < RECOVERIES_WITHIN);
        self.0.push(now);
        self.0.len() <= RECOVERIES_MAX
    }
}

fn surface_config(gpu: &Gpu, surface: &wgpu::Surface, size: PhysicalSize<u32>) -> Result<wgpu::SurfaceConfiguration> {
    let (width, height) = (size.width.max(1), size.height.max(1));
    let mut config =
        surface.get_default_config(&gpu.adapter, width, height).context("the graphics adapter cannot draw into this window")?;
    let capabilities = surface.get_capabilities(&gpu.adapter);
    // The HUD blends in sRGB, as designers expect: a target that does not convert by itself.
    let plain = [wgpu::TextureFormat::Bgra8Unorm, wgpu::TextureFormat::Rgba8Unorm];
    if let Some(format) = plain.into_iter().find(|format| capabilities.formats.contains(format)) {
        config.format = format;
    }
    // The scene's picture is copied in where that can be done.
    config.usage |= capabilities.usages & wgpu::TextureUsages::COPY_DST;
    config.view_formats = Vec::new();
    config.present_mode = wgpu::PresentMode::AutoVsync;
    config.desired_maximum_frame_latency = 1;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_is_lost_again_and_again_is_given_up_and_one_that_is_lost_at_times_is_not() {
        let began = Instant::now();
        let mut often = Recoveries::default();
        assert_eq!([1, 2, 3, 4].map(|secs| often.allow_another(began + Duration::from_secs(secs))), [true, true, true, false]);
        let mut seldom = Recoveries::default();
        assert!((0..20).all(|n| seldom.allow_another(began + RECOVERIES_WITHIN / 2 * n)));
    }
}
