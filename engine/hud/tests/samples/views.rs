//! The sample views themselves.

use super::Pictures;
use super::picture_views::{case_of, case_view, form_view};
use curriculum::{CaseLooks, Gesture, Mode, ModuleKind, Page, Quantity, Response, Unit};
use egui::pos2;
use hud::language::fill;
use hud::*;
use ids::{AnswerId, AttemptId, Id128, MistakeId, ModuleId, ObjectId, PersonId, StepId};
use record::{Guidance, Outcome, PauseTotals};
use session::{
    CardKind, CardView, HelpView, HintView, HoldBy, HoldView, MistakeView, NextHelp, ReadView, SessionView, StepStatus, StepView,
};

fn module(id: &str) -> ModuleId {
    ModuleId::new(id).expect("the samples' ids are well formed")
}

fn badge() -> PersonBadge {
    PersonBadge { name: "Nadia Okafor".to_owned(), job_title: "Front desk".to_owned(), demonstration: false }
}

pub fn home_view(pictures: Pictures) -> HomeView {
    let next = |id: &str, title: &str, kind, minutes, due: Option<(&str, bool)>| UpNext {
        module: module(id),
        title: title.to_owned(),
        summary: String::new(),
        kind,
        minutes,
        modes: vec![Mode::Guided, Mode::Practice, Mode::Exam],
        exam_note: if id == "hygiene" {
            fill("{so_far} of {needed} passes in a row", &[("so_far", &1), ("needed", &2)])
        } else {
            String::new()
        },
        due: due.map(|(words, overdue)| Due { words: words.to_owned(), overdue }),
        other_language: None,
    };
    let certificate = |title: &str, until: &str, standing| Certificate {
        title: title.to_owned(),
        valid_until: Some(until.to_owned()),
        standing,
    };
    let done = |title: &str, date: &str, score_permille| Completed {
        module: module("done"),
        title: title.to_owned(),
        date: date.to_owned(),
        score_permille,
        passed: score_permille >= 850,
        mode: Mode::Practice,
    };
    HomeView {
        organisation: "Harbour Clinic".to_owned(),
        person: badge(),
        hour: 8,
        saved: Saved::OnThisPc,
        notice: None,
        continue_with: Some(ContinueCard {
            module: module("first-day"),
            title: "Your first day at Harbour Clinic".to_owned(),
            picture: pictures.room,
            next_step: "Lock the workstation before you leave the desk.".to_owned(),
            step_number: 7,
            n_steps: 18,
            mode: Mode::Guided,
            due: Some(Due { words: "Due today".to_owned(), overdue: false }),
        }),
        up_next: vec![
            next("hygiene", "Hand hygiene, five moments", ModuleKind::Workflow, 15, Some(("Overdue 2 days", true))),
            next("phishing", "Spot the phishing e-mail", ModuleKind::Security, 12, Some(("Due 30 November", false))),
        ],
        certificates: vec![
            certificate("Basic life support", "9 December", Standing::Lapsing),
            certificate("Fire and evacuation", "18 November 2027", Standing::Valid),
        ],
        waiting: vec![WaitingSignOff {
            attempt: AttemptId(Id128([1; 16])),
            title: "Lock out before you open".to_owned(),
            words: fill("By {by}", &[("by", &"a maintenance supervisor")]),
        }],
        has_pin: Some(true),
        completed: vec![
            done("Know your two exits", "18 November", 960),
            done("Patient privacy", "14 November", 910),
            done("Talking at the front desk", "11 November", 780),
        ],
    }
}

pub fn home_new_view() -> HomeView {
    HomeView {
        organisation: "Harbour Clinic".to_owned(),
        person: badge(),
        hour: 14,
        up_next: vec![UpNext {
            module: module("first-day"),
            title: "Your first day at Harbour Clinic".to_owned(),
            summary: "Badge, front desk, staff door, hand hygiene: what keeps you and everybody safe on day one.".to_owned(),
            kind: ModuleKind::Onboarding,
            minutes: 12,
            modes: vec![Mode::Guided, Mode::Practice, Mode::Exam, Mode::Watch],
            exam_note: String::new(),
            due: None,
            other_language: None,
        }],
        ..HomeView::default()
    }
}

