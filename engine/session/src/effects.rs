//! Effects: what authors make happen becomes changes of the world and cues.

use crate::session::Outcome;
use crate::world::{Apart, Label, Place, Section, XRay};
use crate::{Cue, Session};
use curriculum::{Effect, ObjectKind, TRAINEE};
use ids::{ObjectId, VariableId};

impl Session {
    pub(crate) fn run_effects(&mut self, effects: &[Effect], out: &mut Outcome) {
        for effect in effects {
            self.run_effect(effect, out);
        }
    }

    fn run_effect(&mut self, effect: &Effect, out: &mut Outcome) {
        let guide = self.module.guide.clone();
        match effect.clone() {
            Effect::Say { text, by } => out.cues.push(Cue::Caption { text, by: by.or(guide) }),
            Effect::Sound { sound } => out.cues.push(Cue::Sound { sound }),
            Effect::Place { item, into } => self.place(&item, &into, out),
            Effect::PlayClip { clip } => out.cues.push(Cue::ClipPlayed { clip }),
            Effect::StopClip { clip } => out.cues.push(Cue::ClipStopped { clip }),
            Effect::Particles { kind, node, lasts_ms } => {
                self.state.situation.world.blow(kind, &node, lasts_ms, self.state.now_ms);
                out.cues.push(Cue::ParticlesStarted { kind, node, lasts_ms });
            }
            Effect::Alarm { on } => {
                self.state.situation.world.alarm = on;
                out.cues.push(Cue::AlarmChanged { on });
            }
            Effect::Fog { fog, over_ms } => {
                self.state.situation.world.fog = fog;
                out.cues.push(Cue::FogChanged { over_ms });
            }
            Effect::Face { person, to } => out.cues.push(Cue::PersonFaces { person, to }),
            Effect::PointAt { person, at } => out.cues.push(Cue::PersonPoints { person, at }),
            Effect::Gesture { person, gesture } => out.cues.push(Cue::PersonGestures { person, gesture }),
            Effect::Teleport { to } => out.cues.push(Cue::TraineeMoved { to }),
            Effect::TurnTrainee { to } => out.cues.push(Cue::TraineeTurned { to }),
            Effect::SetVariable { variable, to } => self.set_variable(&variable, |_| to),
            Effect::AddToVariable { variable, by } => self.set_variable(&variable, |value| value.saturating_add(by)),
            Effect::AddToScore { permille } => {
                self.state.bonus_permille = self.state.bonus_permille.saturating_add(permille);
            }
            Effect::StartTimer { timer } => self.start_timer(&timer),
            Effect::StopTimer { timer } => self.stop_timer(&timer),
            Effect::ShowPage { page } => {
                self.state.pages.push(page);
                out.cues.push(Cue::PageShown);
            }
            Effect::Finish { ending } => self.state.ending = self.state.ending.or(Some(ending)),
            of_object => {
                self.free_the_hand_of(&of_object, out);
                self.change_object(of_object, out);
            }
        }
    }

    /// What is hidden is in nobody's hand; it is where it was modelled, when it is shown again. By rules 4 it stayed in the hand, unseen.
    fn free_the_hand_of(&mut self, effect: &Effect, out: &mut Outcome) {
        if let Effect::Hide { object } = effect
            && self.state.rules >= 5
            && self.carried() == Some(object)
        {
            self.put_down(object, Place::AsModelled, out);
        }
    }

