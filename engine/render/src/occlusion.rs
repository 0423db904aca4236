//! What stands before what, found on the CPU in a small depth picture: which things a view cannot see, and which triangles the sun
//! never reaches. Errs only towards "visible".
//!
//! A software GPU shades hidden pixels too when it multisamples, so that each hidden room costs as much as the visible one.

use crate::bounds::Bounds;
use crate::draw_list::world_from_node;
use glam::{Mat4, Vec2, Vec3, Vec3Swizzles};
use scene::{AlphaMode, NodeIdx, Scene, Topology};
use std::collections::HashMap;
use std::ops::{Deref, Range};

/// Smaller triangles are not worth drawing.
const OCCLUDER_AREA_MIN_M2: f32 = 0.004;
/// Of all that are large enough, how many are drawn: the largest. They are gone through in every frame.
const N_OCCLUDERS_MAX: usize = 6_000;
/// Nodes with no more triangles than this are looked at triangle by triangle...
const N_FEW_MAX: usize = 200;
/// ...if they are as large as this; the box around a small thing says enough.
const FEW_RADIUS_MIN_M: f32 = 1.0;
/// And of those as many as have so many triangles together, the largest first.
const N_FEW_TRIANGLES_MAX: usize = 12_000;
/// What takes no more than this share of the view is drawn wholly if anything of it is seen: cutting it saves less than it costs.
const SMALL_SHARE: f32 = 0.01;
/// What is less far from the eye is cut off or counts as seen.
const NEAR_W: f32 = 0.01;
/// Texels of a view's picture.
const VIEW_SIZE: [usize; 2] = [256, 144];

/// Nearest depths, in normalised device coordinates where larger is nearer; 0 where nothing is.
pub(crate) struct DepthPicture {
    width: usize,
    height: usize,
    depths: Vec<f32>,
    clip_from_world: Mat4,
}

impl DepthPicture {
    /// `clip_from_world` with a reversed depth, 1 near and 0 far.
    pub fn new(width: usize, height: usize, clip_from_world: Mat4) -> Self {
        Self { width, height, depths: vec![0.0; width * height], clip_from_world }
    }

    /// Draws what of a triangle lies before the eye, unless it shows its back and has none.
    pub fn draw(&mut self, corners: [Vec3; 3], has_back: bool) {
        let places = &*self.on_picture(corners);
        for i in 2..places.len() {
            self.fill([places[0], places[i - 1], places[i]], has_back);
        }
    }

    fn fill(&mut self, [a, b, c]: [Vec3; 3], has_back: bool) {
        // Rows run down, so that what winds counter-clockwise has a negative area here.
        let area = (b - a).xy().perp_dot((c - a).xy());
        if area.abs() < 1e-6 || (area > 0.0 && !has_back) {
            return;
        }
        let low = a.min(b).min(c).xy().max(Vec2::ZERO);
        let high = a.max(b).max(c).xy().min(Vec2::new(self.width as f32, self.height as f32));
        let slope = plane_slope(&[a, b, c]).unwrap_or(Vec2::ZERO);
        let first_row = (low.y - 0.5).ceil().max(0.0) as usize;
        for y in first_row..self.height.min((high.y + 0.5).floor().max(0.0) as usize) {
            let centre_y = y as f32 + 0.5;
            let Some((left, right)) = span([a, b, c], centre_y) else { continue };
            let (first, end) = ((left - 0.5).ceil().max(0.0) as usize, (right + 0.5).floor().max(0.0) as usize);
            let row = &mut self.depths[y * self.width..(y + 1) * self.width];
            let mut depth = a.z + (first as f32 + 0.5 - a.x) * slope.x + (centre_y - a.y) * slope.y;
            for texel in row.iter_mut().take(end).skip(first) {
                *texel = texel.max(depth);
                depth += slope.x;
            }
        }
    }

