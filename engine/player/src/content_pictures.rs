//! Pictures of people and places that the HUD shows, each read when it is first wanted.
//!
//! Faces beside captions are `content/portraits/<who>.png`; who that is says the node of the person in the scene (`Amira`), or else the
//! person's id in the module. A place is `content/<scene>/picture.jpg`.

use crate::media;
use curriculum::{Module, ObjectKind};
use egui::{Context, TextureHandle, TextureId};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub struct ContentPictures {
    ctx: Context,
    content: PathBuf,
    /// None: there is no such picture.
    read: RefCell<BTreeMap<PathBuf, Option<TextureHandle>>>,
}

impl ContentPictures {
    pub fn of(ctx: &Context, content: &Path) -> Self {
        Self { ctx: ctx.clone(), content: content.to_owned(), read: RefCell::default() }
    }

    /// Of a module's person, by the name that captions show.
    pub fn face(&self, module: &Module, speaker: &str) -> Option<TextureId> {
        let person = module.objects.iter().find(|object| object.kind == ObjectKind::Person && object.name == speaker)?;
        names(person.node.as_str(), person.id.as_str())
            .into_iter()
            .find_map(|name| self.picture(format!("portraits/{name}.png")))
            .map(|picture| picture.id())
    }

    /// Of where a module plays, and its width over its height.
    pub fn place(&self, module: &Module) -> Option<(TextureId, f32)> {
        self.picture(format!("{}/picture.jpg", module.scene)).map(|picture| (picture.id(), picture.aspect_ratio()))
    }

    fn picture(&self, file: String) -> Option<TextureHandle> {
        let path = self.content.join(file);
        let mut read = self.read.borrow_mut();
        let is_there = |path: &PathBuf| path.is_file();
        read.entry(path.clone())
            .or_insert_with(|| Some(path).filter(is_there).and_then(|path| media::picture(&self.ctx, &path)))
            .clone()
    }
}

/// What a picture may be called, the likeliest first; letters, digits and `-` only, so that none lies elsewhere.
fn names(node: &str, id: &str) -> Vec<String> {
    let words = node.split('_').rev().chain([id]).map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_looked_for_by_the_node_and_then_by_the_id() {
        assert_eq!(names("Amira", "nurse"), ["amira", "nurse"]);
        assert_eq!(names("Guide", "mateo"), ["guide", "mateo"]);
        assert_eq!(names("Tomasz_Lab", "lab"), ["lab", "tomasz", "lab"]);
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_none() {
        assert_eq!(names("../secret", "who"), ["who"]);
    }
}
