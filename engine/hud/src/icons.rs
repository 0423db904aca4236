//! Icons: one table of stroked paths on a 24 grid, and the logo.
//!
//! A path holds `M x y`, `L x y`, `C` (cubic curve), `O x y r` (circle), `R x y w h r` (rounded rectangle) and `Z` (close),
//! in grid units. `fill` names a convex shape painted under the strokes, for symbols that are discs, triangles or octagons.

use crate::theme::tokens;
use egui::epaint::{CubicBezierShape, PathShape, PathStroke};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

macro_rules! icons {
    ($($name:ident: $fill:literal, $strokes:literal;)*) => {
        /// A symbol of the HUD.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon { $($name),* }

        impl Icon {
            pub const ALL: &'static [Icon] = &[$(Icon::$name),*];

            fn paths(self) -> (&'static str, &'static str) {
                match self { $(Icon::$name => ($fill, $strokes)),* }
            }
        }
    };
}

icons! {
    Tick: "", "M 5 12.5 L 10 17.5 L 19.5 7.5";
    TickDisc: "O 12 12 9.5", "M 7.8 12.4 L 10.8 15.3 L 16.3 9.2";
    Cross: "", "M 6 6 L 18 18 M 18 6 L 6 18";
    Dash: "", "M 7 12 L 17 12";
    Plus: "", "M 12 5 L 12 19 M 5 12 L 19 12";
    Clock: "", "O 12 12 9 M 12 7 L 12 12 L 15.5 14";
    TriangleAlert: "M 12 3.6 L 21.5 20 L 2.5 20 Z", "M 12 9.6 L 12 14 M 12 17 L 12 17.1";
    OctagonAlert: "M 8 2.5 L 16 2.5 L 21.5 8 L 21.5 16 L 16 21.5 L 8 21.5 L 2.5 16 L 2.5 8 Z", "M 12 7.2 L 12 13 M 12 16.6 L 12 16.7";
    SquareCross: "R 3 3 18 18 3", "M 8.5 8.5 L 15.5 15.5 M 15.5 8.5 L 8.5 15.5";
    CircleSlash: "", "O 12 12 9 M 5.8 18.2 L 18.2 5.8";
    Hourglass: "", "M 6 3 L 18 3 M 6 21 L 18 21 M 7.5 3 L 7.5 7 L 12 12 L 7.5 17 L 7.5 21 M 16.5 3 L 16.5 7 L 12 12 L 16.5 17 L 16.5 21";
    Lightbulb: "", "M 9 17 C 9 14.5 6.5 13.5 6.5 9.5 C 6.5 6.3 8.9 3.5 12 3.5 C 15.1 3.5 17.5 6.3 17.5 9.5 C 17.5 13.5 15 14.5 15 17 Z M 10 20.5 L 14 20.5";
    Eye: "", "M 2.5 12 C 5 7.5 8.2 5.5 12 5.5 C 15.8 5.5 19 7.5 21.5 12 C 19 16.5 15.8 18.5 12 18.5 C 8.2 18.5 5 16.5 2.5 12 Z O 12 12 2.8";
    Pause: "", "M 9 5.5 L 9 18.5 M 15 5.5 L 15 18.5";
    Play: "M 7.5 5 L 18.5 12 L 7.5 19 Z", "";
    PlayOutline: "", "M 7.5 5 L 18.5 12 L 7.5 19 Z";
    Home: "", "M 3.5 11.5 L 12 4 L 20.5 11.5 M 5.8 9.6 L 5.8 20 L 18.2 20 L 18.2 9.6 M 10 20 L 10 14.5 L 14 14.5 L 14 20";
    Restart: "", "M 4 4.5 L 4 9.5 L 9 9.5 M 4.4 9.3 C 5.6 6.3 8.5 4.2 12 4.2 C 16.4 4.2 20 7.7 20 12 C 20 16.4 16.4 19.9 12 19.9 C 8.4 19.9 5.4 17.6 4.4 14.5";
    Repeat: "", "M 17 2.5 L 20.5 6 L 17 9.5 M 20.5 6 L 7.5 6 C 5.3 6 3.5 7.8 3.5 10 L 3.5 11.5 M 7 14.5 L 3.5 18 L 7 21.5 M 3.5 18 L 16.5 18 C 18.7 18 20.5 16.2 20.5 14 L 20.5 12.5";
    Lock: "", "R 5 10.5 14 9.5 2 M 8 10.5 L 8 7.5 C 8 5.2 9.8 3.5 12 3.5 C 14.2 3.5 16 5.2 16 7.5 L 16 10.5";
    Person: "", "O 12 7.5 4 M 4.5 20.5 C 4.5 16.4 7.6 14.5 12 14.5 C 16.4 14.5 19.5 16.4 19.5 20.5";
    People: "", "O 9 8 3.5 M 2.5 20 C 2.5 16.3 5.2 14.5 9 14.5 C 12.8 14.5 15.5 16.3 15.5 20 M 15.5 4.8 C 17.4 5.1 18.7 6.4 18.7 8.1 C 18.7 9.8 17.4 11.1 15.5 11.4 M 17.6 14.9 C 20.1 15.5 21.5 17.2 21.5 20";
    Search: "", "O 10.5 10.5 6.5 M 15.4 15.4 L 20.5 20.5";
    Keyboard: "", "R 2.5 6 19 12 2 M 6 10 L 6.1 10 M 10 10 L 10.1 10 M 14 10 L 14.1 10 M 18 10 L 18.1 10 M 8 14 L 16 14";
    Cloud: "", "M 7 18.5 C 4.4 18.5 2.5 16.7 2.5 14.3 C 2.5 12 4.2 10.3 6.4 10.1 C 7 7.3 9.3 5.5 12.1 5.5 C 15.4 5.5 17.7 7.8 18 10.9 C 20 11.1 21.5 12.6 21.5 14.7 C 21.5 16.9 19.8 18.5 17.6 18.5 Z";
    CloudTick: "", "M 7 18.5 C 4.4 18.5 2.5 16.7 2.5 14.3 C 2.5 12 4.2 10.3 6.4 10.1 C 7 7.3 9.3 5.5 12.1 5.5 C 15.4 5.5 17.7 7.8 18 10.9 C 20 11.1 21.5 12.6 21.5 14.7 C 21.5 16.9 19.8 18.5 17.6 18.5 Z M 9.3 13 L 11.4 15 L 15 11.2";
    Help: "", "O 12 12 9 M 9.3 9.4 C 9.5 8 10.6 7.1 12 7.1 C 13.5 7.1 14.7 8.1 14.7 9.5 C 14.7 11.5 12 11.8 12 13.6 M 12 16.6 L 12 16.7";
    Sliders: "", "M 3.5 7.5 L 12.5 7.5 M 17.5 7.5 L 20.5 7.5 O 15 7.5 2.3 M 3.5 16.5 L 6.5 16.5 M 11.5 16.5 L 20.5 16.5 O 9 16.5 2.3";
    Hand: "", "M 8 12 L 8 6.3 C 8 4.6 10.6 4.6 10.6 6.3 L 10.6 4.6 C 10.6 2.9 13.2 2.9 13.2 4.6 L 13.2 6 C 13.2 4.3 15.8 4.3 15.8 6 L 15.8 8.2 C 15.8 6.6 18.4 6.6 18.4 8.2 L 18.4 14 C 18.4 18.2 16 21 12.4 21 C 9.6 21 8.3 19.7 6.9 17.5 L 4.6 13.6 C 3.7 12 5.7 10.8 6.8 12.1 L 8 13.8 M 10.6 6.3 L 10.6 11 M 13.2 6 L 13.2 11 M 15.8 8.2 L 15.8 11.5";
    Shield: "", "M 12 3 L 19.5 5.8 L 19.5 11.5 C 19.5 16 16.5 19.4 12 21 C 7.5 19.4 4.5 16 4.5 11.5 L 4.5 5.8 Z M 8.8 11.8 L 11.2 14.2 L 15.4 9.8";
    ChevronDown: "", "M 6 9 L 12 15 L 18 9";
    ChevronUp: "", "M 6 15 L 12 9 L 18 15";
    ChevronLeft: "", "M 15 6 L 9 12 L 15 18";
    ChevronRight: "", "M 9 6 L 15 12 L 9 18";
    ArrowLeft: "", "M 20 12 L 4.5 12 M 10.5 6 L 4.5 12 L 10.5 18";
    ArrowRight: "", "M 4 12 L 19.5 12 M 13.5 6 L 19.5 12 L 13.5 18";
    TurnAround: "", "M 3.5 18 C 3.5 11 7.5 7.5 12.5 7.5 C 16 7.5 18.6 9.3 20 12.4 M 20.5 6.5 L 20.3 12.7 L 14.3 11.8";
    Document: "", "M 14 3 L 6 3 L 6 21 L 18.5 21 L 18.5 7.5 Z M 14 3 L 14 7.5 L 18.5 7.5 M 9 12.5 L 15.5 12.5 M 9 16.5 L 15.5 16.5";
    Warning: "", "M 12 4 L 21 19.5 L 3 19.5 Z M 12 10 L 12 14 M 12 16.8 L 12 16.9";
    Exit: "", "M 13.5 4 L 5 4 L 5 20 L 13.5 20 M 10 12 L 20.5 12 M 16.5 8 L 20.5 12 L 16.5 16";
    Sound: "", "M 4 9.5 L 7.5 9.5 L 12 5.5 L 12 18.5 L 7.5 14.5 L 4 14.5 Z M 15.3 9 C 16.8 10.6 16.8 13.4 15.3 15 M 17.8 6.5 C 20.8 9.5 20.8 14.5 17.8 17.5";
    Comfort: "", "O 12 4.8 1.9 M 4.5 9 L 12 10.3 L 19.5 9 M 12 10.3 L 12 14 M 8.5 21 L 12 14 L 15.5 21";
    Globe: "", "O 12 12 9 M 3 12 L 21 12 M 12 3 C 7.5 8 7.5 16 12 21 M 12 3 C 16.5 8 16.5 16 12 21";
    Mouse: "", "R 7 3 10 18 5 M 12 7 L 12 10.5";
    Image: "", "R 3.5 4.5 17 15 2 M 3.8 17 L 9 11.5 L 13 15.5 L 15.5 13 L 20.2 17.5 O 15.5 8.8 1.4";
    Graduation: "", "M 12 5 L 22 9.5 L 12 14 L 2 9.5 Z M 6 11.5 L 6 16 C 9 18.8 15 18.8 18 16 L 18 11.5";
    Steps: "", "M 3.5 19.5 L 8.5 19.5 L 8.5 14.5 L 13.5 14.5 L 13.5 9.5 L 18.5 9.5 L 18.5 4.5 L 21 4.5";
    Wrench: "", "M 14.5 6.5 C 15.6 4.2 17.8 3.2 20 3.6 L 16.8 6.8 L 17.4 9 L 19.6 9.6 L 22 7 C 22 10.5 19 13 15.7 12 L 7.6 20.2 C 5.6 22 2.5 18.9 4.2 16.9 L 12.5 8.8 C 12.3 8 13.5 8.6 14.5 6.5 Z";
    Pencil: "", "M 4 20 L 5 15.5 L 15.8 4.7 L 19.3 8.2 L 8.5 19 Z M 13.3 7.2 L 16.8 10.7";
    Copy: "", "R 8.5 8.5 12 12 2 M 15.5 8.5 L 15.5 3.5 L 3.5 3.5 L 3.5 15.5 L 8.5 15.5";
    Box: "", "M 12 3 L 20 7.5 L 20 16.5 L 12 21 L 4 16.5 L 4 7.5 Z M 4 7.5 L 12 12 L 20 7.5 M 12 12 L 12 21";
    Haze: "", "M 3 7.5 C 6 5 9 5 12 7.5 C 15 10 18 10 21 7.5 M 3 13 C 6 10.5 9 10.5 12 13 C 15 15.5 18 15.5 21 13 M 3 18.5 C 6 16 9 16 12 18.5 C 15 21 18 21 21 18.5";
    Paperclip: "", "M 20 11.5 L 12 19.5 C 9.8 21.6 6 21.6 4 19.6 C 2 17.6 2.2 14.6 4 12.8 L 12.3 4.6 C 13.8 3.2 16.2 3.2 17.6 4.6 C 19 6 19 8.2 17.6 9.6 L 9.6 17.4 C 8.8 18.2 7.6 18.2 6.9 17.4 C 6.2 16.6 6.3 15.5 7.1 14.8 L 14.5 7.6";
    Mail: "", "R 3 5.5 18 13 2 M 3.6 7 L 12 13.5 L 20.4 7";
    Chat: "", "M 4 5 L 20 5 L 20 16 L 11.5 16 L 7 20 L 7 16 L 4 16 Z";
    Phone: "", "M 6.5 3.5 L 9.5 3.5 L 11 8 L 8.8 9.8 C 9.8 12 12 14.2 14.2 15.2 L 16 13 L 20.5 14.5 L 20.5 17.5 C 20.5 19.5 19 20.8 17.2 20.5 C 10 19.5 4.5 14 3.5 6.8 C 3.3 5 4.6 3.5 6.5 3.5 Z";
    Bell: "", "M 6 16.5 L 6 11 C 6 7.5 8.5 5 12 5 C 15.5 5 18 7.5 18 11 L 18 16.5 Z M 4 16.5 L 20 16.5 M 10.3 19.8 C 11 20.8 13 20.8 13.7 19.8 M 12 3.2 L 12 5";
}

