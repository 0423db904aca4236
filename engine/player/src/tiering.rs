//! Which tier a graphics card can afford: measured once, kept with the card's name, measured anew when card or driver change.
//!
//! Start at [`tier_here`]; what is tried and chosen is [`next`]'s, which is pure.

use crate::painter::Painter;
use crate::viewing::bounds_of;
use glam::{Mat4, Quat};
use render::{Frame, Gpu, Tier, View};
use scene::Scene;
use serde::{Deserialize, Serialize};
use std::f32::consts::TAU;
use std::path::Path;

/// From the least work to the most. Each is tried only where the one before leaves enough time.
const TIERS: [Tier; 3] = [Tier::Low, Tier::Medium, Tier::High];
/// A frame of a tier that is chosen takes no longer, milliseconds: 60 a second, with something left for everything else.
const FRAME_MS: f32 = 13.0;
/// The next tier takes at least so many times as long as the one before.
const DEARER: f32 = 1.5;
/// Above the floor, metres.
const EYE_M: f32 = 1.6;
/// Frames that count.
const N_VIEWS: usize = 4;

/// What was found, as it is kept in the data folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Name, driver and backend.
    adapter: String,
    tier: String,
    /// By tier, milliseconds a frame.
    frames_ms: Vec<(String, f32)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    Try(Tier),
    Choose(Tier),
}

/// What to do after these tiers were measured, in the order of trying.
pub fn next(measured: &[(Tier, f32)]) -> Next {
    let Some((tier, ms)) = measured.last().copied() else { return Next::Try(TIERS[0]) };
    let fitting = measured.iter().rev().find(|(_, ms)| *ms <= FRAME_MS).map_or(TIERS[0], |(tier, _)| *tier);
    let following = TIERS.iter().position(|known| *known == tier).and_then(|at| TIERS.get(at + 1));
    match following {
        Some(following) if ms * DEARER <= FRAME_MS => Next::Try(*following),
        _ => Next::Choose(fitting),
    }
}

/// The tier for this card: as it was measured before, or is measured now by looking around in a scene that is loaded.
pub fn tier_here(data: &Path, painter: &mut Painter, scene: &Scene, size_px: [u32; 2]) -> Option<Tier> {
    if let Some(tier) = Measured::kept(data, &painter.gpu) {
        return Some(tier);
    }
    let mut measured = Vec::new();
    let tier = loop {
        match next(&measured) {
            Next::Choose(tier) => break tier,
            Next::Try(tier) => measured.push((tier, time(painter, tier, scene, size_px)?)),
        }
    };
    painter.set_tier(tier);
    Measured::new(&painter.gpu, tier, &measured).keep(data);
    Some(tier)
}

/// In milliseconds a frame, seen from where a person stands in the middle, to all sides.
fn time(painter: &mut Painter, tier: Tier, scene: &Scene, size_px: [u32; 2]) -> Option<f32> {
    let world_from_nodes = scene.world_from_nodes();
    let bounds = bounds_of(scene, &world_from_nodes)?;
    let eye = bounds.center().with_y(bounds.min.y + EYE_M.min(0.5 * bounds.size().y));
    let view = |i: usize| {
        let turned = Quat::from_rotation_y(i as f32 / N_VIEWS as f32 * TAU);
        View::perspective(Mat4::from_rotation_translation(turned, eye), 0.9, 0.05)
    };
    let frame = |i| Frame::of(&world_from_nodes, view(i));
    let frames: Vec<Frame> = (0..=N_VIEWS).map(frame).collect();
    painter.time_frames(tier, &frames, size_px)
}

impl Measured {
    pub fn new(gpu: &Gpu, tier: Tier, measured: &[(Tier, f32)]) -> Self {
        let frames_ms = measured.iter().map(|(tier, ms)| (word(*tier), *ms)).collect();
        Self { adapter: name(gpu), tier: word(tier), frames_ms }
    }

    /// What was kept of this very card and driver.
    pub fn kept(folder: &Path, gpu: &Gpu) -> Option<Tier> {
        let measured: Self = serde_json::from_slice(&std::fs::read(folder.join(FILE)).ok()?).ok()?;
        TIERS.into_iter().find(|tier| word(*tier) == measured.tier).filter(|_| measured.adapter == name(gpu))
    }

    pub fn keep(&self, folder: &Path) {
        if let Ok(bytes) = serde_json::to_vec_pretty(self) {
            // Without it the next start measures again, nothing else.
            let _ = std::fs::write(folder.join(FILE), bytes);
        }
    }
}

const FILE: &str = "graphics.json";

fn word(tier: Tier) -> String {
    format!("{tier:?}").to_lowercase()
}

fn name(gpu: &Gpu) -> String {
    let info = gpu.adapter.get_info();
    format!("{} · {} {} · {}", info.name, info.driver, info.driver_info, gpu.backend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_are_tried_from_the_lightest_and_only_while_there_is_time() {
        assert_eq!(next(&[]), Next::Try(Tier::Low));
        assert_eq!(next(&[(Tier::Low, 60.0)]), Next::Choose(Tier::Low));
        assert_eq!(next(&[(Tier::Low, 2.0)]), Next::Try(Tier::Medium));
        assert_eq!(next(&[(Tier::Low, 2.0), (Tier::Medium, 40.0)]), Next::Choose(Tier::Low));
        let best = TIERS[TIERS.len() - 1];
        let quick: Vec<_> = TIERS.iter().map(|tier| (*tier, 1.0)).collect();
        assert_eq!(next(&quick), Next::Choose(best));
    }

    #[test]
    fn what_was_measured_holds_for_the_same_card_only() {
        let gpu = Gpu::headless().unwrap();
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Measured::kept(folder.path(), &gpu), None);
        let measured = Measured::new(&gpu, Tier::Medium, &[(Tier::Low, 1.0), (Tier::Medium, 2.0)]);
        measured.keep(folder.path());
        assert_eq!(Measured::kept(folder.path(), &gpu), Some(Tier::Medium));
        Measured { adapter: "another".to_owned(), ..measured }.keep(folder.path());
        assert_eq!(Measured::kept(folder.path(), &gpu), None);
        std::fs::write(folder.path().join(FILE), b"broken").unwrap();
        assert_eq!(Measured::kept(folder.path(), &gpu), None);
    }
}
