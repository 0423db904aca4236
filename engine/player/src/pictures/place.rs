//! A place made of a module's own pictures, as a scene: each picture hangs before a spot of its own or stands all around it,
//! and each mark is a node before it that can be hit and outlined like any other.
//!
//! What the stage needs to know stands in the nodes' extras: `still` and `half_m` of a spot, `leads_to`, `in_state` and `behind`
//! of what belongs to marks. Start at [`place_of`].

use super::files::decoded;
use super::shapes::{Patch, Wall, extent};
use crate::library::{LibraryError, SceneBundle};
use curriculum::{Effect, Mark, Module, ObjectKind, Picture, PictureKind, WHOLE};
use glam::{Quat, Vec2, Vec3, Vec4};
use ids::PictureId;
use image::RgbaImage;
use scene::{
    AlphaMode, Extra, Extras, Filter, Image, ImageFormat, Material, Mesh, Node, NodeIdx, Sampler, Scene, Texture, TextureRef,
    Transform, Wrap,
};
use std::path::Path;

/// Spots are so far apart that nothing is seen from one to the next, metres.
const APART_M: f32 = 100.0;
const SPOT_RADIUS_M: f32 = 20.0;
/// How far before its picture what was taken away is covered, and the largest mark; smaller marks are nearer, metres.
const BEHIND_M: f32 = 0.004;
const MARK_M: f32 = 0.012;
const NEARER_M: f32 = 0.002;
const NEAREST_M: f32 = 0.1;
/// How far before its mark another look is, metres.
const LOOK_M: f32 = 0.001;
/// Pixels of all pictures together, of the least and the most detailed one, and of what is shown on a mark.
const ALL_PX: u32 = 32 << 20;
const LEAST_PX: u32 = 2 << 20;
const MOST_PX: u32 = 8 << 20;
pub(super) const PATCH_PX: u32 = 1 << 20;
/// Side of the picture that closes a gap.
const GAP_PX: u32 = 48;

/// The scene of a module that plays in its own pictures, which lie in its folder.
pub fn place_of(module: &Module, folder: &Path) -> Result<SceneBundle, LibraryError> {
    let mut place = Place { module, folder, scene: Scene::empty() };
    let spots = module.standpoints();
    let most_px = (ALL_PX / u32::try_from(spots.len().max(1)).unwrap_or(u32::MAX)).clamp(LEAST_PX, MOST_PX);
    for (idx, picture) in spots.iter().enumerate() {
        place.add_spot(picture, Vec3::X * (idx as f32 * APART_M), most_px)?;
    }
    add(&mut place.scene, None, Node { name: "Spawn".to_owned(), ..Node::default() });
    Ok(SceneBundle { scene: place.scene, ..SceneBundle::default() })
}

struct Place<'p> {
    module: &'p Module,
    folder: &'p Path,
    scene: Scene,
}

