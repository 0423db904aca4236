//! Small modules built in code, and short ways to act on them.

use curriculum::*;
use ids::*;
use record::Fact;
use session::{Input, Performance};
use std::sync::Arc;

pub const MODES: [Mode; 4] = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam];

pub fn object_id(id: &str) -> ObjectId {
    ObjectId::new(id).expect("a test's id")
}

pub fn step_id(id: &str) -> StepId {
    StepId::new(id).expect("a test's id")
}

pub fn state_id(id: &str) -> StateId {
    StateId::new(id).expect("a test's id")
}

pub fn answer_id(id: &str) -> AnswerId {
    AnswerId::new(id).expect("a test's id")
}

pub fn field_id(id: &str) -> FieldId {
    FieldId::new(id).expect("a test's id")
}

pub fn psi(whole: i64) -> Quantity {
    Quantity { milli: whole * 1_000, unit: Unit::Psi }
}

fn object(id: &str, kind: ObjectKind, states: &[&str], start: Start) -> Object {
    let range = (kind == ObjectKind::Gauge).then(|| (psi(0), psi(300)));
    let states = states.iter().map(|state| state_id(state)).collect();
    Object {
        id: object_id(id),
        node: id.to_owned(),
        name: id.to_owned(),
        kind,
        states,
        state_names: Vec::new(),
        start,
        range,
        about: String::new(),
        verb: String::new(),
    }
}

/// The objects of every test module.
pub fn objects() -> Vec<Object> {
    use ObjectKind::*;
    let plain = Start::AsModelled;
    vec![
        object("lobby", Zone, &[], plain.clone()),
        object("office", Zone, &[], plain.clone()),
        object("tray", Socket, &[], plain.clone()),
        object("badge", Item, &[], Start::In(object_id("tray"))),
        object("lock", Socket, &[], plain.clone()),
        object("key", Item, &[], plain.clone()),
        object("cup", Item, &[], plain.clone()),
        object("reader", Button, &[], plain.clone()),
        object("alarm", Button, &[], plain.clone()),
        object("dispenser", Button, &[], plain.clone()),
        object("door", Door, &["closed", "open"], Start::State(state_id("closed"))),
        object("power", Switch, &["on", "off"], Start::State(state_id("on"))),
        object("valve", Knob, &[], Start::Angle(0)),
        object("dial", Knob, &["low", "middle", "high"], Start::State(state_id("low"))),
        object("gauge", Gauge, &[], Start::Shows(psi(175))),
        object("board", Thing, &[], plain.clone()),
        object("pin", Thing, &[], plain.clone()),
        object("tag", Thing, &[], plain.clone()),
        object("seal", Thing, &[], plain.clone()),
        object("stand", Zone, &[], plain.clone()),
        object("guide", Person, &[], plain),
    ]
}

pub fn step(id: &str, goal: Goal, after: &[&str]) -> Step {
    Step {
        id: step_id(id),
        chapter: String::new(),
        say: format!("Do {id}"),
        guide_says: String::new(),
        done: format!("{id} done"),
        goal,
        why: Some(format!("The rule of {id}")),
        critical: false,
        weight: 1,
        after: after.iter().map(|id| step_id(id)).collect(),
        optional: false,
        only_if: None,
        time_limit_ms: None,
        on_late: Vec::new(),
        expert_ms: 1_000,
        on_start: Vec::new(),
        then: Vec::new(),
        source: None,
    }
}

pub fn module(steps: Vec<Step>) -> Module {
    Module {
        id: ModuleId::new("workshop").expect("a test's id"),
        title: "Workshop".to_owned(),
        kind: ModuleKind::Onboarding,
        version: "1.0.0".to_owned(),
        language: "en".to_owned(),
        scene: SceneId::new("workshop").expect("a test's id"),
        minutes: 3,
        policy: None,
        summary: String::new(),
        objectives: Vec::new(),
        pass: PassRule { score_permille: 850, in_a_row: 1, hint_cost_permille: 200 },
        renew_after_days: None,
        exam: ExamRule::default(),
        sign_off: None,
        time_limit_ms: None,
        objects: objects(),
        variables: Vec::new(),
        timers: Vec::new(),
        draws: Vec::new(),
        interruptions: Vec::new(),
        steps,
        hints: Vec::new(),
        mistakes: Vec::new(),
        guide: Some(object_id("guide")),
        pictures: Vec::new(),
        marks: Vec::new(),
    }
}

