//! Sample views of what stands around an exam.

use super::views::debrief_view;
use curriculum::Mode;
use hud::*;
use ids::{Id128, PersonId};

/// After an exam whose practical part waits.
pub fn debrief_exam_view() -> DebriefView {
    DebriefView {
        mode: Mode::Exam,
        next: None,
        standing: vec!["Waiting for sign-off by a maintenance supervisor.".to_owned()],
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
    let rules = [
        "This is attempt 2 of 3. Leaving it or closing the program counts as an attempt.",
        "You pass with 85 % and without a critical mistake.",
        "There are no hints. You hear at the end how it went.",
        "You can pause. A pause hides the room and is counted.",
        "It counts after 2 passes in a row. You have 1; a failed exam starts the row anew.",
        "After an exam that is not passed, the next one opens 24 hours later.",
        "After it, a maintenance supervisor signs the practical part.",
    ];
    ExamView {
        title: "Lock out before you open".to_owned(),
        goes_on: false,
        rules: rules.map(str::to_owned).to_vec(),
        refusal: None,
        proof: proof_view(has_pin),
    }
}

pub fn exam_refused_view(can_be_allowed: bool) -> ExamView {
    let why = if can_be_allowed {
        "All 3 attempts are used. Somebody responsible can allow another round."
    } else {
        "The next exam opens on 24 November at 09:40. Practise until then."
    };
    ExamView { refusal: Some(ExamRefusal { why: why.to_owned(), can_be_allowed }), ..exam_view(true) }
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
        passed: "exam passed on 22 November with 92 %".to_owned(),
        before: vec!["Not yet · Tomasz Wilk (Technician), 22 November: tag was missing".to_owned()],
        proof: proof_view(true),
    }
}
