//! A glTF file from disk, with what lies beside it and never anything from elsewhere. Start at [`open`].

use crate::library::read;
use anyhow::{Context, Result};
use gltf_import::{Imported, Limits};
use std::path::{Component, Path};

/// Reads a file and the buffers and pictures that it names.
pub fn open(file: &Path) -> Result<Imported> {
    let bytes = read(file)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let beside = |name: &str| {
        let stays_inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        stays_inside.then(|| read(&folder.join(name)).ok()).flatten()
    };
    gltf_import::import(&bytes, &beside, &Limits::default()).with_context(|| format!("{} cannot be shown", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_the_folder_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.bin"), [0; 36]).unwrap();
        let inside = folder.path().join("inside");
        std::fs::create_dir(&inside).unwrap();
        for uri in ["../secret.bin", "/etc/hostname"] {
            let file = inside.join("a.gltf");
            let gltf = format!(r#"{{"asset":{{"version":"2.0"}},"buffers":[{{"uri":"{uri}","byteLength":36}}]}}"#);
            std::fs::write(&file, gltf).unwrap();
            let why = format!("{:#}", open(&file).unwrap_err());
            assert!(why.contains("a.gltf") && why.contains("/buffers/0"), "{why}");
        }
    }
}
