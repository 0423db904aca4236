//! Pictures that can be shown, marks that lie in them, and what cannot happen in a picture.

use crate::compile::open;
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::nearest::advise;
use crate::read::{Draft, Placed};
use crate::sources::{PictureFile, Sources};
use crate::tree::Table;
use crate::walk::shorten;
use curriculum::{Effect, Mark, Object, ObjectKind, PICTURES, Picture, PictureKind, WHOLE};
use ids::ObjectId;
use std::collections::BTreeSet;

pub(crate) static PICTURE: Check = Check {
    code: "P091",
    severity: Severity::Error,
    title: "a picture that cannot be shown",
    manual: "A picture is a .jpg or .png in the module's own folder, or in a folder below it; its name uses `/` and leads nowhere else. \
             It has at most 16 MB and 8,192 pixels a side. A `panorama` is exactly twice as wide as high, as 360° cameras make it.",
};
pub(crate) static MARK: Check = Check {
    code: "P092",
    severity: Severity::Error,
    title: "a mark that cannot be used",
    manual: "A mark says where it is: `at` with a `size`, or 3 to 24 `corners`, all of it inside the picture and no smaller than half a \
             per cent. Marks and pictures have names of their own. A zone is a picture, or a mark that `leads_to` one. Marks belong to \
             modules with `scene = \"pictures\"`, which need at least one picture. `practicum play --author` shows the numbers of any \
             place that you point at.",
};
pub(crate) static STILL: Check = Check {
    code: "P093",
    severity: Severity::Warning,
    title: "nothing of this is seen in a picture",
    manual: "In a place made of pictures nobody walks, turns or waves, no lamp goes out, and nothing has an inside. Show what happens with a picture, a \
             caption, a sound or a page instead.",
};

const MOST_CORNERS: usize = 24;
const LEAST_SIZE: i64 = 500;
/// Of a panorama: nothing wider can be looked at at once.
const WIDEST: i64 = 30_000;
const TALLEST: i64 = 60_000;
/// Most pictures of a module.
const MOST_PICTURES: usize = 40;

/// The paths of the pictures that a module names, so that a caller can look at their files. Only those inside its folder.
pub fn pictures_of(sources: &Sources) -> Vec<String> {
    let Some(bytes) = sources.files.get("module.toml") else { return Vec::new() };
    let source = String::from_utf8_lossy(bytes);
    let (root, _) = open(bytes, &source, &mut Sink::new("module.toml", &source));
    let files: BTreeSet<&str> = root.named("pictures").filter_map(|(_, picture)| picture.text("file")).collect();
    files.into_iter().filter(|file| path_fault(file).is_none()).take(MOST_PICTURES).map(str::to_owned).collect()
}

pub(crate) fn check(draft: &Draft<'_>, sources: &Sources, broken: bool, sink: &mut Sink<'_>) {
    for picture in &draft.pictures {
        if let Some(why) = picture_fault(&picture.value, sources) {
            let message = format!("`{}` cannot be shown: {why}", shorten(&picture.value.file));
            sink.report(&PICTURE, &picture.from.span_of("file"), message, advice_for(&picture.value, sources));
        }
    }
    let in_pictures = draft.top.text("scene") == Some(PICTURES);
    if draft.pictures.len() > MOST_PICTURES {
        let message = format!("the module has {} pictures", draft.pictures.len());
        sink.report(
            &PICTURE,
            &draft.top.span_of("pictures"),
            message,
            format!("Keep at most {MOST_PICTURES}, or split the module."),
        );
    }
    if in_pictures && draft.pictures.is_empty() && !broken {
        let advice = "Add `[pictures.front]` with `file = \"front.jpg\"` and what it `shows`.";
        sink.report(&MARK, &draft.top.span_of("scene"), "there is no picture to be in", advice);
    }
    let mut marks = Marks { draft, sink, in_pictures };
    draft.marks.iter().for_each(|mark| marks.mark(mark));
    if in_pictures {
        draft.objects.iter().for_each(|object| marks.zone(object));
        marks.still();
    }
}

