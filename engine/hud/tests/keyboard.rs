//! Everything is reached and done by keyboard alone.

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;

use egui::{Key, Modifiers};
use hud::Settings;
use samples::Stage;

fn stage() -> Stage {
    Stage::new([1280.0, 720.0], Settings::default())
}

/// Presses keys on a screen that has come to rest.
fn press(stage: &mut Stage, screen: &str, keys: &[Key]) -> Vec<String> {
    stage.settled(screen).drop_without_applying_deltas();
    stage.press(screen, keys)
}

#[test]
fn enter_takes_the_primary_way_on_every_screen() {
    let expected = [
        ("home", "Continue"),
        ("home-new", "Start"),
        ("picker", "Pick"),
        ("play-mistake", "Acknowledge"),
        ("pause", "Resume"),
        ("settings", "Resume"),
        ("keys", "Close"),
        ("debrief-not-yet", "Again"),
        ("debrief-passed", "Next"),
        ("rehearsal-choice", "MouseLook"),
        ("message", "Button"),
    ];
    for (screen, action) in expected {
        let asked = press(&mut stage(), screen, &[Key::Enter]);
        assert!(asked.len() == 1 && asked[0].contains(action), "{screen}: {asked:?}");
    }
}

#[test]
fn a_key_kept_down_from_before_does_not_act() {
    let mut stage = stage();
    let enter = || egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::default(),
    };
    stage.frame("play-guided", vec![enter()]).1.drop_without_applying_deltas();
    stage.settled("play-mistake").drop_without_applying_deltas();
    // The key was never let go: the system says it again.
    let (asked, output) = stage.frame("play-mistake", vec![enter()]);
    output.drop_without_applying_deltas();
    assert_eq!(asked, "[]");
    assert_eq!(stage.press("play-mistake", &[Key::Space]), ["[Acknowledge]"]);
}

#[test]
fn escape_resumes_and_closes() {
    for (screen, action) in [("pause", "Resume"), ("settings", "Resume"), ("keys", "Close")] {
        let asked = press(&mut stage(), screen, &[Key::Escape]);
        assert!(asked.len() == 1 && asked[0].contains(action), "{screen}: {asked:?}");
    }
}

#[test]
fn tab_goes_through_home_and_comes_around() {
    let mut stage = stage();
    stage.settled("home").drop_without_applying_deltas();
    let mut visited = Vec::new();
    for _ in 0..24 {
        stage.press("home", &[Key::Tab]);
        visited.push(stage.ctx.memory(|memory| memory.focused()).expect("something is always focused"));
    }
    let different: std::collections::HashSet<_> = visited.iter().collect();
    // Continue, two rows of three modes and Start, three times Again, settings, help, person.
    assert!(different.len() >= 15, "only {} things are reached", different.len());
    assert!(visited.iter().skip(1).any(|id| *id == visited[0]), "it never comes around");
}

#[test]
fn a_module_is_started_in_the_mode_chosen() {
    let mut stage = stage();
    stage.settled("home-new").drop_without_applying_deltas();
    // Start has the focus; before it stand Watch, then the exam.
    stage.press_with("home-new", Modifiers::SHIFT, &[Key::Tab, Key::Tab]);
    let asked = stage.press("home-new", &[Key::Space, Key::Tab, Key::Tab, Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("Exam"), "{asked:?}");
}

#[test]
fn a_card_is_answered_by_number_and_decided_by_enter() {
    let mut stage = stage();
    assert!(press(&mut stage, "play-card", &[Key::Enter]).is_empty(), "nothing is chosen beforehand");
    let asked = stage.press("play-card", &[Key::Num3, Key::Num2, Key::Enter]);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].contains("Decide") && asked[0].contains("fetch"), "{asked:?}");
}

#[test]
fn answers_are_put_in_order_and_matched_by_number() {
    for screen in ["play-order", "play-match"] {
        let mut stage = stage();
        assert!(press(&mut stage, screen, &[Key::Num3, Key::Num1, Key::Enter]).is_empty(), "{screen}: one is still missing");
        let asked = stage.press(screen, &[Key::Num2, Key::Enter]);
        let order = ["ignore", "let-in", "fetch"].map(|id| asked.first().and_then(|asked| asked.find(id)));
        assert!(asked.len() == 1 && order[0].is_some() && order.is_sorted(), "{screen}: {asked:?}");
    }
}

