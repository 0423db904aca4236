//! One frame of egui as a picture, drawn by any adapter there is.

use crate::samples::Stage;
use egui::FullOutput;
use egui_wgpu::{Renderer, RendererOptions, ScreenDescriptor};
use image::RgbaImage;
use std::error::Error;

const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

pub struct Shot {
    device: wgpu::Device,
    queue: wgpu::Queue,
    size_px: [u32; 2],
    backdrop: Option<RgbaImage>,
    renderer: Renderer,
}

impl Shot {
    pub fn new(size_px: [u32; 2], backdrop: Option<&RgbaImage>) -> Result<Self, Box<dyn Error>> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let adapter = pollster::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))?;
        let (device, queue) = pollster::block_on(adapter.request_device(&wgpu::DeviceDescriptor::default()))?;
        let backdrop = backdrop.map(|image| {
            let [width, height] = size_px;
            image::imageops::resize(image, width, height, image::imageops::FilterType::Triangle)
        });
        let renderer = Renderer::new(&device, FORMAT, RendererOptions::default());
        Ok(Self { device, queue, size_px, backdrop, renderer })
    }

    pub fn forget_textures(&mut self) {
        self.renderer = Renderer::new(&self.device, FORMAT, RendererOptions::default());
    }

    /// Draws the last of `outputs`, with the textures of all.
    pub fn take(&mut self, stage: &Stage, mut outputs: Vec<FullOutput>, screen: &str) -> Result<RgbaImage, Box<dyn Error>> {
        for output in &mut outputs {
            let delta = std::mem::take(&mut output.textures_delta);
            for (id, images) in &delta.set {
                for image in images {
                    self.renderer.update_texture(&self.device, &self.queue, *id, image);
                }
            }
        }
        let last = outputs.pop().ok_or("nothing was shown")?;
        let pixels_per_point = last.pixels_per_point;
        let jobs = stage.ctx.tessellate(last.shapes, pixels_per_point);
        let descriptor = ScreenDescriptor { size_in_pixels: self.size_px, pixels_per_point };
        let target = self.target();
        if !screen.starts_with("home") && !screen.starts_with("debrief") {
            self.paint_backdrop(&target);
        }
        let view = target.create_view(&wgpu::TextureViewDescriptor::default());
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.renderer.update_buffers(&self.device, &self.queue, &mut encoder, &jobs, &descriptor);
        {
            let pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: &view,
                    depth_slice: None,
                    resolve_target: None,
                    ops: wgpu::Operations { load: wgpu::LoadOp::Load, store: wgpu::StoreOp::Store },
                })],
                ..Default::default()
            });
            self.renderer.render(&mut pass.forget_lifetime(), &jobs, &descriptor);
        }
        self.queue.submit([encoder.finish()]);
        self.read(&target)
    }

    fn target(&self) -> wgpu::Texture {
        let [width, height] = self.size_px;
        self.device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        })
    }

    fn paint_backdrop(&self, target: &wgpu::Texture) {
        let [width, height] = self.size_px;
        let image =
            self.backdrop.clone().unwrap_or_else(|| RgbaImage::from_pixel(width, height, image::Rgba([168, 158, 146, 255])));
        let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * width), rows_per_image: None };
        self.queue.write_texture(target.as_image_copy(), &image, layout, target.size());
    }

    fn read(&self, target: &wgpu::Texture) -> Result<RgbaImage, Box<dyn Error>> {
        let [width, height] = self.size_px;
        let bytes_per_row = (4 * width).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: u64::from(bytes_per_row) * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(bytes_per_row), rows_per_image: None };
        encoder.copy_texture_to_buffer(
            target.as_image_copy(),
            wgpu::TexelCopyBufferInfo { buffer: &buffer, layout },
            target.size(),
        );
        self.queue.submit([encoder.finish()]);
        let (sender, receiver) = std::sync::mpsc::channel();
        buffer.map_async(wgpu::MapMode::Read, .., move |result| drop(sender.send(result)));
        self.device.poll(wgpu::PollType::wait_indefinitely())?;
        receiver.try_recv()??;
        let mapped = buffer.get_mapped_range(..)?;
        let rows = mapped.chunks_exact(bytes_per_row as usize).flat_map(|row| &row[..4 * width as usize]).copied();
        RgbaImage::from_raw(width, height, rows.collect()).ok_or_else(|| "the picture has the wrong size".into())
    }
}
