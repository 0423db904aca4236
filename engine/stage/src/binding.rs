//! Which node each object is, and which object each node belongs to.

use curriculum::{Module, ObjectKind};
use glam::Vec3;
use ids::ObjectId;
use scene::{Extra, NodeIdx, Scene};
use std::fmt;

/// Radius of a zone whose node does not say, metres.
const ZONE_RADIUS_M: f32 = 1.2;

/// An object whose node the scene does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingNode {
    pub object: ObjectId,
    pub node: String,
}

/// The scene lacks nodes that the module needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindError(pub Vec<MissingNode>);

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the scene lacks")?;
        for (idx, missing) in self.0.iter().enumerate() {
            let comma = if idx == 0 { "" } else { "," };
            write!(f, "{comma} node `{}` of object `{}`", missing.node, missing.object)?;
        }
        Ok(())
    }
}

impl std::error::Error for BindError {}

pub(crate) struct Zone {
    pub object: ObjectId,
    pub center: Vec3,
    pub radius_m: f32,
}

impl Zone {
    pub fn holds(&self, position: Vec3) -> bool {
        (position - self.center).with_y(0.0).length() <= self.radius_m
    }
}

pub(crate) struct Binding {
    /// One for each object of the module.
    nodes: Vec<NodeIdx>,
    /// One for each node: the object (by index) that it belongs to.
    objects: Vec<Option<usize>>,
    pub zones: Vec<Zone>,
}

impl Binding {
    pub fn new(module: &Module, scene: &Scene) -> Result<Self, BindError> {
        let found: Vec<Option<NodeIdx>> = module.objects.iter().map(|object| scene.find(&object.node)).collect();
        let missing: Vec<MissingNode> = module
            .objects
            .iter()
            .zip(&found)
            .filter(|(_, node)| node.is_none())
            .map(|(object, _)| MissingNode { object: object.id.clone(), node: object.node.clone() })
            .collect();
        if !missing.is_empty() {
            return Err(BindError(missing));
        }
        let nodes: Vec<NodeIdx> = found.into_iter().flatten().collect();
        let world_from_nodes = scene.world_from_nodes();
        let zones = module
            .objects
            .iter()
            .zip(&nodes)
            .filter(|(object, _)| object.kind == ObjectKind::Zone)
            .map(|(object, node)| {
                let led_to = scene.nodes[*node].extras.get("leads_to").and_then(Extra::as_text).and_then(|name| scene.find(name));
                let node = led_to.unwrap_or(*node);
                Zone {
                    object: object.id.clone(),
                    center: world_from_nodes[node].w_axis.truncate(),
                    radius_m: number(scene, node, "zone_radius_m").unwrap_or(ZONE_RADIUS_M),
                }
            })
            .collect();
        let objects = (0..scene.nodes.len()).map(|node| owner(module, scene, &nodes, node)).collect();
        Ok(Self { nodes, objects, zones })
    }

    pub fn node(&self, module: &Module, object: &ObjectId) -> Option<NodeIdx> {
        let idx = module.objects.iter().position(|candidate| candidate.id == *object)?;
        Some(self.nodes[idx])
    }

    pub fn node_at(&self, object_idx: usize) -> NodeIdx {
        self.nodes[object_idx]
    }

    /// The object that a node belongs to, by index into the module's objects.
    pub fn object_of(&self, node: NodeIdx) -> Option<usize> {
        self.objects.get(node).copied().flatten()
    }
}

/// The nearest object at or above a node that is something (not a zone, unless one goes through the node to it).
fn owner(module: &Module, scene: &Scene, nodes: &[NodeIdx], node: NodeIdx) -> Option<usize> {
    let mut at = Some(node);
    while let Some(node) = at {
        let leads = scene.nodes[node].extras.contains_key("leads_to");
        let is_it = |idx: usize| nodes[idx] == node && (leads || module.objects[idx].kind != ObjectKind::Zone);
        let object = (0..nodes.len()).find(|idx| is_it(*idx));
        if object.is_some() {
            return object;
        }
        at = scene.nodes[node].parent;
    }
    None
}

pub(crate) fn number(scene: &Scene, node: NodeIdx, name: &str) -> Option<f32> {
    scene.nodes[node].extras.get(name).and_then(Extra::as_number).map(|number| number as f32)
}
