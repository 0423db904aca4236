//! What effects put into the room, as the renderer draws it: highlights, outlines, arrows, ghost hands and copies, particles.
//!
//! The same for playing, for looking again and for authors. Start at [`Marks::of`].

use crate::picture::{Colours, Marked};
use curriculum::{Emphasis, Gesture, Goal, ObjectKind, Particles};
use ids::ObjectId;
use render::{Ghost, GhostShape, Matter, OutlineStyle, Plume};
use session::Session;
use stage::{HandPose, Stage};
use std::collections::BTreeMap;

/// A highlight's least and most.
const GLOW: (f32, f32) = (0.12, 0.5);
/// Opacity of a hand, an arrow and a copy, in sight and behind something.
const HAND_OPACITY: (f32, f32) = (0.86, 0.25);
const ARROW_OPACITY: (f32, f32) = (0.95, 0.4);
const COPY_OPACITY: (f32, f32) = (0.42, 0.0);

/// Meshes of the file of shapes, by the name of their node.
pub type Shapes = BTreeMap<String, usize>;

#[derive(Default)]
pub struct Marks {
    pub outlined: Vec<Marked>,
    pub ghosts: Vec<Ghost>,
    pub plumes: Vec<Plume>,
}

impl Marks {
    /// Everything effects show now.
    pub fn of(stage: &Stage, session: &Session, shapes: &Shapes, colours: &Colours) -> Self {
        let mut marks = Self { plumes: plumes(stage), ..Self::default() };
        for (object, emphasis) in stage.emphasised() {
            marks.add(stage, session, (shapes, colours), object, emphasis);
        }
        marks
    }

    fn add(
        &mut self,
        stage: &Stage,
        session: &Session,
        (shapes, colours): (&Shapes, &Colours),
        object: &ObjectId,
        emphasis: Emphasis,
    ) {
        let fill = GLOW.0 + (GLOW.1 - GLOW.0) * stage.pulse();
        let through_walls = matches!(emphasis, Emphasis::Outline | Emphasis::Highlight);
        let outlined = |fill| Marked { fill, through_walls, ..Marked::line(object.clone(), colours.target, OutlineStyle::Solid) };
        match emphasis {
            Emphasis::Outline | Emphasis::OutlineInSight => self.outlined.push(outlined(0.0)),
            Emphasis::Highlight | Emphasis::HighlightInSight => self.outlined.push(outlined(fill)),
            Emphasis::Pointer => {
                let arrow = stage.arrow(object).zip(shapes.get("Arrow"));
                self.ghosts
                    .extend(arrow.map(|(place, mesh)| ghost(GhostShape::Mesh(*mesh), place, colours.target, ARROW_OPACITY)));
            }
            Emphasis::GhostHand => {
                let demonstrated = stage.demonstrated().filter(|(at, _)| *at == object).map(|(_, gesture)| gesture);
                let gesture = demonstrated.unwrap_or_else(|| gesture_at(session, object));
                if gesture == Gesture::Put {
                    let copies = stage.ghost_of_carried(object).into_iter();
                    self.ghosts
                        .extend(copies.map(|(node, place)| ghost(GhostShape::Node(node), place, colours.target, COPY_OPACITY)));
                }
                let Some(hand) = stage.hand(object, gesture) else { return };
                let name = match hand.pose {
                    HandPose::Point => "Hand_Point",
                    HandPose::Grip => "Hand_Grip",
                    HandPose::Flat => "Hand_Flat",
                };
                let mesh = shapes.get(name).copied();
                self.ghosts
                    .extend(mesh.map(|mesh| ghost(GhostShape::Mesh(mesh), hand.world_from_hand, colours.hand, HAND_OPACITY)));
            }
        }
    }
}

fn ghost(shape: GhostShape, world_from_shape: glam::Mat4, srgb: [u8; 3], (opacity, opacity_behind): (f32, f32)) -> Ghost {
    Ghost { shape, world_from_shape, srgb, opacity, opacity_behind }
}

/// What is to be done to an object: what is on offer there, or else what the step that is due, or any other, asks of it.
fn gesture_at(session: &Session, object: &ObjectId) -> Gesture {
    if let Some(offer) = session.offers(object).into_iter().find(|offer| offer.is_goal) {
        return offer.gesture;
    }
    let module = session.module();
    let due = session.view(session.at_ms()).current_idx.map(|idx| &module.steps[idx]);
    let goals = due.into_iter().chain(&module.steps).flat_map(|step| step.goal.parts());
    let asked = goals.into_iter().find_map(|goal| gesture_of(goal, object));
    let offered = || session.offers(object).into_iter().next().map(|offer| offer.gesture);
    asked.or_else(offered).unwrap_or(match module.object(object).map(|object| object.kind) {
        Some(ObjectKind::Item) => Gesture::Take,
        Some(ObjectKind::Socket) => Gesture::Put,
        Some(ObjectKind::Knob) => Gesture::Turn,
        Some(ObjectKind::Slider | ObjectKind::Door | ObjectKind::Switch) => Gesture::Slide,
        _ => Gesture::Press,
    })
}

fn gesture_of(goal: &Goal, object: &ObjectId) -> Option<Gesture> {
    if !goal.objects().contains(&object) {
        return None;
    }
    Some(match goal {
        Goal::Hold { .. } => Gesture::Hold,
        Goal::Take { .. } => Gesture::Take,
        Goal::Put { into, .. } if into == object => Gesture::Put,
        Goal::Use { on, .. } if on == object => Gesture::Use,
        Goal::Aim { at, .. } if at.contains(object) => Gesture::Aim,
        Goal::Put { .. } | Goal::Use { .. } | Goal::Aim { .. } => Gesture::Take,
        Goal::Turn { .. } => Gesture::Turn,
        Goal::Slide { .. } => Gesture::Slide,
        Goal::Set { .. } => Gesture::Set,
        Goal::Read { .. } => Gesture::Read,
        Goal::Inspect { .. } | Goal::LookAt { .. } => Gesture::Inspect,
        Goal::Talk { .. } => Gesture::Talk,
        _ => Gesture::Press,
    })
}

fn plumes(stage: &Stage) -> Vec<Plume> {
    let plume = |burst: stage::Burst| Plume {
        matter: match burst.kind {
            Particles::Steam => Matter::Steam,
            Particles::Smoke => Matter::Smoke,
            Particles::Spray => Matter::Spray,
            Particles::Fire => Matter::Fire,
        },
        world_from_source: burst.world_from_source,
        spread_m: burst.spread_m,
        age_secs: burst.age_secs,
        lasts_secs: burst.lasts_secs,
        seed: burst.seed,
    };
    stage.bursts().into_iter().map(plume).collect()
}