pub fn picker_view(n_people: usize) -> PickerView {
    let people = [
        ("Nadia Okafor", "Front desk"),
        ("Tomasz Wilk", "Technician"),
        ("Priya Raman", "Medical assistant"),
        ("Demonstration", ""),
        ("Leo Marchetti", "Front desk"),
        ("Hannah Brandt", "Nurse"),
        ("Wolfeschlegelsteinhausen Bergerdorff", "Head of the department of internal medicine"),
        ("Ana Costa", "Cleaner"),
        ("Yu Li", "Doctor"),
    ];
    let tile = |(idx, (name, job_title)): (usize, &(&str, &str))| PersonTile {
        id: PersonId(Id128([idx as u8; 16])),
        name: (*name).to_owned(),
        job_title: (*job_title).to_owned(),
        demonstration: *name == "Demonstration",
    };
    PickerView {
        organisation: "Harbour Clinic".to_owned(),
        device: "Reception PC".to_owned(),
        people: people.iter().enumerate().take(n_people).map(tile).collect(),
        over_scene: true,
    }
}

pub fn pause_view(exam: bool) -> PauseView {
    PauseView::Attempt {
        title: "Your first day at Harbour Clinic".to_owned(),
        step_number: 7,
        n_steps: 18,
        at_ms: 412_000,
        can_restart_step: !exam,
        hidden_pauses: exam.then_some(2),
    }
}

pub fn message_view() -> MessageView {
    MessageView {
        severity: Severity::Problem,
        title: "This PC's disk is full".to_owned(),
        happened: "Step 7 could not be written to the disk.".to_owned(),
        kept: "Steps 1 to 6 are saved.".to_owned(),
        to_do: "Free some space on this PC, then press Try again.".to_owned(),
        button: "Try again".to_owned(),
        other_button: Some("Leave, continue later".to_owned()),
        detail: Some("/home/nadia/.local/share/practicum/journal.db".to_owned()),
        over_scene: false,
    }
}

pub(super) const INSTRUCTIONS: [&str; 18] = [
    "Put your badge on.",
    "Greet the visitor at the desk.",
    "Wear your badge above the waist.",
    "Go through the staff door alone.",
    "Find both ways out.",
    "Clear the exit route.",
    "Lock the workstation before you leave the desk.",
    "Put the chart into the cabinet.",
    "Close the cabinet and turn the key to locked.",
    "Find the fire extinguisher.",
    "Enter the pressure on the gauge.",
    "Press the dispenser and hold for three seconds.",
    "Rub your hands for 20 seconds.",
    "Take the visitor badge.",
    "Put the visitor badge into its box.",
    "Look at the evacuation plan.",
    "Answer the question.",
    "Sign off.",
];

pub fn session_view(screen: &str, mode: Mode) -> SessionView {
    let current_idx = match screen {
        "play-edge-right" | "play-edge-left" => 9,
        "play-value" | "play-exam" => 10,
        "play-hold" => 11,
        "play-carry" => 14,
        "play-card" => 16,
        "play-mistake" | "play-mistake-guided" => 3,
        _ => 6,
    };
    let step = |(idx, say): (usize, &&str)| StepView {
        id: StepId::new(&format!("step-{idx}")).expect("the samples' ids are well formed"),
        chapter: "Chapter 2 · The front desk".to_owned(),
        say: if screen == "play-memory" && idx == current_idx { String::new() } else { (*say).to_owned() },
        done: String::new(),
        optional: screen == "play-click" && idx == current_idx,
        status: match idx.cmp(&current_idx) {
            std::cmp::Ordering::Less => StepStatus::Done,
            std::cmp::Ordering::Equal => StepStatus::Current,
            std::cmp::Ordering::Greater => StepStatus::Todo,
        },
    };
    let hint = HintView {
        shown: if screen == "play-guided" {
            vec!["On the keyboard: the key with the lock. It takes one second.".to_owned()]
        } else {
            vec![]
        },
        n_given: u32::from(screen == "play-guided"),
        n_total: 3,
        next: (mode != Mode::Exam).then_some(match screen {
            "play-memory" => NextHelp::Words,
            "play-words" => NextHelp::Hint { points: false },
            _ => NextHelp::Hint { points: true },
        }),
        allowed: mode != Mode::Exam,
        cost_permille: if mode == Mode::Practice { 100 } else { 0 },
        cost_of_score_permille: if mode == Mode::Practice { 6 } else { 0 },
    };
    let level = match (screen, mode) {
        ("play-memory", _) => Guidance::Nothing,
        ("play-words", _) | (_, Mode::Practice | Mode::Exam) => Guidance::Words,
        _ => Guidance::Demonstration,
    };
    let gesture = (level == Guidance::Demonstration)
        .then(|| (ObjectId::new("workstation").expect("the samples' ids are well formed"), Gesture::Press));
    let object = |id: &str| ObjectId::new(id).expect("the samples' ids are well formed");
    SessionView {
        mode,
        title: "Your first day".to_owned(),
        steps: INSTRUCTIONS.iter().enumerate().map(step).collect(),
        current_idx: Some(current_idx),
        at_ms: 134_000,
        remaining_ms: (mode == Mode::Exam).then_some(760_000),
        step_remaining_ms: None,
        hint,
        help: HelpView { level, gesture },
        mistake: screen.starts_with("play-mistake").then(|| mistake_view(mode)),
        card: card_view(screen),
        page: (screen == "play-page").then(page_view),
        timer_remaining_ms: None,
        read: (screen == "play-value").then(|| ReadView {
            gauge: object("gauge"),
            name: "Fire extinguisher · gauge".to_owned(),
            unit: "psi".to_owned(),
            range: Some((Quantity { milli: 0, unit: Unit::Psi }, Quantity { milli: 400_000, unit: Unit::Psi })),
            sets: false,
        }),
        hold: (screen == "play-hold").then(|| HoldView {
            object: Some(object("dispenser")),
            since_ms: 132_000,
            for_ms: 3_000,
            by: HoldBy::Hand,
        }),
        targets: vec![],
        targets_shown: level <= Guidance::Highlight,
        carried: None,
        paused: false,
        finished: None,
        score_permille: 1_000,
    }
}

