//! The attempts of [`properties::attempts`], made wherever this program runs, and left in its memory for whoever runs it.
//!
//! For machines without an operating system, on which a program can neither print nor read: `tests/properties/elsewhere.rs`
//! looks for the lines between [`BEGIN`] and [`END`], which stand reversed in the program itself.

use properties::attempts;

/// Reversed, so that the program's own text is not taken for its answer.
const BEGIN: &str = "<enil tsrif>";
const END: &str = "<enil tsal>";

fn main() {
    let reversed = |text: &str| text.chars().rev().collect::<String>();
    let letter = [reversed(BEGIN), attempts::lines(), reversed(END)].concat();
    // Nobody drops it, and nobody may think it unused.
    std::hint::black_box(Box::leak(letter.into_boxed_str()));
}