    /// Takes the farthest of all neighbours, so that what is left covers its pixels wholly.
    pub fn eroded(mut self) -> Self {
        let (width, height) = (self.width, self.height);
        let mut rows = self.depths.clone();
        for y in 0..height {
            for x in 0..width {
                let row = &self.depths[y * width..(y + 1) * width];
                rows[y * width + x] = row[x.saturating_sub(1)].min(row[x]).min(row[(x + 1).min(width - 1)]);
            }
        }
        for y in 0..height {
            for x in 0..width {
                let at = |y: usize| rows[y * width + x];
                self.depths[y * width + x] = at(y.saturating_sub(1)).min(at(y)).min(at((y + 1).min(height - 1)));
            }
        }
        self
    }

    /// Where something of a box may be seen; None when all of it is hidden.
    pub fn window_on_box(&self, bounds: &Bounds) -> Option<Window> {
        let mut low = Vec3::INFINITY;
        let mut high = Vec3::NEG_INFINITY;
        for corner in bounds.corners() {
            let clip = self.clip_from_world * corner.extend(1.0);
            if clip.w < NEAR_W {
                return Some(Window::ALL);
            }
            let place = self.place(clip.truncate() / clip.w);
            low = low.min(place);
            high = high.max(place);
        }
        let is_small = (high - low).xy().element_product() < (self.width * self.height) as f32 * SMALL_SHARE;
        let mut window = None;
        for y in self.rows(low.y - 1.0, high.y + 1.0) {
            let columns = self.columns(low.x - 1.0, high.x + 1.0);
            let row = &self.depths[y * self.width..(y + 1) * self.width];
            let mut seen = columns.filter(|x| row[*x] <= high.z);
            if is_small && seen.next().is_some() {
                return Some(Window::ALL);
            }
            if let Some(first) = seen.next() {
                self.widen(&mut window, first, seen.next_back().unwrap_or(first), y);
            }
        }
        window
    }

    /// Where something of a triangle may be seen.
    pub fn window_on_triangle(&self, corners: [Vec3; 3], has_back: bool) -> Option<Window> {
        let places = &*self.on_picture(corners);
        let first = *places.first()?;
        // Winding as in `fill`.
        let area: f32 = (2..places.len()).map(|i| (places[i - 1] - first).xy().perp_dot((places[i] - first).xy())).sum();
        if area > 0.0 && !has_back {
            return None;
        }
        let (low, high) = places.iter().fold((first, first), |(low, high), place| (low.min(*place), high.max(*place)));
        let slope = plane_slope(places).unwrap_or(Vec2::ZERO);
        // Nearest depth anywhere in a texel and its neighbours.
        let nearer = 2.0 * (slope.x.abs() + slope.y.abs()) + 1e-6;
        let mut window = None;
        for y in self.rows(low.y - 1.0, high.y + 1.0) {
            let Some((left, right)) = spread(places, y as f32 - 1.0, y as f32 + 2.0) else { continue };
            let row = &self.depths[y * self.width..(y + 1) * self.width];
            let depth_at = |x: usize| first.z + (x as f32 + 0.5 - first.x) * slope.x + (y as f32 + 0.5 - first.y) * slope.y;
            let mut seen = self.columns(left - 1.0, right + 1.0).filter(|x| row[*x] <= (depth_at(*x) + nearer).min(high.z));
            if let Some(first) = seen.next() {
                self.widen(&mut window, first, seen.next_back().unwrap_or(first), y);
            }
        }
        window
    }

    /// Whether all of a box lies behind what was drawn. Boxes that reach behind the eye never do.
    pub fn hides(&self, bounds: &Bounds) -> bool {
        self.window_on_box(bounds).is_none()
    }

    fn rows(&self, low: f32, high: f32) -> Range<usize> {
        low.max(0.0) as usize..(high.ceil().max(0.0) as usize).min(self.height)
    }

