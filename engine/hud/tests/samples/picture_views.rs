//! Sample views of what is shown part by part or in pictures.

use curriculum::{Case, CaseLooks, Part, PartKind, Quantity, Unit};
use egui::pos2;
use hud::*;
use ids::{AnswerId, FieldId};
use session::{CardKind, CardView, FieldGrade, FieldKind, FieldView};

/// An e-mail in which three things give it away.
pub fn case_view() -> Case {
    let part = |id: &str, kind: PartKind, label: &str, say: &str, reveals: &str| Part {
        id: AnswerId::new(id).expect("the samples' ids are well formed"),
        kind,
        label: label.to_owned(),
        say: say.to_owned(),
        reveals: reveals.to_owned(),
        cue: !reveals.is_empty(),
        because: String::new(),
    };
    let text = PartKind::Text;
    Case {
        looks: CaseLooks::Email,
        parts: vec![
            part("from", PartKind::From, "From", "Harbour Clinic IT", "it-desk@harbour-clinic.example.net"),
            part("reply", PartKind::Head, "Reply to", "Harbour Clinic IT", "desk@mail-renewal.test"),
            part("subject", PartKind::Subject, "Subject", "Your mailbox is full", ""),
            part("greeting", text, "", "Dear colleague,", ""),
            part(
                "hurry",
                text,
                "",
                "Your mailbox is almost full and will be deleted at 10:00 unless you confirm your password.",
                "",
            ),
            part("link", PartKind::Link, "Link", "harbour-clinic.example/mail", "http://mail-renewal.example.org/login"),
            part("sign", text, "", "Thank you, the IT team", ""),
            part("file", PartKind::Attachment, "Attachment", "Mailbox_form.html", "A page that asks for your password"),
        ],
        find: 2,
        false_alarms: 1,
        picture: None,
    }
}

/// The same as it looks elsewhere, with nothing to mark.
pub fn case_of(looks: CaseLooks) -> Case {
    let mut case = Case { looks, find: 0, ..case_view() };
    case.parts.retain(|part| matches!(part.kind, PartKind::Text | PartKind::Head | PartKind::Link));
    case.parts.iter_mut().filter(|part| part.kind == PartKind::Head).for_each(|part| part.kind = PartKind::Text);
    case
}

/// A place of three pictures with words at two marks.
pub fn in_pictures() -> InPictures {
    let place = |name: &str, is_here| PlaceView { name: name.to_owned(), is_here };
    let sign = |x, words: &str, leads| SignView { at: pos2(x, 200.0), words: words.to_owned(), leads };
    InPictures {
        shown: vec![],
        signs: vec![sign(420.0, "Mains switch", false), sign(800.0, "Pump room", true)],
        places: vec![place("Entrance", false), place("Pump room", true), place("Roof", false)],
    }
}

/// A form that was handed in once, with a field wrong.
pub fn form_view(choices: Vec<(AnswerId, String)>) -> CardView {
    let field = |id: &str, label: &str, kind: FieldKind, grade: Option<FieldGrade>| FieldView {
        id: FieldId::new(id).expect("the samples' ids are well formed"),
        label: label.to_owned(),
        kind,
        grade,
    };
    let minutes = |whole: i64| Quantity { milli: whole * 1_000, unit: Unit::Minute };
    let number = FieldKind::Number { unit: "min".to_owned(), range: Some((minutes(0), minutes(60))) };
    let wrong = FieldGrade { right: false, because: "Count from the first call.".to_owned() };
    CardView {
        kind: CardKind::Form,
        text: String::new(),
        ask: "Fill in the report.".to_owned(),
        answers: vec![],
        pick: 0,
        fields: vec![
            field("room", "Room", FieldKind::Text, Some(FieldGrade { right: true, because: String::new() })),
            field("minutes", "Time until help came", number, Some(wrong)),
            field("reply", "What was done", FieldKind::Choice { choices }, None),
        ],
        case: None,
    }
}