    /// Effects on one object of the module.
    fn change_object(&mut self, effect: Effect, out: &mut Outcome) {
        let now_ms = self.state.now_ms;
        let Some(id) = changed_object(&effect) else { return };
        let Some(changed) = self.state.situation.world.object_mut(id) else { return };
        out.cues.push(match effect {
            Effect::SetState { object, to } => {
                changed.state = Some(to.clone());
                Cue::StateChanged { object, to }
            }
            Effect::SetNumber { object, to, over_ms } => {
                let from = changed.shown_at(now_ms).unwrap_or(to);
                changed.shows = Some(to);
                changed.moving = (over_ms > 0).then(|| (from, now_ms, now_ms.saturating_add(over_ms)));
                Cue::NumberChanged { object, from, to, over_ms }
            }
            Effect::Show { object } => {
                changed.visible = true;
                Cue::Shown { object }
            }
            Effect::Hide { object } => {
                changed.visible = false;
                Cue::Hidden { object }
            }
            Effect::Mark { object, with } => {
                changed.emphasis = Some(with);
                Cue::Emphasised { object, with: Some(with) }
            }
            Effect::Unmark { object } => {
                changed.emphasis = None;
                changed.looks.unmark();
                Cue::Emphasised { object, with: None }
            }
            Effect::Label { object, through_walls } => {
                changed.looks.label = Some(Label { through_walls });
                Cue::LooksChanged { object, over_ms: 0 }
            }
            Effect::XRay { object, through } => {
                changed.looks.x_ray = Some(XRay { through });
                Cue::LooksChanged { object, over_ms: 0 }
            }
            Effect::Section { object, from, permille, over_ms } => {
                changed.looks.cut = Some(Section { from, permille });
                Cue::LooksChanged { object, over_ms }
            }
            Effect::Explode { object, permille, axis, over_ms } => {
                changed.looks.apart = Some(Apart { permille, axis });
                Cue::LooksChanged { object, over_ms }
            }
            Effect::Move { object, by_mm, over_ms } => {
                changed.pose.move_by(by_mm);
                Cue::Moved { object, over_ms }
            }
            Effect::MoveTo { object, to, over_ms } => {
                changed.pose.at = Some(to);
                changed.pose.offset_mm = [0; 3];
                Cue::Moved { object, over_ms }
            }
            Effect::Rotate { object, axis, millideg, over_ms } => {
                changed.pose.turn(axis, millideg);
                Cue::Rotated { object, axis, millideg, over_ms }
            }
            Effect::Scale { object, permille, over_ms } => {
                changed.pose.scale_permille = permille;
                Cue::Scaled { object, permille, over_ms }
            }
            Effect::Attach { object, to } => {
                changed.pose.attached_to.clone_from(&to);
                Cue::Attached { object, to }
            }
            Effect::Write { text, on } => {
                changed.text = Some(text.clone());
                Cue::Written { text, on }
            }
            Effect::ShowPicture { picture, on } => {
                changed.picture = Some(picture);
                Cue::PictureShown { on }
            }
            Effect::Light { object, on } => {
                changed.lit = Some(on);
                Cue::LightChanged { object, on }
            }
            Effect::WalkTo { person, to } => {
                changed.place = Place::In(to.clone());
                Cue::PersonWalks { person, to }
            }
            _ => return,
        });
    }

    fn set_variable(&mut self, id: &VariableId, to: impl FnOnce(i64) -> i64) {
        if let Some((_, value)) = self.state.situation.variables.iter_mut().find(|(variable, _)| variable == id) {
            *value = to(*value);
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

/// The object whose state an effect changes; none for an effect on something else.
fn changed_object(effect: &Effect) -> Option<&ObjectId> {
    match effect {
        Effect::SetState { object, .. }
        | Effect::SetNumber { object, .. }
        | Effect::Show { object }
        | Effect::Hide { object }
        | Effect::Mark { object, .. }
        | Effect::Unmark { object }
        | Effect::Label { object, .. }
        | Effect::XRay { object, .. }
        | Effect::Section { object, .. }
        | Effect::Explode { object, .. }
        | Effect::Move { object, .. }
        | Effect::MoveTo { object, .. }
        | Effect::Rotate { object, .. }
        | Effect::Scale { object, .. }
        | Effect::Attach { object, .. }
        | Effect::Write { on: object, .. }
        | Effect::ShowPicture { on: object, .. }
        | Effect::Light { object, .. }
        | Effect::WalkTo { person: object, .. } => Some(object),
        _ => None,
    }
}
