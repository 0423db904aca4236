//! The geometry of pictures: where a spot of one lies around the eye, and a mark as flat triangles that face it.
//!
//! Knows no module and no file. Start at [`Wall`] and [`Patch::of`].

use glam::{Quat, Vec2, Vec3};
use scene::{Mesh, Primitive, Vertices};
use std::f32::consts::{PI, TAU};

/// How far a photo hangs from the eye, and a panorama is around it, metres.
pub const AWAY_M: f32 = 1.5;
/// The largest a photo hangs, metres.
const PHOTO_HEIGHT_M: f32 = 1.5;
const PHOTO_WIDTH_M: f32 = 2.6;
/// Pieces of a panorama around and up, and of the edge of a mark in it.
const N_AROUND: usize = 96;
const N_UP: usize = 48;
const N_OF_EDGE: usize = 6;

/// How a picture stands around the eye, which is at the origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wall {
    /// Upright before the eye: half its width and height, metres.
    Photo(Vec2),
    Panorama,
}

impl Wall {
    pub fn photo(width_px: u32, height_px: u32) -> Self {
        let aspect = width_px as f32 / height_px.max(1) as f32;
        let height_m = PHOTO_HEIGHT_M.min(PHOTO_WIDTH_M / aspect);
        Self::Photo(Vec2::new(height_m * aspect, height_m) / 2.0)
    }

    /// Where a spot of the picture is, from its left and its top, 0 to 1.
    pub fn point_of(self, uv: Vec2) -> Vec3 {
        match self {
            Self::Photo(half_m) => Vec3::new((2.0 * uv.x - 1.0) * half_m.x, (1.0 - 2.0 * uv.y) * half_m.y, -AWAY_M),
            Self::Panorama => {
                let (yaw, pitch) = ((uv.x - 0.5) * TAU, (0.5 - uv.y) * PI);
                AWAY_M * Vec3::new(yaw.sin() * pitch.cos(), pitch.sin(), -yaw.cos() * pitch.cos())
            }
        }
    }

    /// The picture itself.
    pub fn mesh(self, material: usize) -> Mesh {
        let (across, down) = match self {
            Self::Photo(_) => (1, 1),
            Self::Panorama => (N_AROUND, N_UP),
        };
        let spot = |idx: usize| {
            let (column, row) = (idx % (across + 1), idx / (across + 1));
            Vec2::new(column as f32 / across as f32, row as f32 / down as f32)
        };
        let uv0: Vec<Vec2> = (0..(across + 1) * (down + 1)).map(spot).collect();
        let positions: Vec<Vec3> = uv0.iter().map(|uv| self.point_of(*uv)).collect();
        let mut indices = Vec::new();
        for row in 0..down {
            for column in 0..across {
                let corner = |right: usize, below: usize| ((row + below) * (across + 1) + column + right) as u32;
                indices.extend([corner(0, 0), corner(0, 1), corner(1, 1), corner(0, 0), corner(1, 1), corner(1, 0)]);
            }
        }
        mesh(positions, uv0, indices, material)
    }
}

/// A flat piece of a picture that faces the eye.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// Its middle, seen from the eye.
    pub middle: Vec3,
    pub rotation: Quat,
    /// Around it, in its own plane, metres.
    pub outline: Vec<Vec2>,
    /// The same in the picture, 0 to 1.
    pub spots: Vec<Vec2>,
}

impl Patch {
    /// The piece between some corners of a picture, `nearer_m` before it.
    pub fn of(wall: Wall, corners: &[Vec2], nearer_m: f32) -> Self {
        let (low, high) = extent(corners);
        let middle_of_picture = wall.point_of((low + high) / 2.0);
        let rotation = match wall {
            Wall::Photo(_) => Quat::IDENTITY,
            Wall::Panorama => {
                let direction = middle_of_picture.normalize_or(Vec3::NEG_Z);
                let yaw = (-direction.x).atan2(-direction.z);
                Quat::from_rotation_y(yaw) * Quat::from_rotation_x(direction.y.clamp(-1.0, 1.0).asin())
            }
        };
        let n_of_edge = if wall == Wall::Panorama { N_OF_EDGE } else { 1 };
        let edge = |idx: usize| {
            let (from, to) = (corners[idx], corners[(idx + 1) % corners.len()]);
            (0..n_of_edge).map(move |piece| from.lerp(to, piece as f32 / n_of_edge as f32))
        };
        let spots: Vec<Vec2> = (0..corners.len()).flat_map(edge).collect();
        let away_m = AWAY_M - nearer_m;
        let outline = spots.iter().map(|spot| match wall {
            Wall::Photo(_) => (wall.point_of(*spot) - middle_of_picture).truncate(),
            Wall::Panorama => {
                // Where the way from the eye meets the plane that touches the middle.
                let local = rotation.inverse() * wall.point_of(*spot);
                local.truncate() * (away_m / -local.z).max(0.0)
            }
        });
        let outline = outline.collect();
        let middle = match wall {
            Wall::Photo(_) => middle_of_picture + Vec3::Z * nearer_m,
            Wall::Panorama => middle_of_picture * (away_m / AWAY_M),
        };
        Self { middle, rotation, outline, spots }
    }

    /// As a mesh in its own plane, `before_m` towards the eye, with the picture's own pixels on it.
    pub fn mesh(&self, material: usize, before_m: f32) -> Mesh {
        self.mesh_with(&self.spots, material, before_m)
    }

    /// The same with another picture stretched over it.
    pub fn covered(&self, material: usize, before_m: f32) -> Mesh {
        let (low, high) = extent(&self.outline);
        let uv = |point: &Vec2| Vec2::new(0.0, 1.0) + (*point - low) / (high - low).max(Vec2::splat(1e-6)) * Vec2::new(1.0, -1.0);
        let uvs: Vec<Vec2> = self.outline.iter().map(uv).collect();
        self.mesh_with(&uvs, material, before_m)
    }