fn mistake_view(mode: Mode) -> MistakeView {
    MistakeView {
        mistake: MistakeId::new("tailgate").expect("the samples' ids are well formed"),
        step_idx: 3,
        at_ms: 134_000,
        critical: mode == Mode::Practice,
        title: "Someone came in on your badge".to_owned(),
        say: "You held the door. One badge lets in one person only.".to_owned(),
        could_have: vec![
            "Patient files stand open in two rooms behind this door.".to_owned(),
            "The medicine store is eleven steps away.".to_owned(),
            "In an alarm, the roll call would miss one person.".to_owned(),
        ],
        why: Some(
            "Access rule 4.2: each person is registered with their own badge, so that an alarm finds everybody.".to_owned(),
        ),
        response: if mode == Mode::Practice { Response::Rewind } else { Response::Block },
        object: None,
        mode,
    }
}

fn page_view() -> Page {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    Page {
        title: "The lift is out of order".to_owned(),
        text: "It is being serviced until noon. Take the stairs, and tell visitors at the desk.".to_owned(),
        rows: vec![row(["Floor", "Open"]), row(["Ground floor", "yes, by the ramp"]), row(["First floor", "by the stairs only"])],
        picture: None,
    }
}

/// The card of a screen, if it shows one.
fn card_view(screen: &str) -> Option<CardView> {
    let kind = match screen {
        "play-card" => CardKind::Choose,
        _ if screen.starts_with("play-case") => CardKind::Choose,
        "play-order" => CardKind::Order,
        "play-match" => CardKind::Match { goes_with: ["The first", "The second", "The third"].map(str::to_owned).to_vec() },
        "play-type" => CardKind::Type,
        "play-sign" => CardKind::Sign,
        "play-form" => return Some(form_view(choice_view().answers)),
        _ => return None,
    };
    let card = choice_view();
    let pick = if kind == CardKind::Choose { 1 } else { 3 };
    let answers = if matches!(kind, CardKind::Type | CardKind::Sign) { vec![] } else { card.answers };
    let case = match screen {
        "play-case" | "play-case-exam" => Some(case_view()),
        "play-case-phone" => Some(case_of(CaseLooks::Phone)),
        "play-case-screen" => Some(case_of(CaseLooks::Screen)),
        _ => None,
    };
    let Some(case) = case else { return Some(CardView { kind, answers, pick, ..card }) };
    // Short answers stand side by side.
    let answer = |(id, words): (&str, &str)| (AnswerId::new(id).expect("the samples' ids are well formed"), words.to_owned());
    let answers = match case.can_be_marked() {
        true => [("report", "Report it"), ("delete", "Delete it"), ("reply", "Reply"), ("keep", "Keep it")].map(answer).to_vec(),
        false => answers,
    };
    Some(CardView { kind, answers, pick, text: String::new(), case: Some(Box::new(case)), ..card })
}

fn choice_view() -> CardView {
    let answer = |id: &str, words: &str| (AnswerId::new(id).expect("the samples' ids are well formed"), words.to_owned());
    CardView {
        kind: CardKind::Choose,
        text: "A visitor asks you to let him through the staff door. He says he has an appointment and is in a hurry.".to_owned(),
        ask: "What do you do?".to_owned(),
        answers: vec![
            answer("let-in", "Let him through, he has an appointment"),
            answer("fetch", "Ask him to sit down and call the person he wants to see, who comes and fetches him at the desk"),
            answer("ignore", "Say that you are busy"),
        ],
        pick: 1,
        fields: vec![],
        case: None,
    }
}

