//! Checks of sense: a module that reads well may still be impossible, unfair or unclear. One file a subject, manuals beside them.
//!
//! Does not know TOML syntax. Start at [`run`].

mod already;
mod captions;
mod cards;
mod combinations;
mod conditions;
mod dialogues;
mod exams;
mod fog;
mod forms;
mod gauges;
mod guidance;
mod inside;
mod kinds;
mod mistakes;
mod order;
mod pictures;
mod privacy;
mod scoring;
mod wording;

pub(crate) use pictures::check as pictures;
pub use pictures::pictures_of;
pub(crate) use privacy::personal_data;

use crate::diagnostic::Sink;
use crate::explain::Check;
use crate::read::Draft;

/// Every check of this folder.
pub(crate) static ALL: [&Check; 43] = [
    &kinds::NOBODY,
    &kinds::STATE,
    &kinds::WHERE_TO,
    &kinds::WRONG_KIND,
    &order::CYCLE,
    &order::UNREACHABLE,
    &already::NEVER,
    &already::ALREADY,
    &already::HAND,
    &gauges::NO_RANGE,
    &gauges::WRONG_UNIT,
    &gauges::OUT_OF_RANGE,
    &captions::UNHEARD,
    &cards::PLACES,
    &cards::CARD,
    &forms::FORM,
    &combinations::COMBINATION,
    &combinations::DRAW,
    &conditions::COMPARE,
    &conditions::SETTLED,
    &dialogues::DEAD_END,
    &dialogues::UNSAID,
    &dialogues::PAGE,
    &order::NEVER_CURRENT,
    &wording::NO_TIME,
    &wording::COLOUR,
    &mistakes::CANNOT_HAPPEN,
    &mistakes::RIGHT_IS_WRONG,
    &wording::TOO_LONG,
    &wording::TWO_AT_ONCE,
    &wording::TONE,
    &guidance::NO_HINT,
    &guidance::NO_SOURCE,
    &guidance::UNCHECKED,
    &privacy::PERSONAL,
    &scoring::SCORE,
    &scoring::HINT_COST,
    &exams::EXAM,
    &inside::SHARE,
    &fog::FOG,
    &pictures::PICTURE,
    &pictures::MARK,
    &pictures::STILL,
];

/// Runs every check that looks at the whole module. After syntax errors (`broken`) only those that do not mistake what could
/// not be read for what is missing.
pub(crate) fn run(draft: &Draft<'_>, broken: bool, sink: &mut Sink<'_>) {
    kinds::check(draft, sink);
    order::check(draft, sink);
    gauges::check_amounts(draft, sink);
    inside::check(draft, sink);
    fog::check(draft, sink);
    if broken {
        return;
    }
    gauges::check_objects(draft, sink);
    already::check(draft, sink);
    captions::check(draft, sink);
    cards::check(draft, sink);
    forms::check(draft, sink);
    combinations::check(draft, sink);
    conditions::check_tables(draft, sink);
    conditions::check(draft, sink);
    dialogues::check(draft, sink);
    mistakes::check(draft, sink);
    wording::check(draft, sink);
    guidance::check(draft, sink);
    scoring::check(draft, sink);
    exams::check(draft, sink);
}
