//! What a person sees on the screen, as far as hands need it: paper over the room, the button to go on with, rows to choose
//! from, and whether anything still moves.
//!
//! Knows the colours and sizes of the HUD, and no program. Start at [`Window::primary_button`].

use crate::display::{SIZE_PX, Window};
use anyhow::Result;
use image::{Rgb, RgbImage};
use std::time::{Duration, Instant};

/// Software drawing on a busy machine takes its time.
pub const LONGEST: Duration = Duration::from_secs(90);
pub const MIDDLE: [u32; 2] = [SIZE_PX[0] / 2, SIZE_PX[1] / 2];
/// The ground of a primary button, and the same under the pointer and pressed.
const PRIMARY: [Rgb<u8>; 3] = [Rgb([0x0B, 0x64, 0x70]), Rgb([0x08, 0x4F, 0x59]), Rgb([0x06, 0x3F, 0x47])];
/// The edge of anything that can be operated.
const EDGE: Rgb<u8> = Rgb([0x85, 0x7E, 0x6F]);
/// A primary button is larger than this, pixels.
const BUTTON_MIN_PX: [u32; 2] = [70, 30];
/// A letter in a button is narrower, pixels.
const LETTER_PX: u32 = 16;
/// From one edge of a row to the other, pixels.
const ROW_PX: std::ops::RangeInclusive<u32> = 36..=64;

/// A button's place on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Place {
    pub fn middle(self) -> [u32; 2] {
        [(self.left + self.right) / 2, (self.top + self.bottom) / 2]
    }
}

impl Window<'_> {
    /// The view has turned to where it was sent: for a while its middle looks the same.
    pub fn stands_still(&mut self, still: Duration) -> Result<()> {
        let mut look = still_look(still);
        self.wait("the end of the turn", LONGEST, |window| Ok(look(&window.picture()?).then_some(())))
    }

    /// The same where a hand may go on showing what to do: after so long a person has seen enough.
    pub fn settles(&mut self, still: Duration, at_most: Duration) -> Result<()> {
        let (mut look, began) = (still_look(still), Instant::now());
        self.wait("the end of the turn", LONGEST, |window| {
            Ok((look(&window.picture()?) || began.elapsed() > at_most).then_some(()))
        })
    }

    /// Paper covers this share of the screen: a card, a dialog or a page.
    pub fn shows_paper(&mut self, what: &str, percent: usize) -> Result<()> {
        self.wait(what, LONGEST, |window| {
            let picture = window.picture()?;
            let paper = picture.pixels().filter(|pixel| is_paper(pixel)).count();
            Ok((paper * 100 > picture.pixels().len() * percent).then_some(()))
        })
    }

    /// The one button that goes on, once it can be pressed and keeps its place.
    pub fn primary_button(&mut self, what: &str) -> Result<Place> {
        // A card may take another place once it knows its size.
        let mut before = None;
        self.wait(what, LONGEST, |window| {
            let now = primary_button(&window.picture()?);
            Ok(now.filter(|_| std::mem::replace(&mut before, now) == now))
        })
    }

    /// The middles of the rows that stand below one another at `x`, from the top, once there are `n_least` of them.
    pub fn rows_at(&mut self, x: u32, n_least: usize) -> Result<Vec<u32>> {
        let mut before = None;
        self.wait("rows to choose from", LONGEST, |window| {
            let now = Some(window.rows_now(x)?).filter(|rows| rows.len() >= n_least);
            Ok(now.clone().filter(|_| std::mem::replace(&mut before, now.clone()) == now))
        })
    }

    /// How far to the right something is written in a place, pixels from its left.
    pub fn written_to(&self, place: Place) -> Result<u32> {
        let picture = self.picture()?;
        let is_ink = |x: u32| (place.top..place.bottom).any(|y| picture.get_pixel(x, y).0.iter().all(|channel| *channel < 0x50));
        Ok((place.left..place.right).rev().find(|x| is_ink(*x)).map_or(0, |x| x - place.left))
    }

    /// An answer has the ground of what is chosen.
    pub fn is_chosen(&self, [x, y]: [u32; 2]) -> Result<bool> {
        let [red, green, blue] = self.picture()?.get_pixel(x, y).0;
        Ok(red.saturating_add(5) < green.min(blue))
    }

    pub fn rows_now(&self, x: u32) -> Result<Vec<u32>> {
        Ok(rows_at(&self.picture()?, x))
    }
}

