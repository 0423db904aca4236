//! The picture of a stage: what is outlined, whose names stand over their heads. The same for playing and for looking again.
//!
//! Start at [`draw`].

use crate::fog;
use crate::marks::Marks;
use crate::painter::Painter;
use curriculum::{Module, ObjectKind};
use egui::TextureId;
use glam::{Mat4, Vec3};
use hud::theme::Palette;
use hud::{Settings, capitalised};
use ids::ObjectId;
use render::{Cut, Frame, FrameStats, Glass, Outline, OutlineStyle, Sheet, Showing, View, WorldText};
use scene::Ray;
use session::Session;
use stage::Stage;

const NEAR_M: f32 = 0.05;
/// At the rims of what is as if of glass.
pub const GLASS_OPACITY: f32 = 0.5;
const INK: [u8; 3] = [0x14, 0x27, 0x2b];
/// Behind what is written on signs and screens.
const PAPER: [u8; 3] = [0xff, 0xfd, 0xfa];
/// Name tags, and the least of what is written on signs, which reads from 5 m off: height of a line, height over the face, and from how near to how far they are shown, metres.
const TAG_M: f32 = 0.09;
const NEAREST_TAG_M: f32 = 1.0;
/// From nearer than this, a tag stays as large to the eye, metres.
const TAG_SHRINKS_M: f32 = 2.5;
const FARTHEST_TAG_M: f32 = 6.0;

/// Colours of what points things out, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    pub target: [u8; 3],
    pub answering: [u8; 3],
    pub mistake: [u8; 3],
    pub hand: [u8; 3],
    pub cut: [u8; 3],
    pub glass: [u8; 3],
}

impl Colours {
    pub fn of(settings: &Settings) -> Self {
        let Palette { target, answering, mistake, hand, cut, glass } = Palette::of(settings);
        let [target, answering, mistake, hand, cut, glass] =
            [target, answering, mistake, hand, cut, glass].map(|colour| [colour.r(), colour.g(), colour.b()]);
        Self { target, answering, mistake, hand, cut, glass }
    }
}

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

/// A magnifying glass: the middle of what it shows, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loupe {
    pub aim: Ray,
    /// Radians, across all of it.
    pub fov_y: f32,
    pub side_px: u32,
}

/// What of a picture was drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drawn {
    /// None: nothing had to be drawn anew.
    pub stats: Option<FrameStats>,
    /// What the magnifying glass shows, if there is one.
    pub loupe: Option<TextureId>,
}

/// Draws the stage's picture if it changed, with what effects mark beside what is marked anyway. A person who is marked needs no
/// name tag.
pub fn draw(
    stage: &Stage,
    session: &Session,
    marked: &[Marked],
    painter: &mut Painter,
    size_px: [u32; 2],
    loupe: Option<Loupe>,
) -> Drawn {
    let Marks { outlined, ghosts, plumes } = Marks::of(stage, session, painter.shapes(), &painter.colours());
    let marked: Vec<Marked> = outlined.into_iter().chain(marked.iter().cloned()).collect();
    let (marked, module) = (marked.as_slice(), session.module());
    let nodes: Vec<Vec<usize>> = marked.iter().map(|marked| stage.nodes_of(&marked.object)).collect();
    let outlined = marked.iter().zip(&nodes).map(|(marked, nodes)| {
        let Marked { srgb, style, fill, through_walls, .. } = *marked;
        Outline { nodes, srgb, style, fill, through_walls }
    });
    let outlines: Vec<Outline> = outlined.collect();
    let tags = name_tags(stage, module, marked);
    // Whatever is behind it, a name is read on its own ground.
    let paper = |size_m| Some(Sheet { size_m, srgb: PAPER });
    let tags = tags.iter().map(|(text, world_from_text)| (text.as_str(), *world_from_text, paper(None)));
    let written = stage.written().into_iter().map(|(text, world_from_text, size_m)| (text, world_from_text, paper(Some(size_m))));
    let texts: Vec<WorldText> = tags
        .chain(written)
        .map(|(text, world_from_text, sheet)| WorldText { text, world_from_text, size_m: TAG_M, srgb: INK, sheet })
        .collect();
    let cut_open = stage.cuts();
    let cuts: Vec<Cut> =
        cut_open.iter().map(|cut| Cut { nodes: &cut.nodes, plane: cut.plane, srgb: painter.colours().cut }).collect();
    let of_glass = stage.glass();
    let glass =
        (!of_glass.is_empty()).then_some(Glass { nodes: &of_glass, srgb: painter.colours().glass, opacity: GLASS_OPACITY });
    let frame = Frame {
        world_from_nodes: stage.world_from_nodes(),
        visible: stage.visible(),
        view: View::perspective(stage.world_from_view(), stage.fov_y(), NEAR_M),
        outlines: &outlines,
        texts: &texts,
        plumes: &plumes,
        ghosts: &ghosts,
        dark: &stage.dark(),
        showing: Showing { cuts: &cuts, glass, fog: stage.fog().map(fog::drawn) },
    };
    painter.follow(stage.scene());
    let stats = painter.draw_scene(&frame, size_px);
    let through_glass = |loupe: Loupe| {
        let view = View::perspective(stage.view_along(loupe.aim), loupe.fov_y, NEAR_M);
        painter.draw_loupe(&Frame { view, ..frame }, loupe.side_px)
    };
    Drawn { stats, loupe: loupe.and_then(through_glass) }
}

/// The names of the people around, standing over their heads and turned to who looks.
fn name_tags(stage: &Stage, module: &Module, marked: &[Marked]) -> Vec<(String, Mat4)> {
    let (_, turn, eye) = stage.world_from_view().to_scale_rotation_translation();
    let labelled = stage.labelled();
    let people = module.objects.iter().filter(|object| object.kind == ObjectKind::Person);
    people
        .filter(|person| marked.iter().all(|marked| marked.object != person.id))
        .filter(|person| labelled.iter().all(|(object, _)| **object != person.id))
        .filter(|person| stage.shows(&person.id))
        .filter_map(|person| {
            let head = stage.over_head_of(&person.id)?;
            let away_m = head.distance(eye);
            let size = Vec3::splat((away_m / TAG_SHRINKS_M).min(1.0));
            let near = (NEAREST_TAG_M..FARTHEST_TAG_M).contains(&away_m);
            near.then(|| (capitalised(&person.name), Mat4::from_scale_rotation_translation(size, turn, head)))
        })
        .collect()
}
