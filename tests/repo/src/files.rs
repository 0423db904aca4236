//! The project's files, without what is built or fetched.
//!
//! Does not ask git, so that a file counts before it is committed and without git too. Start at [`files`].

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of the project's own.
const FOREIGN_FOLDERS: [&str; 6] = ["target", "out", ".git", ".venv", "__pycache__", "node_modules"];
/// Where the scripts of a place or a prop keep what they make on the way, inside `content/`.
const INTERMEDIATE_FOLDER: &str = "build";

/// One file, by its path from the root with `/` between the parts.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub on_disk: PathBuf,
    pub size_bytes: u64,
}

impl File {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What stands after the last dot of the name, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(&self.on_disk).unwrap_or_else(|error| panic!("cannot read {}: {error}", self.path))
    }

    /// The text, or none when the file is no UTF-8.
    pub fn text(&self) -> Option<String> {
        String::from_utf8(self.bytes()).ok()
    }
}

/// The root of the checkout.
pub fn project_root() -> PathBuf {
    let tests_repo = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests_repo.ancestors().nth(2).expect("tests/repo stands two folders deep").to_path_buf()
}

/// The text of one file that must be there, such as `ARCHITECTURE.md`.
pub fn read(path: &str) -> String {
    fs::read_to_string(project_root().join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// Every file of the project, in order of path.
pub fn files() -> Vec<File> {
    let root = project_root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display())).flatten() {
            let on_disk = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(metadata) = fs::symlink_metadata(&on_disk) else { continue };
            if metadata.is_dir() {
                let is_intermediate = name == INTERMEDIATE_FOLDER && folder.starts_with(root.join("content"));
                if !is_intermediate && !FOREIGN_FOLDERS.contains(&name.as_str()) {
                    folders.push(on_disk);
                }
                continue;
            }
            let parts = on_disk.strip_prefix(&root).expect("it was found under the root").iter();
            let path = parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push(File { path, on_disk, size_bytes: metadata.len() });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
