//! A tree of boxes over triangles, in whichever space the triangles are: the nearest hit of a ray in logarithmic time.
//!
//! Built with the binned surface area heuristic (I. Wald, "On fast construction of SAH-based bounding volume hierarchies", 2007);
//! triangles are hit as in T. Möller and B. Trumbore, "Fast, minimum storage ray/triangle intersection", 1997.
//! Does not know nodes or meshes. Start at [`Bvh::hit`].

use crate::Aabb;
use crate::aabb::inverse_direction;
use glam::Vec3;

const N_BINS: usize = 12;
const LEAF_TRIANGLES: usize = 4;
/// Deeper than this the tree is split in halves, so that no arrangement of triangles makes it deeper than `STACK`.
const SAH_DEPTH: usize = 32;
/// Of fewer the best place is not looked for: it takes most of the time, and saves a ray little.
const SAH_TRIANGLES: usize = 32;
const STACK: usize = 80;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Triangle {
    pub corner: Vec3,
    pub edge1: Vec3,
    pub edge2: Vec3,
    /// Hit from behind, too.
    pub double_sided: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Bvh {
    /// Empty when there are no triangles; otherwise the root comes first.
    boxes: Vec<BoxNode>,
    triangles: Vec<Triangle>,
}

#[derive(Debug, Clone, Copy)]
struct BoxNode {
    aabb: Aabb,
    /// Leaf: first triangle. Otherwise: the first of two neighbouring children.
    first: u32,
    /// 0 marks an inner node.
    n_triangles: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TriangleHit {
    /// As a multiple of the ray's direction.
    pub t: f32,
    /// Of the triangle's front, not normalised.
    pub normal: Vec3,
}

impl Triangle {
    pub fn new([a, b, c]: [Vec3; 3], double_sided: bool) -> Self {
        Self { corner: a, edge1: b - a, edge2: c - a, double_sided }
    }

    fn corners(&self) -> [Vec3; 3] {
        [self.corner, self.corner + self.edge1, self.corner + self.edge2]
    }

    pub fn hit(&self, origin: Vec3, direction: Vec3, limit: f32) -> Option<TriangleHit> {
        self.hit_from(origin, direction, limit, self.double_sided)
    }

    fn hit_from(&self, origin: Vec3, direction: Vec3, limit: f32, any_side: bool) -> Option<TriangleHit> {
        // A little slack at the edges, so that a ray cannot slip between two neighbours.
        const SLACK: f32 = 1e-6;
        let p = direction.cross(self.edge2);
        let determinant = self.edge1.dot(p);
        let is_front = determinant > 0.0;
        if determinant == 0.0 || !(is_front || any_side) {
            return None;
        }
        let inverse = 1.0 / determinant;
        let from_corner = origin - self.corner;
        let u = from_corner.dot(p) * inverse;
        let q = from_corner.cross(self.edge1);
        let v = direction.dot(q) * inverse;
        let t = self.edge2.dot(q) * inverse;
        let inside = u >= -SLACK && v >= -SLACK && u + v <= 1.0 + SLACK;
        (inside && t >= 0.0 && t <= limit).then(|| TriangleHit { t, normal: self.edge1.cross(self.edge2) })
    }
}

impl Bvh {
    pub fn new(triangles: Vec<Triangle>) -> Self {
        let mut building = Building::new(triangles);
        building.split_all();
        building.finish()
    }

    /// The nearest triangle that the ray hits at `t` from 0 to `limit`. `direction` may have any length above 0.
    pub fn hit(&self, origin: Vec3, direction: Vec3, limit: f32) -> Option<TriangleHit> {
        self.hit_from(origin, direction, limit, false)
    }

    /// The same, where the back of a single-sided triangle is hit too.
    pub fn hit_from_any_side(&self, origin: Vec3, direction: Vec3, limit: f32) -> Option<TriangleHit> {
        self.hit_from(origin, direction, limit, true)
    }

    fn hit_from(&self, origin: Vec3, direction: Vec3, mut limit: f32, any_side: bool) -> Option<TriangleHit> {
        let inverse = inverse_direction(direction);
        let mut nearest = None;
        let mut stack = [(0_u32, 0.0_f32); STACK];
        let mut n_waiting = 0;
        if let Some(t) = self.boxes.first().and_then(|root| root.aabb.enter(origin, inverse, limit)) {
            stack[0] = (0, t);
            n_waiting = 1;
        }
        while n_waiting > 0 {
            n_waiting -= 1;
            let (box_idx, enter) = stack[n_waiting];
            if enter > limit {
                continue;
            }
            let node = &self.boxes[box_idx as usize];
            if node.n_triangles > 0 {
                for triangle in &self.triangles[node.first as usize..(node.first + node.n_triangles) as usize] {
                    if let Some(hit) = triangle.hit_from(origin, direction, limit, any_side || triangle.double_sided) {
                        limit = hit.t;
                        nearest = Some(hit);
                    }
                }
                continue;
            }
            let child = |child: u32| Some((child, self.boxes[child as usize].aabb.enter(origin, inverse, limit)?));
            let (near, far) = match (child(node.first), child(node.first + 1)) {
                (Some(a), Some(b)) if a.1 <= b.1 => (Some(a), Some(b)),
                (Some(a), Some(b)) => (Some(b), Some(a)),
                (a, b) => (a.or(b), None),
            };
            for child in [far, near].into_iter().flatten() {
                stack[n_waiting] = child;
                n_waiting += 1;
            }
        }
        nearest
    }
}

/// A tree while it grows.
struct Building {
    triangles: Vec<Triangle>,
    aabbs: Vec<Aabb>,
    centers: Vec<Vec3>,
    /// Triangles in the tree's order; leaves own ranges of it.
    order: Vec<u32>,
    boxes: Vec<BoxNode>,
}

impl Building {
    fn new(mut triangles: Vec<Triangle>) -> Self {
        // Tree and order count with u32; no scene within its importer's limits comes near.
        triangles.truncate(u32::MAX as usize / 2);
        let around = |triangle: &Triangle| {
            let [a, b, c] = triangle.corners();
            Aabb { min: a.min(b).min(c), max: a.max(b).max(c) }
        };
        let aabbs: Vec<Aabb> = triangles.iter().map(around).collect();
        let centers = aabbs.iter().map(Aabb::center).collect();
        let order = (0..triangles.len() as u32).collect();
        Self { triangles, aabbs, centers, order, boxes: Vec::new() }
    }

    fn split_all(&mut self) {
        if self.triangles.is_empty() {
            return;
        }
        self.boxes.push(self.leaf(0, self.order.len()));
        let mut waiting = vec![(0_usize, 0_usize)];
        while let Some((box_idx, depth)) = waiting.pop() {
            let BoxNode { first, n_triangles, .. } = self.boxes[box_idx];
            let (from, to) = (first as usize, (first + n_triangles) as usize);
            let Some(middle) = self.split(from, to, depth) else { continue };
            let children = self.boxes.len();
            self.boxes.push(self.leaf(from, middle));
            self.boxes.push(self.leaf(middle, to));
            self.boxes[box_idx].first = children as u32;
            self.boxes[box_idx].n_triangles = 0;
            waiting.extend([(children, depth + 1), (children + 1, depth + 1)]);
        }
    }

    fn leaf(&self, from: usize, to: usize) -> BoxNode {
        let first = self.aabbs[self.order[from] as usize];
        let aabb = self.order[from..to].iter().fold(first, |aabb, triangle| aabb.union(self.aabbs[*triangle as usize]));
        BoxNode { aabb, first: from as u32, n_triangles: (to - from) as u32 }
    }

    /// Sorts a range into two parts and says where the second begins; None: stays a leaf.
    fn split(&mut self, from: usize, to: usize, depth: usize) -> Option<usize> {
        if to - from <= LEAF_TRIANGLES {
            return None;
        }
        let sah = if depth < SAH_DEPTH && to - from > SAH_TRIANGLES { self.best_split(from, to) } else { None };
        if let Some((axis, plane)) = sah {
            let centers = &self.centers;
            let middle = from + partition(&mut self.order[from..to], |triangle| centers[triangle as usize][axis] < plane);
            if middle > from && middle < to {
                return Some(middle);
            }
        }
        // Centres that coincide, or a tree already too deep: halves along the longest side.
        let size = self.leaf(from, to).aabb.size();
        let axis = size.max_position();
        let (centers, half) = (&self.centers, (to - from) / 2);
        self.order[from..to]
            .select_nth_unstable_by(half, |a, b| centers[*a as usize][axis].total_cmp(&centers[*b as usize][axis]));
        Some(from + half)
    }

    /// The axis and plane where two boxes cost a ray least; None when all centres coincide.
    fn best_split(&self, from: usize, to: usize) -> Option<(usize, f32)> {
        let range = &self.order[from..to];
        let span = Aabb::around(range.iter().map(|triangle| self.centers[*triangle as usize]))?;
        let mut best: Option<(f32, usize, f32)> = None;
        for axis in 0..3 {
            let (start, size) = (span.min[axis], span.size()[axis]);
            if size <= 0.0 || !size.is_finite() {
                continue;
            }
            let mut bins: [(usize, Option<Aabb>); N_BINS] = [(0, None); N_BINS];
            let scale = N_BINS as f32 / size;
            for triangle in range {
                let bin = ((self.centers[*triangle as usize][axis] - start) * scale) as usize;
                let (count, aabb) = &mut bins[bin.min(N_BINS - 1)];
                *count += 1;
                *aabb = join(*aabb, Some(self.aabbs[*triangle as usize]));
            }
            let mut right_costs = [0.0; N_BINS];
            let mut right = (0, None);
            for bin in (1..N_BINS).rev() {
                right = (right.0 + bins[bin].0, join(right.1, bins[bin].1));
                right_costs[bin] = cost(right);
            }
            let mut left = (0, None);
            for bin in 1..N_BINS {
                left = (left.0 + bins[bin - 1].0, join(left.1, bins[bin - 1].1));
                let total = cost(left) + right_costs[bin];
                if best.is_none_or(|(least, ..)| total < least) {
                    best = Some((total, axis, start + bin as f32 / scale));
                }
            }
        }
        best.map(|(_, axis, plane)| (axis, plane))
    }

    fn finish(self) -> Bvh {
        let triangles = self.order.iter().map(|triangle| self.triangles[*triangle as usize]).collect();
        Bvh { boxes: self.boxes, triangles }
    }
}

fn join(a: Option<Aabb>, b: Option<Aabb>) -> Option<Aabb> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.union(b)),
        (a, b) => a.or(b),
    }
}

