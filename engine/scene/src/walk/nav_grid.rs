//! The way over the floor: free cells, A* over them (P. Hart, N. Nilsson, B. Raphael, 1968), and its corners pulled straight.
//!
//! A picture of the colliders at one moment: after a door opened or closed, build it again. Start at [`NavGrid::path`].

use super::colliders::height_at;
use super::outline::Outline;
use super::{Colliders, Person};
use glam::{IVec2, Vec2, Vec3, Vec3Swizzles};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const CELL_M: f32 = 0.1;
/// Kept free beside a person, so that who follows the path never rubs along a corner.
const MARGIN_M: f32 = 0.02;
const MAX_CELLS: f32 = 1_000_000.0;
/// Smaller islands are the insides of furniture, not places.
const SMALLEST_REGION_M2: f32 = 0.5;

const STRAIGHT: u32 = 10;
const DIAGONAL: u32 = 14;
const NEIGHBOURS: [(i32, i32); 8] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];

/// Where a person can stand, in cells of about 0.1 m.
#[derive(Debug, Clone, Default)]
pub struct NavGrid {
    /// World x and z of the first cell's corner.
    corner: Vec2,
    cell_m: f32,
    width: i32,
    height: i32,
    /// By cell.
    floor_y: Vec<f32>,
    /// By cell: which cells can be reached from one another. 0: nobody can stand here.
    region: Vec<u32>,
}

impl NavGrid {
    pub fn new(colliders: &Colliders) -> Self {
        let Some(extent) = colliders.extent() else { return Self::default() };
        let size = extent.size().xz();
        let cell_m = CELL_M.max((size.x * size.y / MAX_CELLS).sqrt());
        let [width, height] = [size.x, size.y].map(|side| ((side / cell_m).ceil() as i32).clamp(1, MAX_CELLS as i32));
        let n_cells = width as usize * height as usize;
        let mut grid = Self {
            corner: extent.min.xz(),
            cell_m,
            width,
            height,
            floor_y: vec![extent.min.y; n_cells],
            region: vec![0; n_cells],
        };
        let mut free = grid.find_floor(colliders);
        grid.block_walls(colliders, &mut free);
        grid.find_regions(&free);
        grid
    }

    /// Points from `from` to `to` around everything that is in the way, both included; straight between two points a person fits. An
    /// end where nobody can stand is replaced by the nearest place where somebody can. None: there is no way, or no place at all.
    pub fn path(&self, from: Vec3, to: Vec3) -> Option<Vec<Vec3>> {
        let start = self.nearest_cell(from, |_| true)?;
        let goal = self.nearest_cell(to, |_| true)?;
        if self.region[start] != self.region[goal] {
            return None;
        }
        let mut points: Vec<Vec3> = self.straightened(&self.search(start, goal)?).iter().map(|cell| self.center(*cell)).collect();
        // Cells are coarse: put the exact ends back where somebody can stand there.
        if self.cell_at(to) == Some(goal)
            && let Some(last) = points.last_mut()
        {
            *last = to.with_y(self.floor_y[goal]);
        }
        if points.len() > 1 && self.cell_at(from) == Some(start) {
            points[0] = from.with_y(self.floor_y[start]);
        } else {
            points.insert(0, from);
        }
        Some(points)
    }

    /// The place nearest to a point where a person can stand; None when there is none at all.
    pub fn nearest_free(&self, point: Vec3) -> Option<Vec3> {
        self.nearest_cell(point, |_| true).map(|cell| self.standing_at(cell, point))
    }

    /// The place nearest to `point` to which there is a way from `from`.
    pub fn nearest_reachable(&self, from: Vec3, point: Vec3) -> Option<Vec3> {
        let region = self.region[self.nearest_cell(from, |_| true)?];
        self.nearest_cell(point, |cell| self.region[cell] == region).map(|cell| self.standing_at(cell, point))
    }

    /// True if a person can stand here.
    pub fn is_free(&self, point: Vec3) -> bool {
        self.cell_at(point).is_some_and(|cell| self.region[cell] != 0)
    }

