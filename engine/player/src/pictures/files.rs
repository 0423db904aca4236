//! Picture files of a module's folder: never outside of it, never larger than is sane.
//!
//! Start at [`look_at`], which decodes nothing, and at [`decoded`].

use crate::library::LibraryError;
use authoring::PictureFile;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, imageops::FilterType};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// No picture is larger than this, as a file and along a side.
const FILE_MAX_BYTES: u64 = 16 << 20;
const SIDE_MAX_PX: u32 = 8192;

/// What is to be known of a picture before anybody sees it; none when there is no such file in the folder.
pub fn look_at(folder: &Path, file: &str) -> Option<PictureFile> {
    let path = inside(folder, file)?;
    let unusable = |why: &str| Some(PictureFile::Unusable(why.to_owned()));
    let Ok(metadata) = std::fs::metadata(&path) else { return unusable("it cannot be read") };
    if !metadata.is_file() {
        return unusable("it is no file");
    }
    if metadata.len() > FILE_MAX_BYTES {
        return unusable("it is larger than 16 MB");
    }
    let Ok(bytes) = std::fs::read(&path) else { return unusable("it cannot be read") };
    let Some((width_px, height_px)) = size_of(&bytes) else { return unusable("it is broken, or no .jpg or .png inside") };
    if width_px.max(height_px) > SIDE_MAX_PX {
        return unusable("it has more than 8,192 pixels a side");
    }
    if width_px.min(height_px) < 16 {
        return unusable("it has fewer than 16 pixels a side");
    }
    Some(PictureFile::Readable { width_px, height_px })
}

/// The pixels of a picture as it is to be seen, made smaller until it has no more than `most_px` of them.
pub fn decoded(folder: &Path, file: &str, most_px: u32) -> Result<image::RgbaImage, LibraryError> {
    let path = inside(folder, file).unwrap_or_else(|| folder.join(file));
    let failed = |why: image::ImageError| LibraryError::Picture { path: path.clone(), why };
    let is_large = std::fs::metadata(&path).is_ok_and(|metadata| metadata.len() > FILE_MAX_BYTES);
    if is_large || inside(folder, file).is_none() {
        return Err(LibraryError::Read { path: path.clone(), why: std::io::ErrorKind::NotFound.into() });
    }
    let bytes = std::fs::read(&path).map_err(|why| LibraryError::Read { path: path.clone(), why })?;
    let mut reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().map_err(|why| failed(why.into()))?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX_PX), Some(SIDE_MAX_PX));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(failed)?;
    // Cameras and phones often lay pictures on their side and say so.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(orientation);
    let n_px = f64::from(picture.width()) * f64::from(picture.height());
    if n_px > f64::from(most_px) {
        let scale = (f64::from(most_px) / n_px).sqrt();
        let side = |px: u32| ((f64::from(px) * scale).round() as u32).max(1);
        picture = picture.resize_exact(side(picture.width()), side(picture.height()), FilterType::Triangle);
    }
    Ok(picture.into_rgba8())
}

/// Width and height as the picture is to be seen, from its first bytes.
fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let lies = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH)
    );
    Some(if lies { (height, width) } else { (width, height) })
}

/// The file's path when it is there and lies in the folder, links followed.
fn inside(folder: &Path, file: &str) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    let path = folder.join(file).canonicalize().ok()?;
    path.starts_with(&folder).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbaImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn pictures_are_looked_at_and_made_smaller() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.png"), picture(200, 100)).unwrap();
        assert_eq!(look_at(folder.path(), "a.png"), Some(PictureFile::Readable { width_px: 200, height_px: 100 }));
        let small = decoded(folder.path(), "a.png", 5_000).unwrap();
        assert_eq!(small.dimensions(), (100, 50));
        assert_eq!(look_at(folder.path(), "b.png"), None);
    }

    #[test]
    fn hostile_files_are_told_and_survived() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("module");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(outer.path().join("secret.png"), picture(20, 20)).unwrap();
        assert_eq!(look_at(&folder, "../secret.png"), None);
        assert!(decoded(&folder, "../secret.png", 100).is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outer.path().join("secret.png"), folder.join("link.png")).unwrap();
            assert_eq!(look_at(&folder, "link.png"), None);
        }
        // A header that promises 60,000 pixels a side, half a picture, text, nothing.
        let mut bomb = picture(20, 20);
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let whole = picture(64, 64);
        let cases = [bomb, whole[..whole.len() / 2].to_vec(), b"not a picture".to_vec(), Vec::new(), picture(4, 4)];
        for (idx, bytes) in cases.into_iter().enumerate() {
            let name = format!("{idx}.png");
            std::fs::write(folder.join(&name), bytes).unwrap();
            let looked = look_at(&folder, &name);
            let shown = decoded(&folder, &name, 1 << 20);
            assert!(matches!(looked, Some(PictureFile::Unusable(_))) || shown.is_err(), "{idx}: {looked:?}");
        }
        std::fs::create_dir(folder.join("d.png")).unwrap();
        assert!(matches!(look_at(&folder, "d.png"), Some(PictureFile::Unusable(_))));
        let large = std::fs::File::create(folder.join("large.jpg")).unwrap();
        large.set_len(17 << 20).unwrap();
        assert!(matches!(look_at(&folder, "large.jpg"), Some(PictureFile::Unusable(why)) if why.contains("16 MB")));
        assert!(decoded(&folder, "large.jpg", 100).is_err());
    }
}
