//! The magnifying glass in the hand: whether it is there, what lies under it, and how large it is.
//!
//! What it shows is drawn as a view of its own, so that it is sharp. Start at [`Magnifier::view`].

use crate::picture::Loupe;
use crate::play::{Aim, Play};
use crate::screen_space::Screen;
use egui::TextureId;
use glam::Vec2;
use hud::LoupeView;

/// So many times larger.
pub(crate) const MAGNIFIES: f32 = 3.0;
/// Its radius, as a share of the picture's height.
pub(crate) const RADIUS: f32 = 0.24;
/// No sharper than this, pixels.
pub(crate) const SIDE_MAX_PX: f32 = 1_024.0;

#[derive(Debug, Default)]
pub struct Magnifier {
    is_there: bool,
    /// What it showed last.
    pub shows: Option<TextureId>,
}

impl Magnifier {
    /// Its key went down, or up after it was kept down. Down again puts it away.
    pub fn key(&mut self, goes_down: bool) {
        self.is_there = goes_down && !self.is_there;
    }

    /// What it looks at in a picture of this size; none while it is away.
    pub fn view(&self, play: &Play, size_px: [u32; 2]) -> Option<Loupe> {
        let side_px = (2.0 * RADIUS * size_px[1] as f32).clamp(1.0, SIDE_MAX_PX) as u32;
        let fov_y = 2.0 * ((play.stage.fov_y() / 2.0).tan() * 2.0 * RADIUS / MAGNIFIES).atan();
        self.is_there.then(|| Loupe { aim: play.aim_ray(), fov_y, side_px })
    }

    /// Where it is on the screen.
    pub fn shown(&self, play: &Play, screen: &Screen) -> Option<LoupeView> {
        let texture = self.shows.filter(|_| self.is_there)?;
        let at = match play.aim {
            Aim::Crosshair => screen.point(Vec2::ZERO),
            Aim::Pointer(ndc) => screen.point(ndc),
        };
        Some(LoupeView { texture, at, radius: RADIUS * screen.rect.height() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_brings_it_letting_go_or_another_press_puts_it_away() {
        let mut magnifier = Magnifier::default();
        magnifier.key(true);
        assert!(magnifier.is_there);
        magnifier.key(false);
        assert!(!magnifier.is_there);
        magnifier.key(true);
        magnifier.key(true);
        assert!(!magnifier.is_there);
    }
}
