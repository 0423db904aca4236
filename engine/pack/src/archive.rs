//! The ZIP file around a pack, read within the limits that its signed manifest sets.
//!
//! Start at [`Archive::open`].

use crate::layout::MANIFEST;
use crate::verify::{Faults, PackError};
use record::{Digest, Hash256};
use std::io::{self, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// What is read before any signature was checked.
const MANIFEST_MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The largest single file that is taken into memory.
const FILE_MAX_BYTES: u64 = 1024 * 1024 * 1024;

pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
}

impl<R: Read + Seek> Archive<R> {
    pub(crate) fn open(bytes: R) -> Result<Self, PackError> {
        let zip = ZipArchive::new(bytes).map_err(|error| match error {
            ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => PackError::Io(error),
            error => PackError::NoPack(format!("it is no whole ZIP file ({error})")),
        })?;
        Ok(Self { zip })
    }

    pub(crate) fn manifest(&mut self) -> Result<String, PackError> {
        let read = self.read(MANIFEST, MANIFEST_MAX_BYTES).map_err(|error| PackError::NoPack(format!("{MANIFEST}: {error}")))?;
        let bytes = read.ok_or_else(|| PackError::NoPack(format!("{MANIFEST} is missing in it")))?;
        String::from_utf8(bytes).map_err(|_| PackError::NoPack(format!("{MANIFEST} is no text")))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.zip.file_names().map(|name| name.map_or_else(|error| format!("({error})"), |name| name.into_owned()))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// How long a file is and the hash of it, read one byte beyond `most_bytes` and no further; none where there is no such file.
    pub(crate) fn digest(&mut self, name: &str, most_bytes: u64) -> io::Result<Option<(u64, Hash256)>> {
        let Some(idx) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut file = self.zip.by_index(idx)?.take(most_bytes.saturating_add(1));
        let (mut digest, mut n_bytes, mut part) = (Digest::default(), 0, vec![0; 64 * 1024]);
        loop {
            let n = file.read(&mut part)?;
            if n == 0 {
                return Ok(Some((n_bytes, digest.finish())));
            }
            digest.add(&part[..n]);
            n_bytes += n as u64;
        }
    }

    /// The lines of a file; that it is not there or cannot be read is told.
    pub(crate) fn lines(&mut self, name: &str, faults: &mut Faults) -> Option<Vec<Vec<u8>>> {
        let bytes = self.bytes(name, faults)?;
        let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        // What follows the last line end; a file whose last line has none was cut.
        lines.pop().filter(|rest| !rest.is_empty()).inspect(|_| faults.tell(name, "its last line is cut"));
        Some(lines)
    }

    pub(crate) fn text(&mut self, name: &str, faults: &mut Faults) -> Option<String> {
        let bytes = self.bytes(name, faults)?;
        String::from_utf8(bytes).map_err(|_| faults.tell(name, "it is no text")).ok()
    }

    fn bytes(&mut self, name: &str, faults: &mut Faults) -> Option<Vec<u8>> {
        match self.read(name, FILE_MAX_BYTES) {
            Ok(Some(bytes)) => Some(bytes),
            Ok(None) => {
                faults.tell(name, "it is missing in the pack");
                None
            }
            Err(error) => {
                faults.tell(name, format!("it cannot be read: {error}"));
                None
            }
        }
    }

    fn read(&mut self, name: &str, most_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(idx) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.zip.by_index(idx)?.take(most_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most_bytes {
            return Err(io::Error::other(format!("it has more than {most_bytes} bytes")));
        }
        Ok(Some(bytes))
    }
}
