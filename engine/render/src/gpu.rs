//! Finding a graphics adapter: Vulkan first, then OpenGL, otherwise an error that says what to do.
//!
//! Knows no window: a caller that has one passes hooks that make instance and surface. Start at [`Gpu::new`].

#![allow(unsafe_code, reason = "a pipeline cache can only be made from bytes that the driver must be trusted to check")]

use crate::Blocks;
use std::fmt;

/// Memory is taken from the driver in blocks of this size: small ones leave little unused.
const MEMORY_BLOCK_BYTES: std::ops::Range<u64> = 1 << 20..4 << 20;

/// An adapter with its device, ready to draw. A clone is the same device.
#[derive(Clone)]
pub struct Gpu {
    pub adapter: wgpu::Adapter,
    pub device: wgpu::Device,
    pub queue: wgpu::Queue,
    /// Such as "llvmpipe (LLVM 15.0.6, 256 bits)".
    pub adapter_name: String,
    pub backend: Backend,
    /// True when the "GPU" is a program on the CPU: pixels are dear, so the low tier is the better choice.
    pub software: bool,
    /// What pictures that come packed are kept as; [`Blocks::Plain`] can always be asked for instead.
    pub blocks: Blocks,
    /// Said when the wanted backend could not be had and another is used instead; meant for people.
    pub fallback_message: Option<String>,
    pub(crate) pipeline_cache: Option<wgpu::PipelineCache>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backend {
    Vulkan,
    OpenGl,
}

/// How to look for an adapter. The default tries everything, without a window.
#[derive(Default)]
pub struct GpuOptions<'a> {
    /// Only this backend; None tries Vulkan, then OpenGL.
    pub backend: Option<Backend>,
    /// For drawing into a window.
    pub window: Option<WindowHooks<'a>>,
    /// What [`Gpu::pipeline_cache_bytes`] gave on an earlier run on the same machine.
    pub pipeline_cache: Option<&'a [u8]>,
}

/// How to make things only the owner of a window can make; called once for each backend that is tried.
#[derive(Clone, Copy)]
pub struct WindowHooks<'a> {
    /// Usually `InstanceDescriptor::new_with_display_handle(Box::new(event_loop.owned_display_handle()))`.
    pub instance_descriptor: &'a dyn Fn() -> wgpu::InstanceDescriptor,
    /// Usually `instance.create_surface(window.clone())`.
    pub surface: &'a dyn Fn(&wgpu::Instance) -> Result<wgpu::Surface<'static>, wgpu::CreateSurfaceError>,
}

/// Why there is nothing to draw with.
#[derive(Debug, thiserror::Error)]
pub enum GpuError {
    #[error(
        "no graphics adapter found ({tried}); install a graphics driver, or the software one (on Debian and Ubuntu: \
         apt-get install libvulkan1 mesa-vulkan-drivers)"
    )]
    NoAdapter { tried: String },
    #[error("the graphics adapter {adapter} could not be opened: {source}")]
    Device { adapter: String, source: wgpu::RequestDeviceError },
}

impl Gpu {
    /// Opens the best adapter, and the window's surface if there is a window.
    pub fn new(options: &GpuOptions) -> Result<(Self, Option<wgpu::Surface<'static>>), GpuError> {
        let wanted = match options.backend {
            Some(backend) => vec![backend],
            None => vec![Backend::Vulkan, Backend::OpenGl],
        };
        let mut tried = Vec::new();
        for backend in wanted {
            match find_adapter(backend, options.window) {
                Ok((adapter, surface)) => {
                    let message =
                        tried.last().map(|why| format!("Vulkan cannot be used ({why}); drawing with {backend} instead."));
                    return Ok((Self::open(adapter, backend, message, options.pipeline_cache)?, surface));
                }
                Err(why) => tried.push(format!("{backend}: {why}")),
            }
        }
        Err(GpuError::NoAdapter { tried: tried.join("; ") })
    }

    /// Opens the best adapter for drawing into textures only.
    pub fn headless() -> Result<Self, GpuError> {
        Self::new(&GpuOptions::default()).map(|(gpu, _)| gpu)
    }

    /// What to pass to the next run so that pipelines need not be compiled again; None where the backend keeps no such cache.
    pub fn pipeline_cache_bytes(&self) -> Option<Vec<u8>> {
        self.pipeline_cache.as_ref()?.get_data()
    }

