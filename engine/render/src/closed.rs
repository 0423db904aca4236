//! Whether a mesh is closed: whether its triangles have an inside, so that a cut through them can be filled.
//!
//! Every edge of a closed mesh is passed in one direction as often as in the other. Instead of keeping a table of edges, a number is drawn for
//! each from where its ends are, and those of one direction are taken from those of the other: what is left of a closed mesh is 0. Start
//! at [`are_closed`].

use glam::{DVec3, IVec3, Vec3};
use scene::{Mesh, Primitive, Scene, Topology};

/// Corners that lie closer together than this share of the mesh's extent are one: exporters part them along seams of pictures.
const APART: f32 = 1e-4;
/// Corners beside the border between two cells fall into either. Borders elsewhere part others: one of these does not part any.
const SHIFTS: [f32; 3] = [0.0, 1.0 / 3.0, 2.0 / 3.0];

/// By mesh, whether it is closed, as far as that is asked of it: of meshes that have two sides somewhere.
pub(crate) fn are_closed(scene: &Scene) -> Vec<bool> {
    let has_two = |primitive: &Primitive| primitive.material.is_some_and(|material| scene.materials[material].double_sided);
    scene.meshes.iter().map(|mesh| mesh.primitives.iter().any(has_two) && is_closed(mesh)).collect()
}

/// Its triangles, all together, leave no gap, and are wound so that their fronts look outwards.
fn is_closed(mesh: &Mesh) -> bool {
    let (min, max) = corners(mesh).flatten().fold((Vec3::MAX, Vec3::MIN), |(min, max), at| (min.min(at), max.max(at)));
    let cell = (max - min).max_element() * APART;
    if !cell.is_finite() || cell <= 0.0 {
        return false;
    }
    let middle = (min + max) / 2.0;
    SHIFTS.into_iter().any(|shift| leaves_nothing(mesh, |at| ((at - min) / cell + shift).floor().as_ivec3()))
        && volume(mesh, middle) > 0.0
}

fn leaves_nothing(mesh: &Mesh, cell_of: impl Fn(Vec3) -> IVec3) -> bool {
    let mut left = 0_u64;
    for triangle in corners(mesh) {
        let [a, b, c] = triangle.map(|at| number_of(cell_of(at)));
        for (from, to) in [(a, b), (b, c), (c, a)] {
            left = left.wrapping_add(mixed(from, to)).wrapping_sub(mixed(to, from));
        }
    }
    left == 0
}

/// Drawn for a cell.
fn number_of(cell: IVec3) -> u64 {
    let [x, y, z] = cell.to_array().map(|part| u64::from(part as u32));
    mixed(mixed(x, y), z)
}

/// Steele, Lea and Flood 2014, the finalizer of `SplitMix`.
fn mixed(a: u64, b: u64) -> u64 {
    let seed = (a ^ b.rotate_left(23)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

/// Six times what it encloses; below 0 where it is wound inside out.
fn volume(mesh: &Mesh, middle: Vec3) -> f64 {
    corners(mesh).map(|triangle| triangle.map(|at| DVec3::from(at - middle))).map(|[a, b, c]| a.dot(b.cross(c))).sum()
}

fn corners(mesh: &Mesh) -> impl Iterator<Item = [Vec3; 3]> {
    let solid = mesh.primitives.iter().filter(|primitive| primitive.topology == Topology::Triangles);
    solid.flat_map(|primitive| {
        let corner = |idx: u32| primitive.vertices.positions[idx as usize];
        primitive.triangles().iter().map(move |triangle| triangle.map(corner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::Vertices;

    /// A box of six faces, each with corners of its own that are a little off.
    fn faces(off_m: f32) -> Vec<Primitive> {
        let face = |n: usize| {
            let (axis, side) = (n / 2, if n.is_multiple_of(2) { 1.0 } else { -1.0 });
            let corner = |u: f32, v: f32| {
                let mut at = [0.0; 3];
                (at[axis], at[(axis + 1) % 3], at[(axis + 2) % 3]) = (side, u * side, v);
                Vec3::from(at) * (1.0 + off_m * n as f32) + 3.0
            };
            let positions = vec![corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
            let vertices = Vertices { positions, ..Vertices::default() };
            Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], ..Primitive::default() }
        };
        (0..6).map(face).collect()
    }

    fn mesh(primitives: Vec<Primitive>) -> Mesh {
        Mesh { primitives, ..Mesh::default() }
    }

    #[test]
    fn a_box_is_closed_also_along_seams_that_are_a_little_off() {
        assert!(is_closed(&mesh(faces(0.0))));
        assert!(is_closed(&mesh(faces(2e-7))));
        assert!(!is_closed(&mesh(faces(1e-2))), "gaps that one sees are gaps");
    }

    #[test]
    fn what_has_a_hole_or_is_a_sheet_is_open() {
        for missing in 0..6 {
            let mut open = faces(0.0);
            open.remove(missing);
            assert!(!is_closed(&mesh(open)), "without face {missing}");
        }
        assert!(!is_closed(&mesh(faces(0.0)[..1].to_vec())));
        assert!(!is_closed(&mesh(Vec::new())));
    }

    #[test]
    fn one_face_the_wrong_way_round_or_all_of_them_have_no_inside() {
        let turned = |primitive: &mut Primitive| primitive.indices.chunks_exact_mut(3).for_each(|triangle| triangle.swap(0, 1));
        let mut one = faces(0.0);
        turned(&mut one[2]);
        assert!(!is_closed(&mesh(one)));
        let mut all = faces(0.0);
        all.iter_mut().for_each(turned);
        assert!(!is_closed(&mesh(all)));
    }

    #[test]
    fn several_boxes_in_one_mesh_are_closed_when_each_is() {
        let mut two = faces(0.0);
        let mut small = faces(0.0);
        small.iter_mut().flat_map(|face| &mut face.vertices.positions).for_each(|at| *at = *at * 0.2 + 9.0);
        two.extend(small.clone());
        assert!(is_closed(&mesh(two.clone())));
        two.pop();
        assert!(!is_closed(&mesh(two)));
    }
}
