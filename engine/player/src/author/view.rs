//! What the HUD draws of author mode, from the room and the files.
//!
//! Start at [`author_view`].

use super::lines::{kind_word, lines_for_node, lines_for_spot, lines_of};
use super::screen::{Authoring, Good, Under, text_of};
use crate::screen_space::Screen;
use authoring::{Diagnostic, Severity};
use curriculum::{Module, ObjectKind};
use egui::Pos2;
use glam::Vec3;
use hud::{AuthorLabel, AuthorObject, AuthorProblem, AuthorStep, AuthorStepStatus, AuthorView, capitalised};
use ids::ObjectId;
use session::StepStatus;
use stage::Stage;

/// Names farther away than this are not shown, metres.
const LABEL_M: f32 = 8.0;
/// Lines shown before and after the one with the problem.
const AROUND: usize = 2;
/// From one dot of a way to the next, metres.
const DOT_M: f32 = 0.3;
const DOTS_MAX: usize = 200;
/// What a code stands for that is none of `check`'s.
const NOT_PLAYABLE: &str = "Not playable";

pub(super) fn author_view(authoring: &Authoring, screen: &Screen) -> AuthorView {
    let (n_errors, n_notes) = authoring.n_problems();
    let problem = problem(authoring);
    let good = authoring.good.as_ref();
    let has_errors = n_errors > 0 || authoring.failure.is_some();
    let broken_idx = authoring.shelf.as_ref().and_then(|shelf| {
        let first = first_error(&shelf.diagnostics)?;
        step_at(&text_of(shelf, "module.toml"), first)
    });
    AuthorView {
        file: file_words(authoring, "module.toml"),
        state: state_words(good, n_errors.max(usize::from(has_errors)), n_notes),
        has_errors,
        reloaded: authoring.opened_in.as_ref().map(|editor| format!("Opened in {editor}")).or(authoring
            .reloaded_secs
            .map(|secs| format!("{} in {secs:.1} s", if has_errors { "Checked" } else { "Reloaded" }))),
        labels_shown: authoring.labels_shown,
        steps: good.map(|good| steps(good, broken_idx)).unwrap_or_default(),
        labels: good.filter(|_| authoring.labels_shown).map(|good| labels(good, authoring, screen)).unwrap_or_default(),
        edges: good.filter(|_| authoring.labels_shown).map(|good| edges(good, screen)).unwrap_or_default(),
        object: good.and_then(|good| object(authoring, good)),
        was_copied: authoring.was_copied,
        path: good.filter(|_| authoring.labels_shown).map(|good| path(good, authoring, screen)).unwrap_or_default(),
        problem,
        over_scene: good.is_some(),
    }
}

/// The lines for what is pointed at, as they are copied.
pub(super) fn lines_now(authoring: &Authoring) -> Option<String> {
    Some(object(authoring, authoring.good.as_ref()?)?.lines)
}

fn file_words(authoring: &Authoring, file: &str) -> String {
    let folder = authoring.shelf.as_ref().map_or_else(|| authoring.folder().display().to_string(), |shelf| shelf.folder.clone());
    if file == "facts.toml" && !authoring.folder().join(file).exists() { file.to_owned() } else { format!("{folder}/{file}") }
}

fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

fn state_words(good: Option<&Good>, n_errors: usize, n_notes: usize) -> [String; 3] {
    let errors = counted(n_errors, "error");
    match (good, n_errors) {
        (Some(_), 0) if n_notes > 0 => {
            [format!("No errors · {}", counted(n_notes, "note")), "No errors".to_owned(), "OK".to_owned()]
        }
        (_, 0) => ["No problems".to_owned(), "No problems".to_owned(), "OK".to_owned()],
        (Some(good), _) => [
            format!("{errors} · playing the last good version, {}", good.since),
            format!("{errors} · last good {}", good.since),
            errors,
        ],
        (None, _) => [format!("{errors} · nothing to play yet"), errors.clone(), errors],
    }
}

fn steps(good: &Good, broken_idx: Option<usize>) -> Vec<AuthorStep> {
    let view = &good.training.screen.view;
    let status = |idx: usize, status: StepStatus| match status {
        _ if Some(idx) == broken_idx => AuthorStepStatus::Problem,
        StepStatus::Done | StepStatus::DoneWithTrouble | StepStatus::Skipped => AuthorStepStatus::Done,
        StepStatus::Current => AuthorStepStatus::Current,
        StepStatus::Todo => AuthorStepStatus::Todo,
    };
    let step = |(idx, step): (usize, &session::StepView)| AuthorStep { say: step.say.clone(), status: status(idx, step.status) };
    view.steps.iter().enumerate().map(step).collect()
}

