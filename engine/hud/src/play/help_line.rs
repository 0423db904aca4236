//! How much help a step gives, in one line of its card, and how to ask for more.

use super::PlayView;
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type, space};
use crate::widgets::{icon_line, paint_left, set_live};
use crate::words;
use curriculum::Mode;
use egui::{Id, Rect, Ui, pos2, vec2};
use record::Guidance;
use session::{HintView, NextHelp};

/// What stands where the instruction would, while nobody says it.
pub fn from_memory() -> &'static str {
    t("What comes next? You know this step.")
}

/// Shows the line while guided: in the other modes every step helps the same.
pub fn show(ui: &mut Ui, view: &PlayView<'_>) {
    if !is_told(view) {
        return;
    }
    let theme = theme::of(ui);
    let (icon, words) = line(view);
    ui.add_space(space::S);
    let rect = icon_line(ui, icon, theme.teal, &words, Type::NOTE.medium(), theme.ink_2);
    set_live(ui, Id::unique("help"), rect, &words, false);
}

/// With little height: its symbol and a word or two in a row of the card, or the symbol alone; screen readers hear all of it.
/// Returns whether the row is taken.
pub fn show_in_row(ui: &Ui, view: &PlayView<'_>, row: Rect) -> bool {
    if !is_told(view) {
        return false;
    }
    let theme = theme::of(ui);
    let (icon, words) = line(view);
    let short = match view.session.help.level {
        Guidance::Demonstration => t("Shown"),
        Guidance::Highlight => t("Marked"),
        Guidance::Words => t("In words"),
        Guidance::Nothing => t("From memory"),
    };
    paint_icon(ui.painter(), icon, row.left_center() + vec2(9.0, 0.0), 18.0, theme.teal, theme.paper);
    let left = row.left() + 25.0;
    if Type::NOTE.width(ui, short) <= row.right() - left {
        paint_left(ui.painter(), ui, pos2(left, row.center().y), short, Type::NOTE, theme.ink_2, row.right() - left);
    }
    set_live(ui, Id::unique("help"), row, &words, false);
    true
}

fn is_told(view: &PlayView<'_>) -> bool {
    view.session.mode == Mode::Guided && view.session.current_idx.is_some()
}

fn line(view: &PlayView<'_>) -> (Icon, String) {
    let session = view.session;
    let marked = session.targets_shown && !session.targets.is_empty();
    let (icon, gives) = match session.help.level {
        Guidance::Demonstration if session.help.gesture.is_some() => (Icon::Hand, t("A hand shows where and how")),
        _ if marked => (Icon::Eye, t("The place is marked")),
        Guidance::Nothing => (Icon::Graduation, t("From memory")),
        Guidance::Words => (Icon::Document, t("In words, without a mark")),
        _ => (Icon::Document, t("In words")),
    };
    let more = session.hint.next.map(|next| format!(" · {} {}", view.keys.hint, more_words(next)));
    (icon, format!("{gives}{}", more.unwrap_or_default()))
}

fn more_words(next: NextHelp) -> &'static str {
    match next {
        NextHelp::Words => t("tells you what to do"),
        NextHelp::Hint { .. } => t("gives a hint"),
        NextHelp::Place => t("shows where"),
        NextHelp::Gesture => t("shows how"),
    }
}

/// What the button that asks for more says.
pub fn ask_words(hint: &HintView) -> &'static str {
    match hint.next {
        None => t("All hints shown"),
        Some(NextHelp::Words) => t("Tell me what to do"),
        Some(NextHelp::Hint { points: true } | NextHelp::Place) => t("Show me where"),
        Some(NextHelp::Gesture) => t("Show me how"),
        Some(NextHelp::Hint { .. }) if hint.shown.is_empty() => t("Give me a hint"),
        Some(NextHelp::Hint { .. }) => t("Another hint"),
    }
}

/// What asking costs, before anybody asks.
pub fn cost_words(hint: &HintView) -> String {
    match hint.cost_permille {
        0 => t("free").to_owned(),
        _ => fill("costs {points}", &[("points", &words::points(hint.cost_of_score_permille))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asking_gives_and_costs_is_said_before() {
        let hint = |next, n_shown| HintView { next, shown: vec![String::new(); n_shown], ..HintView::default() };
        assert_eq!(ask_words(&hint(Some(NextHelp::Words), 0)), "Tell me what to do");
        assert_eq!(ask_words(&hint(Some(NextHelp::Hint { points: false }), 0)), "Give me a hint");
        assert_eq!(ask_words(&hint(Some(NextHelp::Hint { points: false }), 1)), "Another hint");
        assert_eq!(ask_words(&hint(Some(NextHelp::Hint { points: true }), 1)), "Show me where");
        assert_eq!(ask_words(&hint(Some(NextHelp::Gesture), 1)), "Show me how");
        assert_eq!(ask_words(&hint(None, 3)), "All hints shown");
        assert_eq!(cost_words(&HintView::default()), "free");
        let costs =
            |permille| cost_words(&HintView { cost_permille: 50, cost_of_score_permille: permille, ..HintView::default() });
        assert_eq!([costs(50), costs(10), costs(9)], ["costs 5 points", "costs 1 point", "costs 0.9 points"]);
    }
}
