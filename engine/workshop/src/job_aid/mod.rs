//! A job aid: one module as a checklist on one page of paper, to hang beside the work.
//!
//! Start at [`job_aid`]. `sheet` decides what stands on the page and how large, `typeface` measures and embeds a font, `pdf`
//! writes the file. Knows no file: the two fonts come in as bytes.

mod pdf;
mod sheet;
mod typeface;

pub use typeface::Typeface;

use curriculum::Module;
use std::collections::BTreeSet;

/// A finished page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobAid {
    /// The file's bytes.
    pub pdf: Vec<u8>,
    /// Characters of the module that the font does not have; they stand as empty boxes.
    pub missing: BTreeSet<char>,
}

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobAidError {
    /// Even the smallest letters that can be read do not fit.
    TooMuch { n_steps: usize },
}

/// Lays a module out on one A4 page. The first two fonts are for plain text, the others for scripts that those do not have, the
/// best first. The same module and fonts give the same bytes.
pub fn job_aid(
    module: &Module,
    regular: &Typeface<'_>,
    bold: &Typeface<'_>,
    others: &[Typeface<'_>],
) -> Result<JobAid, JobAidError> {
    let sheet = sheet::fit(module, regular, bold, others).ok_or(JobAidError::TooMuch { n_steps: module.steps.len() })?;
    let missing = sheet.marks.iter().flat_map(|mark| mark.missing(regular, bold)).collect();
    Ok(JobAid { pdf: pdf::write(&sheet, module, regular, bold), missing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::TEMPLATES;
    use authoring::{PictureFile, SceneIndex, Sources, compile, scene_of};

    const REGULAR: &[u8] = include_bytes!("../../../../content/fonts/Inter-Regular.ttf");
    const BOLD: &[u8] = include_bytes!("../../../../content/fonts/Inter-SemiBold.ttf");

    fn module(toml: &str) -> Module {
        let readable = PictureFile::Readable { width_px: 2048, height_px: 1024 };
        let of_template = ["reception.jpg", "wall.jpg"].into_iter();
        let sources = of_template.fold(Sources::of_module(toml), |sources, file| sources.with_picture(file, readable.clone()));
        let words = |toml: &str, key: &str| {
            toml.lines().filter_map(|line| Some(line.trim().strip_prefix(key)?.split('"').nth(1)?.to_owned())).collect()
        };
        let sounds = ["click", "door_open", "put_down", "drawer", "key_turn", "handrub", "badge_beep"].map(str::to_owned).into();
        let scene = scene_of(&sources).unwrap().to_string();
        let index = SceneIndex { scene, nodes: words(toml, "node"), sounds, ..SceneIndex::default() };
        let compiled = compile(&sources, &index);
        let found = format!("{:?}", compiled.diagnostics);
        compiled.module.unwrap_or_else(|| panic!("{found}"))
    }

    fn made(module: &Module) -> Result<JobAid, JobAidError> {
        job_aid(module, &Typeface::new(REGULAR).unwrap(), &Typeface::new(BOLD).unwrap(), &[])
    }

    #[test]
    fn every_template_fits_on_one_page_and_gives_the_same_bytes_twice() {
        for template in &TEMPLATES {
            let module = module(&template.module_toml("mine"));
            let aid = made(&module).unwrap();
            assert!(aid.missing.is_empty(), "{}: {:?}", template.name, aid.missing);
            assert!(aid.pdf.starts_with(b"%PDF-1.7") && aid.pdf.len() < 400_000);
            assert!(aid.pdf.windows(8).any(|window| window == b"/Count 1"), "{}", template.name);
            assert_eq!(made(&module).unwrap(), aid);
        }
    }

    #[test]
    fn a_module_beyond_a_page_is_refused_and_foreign_letters_are_told() {
        let template = TEMPLATES[0].module_toml("mine");
        let mut module = module(&template);
        module.title = "読む".to_owned();
        assert!(made(&module).unwrap().missing.contains(&'読'));
        let step = module.steps[0].clone();
        module.steps.extend(std::iter::repeat_n(step, 300));
        assert_eq!(made(&module), Err(JobAidError::TooMuch { n_steps: 305 }));
    }

    #[test]
    fn arabic_begins_at_the_right_and_japanese_takes_a_font_that_has_it() {
        const ARABIC: &[u8] = include_bytes!("../../../../content/fonts/NotoSansArabic-Regular.ttf");
        const JAPANESE: &[u8] = include_bytes!("../../../../content/fonts/NotoSansJP-Regular.otf");
        let others = [Typeface::new(ARABIC).unwrap(), Typeface::new(JAPANESE).unwrap()];
        let (regular, bold) = (Typeface::new(REGULAR).unwrap(), Typeface::new(BOLD).unwrap());
        let mut module = module(&TEMPLATES[0].module_toml("mine"));
        module.title = "قفل الشاشة".to_owned();
        module.steps[0].say = "اضغط على الزر \"ロック\" (F1).".to_owned();
        let sheet = sheet::fit(&module, &regular, &bold, &others).unwrap();
        let drawn: Vec<_> = sheet
            .marks
            .iter()
            .filter_map(|mark| match mark {
                sheet::Mark::Drawn { at, text, strokes, missing, .. } => {
                    Some((at.0, text.as_str(), strokes.len(), missing.len()))
                }
                _ => None,
            })
            .collect();
        let [title, step] = drawn[..] else { panic!("{drawn:?}") };
        assert!(title.0 > 300.0 && step.0 > 200.0, "both end at the right: {drawn:?}");
        assert!(title.2 > 50 && step.2 > 80 && title.3 + step.3 == 0, "{drawn:?}");
        assert!(matches!(sheet.marks.iter().find(|mark| matches!(mark, sheet::Mark::Tick { .. })),
            Some(sheet::Mark::Tick { at, .. }) if at.0 > 500.0));
        let aid = job_aid(&module, &regular, &bold, &others).unwrap();
        assert!(aid.missing.is_empty() && aid.pdf.len() < 400_000);
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert!(Typeface::new(b"no font").is_none());
    }
}
