//! Animation clips, and their values at a time (glTF 2.0, appendix C).
//!
//! Does not know which clip plays or when. To fade from one clip to another see [`Pose`]; to just play one, [`Animation::apply`].

use crate::{NodeIdx, Pose, Property, Scene};
use glam::{Quat, Vec3};
use std::ops::{Add, Mul};

/// A clip: channels over a common time, which begins at 0.
#[derive(Debug, Clone, Default)]
pub struct Animation {
    pub name: String,
    pub duration_secs: f32,
    pub channels: Vec<Channel>,
    pub values: Vec<ValueChannel>,
}

#[derive(Debug, Clone)]
pub struct Channel {
    pub node: NodeIdx,
    /// Strictly rising.
    pub times_secs: Vec<f32>,
    pub interpolation: Interpolation,
    pub keys: Keys,
}

/// What animates a value that is not a node's own.
#[derive(Debug, Clone)]
pub struct ValueChannel {
    pub property: Property,
    /// Strictly rising.
    pub times_secs: Vec<f32>,
    pub interpolation: Interpolation,
    /// As many floats a value as the property has numbers.
    pub keys: Vec<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interpolation {
    Step,
    Linear,
    /// Three values a key: in-tangent, value, out-tangent.
    Cubic,
}

#[derive(Debug, Clone)]
pub enum Keys {
    Translation(Vec<Vec3>),
    Rotation(Vec<Quat>),
    Scale(Vec<Vec3>),
    /// As many floats a key as the mesh has morph targets.
    MorphWeights(Vec<f32>),
}

impl Interpolation {
    /// How many values a key has: 3 for [`Self::Cubic`].
    pub fn values_per_key(self) -> usize {
        if self == Self::Cubic { 3 } else { 1 }
    }
}

impl Animation {
    /// Brings any time into the clip, over and over. 0 for a clip without length.
    pub fn looped_secs(&self, time_secs: f32) -> f32 {
        if self.duration_secs > 0.0 && time_secs.is_finite() { time_secs.rem_euclid(self.duration_secs) } else { 0.0 }
    }

    /// What the clip says at this time; before its first key the first, after its last key the last.
    pub fn sample(&self, time_secs: f32) -> Pose {
        let mut pose = Pose::default();
        self.sample_over(&mut pose, time_secs, 1.0);
        pose
    }

    /// Draws the pose towards the clip at this time: 0 leaves it, 1 replaces what the clip animates. What the pose did not
    /// have it gets whole.
    pub fn sample_over(&self, pose: &mut Pose, time_secs: f32, weight: f32) {
        let mut morph_weights = Vec::new();
        for channel in &self.channels {
            match channel.value_at(time_secs, &mut morph_weights) {
                Some(Value::Translation(value)) => pose.blend_translation(channel.node, value, weight),
                Some(Value::Rotation(value)) => pose.blend_rotation(channel.node, value, weight),
                Some(Value::Scale(value)) => pose.blend_scale(channel.node, value, weight),
                Some(Value::MorphWeights) => pose.blend_morph_weights(channel.node, &morph_weights, weight),
                None => {}
            }
        }
        for channel in &self.values {
            if let Some(value) = channel.value_at(time_secs) {
                pose.blend_value(channel.property, value, weight);
            }
        }
    }