/// Steps that follow one another, each named after its place: `s1`, `s2`, ...
pub fn in_line(goals: Vec<Goal>) -> Module {
    let steps = goals.into_iter().enumerate().map(|(idx, goal)| {
        let after = if idx == 0 { vec![] } else { vec![format!("s{idx}")] };
        step(&format!("s{}", idx + 1), goal, &after.iter().map(String::as_str).collect::<Vec<_>>())
    });
    module(steps.collect())
}

pub fn press(object: &str) -> Goal {
    Goal::Press { object: object_id(object) }
}

pub fn put(item: &str, into: &str) -> Goal {
    Goal::Put { item: object_id(item), into: object_id(into) }
}

pub fn take(item: &str) -> Goal {
    Goal::Take { item: object_id(item), from: None }
}

pub fn set(object: &str, to: &str) -> Goal {
    Goal::Set { object: object_id(object), to: state_id(to) }
}

pub fn go_to(zone: &str) -> Goal {
    Goal::GoTo { zone: object_id(zone) }
}

pub fn look_at(object: &str, for_ms: u64) -> Goal {
    Goal::LookAt { object: object_id(object), for_ms }
}

pub fn hold(object: &str, for_ms: u64) -> Goal {
    Goal::Hold { object: object_id(object), for_ms }
}

pub fn read() -> Goal {
    Goal::Read { gauge: object_id("gauge"), within: psi(5) }
}

pub fn turn(millideg: i64) -> Goal {
    Goal::Turn { object: object_id("valve"), to: TurnTarget::Angle { millideg, tolerance_millideg: 5_000 } }
}

pub fn inspect(count: u32) -> Goal {
    Goal::Inspect { places: ["pin", "tag", "seal"].map(object_id).into(), count }
}

/// A card with answers `right1`, `right2`, ..., then `wrong1`, `wrong2`.
pub fn choose(n_right: u32, at: Option<&str>) -> Goal {
    let right = (1..=n_right).map(|n| (format!("right{n}"), true));
    let wrong = (1..=2).map(|n| (format!("wrong{n}"), false));
    let answers = right.chain(wrong).map(|(id, right)| Answer {
        id: answer_id(&id),
        text: id.clone(),
        right,
        because: format!("Because {id}"),
        goes_with: String::new(),
        field: None,
    });
    let card = Card {
        ask: "Which?".to_owned(),
        text: String::new(),
        answers: answers.collect(),
        pick: n_right,
        accept: Vec::new(),
        accept_here: Vec::new(),
        fields: Vec::new(),
        at: at.map(object_id),
        case: None,
    };
    Goal::Choose { card }
}

/// Every kind of goal, in a line of 15.
pub fn every_goal() -> Module {
    in_line(vec![
        go_to("lobby"),
        look_at("board", 2_000),
        Goal::Take { item: object_id("badge"), from: Some(object_id("tray")) },
        put("badge", "trainee"),
        press("reader"),
        hold("dispenser", 3_000),
        put("key", "lock"),
        turn(90_000),
        Goal::Turn { object: object_id("dial"), to: TurnTarget::State(state_id("high")) },
        set("door", "open"),
        read(),
        inspect(2),
        choose(1, None),
        choose(2, Some("board")),
        go_to("office"),
    ])
}

pub fn hint(id: &str, step: &str, point: Option<&str>) -> Hint {
    let id = HintId::new(id).expect("a test's id");
    Hint { say: format!("Hint {id}"), id, step: step_id(step), point: point.map(object_id) }
}

