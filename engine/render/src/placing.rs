//! Where everything that can be drawn is this frame. Only what moved, or is lit differently, is worked out and written anew: what
//! stands still costs a comparison.
//!
//! Knows no view. Start at [`place`].

use crate::bounds::Bounds;
use crate::crowd::Crowd;
use crate::draw_list::Drawable;
use crate::lights::FrameLights;
use crate::opened::Opening;
use crate::rooms::Around;
use crate::shadow::CasterState;
use crate::skins::SkinnedNode;
use crate::uniforms::{AroundUniforms, Instance, JointUniforms, LightUniforms, NodeLights};
use crate::{Frame, Gpu, SceneGpu};
use bytemuck::{Pod, Zeroable};
use glam::Mat4;
use scene::NodeIdx;

/// The slot of what no lamp reaches.
pub(crate) const UNLIT_SLOT: usize = 0;

/// Of a drawable, as it was written last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    world_from_local: Mat4,
    n_bends: u32,
    is_dark: bool,
    cast: Cast,
    /// In the buffer of node lights; [`UNLIT_SLOT`] or its own.
    pub lights_slot: usize,
    pub around: Around,
}

impl Place {
    /// Nowhere: unlike any place that it can be put.
    pub const NONE: Self = Self {
        world_from_local: Mat4::NAN,
        n_bends: 0,
        is_dark: false,
        cast: Cast { world_from_local: Mat4::NAN, n_bends: 0, n_moves: 0 },
        lights_slot: UNLIT_SLOT,
        around: Around { room: 0, slot: 0 },
    };

    /// Binds what shines on the node, and what is around it.
    pub fn bind_light(&self, pass: &mut wgpu::RenderPass, group: u32, scene: &SceneGpu) {
        let offsets = [size_of::<NodeLights>() * self.lights_slot, size_of::<AroundUniforms>() * self.around.slot];
        pass.set_bind_group(group, &scene.buffers.lights_bind_groups[self.around.room], &offsets.map(|offset| offset as u32));
    }
}

/// Of a drawable, as the sun's shadow map last showed it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cast {
    world_from_local: Mat4,
    n_bends: u32,
    /// How often its shadow has become another one.
    n_moves: u64,
}

/// What drawables were when they were written last.
#[derive(Default)]
pub(crate) struct Placed {
    lights: Vec<LightUniforms>,
    dark: Vec<NodeIdx>,
    pub opening: Opening,
    /// By node.
    world_from_nodes: Vec<Mat4>,
    visible: Vec<bool>,
    /// Of the scene.
    revision: u64,
    /// Where they are.
    pub crowd: Crowd,
    /// By drawable.
    pub casters: Vec<CasterState>,
}

impl Placed {
    /// Nothing is written yet.
    pub fn of(n_drawables: usize) -> Self {
        Self { crowd: Crowd::of(n_drawables), casters: vec![None; n_drawables], ..Self::default() }
    }

    /// All is as it was. Compares bytes, so that what is no number is equal to itself.
    fn is_as(&self, world_from_nodes: &[Mat4], visible: &[bool], revision: u64) -> bool {
        let bytes = bytemuck::cast_slice::<Mat4, u8>;
        self.revision == revision && self.visible == visible && bytes(&self.world_from_nodes) == bytes(world_from_nodes)
    }
}

