//! Which modules a file belongs to, and their files as they stand in the editor.
//!
//! A module's own file belongs to that module. Facts, courses and snippets stand beside the modules and belong to several.

use super::Server;
use super::places::{File, file_at, is_shared, path_in};
use authoring::{SceneIndex, Sources, scene_of, snippets_of};
use player::library::{read_sources, scene_index, with_pictures};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A module that a file belongs to, or the file alone where no module has it.
pub(super) struct Host {
    pub folder: PathBuf,
    pub sources: Sources,
    pub scene: SceneIndex,
}

impl Host {
    pub fn is_module(&self) -> bool {
        self.sources.files.contains_key("module.toml")
    }
}

impl Server {
    /// Where a file's problems show: its own module; of a file that several share, those open in the editor, or else the
    /// first; without any, the file alone.
    pub(super) fn hosts(&mut self, file: &File) -> Vec<Host> {
        let folders = self.folders(file);
        let is_open = |folder: &PathBuf| self.open.keys().any(|path| file_at(path).is_some_and(|open| open.folder == *folder));
        let open: Vec<PathBuf> = folders.iter().filter(|folder| is_open(folder)).cloned().collect();
        let chosen = if open.is_empty() { folders.into_iter().take(1).collect() } else { open };
        let mut hosts: Vec<Host> = chosen.into_iter().map(|folder| self.host(&folder)).collect();
        if hosts.is_empty() || file.name == "courses.toml" {
            let bytes = self.bytes(&path_in(&file.folder, &file.name));
            let alone = Sources::default().with(&file.name, bytes.unwrap_or_default());
            let alone = self.modules_beside(file).iter().fold(alone, |alone, id| alone.with(&format!("../{id}/module.toml"), ""));
            hosts.insert(0, Host { folder: file.folder.clone(), sources: alone, scene: SceneIndex::default() });
        }
        hosts
    }

    /// Every module beside the one that a file belongs to, and that one: who may name what the file shares.
    pub(super) fn all_beside(&mut self, file: &File) -> Vec<Host> {
        let root = if self.is_in_module(file) { file.folder.parent().map(Path::to_owned) } else { Some(file.folder.clone()) };
        let folders = root.map(|root| module_folders(&root)).unwrap_or_default();
        folders.into_iter().map(|folder| self.host(&folder)).collect()
    }

    /// The ids of the modules beside a file: their folders' names.
    pub(super) fn modules_beside(&self, file: &File) -> BTreeSet<String> {
        let root = if self.is_in_module(file) { file.folder.parent() } else { Some(file.folder.as_path()) };
        let folders = root.map(module_folders).unwrap_or_default();
        folders.iter().filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect()
    }

    /// The folders of the modules that a file belongs to.
    fn folders(&self, file: &File) -> Vec<PathBuf> {
        if self.is_in_module(file) {
            return vec![file.folder.clone()];
        }
        let all = module_folders(&file.folder);
        let Some(snippet) = file.name.strip_prefix("snippets/").and_then(|name| name.strip_suffix(".toml")) else { return all };
        let includes = |folder: &PathBuf| snippets_of(&self.sources(folder)).iter().any(|name| name == snippet);
        all.into_iter().filter(includes).collect()
    }

    fn is_in_module(&self, file: &File) -> bool {
        let module = file.folder.join("module.toml");
        !is_shared(&file.name) || module.is_file() || self.open.contains_key(&module)
    }

    fn host(&mut self, folder: &Path) -> Host {
        let sources = self.sources(folder);
        let scene = self.scene(&sources);
        Host { folder: folder.to_owned(), sources, scene }
    }

    /// The module's files on disk, and what is shared beside it, with what the editor has of them.
    fn sources(&self, folder: &Path) -> Sources {
        let mut sources = read_sources(folder).unwrap_or_default();
        for (path, text) in &self.open {
            if let Some(file) = file_at(path).filter(|file| file.folder == folder) {
                sources = sources.with(&file.name, text.as_bytes());
            }
        }
        let snippets = snippets_of(&sources).into_iter().map(|name| format!("snippets/{name}.toml"));
        for name in snippets.chain(["facts.toml".to_owned(), "courses.toml".to_owned()]) {
            if let Some(bytes) = self.bytes(&path_in(folder, &name)) {
                sources = sources.with(&name, bytes);
            }
        }
        // What the editor has may name other pictures than the file on disk.
        with_pictures(sources, folder)
    }

    /// As the editor has it, else as it is on disk.
    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        self.open.get(path).map(|text| text.as_bytes().to_vec()).or_else(|| std::fs::read(path).ok())
    }

    fn scene(&mut self, sources: &Sources) -> SceneIndex {
        let Some(scene) = scene_of(sources).map(|scene| scene.to_string()) else { return SceneIndex::default() };
        let content = &self.content;
        self.scenes.entry(scene.clone()).or_insert_with(|| scene_index(content, &scene).unwrap_or_default()).clone()
    }
}

/// The folders in a folder that hold a module, by name.
fn module_folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("module.toml").is_file()).collect();
    folders.sort();
    folders
}