    fn columns(&self, low: f32, high: f32) -> Range<usize> {
        low.max(0.0) as usize..(high.ceil().max(0.0) as usize).min(self.width)
    }

    /// Takes texels of a row in, with a margin of one.
    fn widen(&self, window: &mut Option<Window>, first: usize, last: usize, y: usize) {
        let (width, height) = (self.width as f32, self.height as f32);
        let row = Window {
            left: (first as f32 - 1.0) / width,
            right: (last as f32 + 2.0) / width,
            top: (y as f32 - 1.0) / height,
            bottom: (y as f32 + 2.0) / height,
        };
        *window = Some(window.map_or(row, |window| window.union(row)));
    }

    /// What of a triangle lies before the eye: nothing, or three or four corners.
    fn on_picture(&self, corners: [Vec3; 3]) -> Places {
        let clips = corners.map(|corner| self.clip_from_world * corner.extend(1.0));
        let mut places = Places::default();
        for (from, to) in [(0, 1), (1, 2), (2, 0)].map(|(from, to)| (clips[from], clips[to])) {
            if from.w >= NEAR_W {
                places.push(self.place(from.truncate() / from.w));
            }
            if (from.w >= NEAR_W) != (to.w >= NEAR_W) {
                let at = from.lerp(to, (NEAR_W - from.w) / (to.w - from.w));
                places.push(self.place(at.truncate() / at.w));
            }
        }
        places
    }

    fn place(&self, ndc: Vec3) -> Vec3 {
        Vec3::new((ndc.x * 0.5 + 0.5) * self.width as f32, (0.5 - ndc.y * 0.5) * self.height as f32, ndc.z)
    }
}

/// Corners of what of a triangle lies before the eye: at most four.
#[derive(Default)]
struct Places {
    corners: [Vec3; 4],
    n_corners: usize,
}

impl Places {
    fn push(&mut self, corner: Vec3) {
        self.corners[self.n_corners] = corner;
        self.n_corners += 1;
    }
}

impl Deref for Places {
    type Target = [Vec3];

    fn deref(&self) -> &[Vec3] {
        &self.corners[..self.n_corners]
    }
}

/// A rectangle of the view, in shares of its width and height from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Window {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Window {
    pub const ALL: Self = Self { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };

    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Left, top, width, height; at least one pixel.
    pub fn pixels(self, size_px: [u32; 2]) -> [u32; 4] {
        let cut = |low: f32, high: f32, size: u32| {
            let first = ((low * size as f32).floor().max(0.0) as u32).min(size - 1);
            let end = ((high * size as f32).ceil().max(0.0) as u32).clamp(first + 1, size);
            (first, end - first)
        };
        let (left, width) = cut(self.left, self.right, size_px[0]);
        let (top, height) = cut(self.top, self.bottom, size_px[1]);
        [left, top, width, height]
    }
}

/// Large opaque triangles: walls, floors, doors.
pub(crate) struct Occluders {
    occluders: Vec<(NodeIdx, Triangle)>,
    /// All triangles of large nodes that have but few, for which a box says too little: skies, grounds, walls.
    few: HashMap<NodeIdx, Vec<Triangle>>,
}

#[derive(Clone, Copy)]
struct Triangle {
    /// In the node's space.
    corners: [Vec3; 3],
    has_back: bool,
}

/// What hides things in one view.
pub(crate) struct Sight<'a> {
    occluders: &'a Occluders,
    picture: DepthPicture,
}

impl Sight<'_> {
    /// Where something of a node may be seen.
    pub fn window_on(&self, node: NodeIdx, world_from_local: &Mat4, world_bounds: &Bounds) -> Option<Window> {
        let Some(triangles) = self.occluders.few.get(&node) else { return self.picture.window_on_box(world_bounds) };
        let window_on =
            |triangle: &Triangle| self.picture.window_on_triangle(triangle.placed(world_from_local), triangle.has_back);
        triangles.iter().filter_map(window_on).reduce(Window::union)
    }
}

