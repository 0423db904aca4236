//! What packed pictures become.

use crate::files::File;
use gltf_import::{Limits, import};
use scene::{ImageFormat, Texels};
use serde_json::json;

/// A file with this picture and no other.
fn pictured(bytes: &[u8]) -> File {
    let mut file = File::new(json!({ "extensionsRequired": ["KHR_texture_basisu"] }));
    let view = file.view(bytes);
    file.json["images"] = json!([{ "bufferView": view, "mimeType": "image/ktx2" }]);
    file.json["textures"] = json!([{ "extensions": { "KHR_texture_basisu": { "source": 0 } } }]);
    file
}

#[test]
fn pictures_packed_by_basis_universal_stay_packed_and_can_be_unpacked() {
    for (name, bytes, n_levels, has_alpha) in [
        ("etc1s", &include_bytes!("../files/etc1s.ktx2")[..], 1, false),
        ("uastc", include_bytes!("../files/uastc.ktx2"), 1, false),
        ("etc1s-levels", include_bytes!("../files/etc1s-levels.ktx2"), 7, false),
        ("uastc-levels", include_bytes!("../files/uastc-levels.ktx2"), 7, false),
        ("uastc-levels-alpha", include_bytes!("../files/uastc-levels-alpha.ktx2"), 7, true),
    ] {
        let file = pictured(bytes);
        let imported = file.import().unwrap();
        assert_eq!(imported.warnings, []);
        let image = &imported.scene.images[0];
        let ImageFormat::Packed(packed) = &image.format else { panic!("{name} was unpacked") };
        let size_px = if n_levels == 1 { [16, 8] } else { [64, 32] };
        assert_eq!(([image.width_px, image.height_px], image.pixels.len()), (size_px, 0), "{name}");
        let known = (packed.n_levels(), packed.has_alpha(), packed.is_coarse());
        assert_eq!(known, (n_levels, has_alpha, name.starts_with("etc1s")), "{name}");

        let levels = packed.levels(99, Texels::Rgba8).unwrap();
        assert_eq!(levels.len(), n_levels as usize);
        for (level, pixels) in (0..).zip(&levels) {
            let [width, height] = size_px.map(|side: u32| (side >> level).max(1) as usize);
            assert_eq!(pixels.len(), 4 * width * height, "level {level} of {name}");
            let apart = |(at, pixel): (usize, &[u8; 4])| {
                let [red, green] = [at % width * 272 / width, at / width * 288 / height].map(|value| value.min(255));
                let alpha = if has_alpha { 255 - green } else { 255 };
                let offset = |found: u8, wanted: usize| usize::from(found).abs_diff(wanted);
                offset(pixel[0], red) + offset(pixel[1], green) + offset(pixel[2], 64) + offset(pixel[3], alpha)
            };
            let pixels = pixels.as_chunks::<4>().0;
            let mean = pixels.iter().enumerate().map(apart).sum::<usize>() / (4 * pixels.len());
            // The smaller copies of a ramp lie half a pixel aside.
            let aside = if level > 0 { 102 / height } else { 0 };
            assert!(mean <= 20 + aside, "level {level} of {name}: {mean} of 255 apart");
        }
        for texels in [Texels::Bc1, Texels::Bc7, Texels::Etc2Rgb, Texels::Etc2Rgba] {
            let blocks = packed.levels(99, texels).unwrap();
            let n_bytes = |level: u32| texels.n_bytes(size_px.map(|side| (side >> level).max(1)));
            let all: Vec<u64> = (0..n_levels).map(n_bytes).collect();
            assert_eq!(blocks.iter().map(|block| block.len() as u64).collect::<Vec<_>>(), all, "{name} as {texels:?}");
        }

        let limits = Limits { image_side_px: 15, ..Limits::default() };
        assert_eq!(import(&file.glb(), &|_| None, &limits).unwrap_err().place, "/images/0");
        let mut n_refused = 0;
        for at in (0..bytes.len()).step_by(bytes.len().div_ceil(300)) {
            let mut broken = bytes.to_vec();
            broken[at] ^= 0x5a;
            match pictured(&broken).import() {
                // What an import lets through can be drawn on any card.
                Ok(imported) => draw_all(&imported.scene.images[0]),
                Err(_) => n_refused += 1,
            }
        }
        assert!(n_refused > 10, "{name}: {n_refused}");
    }
}

fn draw_all(image: &scene::Image) {
    let ImageFormat::Packed(packed) = &image.format else { return };
    for texels in [Texels::Rgba8, Texels::Bc1, Texels::Bc7, Texels::Etc2Rgb, Texels::Etc2Rgba] {
        assert!(packed.levels(99, texels).is_some(), "{texels:?} of {packed:?}");
    }
}

#[test]
fn levels_that_a_picture_of_its_size_cannot_have_are_refused() {
    let packed = include_bytes!("../files/uastc-levels.ktx2");
    let refused = |at: usize, number: u64, n_bytes: usize| {
        let mut broken = packed.to_vec();
        broken[at..at + n_bytes].copy_from_slice(&number.to_le_bytes()[..n_bytes]);
        pictured(&broken).import().unwrap_err().what
    };
    assert!(refused(40, 8, 4).ends_with("it has more levels than pixels"));
    // The third level is of 16 by 8 pixels, which are 8 blocks.
    let of_third = 80 + 2 * 24 + 16;
    assert!(refused(of_third, 8 * 16 + 1, 8).ends_with("it says that its blocks are larger than its size"));
    assert!(refused(of_third, u64::MAX, 8).ends_with("it says that its blocks are larger than its size"));
}
