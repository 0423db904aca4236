//! What is heard: cues as names of sounds, and sounds in words for who does not hear them. Plays nothing.
//!
//! Start at [`natural_sounds`].

use curriculum::{Mode, Module, ObjectKind, Particles};
use hud::language::t;
use session::Cue;

/// The sounds of what happened, beside those that cues ask for. Where an author chose a sound for the same moment, things that
/// change make none of their own. In an exam no sound tells what was right.
pub fn natural_sounds(cues: &[Cue], module: &Module, mode: Mode) -> Vec<&'static str> {
    let is_scored = cues.iter().any(|cue| matches!(cue, Cue::Sound { .. }));
    cues.iter().filter_map(|cue| of_deed(cue, mode).or_else(|| of_thing(cue, module).filter(|_| !is_scored))).collect()
}

/// What hands and the program make.
fn of_deed(cue: &Cue, mode: Mode) -> Option<&'static str> {
    Some(match cue {
        Cue::Taken { .. } => "pick_up",
        Cue::Placed { .. } | Cue::PutBack { .. } | Cue::Worn { .. } => "put_down",
        Cue::Pressed { .. } | Cue::Marked { .. } => "click",
        Cue::Used { .. } => "use",
        Cue::StepDone { .. } if mode != Mode::Exam => "step_done",
        Cue::MistakeShown { .. } => "mistake",
        Cue::Finished => "module_done",
        _ => return None,
    })
}

/// What things make.
fn of_thing(cue: &Cue, module: &Module) -> Option<&'static str> {
    Some(match cue {
        Cue::StateChanged { object, to } => {
            let object = module.object(object)?;
            let is_first = object.states.first() == Some(to);
            match object.kind {
                ObjectKind::Door if is_first => "door_close",
                ObjectKind::Door => "door_open",
                ObjectKind::Slider => "drawer",
                ObjectKind::Switch | ObjectKind::Knob => "switch",
                _ => return None,
            }
        }
        Cue::AngleChanged { .. } => "switch",
        Cue::Interrupted { asks: true, .. } => "attention",
        Cue::ParticlesStarted { lasts_ms: 0, .. } => return None,
        Cue::ParticlesStarted { kind, .. } => match kind {
            Particles::Steam => "hiss",
            Particles::Spray => "spray",
            Particles::Fire => "fire",
            Particles::Smoke => return None,
        },
        _ => return None,
    })
}

/// What was said before is about something that is past now.
pub fn ends_what_is_said(cue: &Cue) -> bool {
    matches!(
        cue,
        Cue::StepDone { .. }
            | Cue::MistakeShown { .. }
            | Cue::HintShown { .. }
            | Cue::Interrupted { asks: true, .. }
            | Cue::Reset
    )
}

/// A sound in words; none for sounds that only repeat what is seen.
pub fn words_of(sound: &str) -> Option<&'static str> {
    Some(match sound {
        "alarm" => t("Alarm sounds"),
        "attention" => t("A signal: somebody wants something"),
        "badge_beep" => t("Badge reader beeps"),
        "door_open" => t("Door opens"),
        "door_close" => t("Door closes"),
        "drawer" => t("Drawer slides"),
        "fire" => t("Fire crackles"),
        "handrub" => t("Dispenser pumps"),
        "hiss" => t("Steam hisses"),
        "key_turn" => t("Key turns"),
        "phone" => t("Phone rings"),
        "spray" => t("A jet hisses"),
        "water" => t("Water runs"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::{ObjectId, SoundId};

    fn module() -> Module {
        Module {
            id: ids::ModuleId::new("heard").unwrap(),
            title: String::new(),
            kind: curriculum::ModuleKind::Drill,
            version: String::new(),
            language: "en".to_owned(),
            scene: ids::SceneId::new("somewhere").unwrap(),
            minutes: 1,
            policy: None,
            summary: String::new(),
            objectives: Vec::new(),
            pass: curriculum::PassRule { score_permille: 0, in_a_row: 1, hint_cost_permille: 0 },
            exam: curriculum::ExamRule::default(),
            sign_off: None,
            renew_after_days: None,
            time_limit_ms: None,
            pictures: vec![],
            marks: vec![],
            objects: vec![],
            variables: vec![],
            timers: vec![],
            draws: vec![],
            interruptions: vec![],
            steps: vec![],
            hints: vec![],
            mistakes: vec![],
            guide: None,
        }
    }

    #[test]
    fn only_what_asks_somebody_something_signals_in_between() {
        let in_between = |asks| Cue::Interrupted { interruption: ids::InterruptionId::new("door-shuts").unwrap(), asks };
        assert_eq!(natural_sounds(&[in_between(true)], &module(), Mode::Exam), ["attention"]);
        assert_eq!(natural_sounds(&[in_between(false)], &module(), Mode::Exam), Vec::<&str>::new());
        assert!(ends_what_is_said(&in_between(true)) && !ends_what_is_said(&in_between(false)));
    }

    #[test]
    fn a_chosen_sound_takes_the_place_of_what_a_thing_makes_but_not_of_a_hands() {
        let reader = ObjectId::new("reader").unwrap();
        let steam = Cue::ParticlesStarted { kind: Particles::Steam, node: "Reader".to_owned(), lasts_ms: 900 };
        let cues = vec![Cue::Pressed { object: reader.clone() }, steam.clone(), Cue::Used { tool: reader.clone(), on: reader }];
        assert_eq!(natural_sounds(&cues, &module(), Mode::Guided), ["click", "hiss", "use"]);
        let chosen = Cue::Sound { sound: SoundId::new("badge_beep").unwrap() };
        let cues: Vec<Cue> = cues.into_iter().chain([chosen]).collect();
        assert_eq!(natural_sounds(&cues, &module(), Mode::Guided), ["click", "use"]);
        let stopped = Cue::ParticlesStarted { kind: Particles::Steam, node: "Reader".to_owned(), lasts_ms: 0 };
        assert_eq!(natural_sounds(&[stopped], &module(), Mode::Guided), Vec::<&str>::new());
    }
}
