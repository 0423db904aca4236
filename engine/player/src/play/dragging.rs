//! Dragging as a gesture: a door, a lever, a dial or a knob goes with the hand, its value stands beside it, and letting go sets it.
//!
//! Nothing needs it: a click, keys and the value card do the same. Start at [`Play::grab`].

use super::{Play, Turning};
use curriculum::{Gesture, Goal, Mode, Quantity, TurnTarget};
use glam::{Vec2, Vec3};
use hud::language::{decimal, fill, t};
use ids::{ObjectId, StateId};
use session::{Input, Offer};
use stage::Handle;

/// Less than this is a click and not a drag: of the picture's height.
const LEAST: f32 = 0.018;
/// A track that looks shorter than this is not followed: the hand's way counts instead. Of half the picture's height.
const SHORT_TRACK: f32 = 0.12;
/// So far the hand goes from the lowest number to the highest where nothing moves along. Of half the picture's height.
const FREE_WAY: f32 = 1.0;
/// Nearer to a knob's middle than this nothing turns. Of half the picture's height.
const DEAD_CENTRE: f32 = 0.012;

/// Something the hand has hold of.
pub struct Drag {
    pub object: ObjectId,
    offer: Offer,
    way: Way,
    /// Where the hand took hold and where it is, x right, y up, in halves of the picture's height.
    from: Vec2,
    at: Vec2,
    /// True once the hand has moved: before, it is a click.
    pub has_moved: bool,
    /// What letting go would set, for the label beside it.
    pub says: String,
}

enum Way {
    States { track: Vec<Vec3>, first_share: f32, share: f32 },
    Number { track: Vec<Vec3>, first_share: f32, range: (Quantity, Quantity), milli: i64 },
    Angle { center: Vec3, counter_clockwise: f32, last: Option<f32>, millideg: f32, set: i64 },
}

impl Play {
    /// Takes hold of what is aimed at, if it is near and can be dragged. Not while a knob is turned otherwise: then a click sets it.
    pub fn grab(&mut self) -> bool {
        let is_busy = self.holding.is_some() || self.turning.is_some() || self.focus.is_some();
        if self.attempt.session().mode() == Mode::Watch || is_busy {
            return false;
        }
        let Some(offer) = self.offer().filter(|offer| self.can_do_from_here(offer)) else { return false };
        let Some(way) = self.way_of(&offer) else { return false };
        let from = self.hand();
        self.drag =
            Some(Drag { object: offer.object.clone(), offer, way, from, at: from, has_moved: false, says: String::new() });
        true
    }

    fn way_of(&self, offer: &Offer) -> Option<Way> {
        let object = &offer.object;
        let hit = self.pointed().filter(|pointed| pointed.object == *object).map(|pointed| pointed.hit_in_world);
        let held = hit.or_else(|| self.stage.point_of(object))?;
        let share = self.stage.share_of(object);
        match (&offer.input, offer.gesture) {
            (Input::SetTo { .. }, _) => match self.stage.handle(object, held, false) {
                Handle::Track(track) => Some(Way::States { track, first_share: share, share }),
                _ => None,
            },
            (Input::TurnTo { millideg, .. }, _) => match self.stage.handle(object, held, true) {
                Handle::Around { center, axis } => {
                    let faces_eye = axis.dot(self.stage.walker.eye() - center) >= 0.0;
                    let counter_clockwise = if faces_eye { 1.0 } else { -1.0 };
                    Some(Way::Angle { center, counter_clockwise, last: None, millideg: *millideg as f32, set: *millideg })
                }
                _ => None,
            },
            (Input::Press { .. }, Gesture::Set | Gesture::Slide) => {
                let range = self.attempt.session().module().object(object)?.range?;
                let shows = self.attempt.session().world().object(object)?.shown_at(self.attempt.at_ms());
                let milli = shows.unwrap_or(range.0).milli;
                let whole = (range.1.milli - range.0.milli).max(1) as f32;
                let first_share = ((milli - range.0.milli) as f32 / whole).clamp(0.0, 1.0);
                let track = match self.stage.handle(object, held, false) {
                    Handle::Track(track) => track,
                    _ => Vec::new(),
                };
                Some(Way::Number { track, first_share, range, milli })
            }
            _ => None,
        }
    }

