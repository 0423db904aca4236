//! The modules and scenes on disk, read and compiled: what `play`, `watch` and `check` work with.
//!
//! Owns the reading of files; what they mean is `authoring`'s and `gltf_import`'s. Start at [`Library::open`].

use crate::fog::fog_of;
use crate::pictures::look_at;
use crate::share_out::share_out;
use authoring::{Compiled, Diagnostic, SceneIndex, Severity, Sources, compile_courses};
use curriculum::{Module, PICTURES};
use gltf_import::{Imported, Limits};
use ids::ModuleId;
use render::Fog;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The module that rehearses the controls: no training, so it is neither listed nor counted.
pub const CONTROLS: &str = "controls";

/// No authored file is larger; what is larger is refused before it is read.
const FILE_MAX_BYTES: u64 = 64 << 20;
/// Side of a picture beside a scene.
const PICTURE_MAX_PX: u32 = 8192;

#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("cannot read `{path}`: {why}")]
    Read { path: PathBuf, why: io::Error },
    #[error("`{path}` is larger than {} MB", FILE_MAX_BYTES >> 20)]
    TooLarge { path: PathBuf },
    #[error("no scene `{scene}`: `{path}` is missing")]
    NoScene { scene: String, path: PathBuf },
    #[error("the scene `{path}` cannot be used: {why}")]
    Scene { path: PathBuf, why: gltf_import::ImportError },
    #[error("the picture `{path}` cannot be used: {why}")]
    Picture { path: PathBuf, why: image::ImageError },
    #[error("the light of rooms in `{path}` cannot be used: {why}")]
    Rooms { path: PathBuf, why: gltf_import::ImportError },
    #[error("the scene's extras say of its `fog`: {why}")]
    Fog { why: String },
    #[error("`{path}` is no glTF scene: {why}")]
    Outline { path: PathBuf, why: String },
    #[error("there is no folder `{path}`; name the folder that holds a `module.toml`")]
    NoFolder { path: PathBuf },
    #[error("there is no module `{wanted}`; there are: {known}. A module elsewhere is named by its folder, such as ./{wanted}")]
    NoModule { wanted: String, known: String },
}

/// One module's folder, compiled.
pub struct Shelf {
    /// The folder's name.
    pub folder: String,
    pub path: PathBuf,
    pub sources: Sources,
    pub module: Option<Arc<Module>>,
    pub diagnostics: Vec<Diagnostic>,
    /// What its scene offers.
    index: SceneIndex,
}

impl Shelf {
    /// Takes the module's texts in a language, or in one that it is a kind of; in the module's own where it has neither.
    fn speak(&mut self, language: &str) {
        let wanted = self.translation_for(language);
        if self.sources.language == wanted {
            return;
        }
        self.sources.language = wanted;
        if self.module.is_some() {
            self.module = authoring::compile(&self.sources, &self.index).module.map(Arc::new);
        }
    }

    /// `es` for `es-MX`, if there is that file alone.
    fn translation_for(&self, language: &str) -> Option<String> {
        let known = |tag: &str| self.sources.files.contains_key(&format!("strings/{tag}.toml"));
        let base = language.split('-').next().unwrap_or_default();
        [language, base].into_iter().find(|tag| !tag.is_empty() && known(tag)).map(str::to_owned)
    }

