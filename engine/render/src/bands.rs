//! Bytes on their way to the graphics card, a piece at a time: whatever the size of a scene, little memory is needed on the way, and what a
//! window draws meanwhile waits for one piece at most.
//!
//! Start at [`upload_buffer`] and [`write_level`].

use crate::Gpu;
use std::ops::Range;

/// The most that is on its way at once.
const BAND_BYTES: usize = 1 << 20;

/// A vertex or index buffer with these contents, which are whole words of four bytes.
pub(crate) fn upload_buffer(gpu: &Gpu, label: &str, contents: &[u8], usage: wgpu::BufferUsages) -> wgpu::Buffer {
    // An empty buffer may not be bound.
    let contents = if contents.is_empty() { &[0; 16] } else { contents };
    let usage = usage | wgpu::BufferUsages::COPY_DST;
    let size = contents.len() as u64;
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false });
    for piece in pieces(contents.len(), 4) {
        gpu.queue.write_buffer(&buffer, piece.start as u64, &contents[piece.clone()]);
        settle(gpu, piece.len());
    }
    buffer
}

/// One mip of a texture, in rows of texels or of blocks, of which those at the edges may reach beyond it.
pub(crate) fn write_level(gpu: &Gpu, texture: &wgpu::Texture, mip_level: u32, texels: &[u8], width: u32, height: u32) {
    let (block_width, block_height) = texture.format().block_dimensions();
    let bytes_per_row = texels.len() / height.div_ceil(block_height) as usize;
    for piece in pieces(texels.len(), bytes_per_row) {
        let rows_of = |n_bytes: usize| (n_bytes / bytes_per_row) as u32 * block_height;
        gpu.queue.write_texture(
            wgpu::TexelCopyTextureInfo {
                mip_level,
                origin: wgpu::Origin3d { x: 0, y: rows_of(piece.start), z: 0 },
                ..texture.as_image_copy()
            },
            &texels[piece.clone()],
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(bytes_per_row as u32), rows_per_image: None },
            wgpu::Extent3d { width: width.next_multiple_of(block_width), height: rows_of(piece.len()), depth_or_array_layers: 1 },
        );
        settle(gpu, piece.len());
    }
}

/// What is large is on the card before the next begins; small pieces go together.
fn settle(gpu: &Gpu, n_bytes: usize) {
    if n_bytes > BAND_BYTES / 2 {
        gpu.queue.submit([]);
        gpu.wait();
    }
}

/// Whole rows, as many as fit into one piece, and at least one.
fn pieces(n_bytes: usize, row_bytes: usize) -> impl Iterator<Item = Range<usize>> {
    let step = (BAND_BYTES / row_bytes.max(1)).max(1) * row_bytes.max(1);
    (0..n_bytes).step_by(step).map(move |start| start..(start + step).min(n_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_small_whole_rows_and_all_of_it() {
        for (n_bytes, row_bytes) in
            [(0, 4), (4, 4), (50_000_004, 4), (4 * 8192 * 8192, 4 * 8192), (3 * 100, 3), (5 << 20, 5 << 20)]
        {
            let all: Vec<Range<usize>> = pieces(n_bytes, row_bytes).collect();
            assert_eq!(all.iter().map(Range::len).sum::<usize>(), n_bytes);
            assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(all.iter().all(|piece| piece.len() % row_bytes == 0 && piece.len() <= BAND_BYTES.max(row_bytes)));
        }
    }

    /// What comes back is what was written, over the borders between pieces too.
    #[test]
    fn a_large_buffer_arrives_whole() {
        let gpu = Gpu::headless().unwrap();
        let contents: Vec<u8> = (0..(5 << 20) / 2 + 4_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let written = upload_buffer(&gpu, "large", &contents, wgpu::BufferUsages::COPY_SRC);
        let size = contents.len() as u64;
        let usage = wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ;
        let read = gpu.device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false });
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_buffer_to_buffer(&written, 0, &read, 0, size);
        gpu.queue.submit([encoder.finish()]);
        read.slice(..).map_async(wgpu::MapMode::Read, |_| {});
        gpu.wait();
        let mapped = read.get_mapped_range(..).unwrap();
        assert!(*mapped == *contents, "every byte is where it was");
        let empty = upload_buffer(&gpu, "empty", &[], wgpu::BufferUsages::VERTEX);
        assert_eq!(empty.size(), 16);
    }
}
