//! A file cut open, taken apart or as if of glass, as its viewer was asked. Start at [`Opened::of`].

use crate::picture::{Colours, GLASS_OPACITY};
use glam::{Mat4, Vec3, Vec4};
use hud::{CutFrom, Inside};
use render::{Cut, Glass};
use scene::{Exploded, NodeIdx, Picker, Scene};

pub struct Opened {
    nodes: Vec<NodeIdx>,
    plane: Option<Vec4>,
    is_glass: bool,
}

impl Opened {
    /// Moves parts apart and finds where the cut goes.
    pub fn of(inside: Inside, picker: &Picker, scene: &Scene, world_from_nodes: &mut [Mat4]) -> Self {
        if inside.apart_percent > 0 {
            let apart = Exploded::of_all(scene, |node| picker.bounds_of(scene, world_from_nodes, node));
            apart.move_parts(scene, inside.apart_percent as f32 / 100.0, world_from_nodes);
        }
        let all =
            scene.roots.iter().filter_map(|root| picker.bounds_of(scene, world_from_nodes, *root)).reduce(|a, b| a.union(b));
        let plane = inside.cut.zip(all).map(|(from, all)| {
            let towards = match from {
                CutFrom::Front => Vec3::Z,
                CutFrom::Right => Vec3::X,
                CutFrom::Top => Vec3::Y,
            };
            let left = 1.0 - inside.cut_percent as f32 / 100.0;
            let at = all.min.dot(towards) + all.size().dot(towards) * left;
            towards.extend(-at)
        });
        let nodes = (0..scene.nodes.len()).filter(|node| scene.nodes[*node].mesh.is_some()).collect();
        Self { nodes, plane: plane.filter(|_| inside.cut_percent > 0), is_glass: inside.is_glass }
    }

    pub fn cuts(&self, colours: &Colours) -> Vec<Cut<'_>> {
        self.plane.map(|plane| Cut { nodes: &self.nodes, plane, srgb: colours.cut }).into_iter().collect()
    }

    pub fn glass(&self, colours: &Colours) -> Option<Glass<'_>> {
        self.is_glass.then_some(Glass { nodes: &self.nodes, srgb: colours.glass, opacity: GLASS_OPACITY })
    }
}
