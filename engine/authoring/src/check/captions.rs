//! Captions: what is heard is also read. Nobody has to hear to know what happened.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::{Table, Value};

pub(crate) static UNHEARD: Check = Check {
    code: "P064",
    severity: Severity::Warning,
    title: "a sound without words",
    manual: "Not everybody hears, and many PCs have no loudspeaker. A sound that answers what the trainee just did needs no words: the \
             step is ticked. But a sound or an alarm that comes by itself (when a timer runs out, in an interruption, after a time \
             limit, as a drawn fault) tells something that is told nowhere else. Add a `say`, a `show_page` or a `write` to the same \
             list; the card of an interruption counts too.",
};

/// Effects that put words on the screen.
const WORDS: [&str; 3] = ["say", "show_page", "write"];

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for step in &draft.steps {
        heard(step.from, "on_late", sink);
    }
    for (_, options) in &draft.structure.draws {
        options.iter().for_each(|option| heard(option.from, "then", sink));
    }
    for timer in draft.top.named("timers").map(|(_, timer)| timer) {
        heard(timer, "then", sink);
    }
    for interruption in draft.top.tables("interruption").filter(|found| found.get("card").is_none()) {
        heard(interruption, "then", sink);
    }
}

/// A list of effects that comes by itself, and is heard and not read.
fn heard(table: &Table, key: &str, sink: &mut Sink<'_>) {
    let effects = || table.list(key).iter().filter_map(Value::table);
    if effects().any(|effect| WORDS.iter().any(|word| effect.get(word).is_some())) {
        return;
    }
    let alarm = effects().find(|effect| effect.text("alarm") == Some("on")).map(|effect| (effect, "an alarm sounds"));
    let sound = effects().find(|effect| effect.get("sound").is_some()).map(|effect| (effect, "a sound plays by itself"));
    if let Some((effect, what)) = alarm.or(sound) {
        let message = format!("{what}, and nothing says what it means");
        sink.report(&UNHEARD, &effect.span, message, "Add `{ say = \"...\" }` beside it.");
    }
}
