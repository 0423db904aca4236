//! Parts moved away from each other, so that all of them are seen.
//!
//! Does not know why they are shown so; nothing of the scene changes. Start at [`Exploded::of`].

use crate::{Aabb, NodeIdx, Scene};
use glam::{Mat4, Vec3};

/// Between parts that would touch, as a share of the whole.
const GAP: f32 = 0.06;
/// What is apart already goes so much further, as a share of how far out it lies.
const FURTHER: f32 = 0.5;
/// Middles that are nearer than this share of the whole count as the same place.
const SAME: f32 = 0.01;

/// Which parts move, and how far when they stand well apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Exploded {
    /// The top node of a part, and where to in the world, metres.
    pub parts: Vec<(NodeIdx, Vec3)>,
}

impl Exploded {
    /// The parts of a node: its children, or those of the first node below it that has more than one, each with all that hangs on
    /// it. Each goes where it lies as seen from the common middle, or with `axis` (in the node's own space) only along that.
    /// `bounds_of` is asked for the boxes of nodes with all below them.
    pub fn of(
        scene: &Scene,
        world_from_nodes: &[Mat4],
        node: NodeIdx,
        axis: Option<Vec3>,
        bounds_of: impl Fn(NodeIdx) -> Option<Aabb>,
    ) -> Self {
        let axis = axis.map(|axis| world_from_nodes[node].transform_vector3(axis).normalize_or(Vec3::Y));
        Self::among(parts_of(scene, node), axis, bounds_of)
    }

    /// The parts of a whole scene: what stands at its top, or if that is one thing, the parts of it.
    pub fn of_all(scene: &Scene, bounds_of: impl Fn(NodeIdx) -> Option<Aabb>) -> Self {
        let tops: Vec<NodeIdx> = scene.roots.iter().copied().filter(|root| bounds_of(*root).is_some()).collect();
        match tops.as_slice() {
            [only] => Self::among(parts_of(scene, *only), None, bounds_of),
            _ => Self::among(tops, None, bounds_of),
        }
    }

    /// `axis` in the world.
    fn among(parts: Vec<NodeIdx>, axis: Option<Vec3>, bounds_of: impl Fn(NodeIdx) -> Option<Aabb>) -> Self {
        let boxes: Vec<(NodeIdx, Aabb)> = parts.into_iter().filter_map(|part| Some((part, bounds_of(part)?))).collect();
        let Some(whole) = boxes.iter().map(|(_, aabb)| *aabb).reduce(|a, b| a.union(b)) else {
            return Self { parts: Vec::new() };
        };
        let ways = ways(&boxes, whole, axis);
        Self { parts: boxes.iter().zip(ways).map(|((part, _), way)| (*part, way)).collect() }
    }

    /// Moves the parts on their way: `share` is 0 together and 1 well apart.
    pub fn move_parts(&self, scene: &Scene, share: f32, world_from_nodes: &mut [Mat4]) {
        for (part, way) in &self.parts {
            for node in scene.subtree(*part) {
                world_from_nodes[node].w_axis += (*way * share).extend(0.0);
            }
        }
    }
}

/// How far each goes: the largest stays, and the others go out from it one after the other, the larger first, until they meet nothing.
fn ways(boxes: &[(NodeIdx, Aabb)], whole: Aabb, axis: Option<Vec3>) -> Vec<Vec3> {
    let reach_m = whole.size().max_element().max(1e-6);
    let shortest = [Vec3::Y, Vec3::X, Vec3::Z].into_iter().min_by(|a, b| whole.size().dot(*a).total_cmp(&whole.size().dot(*b)));
    let aside = axis.or(shortest).unwrap_or(Vec3::Y);
    let volume = |idx: usize| (boxes[idx].1.size() + SAME * reach_m).element_product();
    let away = |idx: usize| boxes[idx].1.center().distance(whole.center());
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|a, b| volume(*b).total_cmp(&volume(*a)).then(away(*a).total_cmp(&away(*b))));
    let mut ways = vec![Vec3::ZERO; boxes.len()];
    let mut taken: Vec<Aabb> = Vec::new();
    let mut side = 1.0;
    for idx in order {
        let aabb = boxes[idx].1;
        let Some(core) = taken.first() else {
            taken.push(aabb);
            continue;
        };
        let out = aabb.center() - core.center();
        let out = axis.map_or(out, |axis| axis * out.dot(axis));
        let direction = if out.length() < SAME * reach_m {
            // At the very place of the largest: they take turns on both sides of it.
            side = -side;
            aside * -side
        } else {
            out.normalize()
        };
        let way = direction * clear(aabb, direction, out.length() * FURTHER, &taken, GAP * reach_m);
        taken.push(moved(aabb, way));
        ways[idx] = way;
    }
    ways
}

