//! Exams: rules around an exam that somebody can live by.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;

pub(crate) static EXAM: Check = Check {
    code: "P066",
    severity: Severity::Error,
    title: "exam rules that nobody can meet",
    manual: "The module counts once so many exams in a row are passed (`in_a_row` in `[pass]`), and `attempts` in `[exam]` says how many \
             a person may sit for that. With fewer attempts than passes in a row, nobody could ever finish; with exactly as many, one \
             slip locks everybody out, so leave some room.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let whole = |table: &str, key: &str| draft.top.table(table).and_then(|table| table.whole(key));
    let (Some(exam), Some(attempts)) = (draft.top.table("exam"), whole("exam", "attempts")) else { return };
    let in_a_row = whole("pass", "in_a_row").unwrap_or(1);
    if (1..in_a_row).contains(&attempts) {
        let message = format!("{attempts} attempts are not enough to pass {in_a_row} exams in a row");
        let advice = format!("Allow more than {in_a_row} attempts, or ask for fewer passes in a row.");
        sink.report(&EXAM, &exam.span_of("attempts"), message, advice);
    }
}
