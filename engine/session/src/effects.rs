//! Effects: what authors make happen becomes changes of the world and cues.

use crate::session::Outcome;
use crate::world::Place;
use crate::{Cue, Session};
use curriculum::{Effect, ObjectKind, TRAINEE};
use ids::ObjectId;

impl Session {
    pub(crate) fn run_effects(&mut self, effects: &[Effect], out: &mut Outcome) {
        for effect in effects {
            self.run_effect(effect, out);
        }
    }

    fn run_effect(&mut self, effect: &Effect, out: &mut Outcome) {
        let now_ms = self.state.now_ms;
        let guide = self.module.guide.clone();
        let world = &mut self.state.situation.world;
        match effect.clone() {
            Effect::Say { text, by } => out.cues.push(Cue::Caption { text, by: by.or(guide) }),
            Effect::Sound { sound } => out.cues.push(Cue::Sound { sound }),
            Effect::SetState { object, to } => {
                if let Some(changed) = world.object_mut(&object) {
                    changed.state = Some(to.clone());
                    out.cues.push(Cue::StateChanged { object, to });
                }
            }
            Effect::SetNumber { object, to, over_ms } => {
                if let Some(changed) = world.object_mut(&object) {
                    let from = changed.shown_at(now_ms).unwrap_or(to);
                    changed.shows = Some(to);
                    changed.moving = (over_ms > 0).then(|| (from, now_ms, now_ms.saturating_add(over_ms)));
                    out.cues.push(Cue::NumberChanged { object, from, to, over_ms });
                }
            }
            Effect::Place { item, into } => self.place(&item, &into, out),
            Effect::Show { object } => {
                if let Some(changed) = world.object_mut(&object) {
                    changed.visible = true;
                    out.cues.push(Cue::Shown { object });
                }
            }
            Effect::Hide { object } => {
                if let Some(changed) = world.object_mut(&object) {
                    changed.visible = false;
                    out.cues.push(Cue::Hidden { object });
                }
            }
            Effect::PlayClip { clip } => out.cues.push(Cue::ClipPlayed { clip }),
            Effect::WalkTo { person, to } => {
                if let Some(walker) = world.object_mut(&person) {
                    walker.place = Place::In(to.clone());
                    out.cues.push(Cue::PersonWalks { person, to });
                }
            }
            Effect::Face { person, to } => out.cues.push(Cue::PersonFaces { person, to }),
            Effect::PointAt { person, at } => out.cues.push(Cue::PersonPoints { person, at }),
        }
    }

    /// Puts an item into a socket or zone, or on a person, wherever it was.
    pub(crate) fn place(&mut self, item: &ObjectId, into: &ObjectId, out: &mut Outcome) {
        let on_person = self.is_person(into);
        let place = if on_person { Place::Worn(into.clone()) } else { Place::In(into.clone()) };
        self.put_down(item, place, out);
    }

    /// Sets where an item is, frees the hand if it was in there, and says so.
    pub(crate) fn put_down(&mut self, item: &ObjectId, place: Place, out: &mut Outcome) {
        let situation = &mut self.state.situation;
        let Some(moved) = situation.world.object_mut(item) else { return };
        moved.place = place.clone();
        if situation.world.carried.as_ref() == Some(item) {
            situation.world.carried = None;
            situation.carried_from = None;
        }
        let item = item.clone();
        out.cues.push(match place {
            Place::AsModelled | Place::Carried => Cue::PutBack { item },
            Place::In(into) => Cue::Placed { item, into },
            Place::Worn(by) => Cue::Worn { item, by },
        });
    }

    /// True for `trainee` too.
    pub(crate) fn is_person(&self, id: &ObjectId) -> bool {
        id.as_str() == TRAINEE || self.kind_of(id) == Some(ObjectKind::Person)
    }

    pub(crate) fn kind_of(&self, id: &ObjectId) -> Option<ObjectKind> {
        self.module.object(id).map(|object| object.kind)
    }
}