/// Half the surface times the number of triangles.
fn cost((count, aabb): (usize, Option<Aabb>)) -> f32 {
    let size = aabb.map_or(Vec3::ZERO, |aabb| aabb.size());
    count as f32 * (size.x * size.y + size.y * size.z + size.z * size.x)
}

/// Moves what is `left` to the front and says how many those are.
fn partition(order: &mut [u32], left: impl Fn(u32) -> bool) -> usize {
    let mut n_left = 0;
    for at in 0..order.len() {
        if left(order[at]) {
            order.swap(at, n_left);
            n_left += 1;
        }
    }
    n_left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brute(triangles: &[Triangle], origin: Vec3, direction: Vec3) -> Option<f32> {
        let ts = triangles.iter().filter_map(|triangle| triangle.hit(origin, direction, f32::MAX)).map(|hit| hit.t);
        ts.min_by(f32::total_cmp)
    }

    fn point() -> impl Strategy<Value = Vec3> {
        (-3.0_f32..3.0, -3.0_f32..3.0, -3.0_f32..3.0).prop_map(|(x, y, z)| Vec3::new(x, y, z))
    }

    proptest! {
        #[test]
        fn tree_agrees_with_looking_at_every_triangle(
            corners in proptest::collection::vec((point(), point(), point(), any::<bool>()), 0..200),
            origin in point(),
            direction in point(),
        ) {
            prop_assume!(direction.length() > 0.01);
            let triangles: Vec<Triangle> = corners.iter().map(|(a, b, c, both)| Triangle::new([*a, *b, *c], *both)).collect();
            let hit = Bvh::new(triangles.clone()).hit(origin, direction, f32::MAX).map(|hit| hit.t);
            prop_assert_eq!(hit, brute(&triangles, origin, direction));
        }
    }

    #[test]
    fn coinciding_and_flat_triangles_do_not_make_the_tree_deep() {
        let same = Triangle::new([Vec3::ZERO, Vec3::X, Vec3::Y], true);
        let point = Triangle::new([Vec3::ONE; 3], true);
        let mut triangles = vec![same; 5000];
        triangles.extend(vec![point; 5000]);
        // Exponentially growing distances defeat every even binning.
        triangles
            .extend((0..120).map(|at| Triangle::new([Vec3::X, Vec3::Y, Vec3::Z].map(|corner| corner * 1.9_f32.powi(at)), true)));
        let bvh = Bvh::new(triangles);
        assert!(bvh.hit(Vec3::new(0.2, 0.2, 1.0), Vec3::NEG_Z, 10.0).is_some());
        assert!(bvh.hit(Vec3::new(0.2, 0.2, 1.0), Vec3::Z, 0.1).is_none());
        assert!(Bvh::new(Vec::new()).hit(Vec3::ZERO, Vec3::X, 1.0).is_none());
    }

    #[test]
    fn back_faces_answer_only_where_double_sided() {
        let hit = |double_sided| {
            let bvh = Bvh::new(vec![Triangle::new([Vec3::ZERO, Vec3::Y, Vec3::X], double_sided)]);
            bvh.hit(Vec3::new(0.2, 0.2, 1.0), Vec3::NEG_Z, 10.0).is_some()
        };
        assert!(!hit(false) && hit(true));
    }
}
