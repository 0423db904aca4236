//! Pictures of an instruction and a caption in each script, compared with those that were looked at and kept.
//!
//! Drawn on the CPU from what egui would hand to the graphics card, so that every PC makes the same picture. With
//! `PRACTICUM_BLESS=1` the pictures in `tests/scripts/` are made anew; look at them before keeping them.

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;

use egui::{Color32, Galley, RawInput, pos2};
use hud::Settings;
use hud::theme::{Type, to_the_right};
use image::{GrayImage, Luma};
use samples::Stage;
use std::path::Path;
use std::sync::Arc;

const WIDTH: f32 = 360.0;
const HEIGHT: u32 = 190;
/// Of all texels, so many in a thousand may differ by more than a shade.
const MAY_DIFFER_PERMILLE: usize = 4;

/// Name, instruction, caption.
const SAMPLES: [(&str, &str, &str); 8] = [
    ("arabic", "اضغط على الزر الأخضر (F2) قبل أن تدخل الغرفة.", "انتظر 15 ثانية، ثم اغسل يديك بالماء والصابون."),
    ("hebrew", "לחצו על הכפתור הירוק (F2) לפני הכניסה לחדר.", "חכו 15 שניות, ואז שטפו ידיים במים ובסבון."),
    ("devanagari", "कमरे में जाने से पहले हरा बटन दबाएँ।", "15 सेकंड रुकें, फिर साबुन और पानी से हाथ धोएँ।"),
    ("thai", "กดปุ่มสีเขียวก่อนเข้าไปในห้องพักผู้ป่วยทุกครั้ง", "รอ 15 วินาที แล้วล้างมือด้วยน้ำและสบู่"),
    ("japanese", "部屋に入る前に、緑のボタンを押してください。", "15秒待ってから、石けんと水で手を洗ってください。"),
    ("chinese", "进入房间之前，请先按下绿色按钮。", "等待15秒，然后用肥皂和水洗手。"),
    ("korean", "방에 들어가기 전에 녹색 버튼을 누르세요.", "15초 기다린 후 비누와 물로 손을 씻으세요."),
    ("mixed", "Scan the tag «جهاز 7» and the 札 before 12:30.", "Room ג4: बटन, ปุ่ม, 버튼, زر, button."),
];

/// What the graphics card would show of a galley: the letters out of egui's texture, each in its rectangle.
fn paint(picture: &mut GrayImage, atlas: &egui::ColorImage, galley: &Galley, top: f32) {
    for row in &galley.rows {
        for quad in row.visuals.mesh.vertices.chunks_exact(4) {
            let (low, high) = (quad[0], quad[3]);
            let at = pos2(low.pos.x + row.pos.x + 10.0, low.pos.y + row.pos.y + top);
            let (width, height) = ((high.pos.x - low.pos.x).round() as i32, (high.pos.y - low.pos.y).round() as i32);
            for y in 0..height {
                for x in 0..width {
                    let from = [(low.uv.x as i32 + x) as usize, (low.uv.y as i32 + y) as usize];
                    let (to_x, to_y) = (at.x.round() as i32 + x, at.y.round() as i32 + y);
                    let is_inside = (0..picture.width() as i32).contains(&to_x) && (0..picture.height() as i32).contains(&to_y);
                    if is_inside && from[0] < atlas.size[0] && from[1] < atlas.size[1] {
                        let texel = picture.get_pixel_mut(to_x as u32, to_y as u32);
                        texel.0[0] = texel.0[0].saturating_sub(atlas[(from[0], from[1])].a());
                    }
                }
            }
        }
    }
}

fn picture_of(instruction: &str, caption: &str) -> GrayImage {
    let stage = Stage::new([400.0, 200.0], Settings::default());
    let mut galleys: Vec<Arc<Galley>> = Vec::new();
    for _ in 0..2 {
        galleys.clear();
        let output = stage.ctx.run_ui(RawInput::default(), |ui| {
            galleys.clear();
            for (style, text) in [(Type::INSTRUCTION, instruction), (Type::CAPTION, caption)] {
                galleys.push(to_the_right(style.lay_out(ui, text, Color32::WHITE, WIDTH), WIDTH));
            }
        });
        output.drop_without_applying_deltas();
    }
    let atlas = stage.ctx.fonts(|fonts| fonts.image());
    let mut picture = GrayImage::from_pixel(WIDTH as u32 + 20, HEIGHT, Luma([255]));
    let mut top = 10.0;
    for galley in &galleys {
        paint(&mut picture, &atlas, galley, top);
        top += galley.size().y + 12.0;
    }
    picture
}

#[test]
fn every_script_looks_as_it_was_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let bless = std::env::var_os("PRACTICUM_BLESS").is_some();
    let mut complaints = Vec::new();
    for (name, instruction, caption) in SAMPLES {
        let (path, drawn) = (folder.join(format!("{name}.png")), picture_of(instruction, caption));
        let n_dark = drawn.pixels().filter(|pixel| pixel.0[0] < 128).count();
        assert!(n_dark > 800, "{name}: hardly anything is drawn");
        if bless {
            std::fs::create_dir_all(&folder).unwrap();
            drawn.save(&path).unwrap();
            continue;
        }
        let kept = image::open(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display())).into_luma8();
        assert_eq!(kept.dimensions(), drawn.dimensions(), "{name}");
        let differs = kept.pixels().zip(drawn.pixels()).filter(|(one, other)| one.0[0].abs_diff(other.0[0]) > 48).count();
        if differs * 1_000 > kept.pixels().len() * MAY_DIFFER_PERMILLE {
            complaints.push(format!("{name}: {differs} texels differ"));
        }
    }
    assert!(complaints.is_empty(), "{complaints:?}");
}
