//! The parts of an upload that hang on the scene alone, shared out among threads: light from everywhere, geometry, textures.
//!
//! Start at [`Prepared::of`].

use crate::closed::are_closed;
use crate::environment::RadianceLevels;
use crate::geometry::Geometry;
use crate::lights::{PlacedLight, still_sun};
use crate::occlusion::Occluders;
use crate::radiance::upload_lightmap;
use crate::rooms::Surroundings;
use crate::share_out::{Later, ShareOut};
use crate::sunlight::{SunOrders, sun_orders};
use crate::textures::{MapUse, is_opaque, upload_image};
use crate::{Environment, Gpu, UploadError, materials};
use scene::{Image, ImageFormat, Scene};
use std::mem::replace;
use wgpu::{Texture, TextureView};

pub(crate) struct Prepared {
    pub sun_orders: SunOrders,
    pub geometry: Geometry,
    pub occluders: Occluders,
    /// By mesh, see closed.rs.
    pub are_closed: Vec<bool>,
    /// Light from everywhere, and what each room mirrors.
    pub around: (Surroundings, Vec<RadianceLevels>),
    pub lightmap: Option<TextureView>,
    /// By image of the scene, what each of its uses reads.
    pub maps: Vec<Vec<(MapUse, Texture)>>,
}

impl Prepared {
    /// Pixels are taken out of the scene's images, and let go as soon as they are on the GPU.
    pub fn of(
        gpu: &Gpu,
        scene: &mut Scene,
        environment: &Environment,
        lights: &[PlacedLight],
        share_out: ShareOut,
    ) -> Result<Self, UploadError> {
        let uses = materials::image_uses(scene);
        let images: Vec<Image> = scene.images.iter_mut().map(taken).collect();
        let (scene, lightmap) = (&*scene, environment.lightmap);
        let around = Later::new(|| Surroundings::of(environment));
        let solid = Later::new(|| solid(gpu, scene, lights));
        let lightmap = Later::new(move || lightmap.map(|image| upload_lightmap(gpu, image)).transpose());
        let occluders = Later::new(|| Occluders::of(scene));
        let closed = Later::new(|| are_closed(scene));
        let maps = uses.into_iter().zip(images).map(|((_, uses), image)| Later::new(move || maps(gpu, &image, &uses)));
        let maps: Vec<_> = maps.collect();
        // Those that take longest come first.
        share_out(5 + maps.len(), &|job| match job {
            0 => around.make(),
            1 => solid.make(),
            2 => lightmap.make(),
            3 => occluders.make(),
            4 => closed.make(),
            image => maps[image - 5].make(),
        });
        let (sun_orders, geometry) = solid.take();
        Ok(Self {
            sun_orders,
            geometry,
            occluders: occluders.take(),
            are_closed: closed.take(),
            around: around.take()?,
            lightmap: lightmap.take()?,
            maps: maps.into_iter().map(Later::take).collect::<Result<_, _>>()?,
        })
    }
}

fn solid(gpu: &Gpu, scene: &Scene, lights: &[PlacedLight]) -> (SunOrders, Geometry) {
    let orders = still_sun(scene, lights).map_or_else(SunOrders::new, |to_sun| sun_orders(scene, to_sun));
    let geometry = Geometry::upload(gpu, scene, &orders);
    (orders, geometry)
}

fn maps(gpu: &Gpu, image: &Image, uses: &[MapUse]) -> Result<Vec<(MapUse, Texture)>, UploadError> {
    let mut maps: Vec<(MapUse, Texture)> = Vec::new();
    for map_use in uses {
        // Without clear texels both are the same.
        let is_color = |(other, _): &&(MapUse, Texture)| [*map_use, *other].into_iter().all(MapUse::is_color);
        let same = maps.iter().find(is_color).filter(|_| is_opaque(image)).map(|(_, texture)| texture.clone());
        maps.push((*map_use, same.map_or_else(|| upload_image(gpu, image, *map_use), Ok)?));
    }
    Ok(maps)
}

fn taken(image: &mut Image) -> Image {
    let (format, pixels) = (replace(&mut image.format, ImageFormat::Rgba8), replace(&mut image.pixels, [].into()));
    Image { name: image.name.clone(), format, pixels, ..*image }
}
