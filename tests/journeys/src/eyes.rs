//! What a person sees on the screen, as far as a journey asks for it: where things are, and how much of it is paper.
//!
//! Knows the colours of the HUD, and no program. What stands where is told by [`crate::ears`].

use crate::display::{SIZE_PX, Window};
use anyhow::{Result, ensure};
use image::{Rgb, RgbImage};
use std::time::Duration;

/// Software drawing on a busy machine takes its time.
pub const LONGEST: Duration = Duration::from_secs(90);
pub const MIDDLE: [u32; 2] = [SIZE_PX[0] / 2, SIZE_PX[1] / 2];
/// So many colours, coarsely, are in any picture of a room or a page; a window that draws nothing has one.
const N_COLOURS_MIN: usize = 12;

/// A thing's place on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Place {
    pub fn middle(self) -> [u32; 2] {
        [u32::midpoint(self.left, self.right), u32::midpoint(self.top, self.bottom)]
    }
}

impl Window<'_> {
    /// What is told is also drawn: paper where a thing with words stands, and more than one colour all over.
    pub fn shows(&mut self, place: Place) -> Result<()> {
        let what = format!("paper at {place:?}");
        self.wait(&what, LONGEST, |window| {
            let picture = window.picture()?;
            let inside = |x: u32, y: u32| (place.left..=place.right).contains(&x) && (place.top..=place.bottom).contains(&y);
            let (mut n_paper, mut n_all) = (0_usize, 0_usize);
            for (_, _, pixel) in picture.enumerate_pixels().filter(|(x, y, _)| inside(*x, *y)) {
                n_all += 1;
                n_paper += usize::from(is_paper(pixel));
            }
            Ok((n_all > 0 && n_paper * 10 > n_all * 4).then_some(()))
        })?;
        ensure!(n_colours(&self.picture()?) >= N_COLOURS_MIN, "the window draws next to nothing");
        Ok(())
    }

    /// The picture is that of a room or a page.
    pub fn draws(&mut self) -> Result<()> {
        self.wait("a picture of many colours", LONGEST, |window| {
            Ok((n_colours(&window.picture()?) >= N_COLOURS_MIN).then_some(()))
        })
    }
}

fn is_paper(pixel: &Rgb<u8>) -> bool {
    pixel.0.iter().all(|channel| *channel > 0xe8)
}

fn n_colours(picture: &RgbImage) -> usize {
    let coarse = picture.pixels().step_by(7).map(|pixel| pixel.0.map(|channel| channel / 32));
    coarse.collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_draws_nothing_has_few_colours() {
        let mut picture = RgbImage::from_pixel(100, 100, Rgb([0x14, 0x27, 0x2b]));
        assert_eq!(n_colours(&picture), 1);
        for (x, y) in (0..100).flat_map(|x| (0..100).map(move |y| (x, y))) {
            picture.put_pixel(x, y, Rgb([(x * 2) as u8, (y * 2) as u8, 40]));
        }
        assert!(n_colours(&picture) > N_COLOURS_MIN);
    }
}
