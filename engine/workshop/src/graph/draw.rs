//! Writes a laid-out flow as SVG. Texts are wrapped by an estimate of their width; no font is needed.

use super::flow::{Flow, Node};
use super::layers::Layout;
use std::fmt::Write;

const COLUMN_PX: f32 = 268.0;
const ROW_PX: f32 = 146.0;
const BOX_WIDTH_PX: f32 = 236.0;
const BOX_HEIGHT_PX: f32 = 94.0;
const MARGIN_PX: f32 = 28.0;
const TITLE_PX: f32 = 46.0;
/// Characters of 13 px that surely fit a box.
const LINE_CHARACTERS: usize = 32;
const LINES_MAX: usize = 3;

const STYLE: &str = "text{font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;fill:#1d2a32}.t{font-size:20px;font-weight:600}\
.s{font-size:13px}.n{font-size:12px;font-weight:600;fill:#3d5563}.r{font-size:11px;fill:#8a3b12}.c{font-size:12px;font-weight:600;fill:#20606f}\
.b{fill:#fff;stroke:#6d8794;stroke-width:1.2}.k{fill:#fff7ef;stroke:#a8480f;stroke-width:2.2}\
.e{fill:none;stroke:#6d8794;stroke-width:1.5}.g{fill:#e4eff2;stroke:#20606f;stroke-width:1;stroke-dasharray:5 4}";

pub fn draw(title: &str, flow: &Flow, layout: &Layout) -> String {
    let width = layout.n_columns * COLUMN_PX + 2.0 * MARGIN_PX;
    let height = layout.n_rows as f32 * ROW_PX + TITLE_PX + MARGIN_PX;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"title about\">\n<title id=\"title\">{}</title>\n<desc id=\"about\">{}</desc>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\" fill=\"#6d8794\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#f7fafb\"/>\n",
        escape(title),
        escape(&in_words(flow)),
    );
    let _ = writeln!(out, "<text class=\"t\" x=\"{MARGIN_PX}\" y=\"{:.0}\">{}</text>", MARGIN_PX + 10.0, escape(title));
    for group in &flow.any_order {
        draw_group(group, layout, &mut out);
    }
    for route in &layout.routes {
        draw_route(route, &mut out);
    }
    for (idx, node) in flow.nodes.iter().enumerate() {
        draw_node(idx, node, top_left(layout.places[idx]), &mut out);
    }
    out + "</svg>\n"
}

/// The picture for who cannot see it: every step with what comes before it.
fn in_words(flow: &Flow) -> String {
    let step = |(idx, node): (usize, &Node)| {
        let before: Vec<String> =
            flow.edges.iter().filter(|(_, to)| *to == idx).map(|(from, _)| (from + 1).to_string()).collect();
        let after =
            if before.is_empty() { "may begin at once".to_owned() } else { format!("comes after {}", before.join(" and ")) };
        format!("Step {}, {}, {after}.", idx + 1, node.say.trim_end_matches('.'))
    };
    flow.nodes.iter().enumerate().map(step).collect::<Vec<_>>().join(" ")
}

fn top_left((column, row): (f32, usize)) -> (f32, f32) {
    let x = MARGIN_PX + column * COLUMN_PX - BOX_WIDTH_PX / 2.0;
    (x, MARGIN_PX + TITLE_PX + row as f32 * ROW_PX)
}

/// A frame around steps in any order that stand side by side.
fn draw_group(group: &[usize], layout: &Layout, out: &mut String) {
    let corners: Vec<(f32, f32)> = group.iter().map(|&idx| top_left(layout.places[idx])).collect();
    let one_row = group.iter().all(|&idx| layout.places[idx].1 == layout.places[group[0]].1);
    let left = corners.iter().map(|corner| corner.0).fold(f32::MAX, f32::min);
    let right = corners.iter().map(|corner| corner.0).fold(f32::MIN, f32::max) + BOX_WIDTH_PX;
    let row = layout.places[group[0]].1;
    let inside = layout.places.iter().filter(|place| place.1 == row && (left..right).contains(&top_left(**place).0)).count();
    if !one_row || inside != group.len() {
        return;
    }
    let (x, y) = (left - 10.0, corners[0].1 - 26.0);
    let (width, height) = (right - left + 20.0, BOX_HEIGHT_PX + 36.0);
    let _ = writeln!(out, "<rect class=\"g\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"10\"/>");
    let _ = writeln!(
        out,
        "<text class=\"c\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">in any order</text>",
        x + width - 10.0,
        y + 15.0
    );
}

