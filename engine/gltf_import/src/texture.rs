//! Images and how they are sampled. PNG, JPEG, WebP and KTX2; an image that no texture uses is not decoded.

use crate::buffers::{self, Buffers};
use crate::json::At;
use crate::limits::Budget;
use crate::{ImportError, Job, Limits, Resolve, ktx2};
use image::{ImageFormat, ImageReader};
use scene::{Filter, Image, Sampler, Texture, Wrap};
use std::borrow::Cow;
use std::io::Cursor;

#[derive(Default)]
pub(crate) struct Textures {
    pub textures: Vec<Texture>,
    pub images: Vec<Image>,
    /// By the file's index: the index into `textures`; None for those without an image that can be read.
    pub by_file: Vec<Option<usize>>,
}

pub(crate) fn read(job: &mut Job, buffers: &Buffers, resolve: Resolve, budget: &mut Budget) -> Result<Textures, ImportError> {
    let samplers = job.objects("samplers")?.iter().map(read_sampler).collect::<Result<Vec<_>, _>>()?;
    let files = job.root.objects("images", job.limits.list_len)?;
    let mut pixels = Budget::new("pixels of images", job.limits.images_px);
    let mut image_of_file: Vec<Option<usize>> = vec![None; files.len()];
    let mut read = Textures::default();
    for at in job.root.objects("textures", job.limits.list_len)? {
        let sampler = at.index_of("sampler", samplers.len(), "sampler")?.map_or(Sampler::default(), |sampler| samplers[sampler]);
        let Some(file) = source(&at, files.len())? else {
            job.warn(&at, "has no image in a format that is read (PNG, JPEG, WebP or KTX2); it was left out");
            read.by_file.push(None);
            continue;
        };
        let image = match image_of_file[file] {
            Some(image) => image,
            None => {
                read.images.push(read_image(&files[file], buffers, resolve, budget, &mut pixels, job.limits)?);
                image_of_file[file] = Some(read.images.len() - 1);
                read.images.len() - 1
            }
        };
        read.by_file.push(Some(read.textures.len()));
        read.textures.push(Texture { image, sampler });
    }
    Ok(read)
}

/// The image of a texture, of several the one that is packed best.
fn source(at: &At, n_images: usize) -> Result<Option<usize>, ImportError> {
    for name in ["KHR_texture_basisu", "EXT_texture_webp"] {
        if let Some(extension) = at.extension(name)?
            && let Some(image) = extension.index_of("source", n_images, "image")?
        {
            return Ok(Some(image));
        }
    }
    at.index_of("source", n_images, "image")
}

fn read_sampler(at: &At) -> Result<Sampler, ImportError> {
    let wrap = |key: &str| match at.whole_or(key, 10497)? {
        10497 => Ok(Wrap::Repeat),
        33648 => Ok(Wrap::Mirror),
        33071 => Ok(Wrap::Clamp),
        other => at.fail(format!("`{key}` {other} is unknown")),
    };
    let magnify = match at.whole_or("magFilter", 9729)? {
        9728 => Filter::Nearest,
        9729 => Filter::Linear,
        other => return at.fail(format!("`magFilter` {other} is unknown")),
    };
    let (minify, mipmaps) = match at.whole_or("minFilter", 9987)? {
        9728 => (Filter::Nearest, false),
        9729 => (Filter::Linear, false),
        9984 | 9986 => (Filter::Nearest, true),
        9985 | 9987 => (Filter::Linear, true),
        other => return at.fail(format!("`minFilter` {other} is unknown")),
    };
    Ok(Sampler { wrap_u: wrap("wrapS")?, wrap_v: wrap("wrapT")?, magnify, minify, mipmaps })
}

fn read_image(
    at: &At,
    buffers: &Buffers,
    resolve: Resolve,
    budget: &mut Budget,
    pixels: &mut Budget,
    limits: &Limits,
) -> Result<Image, ImportError> {
    let bytes = match (at.text("uri")?, at.index_of("bufferView", buffers.n_views(), "buffer view")?) {
        (None, Some(view)) => Cow::Borrowed(buffers.view(view)),
        (Some(uri), None) => {
            let bytes = buffers::fetch(&at.need("uri")?, uri, resolve)?;
            budget.spend(&at.place, bytes.len() as u64)?;
            Cow::Owned(bytes)
        }
        _ => return at.fail("must have either `uri` or `bufferView`"),
    };
    let name = at.name()?;
    let mut spend = |size_px| spend_pixels(at, size_px, pixels, limits);
    let (size_px, pixels) =
        if ktx2::is_ktx2(&bytes) { unpacked(at, &bytes, &mut spend)? } else { decoded(at, &bytes, limits, &mut spend)? };
    Ok(Image { name, width_px: size_px[0], height_px: size_px[1], format: scene::ImageFormat::Rgba8, pixels: pixels.into() })
}

/// Before anything of that size is allocated.
fn spend_pixels(at: &At, [width_px, height_px]: [u32; 2], pixels: &mut Budget, limits: &Limits) -> Result<(), ImportError> {
    if width_px.max(height_px) > limits.image_side_px {
        return at.fail(format!("is {width_px} × {height_px} pixels; at most {} on a side are read", limits.image_side_px));
    }
    pixels.spend(&at.place, u64::from(width_px) * u64::from(height_px))
}

type Spend<'a> = &'a mut dyn FnMut([u32; 2]) -> Result<(), ImportError>;

fn unpacked(at: &At, bytes: &[u8], spend: Spend) -> Result<([u32; 2], Vec<u8>), ImportError> {
    let size_px = ktx2::size_px(bytes).or_else(|what| at.fail(format!("the image cannot be read: {what}")))?;
    spend(size_px)?;
    match ktx2::pixels(bytes, size_px) {
        Ok(pixels) => Ok((size_px, pixels)),
        Err(what) => at.fail(format!("the image cannot be read: {what}")),
    }
}

fn decoded(at: &At, bytes: &[u8], limits: &Limits, spend: Spend) -> Result<([u32; 2], Vec<u8>), ImportError> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ => return at.fail("is neither PNG, JPEG, WebP nor KTX2"),
    };
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut image_limits = image::Limits::default();
        image_limits.max_image_width = Some(limits.image_side_px);
        image_limits.max_image_height = Some(limits.image_side_px);
        reader.limits(image_limits);
        reader
    };
    let broken = |error: image::ImageError| ImportError::new(at.place.clone(), format!("the image cannot be read: {error}"));
    let (width_px, height_px) = reader().into_dimensions().map_err(broken)?;
    spend([width_px, height_px])?;
    let decoded = reader().decode().map_err(broken)?.into_rgba8();
    let (width_px, height_px) = decoded.dimensions();
    Ok(([width_px, height_px], decoded.into_raw()))
}
