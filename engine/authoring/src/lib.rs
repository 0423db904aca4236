//! Module text in, a checked [`curriculum::Module`] and diagnostics out.
//!
//! Pure: no file, clock, thread or randomness. It never stops at the first problem and never panics, whatever the bytes.
//! Does not know how a module is played (`session`) or shown (`stage`), and derives nothing from Serde when reading:
//! one hand-written table of keys ([`keys`]) says what an author may write. Start at [`compile`], then follow the text:
//! `tree` (TOML with places) -> `facts`, `snippets`, `strings` -> `walk` (keys, types, names) -> `read` (values) -> `check` (sense).

mod alone;
mod amounts;
mod check;
mod compile;
mod conversion;
mod courses;
mod diagnostic;
pub mod editor;
mod explain;
mod facts;
mod hash;
pub mod keys;
mod letters;
mod names;
mod nearest;
mod read;
mod snippets;
mod sources;
mod strings;
mod syntax_words;
mod texts;
mod tree;
mod voices;
mod walk;
mod words;

pub use alone::check_alone;
pub use check::pictures_of;
pub use compile::{Compiled, compile, scene_of};
pub use courses::{CompiledCourses, compile_courses};
pub use diagnostic::{Diagnostic, Severity, render};
pub use explain::{Check, checks, explain};
pub use hash::{logic_of, logic_sha256, step_meanings, text_sha256};
pub use letters::unknown_letters;
pub use snippets::snippets_of;
pub use sources::{PictureFile, SceneIndex, Sources};
pub use texts::{Text, is_much_longer, quoted, texts, translations};
pub use voices::{Voice, check_voices, read_voices, write_voices};