/// A curve from the foot of one box through the gaps to the head of the other.
fn draw_route(route: &[(f32, usize)], out: &mut String) {
    let mut path = String::new();
    for pair in route.windows(2) {
        let ((from_x, from_y), (to_x, to_y)) = (top_left(pair[0]), top_left(pair[1]));
        let (x0, x1) = (from_x + BOX_WIDTH_PX / 2.0, to_x + BOX_WIDTH_PX / 2.0);
        let (y0, y1) = (from_y + BOX_HEIGHT_PX, to_y - 3.0);
        let bend = (y1 - y0) / 2.0;
        if path.is_empty() {
            let _ = write!(path, "M{x0:.0} {y0:.0}");
        } else {
            let _ = write!(path, "L{x0:.0} {y0:.0}");
        }
        let _ = write!(path, "C{x0:.0} {:.0} {x1:.0} {:.0} {x1:.0} {y1:.0}", y0 + bend, y1 - bend);
    }
    let _ = writeln!(out, "<path class=\"e\" d=\"{path}\" marker-end=\"url(#tip)\"/>");
}

fn draw_node(idx: usize, node: &Node, (x, y): (f32, f32), out: &mut String) {
    let class = if node.critical { "k" } else { "b" };
    let _ = writeln!(
        out,
        "<g><title>{}</title><rect class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{BOX_WIDTH_PX}\" height=\"{BOX_HEIGHT_PX}\" rx=\"8\"/>",
        escape(&node.say)
    );
    let critical = if node.critical { " · critical" } else { "" };
    let head = shorten(&format!("{} · {}{critical}", idx + 1, node.id), LINE_CHARACTERS);
    let _ = writeln!(out, "<text class=\"n\" x=\"{:.0}\" y=\"{:.0}\">{}</text>", x + 11.0, y + 19.0, escape(&head));
    for (line_idx, line) in wrap(&node.say).iter().enumerate() {
        let down = y + 37.0 + 16.0 * line_idx as f32;
        let _ = writeln!(out, "<text class=\"s\" x=\"{:.0}\" y=\"{down:.0}\">{}</text>", x + 11.0, escape(line));
    }
    if !node.remarks.is_empty() {
        let (right, down) = (x + BOX_WIDTH_PX - 9.0, y + BOX_HEIGHT_PX - 7.0);
        let _ = writeln!(
            out,
            "<text class=\"r\" x=\"{right:.0}\" y=\"{down:.0}\" text-anchor=\"end\">{}</text>",
            escape(&node.remarks)
        );
    }
    if !node.chapter.is_empty() {
        let _ = writeln!(
            out,
            "<text class=\"c\" x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            x + 2.0,
            y - 8.0,
            escape(&shorten(&node.chapter, LINE_CHARACTERS))
        );
    }
    out.push_str("</g>\n");
}

/// At most three lines; what does not fit is cut, and the whole stands in the box's title.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > LINE_CHARACTERS {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if lines.len() > LINES_MAX {
        lines.truncate(LINES_MAX);
        if let Some(line) = lines.last_mut() {
            *line = format!("{}...", line.chars().take(LINE_CHARACTERS - 3).collect::<String>().trim_end());
        }
    }
    lines.iter().map(|line| shorten(line, LINE_CHARACTERS + 6)).collect()
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { format!("{}...", text.chars().take(most - 3).collect::<String>()) }
}

fn escape(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