fn labels(good: &Good, authoring: &Authoring, screen: &Screen) -> Vec<AuthorLabel> {
    let stage = &good.training.screen.play.stage;
    let eye = stage.walker.eye();
    let mut labels: Vec<(f32, AuthorLabel)> = good
        .module
        .objects
        .iter()
        .filter_map(|object| {
            let is_chosen = matches!(&authoring.under, Some(Under::Object(chosen)) if *chosen == object.id);
            if !is_chosen && !stage.can_see_within(&object.id, LABEL_M) {
                return None;
            }
            let words = if object.kind == ObjectKind::Zone { format!("zone {}", object.id) } else { object.id.to_string() };
            let at = label_place(stage, &object.id, object.kind, screen)?;
            Some((stage.point_of(&object.id)?.distance(eye), AuthorLabel { at, words, is_chosen }))
        })
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    labels.into_iter().map(|(_, label)| label).collect()
}

/// Over the top of a thing; in the middle of a place.
fn label_place(stage: &Stage, object: &ObjectId, kind: ObjectKind, screen: &Screen) -> Option<Pos2> {
    let middle = stage.point_of(object)?;
    let at = match (kind, stage.bounds(object)) {
        (ObjectKind::Zone | ObjectKind::Socket, _) | (_, None) => middle,
        (_, Some(bounds)) => middle.with_y(bounds.max.y),
    };
    stage.on_screen(at, screen.aspect()).map(|ndc| screen.point(ndc))
}

fn edges(good: &Good, screen: &Screen) -> Vec<[Pos2; 2]> {
    let stage = &good.training.screen.play.stage;
    let eye = stage.walker.eye();
    let zones = good.module.objects.iter().filter(|object| object.kind == ObjectKind::Zone);
    let near = zones.filter(|zone| stage.can_see_within(&zone.id, LABEL_M));
    let on_screen = |point: &Vec3| {
        let ndc = stage.on_screen(*point, screen.aspect()).filter(|_| point.distance(eye) < LABEL_M);
        ndc.map(|ndc| screen.point(ndc))
    };
    let marks = stage.mark_edges().into_iter().filter_map(|edge| Some([on_screen(&edge[0])?, on_screen(&edge[1])?]));
    let rings = near.flat_map(|zone| {
        let ring: Vec<Option<Pos2>> = stage.zone_ring(&zone.id).iter().map(on_screen).collect();
        ring.windows(2).filter_map(|pair| Some([pair[0]?, pair[1]?])).collect::<Vec<_>>()
    });
    rings.chain(marks).collect()
}

/// Dots along the way to where the step is done.
fn path(good: &Good, authoring: &Authoring, screen: &Screen) -> Vec<Pos2> {
    let stage = &good.training.screen.play.stage;
    let dots = authoring.way.iter().flat_map(|way| dots_along(&way.points));
    dots.filter_map(|dot| stage.on_screen(dot, screen.aspect())).map(|ndc| screen.point(ndc)).collect()
}

/// Points on a line with corners, so many metres from each other.
fn dots_along(corners: &[Vec3]) -> Vec<Vec3> {
    let mut dots = Vec::new();
    let mut left_m = DOT_M;
    for pair in corners.windows(2) {
        let length_m = pair[0].distance(pair[1]);
        let mut at_m = left_m;
        while at_m <= length_m && dots.len() < DOTS_MAX {
            dots.push(pair[0].lerp(pair[1], at_m / length_m));
            at_m += DOT_M;
        }
        left_m = at_m - length_m;
    }
    dots
}