    fn find_floor(&mut self, colliders: &Colliders) -> Vec<bool> {
        let n_cells = self.floor_y.len();
        if !colliders.has_floor() {
            return vec![true; n_cells];
        }
        let mut free = vec![false; n_cells];
        for triangle in colliders.floors() {
            for cell in self.cells_near(triangle, 0.0) {
                let Some(y) = height_at(triangle, self.center(cell).xz()) else { continue };
                // The lowest, because a floor's mesh may have furniture in it.
                self.floor_y[cell] = if free[cell] { self.floor_y[cell].min(y) } else { y };
                free[cell] = true;
            }
        }
        // Gaps as wide as a foot, such as below a door, are stepped over.
        let reach = (Person::RADIUS_M * 0.8 / self.cell_m) as i32;
        let has_floor = free.clone();
        for cell in 0..n_cells {
            let nearest = (1..=reach).find_map(|step| {
                let around = [IVec2::X, IVec2::NEG_X, IVec2::Y, IVec2::NEG_Y];
                around.iter().find_map(|way| self.cell(self.place(cell) + way * step).filter(|near| has_floor[*near]))
            });
            if let Some(near) = nearest.filter(|_| !has_floor[cell]) {
                self.floor_y[cell] = self.floor_y[near];
                free[cell] = true;
            }
        }
        free
    }

    fn block_walls(&self, colliders: &Colliders, free: &mut [bool]) {
        let reach_m = Person::RADIUS_M + MARGIN_M;
        for triangle in colliders.walls() {
            // The outline depends on the height of the floor, which rarely differs from cell to cell.
            let mut outline: Option<(f32, Option<Outline>)> = None;
            for cell in self.cells_near(triangle, reach_m) {
                if !free[cell] {
                    continue;
                }
                let feet_y = self.floor_y[cell];
                if outline.is_none_or(|(made_for_y, _)| (made_for_y - feet_y).abs() > 0.01) {
                    outline = Some((feet_y, Outline::of(triangle, feet_y)));
                }
                let Some((_, Some(outline))) = outline else { continue };
                free[cell] = outline.gap(self.center(cell).xz()).distance_m >= reach_m;
            }
        }
    }

    fn find_regions(&mut self, free: &[bool]) {
        const WAITING: u32 = u32::MAX;
        for (region, is_free) in self.region.iter_mut().zip(free) {
            *region = if *is_free { WAITING } else { 0 };
        }
        let mut n_regions = 0;
        for first in 0..self.region.len() {
            if self.region[first] != WAITING {
                continue;
            }
            n_regions += 1;
            let mut found = vec![first];
            self.region[first] = n_regions;
            let mut n_done = 0;
            while let Some(cell) = found.get(n_done).copied() {
                n_done += 1;
                let first_new = found.len();
                found.extend(self.steps_from(cell).map(|(next, _)| next).filter(|next| self.region[*next] == WAITING));
                found[first_new..].iter().for_each(|next| self.region[*next] = n_regions);
            }
            if (found.len() as f32) * self.cell_m * self.cell_m < SMALLEST_REGION_M2 {
                found.iter().for_each(|cell| self.region[*cell] = 0);
            }
        }
    }

    fn search(&self, start: usize, goal: usize) -> Option<Vec<usize>> {
        let mut best = vec![u32::MAX; self.region.len()];
        let mut came_from = vec![usize::MAX; self.region.len()];
        let mut open = BinaryHeap::new();
        best[start] = 0;
        open.push(Reverse((self.least_cost(start, goal), 0, start)));
        while let Some(Reverse((_, cost, cell))) = open.pop() {
            if cell == goal {
                let mut path = vec![goal];
                while path[path.len() - 1] != start {
                    path.push(came_from[path[path.len() - 1]]);
                }
                path.reverse();
                return Some(path);
            }
            if cost > best[cell] {
                continue;
            }
            for (next, step) in self.steps_from(cell) {
                let next_cost = cost + step;
                if next_cost < best[next] {
                    best[next] = next_cost;
                    came_from[next] = cell;
                    open.push(Reverse((next_cost + self.least_cost(next, goal), next_cost, next)));
                }
            }
        }
        None
    }