    /// The module in its own language and in each that it is translated to, with the sources that say so.
    pub fn in_every_language(&self) -> Vec<(Sources, Module)> {
        let tag = |path: &String| path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".toml")).map(str::to_owned);
        let languages = std::iter::once(None).chain(self.sources.files.keys().filter_map(tag).map(Some));
        let in_language = |language| {
            let sources = Sources { language, ..self.sources.clone() };
            let module = self.compiled(&sources)?;
            Some((sources, module))
        };
        languages.filter_map(in_language).collect()
    }

    /// What other sources of this module make of it, against the same scene.
    pub fn compiled(&self, sources: &Sources) -> Option<Module> {
        authoring::compile(sources, &self.index).module
    }

    pub fn n_of(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// A scene with the pictures that lie beside it.
#[derive(Debug, Default)]
pub struct SceneBundle {
    pub scene: scene::Scene,
    pub warnings: Vec<String>,
    /// Encoded as the content page says; none when the scene names none.
    pub lightmap: Option<scene::Image>,
    pub environment: Option<scene::Image>,
    /// Light by room, in place of an environment, each with the picture that it names.
    pub rooms: Vec<(scene::Room, scene::Image)>,
    pub exposure_ev: f32,
    /// Where the scene has nothing, sRGB.
    pub background_srgb: [u8; 3],
    pub fog: Option<Fog>,
}

/// Everything that can be played.
pub struct Library {
    content: PathBuf,
    /// The tag that texts are wanted in; empty for each module's own.
    language: String,
    pub shelves: Vec<Shelf>,
}

impl Library {
    /// Compiles every module below `modules`. Broken modules stay on the shelf with their diagnostics.
    pub fn open(modules: &Path, content: &Path) -> Result<Self, LibraryError> {
        let mut folders: Vec<PathBuf> = list(modules)?.into_iter().filter(|path| path.join("module.toml").is_file()).collect();
        let order = taught_in_order(&modules.join("courses.toml"));
        let place = |folder: &Path| order.iter().position(|id| folder.file_name().is_some_and(|name| name == id.as_str()));
        folders.sort_by_key(|folder| (place(folder).unwrap_or(usize::MAX), folder.clone()));
        let mut outlines = BTreeMap::new();
        let shelves = folders.iter().map(|folder| open_shelf(folder, content, &mut outlines)).collect::<Result<_, _>>()?;
        Ok(Self { content: content.to_owned(), language: String::new(), shelves })
    }

    /// From now on modules that have this language play in it, the others in their own.
    pub fn speak(&mut self, language: &str) {
        language.clone_into(&mut self.language);
        self.shelves.iter_mut().for_each(|shelf| shelf.speak(language));
    }

    /// The tag that texts are wanted in; empty for each module's own.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A module of this library in the language an attempt was begun in, which may not be the one that is spoken now.
    pub fn module_in(&self, module: &Arc<Module>, language: &str) -> Arc<Module> {
        let Some(shelf) = self.module(module.id.as_str()).filter(|_| module.language != language) else {
            return Arc::clone(module);
        };
        let mut sources = shelf.sources.clone();
        sources.language = shelf.translation_for(language);
        let other = authoring::compile(&sources, &shelf.index).module;
        other.filter(|other| other.language == language).map_or_else(|| Arc::clone(module), Arc::new)
    }

    pub fn module(&self, id: &str) -> Option<&Shelf> {
        self.shelves.iter().find(|shelf| shelf.module.as_ref().map_or(shelf.folder == id, |module| module.id.as_str() == id))
    }

    /// The module of an id, or in a folder anywhere on disk: what has a separator or a dot is a folder. That one comes first
    /// from then on, in place of another of the same id.
    pub fn find(&mut self, wanted: &str) -> Result<&Shelf, LibraryError> {
        let is_path = wanted.contains(['/', '\\', '.']);
        if is_path || (self.module(wanted).is_none() && Path::new(wanted).is_dir()) {
            let mut found = open_module(Path::new(wanted), &self.content)?;
            found.speak(&self.language);
            let id = |shelf: &Shelf| shelf.module.as_ref().map(|module| module.id.clone());
            self.shelves.retain(|shelf| id(&found).is_none() || id(shelf) != id(&found));
            self.shelves.insert(0, found);
            return Ok(&self.shelves[0]);
        }
        self.module(wanted).ok_or_else(|| LibraryError::NoModule {
            wanted: wanted.to_owned(),
            known: match self.shelves.iter().map(|shelf| shelf.folder.as_str()).collect::<Vec<_>>() {
                none if none.is_empty() => "none".to_owned(),
                some => some.join(", "),
            },
        })
    }

    /// What a trainee can be asked to do, in the order in which courses teach it, then in that of the folders.
    pub fn playable(&self) -> impl Iterator<Item = &Arc<Module>> {
        self.shelves.iter().filter_map(|shelf| shelf.module.as_ref()).filter(|module| module.id.as_str() != CONTROLS)
    }

    /// SHA-256 over everything that is played: the module's files, its pictures' and its scene's, by path.
    pub fn package_sha256(&self, shelf: &Shelf, scene: &str) -> Result<String, LibraryError> {
        let mut hasher = Sha256::new();
        let mut add = |path: &str, bytes: &[u8]| {
            hasher.update((path.len() as u64).to_le_bytes());
            hasher.update(path.as_bytes());
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        for (path, bytes) in &shelf.sources.files {
            add(path, bytes);
        }
        // Links and sizes were looked at when the shelf was opened.
        for picture in shelf.module.iter().flat_map(|module| &module.pictures) {
            add(&picture.file, &read(&shelf.path.join(&picture.file))?);
        }
        if scene == PICTURES {
            return Ok(hex(&hasher.finalize()));
        }
        let folder = self.content.join(scene);
        let mut played: Vec<PathBuf> = list(&folder)?.into_iter().filter(|path| is_played(path)).collect();
        played.sort();
        for path in played {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            add(&format!("scene/{name}"), &read(&path)?);
        }
        Ok(hex(&hasher.finalize()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compiles the module in one folder, wherever it is on disk; its `module.toml` may be named in its place. Organisation facts
/// lie beside or above it.
pub fn open_module(folder: &Path, content: &Path) -> Result<Shelf, LibraryError> {
    let folder = match folder.parent() {
        Some(parent) if folder.file_name().is_some_and(|name| name == "module.toml") && !folder.is_dir() => parent,
        _ => folder,
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !folder.is_dir() {
        return Err(LibraryError::NoFolder { path: folder.to_owned() });
    }
    open_shelf(folder, content, &mut BTreeMap::new())
}

fn open_shelf(folder: &Path, content: &Path, outlines: &mut BTreeMap<String, Option<SceneIndex>>) -> Result<Shelf, LibraryError> {
    let sources = read_sources(folder)?;
    let index = match authoring::scene_of(&sources) {
        Some(scene) => {
            let scene = scene.to_string();
            outlines.entry(scene.clone()).or_insert_with(|| scene_index(content, &scene).ok()).clone()
        }
        None => None,
    };
    let index = index.unwrap_or_default();
    let Compiled { module, diagnostics, .. } = authoring::compile(&sources, &index);
    let whole = if folder.file_name().is_some() { None } else { folder.canonicalize().ok() };
    let name = whole.as_deref().unwrap_or(folder).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Shelf { folder: name, path: folder.to_owned(), sources, module: module.map(Arc::new), diagnostics, index })
}

/// The files of the module in a folder, as far as there are any.
pub fn read_sources(folder: &Path) -> Result<Sources, LibraryError> {
    let mut sources = Sources::default();
    let module = folder.join("module.toml");
    if module.exists() {
        sources = sources.with("module.toml", read(&module)?);
    }
    let facts = [folder.join("facts.toml"), folder.join("../facts.toml")].into_iter().find(|path| path.is_file());
    if let Some(facts) = facts {
        sources = sources.with("facts.toml", read(&facts)?);
    }
    for path in list(&folder.join("strings")).unwrap_or_default() {
        if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|extension| extension == "toml")) {
            sources = sources.with(&format!("strings/{}", name.to_string_lossy()), read(&path)?);
        }
    }
    for name in authoring::snippets_of(&sources) {
        let file = format!("snippets/{name}.toml");
        let path = [folder.join(&file), folder.join("..").join(&file)].into_iter().find(|path| path.is_file());
        if let Some(path) = path {
            sources = sources.with(&file, read(&path)?);
        }
    }
    Ok(with_pictures(sources, folder))
}

/// The same with what is to be known of the pictures that the module names now.
pub fn with_pictures(mut sources: Sources, folder: &Path) -> Sources {
    sources.pictures.clear();
    for file in authoring::pictures_of(&sources) {
        if let Some(picture) = look_at(folder, &file) {
            sources = sources.with_picture(&file, picture);
        }
    }
    sources
}

/// The names a scene offers, read from its JSON only: no picture is decoded. A module's own pictures have no names but its marks.
pub fn scene_index(content: &Path, scene: &str) -> Result<SceneIndex, LibraryError> {
    if scene == PICTURES {
        return Ok(SceneIndex { scene: scene.to_owned(), sounds: sounds(content), ..SceneIndex::default() });
    }
    let path = scene_path(content, scene)?;
    let bytes = read(&path)?;
    let json = json_of_glb(&bytes).map_err(|why| LibraryError::Outline { path: path.clone(), why })?;
    let names = |key: &str| {
        let list = json.get(key).and_then(|list| list.as_array()).into_iter().flatten();
        list.filter_map(|entry| entry.get("name")?.as_str().map(str::to_owned)).collect()
    };
    Ok(SceneIndex { scene: scene.to_owned(), nodes: names("nodes"), clips: names("animations"), sounds: sounds(content) })
}

fn sounds(content: &Path) -> BTreeSet<String> {
    let sounds = list(&content.join("sounds")).unwrap_or_default();
    let sounds = sounds.iter().filter(|path| path.extension().is_some_and(|extension| extension == "ogg"));
    sounds.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
}

/// Reads a scene and the pictures it names.
pub fn load_scene(content: &Path, scene: &str) -> Result<SceneBundle, LibraryError> {
    let path = scene_path(content, scene)?;
    let folder = content.join(scene);
    let beside = |name: &str| read(&folder.join(plain_name(name)?)).ok();
    let imported = gltf_import::import_shared(&read(&path)?, &beside, &Limits::default(), &share_out)
        .map_err(|why| LibraryError::Scene { path: path.clone(), why })?;
    with_light(&folder, imported)
}

/// A scene with the lightmap, the environment, the exposure and the fog that it names; the pictures lie in `folder`.
pub(crate) fn with_light(folder: &Path, Imported { scene, warnings }: Imported) -> Result<SceneBundle, LibraryError> {
    let slots = ["lightmap", "environment"].map(|key| (scene.extras.get(key).and_then(|extra| extra.as_text()), OnceLock::new()));
    let rooms = OnceLock::new();
    share_out(1 + slots.len(), &|idx| match idx.checked_sub(1).map(|idx| &slots[idx]) {
        Some((name, read)) => drop(read.get_or_init(|| name.map(|name| picture_beside(folder, name)).transpose())),
        None => drop(rooms.get_or_init(|| rooms_of(folder, &scene))),
    });
    let [lightmap, environment] = slots.map(|(_, read)| read.into_inner().unwrap_or(Ok(None)));
    let (lightmap, environment) = (lightmap?, environment?);
    let rooms = rooms.into_inner().unwrap_or(Ok(Vec::new()))?;
    let exposure_ev = scene.extras.get("exposure_ev").and_then(|extra| extra.as_number()).unwrap_or(0.0) as f32;
    let warnings = warnings.iter().map(ToString::to_string).collect();
    let fog = scene.extras.get("fog").map(|extra| fog_of(extra.as_text().unwrap_or_default())).transpose();
    let fog = fog.map_err(|why| LibraryError::Fog { why })?;
    Ok(SceneBundle { scene, warnings, lightmap, environment, rooms, exposure_ev, fog, ..SceneBundle::default() })
}

/// What the scene says lies beside it of light by room.
fn rooms_of(folder: &Path, scene: &scene::Scene) -> Result<Vec<(scene::Room, scene::Image)>, LibraryError> {
    let Some(name) = scene.extras.get("rooms").and_then(|extra| extra.as_text()) else { return Ok(Vec::new()) };
    let path = folder.join(plain_name(name).unwrap_or_default());
    let rooms = gltf_import::rooms(&read(&path)?, &Limits::default()).map_err(|why| LibraryError::Rooms { path, why })?;
    let with_picture = |room: scene::Room| picture_beside(folder, &room.radiance).map(|picture| (room, picture));
    rooms.into_iter().map(with_picture).collect()
}

/// A picture that a scene names, decoded; its side is limited before a pixel is.
fn picture_beside(folder: &Path, name: &str) -> Result<scene::Image, LibraryError> {
    let path = folder.join(plain_name(name).unwrap_or_default());
    let failed = |why| LibraryError::Picture { path: path.clone(), why };
    let mut reader =
        image::ImageReader::new(io::Cursor::new(read(&path)?)).with_guessed_format().map_err(|source| failed(source.into()))?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(PICTURE_MAX_PX), Some(PICTURE_MAX_PX));
    reader.limits(limits);
    let pixels = reader.decode().map_err(failed)?.into_rgba8();
    Ok(scene::Image {
        name: name.to_owned(),
        width_px: pixels.width(),
        height_px: pixels.height(),
        format: scene::ImageFormat::Rgba8,
        pixels: pixels.into_raw().into(),
    })
}

pub(crate) fn scene_path(content: &Path, scene: &str) -> Result<PathBuf, LibraryError> {
    let path = content.join(scene).join(format!("{scene}.glb"));
    let inside = plain_name(scene).is_some();
    if inside && path.is_file() { Ok(path) } else { Err(LibraryError::NoScene { scene: scene.to_owned(), path }) }
}

/// A name that stays in its folder: one part, no parent, no root.
fn plain_name(name: &str) -> Option<&str> {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)).then_some(name)
}

fn is_played(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.ends_with(".glb")
        || [".lightmap.png", ".env.png", ".rooms.json"].iter().any(|end| name.ends_with(end))
        || is_of_rooms(&name)
}

/// What is mirrored in one room: `<scene>.rooms.<room>.png`.
pub(crate) fn is_of_rooms(name: &str) -> bool {
    name.contains(".rooms.") && name.ends_with(".png")
}

pub(crate) fn json_of_glb(bytes: &[u8]) -> Result<serde_json::Value, String> {
    let word = |at: usize| bytes.get(at..at + 4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as usize);
    if bytes.get(..4) != Some(b"glTF") || bytes.get(16..20) != Some(b"JSON") {
        return Err("it does not begin as a .glb file does".to_owned());
    }
    let length = word(12).ok_or("it ends too early")?;
    let json = bytes.get(20..).and_then(|rest| rest.get(..length)).ok_or("its JSON part is cut off")?;
    serde_json::from_slice(json).map_err(|why| format!("its JSON part is broken: {why}"))
}

/// The modules of all courses, in their order; none where there is no such file, or where `practicum check` has to tell about it.
fn taught_in_order(courses: &Path) -> Vec<ModuleId> {
    let bytes = std::fs::read(courses).unwrap_or_default();
    compile_courses(&bytes, &BTreeSet::new()).courses.into_iter().flat_map(|course| course.modules).collect()
}

pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, LibraryError> {
    let failed = |why| LibraryError::Read { path: folder.to_owned(), why };
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

/// A whole file of a sane size.
pub fn read(path: &Path) -> Result<Vec<u8>, LibraryError> {
    let failed = |why| LibraryError::Read { path: path.to_owned(), why };
    if std::fs::metadata(path).map_err(failed)?.len() > FILE_MAX_BYTES {
        return Err(LibraryError::TooLarge { path: path.to_owned() });
    }
    std::fs::read(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scene_name_cannot_leave_the_content_folder() {
        let content = tempfile::tempdir().unwrap();
        for name in ["../secret", "/etc", "a/b", "..", ""] {
            assert!(matches!(scene_index(content.path(), name), Err(LibraryError::NoScene { .. })), "{name}");
        }
    }

    #[test]
    fn a_module_plays_in_the_language_that_is_wanted_if_it_has_it_and_goes_on_in_the_one_of_its_record() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut library = Library::open(&root.join("modules"), &root.join("content")).unwrap();
        let of = |library: &Library, id: &str| library.module(id).unwrap().module.clone().unwrap();
        let english = of(&library, CONTROLS);
        library.speak("es-MX");
        let spanish = of(&library, CONTROLS);
        assert_eq!((&*spanish.language, &*spanish.title), ("es", "Prueba los mandos"));
        assert_eq!(of(&library, "first-day").language, "es");
        assert_eq!(library.module_in(&spanish, "en"), english);
        assert_eq!(library.module_in(&english, "es"), spanish);
        library.speak("xx");
        assert_eq!(of(&library, CONTROLS), english);
    }

    #[test]
    fn any_bytes_as_a_scene_are_told_and_survived() {
        for bytes in [
            &b""[..],
            b"glTF",
            b"glTF\x02\0\0\0\xff\xff\xff\xff\xff\xff\xff\xffJSON{}",
            b"glTF\x02\0\0\0\0\0\0\0\x02\0\0\0JSON}}",
        ] {
            assert!(json_of_glb(bytes).is_err());
        }
    }
}
