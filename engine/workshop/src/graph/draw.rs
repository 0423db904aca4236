//! Writes a laid-out flow as SVG. Texts are wrapped by an estimate of their width; no font is needed.

use super::flow::{EdgeKind, Flow, Node, NodeKind};
use super::layers::Layout;
use std::fmt::Write;

const COLUMN_PX: f32 = 268.0;
const ROW_PX: f32 = 146.0;
const BOX_WIDTH_PX: f32 = 236.0;
const BOX_HEIGHT_PX: f32 = 94.0;
const MARGIN_PX: f32 = 28.0;
const TITLE_PX: f32 = 64.0;
const LEGEND_PX: f32 = 40.0;
/// Characters of 13 px that surely fit a box.
const LINE_CHARACTERS: usize = 32;
const LINES_MAX: usize = 3;

const STYLE: &str = "text{font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;fill:#1d2a32}.t{font-size:20px;font-weight:600}\
.s{font-size:13px}.n{font-size:12px;font-weight:600;fill:#3d5563}.r{font-size:11px;fill:#8a3b12}.c{font-size:12px;font-weight:600;fill:#20606f}\
.i{font-size:12px;font-style:italic;fill:#5b2a86}\
.b{fill:#fff;stroke:#6d8794;stroke-width:1.2}.k{fill:#fff7ef;stroke:#a8480f;stroke-width:2.2}.o{stroke-dasharray:7 4}\
.v{fill:#f4eefa;stroke:#5b2a86;stroke-width:1.2}.h{fill:#eaf0f2}\
.e{fill:none;stroke:#6d8794;stroke-width:1.5}.d{fill:none;stroke:#5b2a86;stroke-width:1.5;stroke-dasharray:7 4}\
.p{fill:none;stroke:#6d8794;stroke-width:1.3;stroke-dasharray:1.5 4;stroke-linecap:round}.g{fill:#e4eff2;stroke:#20606f;stroke-width:1;stroke-dasharray:5 4}";

pub fn draw(title: &str, flow: &Flow, layout: &Layout) -> String {
    let width = layout.n_columns * COLUMN_PX + 2.0 * MARGIN_PX;
    let height = layout.n_rows as f32 * ROW_PX + TITLE_PX + MARGIN_PX + LEGEND_PX;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"title about\">\n<title id=\"title\">{}</title>\n<desc id=\"about\">{}</desc>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\" fill=\"#6d8794\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#f7fafb\"/>\n",
        escape(title),
        escape(&in_words(flow)),
    );
    let _ = writeln!(out, "<text class=\"t\" x=\"{MARGIN_PX}\" y=\"{:.0}\">{}</text>", MARGIN_PX + 10.0, escape(title));
    let mut headings = String::new();
    for chapter in &flow.chapters {
        draw_chapter(chapter, flow, layout, width, &mut out, &mut headings);
    }
    for group in &flow.any_order {
        draw_group(group, layout, &mut out);
    }
    out += &headings;
    for (route, edge) in layout.routes.iter().zip(&flow.edges) {
        draw_route(route, edge_class(edge.kind), &mut out);
    }
    for (idx, node) in flow.nodes.iter().enumerate() {
        draw_node(idx, node, top_left(layout.places[idx]), &mut out);
    }
    draw_legend(flow, height - LEGEND_PX + 12.0, &mut out);
    out + "</svg>\n"
}

fn edge_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Order => "e",
        EdgeKind::Branch => "d",
        EdgeKind::Past => "p",
    }
}

/// What the lines mean, where there is more than one sort.
fn draw_legend(flow: &Flow, y: f32, out: &mut String) {
    let kinds = [
        (EdgeKind::Order, "comes after"),
        (EdgeKind::Branch, "decides whether"),
        (EdgeKind::Past, "the way past a step that is left out"),
    ];
    let used: Vec<_> = kinds.iter().filter(|(kind, _)| flow.edges.iter().any(|edge| edge.kind == *kind)).collect();
    if used.len() < 2 {
        return;
    }
    let mut x = MARGIN_PX;
    for (kind, words) in used {
        let class = edge_class(*kind);
        let _ = writeln!(out, "<path class=\"{class}\" d=\"M{x:.0} {y:.0}h34\"/>");
        let _ = writeln!(out, "<text class=\"s\" x=\"{:.0}\" y=\"{:.0}\">{words}</text>", x + 42.0, y + 4.0);
        x += 42.0 + 7.2 * words.chars().count() as f32 + 28.0;
    }
}

