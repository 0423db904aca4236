//! What to draw this time: plain borrowed data, made anew each frame by the caller. Start at [`Frame`].

use crate::{Plume, Showing};
use glam::{Mat4, Vec2, Vec3, Vec4};
use scene::NodeIdx;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One picture of one scene.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// One matrix for each node of the scene, in its order.
    pub world_from_nodes: &'a [Mat4],
    /// One flag for each node; empty means as [`scene::Node::visible`] was at upload, with whole subtrees hidden.
    pub visible: &'a [bool],
    pub view: View,
    pub outlines: &'a [Outline<'a>],
    pub texts: &'a [WorldText<'a>],
    pub plumes: &'a [Plume],
    pub ghosts: &'a [Ghost],
    /// Nodes, without their children, whose own light is out: what glows of their materials does not.
    pub dark: &'a [NodeIdx],
    pub showing: Showing<'a>,
}

impl<'a> Frame<'a> {
    /// Nothing but the scene as it was uploaded.
    pub fn of(world_from_nodes: &'a [Mat4], view: View) -> Self {
        Self {
            world_from_nodes,
            visible: &[],
            view,
            outlines: &[],
            texts: &[],
            plumes: &[],
            ghosts: &[],
            dark: &[],
            showing: Showing::default(),
        }
    }
}

/// A camera that looks along its -Z.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub world_from_view: Mat4,
    pub projection: Projection,
    /// Above 0; of parallel views 0 or above.
    pub near_m: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    /// As an eye sees, infinitely far. Vertical, in radians.
    Perspective { fov_y: f32 },
    /// As a plan is drawn: what is farther away is no smaller. It ends at `far_m`, which lies beyond the near plane.
    Orthographic { half_height_m: f32, far_m: f32 },
}

/// A line around nodes, about 3 pixels wide in a picture 720 pixels high.
#[derive(Debug, Clone, Copy)]
pub struct Outline<'a> {
    /// The nodes themselves, without their children.
    pub nodes: &'a [NodeIdx],
    pub srgb: [u8; 3],
    pub style: OutlineStyle,
    /// How much of the colour lies over the nodes themselves, 0 to 1.
    pub fill: f32,
    /// Also where something stands in front of the nodes.
    pub through_walls: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutlineStyle {
    Solid,
    Dashed,
}

/// A translucent shape among the surfaces of the scene.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ghost {
    pub shape: GhostShape,
    pub world_from_shape: Mat4,
    pub srgb: [u8; 3],
    /// Where it is in sight, and where something stands in front of it; 0 to 1.
    pub opacity: f32,
    pub opacity_behind: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GhostShape {
    /// A mesh of the shapes that the renderer was given ([`crate::Renderer::set_shapes`]).
    Mesh(usize),
    /// What the scene draws at this node, without its children. Skinned meshes have no ghosts.
    Node(NodeIdx),
}

/// One or more lines of text standing in the world, centred on the origin of its own space: x to the reader's right, y up,
/// z towards the reader. Lines are parted by `\n`. It is drawn on top of whatever lies less than a centimetre in front.
#[derive(Debug, Clone, Copy)]
pub struct WorldText<'a> {
    pub text: &'a str,
    pub world_from_text: Mat4,
    /// Height of a line in metres; with a sheet the least, which fills the sheet where there is room.
    pub size_m: f32,
    pub srgb: [u8; 3],
    /// What it stands on.
    pub sheet: Option<Sheet>,
}

/// A plain ground behind a text, which is broken into lines so that it fills it: a sign or a screen with words of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width and height in metres; larger where the text would be too small to read otherwise. None: as large as the text asks for.
    pub size_m: Option<Vec2>,
    pub srgb: [u8; 3],
}

