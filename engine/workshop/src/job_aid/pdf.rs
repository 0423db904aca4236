//! Writes a sheet as a PDF with its two fonts embedded whole; lines of other scripts as shapes. Knows marks only.

use super::sheet::{Mark, PAGE, Sheet};
use super::typeface::Typeface;
use curriculum::Module;
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::collections::BTreeMap;

const REGULAR: Name<'static> = Name(b"Regular");
const BOLD: Name<'static> = Name(b"Bold");
const CATALOG: i32 = 1;
const TREE: i32 = 2;
const SHEET: i32 = 3;
const CONTENT: i32 = 4;
const INFO: i32 = 5;
/// Each font takes five objects from here on.
const FONTS: [i32; 2] = [10, 20];
/// zlib's usual balance of time and size.
const LEVEL: u8 = 6;

pub(super) fn write(sheet: &Sheet, module: &Module, regular: &Typeface<'_>, bold: &Typeface<'_>) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut catalog = pdf.catalog(Ref::new(CATALOG));
    catalog.pages(Ref::new(TREE)).lang(TextStr(&module.language));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.finish();
    pdf.document_info(Ref::new(INFO)).title(TextStr(&module.title)).creator(TextStr("Practicum"));
    pdf.pages(Ref::new(TREE)).kids([Ref::new(SHEET)]).count(1);
    let mut page = pdf.page(Ref::new(SHEET));
    page.parent(Ref::new(TREE)).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(Ref::new(CONTENT));
    page.resources().fonts().pair(REGULAR, Ref::new(FONTS[0])).pair(BOLD, Ref::new(FONTS[1]));
    page.finish();
    let drawn = compress_to_vec_zlib(&draw(sheet, regular, bold), LEVEL);
    pdf.stream(Ref::new(CONTENT), &drawn).filter(Filter::FlateDecode);
    for (face, first, is_bold) in [(regular, FONTS[0], false), (bold, FONTS[1], true)] {
        let used = sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, bold, .. } if *bold == is_bold => Some(text.as_str()),
            _ => None,
        });
        let letters: BTreeMap<u16, char> = used.flat_map(str::chars).map(|letter| (face.glyph(letter), letter)).collect();
        embed(&mut pdf, face, first, &letters);
    }
    pdf.finish()
}

fn draw(sheet: &Sheet, regular: &Typeface<'_>, bold: &Typeface<'_>) -> Vec<u8> {
    let mut content = Content::new();
    for mark in &sheet.marks {
        match mark {
            Mark::Text { at, size, bold: is_bold, grey, text } => {
                let (name, face) = if *is_bold { (BOLD, bold) } else { (REGULAR, regular) };
                let glyphs: Vec<u8> = text.chars().flat_map(|letter| face.glyph(letter).to_be_bytes()).collect();
                content.set_fill_gray(if *grey { 0.35 } else { 0.0 });
                content.begin_text().set_font(name, *size).next_line(at.0, at.1).show(Str(&glyphs)).end_text();
            }
            Mark::Drawn { at, size, grey, text, strokes, .. } => {
                content.set_fill_gray(if *grey { 0.35 } else { 0.0 });
                // What a search finds and a reader says.
                let mut marked = content.begin_marked_content_with_properties(Name(b"Span"));
                marked.properties().actual_text(TextStr(text));
                marked.finish();
                let point = |(x, y): (f32, f32)| (at.0 + x * size, at.1 + y * size);
                let mut pen = None;
                for [from, one, other, to] in strokes.iter().map(|stroke| stroke.map(point)) {
                    if pen != Some(from) {
                        content.move_to(from.0, from.1);
                    }
                    content.cubic_to(one.0, one.1, other.0, other.1, to.0, to.1);
                    pen = Some(to);
                }
                if pen.is_some() {
                    content.fill_nonzero();
                }
                content.end_marked_content();
            }
            Mark::Tick { at, side, heavy } => {
                content.set_line_width(if *heavy { 2.0 } else { 0.7 });
                content.rect(at.0, at.1, *side, *side).stroke();
            }
            Mark::Rule { y } => {
                content.set_line_width(0.5);
                content.move_to(46.0, *y).line_to(PAGE.0 - 46.0, *y).stroke();
            }
        }
    }
    content.finish().into_vec()
}

/// A composite font whose codes are the glyphs themselves, with a table back to letters so that text can be found and copied
/// (ISO 32000-1, 9.7).
fn embed(pdf: &mut Pdf, face: &Typeface<'_>, first: i32, letters: &BTreeMap<u16, char>) {
    let [font, cid, descriptor, file, unicode] = [0, 1, 2, 3, 4].map(|idx| Ref::new(first + idx));
    let name = format!("PRACTI+Inter{first}");
    let name = Name(name.as_bytes());
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    let mut composite = pdf.type0_font(font);
    composite.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(unicode);
    composite.finish();
    let mut inner = pdf.cid_font(cid);
    inner.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor).default_width(0.0);
    inner.cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = inner.widths();
    for (&glyph, &letter) in letters {
        widths.consecutive(glyph, [face.advance(letter)]);
    }
    widths.finish();
    inner.finish();
    let (ascent, descent) = (face.ascent(), face.descent());
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-500.0, descent, 2000.0, ascent))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(descent)
        .cap_height(ascent)
        .stem_v(80.0)
        .font_file2(file);
    let packed = compress_to_vec_zlib(face.bytes, LEVEL);
    let length = i32::try_from(face.bytes.len()).unwrap_or(i32::MAX);
    pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    let mut map = UnicodeCmap::new(Name(b"Letters"), system);
    letters.iter().for_each(|(&glyph, &letter)| map.pair(glyph, letter));
    pdf.cmap(unicode, &map.finish());
}
