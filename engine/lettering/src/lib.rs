//! Text of any script: which way it runs, where a line may end, in which order its parts stand, and which glyphs they are.
//!
//! Pure: text and the bytes of fonts in, ranges and glyphs out. Knows no screen, page or module, and asks nobody for a
//! width: whoever lays out measures with its own letters. Start at [`Paragraph`]; [`is_plain`] tells the texts that need none
//! of this, [`fonts`] which font has a letter, [`shape()`] gives glyphs to whoever draws without egui.

pub mod fonts;
mod paragraph;
mod pieces;
mod shape;
mod wrap;

pub use paragraph::{Paragraph, hard_lines, is_plain, runs_from_right};
pub use pieces::{Piece, mirrored};
pub use shape::{Face, Glyph, shape};
pub use wrap::{Line, clusters, cut, wrap};