/// Writes instances, joints and lights that changed, and keeps where each caster of shadows is, and the opening. `visible`: by
/// node.
pub(crate) fn place(gpu: &Gpu, scene: &mut SceneGpu, frame: &Frame, lights: &FrameLights, opening: Opening, visible: &[bool]) {
    let world_from_nodes = frame.world_from_nodes;
    let placed = &mut scene.placed;
    let is_lit_anew = placed.lights != lights.lights || placed.dark != frame.dark || placed.opening != opening;
    if !is_lit_anew && placed.is_as(world_from_nodes, visible, scene.revision) {
        return;
    }
    if is_lit_anew {
        placed.lights.clone_from(&lights.lights);
        placed.dark = frame.dark.to_vec();
        placed.opening = opening;
        scene.order.forget();
    }
    placed.revision = scene.revision;
    placed.visible.clear();
    placed.visible.extend_from_slice(visible);
    placed.world_from_nodes.clear();
    placed.world_from_nodes.extend_from_slice(world_from_nodes);

    scene.skinned.iter_mut().for_each(|skinned| skinned.pose(world_from_nodes));
    let joints: Vec<JointUniforms> = scene.skinned.iter().map(SkinnedNode::uniforms).collect();
    gpu.queue.write_buffer(&scene.buffers.joints, 0, bytemuck::cast_slice(&joints));
    let (mut instances, mut node_lights, mut around) = (Runs::default(), Runs::default(), Runs::default());
    for (i, drawable) in scene.drawables.iter_mut().enumerate() {
        let world_from_local = world_from_nodes[drawable.node];
        let Place { world_from_local: before, n_bends, lights_slot: lit_before, around: around_before, .. } = drawable.place;
        let has_moved = drawable.skin_slot.is_some() || before != world_from_local || n_bends != drawable.n_bends;
        if has_moved {
            let skinned = drawable.skin_slot.map(|slot| &scene.skinned[slot]);
            let bounds = move_to(drawable, world_from_local, skinned, scene.shadow.projection.unseen_m());
            placed.crowd.put(i, bounds);
            instances.push(i, Instance::new(&world_from_local, 0));
            let room = scene.surroundings.room_at(bounds.center());
            drawable.place.around = Around { room, slot: drawable.own_around.unwrap_or(room) };
            if let Some(slot) = drawable.own_around {
                around.push(slot, scene.surroundings.at(bounds.center()));
            }
        }
        let cut = placed.opening.cut_of(drawable.node);
        if has_moved || is_lit_anew {
            drawable.place.is_dark = frame.dark.contains(&drawable.node);
            let mut of_node = lights.for_bounds(placed.crowd.at(i));
            of_node[0].dark = f32::from(u8::from(drawable.place.is_dark));
            of_node[0].cut = f32::from(cut);
            of_node[0].known = drawable.known(&world_from_local);
            let is_lit = of_node != NodeLights::zeroed();
            drawable.place.lights_slot = if is_lit { 1 + i } else { UNLIT_SLOT };
            if is_lit {
                node_lights.push(1 + i, of_node);
            }
        }
        if (drawable.place.lights_slot, drawable.place.around) != (lit_before, around_before) {
            scene.order.forget();
        }
        let casts = drawable.casts_shadow && visible.get(drawable.node).copied().unwrap_or(true) && cut == 0;
        placed.casters[i] = casts.then_some(drawable.place.cast.n_moves);
    }
    placed.crowd.settle();
    instances.write(gpu, &scene.buffers.instances);
    node_lights.write(gpu, &scene.buffers.lights);
    around.write(gpu, &scene.buffers.around);
}

/// Boxes around the parts of each figure that is to be seen.
pub(crate) fn figures(scene: &SceneGpu, is_visible: impl Fn(NodeIdx) -> bool) -> Vec<Vec<Bounds>> {
    let seen = scene.skinned.iter().filter(|skinned| is_visible(skinned.node));
    seen.map(|skinned| skinned.parts().collect()).collect()
}

/// The sun's shadow map shows everything where it is now.
pub(crate) fn all_cast(scene: &mut SceneGpu) {
    scene.skinned.iter_mut().for_each(SkinnedNode::is_cast);
    for Place { world_from_local, n_bends, cast, .. } in scene.drawables.iter_mut().map(|drawable| &mut drawable.place) {
        *cast = Cast { world_from_local: *world_from_local, n_bends: *n_bends, ..*cast };
    }
}

/// Where it is then. `unseen_m`: what it takes before the sun's shadow map shows a difference.
fn move_to(drawable: &mut Drawable, world_from_local: Mat4, skinned: Option<&SkinnedNode>, unseen_m: f32) -> Bounds {
    let bounds = match skinned {
        Some(skinned) => skinned.parts().fold(Bounds::EMPTY, Bounds::union),
        None => drawable.local_bounds.transformed(&world_from_local),
    };
    drawable.place.n_bends = drawable.n_bends;
    drawable.place.world_from_local = world_from_local;
    let cast = &mut drawable.place.cast;
    let moved_m = match skinned {
        Some(skinned) => skinned.moved_since_cast_m(),
        None => drawable.local_bounds.farthest_move(&cast.world_from_local, &world_from_local),
    };
    // What was never cast has moved by what is no number.
    if cast.n_bends != drawable.n_bends || moved_m.is_nan() || moved_m > unseen_m {
        cast.n_moves += 1;
    }
    bounds
}

/// Slots of a buffer that are written anew, neighbours at once.
struct Runs<T> {
    runs: Vec<(usize, Vec<T>)>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { runs: Vec::new() }
    }
}

impl<T: Pod> Runs<T> {
    /// Slots come in rising order.
    fn push(&mut self, slot: usize, value: T) {
        match self.runs.last_mut() {
            Some((first, values)) if *first + values.len() == slot => values.push(value),
            _ => self.runs.push((slot, vec![value])),
        }
    }

    fn write(&self, gpu: &Gpu, buffer: &wgpu::Buffer) {
        for (first, values) in &self.runs {
            gpu.queue.write_buffer(buffer, (first * size_of::<T>()) as u64, bytemuck::cast_slice(values));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_written_at_once() {
        let mut runs = Runs::default();
        for slot in [2, 3, 4, 7, 9, 10] {
            runs.push(slot, slot as u32);
        }
        assert_eq!(runs.runs, [(2, vec![2, 3, 4]), (7, vec![7]), (9, vec![9, 10])]);
    }

    #[test]
    fn nothing_can_be_put_where_nothing_is() {
        assert_ne!(Place::NONE.world_from_local, Place::NONE.world_from_local);
    }
}
