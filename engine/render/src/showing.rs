//! What is shown otherwise than it is, so that somebody learns from it: things cut open, things as if of glass, fog. Plain data.
//!
//! Start at [`Showing`]; how it is drawn stands in opened.rs.

use crate::Fog;
use glam::Vec4;
use scene::NodeIdx;
use std::hash::{Hash, Hasher};

/// How much of it there is: nothing, unless the caller says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Showing<'a> {
    /// The first four are shown.
    pub cuts: &'a [Cut<'a>],
    pub glass: Option<Glass<'a>>,
    /// That has come in, in place of the scene's own.
    pub fog: Option<Fog>,
}

/// Nodes that are cut open along a plane. Where one looks into them, the cut is filled with a hatched colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut<'a> {
    /// The nodes themselves, without their children. They cast no shadow meanwhile.
    pub nodes: &'a [NodeIdx],
    /// In the world: a normal of unit length, and an offset. What lies in front of it is cut away.
    pub plane: Vec4,
    pub srgb: [u8; 3],
}

/// Nodes that are drawn as if of thin glass, with bright rims: what is behind them is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glass<'a> {
    /// The nodes themselves, without their children.
    pub nodes: &'a [NodeIdx],
    pub srgb: [u8; 3],
    /// At a rim, 0 to 1; less where one looks straight at it.
    pub opacity: f32,
}

impl Hash for Showing<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for cut in self.cuts {
            (cut.nodes, cut.plane.to_array().map(f32::to_bits), cut.srgb).hash(state);
        }
        self.glass.map(|glass| (glass.nodes, glass.srgb, glass.opacity.to_bits())).hash(state);
        self.fog.map(|fog| (fog.srgb, fog.visibility_m.to_bits(), fog.thins_out_m.map(f32::to_bits))).hash(state);
    }
}
