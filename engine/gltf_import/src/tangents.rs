//! Tangents for normal maps, where the file has none.
//!
//! As M. Mikkelsen's MikkTSpace ("Simulation of wrinkled surfaces revisited", 2008) weighs them: each face's direction of U, laid
//! into the plane of the vertex's normal, weighted by the corner's angle, mirrored coordinates apart from straight ones. Where that
//! finds a vertex's faces by walking from edge to edge, this takes all that share position, normal and coordinates: the same for
//! surfaces without pinched vertices, in linear time and without recursion, whatever the file holds. Start at [`with_tangents`].

use crate::mesh::reordered;
use glam::{Vec2, Vec3, Vec4};
use scene::{Primitive, Vertices};
use std::collections::HashMap;

/// Position, normal and coordinates, bit for bit, and whether the coordinates are mirrored.
type Corner = ([u32; 8], bool);

/// Gives every vertex a tangent; a vertex used by straight and mirrored faces is split in two. Without coordinates in this set the
/// primitive comes back as it was.
pub(crate) fn with_tangents(primitive: Primitive, uv_set: u32) -> Primitive {
    let vertices = &primitive.vertices;
    let uvs = if uv_set == 0 { &vertices.uv0 } else { &vertices.uv1 };
    if uvs.is_empty() || vertices.normals.is_empty() {
        return primitive;
    }
    let sums = sum_tangents(vertices, uvs, &primitive.indices);

    let mut order: Vec<u32> = Vec::with_capacity(vertices.positions.len());
    let mut tangents: Vec<Vec4> = Vec::with_capacity(vertices.positions.len());
    let mut vertex_of: HashMap<(u32, bool), u32> = HashMap::new();
    let mut indices = Vec::with_capacity(primitive.indices.len());
    for corners in primitive.triangles() {
        let face = Face::of(vertices, uvs, *corners);
        for corner in corners {
            let key = |mirrored| corner_key(vertices, uvs, *corner, mirrored);
            // A face without area in the texture goes with whichever faces are there.
            let mirrored = face
                .as_ref()
                .map_or_else(|| !sums.contains_key(&key(false)) && sums.contains_key(&key(true)), |face| face.mirrored);
            let vertex = vertex_of.entry((*corner, mirrored)).or_insert_with(|| {
                let normal = vertices.normals[*corner as usize];
                let sum = sums.get(&key(mirrored)).copied().unwrap_or(Vec3::ZERO);
                let tangent = sum.try_normalize().unwrap_or_else(|| normal.any_orthonormal_vector());
                order.push(*corner);
                // V runs down a picture and the Y of its normals up it: the bitangent goes against V.
                tangents.push(tangent.extend(if mirrored { 1.0 } else { -1.0 }));
                (order.len() - 1) as u32
            });
            indices.push(*vertex);
        }
    }
    let mut with = reordered(Primitive { indices, ..primitive }, |_| order);
    with.vertices.tangents = tangents;
    // They would be of tangents that the file does not have.
    with.morph_targets.iter_mut().for_each(|target| target.tangents.clear());
    with
}

/// A face's direction of U, and whether its coordinates run the other way round than its corners.
struct Face {
    along_u: Vec3,
    mirrored: bool,
}

impl Face {
    /// None when it has no area in the texture.
    fn of(vertices: &Vertices, uvs: &[Vec2], corners: [u32; 3]) -> Option<Self> {
        let [p0, p1, p2] = corners.map(|corner| vertices.positions[corner as usize]);
        let [uv0, uv1, uv2] = corners.map(|corner| uvs[corner as usize]);
        let (uv1, uv2) = (uv1 - uv0, uv2 - uv0);
        let area = uv1.perp_dot(uv2);
        let along_u = ((p1 - p0) * uv2.y - (p2 - p0) * uv1.y) * area.signum();
        (area != 0.0 && area.is_finite() && along_u.is_finite()).then_some(Self { along_u, mirrored: area < 0.0 })
    }
}