impl Frame<'_> {
    /// Equal for two frames exactly when they draw the same picture of an unchanged scene (but for hash collisions): a caller
    /// that keeps the last key and the scene's [`crate::SceneGpu::revision`] need not draw the same picture twice.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        lanes_of(self.world_from_nodes).hash(&mut hasher);
        self.visible.hash(&mut hasher);
        hash_matrix(&self.view.world_from_view, &mut hasher);
        let projection = match self.view.projection {
            Projection::Perspective { fov_y } => [fov_y, 0.0],
            Projection::Orthographic { half_height_m, far_m } => [half_height_m, far_m],
        };
        (projection.map(f32::to_bits), self.view.near_m.to_bits()).hash(&mut hasher);
        for outline in self.outlines {
            (outline.nodes, outline.srgb, outline.style, outline.fill.to_bits(), outline.through_walls).hash(&mut hasher);
        }
        for text in self.texts {
            (text.text, text.size_m.to_bits(), text.srgb).hash(&mut hasher);
            text.sheet
                .map(|sheet| (sheet.size_m.map(|size_m| size_m.to_array().map(f32::to_bits)), sheet.srgb))
                .hash(&mut hasher);
            hash_matrix(&text.world_from_text, &mut hasher);
        }
        for plume in self.plumes {
            let numbers = [plume.spread_m, plume.age_secs, plume.lasts_secs].map(f32::to_bits);
            (plume.matter, numbers, plume.seed).hash(&mut hasher);
            hash_matrix(&plume.world_from_source, &mut hasher);
        }
        for ghost in self.ghosts {
            (ghost.shape, ghost.srgb, ghost.opacity.to_bits(), ghost.opacity_behind.to_bits()).hash(&mut hasher);
            hash_matrix(&ghost.world_from_shape, &mut hasher);
        }
        self.dark.hash(&mut hasher);
        self.showing.hash(&mut hasher);
        hasher.finish()
    }

    /// Equal for two frames of one view that differ at most in where things are and how strongly they are marked.
    pub fn arrangement_key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.visible.hash(&mut hasher);
        for outline in self.outlines {
            (outline.nodes, outline.srgb, outline.style, outline.through_walls).hash(&mut hasher);
        }
        for text in self.texts {
            (text.text, text.size_m.to_bits(), text.srgb, text.sheet.is_some()).hash(&mut hasher);
        }
        for ghost in self.ghosts {
            (ghost.shape, ghost.srgb).hash(&mut hasher);
        }
        self.dark.hash(&mut hasher);
        self.showing.hash(&mut hasher);
        hasher.finish()
    }
}

/// The eye of a parallel view is so many times half its height behind its plane: far enough that all its rays are one direction, near
/// enough for the numbers of a GPU.
const BEHIND: f32 = 1000.0;

impl View {
    pub fn perspective(world_from_view: Mat4, fov_y: f32, near_m: f32) -> Self {
        Self { world_from_view, projection: Projection::Perspective { fov_y }, near_m }
    }

    pub fn view_from_world(&self) -> Mat4 {
        self.world_from_view.inverse()
    }

    /// Right-handed, depth 1 at the near plane and 0 infinitely far away, or at the end of a parallel view.
    pub fn clip_from_view(&self, aspect: f32) -> Mat4 {
        let (x, y, z, w) = match self.projection {
            Projection::Perspective { fov_y } => {
                let f = 1.0 / (0.5 * fov_y).tan();
                (f / aspect, f, Vec4::new(0.0, 0.0, 0.0, -1.0), Vec4::new(0.0, 0.0, self.near_m, 0.0))
            }
            Projection::Orthographic { half_height_m, far_m } => {
                let f = 1.0 / half_height_m;
                let deep = 1.0 / (far_m - self.near_m);
                (f / aspect, f, Vec4::new(0.0, 0.0, deep, 0.0), Vec4::new(0.0, 0.0, far_m * deep, 1.0))
            }
        };
        Mat4::from_cols(Vec4::new(x, 0.0, 0.0, 0.0), Vec4::new(0.0, y, 0.0, 0.0), z, w)
    }

    /// From where it looks in the world, as far as light and the order of things are concerned.
    pub fn eye(&self) -> Vec3 {
        (self.world_from_view.w_axis + self.world_from_view.z_axis * self.behind_m()).truncate()
    }

    /// How far the eye is behind where the view begins.
    pub(crate) fn behind_m(&self) -> f32 {
        match self.projection {
            Projection::Perspective { .. } => 0.0,
            Projection::Orthographic { half_height_m, .. } => BEHIND * half_height_m,
        }
    }

    /// Half the picture's height at a distance of 1 m from the eye, metres.
    pub(crate) fn up_at_1_m(&self) -> f32 {
        match self.projection {
            Projection::Perspective { fov_y } => (0.5 * fov_y).tan(),
            Projection::Orthographic { .. } => 1.0 / BEHIND,
        }
    }

