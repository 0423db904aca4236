//! A glTF file from disk, with what lies beside it and never anything from elsewhere. Start at [`open`].

use crate::library::{SceneBundle, with_light};
use crate::share_out::share_out;
use anyhow::{Context, Result, ensure};
use gltf_import::Limits;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads a file, the buffers and pictures that it names, and the light that it brings.
pub fn open(file: &Path) -> Result<SceneBundle> {
    let limits = Limits::default();
    let bytes = bytes_of(file, &limits)?;
    let cannot = || format!("{} cannot be shown", file.display());
    let imported = gltf_import::import_shared(&bytes, &|name| beside(file, name, &limits), &limits, &share_out);
    with_light(folder_of(file), imported.with_context(cannot)?).with_context(cannot)
}

/// The file itself, and of what is too large a byte more than may be read, so that it is told as such.
pub fn bytes_of(file: &Path, limits: &Limits) -> Result<Vec<u8>> {
    ensure!(!file.is_dir(), "{} is a folder; name a .glb or .gltf file in it", file.display());
    read(file, limits.file_bytes).with_context(|| format!("cannot read {}", file.display()))
}

/// What lies beside it under this name: a plain file in its folder or below, also after links were followed.
pub fn beside(file: &Path, name: &str, limits: &Limits) -> Option<Vec<u8>> {
    read(&inside(folder_of(file), name)?, limits.buffer_bytes).ok()
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn read(path: &Path, bytes_max: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(name).canonicalize().ok()?;
    (path.starts_with(folder.canonicalize().ok()?) && path.is_file()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_the_folder_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret.bin");
        std::fs::write(&secret, [0; 36]).unwrap();
        let inside = folder.path().join("inside");
        std::fs::create_dir(&inside).unwrap();
        for uri in ["../secret.bin", "/etc/hostname"] {
            let file = inside.join("a.gltf");
            let gltf = format!(r#"{{"asset":{{"version":"2.0"}},"buffers":[{{"uri":"{uri}","byteLength":36}}]}}"#);
            std::fs::write(&file, gltf).unwrap();
            let why = format!("{:#}", open(&file).unwrap_err());
            assert!(why.contains("a.gltf") && why.contains("/buffers/0"), "{why}");
        }
        let file = inside.join("a.gltf");
        std::fs::write(inside.join("own.bin"), [0; 36]).unwrap();
        assert_eq!(beside(&file, "own.bin", &Limits::default()).map(|bytes| bytes.len()), Some(36));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&secret, inside.join("link.bin")).unwrap();
            assert_eq!(beside(&file, "link.bin", &Limits::default()), None, "a link leads out of the folder");
        }
    }
}
