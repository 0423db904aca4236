//! Pictures back from the GPU: for headless runs, contact sheets and tests.

use crate::Gpu;
use std::sync::mpsc;
use std::time::Duration;

const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

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

    /// The same for radiance that is not tone mapped ([`crate::ToneMap::Linear`]).
    pub const LINEAR_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;

    pub fn new(gpu: &Gpu, size_px: [u32; 2]) -> Self {
        Self::with_format(gpu, size_px, Self::FORMAT)
    }

    /// For radiance: what is drawn into it comes back by [`Self::read_linear`].
    pub fn linear(gpu: &Gpu, size_px: [u32; 2]) -> Self {
        Self::with_format(gpu, size_px, Self::LINEAR_FORMAT)
    }

    fn with_format(gpu: &Gpu, size_px: [u32; 2], format: wgpu::TextureFormat) -> Self {
        let [width, height] = size_px.map(|size| size.max(1));
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("offscreen"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST
                | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let bytes_per_row = (bytes_per_pixel(format) * width).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("readback"),
            size: u64::from(bytes_per_row) * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { view, size_px: [width, height], texture, buffer, bytes_per_row }
    }

    /// Of a linear target: waits for everything drawn so far. RGBA, four numbers a pixel, rows from the top.
    pub fn read_linear(&self, gpu: &Gpu) -> Result<Vec<f32>, ReadbackError> {
        let bytes = self.read(gpu)?;
        Ok(bytes.chunks_exact(2).map(|half| from_half(u16::from_le_bytes([half[0], half[1]]))).collect())
    }

    /// Waits for everything drawn so far. RGBA, rows from the top: 4 bytes a pixel, sRGB-encoded, or of a linear target 8, half floats.
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
        // Where another thread waits for the device too, it may be the one that answers, a moment later.
        receiver.recv_timeout(ANSWERS_WITHIN).map_err(|_| ReadbackError::NoAnswer)??;
        let row_bytes = (bytes_per_pixel(self.texture.format()) as usize) * self.size_px[0] as usize;
        let pixels = {
            let mapped = self.buffer.get_mapped_range(..)?;
            mapped.chunks_exact(self.bytes_per_row as usize).flat_map(|row| &row[..row_bytes]).copied().collect()
        };
        self.buffer.unmap();
        Ok(pixels)
    }
}

fn bytes_per_pixel(format: wgpu::TextureFormat) -> u32 {
    if format == OffscreenTarget::LINEAR_FORMAT { 8 } else { 4 }
}

/// IEEE 754 binary16.
fn from_half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f32::from(bits & 0x3FF);
    match bits >> 10 & 0x1F {
        0 => sign * fraction * (-24.0_f32).exp2(),
        0x1F if fraction == 0.0 => sign * f32::INFINITY,
        0x1F => f32::NAN,
        exponent => sign * (1.0 + fraction / 1024.0) * (f32::from(exponent) - 15.0).exp2(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_floats_are_read_as_they_are_meant() {
        let known =
            [(0x0000, 0.0), (0x3C00, 1.0), (0xC000, -2.0), (0x3555, 0.333_251_95), (0x7BFF, 65504.0), (0x0001, 5.960_464_5e-8)];
        for (bits, value) in known {
            assert_eq!(from_half(bits), value);
        }
        assert!(from_half(0x7C00).is_infinite() && from_half(0x7E00).is_nan());
    }
}