    /// Free neighbours and what a step to them costs; nobody cuts a corner.
    fn steps_from(&self, cell: usize) -> impl Iterator<Item = (usize, u32)> {
        let here = self.place(cell);
        let free = move |x: i32, z: i32| self.cell(here + IVec2::new(x, z)).filter(|cell| self.region[*cell] != 0);
        NEIGHBOURS.iter().filter_map(move |(x, z)| {
            let next = free(*x, *z)?;
            let is_diagonal = *x != 0 && *z != 0;
            let goes = !is_diagonal || (free(*x, 0).is_some() && free(0, *z).is_some());
            goes.then_some((next, if is_diagonal { DIAGONAL } else { STRAIGHT }))
        })
    }

    fn least_cost(&self, from: usize, to: usize) -> u32 {
        let apart = (self.place(from) - self.place(to)).abs().as_uvec2();
        DIAGONAL * apart.min_element() + STRAIGHT * (apart.max_element() - apart.min_element())
    }

    /// The cells where the way turns.
    fn straightened(&self, cells: &[usize]) -> Vec<usize> {
        let mut kept = vec![cells[0]];
        let mut at = 0;
        while at + 1 < cells.len() {
            // The furthest cell in sight; the next one always is.
            let in_sight = (at + 2..cells.len()).rev().find(|next| self.sees(cells[at], cells[*next]));
            at = in_sight.unwrap_or(at + 1);
            kept.push(cells[at]);
        }
        kept
    }

    fn sees(&self, from: usize, to: usize) -> bool {
        let (a, b) = (self.center(from), self.center(to));
        let n_looks = ((b - a).length() / (self.cell_m * 0.25)).ceil() as usize;
        (1..n_looks).all(|look| self.is_free(a.lerp(b, look as f32 / n_looks as f32)))
    }

    fn nearest_cell(&self, point: Vec3, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let usable = |cell: usize| self.region[cell] != 0 && wanted(cell);
        if let Some(here) = self.cell_at(point).filter(|cell| usable(*cell)) {
            return Some(here);
        }
        let distance = |cell: usize| self.center(cell).xz().distance_squared(point.xz());
        (0..self.region.len()).filter(|cell| usable(*cell)).min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
    }

    /// The point itself if it is in the cell, otherwise the cell's middle.
    fn standing_at(&self, cell: usize, point: Vec3) -> Vec3 {
        if self.cell_at(point) == Some(cell) { point.with_y(self.floor_y[cell]) } else { self.center(cell) }
    }

    /// Cells in the rectangle around a triangle, seen from above, and as far around it.
    fn cells_near(&self, triangle: &[Vec3; 3], reach_m: f32) -> impl Iterator<Item = usize> + use<> {
        let [a, b, c] = triangle.map(|corner| corner.xz());
        let width = self.width;
        let first = self.place_of(a.min(b).min(c) - reach_m).max(IVec2::ZERO);
        let last = self.place_of(a.max(b).max(c) + reach_m).min(IVec2::new(width - 1, self.height - 1));
        (first.y..=last.y).flat_map(move |z| (first.x..=last.x).map(move |x| z as usize * width as usize + x as usize))
    }

    fn cell_at(&self, point: Vec3) -> Option<usize> {
        if point.is_finite() { self.cell(self.place_of(point.xz())) } else { None }
    }

    fn place_of(&self, point: Vec2) -> IVec2 {
        ((point - self.corner) / self.cell_m).floor().as_ivec2()
    }

    fn cell(&self, place: IVec2) -> Option<usize> {
        let is_inside = place.x >= 0 && place.y >= 0 && place.x < self.width && place.y < self.height;
        is_inside.then(|| place.y as usize * self.width as usize + place.x as usize)
    }

