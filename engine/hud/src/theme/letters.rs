//! Every text of the HUD passes here: plain text goes straight to egui, any other is put in order, broken and shaped first.
//!
//! egui shapes letters but knows no direction. So a paragraph is parted into pieces of one direction (`lettering`), egui lays
//! each piece out by itself, and the rows it made are put side by side into one galley, whose text stays as it was written:
//! that is what a screen reader says. Made once and kept while it is shown. Start at [`lay_out`].

use super::Type;
use crate::language;
use egui::epaint::text::{PlacedRow, TextWrapping};
use egui::mutex::Mutex;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context, FontId, Galley, Id, Rect, pos2, vec2};
use lettering::fonts::Han;
use lettering::{Paragraph, cut, hard_lines, is_plain, wrap};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

const CUT: char = '…';

/// How many lines a text may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rows {
    All,
    AtMost(usize),
    /// One, cut anywhere.
    One,
}

impl Rows {
    fn most(self) -> usize {
        match self {
            Self::All => usize::MAX,
            Self::AtMost(n) => n,
            Self::One => 1,
        }
    }
}

/// Lays a text out. Widths in points; an infinite one breaks at line feeds only.
pub fn lay_out(ctx: &Context, style: Type, text: &str, colour: Color32, width: f32, rows: Rows) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), style.format(colour));
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: rows.most(),
        break_anywhere: rows == Rows::One,
        overflow_character: Some(CUT),
    };
    if is_plain(text) {
        return ctx.fonts_mut(|fonts| fonts.layout_job(job));
    }
    let tag = language::tag();
    let key = Key { text: text.to_owned(), style: bits(style, width), colour, rows, tag };
    let kept = kept(ctx);
    if let Some(galley) = kept.lock().get(ctx, &key) {
        return galley;
    }
    let han = Han::of(text, &key.tag);
    let format = TextFormat {
        extra_letter_spacing: 0.0,
        font_id: FontId::new(style.size, style.face.family_for(han)),
        ..style.format(colour)
    };
    let galley = Arc::new(Setter { ctx, format, line: style.line, rows: Vec::new() }.set(job, width, rows));
    kept.lock().put(key, galley.clone());
    galley
}

/// A text that begins at the right, put at the right edge of `width`; any other as it is.
pub fn to_the_right(galley: Arc<Galley>, width: f32) -> Arc<Galley> {
    let left = width - galley.size().x;
    let is_rtl = lettering::runs_from_right(galley.text()).unwrap_or(false);
    if !is_rtl || !left.is_finite() || left <= 0.0 {
        return galley;
    }
    let mut moved = (*galley).clone();
    moved.rows.iter_mut().for_each(|row| row.pos.x += left);
    moved.rect.max.x += left;
    moved.mesh_bounds = moved.mesh_bounds.translate(vec2(left, 0.0));
    Arc::new(moved)
}

/// Sets one text.
struct Setter<'c> {
    ctx: &'c Context,
    format: TextFormat,
    line: f32,
    rows: Vec<PlacedRow>,
}

