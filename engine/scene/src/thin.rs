//! Lines and points under a ray. They have no width: a ray hits them where it passes as near as a hand can aim.
//!
//! Start at [`hit_thin`].

use crate::{Mesh, Topology};
use glam::{Mat4, Vec3};

/// Tangent of how far beside a ray, seen from where it begins, something may lie: half a degree, some pixels.
const ASIDE: f32 = 0.0087;

/// How far beside a ray something at this distance may lie, metres.
pub(crate) fn aside_m(distance_m: f32) -> f32 {
    distance_m * ASIDE
}

/// Whether there is anything to hit here.
pub(crate) fn is_thin(mesh: &Mesh) -> bool {
    mesh.primitives.iter().any(|primitive| primitive.topology != Topology::Triangles)
}

/// How far along the ray the first line or point of a mesh is, between `begin_m` and `end_m`. `direction` has unit length.
pub(crate) fn hit_thin(
    mesh: &Mesh,
    weights: &[f32],
    world_from_local: Mat4,
    (origin, direction): (Vec3, Vec3),
    (begin_m, end_m): (f32, f32),
) -> Option<f32> {
    let mut nearest = None;
    let mut limit_m = end_m;
    for primitive in mesh.primitives.iter().filter(|primitive| primitive.topology != Topology::Triangles) {
        let positions = primitive.morphed_positions(weights);
        let place = |corner: u32| world_from_local.transform_point3(positions[corner as usize]);
        for corners in primitive.indices.chunks_exact(primitive.topology.n_corners()) {
            let from = place(corners[0]);
            let along = corners.get(1).map_or(Vec3::ZERO, |to| place(*to) - from);
            let (away_m, beside_m) = nearest_on(from - origin, along, direction);
            if (begin_m..=limit_m).contains(&away_m) && beside_m <= aside_m(away_m) {
                limit_m = away_m;
                nearest = Some(away_m);
            }
        }
    }
    nearest
}

/// Where a ray comes nearest to the way from `from` on along `along`, both seen from the ray's origin: how far along the ray, and how far beside it.
fn nearest_on(from: Vec3, along: Vec3, direction: Vec3) -> (f32, f32) {
    let (length_2, slope) = (along.length_squared(), along.dot(direction));
    let aside_2 = length_2 - slope * slope;
    // Where the way has no length, or runs along the ray, its beginning is as good as any place.
    let share = if aside_2 > 1e-6 * length_2 { (slope * from.dot(direction) - from.dot(along)) / aside_2 } else { 0.0 };
    let point = from + along * share.clamp(0.0, 1.0);
    let away_m = point.dot(direction);
    (away_m, (point - direction * away_m).length())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Primitive, Vertices};

    fn mesh(topology: Topology, positions: &[Vec3]) -> Mesh {
        let vertices = Vertices { positions: positions.to_vec(), ..Vertices::default() };
        let indices = (0..positions.len() as u32).collect();
        Mesh { primitives: vec![Primitive { vertices, indices, topology, ..Primitive::default() }], ..Mesh::default() }
    }

    fn hit(mesh: &Mesh, x: f32, y: f32) -> Option<f32> {
        let ray = (Vec3::new(x, y, 4.0), Vec3::NEG_Z);
        hit_thin(mesh, &[], Mat4::from_scale(Vec3::splat(2.0)), ray, (0.0, 100.0))
    }

    #[test]
    fn what_lies_near_the_ray_is_hit_and_the_nearest_of_it() {
        // Twice as large in the world: from (-2, 0) to (2, 0), and behind it from (0, -2) to (0, 2).
        let lines = mesh(Topology::Lines, &[Vec3::NEG_X, Vec3::X, Vec3::new(0.0, -1.0, -1.0), Vec3::new(0.0, 1.0, -1.0)]);
        assert_eq!(hit(&lines, 1.5, 0.03), Some(4.0));
        assert_eq!(hit(&lines, 1.5, 0.04), None, "beside it");
        assert_eq!(hit(&lines, 2.1, 0.0), None, "beyond its end");
        assert_eq!(hit(&lines, 0.0, 0.5), Some(6.0));
        assert_eq!(hit(&lines, 0.0, 0.0), Some(4.0), "the nearer one");
        let points = mesh(Topology::Points, &[Vec3::new(0.5, 0.5, 0.0), Vec3::new(0.5, 0.5, 5.0)]);
        assert_eq!(hit(&points, 1.02, 1.0), Some(4.0), "and not the one behind the eye");
        assert_eq!(hit(&points, 1.05, 1.0), None);
    }

    #[test]
    fn a_line_that_runs_along_the_ray_is_hit_where_it_begins() {
        let line = mesh(Topology::Lines, &[Vec3::ZERO, Vec3::NEG_Z]);
        assert_eq!(hit(&line, 0.0, 0.0), Some(4.0));
    }
}