/// Line width of an icon on its 24 grid.
const LINE: f32 = 1.75;

/// Paints an icon into a square around `centre`, `size` points wide. `inner` is the colour of strokes upon a filled symbol.
pub fn paint_icon(painter: &Painter, icon: Icon, centre: Pos2, size: f32, colour: Color32, inner: Color32) {
    let scale = size / 24.0;
    let origin = centre - vec2(size, size) / 2.0;
    let at = |x: f32, y: f32| origin + vec2(x, y) * scale;
    let (fill, strokes) = icon.paths();
    let filled = !fill.is_empty();
    if filled {
        trace(fill, &at, scale, &mut |piece| paint_filled(painter, piece, scale, colour));
    }
    let stroke = Stroke::new(LINE * scale * if filled { 1.15 } else { 1.0 }, if filled { inner } else { colour });
    trace(strokes, &at, scale, &mut |piece| paint_stroked(painter, piece, stroke));
}

/// The product's mark, `size` points wide: stairs up to a light.
pub fn logo(painter: &Painter, rect: Rect) {
    let size = rect.width();
    painter.rect_filled(rect, (size * 0.26).round(), tokens::LOGO_GROUND);
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * size / 34.0;
    let stairs = vec![at(9.0, 25.0), at(14.3, 25.0), at(14.3, 20.0), at(19.0, 20.0), at(19.0, 15.0), at(23.7, 15.0)];
    paint_stroked(painter, Piece::Line { points: stairs, closed: false }, Stroke::new(size * 2.6 / 34.0, tokens::WHITE));
    painter.circle_filled(at(26.3, 9.3), size * 2.2 / 34.0, tokens::GUIDE);
}

