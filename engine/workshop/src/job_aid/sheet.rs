//! What stands on the page: title, steps with a box to tick, what never to do. The largest letters that fit are taken, and
//! the reasons are left out before the letters get small.

use super::typeface::{Stroke, Typeface};
use curriculum::Module;
use lettering::{Glyph, Paragraph, hard_lines, is_plain, runs_from_right, shape, wrap};

/// A4, points.
pub(super) const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 46.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Smaller letters cannot be read on a wall.
const SIZES: [f32; 6] = [12.0, 11.0, 10.0, 9.0, 8.0, 7.0];
const SMALLEST_WITH_REASONS: f32 = 9.0;

/// Something on the page, in points from the lower left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Text {
        at: (f32, f32),
        size: f32,
        bold: bool,
        grey: bool,
        text: String,
    },
    /// A line of a script that needs its letters put in order: drawn as shapes, with the text beside them.
    Drawn {
        /// Where its first letter from the left begins.
        at: (f32, f32),
        size: f32,
        grey: bool,
        text: String,
        /// Per glyph, in shares of the size from `at`.
        strokes: Vec<Stroke>,
        /// Letters that none of the fonts has.
        missing: Vec<char>,
    },
    /// A box to tick; a critical step's is heavy.
    Tick {
        at: (f32, f32),
        side: f32,
        heavy: bool,
    },
    Rule {
        y: f32,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub marks: Vec<Mark>,
}

impl Mark {
    pub fn missing(&self, regular: &Typeface<'_>, bold: &Typeface<'_>) -> Vec<char> {
        match self {
            Self::Text { text, bold: is_bold, .. } => {
                let face = if *is_bold { bold } else { regular };
                text.chars().filter(|letter| *letter != ' ' && face.glyph(*letter) == 0).collect()
            }
            Self::Drawn { missing, .. } => missing.clone(),
            _ => Vec::new(),
        }
    }
}

pub(super) fn fit(module: &Module, regular: &Typeface<'_>, bold: &Typeface<'_>, others: &[Typeface<'_>]) -> Option<Sheet> {
    let is_rtl = runs_from_right(&module.title).unwrap_or(false);
    let with_reasons = SIZES.into_iter().filter(|size| *size >= SMALLEST_WITH_REASONS).map(|size| (size, true));
    let without = SIZES.into_iter().map(|size| (size, false));
    with_reasons.chain(without).find_map(|(size, reasons)| {
        let mut pen = Pen { regular, bold, others, is_rtl, size, y: PAGE.1 - MARGIN, marks: Vec::new() };
        pen.page(module, reasons);
        (pen.y >= MARGIN).then_some(Sheet { marks: pen.marks })
    })
}

/// Writes from the top down.
struct Pen<'a, 'b> {
    regular: &'a Typeface<'b>,
    bold: &'a Typeface<'b>,
    /// Of scripts that the first two do not have.
    others: &'a [Typeface<'b>],
    /// The page begins at the right.
    is_rtl: bool,
    size: f32,
    y: f32,
    marks: Vec<Mark>,
}

impl Pen<'_, '_> {
    fn page(&mut self, module: &Module, reasons: bool) {
        self.write(&module.title, 0.0, self.size * 1.7, true, false);
        let of = format!("{} · version {}", module.policy.as_deref().unwrap_or(module.id.as_str()), module.version);
        self.write(&of, 0.0, self.size * 0.85, false, true);
        self.rule();
        let mut chapter = "";
        for (idx, step) in module.steps.iter().enumerate() {
            if step.chapter != chapter && !step.chapter.is_empty() {
                self.y -= self.size * 0.4;
                self.write(&step.chapter, 0.0, self.size * 0.9, true, true);
            }
            chapter = &step.chapter;
            self.step(idx, step, reasons);
        }
        let never: Vec<_> = module.mistakes.iter().filter(|mistake| mistake.critical).collect();
        if !never.is_empty() {
            self.rule();
            self.write("Mind", 0.0, self.size * 1.1, true, false);
            for mistake in never {
                self.write(&format!("! {}: {}", mistake.title, mistake.say), self.size * 0.2, self.size, false, false);
            }
        }
        self.rule();
        self.write("Heavy boxes are critical: safety hangs on them. Name, date:", 0.0, self.size * 0.8, false, true);
    }

