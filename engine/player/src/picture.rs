//! The picture of a stage: what is outlined, whose names stand over their heads. The same for playing and for looking again.
//!
//! Start at [`draw`].

use crate::marks::Marks;
use crate::painter::Painter;
use curriculum::{Module, ObjectKind};
use glam::{Mat4, Vec3};
use ids::ObjectId;
use render::{Frame, FrameStats, Outline, OutlineStyle, View, WorldText};
use session::Session;
use stage::Stage;

const NEAR_M: f32 = 0.05;
/// Colours of outlines, sRGB: the target, what would answer, where a mistake happened.
pub const AMBER: [u8; 3] = [0xff, 0xc2, 0x3c];
pub const WHITE: [u8; 3] = [0xff, 0xff, 0xff];
pub const SALMON: [u8; 3] = [0xff, 0x9f, 0x8f];
const INK: [u8; 3] = [0x14, 0x27, 0x2b];
/// Name tags: height of a line, height over the face, and from how near to how far they are shown, metres.
const TAG_M: f32 = 0.09;
const TAG_OVER_HEAD_M: f32 = 0.4;
const NEAREST_TAG_M: f32 = 1.0;
const FARTHEST_TAG_M: f32 = 6.0;

/// An object to be outlined.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub object: ObjectId,
    pub srgb: [u8; 3],
    pub style: OutlineStyle,
    /// How much of the colour lies over the object, 0 to 1.
    pub fill: f32,
    /// Seen through what stands before it.
    pub through_walls: bool,
}

impl Marked {
    /// Only a line around it.
    pub fn line(object: ObjectId, srgb: [u8; 3], style: OutlineStyle) -> Self {
        Self { object, srgb, style, fill: 0.0, through_walls: true }
    }
}

/// Draws the stage's picture if it changed, with what effects mark beside what is marked anyway. A person who is marked needs no
/// name tag.
pub fn draw(stage: &Stage, session: &Session, marked: &[Marked], painter: &mut Painter, size_px: [u32; 2]) -> Option<FrameStats> {
    let Marks { outlined, ghosts, plumes } = Marks::of(stage, session, painter.shapes());
    let marked: Vec<Marked> = outlined.into_iter().chain(marked.iter().cloned()).collect();
    let (marked, module) = (marked.as_slice(), session.module());
    let nodes: Vec<Vec<usize>> = marked.iter().map(|marked| stage.nodes_of(&marked.object)).collect();
    let outlined = marked.iter().zip(&nodes).map(|(marked, nodes)| {
        let Marked { srgb, style, fill, through_walls, .. } = *marked;
        Outline { nodes, srgb, style, fill, through_walls }
    });
    let outlines: Vec<Outline> = outlined.collect();
    let tags = name_tags(stage, module, marked);
    let tags = tags.iter().map(|(text, world_from_text)| (text.as_str(), *world_from_text));
    let texts: Vec<WorldText> = tags
        .chain(stage.written())
        .map(|(text, world_from_text)| WorldText { text, world_from_text, size_m: TAG_M, srgb: INK })
        .collect();
    let frame = Frame {
        world_from_nodes: stage.world_from_nodes(),
        visible: stage.visible(),
        view: View { world_from_view: stage.world_from_view(), fov_y: stage.fov_y(), near_m: NEAR_M },
        outlines: &outlines,
        texts: &texts,
        plumes: &plumes,
        ghosts: &ghosts,
        dark: &stage.dark(),
    };
    painter.follow(stage.scene());
    painter.draw_scene(&frame, size_px)
}

/// The names of the people around, standing over their heads and turned to who looks.
fn name_tags(stage: &Stage, module: &Module, marked: &[Marked]) -> Vec<(String, Mat4)> {
    let (_, turn, eye) = stage.world_from_view().to_scale_rotation_translation();
    let people = module.objects.iter().filter(|object| object.kind == ObjectKind::Person);
    people
        .filter(|person| marked.iter().all(|marked| marked.object != person.id))
        .filter_map(|person| {
            let head = stage.point_of(&person.id)? + Vec3::Y * TAG_OVER_HEAD_M;
            let near = (NEAREST_TAG_M..FARTHEST_TAG_M).contains(&head.distance(eye));
            near.then(|| (person.name.clone(), Mat4::from_rotation_translation(turn, head)))
        })
        .collect()
}