impl Setter<'_> {
    fn set(mut self, job: LayoutJob, width: f32, rows: Rows) -> Galley {
        let text = job.text.clone();
        let mut lines: Vec<(Paragraph<'_>, Range<usize>)> = Vec::new();
        let mut elided = false;
        for hard in hard_lines(&text) {
            let words = &text[hard];
            let broken = match rows {
                Rows::One => Vec::new(),
                _ if width.is_finite() => {
                    let paragraph = Paragraph::new(words, language::is_rtl());
                    wrap(&paragraph, width, &mut |range| self.width(&paragraph, range))
                }
                _ => Vec::new(),
            };
            if broken.is_empty() {
                lines.push((Paragraph::new(words, language::is_rtl()), 0..words.len()));
            }
            lines.extend(broken.into_iter().map(|line| (Paragraph::new(words, language::is_rtl()), line.shown)));
        }
        let n_lines = lines.len();
        let mut placed: Vec<(Vec<Arc<Galley>>, f32, bool)> = Vec::new();
        for (idx, (paragraph, line)) in lines.into_iter().enumerate().take(rows.most()) {
            let more = idx + 1 == rows.most() && idx + 1 < n_lines;
            let pieces = self.pieces(&paragraph, line.clone());
            let wide: f32 = pieces.iter().map(|piece| piece.size().x).sum();
            if more || (rows == Rows::One && wide > width + 0.5) {
                elided = true;
                let pieces = self.cut(&paragraph, line.start, width);
                let wide = pieces.iter().map(|piece| piece.size().x).sum();
                placed.push((pieces, wide, paragraph.is_rtl()));
            } else {
                placed.push((pieces, wide, paragraph.is_rtl()));
            }
        }
        let widest = placed.iter().map(|(_, wide, _)| *wide).fold(0.0, f32::max);
        let (mut bounds, mut n_vertices, mut n_indices) = (Rect::NOTHING, 0, 0);
        for (idx, (pieces, wide, is_rtl)) in placed.iter().enumerate() {
            let mut at = pos2(if *is_rtl { widest - wide } else { 0.0 }, idx as f32 * self.line);
            for piece in pieces {
                self.rows.extend(piece.rows.iter().map(|row| PlacedRow { pos: at + row.pos.to_vec2(), ..row.clone() }));
                bounds |= piece.mesh_bounds.translate(at.to_vec2());
                n_vertices += piece.num_vertices;
                n_indices += piece.num_indices;
                at.x += piece.size().x;
            }
        }
        let mut galley = (*self.piece("")).clone();
        galley.job = Arc::new(job);
        galley.rows = self.rows;
        galley.elided = elided;
        galley.rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(widest, placed.len() as f32 * self.line));
        galley.mesh_bounds = bounds;
        galley.num_vertices = n_vertices;
        galley.num_indices = n_indices;
        galley
    }

    /// The parts of a line from left to right.
    fn pieces(&self, paragraph: &Paragraph<'_>, line: Range<usize>) -> Vec<Arc<Galley>> {
        paragraph.pieces(line).iter().map(|piece| self.piece(piece.drawn(paragraph.text()))).collect()
    }

    fn width(&self, paragraph: &Paragraph<'_>, line: Range<usize>) -> f32 {
        self.pieces(paragraph, line).iter().map(|piece| piece.size().x).sum()
    }

    /// As much of a paragraph as fits on a line together with a sign that there is more.
    fn cut(&self, paragraph: &Paragraph<'_>, start: usize, width: f32) -> Vec<Arc<Galley>> {
        let rest = &paragraph.text()[start..];
        let with_sign = |part: &str| {
            let shown = format!("{}{CUT}", part.trim_end());
            let paragraph = Paragraph::directed(&shown, paragraph.is_rtl());
            self.pieces(&paragraph, 0..shown.len())
        };
        let n_fit = cut(rest, &mut |part| with_sign(part).iter().map(|piece| piece.size().x).sum::<f32>() <= width);
        with_sign(&rest[..n_fit])
    }

    /// A piece as egui lays it out: on one line, shaped, in one direction.
    fn piece(&self, text: &str) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(text.to_owned(), self.format.clone());
        job.break_on_newline = false;
        job.wrap.max_width = f32::INFINITY;
        job.round_output_to_gui = false;
        self.ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    text: String,
    style: [u32; 4],
    colour: Color32,
    rows: Rows,
    tag: Arc<str>,
}

fn bits(style: Type, width: f32) -> [u32; 4] {
    [style.face as u32, style.size.to_bits(), style.line.to_bits(), width.to_bits()]
}

/// Texts that were set, while they are shown.
#[derive(Default)]
struct Kept {
    by_key: HashMap<Key, (Arc<Galley>, u64)>,
    pass: u64,
    /// Something egui keeps as long as its letters stand where they stood in its texture.
    anchor: Option<Arc<Galley>>,
}

impl Kept {
    fn get(&mut self, ctx: &Context, key: &Key) -> Option<Arc<Galley>> {
        let job = LayoutJob::single_section(" ".to_owned(), TextFormat::simple(Type::BODY.font(), Color32::BLACK));
        let anchor = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        if self.anchor.as_ref().is_none_or(|before| !Arc::ptr_eq(before, &anchor)) {
            self.by_key.clear();
            self.anchor = Some(anchor);
        }
        let pass = ctx.cumulative_pass_nr();
        if self.pass != pass {
            self.by_key.retain(|_, (_, used)| *used + 1 >= self.pass);
            self.pass = pass;
        }
        let (galley, used) = self.by_key.get_mut(key)?;
        *used = pass;
        Some(galley.clone())
    }

    fn put(&mut self, key: Key, galley: Arc<Galley>) {
        self.by_key.insert(key, (galley, self.pass));
    }
}

fn kept(ctx: &Context) -> Arc<Mutex<Kept>> {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("set-texts")).clone())
}
