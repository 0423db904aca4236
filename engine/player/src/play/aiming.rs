//! What is aimed at, and what acting there would do.
//!
//! Changes nothing. Start at [`Play::offer`].

use super::{Aim, Play};
use curriculum::{Gesture, Goal, Mode, ObjectKind};
use glam::{Vec2, Vec3};
use ids::ObjectId;
use scene::Ray;
use session::{Input, Offer, SessionView, StepStatus};
use stage::Pointed;

/// Within this distance of a place, aiming at what is around it means the place, metres.
const PLACE_M: f32 = 0.5;

impl Play {
    /// The ray of the crosshair or pointer.
    pub fn aim_ray(&self) -> Ray {
        let ndc = match self.aim {
            Aim::Crosshair => Vec2::ZERO,
            Aim::Pointer(ndc) => ndc,
        };
        Ray::from_view(self.stage.world_from_view(), self.stage.fov_y(), self.aspect, ndc)
    }

    /// What lies under the crosshair or pointer.
    pub fn pointed(&self) -> Option<Pointed> {
        self.stage.pointed(self.aim_ray())
    }

    /// What acting now would do: to the object chosen with Tab, else to the one aimed at.
    pub fn offer(&self) -> Option<Offer> {
        let session = self.attempt.session();
        let pointed = self.pointed().filter(|_| self.focus.is_none());
        let chosen = self.focus.clone().or_else(|| pointed.as_ref().map(|pointed| pointed.object.clone()));
        let into_place = pointed.and_then(|pointed| self.offer_to_put_near(pointed.hit_in_world));
        let first_of = |object: ObjectId| session.offers(&object).into_iter().next();
        let nearly = || {
            let answering = self.focus.is_none().then(|| session.offered_objects())?;
            self.stage.nearly_pointed(self.aim_ray(), &answering)
        };
        let offer = into_place.or_else(|| chosen.and_then(first_of)).or_else(|| nearly().and_then(first_of));
        let offer = self.offer_of_target_instead_of(offer.as_ref()).or(offer);
        offer.or_else(|| session.offers(session.world().carried.as_ref()?).into_iter().find(|offer| offer.is_goal))
    }

    /// Where a target is shown and the aim is at its middle, what lies in front of it or in it is not meant; nor is a wall, through
    /// which its outline shows.
    fn offer_of_target_instead_of(&self, aimed_at: Option<&Offer>) -> Option<Offer> {
        if self.focus.is_some() || aimed_at.is_some_and(|offer| offer.is_goal) {
            return None;
        }
        let session = self.attempt.session();
        let target = self.target_of(&session.view(self.attempt.at_ms()))?;
        let seen = self.stage.nearly_pointed(self.aim_ray(), std::slice::from_ref(&target)).is_some();
        // People step aside: they never hide what is to be done.
        let only_somebody = aimed_at.is_none_or(|offer| self.kind(&offer.object) == Some(ObjectKind::Person));
        let nothing_before_it = only_somebody || self.stands_before_what_is_hit(&target);
        let meant = seen || (nothing_before_it && self.stage.is_towards(&target, self.aim_ray()));
        session.offers(&target).into_iter().find(|offer| offer.is_goal && meant)
    }

    /// A place on the floor is not hit itself; it is meant when what the ray hits lies behind it.
    fn stands_before_what_is_hit(&self, target: &ObjectId) -> bool {
        let place = self.stage.sight_point_of(target).filter(|_| self.kind(target) == Some(ObjectKind::Zone));
        let away_m = place.map(|point| point.distance(self.aim_ray().origin));
        away_m.zip(self.pointed()).is_some_and(|(away_m, pointed)| away_m < pointed.distance_m)
    }

    /// Places are not seen: with something in the hand, the one nearest to where the aim hits is meant.
    fn offer_to_put_near(&self, hit_in_world: Vec3) -> Option<Offer> {
        let session = self.attempt.session();
        session.world().carried.as_ref()?;
        let sockets = session.module().objects.iter().filter(|object| object.kind == ObjectKind::Socket);
        let near = sockets.filter_map(|socket| {
            let distance_m = self.stage.point_of(&socket.id)?.distance(hit_in_world);
            (distance_m < PLACE_M).then_some((distance_m, &socket.id))
        });
        let (_, socket) = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
        session.offers(socket).into_iter().find(|offer| offer.gesture == Gesture::Put)
    }

    /// The object to lead to.
    pub fn target_of(&self, view: &SessionView) -> Option<ObjectId> {
        view.targets.iter().find(|_| view.targets_shown).cloned()
    }

    pub fn target_point(&self, view: &SessionView) -> Option<Vec3> {
        self.target_of(view).and_then(|target| self.stage.sight_point_of(&target))
    }

    /// What an open card asks about: the thing that the step before it had looked at, while it is still in view.
    pub fn asked_about(&self) -> Option<ObjectId> {
        let session = self.attempt.session();
        let view = session.view(self.attempt.at_ms());
        view.card.as_ref()?;
        let before = view.steps[..view.current_idx?].iter().rposition(|step| step.status != StepStatus::Skipped)?;
        match &session.module().steps[before].goal {
            Goal::LookAt { object, .. } => Some(object.clone()),
            _ => None,
        }
    }

    /// What counts as looked at when it is near the middle of the view, wherever the pointer rests: the choice of Tab, then the
    /// targets; in exams only what a step wants seen now.
    pub(super) fn attention(&self) -> Vec<ObjectId> {
        let session = self.attempt.session();
        let targets = match session.mode() {
            Mode::Exam => self.to_be_seen(),
            _ => session.view(self.attempt.at_ms()).targets,
        };
        self.focus.iter().cloned().chain(targets).filter(|object| self.kind(object) != Some(ObjectKind::Zone)).collect()
    }

    /// What a step that may be done now asks to look at.
    fn to_be_seen(&self) -> Vec<ObjectId> {
        let session = self.attempt.session();
        let mut wanted: Vec<ObjectId> = Vec::new();
        session.module().any_goal(|goal| {
            wanted.extend(if let Goal::LookAt { object, .. } = goal { Some(object.clone()) } else { None });
            false
        });
        wanted.sort();
        wanted.dedup();
        let is_look = |offer: &Offer| offer.is_goal && matches!(offer.input, Input::Look { .. });
        wanted.retain(|object| session.offers(object).iter().any(is_look));
        wanted
    }

    fn kind(&self, object: &ObjectId) -> Option<ObjectKind> {
        self.attempt.session().module().object(object).map(|object| object.kind)
    }
}