impl Place<'_> {
    fn add_spot(&mut self, picture: &Picture, at: Vec3, most_px: u32) -> Result<(), LibraryError> {
        let pixels = decoded(self.folder, &picture.file, most_px)?;
        let (wall, kind) = match picture.kind {
            PictureKind::Photo => (Wall::photo(pixels.width(), pixels.height()), "photo"),
            PictureKind::Panorama => (Wall::Panorama, "panorama"),
        };
        let mut extras = Extras::from([
            ("still".to_owned(), Extra::Text(kind.to_owned())),
            ("says".to_owned(), Extra::Text(picture.name.clone())),
            ("zone_radius_m".to_owned(), Extra::Number(f64::from(SPOT_RADIUS_M))),
        ]);
        if let Wall::Photo(half_m) = wall {
            extras.insert("half_m".to_owned(), Extra::List(vec![f64::from(half_m.x), f64::from(half_m.y)]));
        }
        let transform = Transform { translation: at, ..Transform::IDENTITY };
        let spot = add(&mut self.scene, None, Node { name: picture.id.to_string(), transform, extras, ..Node::default() });
        let eye = Vec3::Y * stage::EYE_HEIGHT_M;
        let material = add_picture(&mut self.scene, picture.file.clone(), pixels.clone());
        self.add_mesh(spot, wall.mesh(material), (eye, Quat::IDENTITY), Extras::new());

        let mut marks: Vec<(&Mark, Vec<Vec2>)> = Vec::new();
        for mark in self.module.marks.iter().filter(|mark| mark.picture == picture.id) {
            let share = |at: i64| at as f32 / WHOLE as f32;
            marks.push((mark, mark.corners.iter().map(|corner| Vec2::from(corner.map(share))).collect()));
        }
        let area = |corners: &[Vec2]| Patch::of(wall, corners, 0.0).area_m2();
        marks.sort_by(|a, b| area(&b.1).total_cmp(&area(&a.1)));
        for (rank, (mark, corners)) in marks.into_iter().enumerate() {
            let nearer_m = (MARK_M + rank as f32 * NEARER_M).min(NEAREST_M);
            self.add_mark(spot, mark, (wall, &corners, nearer_m), (&pixels, material))?;
        }
        Ok(())
    }

    fn add_mark(
        &mut self,
        spot: NodeIdx,
        mark: &Mark,
        (wall, corners, nearer_m): (Wall, &[Vec2], f32),
        (pixels, of_picture): (&RgbaImage, usize),
    ) -> Result<(), LibraryError> {
        let patch = Patch::of(wall, corners, nearer_m);
        let goes_away = self.goes_away(mark);
        let mesh = match &mark.wears {
            Some(worn) => patch.covered(self.patch_material(worn)?, 0.0),
            None if goes_away => patch.mesh(of_picture, 0.0),
            None => patch.mesh(add_clear(&mut self.scene), 0.0),
        };
        let outline = patch.outline.iter().flat_map(|point| [f64::from(point.x), f64::from(point.y)]).collect();
        let mut extras =
            Extras::from([("turn_deg".to_owned(), Extra::Number(0.0)), ("outline".to_owned(), Extra::List(outline))]);
        if let Some(to) = &mark.leads_to {
            extras.insert("leads_to".to_owned(), Extra::Text(to.to_string()));
        }
        let eye = Vec3::Y * stage::EYE_HEIGHT_M;
        let node = self.add_mesh(spot, mesh, (eye + patch.middle, patch.rotation), extras);
        self.scene.nodes[node].name = mark.id.to_string();
        for (state, look) in &mark.looks {
            let mesh = patch.covered(self.patch_material(look)?, LOOK_M);
            let extras = Extras::from([("in_state".to_owned(), Extra::Text(state.to_string()))]);
            let look = self.add_mesh(node, mesh, (Vec3::ZERO, Quat::IDENTITY), extras);
            self.scene.nodes[look].visible = false;
        }
        if goes_away && mark.wears.is_none() {
            let behind = Patch::of(wall, corners, BEHIND_M);
            let material = match &mark.empty {
                Some(empty) => self.patch_material(empty)?,
                None => add_picture(&mut self.scene, format!("behind {}", mark.id), closed_gap(pixels, corners)),
            };
            let extras = Extras::from([("behind".to_owned(), Extra::Text(mark.id.to_string()))]);
            let place = (eye + behind.middle, behind.rotation);
            let node = self.add_mesh(spot, behind.covered(material, 0.0), place, extras);
            self.scene.nodes[node].visible = false;
        }
        Ok(())
    }

    /// Something at the mark can be taken, hidden or moved: then it is cut out of its picture.
    fn goes_away(&self, mark: &Mark) -> bool {
        let mut there = self.module.objects.iter().filter(|object| object.node == mark.id.as_str());
        there.any(|object| {
            let changed = |effect: &Effect| match effect {
                Effect::Hide { object: id }
                | Effect::Move { object: id, .. }
                | Effect::MoveTo { object: id, .. }
                | Effect::Rotate { object: id, .. }
                | Effect::Scale { object: id, .. }
                | Effect::Attach { object: id, .. } => *id == object.id,
                _ => false,
            };
            object.kind == ObjectKind::Item || self.module.effects().any(changed)
        })
    }

    fn patch_material(&mut self, picture: &PictureId) -> Result<usize, LibraryError> {
        patch_material(&mut self.scene, self.module, self.folder, picture)
    }

    fn add_mesh(&mut self, parent: NodeIdx, mesh: Mesh, (translation, rotation): (Vec3, Quat), extras: Extras) -> NodeIdx {
        self.scene.meshes.push(mesh);
        let transform = Transform { translation, rotation, ..Transform::IDENTITY };
        let mesh = Some(self.scene.meshes.len() - 1);
        add(&mut self.scene, Some(parent), Node { mesh, transform, extras, ..Node::default() })
    }
}