impl Triangle {
    fn placed(&self, world_from_local: &Mat4) -> [Vec3; 3] {
        self.corners.map(|corner| world_from_local.transform_point3(corner))
    }
}

impl Occluders {
    pub fn of(scene: &Scene) -> Self {
        let (mut large, mut few) = (Vec::new(), Vec::new());
        for (node, data) in scene.nodes.iter().enumerate() {
            let Some(mesh) = data.mesh.filter(|_| data.skin.is_none()) else { continue };
            let is_stiff = scene.meshes[mesh].n_morph_targets() == 0;
            let is_solid = |primitive: &scene::Primitive| primitive.topology == Topology::Triangles;
            if !is_stiff || !scene.meshes[mesh].primitives.iter().all(is_solid) {
                continue;
            }
            let world_from_local = world_from_node(scene, node);
            if world_from_local.determinant() < 0.0 {
                continue;
            }
            let primitives = &scene.meshes[mesh].primitives;
            let is_few = primitives.iter().map(|primitive| primitive.triangles().len()).sum::<usize>() <= N_FEW_MAX;
            let mut bounds = Bounds::EMPTY;
            let mut triangles = Vec::new();
            for primitive in primitives {
                let material = primitive.material.map(|material| &scene.materials[material]);
                let is_opaque = material.is_none_or(|material| material.alpha_mode == AlphaMode::Opaque);
                let has_back = material.is_some_and(|material| material.double_sided);
                for t in primitive.triangles() {
                    let corners = t.map(|i| primitive.vertices.positions[i as usize]);
                    let triangle = Triangle { corners, has_back };
                    let [a, b, c] = triangle.placed(&world_from_local);
                    let area_m2 = 0.5 * (b - a).cross(c - a).length();
                    if is_opaque && area_m2 > OCCLUDER_AREA_MIN_M2 {
                        large.push((area_m2, node, triangle));
                        if large.len() == 2 * N_OCCLUDERS_MAX {
                            keep_largest(&mut large);
                        }
                    }
                    if is_few {
                        bounds = bounds.with(a).with(b).with(c);
                        triangles.push(triangle);
                    }
                }
            }
            if is_few && bounds.radius() >= FEW_RADIUS_MIN_M {
                few.push((bounds.radius(), node, triangles));
            }
        }
        keep_largest(&mut large);
        // In the order of the nodes, whatever their size.
        large.sort_by_key(|(_, node, _)| *node);
        few.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut n_triangles = 0;
        let fits = |(_, _, triangles): &(f32, NodeIdx, Vec<Triangle>)| {
            n_triangles += triangles.len();
            n_triangles <= N_FEW_TRIANGLES_MAX
        };
        let few = few.into_iter().take_while(fits).map(|(_, node, triangles)| (node, triangles)).collect();
        Self { occluders: large.into_iter().map(|(_, node, triangle)| (node, triangle)).collect(), few }
    }

    /// What a view can see past them.
    pub fn seen_from(&self, clip_from_world: Mat4, world_from_nodes: &[Mat4], is_visible: impl Fn(NodeIdx) -> bool) -> Sight<'_> {
        let mut picture = DepthPicture::new(VIEW_SIZE[0], VIEW_SIZE[1], clip_from_world);
        for (node, triangle) in self.occluders.iter().filter(|(node, _)| is_visible(*node)) {
            picture.draw(triangle.placed(&world_from_nodes[*node]), triangle.has_back);
        }
        Sight { occluders: self, picture: picture.eroded() }
    }
}

fn keep_largest(triangles: &mut Vec<(f32, NodeIdx, Triangle)>) {
    if triangles.len() > N_OCCLUDERS_MAX {
        triangles.select_nth_unstable_by(N_OCCLUDERS_MAX, |a, b| b.0.total_cmp(&a.0));
        triangles.truncate(N_OCCLUDERS_MAX);
    }
}

