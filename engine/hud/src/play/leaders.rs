//! Where names stand beside things, each with a line to its thing: apart from each other and from panels, and steady while one
//! looks around.
//!
//! Geometry only: no letters, no colours, no clock. The same names, panels and places of the frame before give the same
//! arrangement. Start at [`arrange`].

use egui::{Pos2, Rect, Vec2, vec2};

/// Between a name and everything it must keep clear of, points.
const GAP: f32 = 6.0;
/// How far a line stays clear of other names and of panels, points.
const LINE_GAP: f32 = 3.0;
/// How long lines may be, points; tried from the shortest on.
const REACHES: [f32; 9] = [34.0, 52.0, 76.0, 108.0, 150.0, 205.0, 275.0, 365.0, 480.0];
/// Directions of a line, the likeliest first: up and to the sides, as on a drawing.
const N_DIRECTIONS: usize = 16;
/// A name stays where it is until one that is so much nearer, as a share, is free.
const NEARER: f32 = 0.45;

/// A thing with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Named {
    /// Where its line ends.
    pub anchor: Pos2,
    /// Of the name with its frame.
    pub size: Vec2,
    /// From the anchor to the middle of the name, as it was in the frame before.
    pub before: Option<Vec2>,
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub rect: Rect,
    /// From the thing to the edge of the name.
    pub line: [Pos2; 2],
    /// To be handed in as [`Named::before`] of the next frame.
    pub offset: Vec2,
}

/// A place for each name within `area`, or none where there is no room without covering another name, a panel, or crossing a line.
/// What comes first has the first choice.
pub fn arrange(named: &[Named], area: Rect, panels: &[Rect]) -> Vec<Option<Place>> {
    let mut taken: Vec<Place> = Vec::new();
    let anchors: Vec<Pos2> = named.iter().map(|named| named.anchor).collect();
    let mut places = vec![None; named.len()];
    // What stood somewhere keeps its place before others look for one.
    let order = (0..named.len()).filter(|idx| named[*idx].before.is_some());
    for idx in order.chain((0..named.len()).filter(|idx| named[*idx].before.is_none())) {
        let room = Room { area, panels, taken: &taken, anchors: &anchors };
        let place = place_of(&named[idx], idx, &room);
        taken.extend(place);
        places[idx] = place;
    }
    places
}

/// What is taken so far.
struct Room<'a> {
    area: Rect,
    panels: &'a [Rect],
    taken: &'a [Place],
    anchors: &'a [Pos2],
}

fn place_of(named: &Named, idx: usize, room: &Room<'_>) -> Option<Place> {
    if !room.area.contains(named.anchor) || room.panels.iter().any(|panel| panel.contains(named.anchor)) {
        return None;
    }
    let kept = named.before.and_then(|offset| room.free(named, idx, offset));
    if let Some(kept) = kept
        && kept.offset.length() <= REACHES[2] + named.size.length()
    {
        return Some(kept);
    }
    let found = candidates(named).find_map(|offset| room.free(named, idx, offset));
    match (kept, found) {
        (Some(kept), Some(found)) if found.offset.length() > NEARER * kept.offset.length() => Some(kept),
        (kept, found) => found.or(kept),
    }
}

/// From the anchor to the middle of the name.
fn candidates(named: &Named) -> impl Iterator<Item = Vec2> {
    let half = named.size * 0.5;
    REACHES.into_iter().flat_map(move |reach| {
        (0..N_DIRECTIONS).map(move |turn| {
            // Up and to the right first, then by turns to both sides of it.
            let side = if turn % 2 == 0 { 1.0 } else { -1.0 };
            let angle =
                std::f32::consts::FRAC_PI_4 + side * turn.div_ceil(2) as f32 * std::f32::consts::TAU / N_DIRECTIONS as f32;
            let out = vec2(angle.cos(), -angle.sin());
            out * reach + vec2(out.x * half.x, out.y * half.y)
        })
    })
}

impl Room<'_> {
    /// The name at this offset, moved into the area where it would stick out; none when it is in the way of anything there.
    fn free(&self, named: &Named, idx: usize, offset: Vec2) -> Option<Place> {
        let half = named.size * 0.5;
        let inner = self.area.shrink2(half);
        if inner.is_negative() {
            return None;
        }
        let rect = Rect::from_center_size(inner.clamp(named.anchor + offset), named.size);
        let end = rect.clamp(named.anchor);
        let line = [named.anchor, end];
        let place = Place { rect, line, offset };
        let clear = rect.expand(GAP);
        let covers = |point: &Pos2| clear.contains(*point);
        let is_free = !self.anchors.iter().any(covers)
            && !self.panels.iter().any(|panel| panel.intersects(clear) || meets(line, panel.expand(LINE_GAP)))
            && self.taken.iter().all(|other| {
                !other.rect.intersects(clear)
                    && !cross(line, other.line)
                    && !meets(line, other.rect.expand(LINE_GAP))
                    && !meets(other.line, rect.expand(LINE_GAP))
            });
        // Lines that run through another thing's dot say the wrong thing.
        let through = |(other, anchor): (usize, &Pos2)| other != idx && distance(*anchor, line) < LINE_GAP;
        (is_free && !self.anchors.iter().enumerate().any(through)).then_some(place)
    }
}