/// A band behind the rows of a chapter, where it has them for itself; else its heading at its first step.
fn draw_chapter(
    (chapter, steps): &(String, Vec<usize>),
    flow: &Flow,
    layout: &Layout,
    width: f32,
    bands: &mut String,
    headings: &mut String,
) {
    let row = |idx: usize| layout.places[idx].1;
    let (first, last) = steps.iter().fold((usize::MAX, 0), |(first, last), &idx| (first.min(row(idx)), last.max(row(idx))));
    let is_step = |idx: usize| flow.nodes[idx].kind == NodeKind::Step;
    let own = (0..flow.nodes.len()).filter(|&idx| is_step(idx) && (first..=last).contains(&row(idx)));
    let title = escape(&shorten(chapter, 2 * LINE_CHARACTERS));
    if own.count() == steps.len() {
        let (x, y) = (MARGIN_PX / 2.0, MARGIN_PX + TITLE_PX + first as f32 * ROW_PX - 34.0);
        let height = (last - first + 1) as f32 * ROW_PX - 6.0;
        let _ = writeln!(
            bands,
            "<rect class=\"h\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{:.0}\" height=\"{height:.0}\" rx=\"12\"/>",
            width - MARGIN_PX
        );
        let _ = writeln!(bands, "<text class=\"c\" x=\"{:.0}\" y=\"{:.0}\">{title}</text>", x + 12.0, y + 19.0);
    } else if let Some(&idx) = steps.first() {
        let (x, y) = top_left(layout.places[idx]);
        let _ = writeln!(headings, "<text class=\"c\" x=\"{:.0}\" y=\"{:.0}\">{title}</text>", x + 2.0, y - 8.0);
    }
}

/// The picture for who cannot see it: every step with what comes before it.
fn in_words(flow: &Flow) -> String {
    let step = |(idx, node): (usize, &Node)| {
        let say = node.say.trim_end_matches('.');
        let condition = if node.condition.is_empty() { String::new() } else { format!(", {}", node.condition) };
        if node.kind != NodeKind::Step {
            return format!("{} {}{condition}: {say}.", kind_words(node.kind), node.id);
        }
        let order = flow.edges.iter().filter(|edge| edge.to == idx && edge.kind != EdgeKind::Past);
        let before: Vec<String> = order.filter(|edge| edge.from < idx).map(|edge| (edge.from + 1).to_string()).collect();
        let after =
            if before.is_empty() { "may begin at once".to_owned() } else { format!("comes after {}", before.join(" and ")) };
        format!("Step {}, {say}, {after}{condition}.", idx + 1)
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
fn draw_route(route: &[(f32, usize)], class: &str, out: &mut String) {
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
    let _ = writeln!(out, "<path class=\"{class}\" d=\"{path}\" marker-end=\"url(#tip)\"/>");
}

fn kind_words(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Step => "Step",
        NodeKind::Draw => "Left to chance",
        NodeKind::Timer => "Timer",
        NodeKind::Interruption => "Interruption",
    }
}

fn draw_node(idx: usize, node: &Node, (x, y): (f32, f32), out: &mut String) {
    let class = match (node.kind, node.critical, node.condition.is_empty()) {
        (NodeKind::Step, true, true) => "k",
        (NodeKind::Step, true, false) => "k o",
        (NodeKind::Step, false, true) => "b",
        (NodeKind::Step, false, false) => "b o",
        _ => "v",
    };
    let _ = writeln!(
        out,
        "<g><title>{}</title><rect class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{BOX_WIDTH_PX}\" height=\"{BOX_HEIGHT_PX}\" rx=\"{}\"/>",
        escape(&format!("{} {}", node.say, node.condition)),
        if node.kind == NodeKind::Step { 8 } else { 24 }
    );
    let critical = if node.critical { " · critical" } else { "" };
    let head = match node.kind {
        NodeKind::Step => format!("{} · {}{critical}", idx + 1, node.id),
        kind => format!("{} · {}", kind_words(kind), node.id),
    };
    let head = shorten(&head, LINE_CHARACTERS);
    let _ = writeln!(out, "<text class=\"n\" x=\"{:.0}\" y=\"{:.0}\">{}</text>", x + 11.0, y + 19.0, escape(&head));
    let n_lines = if node.condition.is_empty() { LINES_MAX } else { LINES_MAX - 1 };
    let lines = wrap(&node.say, n_lines);
    for (line_idx, line) in lines.iter().enumerate() {
        let down = y + 37.0 + 16.0 * line_idx as f32;
        let _ = writeln!(out, "<text class=\"s\" x=\"{:.0}\" y=\"{down:.0}\">{}</text>", x + 11.0, escape(line));
    }
    if !node.condition.is_empty() {
        let down = y + 37.0 + 16.0 * lines.len() as f32;
        let condition = escape(&shorten(&node.condition, LINE_CHARACTERS + 4));
        let _ = writeln!(out, "<text class=\"i\" x=\"{:.0}\" y=\"{down:.0}\">{condition}</text>", x + 11.0);
    }
    if !node.remarks.is_empty() {
        let (right, down) = (x + BOX_WIDTH_PX - 9.0, y + BOX_HEIGHT_PX - 7.0);
        let _ = writeln!(
            out,
            "<text class=\"r\" x=\"{right:.0}\" y=\"{down:.0}\" text-anchor=\"end\">{}</text>",
            escape(&node.remarks)
        );
    }
    out.push_str("</g>\n");
}

/// At most so many lines; what does not fit is cut, and the whole stands in the box's title.
fn wrap(text: &str, n_lines: usize) -> Vec<String> {
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
    if lines.len() > n_lines {
        lines.truncate(n_lines);
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