/// Why a file cannot be named; none for one that lies in the module's folder.
fn path_fault(file: &str) -> Option<&'static str> {
    let lower = file.to_ascii_lowercase();
    let is_picture = [".jpg", ".jpeg", ".png"].iter().any(|end| lower.ends_with(end) && lower.len() > end.len());
    let parts: Vec<&str> = file.split('/').collect();
    let leaves = parts.iter().any(|part| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0']));
    match (leaves || parts.len() > 4 || file.len() > 200, is_picture) {
        (true, _) => Some("it does not lie in the module's own folder"),
        (false, false) => Some("it is neither a .jpg nor a .png"),
        (false, true) => None,
    }
}

fn picture_fault(picture: &Picture, sources: &Sources) -> Option<String> {
    if let Some(why) = path_fault(&picture.file) {
        return Some(why.to_owned());
    }
    match sources.pictures.get(&picture.file) {
        None => Some("there is no such file in the module's folder".to_owned()),
        Some(PictureFile::Unusable(why)) => Some(why.clone()),
        Some(PictureFile::Readable { width_px, height_px }) => {
            let is_round = *width_px == height_px.saturating_mul(2);
            let why = format!("a panorama is twice as wide as high, and this is {width_px} by {height_px} pixels");
            (picture.kind == PictureKind::Panorama && !is_round).then_some(why)
        }
    }
}

fn advice_for(picture: &Picture, sources: &Sources) -> String {
    if path_fault(&picture.file).is_some() {
        return "Copy the picture into the module's folder and write its name only, such as \"front.jpg\".".to_owned();
    }
    match sources.pictures.get(&picture.file) {
        None => advise(&picture.file, sources.pictures.keys().map(String::as_str), "picture there"),
        Some(PictureFile::Unusable(_)) => "Save it again as .jpg, with fewer pixels if it is large.".to_owned(),
        Some(_) => "Take the whole picture of a 360° camera, uncut; or write `kind = \"photo\"`.".to_owned(),
    }
}

struct Marks<'m, 't, 's> {
    draft: &'m Draft<'t>,
    sink: &'m mut Sink<'s>,
    in_pictures: bool,
}

impl<'t> Marks<'_, 't, '_> {
    fn mark(&mut self, mark: &Placed<'t, Mark>) {
        let Placed { value, from } = mark;
        if !self.in_pictures {
            let advice = "Write `scene = \"pictures\"` at the top, or take the mark away.";
            self.sink.report(&MARK, &from.span, format!("`{}` marks a picture that nobody is in", value.id), advice);
            return;
        }
        if self.draft.pictures.iter().any(|picture| picture.value.id.as_str() == value.id.as_str()) {
            let message = format!("`{}` is the name of a picture already", value.id);
            self.sink.report(&MARK, &from.span, message, "Give the mark another name.");
        }
        self.place(mark);
        let states: BTreeSet<&str> =
            self.objects_on(value).flat_map(|object| &object.states).map(|state| state.as_str()).collect();
        for entry in from.table("looks").into_iter().flat_map(|table| &table.entries) {
            let Some(name) = entry.value.text() else { continue };
            if !self.draft.pictures.iter().any(|picture| picture.value.id.as_str() == name) {
                let known = self.draft.pictures.iter().map(|picture| picture.value.id.as_str());
                let advice = advise(name, known, "picture");
                self.sink.report(&MARK, &entry.value.span, format!("there is no picture `{}`", shorten(name)), advice);
            }
            if !states.contains(&*entry.key) {
                let message = format!("no object at this mark has the state `{}`", shorten(&entry.key));
                self.sink.report(&MARK, &entry.key_span, message, advise(&entry.key, states.iter().copied(), "state there"));
            }
        }
    }

