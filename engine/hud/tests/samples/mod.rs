//! Sample views of every screen, and a stage to show them on without a window: for the tests and for the pictures.

use curriculum::{Mode, ModuleKind, Quantity, Response, Unit};
use egui::accesskit::TreeUpdate;
use egui::{Context, Event, FullOutput, Key, Modifiers, Pos2, RawInput, Rect, TextureId, Ui, pos2, vec2};
use hud::theme::{self, Fonts};
use hud::*;
use ids::{AnswerId, Id128, MistakeId, ModuleId, ObjectId, PersonId, StepId};
use record::Outcome;
use session::{CardView, HintView, HoldView, MistakeView, ReadView, SessionView, StepStatus, StepView};

/// Every screen that can be shown, by name.
pub const SCREENS: [&str; 24] = [
    "home",
    "home-new",
    "picker",
    "picker-many",
    "picker-add",
    "play-guided",
    "play-edge-right",
    "play-edge-left",
    "play-hold",
    "play-carry",
    "play-click",
    "play-exam",
    "play-value",
    "play-card",
    "play-mistake",
    "play-mistake-guided",
    "pause",
    "settings",
    "keys",
    "debrief-not-yet",
    "debrief-passed",
    "rehearsal-choice",
    "rehearsal-try",
    "message",
];

/// Pictures, if the caller has some.
#[derive(Default, Clone, Copy)]
pub struct Pictures {
    pub room: Option<(TextureId, f32)>,
    pub portrait: Option<TextureId>,
}

/// A context without a window, with the state of each screen.
pub struct Stage {
    pub ctx: Context,
    pub settings: Settings,
    pub pictures: Pictures,
    pub size_px: [f32; 2],
    home: HomeState,
    picker: PickerState,
    play: PlayState,
    pause: PauseState,
    debrief: DebriefState,
    rehearsal: RehearsalState,
    time_secs: f64,
}

impl Stage {
    pub fn new(size_px: [f32; 2], settings: Settings) -> Self {
        let ctx = Context::default();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/fonts/");
        let files = Fonts::FILES.map(|name| std::fs::read(format!("{folder}{name}")).expect("the fonts are in the repository"));
        theme::install(&ctx, Fonts::from_files(files));
        theme::apply(&ctx, &settings);
        ctx.enable_accesskit();
        Self {
            ctx,
            settings,
            pictures: Pictures::default(),
            size_px,
            home: HomeState::default(),
            picker: PickerState::default(),
            play: PlayState::default(),
            pause: PauseState::default(),
            debrief: DebriefState::default(),
            rehearsal: RehearsalState::default(),
            time_secs: 0.0,
        }
    }

    pub fn zoom(&self) -> f32 {
        f32::from(self.settings.text_percent) / 100.0
    }

