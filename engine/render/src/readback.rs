//! Pictures back from the GPU: for headless runs, contact sheets and tests.

use crate::Gpu;
use std::sync::mpsc;

/// A texture to draw into when there is no window.
pub struct OffscreenTarget {
    pub view: wgpu::TextureView,
    pub size_px: [u32; 2],
    pub texture: wgpu::Texture,
    buffer: wgpu::Buffer,
    bytes_per_row: u32,
}

/// Why a picture did not come back.
#[derive(Debug, thiserror::Error)]
pub enum ReadbackError {
    #[error("the graphics device was lost before the picture was ready: {0}")]
    Lost(#[from] wgpu::PollError),
    #[error("the picture could not be read from the graphics device: {0}")]
    Map(#[from] wgpu::BufferAsyncError),
    #[error("the picture could not be read from the graphics device: {0}")]
    Range(#[from] wgpu::MapRangeError),
    #[error("the graphics device never answered")]
    NoAnswer,
}

impl OffscreenTarget {
    /// What to make a [`crate::Renderer`] with for such a target.
    pub const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

    pub fn new(gpu: &Gpu, size_px: [u32; 2]) -> Self {
        let [width, height] = size_px.map(|size| size.max(1));
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("offscreen"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: Self::FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST
                | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let bytes_per_row = (4 * width).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("readback"),
            size: u64::from(bytes_per_row) * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { view, size_px: [width, height], texture, buffer, bytes_per_row }
    }

    /// Waits for everything drawn so far. RGBA, 4 bytes a pixel, sRGB-encoded, rows from the top.
    pub fn read(&self, gpu: &Gpu) -> Result<Vec<u8>, ReadbackError> {
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("readback") });
        let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(self.bytes_per_row), rows_per_image: None };
        encoder.copy_texture_to_buffer(
            self.texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo { buffer: &self.buffer, layout },
            self.texture.size(),
        );
        gpu.queue.submit([encoder.finish()]);
        let (sender, receiver) = mpsc::channel();
        // The receiver outlives the call unless this function returned early, and then nobody waits.
        self.buffer.map_async(wgpu::MapMode::Read, .., move |result| drop(sender.send(result)));
        gpu.device.poll(wgpu::PollType::wait_indefinitely())?;
        receiver.try_recv().map_err(|_| ReadbackError::NoAnswer)??;
        let row_bytes = 4 * self.size_px[0] as usize;
        let pixels = {
            let mapped = self.buffer.get_mapped_range(..)?;
            mapped.chunks_exact(self.bytes_per_row as usize).flat_map(|row| &row[..row_bytes]).copied().collect()
        };
        self.buffer.unmap();
        Ok(pixels)
    }
}