pub fn debrief_view(passed: bool) -> DebriefView {
    let step = |(idx, say): (usize, &&str)| DebriefStep {
        number: idx + 1,
        say: (*say).to_owned(),
        result: match (passed, idx) {
            (false, 3) => StepResult::CriticalMistake,
            (_, 6) => StepResult::LaterTry,
            (_, 10) => StepResult::Mistake,
            _ => StepResult::Right,
        },
        began_ms: Some(20_000 * idx as u64),
        took_ms: 9_000 + 1_700 * (idx as u64 * 7 % 11),
        expert_ms: 8_000 + 1_000 * (idx as u64 * 5 % 9),
        hints: u32::from(idx == 5),
        mistakes: u32::from(idx == 6 || idx == 3 && !passed),
        value: (idx == 10).then(|| "175 psi".to_owned()),
    };
    let mistake = |step_number, title: &str, critical: bool| DebriefMistake {
        step_number,
        at_ms: 134_000,
        title: title.to_owned(),
        say: "One badge lets in one person. Behind this door are open patient files and the medicine store.".to_owned(),
        why: critical.then(|| "Access rule 4.2: each person is registered with their own badge.".to_owned()),
        critical,
    };
    let mut mistakes = vec![mistake(7, "You left the screen open", false)];
    if !passed {
        mistakes.insert(0, mistake(4, "Someone came in on your badge", true));
    }
    DebriefView {
        organisation: "Harbour Clinic".to_owned(),
        person: "Nadia Okafor".to_owned(),
        demonstration: false,
        title: "Your first day at Harbour Clinic".to_owned(),
        mode: Mode::Practice,
        outcome: if passed { Outcome::Passed } else { Outcome::NotPassed },
        score_permille: if passed { 941 } else { 880 },
        pass_score_permille: 850,
        score_before_permille: Some(810),
        critical_mistakes: u32::from(!passed),
        took_ms: 512_000,
        expert_ms: 370_000,
        hints: 2,
        hint_cost_permille: 200,
        pauses: PauseTotals { n: 1, lasted_ms: 95_000 },
        attempt_number: 2,
        saved: "Saved at 08:52".to_owned(),
        mistakes,
        steps: INSTRUCTIONS.iter().enumerate().map(step).collect(),
        next: Some(Next {
            words: "Exam".to_owned(),
            locked_because: (!passed).then(|| "One round without a critical mistake opens the exam.".to_owned()),
        }),
        replay: (!passed).then(replay_of_attempt),
        standing: if passed { vec!["1 of 2 passes in a row".to_owned()] } else { Vec::new() },
        can_sign_off: false,
    }
}

/// Marks of every kind, for the strip.
pub fn replay_of_attempt() -> DebriefReplay {
    let kinds = [
        (ReplayMarkKind::Right, "Step 1: go to the front desk"),
        (ReplayMarkKind::Hint, "A hint"),
        (ReplayMarkKind::LaterTry, "Step 3: wear your badge"),
        (ReplayMarkKind::Mistake, "You left the screen open"),
        (ReplayMarkKind::CriticalMistake, "Someone came in on your badge"),
    ];
    let mark = |(idx, (kind, words)): (usize, &(ReplayMarkKind, &str))| ReplayMark {
        at_ms: 40_000 + 90_000 * idx as u64,
        kind: *kind,
        words: (*words).to_owned(),
    };
    DebriefReplay { end_ms: 512_000, marks: kinds.iter().enumerate().map(mark).collect() }
}

pub fn review_view(marks: &[ReplayMark]) -> ReviewView<'_> {
    ReviewView {
        title: "Your first day at Harbour Clinic".to_owned(),
        about: "Nadia Okafor · practice · 22 Nov 2026".to_owned(),
        at_ms: 134_000,
        end_ms: 512_000,
        is_playing: true,
        speed_percent: 100,
        free_camera: false,
        marks,
        step: Some((4, 18, "Go through the staff door alone.".to_owned())),
        caption: Some(("Mateo".to_owned(), "One badge lets in one person.".to_owned())),
        mistake: Some("Someone came in on your badge".to_owned()),
        names: [("badge-reader", "Badge reader", pos2(250.0, 330.0)), ("staff-door", "Staff door", pos2(280.0, 300.0))]
            .map(|(object, name, at)| NameView {
                object: ObjectId::new(object).expect("the samples' ids are well formed"),
                name: name.to_owned(),
                at,
            })
            .into(),
    }
}
