//! Keys of what a module asks around its exam.

use super::{Shape, Table, may, needed};

pub static EXAM: Table = Table {
    title: "[exam]",
    keys: &[
        may(
            "attempts",
            Shape::Whole(1, 20),
            "How many exams a person may sit until they pass, also those they leave; then somebody else has to allow more. No limit \
             unless given.",
        ),
        may(
            "cool_down",
            Shape::Span,
            "How long to wait after an exam that was not passed, such as \"24 h\" or \"7 d\"; no wait unless given.",
        ),
        may(
            "identity",
            Shape::Word(&["pin_or_witness", "pin", "witness"]),
            "How the trainee proves who they are: with their own PIN, or with a colleague who confirms it with theirs. Either unless given.",
        ),
        may(
            "test_out",
            Shape::YesNo,
            "Whether somebody experienced may go straight to the exam, once in each period of validity; false unless given.",
        ),
    ],
};

pub static SIGN_OFF: Table = Table {
    title: "[sign_off]",
    keys: &[
        needed("ask", Shape::Text, "What the assessor has to have seen the trainee do for real, in one sentence."),
        needed("by", Shape::Text, "Who may sign, such as \"an infection control nurse\"."),
    ],
};
