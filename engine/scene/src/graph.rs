//! Questions about the forest of nodes: names, subtrees, world transforms, who is visible.
//!
//! Does not know what is drawn or picked. Start at [`Scene::world_from_nodes`].

use crate::{NodeIdx, Scene, Transform};
use glam::Mat4;

impl Scene {
    /// A scene without anything in it.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The first node of this name. Names are exact; importers keep an artist's duplicates, so the first one wins.
    pub fn find(&self, name: &str) -> Option<NodeIdx> {
        self.nodes.iter().position(|node| node.name == name)
    }

    /// Index of the first animation of this name.
    pub fn find_animation(&self, name: &str) -> Option<usize> {
        self.animations.iter().position(|animation| animation.name == name)
    }

    /// The node and everything below it, parents before children.
    pub fn subtree(&self, node: NodeIdx) -> Vec<NodeIdx> {
        let mut found = Vec::new();
        self.walk_down(&[node], |idx, _| {
            found.push(idx);
            true
        });
        found
    }

    /// The part of a node that words and pictures stand on: the first below it that is called a screen, a sign or a display, or else the
    /// node itself.
    pub fn face_of(&self, node: NodeIdx) -> NodeIdx {
        let is_face = |idx: &NodeIdx| {
            let name = self.nodes[*idx].name.to_lowercase();
            self.nodes[*idx].mesh.is_some() && ["screen", "sign", "display"].iter().any(|word| name.contains(word))
        };
        self.subtree(node).into_iter().find(is_face).unwrap_or(node)
    }

    /// True if `node` is `ancestor` or stands somewhere below it.
    pub fn is_within(&self, node: NodeIdx, ancestor: NodeIdx) -> bool {
        let mut at = Some(node);
        while let Some(idx) = at {
            if idx == ancestor {
                return true;
            }
            at = self.nodes[idx].parent;
        }
        false
    }

    /// The node's own transform after all its parents'.
    pub fn world_from_node(&self, node: NodeIdx) -> Mat4 {
        let mut world_from_local = self.nodes[node].transform.parent_from_local();
        let mut at = self.nodes[node].parent;
        while let Some(parent) = at {
            world_from_local = self.nodes[parent].transform.parent_from_local() * world_from_local;
            at = self.nodes[parent].parent;
        }
        world_from_local
    }

    /// One matrix for each node, by index.
    pub fn world_from_nodes(&self) -> Vec<Mat4> {
        let mut world_from_nodes = Vec::new();
        self.world_from_nodes_into(&mut world_from_nodes);
        world_from_nodes
    }

    /// As [`Self::world_from_nodes`], into a buffer that is used again every frame.
    pub fn world_from_nodes_into(&self, world_from_nodes: &mut Vec<Mat4>) {
        world_from_nodes.clear();
        world_from_nodes.resize(self.nodes.len(), Mat4::IDENTITY);
        self.walk_down(&self.roots, |idx, parent| {
            let parent_from_local = self.nodes[idx].transform.parent_from_local();
            world_from_nodes[idx] = match parent {
                Some(parent) => world_from_nodes[parent] * parent_from_local,
                None => parent_from_local,
            };
            true
        });
    }

    /// For each node, whether it and all its parents are visible.
    pub fn visible_nodes(&self) -> Vec<bool> {
        let mut visible = vec![false; self.nodes.len()];
        self.walk_down(&self.roots, |idx, _| {
            visible[idx] = self.nodes[idx].visible;
            visible[idx]
        });
        visible
    }

    /// Visits `from` and what is below, parents before children, siblings in order. `visit` gets the node and its parent, and
    /// answers whether to go on below it.
    pub(crate) fn walk_down(&self, from: &[NodeIdx], mut visit: impl FnMut(NodeIdx, Option<NodeIdx>) -> bool) {
        let mut waiting: Vec<NodeIdx> = from.iter().rev().copied().collect();
        while let Some(idx) = waiting.pop() {
            if visit(idx, self.nodes[idx].parent) {
                waiting.extend(self.nodes[idx].children.iter().rev());
            }
        }
    }
}

impl Default for Transform {
    fn default() -> Self {
        Self::IDENTITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;
    use glam::Vec3;

    /// `room > table > cup`, with the child stored before its parent.
    fn scene() -> Scene {
        let node = |name: &str, parent, children: &[usize], x| Node {
            name: name.into(),
            parent,
            children: children.to_vec(),
            transform: Transform { translation: Vec3::new(x, 0.0, 0.0), ..Transform::IDENTITY },
            ..Node::default()
        };
        let nodes = vec![
            node("cup", Some(1), &[], 1.0),
            node("table", Some(2), &[0], 10.0),
            node("room", None, &[1, 3], 100.0),
            node("lamp", Some(2), &[], 5.0),
        ];
        Scene { nodes, roots: vec![2], ..Scene::empty() }
    }

    #[test]
    fn world_transforms_follow_parents_stored_in_any_order() {
        let scene = scene();
        let world_from_nodes = scene.world_from_nodes();
        let xs: Vec<f32> = world_from_nodes.iter().map(|world_from_node| world_from_node.w_axis.x).collect();
        assert_eq!(xs, [111.0, 110.0, 100.0, 105.0]);
        assert_eq!(scene.world_from_node(0), world_from_nodes[0]);
    }

    #[test]
    fn hiding_a_parent_hides_everything_below() {
        let mut scene = scene();
        scene.nodes[1].visible = false;
        assert_eq!(scene.visible_nodes(), [false, false, true, true]);
    }

    #[test]
    fn subtree_lists_parents_first() {
        let scene = scene();
        assert_eq!(scene.subtree(2), [2, 1, 0, 3]);
        assert_eq!(scene.subtree(3), [3]);
        assert!(scene.is_within(0, 2) && !scene.is_within(3, 1));
        assert_eq!(scene.find("cup"), Some(0));
        assert_eq!(scene.find("Cup"), None);
    }
}
