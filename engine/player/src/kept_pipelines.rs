//! Compiled pipelines, kept in the data folder from one start to the next.

use render::Gpu;
use std::path::Path;

const FILE: &str = "pipelines.bin";

/// What an earlier start kept there.
pub(crate) fn kept(data: &Path) -> Option<Vec<u8>> {
    std::fs::read(data.join(FILE)).ok()
}

/// Keeps all that were compiled so far, and those that were kept before.
pub(crate) fn keep(data: &Path, gpu: &Gpu) {
    if let Some(bytes) = gpu.pipeline_cache_bytes() {
        // Only a cache: without it the next start is slower, nothing else.
        let _ = std::fs::write(data.join(FILE), bytes);
    }
}