    fn place(&self, cell: usize) -> IVec2 {
        let width = self.width as usize;
        IVec2::new((cell % width) as i32, (cell / width) as i32)
    }

    fn center(&self, cell: usize) -> Vec3 {
        let at = self.corner + (self.place(cell).as_vec2() + 0.5) * self.cell_m;
        Vec3::new(at.x, self.floor_y[cell], at.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scene;
    use crate::walk::slide;
    use crate::walk::slide::tests::{boxed, colliders, room};

    fn grid(scene: &Scene) -> NavGrid {
        NavGrid::new(&colliders(scene))
    }

    fn with_closed_door() -> Scene {
        let mut scene = room();
        scene.nodes.last_mut().unwrap().visible = true;
        scene
    }

    #[test]
    fn free_way_is_straight() {
        let (from, to) = (Vec3::new(-2.5, 0.0, -1.0), Vec3::new(-0.6, 0.0, 1.3));
        assert_eq!(grid(&room()).path(from, to), Some(vec![from, to]));
    }

    #[test]
    fn who_follows_the_path_arrives_through_the_doorway() {
        let colliders = colliders(&room());
        let (from, to) = (Vec3::new(-0.43, 0.0, -1.63), Vec3::new(2.67, 0.0, -1.63));
        let path = NavGrid::new(&colliders).path(from, to).unwrap();
        assert!(path.len() > 3 && path.len() < 9, "bent around doorway and desk, and pulled straight: {path:?}");
        assert_eq!((path[0], path[path.len() - 1]), (from, to));
        let mut feet = from;
        for point in &path {
            let mut n_steps = 0;
            while (*point - feet).length() > 0.02 {
                feet = slide(&colliders, feet, (*point - feet).clamp_length_max(0.06));
                n_steps += 1;
                assert!(n_steps < 200, "got stuck at {feet} on the way to {point}");
            }
        }
    }

    #[test]
    fn closed_door_leaves_no_way_but_a_nearest_place() {
        let grid = grid(&with_closed_door());
        let (from, to) = (Vec3::new(-2.0, 0.0, 0.0), Vec3::new(2.0, 0.0, 0.3));
        assert_eq!(grid.path(from, to), None);
        let nearest = grid.nearest_reachable(from, to).unwrap();
        assert!(nearest.x < -0.2 && nearest.x > -0.5 && (nearest.z - 0.3).abs() < 0.1, "before the door: {nearest}");
        assert!(grid.path(from, nearest).is_some());
    }

    #[test]
    fn place_under_the_desk_is_not_free() {
        let grid = grid(&room());
        let desk = Vec3::new(1.7, 0.0, -1.0);
        assert!(!grid.is_free(desk) && grid.is_free(Vec3::new(1.7, 0.0, 0.0)));
        let beside = grid.nearest_free(desk).unwrap();
        assert!((beside - desk).length() < 0.6 && grid.is_free(beside));
        let free = Vec3::new(-1.23, 0.0, 0.77);
        assert_eq!(grid.nearest_free(free), Some(free));
    }

    #[test]
    fn scene_without_colliders_has_no_places() {
        let grid = grid(&Scene::empty());
        assert_eq!(grid.path(Vec3::ZERO, Vec3::X), None);
        assert_eq!(grid.nearest_free(Vec3::ZERO), None);
        assert!(!grid.is_free(Vec3::ZERO));
    }

    #[test]
    fn inside_of_a_cupboard_is_no_place() {
        let mut scene = room();
        scene.meshes[7] = boxed(Vec3::new(1.0, 0.0, -1.8), Vec3::new(2.2, 2.2, -0.6));
        let grid = grid(&scene);
        assert!(!grid.is_free(Vec3::new(1.6, 0.0, -1.2)));
        assert!(grid.path(Vec3::new(2.0, 0.0, 1.0), Vec3::new(1.6, 0.0, -1.2)).is_some(), "leads to the nearest place beside it");
    }
}