    fn step(&mut self, idx: usize, step: &curriculum::Step, reasons: bool) {
        self.y -= self.size * 0.35;
        let side = self.size * 0.95;
        let top = self.y;
        let x = if self.is_rtl { PAGE.0 - MARGIN - side } else { MARGIN };
        self.marks.push(Mark::Tick { at: (x, top - side - self.size * 0.17), side, heavy: step.critical });
        let indent = self.size * 1.9;
        let words = format!("{}. {}", idx + 1, step.say);
        self.write(&words, indent, self.size, step.critical, false);
        let parts = step.goal.parts();
        let fields = parts.iter().filter_map(|goal| goal.card()).flat_map(|card| &card.fields);
        let labels: Vec<&str> = fields.map(|field| field.label.as_str()).collect();
        if !labels.is_empty() {
            self.write(&labels.join(" · "), indent, self.size * 0.85, false, false);
        }
        if let Some(why) = step.why.as_deref().filter(|why| reasons && !why.is_empty()) {
            self.write(why, indent, self.size * 0.85, false, true);
        }
    }

    fn write(&mut self, text: &str, indent: f32, size: f32, bold: bool, grey: bool) {
        if !is_plain(text) {
            return self.draw(text, indent, size, bold, grey);
        }
        let face = if bold { self.bold } else { self.regular };
        for line in face.wrap(text, size, WIDTH - indent) {
            self.y -= size * 1.28;
            let at = (MARGIN + indent, self.y + size * 0.28);
            self.marks.push(Mark::Text { at, size, bold, grey, text: line });
        }
    }

    fn draw(&mut self, text: &str, indent: f32, size: f32, bold: bool, grey: bool) {
        let first = if bold { self.bold } else { self.regular };
        let faces: Vec<&Typeface<'_>> = std::iter::once(first).chain(self.others).collect();
        let shapers: Vec<_> = faces.iter().map(|face| &face.shaper).collect();
        for hard in hard_lines(text) {
            let paragraph = Paragraph::new(&text[hard], self.is_rtl);
            let lines = wrap(&paragraph, WIDTH - indent, &mut |range| shape(&paragraph, range, &shapers).1 * size);
            for line in lines {
                let (glyphs, width) = shape(&paragraph, line.shown.clone(), &shapers);
                self.y -= size * 1.28;
                let x = if paragraph.is_rtl() { PAGE.0 - MARGIN - indent - width * size } else { MARGIN + indent };
                let shown = &paragraph.text()[line.shown];
                let is_drawn = |letter: &char| !letter.is_whitespace() && !letter.is_control();
                let is_known = |letter: char| shapers.iter().any(|shaper| shaper.has(letter));
                let missing = shown.chars().filter(is_drawn).filter(|letter| !is_known(*letter)).collect();
                let strokes = glyphs.iter().flat_map(|glyph| placed(&faces, glyph)).collect();
                let at = (x, self.y + size * 0.28);
                self.marks.push(Mark::Drawn { at, size, grey, text: shown.to_owned(), strokes, missing });
            }
        }
    }

    fn rule(&mut self) {
        self.y -= self.size * 0.7;
        self.marks.push(Mark::Rule { y: self.y });
        self.y -= self.size * 0.2;
    }
}

/// The strokes of a glyph in its place in the line.
fn placed(faces: &[&Typeface<'_>], glyph: &Glyph) -> Vec<Stroke> {
    let outline = faces.get(glyph.face).map(|face| face.outline(glyph.id)).unwrap_or_default();
    outline.into_iter().map(|stroke| stroke.map(|(x, y)| (x + glyph.x, y + glyph.y))).collect()
}