    fn objects_on<'o>(&self, mark: &'o Mark) -> impl Iterator<Item = &'o Object>
    where
        't: 'o,
        Self: 'o,
    {
        let draft: &'o Draft<'t> = self.draft;
        draft.objects.iter().map(|object| &object.value).filter(|object| object.node == mark.id.as_str())
    }

    /// Where it is: said once, inside, and large enough to be hit.
    fn place(&mut self, Placed { value, from }: &Placed<'t, Mark>) {
        let by_corners = from.get("corners").is_some();
        let key = if by_corners { "corners" } else { "at" };
        let span = if from.get(key).is_some() { from.span_of(key) } else { from.span.clone() };
        let n_written = from.list("corners").len();
        let fault = if by_corners && (from.get("at").is_some() || from.get("size").is_some()) {
            Some(("a mark has `corners`, or `at` and `size`, not both", "Keep one of them."))
        } else if !by_corners && from.get("at").is_none() {
            Some(("this mark does not say where it is", "Add `at = \"50 % 50 %\"` and `size = \"8 % 10 %\"`."))
        } else if by_corners && !(3..=MOST_CORNERS).contains(&n_written) {
            Some(("a mark has 3 to 24 corners", "List them in order around it."))
        } else if value.corners.is_empty() || (by_corners && value.corners.len() != n_written) {
            None // What is no spot was reported.
        } else {
            self.extent_fault(value)
        };
        if let Some((message, advice)) = fault {
            self.sink.report(&MARK, &span, message, advice);
        }
    }

    fn extent_fault(&self, mark: &Mark) -> Option<(&'static str, &'static str)> {
        let along = |axis: usize| {
            let all = || mark.corners.iter().map(|corner| corner[axis]);
            (all().min().unwrap_or(0), all().max().unwrap_or(0))
        };
        let ((left, right), (top, bottom)) = (along(0), along(1));
        let panorama =
            |picture: &Placed<'_, Picture>| picture.value.id == mark.picture && picture.value.kind == PictureKind::Panorama;
        let is_round = self.draft.pictures.iter().any(panorama);
        if left < 0 || top < 0 || right > WHOLE || bottom > WHOLE {
            Some(("the mark lies outside the picture", "Keep its middle and its size between 0 % and 100 %."))
        } else if right - left < LEAST_SIZE || bottom - top < LEAST_SIZE {
            Some(("the mark is too small to be hit", "Make it at least \"0.5 % 0.5 %\"; more is kinder."))
        } else if is_round && (right - left > WIDEST || bottom - top > TALLEST) {
            Some(("the mark is too large for a panorama", "Keep it below 30 % wide and 60 % high, or make two marks."))
        } else if crosses_itself(&mark.corners) {
            Some(("the corners cross each other", "List them in order around the place."))
        } else {
            None
        }
    }

    fn zone(&mut self, Placed { value, from }: &Placed<'t, Object>) {
        let mark = self.draft.marks.iter().find(|mark| mark.value.id.as_str() == value.node);
        if value.kind == ObjectKind::Zone && mark.is_some_and(|mark| mark.value.leads_to.is_none()) {
            let message = format!("nobody can stand at the mark `{}`", value.node);
            let advice = "Name a picture as the zone's `node`, or let the mark lead somewhere with `leads_to`.";
            self.sink.report(&MARK, &from.span_of("node"), message, advice);
        }
    }

    fn is_zone(&self, id: &ObjectId) -> bool {
        self.draft.object(id).is_some_and(|object| object.kind == ObjectKind::Zone)
    }

    fn still(&mut self) {
        for (_, Placed { value, from }) in self.draft.effects() {
            let verb = match value {
                Effect::WalkTo { .. } => "walk_to",
                Effect::Face { .. } => "face",
                Effect::PointAt { .. } => "point_at",
                Effect::Gesture { .. } => "gesture",
                Effect::Light { .. } => "light",
                Effect::ShowPicture { on, .. } if self.is_zone(on) => "picture",
                Effect::XRay { .. } => "x_ray",
                Effect::Section { .. } => "section",
                Effect::Explode { .. } => "explode",
                Effect::Fog { .. } => "fog",
                _ => continue,
            };
            let message = format!("`{verb}` is not seen in a picture");
            self.sink.report(&STILL, &span_of_verb(from, verb), message, "Show it with `picture`, or say it.");
        }
    }
}

fn span_of_verb(from: &Table, verb: &str) -> crate::tree::Span {
    from.entry(verb).map_or_else(|| from.span.clone(), |entry| entry.key_span.clone())
}

/// Two edges meet elsewhere than at a corner they share.
fn crosses_itself(corners: &[[i64; 2]]) -> bool {
    let n = corners.len();
    let edge = |idx: usize| (corners[idx % n], corners[(idx + 1) % n]);
    let side = |a: [i64; 2], b: [i64; 2], p: [i64; 2]| {
        let [[ax, ay], [bx, by], [px, py]] = [a, b, p].map(|point| point.map(i128::from));
        ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum()
    };
    let meet = |(a, b): ([i64; 2], [i64; 2]), (c, d): ([i64; 2], [i64; 2])| {
        side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
    };
    (0..n).any(|first| (first + 1..n).any(|second| meet(edge(first), edge(second))))
}
