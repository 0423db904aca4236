//! The first problem: where it is with the lines around it, what it means, what to do.

use super::panels::panel;
use super::{AuthorAction, AuthorProblem};
use crate::icons::{Icon, paint_icon};
use crate::theme::{self, Theme, Type, space};
use crate::widgets::{at, link, paint_right, say, set_live};
use egui::{Color32, Id, Rect, ScrollArea, Stroke, Ui, pos2, vec2};

const HEAD: f32 = 42.0;

pub fn problem(ui: &mut Ui, problem: &AuthorProblem, manual_open: &mut bool, rect: Rect) -> Option<AuthorAction> {
    let theme = theme::of(ui);
    panel(ui, rect);
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD)).shrink(1.0);
    let (ink, ground) = if problem.is_error { (theme.critical, theme.critical_wash) } else { (theme.oak, theme.oak_wash) };
    ui.painter().rect_filled(head, egui::CornerRadius { nw: 13, ne: 13, sw: 0, se: 0 }, ground);
    paint_icon(ui.painter(), Icon::TriangleAlert, pos2(head.left() + 24.0, head.center().y), 20.0, ink, ground);
    let title = format!("{} · {}", problem.code, problem.title);
    let more = if problem.n_more == 0 { String::new() } else { format!("  ·  {} more (F8)", problem.n_more) };
    let left = head.left() + 44.0;
    let title_width = Type::BODY.strong().width(ui, &title);
    let mut right = head.right() - 14.0;
    if left + title_width + space::XL + Type::NOTE.mono().width(ui, &problem.place) < right {
        right = paint_right(ui.painter(), ui, pos2(right, head.center().y), &problem.place, Type::NOTE.mono(), ink);
    }
    let shown =
        if left + title_width + Type::BODY.strong().width(ui, &more) + space::M < right { title.clone() + &more } else { title };
    let galley = Type::BODY.strong().lay_out(ui, &shown, ink, right - left - space::M);
    let galley = if galley.rows.len() > 1 { Type::BODY.strong().lay_out(ui, &problem.code, ink, f32::INFINITY) } else { galley };
    ui.painter().galley(pos2(left, head.center().y - galley.size().y / 2.0), galley, ink);
    let spoken = format!("{shown}. {}. {}", problem.message, problem.advice);
    set_live(ui, Id::unique("author-problem"), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), &spoken, false);

    let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max).shrink2(vec2(14.0, 8.0));
    let wide = rect.width() >= 820.0;
    let code = if wide { Rect::from_min_max(body.min, pos2(body.left() + body.width() * 0.57, body.bottom())) } else { body };
    let words = Rect::from_min_max(pos2(code.right() + 18.0, body.top()), body.max);
    let mut action = None;
    at(ui, "problem-code", code, |ui| {
        ScrollArea::vertical().id_salt("problem-code").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if !wide {
                action = advice(ui, &theme, problem, manual_open);
            }
            excerpt(ui, &theme, problem, ink);
        });
    });
    if wide {
        let x = code.right() + 6.0;
        ui.painter().vline(x, head.bottom()..=rect.bottom() - 1.0, Stroke::new(1.0, theme.line));
        at(ui, "problem-words", words, |ui| {
            ScrollArea::vertical().id_salt("problem-words").auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                action = advice(ui, &theme, problem, manual_open);
            });
        });
    }
    action
}

fn advice(ui: &mut Ui, theme: &Theme, problem: &AuthorProblem, manual_open: &mut bool) -> Option<AuthorAction> {
    say(ui, &problem.message, Type::BODY.strong(), theme.ink);
    if !problem.advice.is_empty() {
        say(ui, &problem.advice, Type::NOTE, theme.ink_2);
    }
    if *manual_open {
        say(ui, &problem.manual, Type::NOTE, theme.ink_2);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ways_on(ui, problem, manual_open)
    })
    .inner
}

/// To the editor, and to the manual.
fn ways_on(ui: &mut Ui, problem: &AuthorProblem, manual_open: &mut bool) -> Option<AuthorAction> {
    let mut action = None;
    if problem.can_open && link(ui, &format!("Open at line {} (O)", problem.line), Type::NOTE.strong()).clicked() {
        action = Some(AuthorAction::Open);
    }
    if problem.manual.is_empty() {
        return action;
    }
    let name = if *manual_open { format!("Less about {} (X)", problem.code) } else { format!("Explain {} (X)", problem.code) };
    if link(ui, &name, Type::NOTE.strong()).clicked() {
        *manual_open = !*manual_open;
    }
    action
}

/// The lines with their numbers, and a caret under the place.
fn excerpt(ui: &mut Ui, theme: &Theme, problem: &AuthorProblem, ink: Color32) {
    let style = Type::NOTE.mono();
    let letter = style.width(ui, "0");
    let last = problem.first_number as usize + problem.lines.len();
    let gutter = letter * (last.to_string().len() as f32) + 14.0;
    let room = (((ui.available_width() - gutter - 16.0) / letter) as usize).max(8);
    // A long line is shown from where its problem comes into sight.
    let from = (problem.column as usize + problem.width as usize + 6).saturating_sub(room).min(problem.column as usize - 1);
    let row = |ui: &mut Ui, number: Option<u32>, text: &str, colour: Color32| {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 21.0));
        let is_here = number == Some(problem.line);
        if let Some(number) = number {
            let at = pos2(rect.left() + gutter - 10.0, rect.center().y);
            paint_right(ui.painter(), ui, at, &number.to_string(), style, if is_here { ink } else { theme.ink_3 });
        }
        ui.painter().vline(rect.left() + gutter, rect.y_range(), Stroke::new(1.5, if is_here { ink } else { theme.line_strong }));
        let galley = style.lay_out(ui, text, colour, f32::INFINITY);
        ui.painter().galley(pos2(rect.left() + gutter + 12.0, rect.center().y - galley.size().y / 2.0), galley, colour);
    };
    for (idx, line) in problem.lines.iter().enumerate() {
        let number = problem.first_number + idx as u32;
        let skip = if number == problem.line { from } else { 0 };
        let text: String = line.chars().skip(skip).take(room).collect();
        row(ui, Some(number), &text, theme.ink);
        if number == problem.line {
            let column = (problem.column as usize - 1).saturating_sub(skip);
            let width = (problem.width.max(1) as usize).min(room.saturating_sub(column).max(1));
            let caret = format!("{}{}", " ".repeat(column), "^".repeat(width));
            let here = if column + width + 5 <= room { caret + " here" } else { caret };
            row(ui, None, &here, ink);
        }
    }
}