    /// a, b, c, d, with which what has a depth is `(a + b * depth) / (c + d * depth)` metres away along the view.
    pub(crate) fn away_from_depth(&self) -> Vec4 {
        match self.projection {
            Projection::Perspective { .. } => Vec4::new(self.near_m, 0.0, 0.0, 1.0),
            Projection::Orthographic { far_m, .. } => Vec4::new(far_m, self.near_m - far_m, 1.0, 0.0),
        }
    }
}

fn hash_matrix(matrix: &Mat4, hasher: &mut DefaultHasher) {
    bytemuck::bytes_of(matrix).hash(hasher);
}

/// Tells many matrices apart, ten times as quickly as a hasher does: each step is reversible, so that one number that differs
/// always shows.
fn lanes_of(matrices: &[Mat4]) -> [u64; 4] {
    // 2^64 over the golden ratio, odd.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [matrices.len() as u64; 4];
    for matrix in matrices {
        let words: [u64; 8] = bytemuck::cast(matrix.to_cols_array());
        for (i, word) in words.into_iter().enumerate() {
            let lane = &mut lanes[i % 4];
            *lane = (lane.rotate_left(23) ^ word).wrapping_mul(SPREAD);
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    #[test]
    fn any_number_of_any_matrix_shows_in_the_key() {
        let mut matrices = vec![Mat4::IDENTITY; 5];
        let key = |matrices: &[Mat4]| Frame::of(matrices, View::perspective(Mat4::IDENTITY, 1.0, 0.1)).key();
        let mut seen = vec![key(&matrices)];
        for i in 0..5 {
            for at in 0..16 {
                let mut numbers = Mat4::IDENTITY.to_cols_array();
                numbers[at] = -0.5;
                matrices[i] = Mat4::from_cols_array(&numbers);
                seen.push(key(&matrices));
            }
            matrices[i] = Mat4::IDENTITY;
        }
        seen.push(key(&matrices[1..]));
        assert_eq!(key(&matrices), seen[0]);
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 82);
    }

    #[test]
    fn near_plane_has_depth_one_and_the_horizon_zero() {
        let view = View::perspective(Mat4::IDENTITY, 1.0, 0.1);
        let clip_from_view = view.clip_from_view(1.5);
        assert!((clip_from_view.project_point3(Vec3::new(0.0, 0.0, -0.1)).z - 1.0).abs() < 1e-6);
        assert!(clip_from_view.project_point3(Vec3::new(0.0, 0.0, -1e6)).z < 1e-6);
    }

    #[test]
    fn a_parallel_view_keeps_sizes_and_its_depths_tell_distances() {
        let projection = Projection::Orthographic { half_height_m: 2.0, far_m: 50.0 };
        let world_from_view = Mat4::from_translation(Vec3::new(1.0, 2.0, 3.0));
        let view = View { world_from_view, projection, near_m: 1.0 };
        let clip_from_world = view.clip_from_view(1.5) * view.view_from_world();
        for away_m in [1.0_f32, 7.0, 50.0] {
            let place = clip_from_world.project_point3(Vec3::new(4.0, 4.0, 3.0 - away_m));
            assert!((place.x - 1.0).abs() < 1e-6 && (place.y - 1.0).abs() < 1e-6, "the corner of the picture, not {place}");
            let from = view.away_from_depth();
            let told_m = (from.x + from.y * place.z) / (from.z + from.w * place.z);
            assert!((told_m - away_m).abs() < 1e-4, "{away_m} m away is told as {told_m} m");
        }
        let towards = |point: Vec3| (view.eye() - point).normalize();
        assert!(towards(Vec3::new(4.0, 4.0, 0.0)).angle_between(towards(Vec3::new(-2.0, 0.0, -40.0))) < 5e-3);
    }

    #[test]
    fn key_changes_with_the_view_and_only_then() {
        let mut frame = Frame::of(&[Mat4::IDENTITY], View::perspective(Mat4::IDENTITY, 1.0, 0.1));
        let before = frame.key();
        assert_eq!(before, frame.key());
        frame.view.world_from_view.w_axis.x = 1e-3;
        assert_ne!(before, frame.key());
        frame.view.world_from_view.w_axis.x = 0.0;
        assert_eq!(before, frame.key());
        frame.view.projection = Projection::Orthographic { half_height_m: 1.0, far_m: 9.0 };
        assert_ne!(before, frame.key());
    }
}
