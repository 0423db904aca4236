//! The picture of a stage: what is outlined, whose names stand over their heads. The same for playing and for looking again.
//!
//! Start at [`draw`].

use crate::painter::Painter;
use curriculum::{Module, ObjectKind};
use glam::{Mat4, Vec3};
use ids::ObjectId;
use render::{Frame, FrameStats, Outline, OutlineStyle, View, WorldText};
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
}

/// Draws the stage's picture if it changed. A person who is marked needs no name tag.
pub fn draw(stage: &Stage, module: &Module, marked: &[Marked], painter: &mut Painter, size_px: [u32; 2]) -> Option<FrameStats> {
    let nodes: Vec<Vec<usize>> = marked.iter().map(|marked| stage.nodes_of(&marked.object)).collect();
    let outlined = marked.iter().zip(&nodes);
    let outlines: Vec<Outline> =
        outlined.map(|(marked, nodes)| Outline { nodes, srgb: marked.srgb, style: marked.style, through_walls: true }).collect();
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
    };
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
