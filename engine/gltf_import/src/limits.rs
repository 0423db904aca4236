//! How much a file may ask for, so that none can exhaust the machine.

use crate::ImportError;
use scene::has_room;

/// Bounds on one import. The defaults fit a large building floor and keep the importer well below a gigabyte.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    pub file_bytes: usize,
    pub json_bytes: usize,
    /// Numbers, texts, lists and objects in the JSON: each takes far more memory than bytes in the file.
    pub json_values: usize,
    /// All buffers and image files together.
    pub buffer_bytes: usize,
    /// Vertices, indices, joints' matrices and animation keys after decoding, all together. One accessor used twice counts twice.
    pub decoded_bytes: usize,
    pub image_side_px: u32,
    /// All images together.
    pub images_px: u64,
    /// Entries of any one list of things: nodes, meshes, accessors, ...
    pub list_len: usize,
    /// Of nodes below one another.
    pub depth: usize,
    pub joints_per_skin: usize,
    /// Of one primitive.
    pub morph_targets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            json_bytes: 64 << 20,
            json_values: 1_000_000,
            buffer_bytes: 256 << 20,
            decoded_bytes: 256 << 20,
            image_side_px: 8192,
            images_px: 64 << 20,
            list_len: 65_536,
            depth: 128,
            joints_per_skin: 1024,
            morph_targets: 1024,
        }
    }
}

/// What is said where this PC has no memory left for so many bytes.
pub(crate) fn no_room(n_bytes: u64) -> String {
    format!("this PC has no memory left for {} MB; close other programs, or make the file smaller", n_bytes.div_ceil(1 << 20))
}

/// What is left of one total.
#[derive(Debug)]
pub(crate) struct Budget {
    what: &'static str,
    left: u64,
    total: u64,
}

impl Budget {
    pub fn new(what: &'static str, total: u64) -> Self {
        Self { what, left: total, total }
    }

    pub fn left(&self) -> u64 {
        self.left
    }

    pub fn spend(&mut self, place: &str, amount: u64) -> Result<(), ImportError> {
        match self.left.checked_sub(amount) {
            Some(left) if has_room(amount) => {
                self.left = left;
                Ok(())
            }
            Some(_) => Err(ImportError::new(place, no_room(amount))),
            None => {
                Err(ImportError::new(place, format!("the file needs more than {} {}; make it smaller", self.total, self.what)))
            }
        }
    }
}