    /// Draws the nodes of the scene towards the clip at this time: 0 leaves them, 1 replaces what the clip animates. Other values
    /// have no way in between: they are the clip's when the weight is above one half.
    pub fn apply(&self, scene: &mut Scene, time_secs: f32, weight: f32) {
        let mut morph_weights = Vec::new();
        for channel in &self.channels {
            let Some(node) = scene.nodes.get_mut(channel.node) else { continue };
            let transform = &mut node.transform;
            match channel.value_at(time_secs, &mut morph_weights) {
                Some(Value::Translation(value)) => transform.translation = transform.translation.lerp(value, weight),
                Some(Value::Rotation(value)) => transform.rotation = nearest_lerp(transform.rotation, value, weight),
                Some(Value::Scale(value)) => transform.scale = transform.scale.lerp(value, weight),
                Some(Value::MorphWeights) => lerp_floats(&mut node.morph_weights, &morph_weights, weight),
                None => {}
            }
        }
        for channel in self.values.iter().filter(|_| weight > 0.5) {
            if let Some(value) = channel.value_at(time_secs) {
                channel.property.write(scene, &value);
            }
        }
    }
}

/// A channel's value at a time; morph weights are handed over in a buffer.
enum Value {
    Translation(Vec3),
    Rotation(Quat),
    Scale(Vec3),
    MorphWeights,
}

impl Channel {
    fn value_at(&self, time_secs: f32, morph_weights: &mut Vec<f32>) -> Option<Value> {
        let place = Place::find(&self.times_secs, time_secs)?;
        let how = self.interpolation;
        Some(match &self.keys {
            Keys::Translation(keys) => Value::Translation(place.read(how, |value| keys[value], Vec3::lerp)),
            Keys::Scale(keys) => Value::Scale(place.read(how, |value| keys[value], Vec3::lerp)),
            Keys::Rotation(keys) => Value::Rotation(place.read(how, |value| keys[value], nearest_slerp).normalize()),
            Keys::MorphWeights(keys) => {
                let n_targets = keys.len() / (self.times_secs.len() * how.values_per_key());
                let lerp = |a: f32, b: f32, t: f32| a + (b - a) * t;
                let target_at = |target| place.read(how, |value| keys[value * n_targets + target], lerp);
                morph_weights.clear();
                morph_weights.extend((0..n_targets).map(target_at));
                Value::MorphWeights
            }
        })
    }
}

impl ValueChannel {
    /// Numbers beyond the property's are 0.
    fn value_at(&self, time_secs: f32) -> Option<[f32; 4]> {
        let place = Place::find(&self.times_secs, time_secs)?;
        let n_numbers = self.property.n_numbers();
        let number = |at: usize| {
            place.read(self.interpolation, |value| self.keys[value * n_numbers + at], |a: f32, b: f32, t: f32| a + (b - a) * t)
        };
        Some(std::array::from_fn(|at| if at < n_numbers { number(at) } else { 0.0 }))
    }
}

/// Between which two keys a time lies.
struct Place {
    key: usize,
    next: usize,
    /// 0 at `key`, 1 at `next`.
    fraction: f32,
    /// Between the two keys.
    span_secs: f32,
}

impl Place {
    fn find(times_secs: &[f32], time_secs: f32) -> Option<Self> {
        let last = times_secs.len().checked_sub(1)?;
        let n_passed = times_secs.partition_point(|key| *key <= time_secs);
        if n_passed == 0 || n_passed > last {
            let key = if n_passed == 0 { 0 } else { last };
            return Some(Self { key, next: key, fraction: 0.0, span_secs: 0.0 });
        }
        let (key, next) = (n_passed - 1, n_passed);
        let span_secs = times_secs[next] - times_secs[key];
        Some(Self { key, next, fraction: (time_secs - times_secs[key]) / span_secs, span_secs })
    }

