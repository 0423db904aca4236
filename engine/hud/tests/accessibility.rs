//! What screen readers are told.

#[allow(dead_code, reason = "the other tests use the rest")]
mod samples;

use egui::accesskit::{Live, Node, Role};
use hud::Settings;
use samples::{SCREENS, Stage};

fn nodes(screen: &str) -> Vec<Node> {
    let mut stage = Stage::new([1280.0, 720.0], Settings::default());
    stage.tree(screen).nodes.into_iter().map(|(_, node)| node).collect()
}

fn named(nodes: &[Node], role: Role) -> Vec<String> {
    nodes.iter().filter(|node| node.role() == role).filter_map(|node| node.label().map(str::to_owned)).collect()
}

fn has_all(screen: &str, role: Role, names: &[&str]) {
    let found = named(&nodes(screen), role);
    for name in names {
        assert!(found.iter().any(|found| found == name), "{screen}: no {role:?} \"{name}\" in {found:?}");
    }
}

#[test]
fn buttons_have_names() {
    has_all("home", Role::Button, &["Continue", "Start Hand hygiene, five moments", "Settings", "Help and keys"]);
    has_all("picker", Role::Button, &["Nadia Okafor, Front desk", "Someone new"]);
    has_all("play-guided", Role::Button, &["Pause", "Show me where", "Lock Workstation"]);
    has_all("play-edge-right", Role::Button, &["Face it"]);
    has_all("play-carry", Role::Button, &["Put back"]);
    has_all("pause", Role::Button, &["Resume", "Restart this step", "Leave, continue later", "All keys on one page"]);
    has_all("exam", Role::Button, &["Start the exam", "Not now"]);
    has_all("exam", Role::PasswordInput, &["Your PIN"]);
    has_all(
        "sign-off",
        Role::RadioButton,
        &["What have you seen?: Confirmed", "What have you seen?: Not yet", "Hannah Brandt · Infection control nurse"],
    );
    has_all("home", Role::Button, &["Sign off Lock out before you open", "Change your PIN"]);
    has_all("debrief-exam", Role::Button, &["Sign off"]);
    has_all("debrief-not-yet", Role::Button, &["Try again", "Home", "Exam"]);
}

#[test]
fn settings_and_answers_tell_their_state() {
    let pause = nodes("pause");
    assert!(named(&pause, Role::Switch).contains(&"Captions".to_owned()));
    let slider = pause.iter().find(|node| node.role() == Role::Slider).expect("the text size is a slider");
    assert_eq!(slider.numeric_value(), Some(100.0));
    let card = nodes("play-card");
    let answers: Vec<&Node> = card.iter().filter(|node| node.role() == Role::RadioButton).collect();
    assert_eq!(answers.len(), 3);
    assert!(answers.iter().all(|answer| answer.toggled() == Some(egui::accesskit::Toggled::False)));
}

#[test]
fn the_parts_of_a_case_are_told_with_what_is_behind_them_and_can_be_marked() {
    let link = "Link harbour-clinic.example/mail. It really is: http://mail-renewal.example.org/login";
    let file = "Attachment Mailbox_form.html. It really is: A page that asks for your password";
    let from = "From Harbour Clinic IT. It really is: it-desk@harbour-clinic.example.net";
    has_all("play-case", Role::CheckBox, &[from, "Subject: Your mailbox is full", "Dear colleague,", link, file]);
    has_all("play-case-phone", Role::Button, &[link, "Dear colleague,"]);
    has_all("play-case", Role::RadioButton, &["Report it", "Delete it", "Reply", "Keep it"]);
}

#[test]
fn an_exam_counts_no_cues_for_the_trainee() {
    let texts = |screen: &str| -> Vec<String> {
        let of = |node: &Node| [node.label(), node.value()].map(|text| text.unwrap_or_default().to_owned());
        nodes(screen).iter().flat_map(of).collect()
    };
    let counts = |texts: &[String]| texts.iter().any(|text| text.contains("found") || text.contains("at least"));
    assert!(counts(&texts("play-case")));
    let in_exam = texts("play-case-exam");
    assert!(!counts(&in_exam), "{in_exam:?}");
    assert!(in_exam.iter().any(|text| text == "Mark everything that decides it, then decide."), "{in_exam:?}");
}

#[test]
fn captions_verdicts_and_mistakes_are_spoken_as_they_change() {
    let spoken = |screen: &str, live: Live, words: &str| {
        let found = nodes(screen);
        let fits = |node: &&Node| node.live() == Some(live) && node.label().is_some_and(|label| label.contains(words));
        assert!(found.iter().any(|node| fits(&node)), "{screen}: \"{words}\" is not spoken");
    };
    spoken("play-guided", Live::Polite, "Mateo: An open screen");
    spoken("play-guided", Live::Polite, "Lock the workstation");
    spoken("play-edge-right", Live::Polite, "Done: chart secured");
    spoken("play-edge-right", Live::Polite, "Behind you, to the right");
    spoken("play-mistake", Live::Assertive, "Someone came in on your badge");
    spoken("debrief-not-yet", Live::Assertive, "Not yet");
    spoken("message", Live::Assertive, "disk is full");
    spoken("exam", Live::Polite, "You pass with 85 %");
    spoken("exam-wait", Live::Polite, "opens on 24 November");
    spoken("sign-off", Live::Polite, "Lock, tag and try");
}

#[test]
fn how_much_help_a_step_gives_is_said_with_what_more_costs() {
    let labels =
        |screen: &str| -> Vec<String> { nodes(screen).iter().filter_map(|node| node.label().map(str::to_owned)).collect() };
    let says = |screen: &str, words: &str| {
        let found = labels(screen);
        assert!(found.iter().any(|label| label.contains(words)), "{screen}: \"{words}\" is not in {found:?}");
    };
    says("play-guided", "A hand shows where and how · H gives a hint");
    says("play-words", "In words, without a mark · H gives a hint");
    says("play-memory", "From memory · H tells you what to do");
    says("play-guided", "1 of 3 · free");
    says("play-practice", "0 of 3 · costs 0.6 points");
    has_all("play-memory", Role::Button, &["Tell me what to do"]);
    let silent = labels("play-memory");
    assert!(!silent.iter().any(|label| label.contains("Lock the workstation")), "{silent:?}");
}

#[test]
fn a_pause_in_an_exam_tells_nothing_of_the_room_and_that_it_counts() {
    let words = |node: &Node| [node.label(), node.value()].map(|text| text.unwrap_or_default().to_owned());
    let found: Vec<String> = nodes("pause-exam").iter().flat_map(words).collect();
    assert!(found.iter().any(|text| text.contains("The room is hidden. This is pause 2")), "{found:?}");
    assert!(!found.iter().any(|text| text == "Restart this step"), "{found:?}");
}

#[test]
fn nothing_operable_is_nameless() {
    for screen in SCREENS {
        for node in nodes(screen) {
            let operable = matches!(
                node.role(),
                Role::Button
                    | Role::Switch
                    | Role::RadioButton
                    | Role::CheckBox
                    | Role::Slider
                    | Role::Tab
                    | Role::Link
                    | Role::TextInput
            );
            let is_named = node.label().is_some_and(|label| !label.is_empty());
            assert!(!operable || is_named, "{screen}: a {:?} without a name", node.role());
        }
    }
}
