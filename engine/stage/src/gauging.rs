//! Numbers that are seen on things: needles that turn, knobs and sliders that stand where their number says.
//!
//! Numbers move on by themselves here, from what a cue told; what they are is the session's. Start at [`Gauging`].

use crate::binding::Binding;
use curriculum::{Module, Quantity, Unit};
use glam::Quat;
use scene::{Extra, NodeIdx, Scene, Transform};

/// What shows a number, and the number.
pub(crate) struct Gauging {
    pub object_idx: usize,
    needle: Option<Needle>,
    range: Option<(f32, f32)>,
    shown: Option<Shown>,
}

/// Turns about its own +Z.
struct Needle {
    node: NodeIdx,
    unit: Unit,
    rad_per_unit: f32,
    /// What it shows as modelled.
    modelled: f32,
}

#[derive(Debug, Clone, Copy)]
struct Shown {
    from: f32,
    to: f32,
    unit: Unit,
    /// Of the way from one to the other.
    done_secs: f32,
    secs: f32,
}

impl Gauging {
    /// Of every object that shows a number.
    pub fn all(module: &Module, scene: &Scene, binding: &Binding) -> Vec<Self> {
        let one = |object_idx: usize| {
            let mut own = scene.subtree(binding.node_at(object_idx)).into_iter();
            let range = module.objects[object_idx].range.map(|(low, high)| (number(low), number(high)));
            Self { object_idx, needle: own.find_map(|node| needle_of(scene, node)), range, shown: None }
        };
        let gauges = (0..module.objects.len()).map(one);
        gauges.filter(|gauge| gauge.needle.is_some() || gauge.range.is_some()).collect()
    }

    /// What it shows at once.
    pub fn show(&mut self, to: Option<Quantity>) {
        self.shown = to.map(|to| Shown { from: number(to), to: number(to), unit: to.unit, done_secs: 0.0, secs: 0.0 });
    }

    pub fn go(&mut self, from: Quantity, to: Quantity, secs: f32) {
        self.shown = Some(Shown { from: number(from), to: number(to), unit: to.unit, done_secs: 0.0, secs });
    }

    pub fn advance(&mut self, dt_secs: f32) {
        if let Some(shown) = &mut self.shown {
            shown.done_secs = (shown.done_secs + dt_secs).min(shown.secs);
        }
    }

    pub fn is_moving(&self) -> bool {
        self.shown.is_some_and(|shown| shown.done_secs < shown.secs)
    }

    /// How far along its range the number is, 0 to 1.
    pub fn share(&self) -> Option<f32> {
        let (low, high) = self.range.filter(|(low, high)| high > low)?;
        Some(((self.shown?.value() - low) / (high - low)).clamp(0.0, 1.0))
    }

    /// Turns the needle.
    pub fn pose(&self, modelled: &[Transform], scene: &mut Scene) {
        let (Some(needle), Some(shown)) = (&self.needle, &self.shown) else { return };
        let value = in_unit(shown.value(), shown.unit, needle.unit);
        let turn = Quat::from_rotation_z((value - needle.modelled) * needle.rad_per_unit);
        scene.nodes[needle.node].transform.rotation = modelled[needle.node].rotation * turn;
    }
}

impl Shown {
    fn value(&self) -> f32 {
        let t = if self.secs > 0.0 { self.done_secs / self.secs } else { 1.0 };
        self.from + (self.to - self.from) * t
    }
}

fn number(quantity: Quantity) -> f32 {
    quantity.milli as f32 / 1_000.0
}

/// Extras such as `psi` and `deg_per_psi`; the unit is in their names.
fn needle_of(scene: &Scene, node: NodeIdx) -> Option<Needle> {
    let extras = &scene.nodes[node].extras;
    Unit::ALL.iter().find_map(|unit| {
        let name = unit.symbol().to_lowercase();
        let number = |key: &str| extras.get(key).and_then(Extra::as_number).map(|number| number as f32);
        let rad_per_unit = number(&format!("deg_per_{name}")).filter(|_| !name.is_empty())?.to_radians();
        Some(Needle { node, unit: *unit, rad_per_unit, modelled: number(&name).unwrap_or(0.0) })
    })
}

/// A pressure in another unit; anything else stays the number it is.
fn in_unit(value: f32, from: Unit, to: Unit) -> f32 {
    let kilopascals = |unit: Unit| match unit {
        Unit::Kilopascal => Some(1.0),
        Unit::Bar => Some(100.0),
        Unit::Psi => Some(6.894_757),
        _ => None,
    };
    match (kilopascals(from), kilopascals(to)) {
        (Some(from), Some(to)) => value * from / to,
        _ => value,
    }
}