    /// Where the hand is: the aim, in halves of the picture's height.
    fn hand(&self) -> Vec2 {
        let ndc = match self.aim {
            super::Aim::Crosshair => Vec2::ZERO,
            super::Aim::Pointer(ndc) => ndc,
        };
        Vec2::new(ndc.x * self.aspect, ndc.y)
    }

    pub fn drag(&self) -> Option<&Drag> {
        self.drag.as_ref()
    }

    /// The hand has moved to a point of the picture: normalised device coordinates.
    pub fn drag_to(&mut self, ndc: Vec2) {
        let hand = Vec2::new(ndc.x * self.aspect, ndc.y);
        self.drag_hand(|_| hand);
    }

    /// The hand has moved by so much, where the pointer stands still in the middle.
    pub fn drag_by(&mut self, by: Vec2) {
        self.drag_hand(|at| at + by);
    }

    fn drag_hand(&mut self, to: impl FnOnce(Vec2) -> Vec2) {
        let Some(mut drag) = self.drag.take() else { return };
        drag.at = to(drag.at);
        drag.has_moved |= drag.at.distance(drag.from) > LEAST * 2.0;
        if drag.has_moved {
            self.follow(&mut drag);
        }
        self.drag = Some(drag);
    }

    /// Moves the thing with the hand and says what letting go would set.
    fn follow(&mut self, drag: &mut Drag) {
        let object = drag.object.clone();
        let moved = drag.at - drag.from;
        match &mut drag.way {
            Way::States { track, first_share, share } => {
                *share =
                    self.share_along(track, drag.at).unwrap_or(*first_share + (moved.x + moved.y) / FREE_WAY).clamp(0.0, 1.0);
                self.stage.show_share(&object, *share);
                let state = self.state_at(&object, *share);
                drag.says = state.map(|state| self.verb_of(&object, &state)).unwrap_or_default();
            }
            Way::Number { track, first_share, range, milli } => {
                let free = *first_share + (moved.x + moved.y) / FREE_WAY;
                let share = self.share_along(track, drag.at).unwrap_or(free).clamp(0.0, 1.0);
                let (low, high) = (range.0.milli, range.1.milli);
                let step = step_of(high - low);
                let raw = low + (share * (high - low) as f32) as i64;
                let rounded = ((raw + step / 2).div_euclid(step) * step).clamp(low, high);
                let (set, fits) = self.snapped(&object, rounded);
                *milli = set;
                let shown = (set - low) as f32 / (high - low).max(1) as f32;
                self.stage.show_share(&object, shown);
                drag.says =
                    said(&Quantity { milli: set, unit: range.0.unit }.to_string().replace('.', &decimal().to_string()), fits);
            }
            Way::Angle { center, counter_clockwise, last, millideg, set } => {
                let Some(middle) = self.stage.on_screen(*center, self.aspect) else { return };
                let arm = drag.at - Vec2::new(middle.x * self.aspect, middle.y);
                if arm.length() < DEAD_CENTRE {
                    return;
                }
                let angle = arm.y.atan2(arm.x);
                let turned = last.map_or(0.0, |last| wrapped(angle - last));
                *last = Some(angle);
                *millideg += turned.to_degrees() * 1_000.0 * *counter_clockwise;
                let whole = (*millideg / 1_000.0).round() as i64 * 1_000;
                let (snapped, fits) = self.snapped(&object, whole);
                *set = snapped;
                self.stage.show_angle(&object, snapped);
                drag.says = said(&format!("{}°", snapped / 1_000), fits);
            }
        }
    }