    /// Whether a pixel can have four samples. OpenGL as wgpu drives it cannot both multisample and read depth back.
    pub fn can_multisample(&self) -> bool {
        self.backend != Backend::OpenGl
    }

    /// Whether draws can be read from a buffer, each with its own place in the instance buffer.
    pub fn draws_indirectly(&self) -> bool {
        let downlevel = self.adapter.get_downlevel_capabilities().flags;
        self.device.features().contains(wgpu::Features::INDIRECT_FIRST_INSTANCE)
            && downlevel.contains(wgpu::DownlevelFlags::INDIRECT_EXECUTION)
    }

    /// Blocks until everything submitted is done.
    pub fn wait(&self) {
        // An error means the device is lost; the next call that needs an answer reports it.
        let _ = self.device.poll(wgpu::PollType::wait_indefinitely());
    }

    fn open(
        adapter: wgpu::Adapter,
        backend: Backend,
        fallback_message: Option<String>,
        cache: Option<&[u8]>,
    ) -> Result<Self, GpuError> {
        let info = adapter.get_info();
        let wanted = wgpu::Features::PIPELINE_CACHE
            | wgpu::Features::TIMESTAMP_QUERY
            | wgpu::Features::TIMESTAMP_QUERY_INSIDE_ENCODERS
            | wgpu::Features::INDIRECT_FIRST_INSTANCE
            | wgpu::Features::TEXTURE_COMPRESSION_BC
            | wgpu::Features::TEXTURE_COMPRESSION_ETC2;
        let features = adapter.features() & wanted;
        let required_limits =
            wgpu::Limits::downlevel_webgl2_defaults().using_resolution(adapter.limits()).using_alignment(adapter.limits());
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("practicum"),
            required_features: features,
            required_limits,
            memory_hints: wgpu::MemoryHints::Manual { suballocated_device_memory_block_size: MEMORY_BLOCK_BYTES },
            ..Default::default()
        };
        let (device, queue) = pollster::block_on(adapter.request_device(&descriptor))
            .map_err(|source| GpuError::Device { adapter: info.name.clone(), source })?;
        let software = info.device_type == wgpu::DeviceType::Cpu;
        let pipeline_cache = features.contains(wgpu::Features::PIPELINE_CACHE).then(|| pipeline_cache(&device, cache));
        Ok(Self {
            adapter,
            device,
            queue,
            adapter_name: info.name,
            backend,
            software,
            blocks: Blocks::read_with(features, software),
            fallback_message,
            pipeline_cache,
        })
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vulkan => "Vulkan",
            Self::OpenGl => "OpenGL",
        })
    }
}

fn find_adapter(
    backend: Backend,
    window: Option<WindowHooks>,
) -> Result<(wgpu::Adapter, Option<wgpu::Surface<'static>>), String> {
    let mut descriptor = match window {
        Some(hooks) => (hooks.instance_descriptor)(),
        None => wgpu::InstanceDescriptor::new_without_display_handle(),
    };
    descriptor.backends = match backend {
        Backend::Vulkan => wgpu::Backends::VULKAN,
        Backend::OpenGl => wgpu::Backends::GL,
    };
    descriptor.flags = wgpu::InstanceFlags::empty();
    let instance = wgpu::Instance::new(descriptor);
    let surface = match window {
        Some(hooks) => Some((hooks.surface)(&instance).map_err(|error| error.to_string())?),
        None => None,
    };
    let options = wgpu::RequestAdapterOptions {
        power_preference: wgpu::PowerPreference::HighPerformance,
        compatible_surface: surface.as_ref(),
        ..Default::default()
    };
    let adapter = pollster::block_on(instance.request_adapter(&options)).map_err(|error| error.to_string())?;
    Ok((adapter, surface))
}

fn pipeline_cache(device: &wgpu::Device, data: Option<&[u8]>) -> wgpu::PipelineCache {
    let descriptor = wgpu::PipelineCacheDescriptor { label: Some("pipelines"), data, fallback: true };
    // SAFETY: the bytes come from `Gpu::pipeline_cache_bytes` of an earlier run, which the options demand; wgpu checks the
    // header against this adapter and driver, and starts empty when it does not fit.
    unsafe { device.create_pipeline_cache(&descriptor) }
}