    fn mesh_with(&self, uv0: &[Vec2], material: usize, before_m: f32) -> Mesh {
        let positions = self.outline.iter().map(|point| point.extend(before_m)).collect();
        mesh(positions, uv0.to_vec(), triangulated(&self.outline), material)
    }

    /// Square metres, about.
    pub fn area_m2(&self) -> f32 {
        let (low, high) = extent(&self.outline);
        (high - low).element_product()
    }
}

/// The smallest rectangle around some points.
pub fn extent(points: &[Vec2]) -> (Vec2, Vec2) {
    let low = points.iter().copied().fold(Vec2::splat(f32::MAX), Vec2::min);
    let high = points.iter().copied().fold(Vec2::splat(f32::MIN), Vec2::max);
    if points.is_empty() { (Vec2::ZERO, Vec2::ZERO) } else { (low, high) }
}

fn mesh(positions: Vec<Vec3>, uv0: Vec<Vec2>, indices: Vec<u32>, material: usize) -> Mesh {
    let normals = vec![Vec3::Z; positions.len()];
    let vertices = Vertices { positions, normals, uv0, ..Vertices::default() };
    let primitive = Primitive { vertices, indices, material: Some(material), ..Primitive::default() };
    Mesh { primitives: vec![primitive], ..Mesh::default() }
}

/// Triangles that fill a polygon which does not cross itself, counter-clockwise as seen from +Z: ears are cut off one by one.
fn triangulated(outline: &[Vec2]) -> Vec<u32> {
    let turn = |a: Vec2, b: Vec2, c: Vec2| (b - a).perp_dot(c - a);
    let signed: f32 = (0..outline.len()).map(|idx| outline[idx].perp_dot(outline[(idx + 1) % outline.len()])).sum();
    let mut left: Vec<usize> = (0..outline.len()).collect();
    if signed < 0.0 {
        left.reverse();
    }
    let mut indices = Vec::new();
    while left.len() >= 3 {
        let n = left.len();
        let corner = |at: usize| [left[(at + n - 1) % n], left[at], left[(at + 1) % n]];
        let is_ear = |at: &usize| {
            let ear = corner(*at);
            let [a, b, c] = ear.map(|idx| outline[idx]);
            let inside = |p: Vec2| turn(a, b, p) > 0.0 && turn(b, c, p) > 0.0 && turn(c, a, p) > 0.0;
            turn(a, b, c) > 0.0 && !left.iter().any(|idx| !ear.contains(idx) && inside(outline[*idx]))
        };
        // What lies in one line has no ear: then any corner goes.
        let at = (0..n).find(is_ear).unwrap_or(0);
        indices.extend(corner(at).map(|idx| idx as u32));
        left.remove(at);
    }
    indices
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spot of the picture in a direction from the eye, or at a point of it.
    fn spot_at(wall: Wall, point: Vec3) -> Vec2 {
        match wall {
            Wall::Photo(half_m) => Vec2::new(point.x / half_m.x + 1.0, 1.0 - point.y / half_m.y) / 2.0,
            Wall::Panorama => {
                let direction = point.normalize();
                Vec2::new(0.5 + direction.x.atan2(-direction.z) / TAU, 0.5 - direction.y.asin() / PI)
            }
        }
    }

    #[test]
    fn spots_and_points_are_each_others_inverse() {
        for wall in [Wall::photo(4000, 3000), Wall::Panorama] {
            for uv in [Vec2::new(0.5, 0.5), Vec2::new(0.1, 0.9), Vec2::new(0.73, 0.31)] {
                assert!((spot_at(wall, wall.point_of(uv)) - uv).length() < 1e-4, "{wall:?} {uv}");
            }
        }
        assert!((Wall::Panorama.point_of(Vec2::splat(0.5)) - Vec3::NEG_Z * AWAY_M).length() < 1e-5);
        assert!(Wall::Panorama.point_of(Vec2::new(0.75, 0.5)).x > 1.4, "three quarters look to the right");
    }

    #[test]
    fn a_dented_outline_is_filled_once() {
        let outline = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0)].map(|(x, y)| Vec2::new(x, y));
        for outline in [outline.to_vec(), outline.iter().rev().copied().collect()] {
            let indices = triangulated(&outline);
            let area = |corners: &[u32]| {
                let [a, b, c] = [0, 1, 2].map(|idx| outline[corners[idx] as usize]);
                (b - a).perp_dot(c - a) / 2.0
            };
            let all: f32 = indices.chunks(3).map(area).sum();
            assert!((all - 10.0).abs() < 1e-4 && indices.chunks(3).all(|corners| area(corners) > 0.0), "{indices:?}");
        }
    }

    #[test]
    fn a_mark_faces_the_eye_and_covers_its_part_of_the_picture() {
        let corners = [(0.2, 0.2), (0.3, 0.2), (0.3, 0.35), (0.2, 0.35)].map(|(x, y)| Vec2::new(x, y));
        for wall in [Wall::photo(1600, 900), Wall::Panorama] {
            let patch = Patch::of(wall, &corners, 0.01);
            for (point, spot) in patch.outline.iter().zip(&patch.spots) {
                let seen = patch.middle + patch.rotation * point.extend(0.0);
                let near = if wall == Wall::Panorama { spot_at(wall, seen) } else { spot_at(wall, seen.with_z(-AWAY_M)) };
                assert!((near - *spot).length() < 1e-3, "{wall:?}: {near} {spot}");
            }
            let towards_eye = patch.rotation * Vec3::Z;
            assert!(towards_eye.dot(-patch.middle) > 0.0, "{wall:?}");
        }
    }
}