pub fn mistake(id: &str, when: WrongAction, critical: bool) -> Mistake {
    Mistake {
        id: MistakeId::new(id).expect("a test's id"),
        during: None,
        until: None,
        only_if: None,
        when,
        say: format!("Say {id}"),
        title: format!("Title {id}"),
        could_have: vec!["Harm".to_owned()],
        means: Some(MisconceptionId::new("hurries").expect("a test's id")),
        critical,
        responses: Responses::default_for(critical),
        then: vec![Effect::Sound { sound: SoundId::new("thud").expect("a test's id") }],
    }
}

pub fn start(module: Module, mode: Mode) -> Performance {
    Performance::start(Arc::new(module), mode, 7)
}

/// Short inputs, written as a trace writes them: `acts(&mut p, &["100 press reader", "200 tick"])`.
pub fn acts(performance: &mut Performance, lines: &[&str]) {
    for line in lines {
        let trace = session::Trace::parse(format!("{line}\n").as_bytes()).expect("a test's input");
        for (at_ms, input) in trace.inputs {
            performance.apply(at_ms, input);
        }
    }
}

/// The facts after the first `from`, in short words.
pub fn told(performance: &Performance) -> Vec<String> {
    performance.facts.iter().map(|(_, fact)| in_short(fact)).collect()
}

pub fn in_short(fact: &Fact) -> String {
    match fact {
        Fact::StepStarted { step } => format!("start {step}"),
        Fact::StepCompleted { step, .. } => format!("done {step}"),
        Fact::MistakeMade { mistake, response, critical, .. } => {
            format!("mistake {mistake} {response}{}", if *critical { " critical" } else { "" })
        }
        Fact::Strayed { action, object, .. } => format!("strayed {action} {object}"),
        Fact::HintShown { rung, asked, .. } => format!("hint {rung} {}", if *asked { "asked" } else { "by itself" }),
        Fact::HelpRaised { to, .. } => format!("help raised to {to}"),
        Fact::Answered { right, .. } => format!("answered {}", if *right { "right" } else { "wrong" }),
        Fact::Drawn { draw, option } => format!("drawn {draw} {option}"),
        Fact::StepSkipped { step } => format!("skipped {step}"),
        Fact::Said { reply, .. } => format!("said {reply}"),
        Fact::FilledIn { fields, .. } => {
            let told =
                fields.iter().map(|field| format!(" {}={}{}", field.field, field.given, if field.right { "" } else { "?" }));
            format!("filled in{}", told.collect::<String>())
        }
        Fact::Signed { step } => format!("signed {step}"),
        Fact::Interrupted { interruption } => format!("interrupted {interruption}"),
        Fact::TimerExpired { timer } => format!("expired {timer}"),
        Fact::StepRestarted { step } => format!("restart {step}"),
        Fact::TimeLimitPassed { step: Some(step) } => format!("late {step}"),
        Fact::TimeLimitPassed { step: None } => "out of time".to_owned(),
        Fact::Paused => "paused".to_owned(),
        Fact::Resumed => "resumed".to_owned(),
        Fact::Left => "left".to_owned(),
        Fact::Continued => "continued".to_owned(),
        Fact::AttemptStarted(_)
        | Fact::AttemptClosed { .. }
        | Fact::IdentityConfirmed { .. }
        | Fact::SignedOff { .. }
        | Fact::RoundAllowed { .. } => "made by the caller".to_owned(),
    }
}

/// All facts as they would be stored, the closing one included.
pub fn bytes(performance: &Performance) -> Vec<u8> {
    let closing = performance.closing.clone().map(|closing| closing.into_fact(String::new()));
    serde_json::to_vec(&(&performance.facts, closing)).expect("facts are plain data")
}

pub fn last(performance: &Performance) -> &Fact {
    &performance.facts.last().expect("a fact was made").1
}

pub fn tick() -> Input {
    Input::Tick
}