fn object(authoring: &Authoring, good: &Good) -> Option<AuthorObject> {
    match authoring.under.as_ref()? {
        Under::Object(id) => {
            let object = good.module.object(id)?;
            let stage = &good.training.screen.play.stage;
            let mut rows = vec![("Node", object.node.clone()), ("Kind", kind_word(object.kind).to_owned())];
            if !object.states.is_empty() {
                rows.push(("States", object.states.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")));
            }
            let away_m = stage.point_of(id).map(|point| point.distance(stage.walker.eye()));
            let reach = if stage.in_reach(id) { "reachable" } else { "out of reach from here" };
            rows.push(("Reach", away_m.map_or(String::new(), |away_m| format!("{away_m:.1} m · ")) + reach));
            rows.push(("Used by", used_by(&good.module, id)));
            Some(AuthorObject { title: format!("Object: {id}"), rows, lines: lines_of(object, &good.module_toml) })
        }
        Under::Spot { picture, uv } => Some(AuthorObject {
            title: format!("Picture: {picture}"),
            rows: vec![
                ("At", format!("{:.1} % {:.1} %", uv.x * 100.0, uv.y * 100.0)),
                ("Mark", "not yet; these lines mark it".to_owned()),
            ],
            lines: lines_for_spot(picture, *uv, &good.module),
        }),
        Under::Node(node) => Some(AuthorObject {
            title: format!("Node: {}", node.node),
            rows: vec![("Object", "not yet; these lines make it one".to_owned()), ("Away", format!("{:.1} m", node.distance_m))],
            lines: lines_for_node(&node.node, &good.module),
        }),
    }
}

/// The steps whose goal needs an object.
fn used_by(module: &Module, id: &ObjectId) -> String {
    let uses = module.steps.iter().enumerate().filter(|(_, step)| step.goal.objects().contains(&id));
    let numbers: Vec<String> = uses.map(|(idx, _)| (idx + 1).to_string()).collect();
    match numbers.len() {
        0 => "no step".to_owned(),
        1 => format!("step {}", numbers[0]),
        _ => format!("steps {}", numbers.join(", ")),
    }
}

fn first_error(diagnostics: &[Diagnostic]) -> Option<&Diagnostic> {
    diagnostics.iter().find(|one| one.severity == Severity::Error)
}

/// The error that is shown: the first, until the next is asked for.
pub(super) fn shown_error(authoring: &Authoring) -> Option<&Diagnostic> {
    let errors: Vec<&Diagnostic> =
        authoring.shelf.as_ref()?.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    errors.get(authoring.problem_idx % errors.len().max(1)).copied()
}

fn problem(authoring: &Authoring) -> Option<AuthorProblem> {
    let shelf = authoring.shelf.as_ref()?;
    if let Some(failure) = &authoring.failure {
        return Some(failed(NOT_PLAYABLE, "the last good version goes on", failure, file_words(authoring, "module.toml")));
    }
    if let Some(why) = &authoring.cannot_open {
        let told = failed("Editor", "cannot be opened", why, String::new());
        return Some(AuthorProblem { is_error: false, ..told });
    }
    let first = shown_error(authoring)?;
    let n_more = authoring.n_problems().0 - 1;
    let text = text_of(shelf, &first.file);
    let check = authoring::checks().into_iter().find(|check| check.code == first.code);
    let line_idx = (first.line as usize).saturating_sub(1);
    let from = line_idx.saturating_sub(AROUND);
    let shown = text.lines().skip(from).take(line_idx - from + 1 + AROUND);
    let spanned = text.get(first.span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    Some(AuthorProblem {
        is_error: true,
        code: first.code.to_owned(),
        title: check.map_or_else(String::new, |check| capitalised(check.title)),
        place: format!("{}:{}:{}", file_words(authoring, &first.file), first.line, first.column),
        first_number: u32::try_from(from + 1).unwrap_or(u32::MAX),
        lines: shown.map(|line| line.replace(|c: char| c.is_control(), " ")).collect(),
        line: first.line,
        column: first.column.max(1),
        width: u32::try_from(spanned.chars().count()).unwrap_or(1).max(1),
        message: sentence(&first.message),
        advice: first.advice.clone(),
        manual: check.map_or_else(String::new, |check| check.manual.to_owned()),
        n_more,
        can_open: true,
    })
}

fn sentence(text: &str) -> String {
    let begun = capitalised(text);
    if begun.ends_with(['.', '?', '!']) { begun } else { begun + "." }
}

/// What is wrong with no file's text.
fn failed(code: &str, title: &str, why: &str, place: String) -> AuthorProblem {
    AuthorProblem {
        is_error: true,
        code: code.to_owned(),
        title: title.to_owned(),
        place,
        first_number: 1,
        lines: Vec::new(),
        line: 1,
        column: 1,
        width: 1,
        message: sentence(why),
        advice: String::new(),
        manual: String::new(),
        n_more: 0,
        can_open: false,
    }
}

/// The step (by index) in which a problem of `module.toml` lies.
fn step_at(module_toml: &str, problem: &Diagnostic) -> Option<usize> {
    let before = module_toml.lines().take(problem.line as usize);
    let is_module = problem.file == "module.toml";
    let n_steps = before.clone().filter(|line| line.trim() == "[[step]]").count();
    let in_step = before.filter(|line| line.trim_start().starts_with('[')).last().is_some_and(|line| line.trim() == "[[step]]");
    (is_module && in_step).then(|| n_steps.saturating_sub(1))
}