    /// Shows a screen for one frame; returns what it asked for, as text, and egui's output.
    pub fn frame(&mut self, screen: &str, events: Vec<Event>) -> (String, FullOutput) {
        self.time_secs += 0.25;
        let size = vec2(self.size_px[0], self.size_px[1]) / self.zoom();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            max_texture_side: Some(8192),
            time: Some(self.time_secs),
            events,
            ..RawInput::default()
        };
        let ctx = self.ctx.clone();
        let mut asked = String::new();
        let output = ctx.run_ui(input, |ui| {
            let now = self.show(ui, screen);
            // A pass that was thrown away does not ask.
            asked = now;
        });
        (asked, output)
    }

    /// Shows a screen until it stands still.
    pub fn settled(&mut self, screen: &str) -> FullOutput {
        for _ in 0..3 {
            self.frame(screen, vec![]).1.drop_without_applying_deltas();
        }
        self.frame(screen, vec![]).1
    }

    /// Presses keys, one a frame, and returns everything asked for.
    pub fn press(&mut self, screen: &str, keys: &[Key]) -> Vec<String> {
        let mut asked = Vec::new();
        for key in keys {
            for pressed in [true, false] {
                let event = Event::Key { key: *key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::default() };
                let (now, output) = self.frame(screen, vec![event]);
                output.drop_without_applying_deltas();
                if now != "None" && now != "[]" {
                    asked.push(now);
                }
            }
        }
        asked
    }

    pub fn type_text(&mut self, screen: &str, text: &str) {
        let (_, output) = self.frame(screen, vec![Event::Text(text.to_owned())]);
        output.drop_without_applying_deltas();
    }

    /// The tree that screen readers see.
    pub fn tree(&mut self, screen: &str) -> TreeUpdate {
        self.settled(screen).drop_without_applying_deltas();
        let (_, mut output) = self.frame(screen, vec![]);
        let tree = output.platform_output.accesskit_update.take().expect("AccessKit was enabled");
        output.drop_without_applying_deltas();
        tree
    }

    fn show(&mut self, ui: &mut Ui, screen: &str) -> String {
        match screen {
            "home" => format!("{:?}", home(ui, &mut self.home, &home_view(self.pictures))),
            "home-new" => format!("{:?}", home(ui, &mut self.home, &home_new_view())),
            "picker" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(4))),
            "picker-many" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(9))),
            "picker-add" => format!("{:?}", picker(ui, &mut self.picker, &picker_view(0))),
            "pause" => format!("{:?}", pause(ui, &mut self.pause, &pause_view(), &mut self.settings)),
            "settings" => {
                let view = PauseView::Home { over_scene: false };
                format!("{:?}", pause(ui, &mut self.pause, &view, &mut self.settings))
            }
            "keys" => format!("{:?}", keys_page(ui, &self.settings).then_some("Close")),
            "debrief-not-yet" => format!("{:?}", debrief(ui, &mut self.debrief, &debrief_view(false))),
            "debrief-passed" => format!("{:?}", debrief(ui, &mut self.debrief, &debrief_view(true))),
            "rehearsal-choice" | "rehearsal-try" => {
                self.rehearsal.chosen |= screen == "rehearsal-try";
                let done = Rehearsed { looked: true, walked: false, acted: false };
                let view = RehearsalView { settings: &self.settings, done, thing: "bell" };
                format!("{:?}", rehearsal(ui, &mut self.rehearsal, &view))
            }
            "message" => format!("{:?}", message(ui, &message_view())),
            "loading" => {
                let view = LoadingView {
                    title: "Your first day at Harbour Clinic".to_owned(),
                    doing: "Reading the room".to_owned(),
                    share: Some(0.62),
                };
                loading(ui, &view);
                "None".to_owned()
            }
            _ => self.show_play(ui, screen),
        }
    }

    fn show_play(&mut self, ui: &mut Ui, screen: &str) -> String {
        let mode = match screen {
            "play-exam" | "play-value" => Mode::Exam,
            "play-mistake" => Mode::Practice,
            _ => Mode::Guided,
        };
        let session = session_view(screen, mode);
        let size = ui.max_rect().size();
        let at = |x: f32, y: f32| pos2(x * size.x / 1280.0, y * size.y / 720.0);
        let mut view = PlayView {
            session: &session,
            keys: KeyNames::of(&self.settings),
            pointer: self.settings.pointer,
            reduced_motion: self.settings.reduced_motion,
            time_secs: self.time_secs,
            pin: None,
            edge: None,
            label: None,
            caption: None,
            sound_caption: None,
            toast: None,
            carried: None,
            walk: None,
            read_at: Some(at(350.0, 395.0)),
            mistake_place: Some([at(810.0, 148.0), at(1030.0, 153.0), at(1030.0, 615.0), at(810.0, 598.0)]),
            next_hint_points: true,
        };
        let label = |name: &str, verb: &str| LabelView {
            name: name.to_owned(),
            verb: verb.to_owned(),
            hold: false,
            anchor: at(640.0, 360.0),
            half_width: 40.0,
            side: None,
        };
        let says = |text: &str| CaptionView {
            speaker: "Mateo".to_owned(),
            role: "your guide".to_owned(),
            text: text.to_owned(),
            portrait: self.pictures.portrait,
        };
        match screen {
            "play-guided" => {
                view.pin = Some(PinView { at: at(640.0, 305.0) });
                view.label = Some(label("Workstation", "Lock"));
                view.caption = Some(says("An open screen is an open file. I lock mine each time I stand up."));
            }
            "play-edge-right" | "play-edge-left" => {
                let side = if screen == "play-edge-left" { Side::Left } else { Side::Right };
                let words = if side == Side::Left { "To the left" } else { "Behind you, to the right" };
                view.edge = Some(EdgePointer { side, name: "Fire extinguisher".to_owned(), words: words.to_owned() });
                view.caption = Some(says("Turn around. It hangs beside the staff door, under the red sign."));
                view.toast = Some(ToastView { text: "Chart secured".to_owned(), saved: true });
            }
            "play-hold" => {
                view.label = Some(LabelView { hold: true, ..label("Dispenser", "Press") });
                view.sound_caption = Some("Phone rings at the front desk".to_owned());
            }
            "play-carry" => {
                view.carried = Some(CarriedView { name: "Visitor badge".to_owned() });
                view.label = Some(LabelView { anchor: at(760.0, 420.0), ..label("Badge box", "Put here") });
                view.pin = Some(PinView { at: at(760.0, 350.0) });
                view.toast = Some(ToastView { text: "Visitor badge taken".to_owned(), saved: true });
            }
            "play-click" => {
                view.pointer = PointerMode::PointAndClick;
                view.label = Some(LabelView { anchor: at(880.0, 300.0), ..label("Staff door", "Open") });
                view.walk = Some(WalkHint { at: at(520.0, 520.0), with_words: true });
            }
            _ => {}
        }
        format!("{:?}", play(ui, &mut self.play, &view))
    }
}