#[test]
fn a_text_is_written_and_a_card_is_signed_with_enter() {
    let mut stage = stage();
    assert!(press(&mut stage, "play-type", &[Key::Enter]).is_empty(), "an empty field is nothing written");
    stage.settled("play-type").drop_without_applying_deltas();
    stage.type_text("play-type", "extension 2400");
    let asked = stage.press("play-type", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("Write(\"extension 2400\")"), "{asked:?}");
    let asked = press(&mut self::stage(), "play-sign", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("Sign"), "{asked:?}");
}

#[test]
fn a_form_is_filled_in_and_handed_in_by_keys_alone() {
    let mut stage = stage();
    stage.settled("play-form").drop_without_applying_deltas();
    stage.type_text("play-form", "2.14");
    assert!(stage.press("play-form", &[Key::Enter]).is_empty(), "it goes on to the next field");
    stage.type_text("play-form", "99");
    assert!(stage.press("play-form", &[Key::Enter]).is_empty(), "and to the choices");
    assert!(stage.press("play-form", &[Key::Enter]).is_empty(), "the focused choice is made");
    assert!(stage.press("play-form", &[Key::Enter]).is_empty(), "99 minutes cannot be entered");
    // What cannot be entered has the focus.
    stage.press("play-form", &[Key::Backspace]);
    let asked = stage.press("play-form", &[Key::Enter]);
    assert_eq!(asked, [r#"[HandIn([("room", "2.14"), ("minutes", "9"), ("reply", "let-in")])]"#]);
}

#[test]
fn a_page_is_put_away_with_enter() {
    let asked = press(&mut stage(), "play-page", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("Acknowledge"), "{asked:?}");
}

#[test]
fn a_card_is_answered_with_arrows_and_enter_twice() {
    let mut stage = stage();
    let asked = press(&mut stage, "play-card", &[Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert!(asked.is_empty(), "the first Enter only chooses: {asked:?}");
    let asked = stage.press("play-card", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("fetch"), "{asked:?}");
}

#[test]
fn a_case_is_looked_through_marked_and_decided_by_keys_alone() {
    let mut stage = stage();
    stage.settled("play-case").drop_without_applying_deltas();
    // Tab goes through the e-mail as it is read: subject, sender, where a reply goes. M and Enter mark, and take a mark away.
    stage.press("play-case", &[Key::Tab, Key::M, Key::Tab, Key::Tab, Key::Enter, Key::Tab, Key::M, Key::M]);
    let asked = stage.press("play-case", &[Key::Num1]);
    assert!(asked.is_empty(), "{asked:?}");
    // The digit led on to its answer: there Enter decides.
    let asked = stage.press("play-case", &[Key::Enter]);
    assert_eq!(asked, [r#"[Decide(["report", "subject", "reply"])]"#]);
}

#[test]
fn enter_on_a_part_never_decides() {
    let mut stage = stage();
    press(&mut stage, "play-case", &[Key::Num2]);
    // Back over the first answer to the parts.
    stage.press_with("play-case", Modifiers::SHIFT, &[Key::Tab; 4]);
    let asked = stage.press("play-case", &[Key::Enter, Key::Enter]);
    assert!(asked.is_empty(), "it marks and unmarks: {asked:?}");
    stage.press("play-case", &[Key::Enter, Key::Num2]);
    let asked = stage.press("play-case", &[Key::Enter]);
    assert_eq!(asked.len(), 1, "what was marked stays marked, and at the answer Enter decides: {asked:?}");
}

#[test]
fn a_value_is_typed_and_entered_and_a_wrong_one_is_explained() {
    let mut stage = stage();
    assert!(press(&mut stage, "play-value", &[Key::Enter]).is_empty(), "an empty field is no value");
    stage.settled("play-value").drop_without_applying_deltas();
    stage.type_text("play-value", "17");
    stage.type_text("play-value", "q");
    stage.type_text("play-value", "5");
    let asked = stage.press("play-value", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("milli: 175000"), "{asked:?}");
}

#[test]
fn stepping_back_from_an_instrument_is_a_key() {
    let asked = press(&mut stage(), "play-value", &[Key::Q]);
    assert!(asked.len() == 1 && asked[0].contains("StepBack"), "{asked:?}");
}

#[test]
fn a_person_is_added_by_keyboard_alone() {
    let mut stage = stage();
    stage.settled("picker-add").drop_without_applying_deltas();
    assert!(stage.press("picker-add", &[Key::Enter]).is_empty(), "a name is needed");
    stage.settled("picker-add").drop_without_applying_deltas();
    stage.type_text("picker-add", "  Ana   Costa ");
    stage.press("picker-add", &[Key::Tab]);
    stage.type_text("picker-add", "Cleaner");
    let asked = stage.press("picker-add", &[Key::Enter]);
    assert_eq!(asked, [r#"Some(Add { name: "Ana Costa", job_title: "Cleaner" })"#]);
}

#[test]
fn settings_are_changed_by_keyboard_alone() {
    let mut stage = stage();
    stage.settled("settings").drop_without_applying_deltas();
    // Back, All keys, five tabs, then the text size.
    let mut asked = Vec::new();
    for _ in 0..12 {
        asked.extend(stage.press("settings", &[Key::Tab, Key::ArrowRight]));
        if stage.settings.text_percent > 100 {
            break;
        }
    }
    assert_eq!(stage.settings.text_percent, 125, "{asked:?}");
    assert!(asked.iter().any(|asked| asked.contains("SettingsChanged")), "{asked:?}");
}

#[test]
fn play_leaves_tab_and_enter_to_the_room() {
    let mut stage = stage();
    assert!(press(&mut stage, "play-guided", &[Key::Tab, Key::Enter, Key::H]).is_empty());
    assert_eq!(stage.ctx.memory(|memory| memory.focused()), None);
}

#[test]
fn an_author_jumps_copies_and_plays_on_by_keys() {
    let jump = press(&mut stage(), "author", &[Key::J, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert_eq!(jump, ["Some(Jump(8))"]);
    for (key, asked) in [(Key::C, "Some(Copy)"), (Key::L, "Some(ShowLabels(false))"), (Key::F5, "Some(PlayOn)")] {
        assert_eq!(press(&mut stage(), "author", &[key]), [asked]);
    }
    assert!(press(&mut stage(), "author", &[Key::Enter, Key::ArrowDown]).is_empty(), "the list has no keys before J");
}

/// Types, then presses Enter; what was asked for.
fn typed(stage: &mut Stage, screen: &str, text: &str) -> Vec<String> {
    stage.settled(screen).drop_without_applying_deltas();
    stage.type_text(screen, text);
    stage.press(screen, &[Key::Enter])
}

#[test]
fn an_exam_begins_with_a_pin_typed_and_enter_and_never_shows_it() {
    let mut stage = stage();
    let asked = typed(&mut stage, "exam", "2580");
    assert_eq!(asked, ["Some(Begin(Pin(PinText(hidden))))"]);
    let mut stage = self::stage();
    assert!(press(&mut stage, "exam", &[Key::Enter]).is_empty(), "without a PIN nothing begins");
    assert_eq!(press(&mut stage, "exam", &[Key::Escape]), ["Some(Back)"]);
}

#[test]
fn a_first_pin_is_typed_twice_alike() {
    let mut stage = stage();
    stage.settled("exam-first").drop_without_applying_deltas();
    stage.type_text("exam-first", "2580");
    stage.press("exam-first", &[Key::Tab]);
    stage.type_text("exam-first", "2581");
    assert!(stage.press("exam-first", &[Key::Enter]).is_empty());
    stage.press("exam-first", &[]);
    let mut stage = self::stage();
    stage.settled("exam-first").drop_without_applying_deltas();
    stage.type_text("exam-first", "2580");
    stage.press("exam-first", &[Key::Tab]);
    stage.type_text("exam-first", "2580");
    assert_eq!(stage.press("exam-first", &[Key::Enter]), ["Some(Begin(FirstPin(PinText(hidden))))"]);
}

#[test]
fn a_witness_is_chosen_and_confirms_by_keyboard_alone() {
    let mut stage = stage();
    stage.settled("exam").drop_without_applying_deltas();
    // Back from the PIN to the two ways, the second of which is the witness.
    stage.press_with("exam", Modifiers::SHIFT, &[Key::Tab]);
    stage.press("exam", &[Key::Space]);
    stage.settled("exam").drop_without_applying_deltas();
    stage.press("exam", &[Key::Tab, Key::Enter]);
    stage.settled("exam").drop_without_applying_deltas();
    // The field for their PIN has the focus by now.
    stage.type_text("exam", "7391");
    let asked = stage.press("exam", &[Key::Enter]);
    assert!(asked.len() == 1 && asked[0].contains("Witness") && asked[0].contains("hidden"), "{asked:?}");
}

#[test]
fn an_exam_that_cannot_begin_leads_back() {
    for key in [Key::Enter, Key::Escape] {
        assert_eq!(press(&mut stage(), "exam-wait", &[key]), ["Some(Back)"]);
    }
}
