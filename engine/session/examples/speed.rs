//! Prints how many inputs a session takes in a second: the autopilot's attempt and a random one, replayed over and over.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this program measures; the session itself has no clock"
)]

use curriculum::*;
use ids::{ModuleId, ObjectId, SceneId, SlugError, StepId};
use session::{Autopilot, RandomBot, perform, replay};
use std::sync::Arc;
use std::time::Instant;

const N_STEPS: usize = 30;
const N_REPLAYS: usize = 2_000;

fn main() -> Result<(), SlugError> {
    let module = Arc::new(long_module()?);
    let mut autopilot = Autopilot::new();
    let right = perform(Arc::clone(&module), Mode::Exam, 1, 10_000, |session, at_ms| autopilot.next(session, at_ms));
    let mut bot = RandomBot::new(1);
    let random = perform(Arc::clone(&module), Mode::Practice, 1, 300, |session, at_ms| bot.next(session, at_ms));
    for (name, mode, trace) in [("autopilot", Mode::Exam, right.trace), ("random", Mode::Practice, random.trace)] {
        let began = Instant::now();
        for _ in 0..N_REPLAYS {
            std::hint::black_box(replay(Arc::clone(&module), mode, 1, &trace.inputs));
        }
        let n_inputs = N_REPLAYS * trace.inputs.len();
        let per_second = n_inputs as f64 / began.elapsed().as_secs_f64();
        println!("{name:>10}: {} inputs x {N_REPLAYS} replays, {per_second:.0} inputs a second", trace.inputs.len());
    }
    Ok(())
}

/// A line of steps, each with a button to press and an item to put somewhere.
fn long_module() -> Result<Module, SlugError> {
    let (mut objects, mut steps) = (Vec::new(), Vec::new());
    for idx in 0..N_STEPS {
        let [button, item, socket] = ["button", "item", "socket"].map(|name| ObjectId::new(&format!("{name}{idx}")));
        let (button, item, socket) = (button?, item?, socket?);
        for (id, kind) in [(&button, ObjectKind::Button), (&item, ObjectKind::Item), (&socket, ObjectKind::Socket)] {
            objects.push(object(id.clone(), kind));
        }
        let goal = if idx % 2 == 0 { Goal::Press { object: button } } else { Goal::Put { item, into: socket } };
        let after = (idx > 0).then(|| StepId::new(&format!("step{}", idx - 1))).transpose()?;
        steps.push(step(StepId::new(&format!("step{idx}"))?, goal, after));
    }
    Ok(Module {
        id: ModuleId::new("long")?,
        title: "Long".to_owned(),
        kind: ModuleKind::Workflow,
        version: "1.0.0".to_owned(),
        language: "en".to_owned(),
        scene: SceneId::new("none")?,
        minutes: 5,
        policy: None,
        summary: String::new(),
        objectives: Vec::new(),
        pass: PassRule { score_permille: 850, in_a_row: 1, hint_cost_permille: 200 },
        renew_after_days: None,
        exam: ExamRule::default(),
        sign_off: None,
        time_limit_ms: None,
        objects,
        variables: Vec::new(),
        timers: Vec::new(),
        draws: Vec::new(),
        interruptions: Vec::new(),
        steps,
        hints: Vec::new(),
        mistakes: Vec::new(),
        guide: None,
        pictures: Vec::new(),
        marks: Vec::new(),
    })
}

fn object(id: ObjectId, kind: ObjectKind) -> Object {
    let name = id.to_string();
    Object {
        id,
        node: name.clone(),
        name,
        kind,
        states: Vec::new(),
        state_names: Vec::new(),
        start: Start::AsModelled,
        range: None,
        about: String::new(),
        verb: String::new(),
    }
}

fn step(id: StepId, goal: Goal, after: Option<StepId>) -> Step {
    Step {
        id,
        chapter: String::new(),
        say: "Do the next thing.".to_owned(),
        guide_says: String::new(),
        done: "Done".to_owned(),
        goal,
        why: None,
        critical: false,
        weight: 1,
        after: after.into_iter().collect(),
        optional: false,
        only_if: None,
        time_limit_ms: None,
        on_late: Vec::new(),
        expert_ms: 2_000,
        on_start: Vec::new(),
        then: Vec::new(),
        source: None,
    }
}