fn module(id: &str) -> ModuleId {
    ModuleId::new(id).unwrap()
}

fn badge() -> PersonBadge {
    PersonBadge { name: "Nadia Okafor".to_owned(), job_title: "Front desk".to_owned(), demonstration: false }
}

fn home_view(pictures: Pictures) -> HomeView {
    let next = |id: &str, title: &str, kind, minutes, due: Option<(&str, bool)>| UpNext {
        module: module(id),
        title: title.to_owned(),
        summary: String::new(),
        kind,
        minutes,
        modes: vec![Mode::Guided, Mode::Practice, Mode::Exam],
        due: due.map(|(words, overdue)| Due { words: words.to_owned(), overdue }),
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
        completed: vec![
            done("Know your two exits", "18 November", 960),
            done("Patient privacy", "14 November", 910),
            done("Talking at the front desk", "11 November", 780),
        ],
    }
}

fn home_new_view() -> HomeView {
    HomeView {
        organisation: "Harbour Clinic".to_owned(),
        person: badge(),
        hour: 14,
        up_next: vec![UpNext {
            module: module("first-day"),
            title: "Your first day at Harbour Clinic".to_owned(),
            summary: String::new(),
            kind: ModuleKind::Onboarding,
            minutes: 12,
            modes: vec![Mode::Guided, Mode::Practice, Mode::Exam],
            due: None,
        }],
        ..HomeView::default()
    }
}

fn picker_view(n_people: usize) -> PickerView {
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

fn pause_view() -> PauseView {
    PauseView::Attempt {
        title: "Your first day at Harbour Clinic".to_owned(),
        step_number: 7,
        n_steps: 18,
        at_ms: 412_000,
        can_restart_step: true,
    }
}

fn message_view() -> MessageView {
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

const INSTRUCTIONS: [&str; 18] = [
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

fn session_view(screen: &str, mode: Mode) -> SessionView {
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
        id: StepId::new(&format!("step-{idx}")).unwrap(),
        chapter: "Chapter 2 · The front desk".to_owned(),
        say: (*say).to_owned(),
        done: String::new(),
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
        n_total: 3,
        allowed: mode != Mode::Exam,
        cost_permille: if mode == Mode::Practice { 100 } else { 0 },
    };
    let object = |id: &str| ObjectId::new(id).unwrap();
    SessionView {
        mode,
        title: "Your first day".to_owned(),
        steps: INSTRUCTIONS.iter().enumerate().map(step).collect(),
        current_idx: Some(current_idx),
        at_ms: 134_000,
        remaining_ms: (mode == Mode::Exam).then_some(760_000),
        step_remaining_ms: None,
        hint,
        mistake: screen.starts_with("play-mistake").then(|| mistake_view(mode)),
        card: (screen == "play-card").then(card_view),
        read: (screen == "play-value").then(|| ReadView {
            gauge: object("gauge"),
            name: "Fire extinguisher · gauge".to_owned(),
            unit: "psi".to_owned(),
            range: Some((Quantity { milli: 0, unit: Unit::Psi }, Quantity { milli: 400_000, unit: Unit::Psi })),
        }),
        hold: (screen == "play-hold").then(|| HoldView {
            object: object("dispenser"),
            since_ms: 132_000,
            for_ms: 3_000,
            by_looking: false,
        }),
        targets: vec![],
        targets_shown: true,
        carried: None,
        paused: false,
        finished: None,
        score_permille: 1_000,
    }
}

fn mistake_view(mode: Mode) -> MistakeView {
    MistakeView {
        mistake: MistakeId::new("tailgate").unwrap(),
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

fn card_view() -> CardView {
    let answer = |id: &str, words: &str| (AnswerId::new(id).unwrap(), words.to_owned());
    CardView {
        text: "A visitor asks you to let him through the staff door. He says he has an appointment and is in a hurry.".to_owned(),
        ask: "What do you do?".to_owned(),
        answers: vec![
            answer("let-in", "Let him through, he has an appointment"),
            answer("fetch", "Ask him to sit down and call the person he wants to see, who comes and fetches him at the desk"),
            answer("ignore", "Say that you are busy"),
        ],
        pick: 1,
    }
}

fn debrief_view(passed: bool) -> DebriefView {
    let step = |(idx, say): (usize, &&str)| DebriefStep {
        number: idx + 1,
        say: (*say).to_owned(),
        result: match (passed, idx) {
            (false, 3) => StepResult::CriticalMistake,
            (_, 6) => StepResult::LaterTry,
            (_, 10) => StepResult::Mistake,
            _ => StepResult::Right,
        },
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
        attempt_number: 2,
        saved: "Saved at 08:52".to_owned(),
        mistakes,
        steps: INSTRUCTIONS.iter().enumerate().map(step).collect(),
        next: Some(Next {
            words: "Exam".to_owned(),
            locked_because: (!passed).then(|| "One round without a critical mistake opens the exam.".to_owned()),
        }),
    }
}
