//! Sweeping a tool over places: time counts while the tool is held and the middle of the view rests on a place.

use crate::parts::At;
use crate::session::Outcome;
use crate::{Cue, Session};
use curriculum::{Goal, ObjectKind};
use ids::ObjectId;
use serde::{Deserialize, Serialize};

/// What is being swept now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aiming {
    pub at: At,
    pub place: ObjectId,
    pub since_ms: u64,
}

impl Session {
    /// Follows hands and eyes: keeps the time of the place that was swept, and begins with the next.
    pub(crate) fn follow_aim(&mut self) {
        let next = self.aim_now();
        let goes_on = |old: &Aiming| next.as_ref().is_some_and(|(at, place)| *at == old.at && *place == old.place);
        if self.state.aiming.as_ref().is_some_and(goes_on) {
            return;
        }
        let now_ms = self.state.now_ms;
        if let Some(Aiming { at, place, since_ms }) = self.state.aiming.take() {
            self.keep_swept(at, &place, now_ms.saturating_sub(since_ms));
        }
        self.state.aiming = next.map(|(at, place)| Aiming { at, place, since_ms: now_ms });
    }

    /// A place was swept for long enough.
    pub(crate) fn end_sweep(&mut self, at: At, out: &mut Outcome) {
        let Some(aiming) = self.state.aiming.take() else { return };
        let Some(Goal::Aim { at: places, .. }) = self.goal_at(at).cloned() else { return };
        let Some(part) = self.part_mut(at) else { return };
        if !part.found.contains(&aiming.place) {
            part.found.push(aiming.place.clone());
        }
        let all = places.iter().all(|place| part.found.contains(place));
        self.state.progressed_ms = self.state.now_ms;
        self.begin_step(at.step_idx, out);
        if let Some(swept) = self.state.situation.world.object_mut(&aiming.place) {
            swept.marked = true;
            out.cues.push(Cue::Marked { object: aiming.place });
        }
        if all {
            self.finish_part(at, None, out);
        }
    }

    /// How much longer the place must be swept that is swept now.
    pub(crate) fn sweep_left_ms(&self, at: At) -> Option<u64> {
        let Some(Goal::Aim { for_ms, .. }) = self.goal_at(at) else { return None };
        let place = &self.state.aiming.as_ref().filter(|aiming| aiming.at == at)?.place;
        let swept = self.part(at).map_or(&[][..], |part| &part.swept).iter().find(|(swept, _)| swept == place);
        let swept = swept.map_or(0, |(_, ms)| *ms);
        Some(for_ms.saturating_sub(swept))
    }

    /// A tool that lies about must be taken first; one that is fixed is simply held.
    pub(crate) fn is_at_hand(&self, tool: &ObjectId) -> bool {
        self.carried() == Some(tool) || (self.kind_of(tool) != Some(ObjectKind::Item) && self.is_there(tool))
    }

    fn aim_now(&self) -> Option<(At, ObjectId)> {
        let state = &self.state;
        let held = &state.hold.as_ref()?.object;
        let seen = &state.looking.as_ref()?.object;
        if !self.is_free_to_act() || !self.is_there(seen) {
            return None;
        }
        self.available_idxs().flat_map(|idx| self.open_parts(idx)).find_map(|at| {
            let Some(Goal::Aim { tool, at: places, .. }) = self.goal_at(at) else { return None };
            let wanted = tool == held && self.is_at_hand(tool) && places.contains(seen);
            let found = self.part(at).is_some_and(|part| part.found.contains(seen));
            (wanted && !found).then(|| (at, seen.clone()))
        })
    }

    fn keep_swept(&mut self, at: At, place: &ObjectId, ms: u64) {
        let Some(part) = self.part_mut(at) else { return };
        match part.swept.iter_mut().find(|(swept, _)| swept == place) {
            Some((_, swept_ms)) => *swept_ms = swept_ms.saturating_add(ms),
            None => part.swept.push((place.clone(), ms)),
        }
    }
}
