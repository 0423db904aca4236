//! Images and how they are sampled. PNG, JPEG, WebP and KTX2; an image that no texture uses is not decoded.

use crate::buffers::{self, Buffers};
use crate::guarded::guarded;
use crate::json::At;
use crate::limits::{Budget, no_room};
use crate::{ImportError, Job, Limits, Resolve, ktx2};
use image::{DynamicImage, ImageFormat, ImageReader};
use scene::{Filter, Image, Sampler, Texture, Wrap, has_room};
use std::borrow::Cow;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

#[derive(Default)]
pub(crate) struct Textures {
    pub textures: Vec<Texture>,
    pub images: Vec<Image>,
    /// By the file's index: the index into `textures`; None for those without an image that can be read.
    pub by_file: Vec<Option<usize>>,
}

pub(crate) fn read(job: &mut Job, buffers: &Buffers, resolve: Resolve, budget: &mut Budget) -> Result<Textures, ImportError> {
    let mut samplers = Vec::new();
    for at in job.root.objects("samplers", job.limits.list_len)? {
        samplers.push(job.or(read_sampler(&at), Sampler::default)?);
    }
    let files = job.root.objects("images", job.limits.list_len)?;
    let mut pixels = Budget::new("pixels of images", job.limits.images_px);
    let mut packed = Vec::new();
    let mut image_of_file: Vec<Option<Option<usize>>> = vec![None; files.len()];
    let mut read = Textures::default();
    for at in job.root.objects("textures", job.limits.list_len)? {
        let uses = at.index_of("sampler", samplers.len(), "sampler").and_then(|sampler| Ok((sampler, source(&at, files.len())?)));
        let (sampler, file) = job.or(uses, || (None, None))?;
        let Some(file) = file else {
            job.warn(&at, "has no image in a format that is read (PNG, JPEG, WebP or KTX2); it was left out");
            read.by_file.push(None);
            continue;
        };
        if image_of_file[file].is_none() {
            let image = Packed::read(&files[file], buffers, resolve, budget, &mut pixels, job.limits).map(Some);
            let image = job.or(image, || None)?;
            image_of_file[file] = Some(image.as_ref().map(|_| packed.len()));
            packed.extend(image);
        }
        let Some(image) = image_of_file[file].flatten() else {
            read.by_file.push(None);
            continue;
        };
        read.by_file.push(Some(read.textures.len()));
        read.textures.push(Texture { image, sampler: sampler.map_or(Sampler::default(), |sampler| samplers[sampler]) });
    }
    let n_bytes = unpacked_bytes(&packed);
    let images =
        if has_room(n_bytes) { unpack_all(&packed, job) } else { packed.iter().map(|one| Err(one.beyond(n_bytes))).collect() };
    for image in images {
        let stand_in = || Image {
            name: String::new(),
            width_px: 1,
            height_px: 1,
            format: scene::ImageFormat::Rgba8,
            pixels: [255; 4].into(),
        };
        read.images.push(job.or(image, stand_in)?);
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

/// An image that is known to be small enough, before its pixels are made.
struct Packed<'a> {
    place: String,
    name: String,
    bytes: Cow<'a, [u8]>,
    /// None: KTX2.
    format: Option<ImageFormat>,
    size_px: [u32; 2],
}

impl<'a> Packed<'a> {
    fn read(
        at: &At,
        buffers: &'a Buffers,
        resolve: Resolve,
        budget: &mut Budget,
        pixels: &mut Budget,
        limits: &Limits,
    ) -> Result<Self, ImportError> {
        let bytes = match (at.text("uri")?, at.index_of("bufferView", buffers.n_views(), "buffer view")?) {
            (None, Some(view)) => Cow::Borrowed(buffers.view(at, view)?),
            (Some(uri), None) => {
                let bytes = buffers::fetch(&at.need("uri")?, uri, resolve)?;
                budget.spend(&at.place, bytes.len() as u64)?;
                Cow::Owned(bytes)
            }
            _ => return at.fail("must have either `uri` or `bufferView`"),
        };
        let name = at.name()?;
        let (format, size_px) = if ktx2::is_ktx2(&bytes) {
            (None, ktx2::size_px(&bytes).map_err(str::to_owned))
        } else {
            match image::guess_format(&bytes) {
                Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => {
                    let size_px = reader(&bytes, format, limits).into_dimensions();
                    (Some(format), size_px.map(|(width_px, height_px)| [width_px, height_px]).map_err(|error| error.to_string()))
                }
                _ => return at.fail("is neither PNG, JPEG, WebP nor KTX2"),
            }
        };
        let size_px = size_px.or_else(|what| at.fail(format!("the image cannot be read: {what}")))?;
        spend_pixels(at, size_px, pixels, limits)?;
        Ok(Self { place: at.place.clone(), name, bytes, format, size_px })
    }

    fn n_pixels(&self) -> u64 {
        u64::from(self.size_px[0]) * u64::from(self.size_px[1])
    }

    /// All images together need more memory than there is.
    fn beyond(&self, n_bytes: u64) -> ImportError {
        ImportError::new(&self.place, no_room(n_bytes))
    }

    fn unpacked(&self, limits: &Limits) -> Result<Image, ImportError> {
        let ([width_px, height_px], name) = (self.size_px, self.name.clone());
        let image = |format, pixels| Image { name, width_px, height_px, format, pixels };
        let made = match self.format {
            None => {
                let packed = ktx2::Ktx2::checked(&self.bytes, self.size_px);
                packed.map(|packed| image(scene::ImageFormat::Packed(Arc::new(packed)), [].into()))
            }
            Some(format) => {
                let decode = || reader(&self.bytes, format, limits).decode().map(rgba).map_err(|error| error.to_string());
                match guarded(decode).unwrap_or_else(|| Err("its decoder gave up".to_owned())) {
                    Ok(pixels) if pixels.len() as u64 == 4 * self.n_pixels() => Ok(image(scene::ImageFormat::Rgba8, pixels)),
                    Ok(_) => Err("it is not as large as it says".into()),
                    Err(why) => Err(why),
                }
            }
        };
        made.map_err(|what| ImportError::new(&self.place, format!("the image cannot be read: {what}")))
    }
}

/// What all of them take, and what the largest takes on its way: as its decoder has it, and with four bytes a pixel.
fn unpacked_bytes(packed: &[Packed]) -> u64 {
    4 * packed.iter().map(Packed::n_pixels).sum::<u64>() + 12 * packed.iter().map(Packed::n_pixels).max().unwrap_or(0)
}

/// Four bytes a pixel. Opaque ones, which most are, are copied once, straight to where they stay.
fn rgba(decoded: DynamicImage) -> Arc<[u8]> {
    let DynamicImage::ImageRgb8(rgb) = decoded else { return decoded.into_rgba8().into_raw().into() };
    let mut pixels: Arc<[u8]> = std::iter::repeat_n(255, rgb.len() / 3 * 4).collect();
    if let Some(rgba) = Arc::get_mut(&mut pixels) {
        for (rgba, rgb) in rgba.chunks_exact_mut(4).zip(rgb.chunks_exact(3)) {
            rgba[..3].copy_from_slice(rgb);
        }
    }
    pixels
}

fn reader<'a>(bytes: &'a [u8], format: ImageFormat, limits: &Limits) -> ImageReader<Cursor<&'a [u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut image_limits = image::Limits::default();
    image_limits.max_image_width = Some(limits.image_side_px);
    image_limits.max_image_height = Some(limits.image_side_px);
    reader.limits(image_limits);
    reader
}

/// In their order, whoever makes them: most of a file's time goes into its pictures.
fn unpack_all(packed: &[Packed], job: &Job) -> Vec<Result<Image, ImportError>> {
    let slots: Vec<OnceLock<Result<Image, ImportError>>> = packed.iter().map(|_| OnceLock::new()).collect();
    let limits = job.limits;
    (job.share_out)(packed.len(), &|idx| {
        slots[idx].get_or_init(|| packed[idx].unpacked(limits));
    });
    let made = |(slot, packed): (OnceLock<_>, &Packed)| slot.into_inner().unwrap_or_else(|| packed.unpacked(limits));
    slots.into_iter().zip(packed).map(made).collect()
}

/// Before anything of that size is allocated.
fn spend_pixels(at: &At, [width_px, height_px]: [u32; 2], pixels: &mut Budget, limits: &Limits) -> Result<(), ImportError> {
    if width_px.max(height_px) > limits.image_side_px {
        return at.fail(format!("is {width_px} × {height_px} pixels; at most {} on a side are read", limits.image_side_px));
    }
    pixels.spend(&at.place, u64::from(width_px) * u64::from(height_px))
}