/// One subpath, in screen points.
enum Piece {
    Line { points: Vec<Pos2>, closed: bool },
    Circle { centre: Pos2, radius: f32 },
    Box { rect: Rect, radius: f32 },
}

fn paint_filled(painter: &Painter, piece: Piece, scale: f32, colour: Color32) {
    match piece {
        Piece::Circle { centre, radius } => {
            painter.circle_filled(centre, radius, colour);
        }
        Piece::Box { rect, radius } => {
            painter.rect_filled(rect, radius, colour);
        }
        Piece::Line { points, .. } => {
            let round = Stroke::new(2.0 * scale, colour);
            painter.add(Shape::convex_polygon(points.clone(), colour, Stroke::NONE));
            paint_stroked(painter, Piece::Line { points, closed: true }, round);
        }
    }
}

fn paint_stroked(painter: &Painter, piece: Piece, stroke: Stroke) {
    match piece {
        Piece::Circle { centre, radius } => {
            painter.circle_stroke(centre, radius, stroke);
        }
        Piece::Box { rect, radius } => {
            painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle);
        }
        Piece::Line { points, closed } => {
            // egui joins and ends lines square: discs on the ends and corners make them round.
            for point in ends_and_corners(&points, closed) {
                painter.circle_filled(point, stroke.width / 2.0, stroke.color);
            }
            let stroke = PathStroke::new(stroke.width, stroke.color);
            painter.add(if closed { PathShape::closed_line(points, stroke) } else { PathShape::line(points, stroke) });
        }
    }
}

