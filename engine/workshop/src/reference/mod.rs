//! The language's reference: a static site and a JSON Schema, both made from the table of keys and the list of checks.
//!
//! No key is written down here: what the language gains appears by itself. Start at [`site`] or [`schema()`]; what a shape is
//! called, looks like and allows stands in `shapes`, the one file that knows shapes.

mod broken;
mod entries;
mod html;
mod pages;
mod samples;
mod schema;
mod search;
mod shapes;

pub use entries::{Entry, EntryKind, entries};
pub use pages::site;
pub use schema::schema;