/// A node below another, or a root.
pub(super) fn add(scene: &mut Scene, parent: Option<NodeIdx>, node: Node) -> NodeIdx {
    let idx = scene.nodes.len();
    scene.nodes.push(Node { parent, ..node });
    match parent {
        Some(parent) => scene.nodes[parent].children.push(idx),
        None => scene.roots.push(idx),
    }
    idx
}

/// The material of a picture that is shown on something, the same each time.
pub(super) fn patch_material(
    scene: &mut Scene,
    module: &Module,
    folder: &Path,
    picture: &PictureId,
) -> Result<usize, LibraryError> {
    let name = format!("picture {picture}");
    if let Some(known) = scene.materials.iter().position(|material| material.name == name) {
        return Ok(known);
    }
    let file = module.picture(picture).map_or("", |picture| &picture.file);
    Ok(add_picture(scene, name, decoded(folder, file, PATCH_PX)?))
}

/// A material that shows a picture as it was taken, whatever the light.
fn add_picture(scene: &mut Scene, name: String, pixels: RgbaImage) -> usize {
    let (width_px, height_px) = pixels.dimensions();
    let image = Image { name: name.clone(), width_px, height_px, format: ImageFormat::Rgba8, pixels: pixels.into_raw().into() };
    scene.images.push(image);
    let (magnify, minify) = (Filter::Linear, Filter::Linear);
    let sampler = Sampler { wrap_u: Wrap::Clamp, wrap_v: Wrap::Clamp, magnify, minify, mipmaps: true };
    scene.textures.push(Texture { image: scene.images.len() - 1, sampler });
    let texture = scene.textures.len() - 1;
    let (offset, scale) = (Vec2::ZERO, Vec2::ONE);
    let shown = TextureRef { texture, uv_set: 0, offset, rotation: 0.0, scale };
    scene.materials.push(Material { name, base_color_texture: Some(shown), unlit: true, ..Material::default() });
    scene.materials.len() - 1
}

/// A material that nobody sees, though a ray hits it.
fn add_clear(scene: &mut Scene) -> usize {
    let name = "clear".to_owned();
    let known = scene.materials.iter().position(|material| material.name == name);
    known.unwrap_or_else(|| {
        let base_color = Vec4::ZERO;
        scene.materials.push(Material { name, base_color, alpha_mode: AlphaMode::Blend, unlit: true, ..Material::default() });
        scene.materials.len() - 1
    })
}

/// What closes over a place: its border, drawn together towards the middle.
fn closed_gap(pixels: &RgbaImage, corners: &[Vec2]) -> RgbaImage {
    let size = Vec2::new(pixels.width() as f32, pixels.height() as f32);
    let (low, high) = extent(corners);
    let color = |uv: Vec2| {
        let at = (uv * size).clamp(Vec2::ZERO, size - 1.0);
        let [r, g, b, _] = pixels.get_pixel(at.x as u32, at.y as u32).0;
        Vec3::new(f32::from(r), f32::from(g), f32::from(b))
    };
    let at = |across: f32, down: f32| color(low + (high - low) * Vec2::new(across, down));
    RgbaImage::from_fn(GAP_PX, GAP_PX, |x, y| {
        let [u, v] = [x, y].map(|side| side as f32 / (GAP_PX - 1) as f32);
        // Coons patch: between left and right, plus between top and bottom, less what both have of the corners.
        let rows = at(0.0, v).lerp(at(1.0, v), u);
        let columns = at(u, 0.0).lerp(at(u, 1.0), v);
        let both = at(0.0, 0.0).lerp(at(1.0, 0.0), u).lerp(at(0.0, 1.0).lerp(at(1.0, 1.0), u), v);
        let [r, g, b] = (rows + columns - both).clamp(Vec3::ZERO, Vec3::splat(255.0)).to_array().map(|light| light as u8);
        image::Rgba([r, g, b, 255])
    })
}