    /// `value` gives the keys' values in the order of the file.
    fn read<T>(&self, how: Interpolation, value: impl Fn(usize) -> T, lerp: impl Fn(T, T, f32) -> T) -> T
    where
        T: Copy + Add<Output = T> + Mul<f32, Output = T>,
    {
        match how {
            Interpolation::Step => value(self.key),
            Interpolation::Linear if self.key == self.next => value(self.key),
            Interpolation::Linear => lerp(value(self.key), value(self.next), self.fraction),
            Interpolation::Cubic => {
                let (t, t2, t3) = (self.fraction, self.fraction.powi(2), self.fraction.powi(3));
                let (from, out_tangent) = (value(self.key * 3 + 1), value(self.key * 3 + 2));
                let (in_tangent, to) = (value(self.next * 3), value(self.next * 3 + 1));
                from * (2.0 * t3 - 3.0 * t2 + 1.0)
                    + out_tangent * (self.span_secs * (t3 - 2.0 * t2 + t))
                    + to * (-2.0 * t3 + 3.0 * t2)
                    + in_tangent * (self.span_secs * (t3 - t2))
            }
        }
    }
}

/// The short way round.
fn nearest_slerp(a: Quat, b: Quat, t: f32) -> Quat {
    a.slerp(b, t)
}

/// The short way round, and cheaper than [`nearest_slerp`]: for blending.
pub(crate) fn nearest_lerp(a: Quat, b: Quat, t: f32) -> Quat {
    if t >= 1.0 { b } else { a.lerp(b, t) }
}

/// Draws `values` towards `to`; values that were not there begin at 0.
pub(crate) fn lerp_floats(values: &mut Vec<f32>, to: &[f32], weight: f32) {
    values.resize(to.len(), 0.0);
    for (value, to) in values.iter_mut().zip(to) {
        *value += (to - *value) * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;
    use std::f32::consts::FRAC_PI_2;

    fn clip(times_secs: &[f32], interpolation: Interpolation, keys: Keys) -> Animation {
        let channel = Channel { node: 0, times_secs: times_secs.to_vec(), interpolation, keys };
        Animation {
            name: "clip".into(),
            duration_secs: times_secs[times_secs.len() - 1],
            channels: vec![channel],
            ..Animation::default()
        }
    }

    fn x_at(animation: &Animation, time_secs: f32) -> f32 {
        let mut scene = Scene { nodes: vec![Node::default()], roots: vec![0], ..Scene::empty() };
        animation.apply(&mut scene, time_secs, 1.0);
        scene.nodes[0].transform.translation.x
    }

    fn xs(values: &[f32]) -> Keys {
        Keys::Translation(values.iter().map(|x| Vec3::new(*x, 0.0, 0.0)).collect())
    }

    #[test]
    fn linear_runs_between_keys_and_holds_outside() {
        let clip = clip(&[1.0, 3.0, 4.0], Interpolation::Linear, xs(&[10.0, 20.0, 0.0]));
        let at = |time_secs| x_at(&clip, time_secs);
        assert_eq!([at(0.0), at(1.0), at(2.0), at(3.0), at(3.5), at(9.0)], [10.0, 10.0, 15.0, 20.0, 10.0, 0.0]);
    }

    #[test]
    fn step_holds_until_the_next_key() {
        let clip = clip(&[0.0, 1.0], Interpolation::Step, xs(&[1.0, 2.0]));
        assert_eq!([x_at(&clip, 0.99), x_at(&clip, 1.0)], [1.0, 2.0]);
    }

    #[test]
    fn cubic_passes_its_keys_with_their_tangents() {
        // Value 0 leaving with slope 3, value 4 arriving with slope 0, over 2 seconds.
        let clip = clip(&[0.0, 2.0], Interpolation::Cubic, xs(&[0.0, 0.0, 3.0, 0.0, 4.0, 0.0]));
        assert_eq!([x_at(&clip, 0.0), x_at(&clip, 2.0)], [0.0, 4.0]);
        assert!((x_at(&clip, 1.0) - 2.75).abs() < 1e-5);
        assert!((x_at(&clip, 0.01) / 0.01 - 3.0).abs() < 0.05);
    }

    #[test]
    fn rotation_goes_the_short_way() {
        let keys = Keys::Rotation(vec![Quat::from_rotation_y(0.0), -Quat::from_rotation_y(FRAC_PI_2)]);
        let clip = clip(&[0.0, 1.0], Interpolation::Linear, keys);
        let rotation = clip.sample(0.5).rotation(0).unwrap();
        assert!(rotation.angle_between(Quat::from_rotation_y(FRAC_PI_2 / 2.0)) < 1e-3);
    }

    #[test]
    fn morph_weights_come_in_groups() {
        let clip = clip(&[0.0, 1.0], Interpolation::Linear, Keys::MorphWeights(vec![0.0, 1.0, 1.0, 0.0]));
        let mut scene = Scene { nodes: vec![Node::default()], roots: vec![0], ..Scene::empty() };
        clip.apply(&mut scene, 0.25, 1.0);
        assert_eq!(scene.nodes[0].morph_weights, [0.25, 0.75]);
    }

    #[test]
    fn values_of_other_things_run_and_switch() {
        let light =
            crate::Light { name: String::new(), color: Vec3::ONE, intensity: 5.0, kind: crate::LightKind::Point, range_m: None };
        let mut scene = Scene { nodes: vec![Node::default()], roots: vec![0], lights: vec![light], ..Scene::empty() };
        let values = |property, interpolation, keys: &[f32]| ValueChannel {
            property,
            times_secs: vec![0.0, 2.0],
            interpolation,
            keys: keys.to_vec(),
        };
        let color = Property::Light(0, crate::LightValue::Color);
        let clip = Animation {
            values: vec![
                values(color, Interpolation::Linear, &[0.0, 0.5, 1.0, 1.0, 0.5, 0.0]),
                values(Property::NodeVisible(0), Interpolation::Step, &[1.0, 0.0]),
            ],
            duration_secs: 2.0,
            ..Animation::default()
        };
        clip.sample(0.5).write(&mut scene);
        assert_eq!((scene.lights[0].color, scene.nodes[0].visible), (Vec3::new(0.25, 0.5, 0.75), true));
        clip.apply(&mut scene, 2.0, 1.0);
        assert_eq!((scene.lights[0].color, scene.nodes[0].visible), (Vec3::new(1.0, 0.5, 0.0), false));
        let mut pose = clip.sample(0.0);
        pose.blend(&clip.sample(2.0), 0.5);
        pose.write(&mut scene);
        assert_eq!((scene.lights[0].color, scene.nodes[0].visible), (Vec3::splat(0.5), true));
    }

    #[test]
    fn looping_brings_any_time_into_the_clip() {
        let clip = clip(&[0.0, 2.0], Interpolation::Linear, xs(&[0.0, 2.0]));
        assert_eq!([clip.looped_secs(5.0), clip.looped_secs(-0.5), clip.looped_secs(f32::NAN)], [1.0, 1.5, 0.0]);
    }
}
