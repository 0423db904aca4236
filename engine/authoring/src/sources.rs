//! What a module is compiled from: bytes by path, and the names a scene offers. Does not read files.

use std::collections::{BTreeMap, BTreeSet};

/// The files of one module, by path relative to its folder, with `/` between the parts.
///
/// `module.toml` is needed. `facts.toml` (the organisation's facts, in the checkout one folder up) and
/// `strings/<language>.toml` are read when present, and so are `snippets/<name>.toml` (in the checkout one folder up too);
/// anything else is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    pub files: BTreeMap<String, Vec<u8>>,
    /// The pictures that the module names, by path, as far as there are such files.
    pub pictures: BTreeMap<String, PictureFile>,
    /// The language to play in, such as `es`; none, or the module's own, leaves the texts as the module has them.
    pub language: Option<String>,
}

/// What is known of a picture's file without its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureFile {
    Readable {
        width_px: u32,
        height_px: u32,
    },
    /// Why it cannot be shown, as a sentence goes on: "it is larger than 16 MB".
    Unusable(String),
}

impl Sources {
    /// A module that is one file.
    pub fn of_module(bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().with("module.toml", bytes)
    }

    /// The same with a picture.
    pub fn with_picture(mut self, path: &str, picture: PictureFile) -> Self {
        self.pictures.insert(path.to_owned(), picture);
        self
    }

    /// The same with one more file.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

/// The names that a module may refer to in its scene, and the sounds that exist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SceneIndex {
    /// The folder of `content/` it was made from; another one than the module's `scene` is reported once, instead of every node.
    pub scene: String,
    pub nodes: BTreeSet<String>,
    /// Animations.
    pub clips: BTreeSet<String>,
    /// File names without extension of `content/sounds/`.
    pub sounds: BTreeSet<String>,
}
