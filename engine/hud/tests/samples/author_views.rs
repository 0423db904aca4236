//! The sample view of the author's overlay.

use super::views::INSTRUCTIONS;
use egui::{Vec2, pos2};
use hud::*;

/// The room while a module is written, and the same with a problem in the file.
pub fn author_view(broken: bool, size: Vec2) -> AuthorView {
    let at = |x: f32, y: f32| pos2(x * size.x / 1280.0, y * size.y / 720.0);
    let step = |(idx, say): (usize, &&str)| AuthorStep {
        say: (*say).to_owned(),
        status: match idx {
            0..6 => AuthorStepStatus::Done,
            6 => AuthorStepStatus::Current,
            10 if broken => AuthorStepStatus::Problem,
            _ => AuthorStepStatus::Todo,
        },
    };
    let label =
        |words: &str, x: f32, y: f32| AuthorLabel { at: at(x, y), words: words.to_owned(), is_chosen: words == "workstation" };
    let problem = AuthorProblem {
        is_error: true,
        code: "P213".to_owned(),
        title: "Units do not match".to_owned(),
        place: "modules/first-day/module.toml:214:45".to_owned(),
        first_number: 212,
        lines: vec![
            "id  = \"read-gauge\"".to_owned(),
            "say = \"Enter the pressure on the gauge.\"".to_owned(),
            "do  = { read = \"gauge\", value = 175, unit = \"kPa\" }".to_owned(),
        ],
        line: 214,
        column: 48,
        width: 5,
        message: "The gauge shows psi, this step asks for kPa.".to_owned(),
        advice: "Write `unit = \"psi\"`, or give the object kPa.".to_owned(),
        manual: "A step asks for a value in the unit that the gauge shows.".to_owned(),
        n_more: 2,
        can_open: true,
    };
    let state = if broken {
        ["3 errors · playing the last good version, 08:41", "3 errors · last good 08:41", "3 errors"]
    } else {
        ["No problems · 2 notes", "No problems", "OK"]
    };
    AuthorView {
        file: "first-day/module.toml".to_owned(),
        state: state.map(str::to_owned),
        has_errors: broken,
        reloaded: Some("Reloaded in 0.2 s".to_owned()),
        labels_shown: true,
        steps: INSTRUCTIONS.iter().enumerate().map(step).collect(),
        labels: vec![
            label("workstation", 690.0, 270.0),
            label("handrub", 418.0, 270.0),
            label("reception_sign", 500.0, 275.0),
            label("zone waiting_area", 300.0, 500.0),
        ],
        edges: vec![[at(120.0, 500.0), at(300.0, 540.0)], [at(300.0, 540.0), at(420.0, 500.0)]],
        path: (0..16_u8).map(|idx| at(20.0 + 30.0 * f32::from(idx), 540.0 - 2.5 * f32::from(idx))).collect(),
        object: Some(AuthorObject {
            title: "Object: workstation".to_owned(),
            rows: vec![
                ("Node", "Desk_Monitor".to_owned()),
                ("Kind", "switch".to_owned()),
                ("States", "open, locked".to_owned()),
                ("Reach", "0.9 m · reachable".to_owned()),
                ("Used by", "steps 7, 17".to_owned()),
            ],
            lines: "[objects.workstation]\nnode = \"Desk_Monitor\"\nkind = \"switch\"\n".to_owned(),
        }),
        was_copied: false,
        problem: broken.then_some(problem),
        over_scene: true,
    }
}