/// Two lines share a point.
pub(super) fn cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x);
    let (c_side, d_side) = (side(a, b, c), side(a, b, d));
    let (a_side, b_side) = (side(c, d, a), side(c, d, b));
    c_side * d_side <= 0.0 && a_side * b_side <= 0.0 && Rect::from_two_pos(a, b).intersects(Rect::from_two_pos(c, d))
}

/// A line touches a rectangle.
pub(super) fn meets(line: [Pos2; 2], rect: Rect) -> bool {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    line.iter().any(|end| rect.contains(*end)) || (0..4).any(|idx| cross(line, [corners[idx], corners[(idx + 1) % 4]]))
}

fn distance(at: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let along = to - from;
    let share = ((at - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
    at.distance(from + along * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;
    use proptest::prelude::*;

    const SCREEN: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1280.0, 720.0) };

    fn panels() -> Vec<Rect> {
        vec![
            Rect::from_min_size(pos2(20.0, 20.0), vec2(420.0, 130.0)),
            Rect::from_min_size(pos2(900.0, 20.0), vec2(360.0, 56.0)),
            Rect::from_min_size(pos2(940.0, 630.0), vec2(320.0, 70.0)),
            Rect::from_min_size(pos2(340.0, 600.0), vec2(560.0, 100.0)),
        ]
    }

    fn check(named: &[Named], places: &[Option<Place>], panels: &[Rect]) {
        for (idx, place) in places.iter().enumerate() {
            let Some(place) = place else { continue };
            assert!(SCREEN.contains_rect(place.rect), "{place:?} stays on the screen");
            assert_eq!(place.line[0], named[idx].anchor);
            assert!(place.rect.expand(0.01).contains(place.line[1]), "the line ends at the name");
            for panel in panels {
                assert!(!panel.intersects(place.rect), "{place:?} covers a panel");
                assert!(!meets(place.line, *panel), "the line crosses a panel");
            }
            for other in places[..idx].iter().flatten() {
                assert!(!other.rect.intersects(place.rect), "{place:?} covers {other:?}");
                assert!(!cross(place.line, other.line), "lines cross");
                assert!(!meets(place.line, other.rect) && !meets(other.line, place.rect), "a line goes through a name");
            }
        }
    }

    fn names() -> impl Strategy<Value = Vec<Named>> {
        let one = (0.0..1280.0_f32, 0.0..720.0_f32, 40.0..260.0_f32, 26.0..60.0_f32);
        let named = one.prop_map(|(x, y, width, height)| Named { anchor: pos2(x, y), size: vec2(width, height), before: None });
        proptest::collection::vec(named, 0..24)
    }

    proptest! {
        #[test]
        fn names_never_overlap_and_lines_never_cross(named in names()) {
            let places = arrange(&named, SCREEN, &panels());
            check(&named, &places, &panels());
            prop_assert_eq!(&places, &arrange(&named, SCREEN, &panels()), "the same again");
        }

        #[test]
        fn while_looking_around_names_still_never_overlap(named in names(), dx in -40.0..40.0_f32, dy in -30.0..30.0_f32) {
            let mut named = named;
            for _ in 0..6 {
                let places = arrange(&named, SCREEN, &panels());
                check(&named, &places, &panels());
                for (named, place) in named.iter_mut().zip(&places) {
                    named.before = place.map(|place| place.offset);
                    named.anchor += vec2(dx, dy);
                }
            }
        }
    }

    /// A dozen things on a shelf.
    fn shelf() -> Vec<Named> {
        let at = |idx: usize| pos2(260.0 + 190.0 * (idx % 4) as f32, 240.0 + 110.0 * (idx / 4) as f32);
        (0..12).map(|idx| Named { anchor: at(idx), size: vec2(120.0, 30.0), before: None }).collect()
    }

    #[test]
    fn a_dozen_things_all_have_their_names() {
        let places = arrange(&shelf(), SCREEN, &panels());
        assert!(places.iter().all(Option::is_some));
    }

    #[test]
    fn names_go_with_their_things_without_a_jump() {
        let mut named = shelf();
        let mut before: Vec<Option<Place>> = arrange(&named, SCREEN, &panels());
        for _ in 0..12 {
            for (named, place) in named.iter_mut().zip(&before) {
                named.before = place.map(|place| place.offset);
                named.anchor += vec2(2.0, 1.0);
            }
            let places = arrange(&named, SCREEN, &panels());
            for (place, before) in places.iter().zip(&before) {
                let (place, before) = (place.unwrap().rect.center(), before.unwrap().rect.center());
                assert!(place.distance(before) < 4.0, "{before:?} jumped to {place:?}");
            }
            before = places;
        }
    }

    #[test]
    fn what_is_off_the_screen_or_under_a_panel_has_no_name_there() {
        let off = |x: f32, y: f32| Named { anchor: pos2(x, y), size: vec2(80.0, 30.0), before: None };
        assert_eq!(arrange(&[off(-5.0, 300.0), off(100.0, 100.0)], SCREEN, &panels()), [None, None]);
    }

    #[test]
    fn a_name_far_off_comes_back_when_there_is_room_near_its_thing() {
        let far = Named { anchor: pos2(640.0, 360.0), size: vec2(80.0, 30.0), before: Some(vec2(460.0, 0.0)) };
        let place = arrange(&[far], SCREEN, &[])[0].unwrap();
        assert!(place.offset.length() < 120.0, "{place:?}");
    }
}