pub fn is_paper(pixel: &Rgb<u8>) -> bool {
    pixel.0.iter().all(|channel| *channel > 0xf0)
}

fn is_near(a: &Rgb<u8>, b: &Rgb<u8>) -> bool {
    a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= 6)
}

/// The tallest block in the colours of a primary button. Its words and its key lie within.
pub fn primary_button(picture: &RgbImage) -> Option<Place> {
    let mut best: Option<Place> = None;
    let mut open: Option<Place> = None;
    for y in 0..picture.height() {
        let Some((left, right)) = primary_stretch(picture, y) else {
            open = None;
            continue;
        };
        let place = match open.filter(|open| left <= open.right && open.left <= right) {
            Some(open) => Place { left: open.left.min(left), right: open.right.max(right), bottom: y, ..open },
            None => Place { left, top: y, right, bottom: y },
        };
        open = Some(place);
        let height = |place: Place| place.bottom - place.top;
        if height(place) >= BUTTON_MIN_PX[1] && best.is_none_or(|best| height(best) < height(place)) {
            best = Some(place);
        }
    }
    best
}

/// The longest stretch of a row in those colours, with no more between than a letter takes.
fn primary_stretch(picture: &RgbImage, y: u32) -> Option<(u32, u32)> {
    let is_primary = |x: &u32| PRIMARY.iter().any(|colour| is_near(picture.get_pixel(*x, y), colour));
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for x in (0..picture.width()).filter(is_primary) {
        match stretches.last_mut() {
            Some((_, right)) if x - *right <= LETTER_PX => *right = x,
            _ => stretches.push((x, x)),
        }
    }
    let longest = stretches.into_iter().max_by_key(|(left, right)| right - left)?;
    (longest.1 - longest.0 >= BUTTON_MIN_PX[0]).then_some(longest)
}

fn rows_at(picture: &RgbImage, x: u32) -> Vec<u32> {
    let on_edge = |y: &u32| is_near(picture.get_pixel(x, *y), &EDGE);
    let mut edges: Vec<u32> = (0..picture.height()).filter(on_edge).collect();
    // An edge may be two pixels thick.
    edges.dedup_by(|later, earlier| *later - *earlier <= 2);
    edges.windows(2).filter(|pair| ROW_PX.contains(&(pair[1] - pair[0]))).map(|pair| (pair[0] + pair[1]) / 2).collect()
}

/// True from when the middle of the pictures has looked the same for so long.
fn still_look(still: Duration) -> impl FnMut(&RgbImage) -> bool {
    let (mut before, mut since) = (None, Instant::now());
    move |picture| {
        let now = image::imageops::crop_imm(picture, MIDDLE[0] - 200, MIDDLE[1] - 60, 400, 120).to_image();
        if !before.as_ref().is_some_and(|before| nearly_alike(before, &now)) {
            (before, since) = (Some(now), Instant::now());
        }
        since.elapsed() > still
    }
}

/// All but one pixel in a hundred.
pub fn nearly_alike(a: &RgbImage, b: &RgbImage) -> bool {
    let differs = |(a, b): (&Rgb<u8>, &Rgb<u8>)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 24);
    let n_different = a.pixels().zip(b.pixels()).filter(|pair| differs(*pair)).count();
    n_different * 100 < a.pixels().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_is_found_whatever_its_words_and_what_has_its_colour_elsewhere() {
        let mut picture = RgbImage::from_pixel(400, 200, Rgb([0xff, 0xfd, 0xfa]));
        let button = Place { left: 200, top: 80, right: 320, bottom: 128 };
        for (x, y) in (button.left..=button.right).flat_map(|x| (button.top..=button.bottom).map(move |y| (x, y))) {
            let is_letter = (96..112).contains(&y) && x % 12 > 4;
            picture.put_pixel(x, y, if is_letter { Rgb([0xff; 3]) } else { PRIMARY[0] });
        }
        for y in 0..200 {
            picture.put_pixel(20 + y % 7, y, PRIMARY[0]);
        }
        assert_eq!(primary_button(&picture), Some(button));
        assert_eq!(primary_button(&RgbImage::from_pixel(400, 200, Rgb([0xff; 3]))), None);
    }

    #[test]
    fn rows_are_found_by_their_edges() {
        let mut picture = RgbImage::from_pixel(10, 300, Rgb([0xff, 0xfd, 0xfa]));
        for y in [50, 101, 112, 113, 163] {
            picture.put_pixel(4, y, EDGE);
        }
        assert_eq!(rows_at(&picture, 4), [75, 137]);
    }
}
