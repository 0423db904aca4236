//! Scenes made of a few shapes, for tests of one thing each.

use glam::{Quat, Vec2, Vec3, Vec4};
use scene::{
    Image, ImageFormat, Light, LightKind, Material, Mesh, Node, NodeIdx, Primitive, Sampler, Scene, Texture, TextureRef,
    Transform, Vertices,
};

/// Puts a scene together; every shape is a root node.
#[derive(Default)]
pub struct Builder {
    pub scene: Scene,
}

impl Builder {
    pub fn add(&mut self, at: Vec3, primitive: Primitive, material: Material) -> NodeIdx {
        self.add_placed(Transform { translation: at, ..Transform::IDENTITY }, primitive, material)
    }

    pub fn add_placed(&mut self, transform: Transform, mut primitive: Primitive, material: Material) -> NodeIdx {
        let scene = &mut self.scene;
        primitive.material = Some(scene.materials.len());
        scene.materials.push(material);
        scene.meshes.push(Mesh { primitives: vec![primitive], ..Mesh::default() });
        scene.roots.push(scene.nodes.len());
        scene.nodes.push(Node { transform, mesh: Some(scene.meshes.len() - 1), ..Node::default() });
        scene.nodes.len() - 1
    }

    /// White, and as far as it reaches.
    pub fn add_light(&mut self, transform: Transform, kind: LightKind, intensity: f32) {
        let scene = &mut self.scene;
        scene.lights.push(Light { name: "light".into(), color: Vec3::ONE, intensity, kind, range_m: None });
        scene.roots.push(scene.nodes.len());
        scene.nodes.push(Node { transform, light: Some(scene.lights.len() - 1), ..Node::default() });
    }

    /// It shines along -Z, turned so.
    pub fn add_sun(&mut self, rotation: Quat, intensity: f32) {
        self.add_light(Transform { rotation, ..Transform::IDENTITY }, LightKind::Directional, intensity);
    }

    /// A texture with sharp texels.
    pub fn texture(&mut self, size_px: [u32; 2], rgba: &[[u8; 4]], sampler: Sampler) -> TextureRef {
        let [width_px, height_px] = size_px;
        let pixels = rgba.concat().into();
        self.scene.images.push(Image { name: "texels".into(), width_px, height_px, format: ImageFormat::Rgba8, pixels });
        self.scene.textures.push(Texture { image: self.scene.images.len() - 1, sampler });
        let texture = self.scene.textures.len() - 1;
        TextureRef { texture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE }
    }
}

/// No metal, and dull.
pub fn matte(linear: Vec3) -> Material {
    Material { base_color: Vec4::from((linear, 1.0)), metallic: 0.0, roughness: 0.9, ..Material::default() }
}

/// A square in the plane z = 0 that faces +Z, its picture upright.
pub fn quad(half_m: f32) -> Primitive {
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let vertices = Vertices {
        positions: corners.iter().map(|(x, y)| Vec3::new(x * half_m, y * half_m, 0.0)).collect(),
        normals: vec![Vec3::Z; 4],
        uv0: corners.iter().map(|(x, y)| Vec2::new(0.5 + 0.5 * x, 0.5 - 0.5 * y)).collect(),
        ..Vertices::default()
    };
    Primitive { vertices, indices: vec![0, 1, 2, 0, 2, 3], ..Primitive::default() }
}

/// A sphere whose u grows along the longitude and v downwards, smooth to the eye.
pub fn ball(radius_m: f32) -> Primitive {
    const N: u32 = 64;
    let mut vertices = Vertices::default();
    for i in 0..(N + 1) * (N + 1) {
        let (u, v) = ((i % (N + 1)) as f32 / N as f32, (i / (N + 1)) as f32 / N as f32);
        let (longitude, latitude) = (std::f32::consts::TAU * u, std::f32::consts::PI * v);
        let normal = Vec3::new(latitude.sin() * longitude.sin(), latitude.cos(), latitude.sin() * longitude.cos());
        vertices.positions.push(normal * radius_m);
        vertices.normals.push(normal);
        vertices.uv0.push(Vec2::new(u, v));
        // Along growing u. The bitangent points up, against growing v.
        vertices.tangents.push(Vec4::new(longitude.cos(), 0.0, -longitude.sin(), 1.0));
    }
    let corners = |i: u32| {
        let first = i / N * (N + 1) + i % N;
        [first, first + N + 1, first + 1, first + 1, first + N + 1, first + N + 2]
    };
    Primitive { vertices, indices: (0..N * N).flat_map(corners).collect(), ..Primitive::default() }
}

/// Shown as it is but for the tone map.
pub fn unlit(linear: Vec3) -> Material {
    Material { base_color: Vec4::from((linear, 1.0)), unlit: true, ..Material::default() }
}