fn sum_tangents(vertices: &Vertices, uvs: &[Vec2], indices: &[u32]) -> HashMap<Corner, Vec3> {
    let mut sums: HashMap<Corner, Vec3> = HashMap::new();
    for corners in indices.as_chunks::<3>().0 {
        let Some(Face { along_u, mirrored }) = Face::of(vertices, uvs, *corners) else { continue };
        for at in 0..3 {
            let [corner, next, last] = [0, 1, 2].map(|step| corners[(at + step) % 3] as usize);
            let normal = vertices.normals[corner];
            let in_plane = |vector: Vec3| vector.reject_from_normalized(normal).normalize_or_zero();
            let here = vertices.positions[corner];
            let (to_next, to_last) = (in_plane(vertices.positions[next] - here), in_plane(vertices.positions[last] - here));
            let angle = to_next.dot(to_last).clamp(-1.0, 1.0).acos();
            *sums.entry(corner_key(vertices, uvs, corner as u32, mirrored)).or_default() += in_plane(along_u) * angle;
        }
    }
    sums
}

fn corner_key(vertices: &Vertices, uvs: &[Vec2], corner: u32, mirrored: bool) -> Corner {
    let (position, normal, uv) = (vertices.positions[corner as usize], vertices.normals[corner as usize], uvs[corner as usize]);
    // Adding 0 makes -0 into 0.
    let bits = |number: f32| (number + 0.0).to_bits();
    let [x, y, z] = position.to_array().map(bits);
    let [nx, ny, nz] = normal.to_array().map(bits);
    let [u, v] = uv.to_array().map(bits);
    ([x, y, z, nx, ny, nz, u, v], mirrored)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A unit square facing +Y whose U runs along `u`, as two triangles.
    fn square(uv_of: impl Fn(Vec3) -> Vec2) -> Primitive {
        let positions = vec![Vec3::ZERO, Vec3::Z, Vec3::new(1.0, 0.0, 1.0), Vec3::X];
        let uv0 = positions.iter().map(|position| uv_of(*position)).collect();
        let vertices = Vertices { normals: vec![Vec3::Y; 4], uv0, positions, ..Vertices::default() };
        Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], ..Primitive::default() }
    }

    #[test]
    fn tangent_points_along_u_and_bitangent_against_v() {
        for (u, v) in [
            (Vec3::X, Vec3::NEG_Z),
            (Vec3::X, Vec3::Z),
            (Vec3::Z, Vec3::X),
            (Vec3::new(1.0, 0.0, 1.0), Vec3::new(1.0, 0.0, -1.0)),
        ] {
            let with = with_tangents(square(|position| Vec2::new(position.dot(u), position.dot(v))), 0);
            assert_eq!(with.vertices.positions.len(), 4, "nothing to split");
            for (tangent, normal) in with.vertices.tangents.iter().zip(&with.vertices.normals) {
                assert!((tangent.truncate() - u.normalize()).length() < 1e-5);
                let bitangent = normal.cross(tangent.truncate()) * tangent.w;
                assert!((bitangent + v.normalize()).length() < 1e-5, "{u} {v} gave {bitangent}");
            }
        }
    }

    #[test]
    fn mirrored_halves_get_vertices_of_their_own() {
        // U grows towards the fold at x = 1 from both sides.
        let xs = [0.0, 1.0, 2.0];
        let positions: Vec<Vec3> = xs.iter().flat_map(|x| [Vec3::new(*x, 0.0, 0.0), Vec3::new(*x, 0.0, 1.0)]).collect();
        let uv0 = positions.iter().map(|position| Vec2::new(1.0 - (position.x - 1.0).abs(), position.z)).collect();
        let vertices = Vertices { normals: vec![Vec3::Y; 6], uv0, positions, ..Vertices::default() };
        let with =
            with_tangents(Primitive { vertices, indices: vec![0, 1, 3, 0, 3, 2, 2, 3, 5, 2, 5, 4], ..Primitive::default() }, 0);
        assert_eq!(with.vertices.positions.len(), 8, "the two vertices of the fold were split");
        for (position, tangent) in with.vertices.positions.iter().zip(&with.vertices.tangents) {
            let toward_fold = if position.x == 1.0 { tangent.x.signum() } else { 1.0 - position.x };
            assert!((tangent.x - toward_fold).abs() < 1e-5 && tangent.z.abs() < 1e-5);
        }
        let signs: Vec<f32> = with.indices.iter().map(|index| with.vertices.tangents[*index as usize].w).collect();
        assert!(signs[..6].iter().all(|sign| *sign == signs[0]) && signs[6..].iter().all(|sign| *sign == -signs[0]));
    }

    #[test]
    fn faces_without_area_in_the_texture_still_get_unit_tangents() {
        let with = with_tangents(square(|_| Vec2::ONE), 0);
        assert!(
            with.vertices
                .tangents
                .iter()
                .all(|tangent| (tangent.truncate().length() - 1.0).abs() < 1e-5 && tangent.y.abs() < 1e-5)
        );
    }

    /// A primitive as the reference sees it, and what it makes of each corner.
    struct Reference<'a> {
        primitive: &'a Primitive,
        tangents: Vec<[f32; 4]>,
    }

    impl Reference<'_> {
        fn vertex(&self, face: usize, corner: usize) -> usize {
            self.primitive.indices[face * 3 + corner] as usize
        }
    }

    impl bevy_mikktspace::Geometry for Reference<'_> {
        fn num_faces(&self) -> usize {
            self.primitive.indices.len() / 3
        }

        fn num_vertices_of_face(&self, _: usize) -> usize {
            3
        }

        fn position(&self, face: usize, corner: usize) -> [f32; 3] {
            self.primitive.vertices.positions[self.vertex(face, corner)].to_array()
        }

        fn normal(&self, face: usize, corner: usize) -> [f32; 3] {
            self.primitive.vertices.normals[self.vertex(face, corner)].to_array()
        }

        fn tex_coord(&self, face: usize, corner: usize) -> [f32; 2] {
            self.primitive.vertices.uv0[self.vertex(face, corner)].to_array()
        }

        fn set_tangent(&mut self, space: Option<bevy_mikktspace::TangentSpace>, face: usize, corner: usize) {
            self.tangents[face * 3 + corner] = space.unwrap_or_default().tangent_encoded();
        }
    }

    /// Hills with a normal at each vertex, and coordinates that stretch, turn and fold along the middle.
    fn hills() -> Primitive {
        const SIDE: u32 = 15;
        let places = (0..SIDE * SIDE).map(|at| Vec2::new((at % SIDE) as f32, (at / SIDE) as f32) / (SIDE - 1) as f32);
        let height = |at: Vec2| 0.15 * (at.x * 7.0).sin() + 0.2 * (at.y * 5.0 + at.x).cos();
        let positions: Vec<Vec3> = places.clone().map(|at| Vec3::new(at.x, height(at), at.y)).collect();
        let slope = |at: Vec2| {
            let along = |step: Vec2| (height(at + step) - height(at - step)) / 0.02;
            Vec3::new(-along(Vec2::new(0.01, 0.0)), 1.0, -along(Vec2::new(0.0, 0.01))).normalize()
        };
        let normals = places.clone().map(slope).collect();
        let uv0 = places.map(|at| Vec2::new((at.x - 0.5).abs() + 0.3 * at.y * at.y, at.y + 0.2 * at.x)).collect();
        let cells = (0..(SIDE - 1) * (SIDE - 1)).map(|cell| cell / (SIDE - 1) * SIDE + cell % (SIDE - 1));
        let indices = cells.flat_map(|at| [at, at + SIDE, at + 1, at + 1, at + SIDE, at + SIDE + 1]).collect();
        Primitive { vertices: Vertices { positions, normals, uv0, ..Vertices::default() }, indices, ..Primitive::default() }
    }

    #[test]
    fn tangents_are_those_of_mikktspace_with_the_sign_that_gltf_wants() {
        let hills = hills();
        let mut reference = Reference { primitive: &hills, tangents: vec![[0.0; 4]; hills.indices.len()] };
        bevy_mikktspace::generate_tangents(&mut reference).unwrap();
        let with = with_tangents(hills.clone(), 0);
        let mut n_mirrored = 0;
        for (corner, [x, y, z, w]) in reference.tangents.into_iter().enumerate() {
            let ours = with.vertices.tangents[with.indices[corner] as usize];
            let apart = ours.truncate().angle_between(Vec3::new(x, y, z));
            assert!(apart < 2e-3, "corner {corner}: {ours} is {apart} from {x} {y} {z}");
            assert_eq!(ours.w, -w, "corner {corner}");
            n_mirrored += usize::from(w < 0.0);
        }
        assert!(n_mirrored > 100 && n_mirrored < hills.indices.len() - 100, "both kinds are there");
    }
}
