//! What is written on the command line, read: places, angles, colours, sizes. Start at [`size`].

use glam::Vec3;

pub fn point(text: &str) -> Result<Vec3, String> {
    let numbers: Option<Vec<f32>> =
        text.split(',').map(|part| part.trim().parse().ok().filter(|n: &f32| n.is_finite())).collect();
    let three = numbers.and_then(|numbers| <[f32; 3]>::try_from(numbers).ok());
    three.map(Vec3::from).ok_or_else(|| format!("`{text}` is not three numbers: write them as 1,2.5,-3"))
}

pub fn fov(text: &str) -> Result<f32, String> {
    let degrees = text.parse().ok().filter(|degrees| (1.0..=170.0).contains(degrees));
    degrees.ok_or_else(|| format!("`{text}` is no field of view: write degrees from 1 to 170"))
}

pub fn samples(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|n_samples| [1, 4].contains(n_samples)).ok_or_else(|| {
        format!("a pixel cannot have `{text}` samples: say 4, as every graphics card has, or 1 to have edges smoothed afterwards")
    })
}

pub fn color(text: &str) -> Result<[u8; 3], String> {
    let digits = text.trim_start_matches('#');
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6);
    let [_, red, green, blue] = number
        .ok_or_else(|| format!("`{text}` is no colour: write it as 202428, two digits each of red, green and blue"))?
        .to_be_bytes();
    Ok([red, green, blue])
}

pub fn size(text: &str) -> Result<[u32; 2], String> {
    let wrong = || format!("`{text}` is no size: write it as 1280x720, each side from 64 to 8192");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |part: &str| part.parse().ok().filter(|side| (64..=8192).contains(side)).ok_or_else(wrong);
    Ok([side(width)?, side(height)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_colours_are_read_and_others_refused() {
        assert_eq!(point("1,-2.5, 3"), Ok(Vec3::new(1.0, -2.5, 3.0)));
        assert_eq!(color("#0a64F0"), Ok([0x0a, 0x64, 0xf0]));
        assert_eq!(fov("45"), Ok(45.0));
        assert_eq!([samples("1"), samples("4")], [Ok(1), Ok(4)]);
        assert!(["0", "2", "8", "-1", "many"].iter().all(|wrong| samples(wrong).is_err()));
        assert!(["1,2", "1,2,3,4", "a,b,c", "1,2,inf"].iter().all(|wrong| point(wrong).is_err()));
        assert!(["12345", "gg0000", ""].iter().all(|wrong| color(wrong).is_err()));
        assert!(["0", "180", "x"].iter().all(|wrong| fov(wrong).is_err()));
    }

    #[test]
    fn sizes_are_read_and_absurd_ones_refused() {
        assert_eq!(size("1280x720"), Ok([1280, 720]));
        for wrong in ["1280", "0x0", "99999x720", "axb"] {
            assert!(size(wrong).is_err());
        }
    }
}