    /// How far along a track the point nearest to the hand lies; none when the track is seen end on.
    fn share_along(&self, track: &[Vec3], hand: Vec2) -> Option<f32> {
        let seen =
            track.iter().map(|point| self.stage.on_screen(*point, self.aspect).map(|ndc| Vec2::new(ndc.x * self.aspect, ndc.y)));
        let seen: Vec<Vec2> = seen.collect::<Option<_>>()?;
        let length: f32 = seen.windows(2).map(|ends| ends[0].distance(ends[1])).sum();
        if seen.len() < 2 || length < SHORT_TRACK {
            return None;
        }
        let pieces = seen.windows(2).enumerate().map(|(idx, ends)| {
            let along = ends[1] - ends[0];
            let t = ((hand - ends[0]).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
            (hand.distance(ends[0] + along * t), (idx as f32 + t) / (seen.len() - 1) as f32)
        });
        pieces.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, share)| share)
    }

    /// Where targets may be shown, what lies within the goal's tolerance snaps to what is asked for, and says so.
    fn snapped(&self, object: &ObjectId, milli: i64) -> (i64, bool) {
        let session = self.attempt.session();
        let view = session.view(self.attempt.at_ms());
        let Some(step) = view.current_idx.filter(|_| view.targets_shown) else { return (milli, false) };
        let wanted = session.module().steps[step].goal.parts().into_iter().find_map(|goal| match goal {
            Goal::Turn { object: turned, to: TurnTarget::Angle { millideg, tolerance_millideg } } if turned == object => {
                Some((*millideg, *tolerance_millideg))
            }
            goal => goal.amount().filter(|(set, _, _)| *set == object).map(|(_, to, within)| (to.milli, within.milli)),
        });
        match wanted {
            Some((to, within)) if to.abs_diff(milli) <= within.unsigned_abs() => (to, true),
            _ => (milli, false),
        }
    }

    fn state_at(&self, object: &ObjectId, share: f32) -> Option<StateId> {
        let states = &self.attempt.session().module().object(object)?.states;
        let last = states.len().saturating_sub(1);
        states.get((share * last as f32).round() as usize).cloned()
    }

    /// Such as "Open"; where it is so already, that it stays.
    fn verb_of(&self, object: &ObjectId, to: &StateId) -> String {
        let offers = self.attempt.session().offers(object);
        let offer = offers.into_iter().find(|offer| matches!(&offer.input, Input::SetTo { state, .. } if state == to));
        offer.map_or_else(|| t("As it is").to_owned(), |offer| offer.verb)
    }

    /// Lets go: sets what was dragged. What was only clicked on is acted on, as without a drag.
    pub fn drop_dragged(&mut self) {
        let Some(drag) = self.drag.take() else { return };
        if !drag.has_moved {
            return self.do_offer(drag.offer);
        }
        let object = drag.object;
        let input = match drag.way {
            Way::States { share, .. } => {
                let now = self.attempt.session().world().object(&object).and_then(|object| object.state.clone());
                let state = self.state_at(&object, share).filter(|state| Some(state) != now.as_ref());
                state.map(|state| Input::SetTo { object: object.clone(), state })
            }
            Way::Number { milli, .. } => Some(Input::EnterValue { gauge: object.clone(), milli }),
            Way::Angle { set, .. } => Some(Input::TurnTo { object: object.clone(), millideg: set }),
        };
        self.stage.let_go(&object);
        if let Some(input) = input {
            self.attempt.apply(input);
        }
    }

    /// Lets go without setting anything.
    pub(super) fn forget_drag(&mut self) {
        let Some(drag) = self.drag.take() else { return };
        self.stage.let_go(&drag.object);
        if let Way::Angle { .. } = drag.way {
            self.turning = Some(Turning { object: drag.object, millideg: 0 });
            self.stop_turning();
        }
    }
}

fn said(value: &str, fits: bool) -> String {
    if fits { fill("{value} · fits", &[("value", &value)]) } else { value.to_owned() }
}

/// A hundredth of a range or less, as a round number: 1, 2 or 5 of some decimal place; thousandths of the unit.
fn step_of(range_milli: i64) -> i64 {
    let most = (range_milli / 100).max(1);
    let decade = 10_i64.pow(most.ilog10());
    [5, 2, 1].into_iter().map(|of| of * decade).find(|step| *step <= most).unwrap_or(1)
}

fn wrapped(angle: f32) -> f32 {
    (angle + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_fine_enough() {
        for (range, step) in [(300_000, 2_000), (9_000, 50), (100_000, 1_000), (40, 1), (1_500_000, 10_000)] {
            assert_eq!(step_of(range), step, "{range}");
        }
    }

    #[test]
    fn a_turn_past_the_seam_is_a_small_turn() {
        assert!((wrapped(3.1 - -3.1) + 0.083).abs() < 0.01);
    }
}
