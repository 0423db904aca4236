//! The scene's picture, kept for as long as nothing in it changes, and what kind of change makes it old.
//!
//! Knows no scene and no tier. Start at [`KeptPicture::change_to`].

use render::{Frame, View, wgpu};
use std::time::Instant;

/// What the next picture has that this one does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Nothing,
    /// Small things moved by themselves, such as somebody who breathes: it may wait.
    Breath,
    /// What is marked, written or shown is another, seen by eyes that rest.
    Answer,
    /// Eyes or things move.
    Motion,
}

/// Everything that a picture hangs on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shown {
    frame: u64,
    scene: u64,
    arrangement: u64,
    view: View,
}

pub(crate) struct KeptPicture {
    pub size_px: [u32; 2],
    pub texture: wgpu::Texture,
    pub view: wgpu::TextureView,
    /// None: it has to be drawn whatever changed.
    shows: Option<Shown>,
    /// What of its width and height was shaded.
    pub share: f32,
    /// When eyes or things moved last.
    pub moved: Instant,
}

impl Shown {
    pub fn of(frame: &Frame, scene_revision: u64) -> Self {
        Self { frame: frame.key(), scene: scene_revision, arrangement: frame.arrangement_key(), view: frame.view }
    }

    /// What is new since another; `is_calm`: nothing is on the move that one follows with one's eyes.
    fn change_since(&self, before: &Self, is_calm: bool) -> Change {
        if self == before {
            Change::Nothing
        } else if !is_calm || self.view != before.view {
            Change::Motion
        } else if self.arrangement != before.arrangement {
            Change::Answer
        } else {
            Change::Breath
        }
    }
}

impl KeptPicture {
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat, size_px: [u32; 2]) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("scene picture"),
            size: wgpu::Extent3d { width: size_px[0], height: size_px[1], depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { size_px, texture, view, shows: None, share: 1.0, moved: Instant::now() }
    }

    /// What this picture lacks of what is to be shown.
    pub fn change_to(&self, shown: &Shown, is_calm: bool) -> Change {
        self.shows.map_or(Change::Motion, |shows| shown.change_since(&shows, is_calm))
    }

    /// It is drawn now.
    pub fn show(&mut self, shown: Shown, share: f32) {
        (self.shows, self.share) = (Some(shown), share);
    }

    /// It has to be drawn again.
    pub fn forget(&mut self) {
        self.shows = None;
    }

    pub fn is_drawn(&self) -> bool {
        self.shows.is_some()
    }

    /// Copying is cheapest, but some windows cannot be copied to, and while one is resized its size is another.
    pub fn can_be_copied_to(&self, target: &wgpu::Texture) -> bool {
        target.usage().contains(wgpu::TextureUsages::COPY_DST)
            && target.size() == self.texture.size()
            && target.format() == self.texture.format()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Mat4, Vec3};
    use render::{Outline, OutlineStyle};

    fn shown(person_at: Vec3, eye: Vec3, outlines: &[Outline]) -> Shown {
        let view = View::perspective(Mat4::from_translation(eye), 1.0, 0.1);
        Shown::of(&Frame { outlines, ..Frame::of(&[Mat4::from_translation(person_at)], view) }, 1)
    }

    #[test]
    fn breathing_is_told_from_an_answer_and_from_motion() {
        let before = shown(Vec3::ZERO, Vec3::ZERO, &[]);
        let nodes = [0];
        let outline = |fill| Outline { nodes: &nodes, srgb: [9; 3], style: OutlineStyle::Solid, fill, through_walls: true };
        let breathes = shown(Vec3::Y * 1e-3, Vec3::ZERO, &[]);
        assert_eq!(before.change_since(&before, true), Change::Nothing);
        assert_eq!(breathes.change_since(&before, true), Change::Breath);
        assert_eq!(breathes.change_since(&before, false), Change::Motion, "a door that opens is followed");
        assert_eq!(shown(Vec3::Y * 1e-3, Vec3::X, &[]).change_since(&before, true), Change::Motion, "one looks around");
        let marked = shown(Vec3::ZERO, Vec3::ZERO, &[outline(0.0)]);
        assert_eq!(marked.change_since(&before, true), Change::Answer);
        let pulses = shown(Vec3::ZERO, Vec3::ZERO, &[outline(0.5)]);
        assert_eq!(pulses.change_since(&marked, true), Change::Breath);
    }
}