/// By how much depth grows along x and y.
fn plane_slope(places: &[Vec3]) -> Option<Vec2> {
    let (a, b) = (places.get(1)? - places[0], places.get(2)? - places[0]);
    let area = a.xy().perp_dot(b.xy());
    let slope = Vec2::new(a.z * b.y - b.z * a.y, b.z * a.x - a.z * b.x) / area;
    slope.is_finite().then_some(slope)
}

/// Leftmost and rightmost of a convex polygon between two rows.
fn spread(places: &[Vec3], top: f32, bottom: f32) -> Option<(f32, f32)> {
    let mut out: Option<(f32, f32)> = None;
    for (i, from) in places.iter().enumerate() {
        let to = places[(i + 1) % places.len()];
        let (upper, lower) = if from.y < to.y { (*from, to) } else { (to, *from) };
        if lower.y < top || upper.y > bottom {
            continue;
        }
        for y in [upper.y.max(top), lower.y.min(bottom)] {
            let share = if lower.y > upper.y { (y - upper.y) / (lower.y - upper.y) } else { 0.0 };
            let ends = if lower.y > upper.y { [upper.x + (lower.x - upper.x) * share; 2] } else { [upper.x, lower.x] };
            for x in ends {
                out = Some(out.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
            }
        }
    }
    out
}

/// Where a row crosses a triangle.
fn span(corners: [Vec3; 3], y: f32) -> Option<(f32, f32)> {
    let mut out: Option<(f32, f32)> = None;
    for (from, to) in [(0, 1), (1, 2), (2, 0)].map(|(from, to)| (corners[from], corners[to])) {
        if (from.y <= y) != (to.y <= y) {
            let x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
            out = Some(out.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::View;

    fn looking_forward() -> DepthPicture {
        let view = View::perspective(Mat4::IDENTITY, 1.2, 0.1);
        let mut picture = DepthPicture::new(64, 64, view.clip_from_view(1.0));
        // A wall 3 m away, from -1 to 1.
        let corner = |x: f32, y: f32| Vec3::new(x, y, -3.0);
        picture.draw([corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0)], false);
        picture.draw([corner(-1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)], false);
        picture.eroded()
    }

    fn cube(center: Vec3) -> Bounds {
        Bounds { min: center - 0.2, max: center + 0.2 }
    }

    #[test]
    fn things_behind_a_wall_are_hidden() {
        let picture = looking_forward();
        assert!(picture.hides(&cube(Vec3::new(0.0, 0.0, -5.0))));
        assert!(picture.hides(&cube(Vec3::new(0.5, -0.5, -5.0))));
    }

    #[test]
    fn a_wall_seen_from_its_missing_back_hides_nothing() {
        let view = View::perspective(Mat4::IDENTITY, 1.2, 0.1);
        let wall = [Vec3::new(-9.0, -9.0, -3.0), Vec3::new(0.0, 9.0, -3.0), Vec3::new(9.0, -9.0, -3.0)];
        let drawn = |has_back| {
            let mut picture = DepthPicture::new(64, 64, view.clip_from_view(1.0));
            picture.draw(wall, has_back);
            picture.hides(&cube(Vec3::new(0.0, 0.0, -5.0)))
        };
        assert!(drawn(true));
        assert!(!drawn(false));
    }

    #[test]
    fn things_before_or_beside_a_wall_are_seen() {
        let picture = looking_forward();
        assert!(!picture.hides(&cube(Vec3::new(0.0, 0.0, -2.0))));
        assert!(!picture.hides(&cube(Vec3::new(1.6, 0.0, -5.0))), "it peeps out at the edge");
        assert!(!picture.hides(&cube(Vec3::ZERO)), "the eye is in it");
        assert!(!picture.hides(&cube(Vec3::new(0.0, 0.0, -3.0))), "it stands in the wall");
    }
}