/// The points where a line ends or turns by more than a curve's next piece would.
fn ends_and_corners(points: &[Pos2], closed: bool) -> Vec<Pos2> {
    let n = points.len();
    let is_round = |idx: usize| {
        if !closed && (idx == 0 || idx + 1 == n) {
            return true;
        }
        let (before, at, after) = (points[(idx + n - 1) % n], points[idx], points[(idx + 1) % n]);
        (at - before).normalized().dot((after - at).normalized()) < 0.85
    };
    (0..n).filter(|idx| is_round(*idx)).map(|idx| points[idx]).collect()
}

/// Walks a path of the table and hands over each finished subpath.
fn trace(path: &str, at: &impl Fn(f32, f32) -> Pos2, scale: f32, emit: &mut impl FnMut(Piece)) {
    let mut words = path.split_ascii_whitespace();
    let mut points: Vec<Pos2> = Vec::new();
    let flush = |points: &mut Vec<Pos2>, closed: bool, emit: &mut dyn FnMut(Piece)| {
        if !points.is_empty() {
            emit(Piece::Line { points: std::mem::take(points), closed });
        }
    };
    while let Some(command) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0_f32);
        match command {
            "M" => {
                flush(&mut points, false, emit);
                points.push(at(number(), number()));
            }
            "L" => points.push(at(number(), number())),
            "C" => {
                let from = points.last().copied().unwrap_or(pos2(0.0, 0.0));
                let curve = [from, at(number(), number()), at(number(), number()), at(number(), number())];
                let curve = CubicBezierShape::from_points_stroke(curve, false, Color32::TRANSPARENT, Stroke::NONE);
                points.extend((1..=8).map(|idx| curve.sample(idx as f32 / 8.0)));
            }
            "Z" => flush(&mut points, true, emit),
            "O" => {
                flush(&mut points, false, emit);
                emit(Piece::Circle { centre: at(number(), number()), radius: number() * scale });
            }
            "R" => {
                flush(&mut points, false, emit);
                let rect = Rect::from_min_size(at(number(), number()), vec2(number(), number()) * scale);
                emit(Piece::Box { rect, radius: number() * scale });
            }
            _ => {}
        }
    }
    flush(&mut points, false, emit);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arguments that each command takes.
    fn n_arguments(command: &str) -> Option<usize> {
        Some(match command {
            "M" | "L" => 2,
            "C" => 6,
            "O" => 3,
            "R" => 5,
            "Z" => 0,
            _ => return None,
        })
    }

    #[test]
    fn every_path_can_be_read_and_stays_on_the_grid() {
        for icon in Icon::ALL {
            let (fill, strokes) = icon.paths();
            assert!(!(fill.is_empty() && strokes.is_empty()), "{icon:?} shows nothing");
            for path in [fill, strokes] {
                let mut words = path.split_ascii_whitespace();
                while let Some(command) = words.next() {
                    let n = n_arguments(command).unwrap_or_else(|| panic!("{icon:?}: unknown command {command}"));
                    for _ in 0..n {
                        let number: f32 = words.next().and_then(|word| word.parse().ok()).unwrap_or(f32::NAN);
                        assert!((0.0..=24.0).contains(&number), "{icon:?}: {command} {number}");
                    }
                }
            }
        }
    }
}