/// How far a box goes along a direction, at least so far, until it is this far from all others.
fn clear(aabb: Aabb, direction: Vec3, at_least: f32, others: &[Aabb], gap: f32) -> f32 {
    let mut far = at_least;
    // Each other is left behind once.
    for _ in 0..others.len() {
        let here = moved(aabb, direction * far);
        let grown = |other: &Aabb| Aabb { min: other.min - gap, max: other.max + gap };
        let Some(other) = others.iter().map(grown).find(|other| other.overlaps(&here)) else { break };
        let out_of = |at: usize| match direction[at] {
            slope if slope > 1e-4 => (other.max[at] - here.min[at]) / slope,
            slope if slope < -1e-4 => (other.min[at] - here.max[at]) / slope,
            _ => f32::MAX,
        };
        far += (0..3).map(out_of).fold(f32::MAX, f32::min).max(0.0) + 1e-4 * (1.0 + gap);
    }
    far
}

fn moved(aabb: Aabb, by: Vec3) -> Aabb {
    Aabb { min: aabb.min + by, max: aabb.max + by }
}

/// The parts are the children of the first node that has several.
fn parts_of(scene: &Scene, node: NodeIdx) -> Vec<NodeIdx> {
    let mut at = node;
    loop {
        match scene.nodes[at].children.as_slice() {
            [only] if scene.nodes[at].mesh.is_none() => at = *only,
            several => return several.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Node, Transform};

    /// A root with parts at these middles, each a box of this half size.
    fn machine(middles: &[Vec3], half: f32) -> (Scene, Vec<Aabb>) {
        let mut scene = Scene::empty();
        scene.nodes.push(Node { children: (1..=middles.len()).collect(), ..Node::default() });
        scene.roots.push(0);
        for middle in middles {
            let transform = Transform { translation: *middle, ..Transform::IDENTITY };
            scene.nodes.push(Node { parent: Some(0), transform, ..Node::default() });
        }
        let boxes = middles.iter().map(|middle| Aabb { min: *middle - half, max: *middle + half }).collect();
        (scene, boxes)
    }

    fn exploded(middles: &[Vec3], half: f32, axis: Option<Vec3>) -> (Exploded, Scene, Vec<Aabb>) {
        let (scene, boxes) = machine(middles, half);
        let found = Exploded::of(&scene, &scene.world_from_nodes(), 0, axis, |node| boxes.get(node.checked_sub(1)?).copied());
        (found, scene, boxes)
    }

    #[test]
    fn parts_go_where_they_lie_and_no_box_meets_another_any_more() {
        let middles = [Vec3::new(-1.0, 0.0, 0.0), Vec3::ZERO, Vec3::new(1.0, 0.0, 0.0), Vec3::new(0.0, 1.0, 0.0)];
        let (found, scene, boxes) = exploded(&middles, 0.8, None);
        let mut world = scene.world_from_nodes();
        found.move_parts(&scene, 1.0, &mut world);
        for a in 0..4 {
            let moved = |idx: usize| {
                let by = world[idx + 1].w_axis.truncate() - middles[idx];
                Aabb { min: boxes[idx].min + by + 0.05, max: boxes[idx].max + by - 0.05 }
            };
            assert!((0..a).all(|b| !moved(a).overlaps(&moved(b))), "{a}");
        }
        assert!(world[1].w_axis.x < -1.0 && world[3].w_axis.x > 1.0, "outwards");
    }

    #[test]
    fn an_axis_keeps_them_in_line_and_a_share_of_none_moves_nothing() {
        let middles = [Vec3::new(0.2, 0.0, 0.0), Vec3::new(-0.1, 0.5, 0.0), Vec3::new(0.0, 1.0, 0.3)];
        let (found, scene, _) = exploded(&middles, 0.4, Some(Vec3::Y));
        assert!(found.parts.iter().all(|(_, way)| way.x.abs() < 1e-6 && way.z.abs() < 1e-6), "{found:?}");
        let mut world = scene.world_from_nodes();
        found.move_parts(&scene, 0.0, &mut world);
        assert_eq!(world, scene.world_from_nodes());
    }

    #[test]
    fn parts_at_one_place_come_apart_all_the_same_and_a_single_part_stays() {
        let (found, ..) = exploded(&[Vec3::ZERO, Vec3::ZERO, Vec3::ZERO], 0.2, None);
        let ways: Vec<Vec3> = found.parts.iter().map(|(_, way)| *way).collect();
        assert!(
            ways[0].distance(ways[1]) > 0.1 && ways[1].distance(ways[2]) > 0.1 && ways[0].distance(ways[2]) > 0.1,
            "{ways:?}"
        );
        let (alone, ..) = exploded(&[Vec3::ONE], 0.2, None);
        assert!(alone.parts.is_empty(), "one thing without parts");
    }
}
