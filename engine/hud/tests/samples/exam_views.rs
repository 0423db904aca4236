//! Sample views of what stands around an exam.

use super::views::debrief_view;
use curriculum::Mode;
use hud::language::{fill, t};
use hud::*;
use ids::{Id128, PersonId};

/// After an exam whose practical part waits.
pub fn debrief_exam_view() -> DebriefView {
    DebriefView {
        mode: Mode::Exam,
        next: None,
        standing: vec![fill("Waiting for sign-off by {by}.", &[("by", &"a maintenance supervisor")])],
        can_sign_off: true,
        ..debrief_view(true)
    }
}

fn proof_view(has_pin: bool) -> ProofView {
    let colleague = |n: u8, name: &str, job_title: &str, has_pin| Colleague {
        id: PersonId(Id128([n; 16])),
        name: name.to_owned(),
        job_title: job_title.to_owned(),
        has_pin,
    };
    ProofView {
        person: "Nadia Okafor".to_owned(),
        has_pin,
        takes_pin: true,
        takes_witness: true,
        colleagues: vec![
            colleague(1, "Tomasz Wilk", "Technician", true),
            colleague(2, "Hannah Brandt", "Infection control nurse", true),
            colleague(3, "Leo Marchetti", "Front desk", false),
        ],
    }
}

pub fn exam_view(has_pin: bool) -> ExamView {
    let rules = vec![
        fill(
            "This is attempt {n} of {most}. Leaving it or closing the program counts as an attempt.",
            &[("n", &2), ("most", &3)],
        ),
        fill("You pass with {n} % and without a critical mistake.", &[("n", &85)]),
        t("There are no hints. You hear at the end how it went.").to_owned(),
        t("You can pause. A pause hides the room and is counted.").to_owned(),
        fill(
            "It counts after {needed} passes in a row. You have {so_far}; a failed exam starts the row anew.",
            &[("needed", &2), ("so_far", &1)],
        ),
        fill("After an exam that is not passed, the next one opens {wait} later.", &[("wait", &"24 hours")]),
        fill("After it, {by} signs the practical part.", &[("by", &"a maintenance supervisor")]),
    ];
    ExamView { title: "Lock out before you open".to_owned(), goes_on: false, rules, refusal: None, proof: proof_view(has_pin) }
}

pub fn exam_refused_view(can_be_allowed: bool) -> ExamView {
    let why = if can_be_allowed {
        let used = fill("All {most} attempts are used.", &[("most", &3)]);
        format!("{used} {}", t("Somebody responsible can allow another round."))
    } else {
        fill("The next exam opens on {moment}. Practise until then.", &[("moment", &"24 November at 09:40")])
    };
    ExamView { refusal: Some(ExamRefusal { why, can_be_allowed }), ..exam_view(true) }
}

pub fn own_pin_view() -> OwnPinView {
    OwnPinView { proof: proof_view(false) }
}

pub fn sign_off_view() -> SignOffView {
    SignOffView {
        title: "Lock out before you open".to_owned(),
        trainee: "Nadia Okafor".to_owned(),
        ask: "Lock, tag and try a real press, from the order to the first touch.".to_owned(),
        by: "a maintenance supervisor".to_owned(),
        passed: fill("exam passed on {date} with {n} %", &[("date", &"22 November"), ("n", &92)]),
        before: vec!["Not yet · Tomasz Wilk (Technician), 22 November: tag was missing".to_owned()],
        proof: proof_view(true),
    }
}
