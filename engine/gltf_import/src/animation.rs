//! Animation clips with all interpolations.

use crate::json::At;
use crate::{ImportError, Job, pointer};
use glam::{Quat, Vec3};
use scene::{Animation, Channel, Interpolation, Keys, Scene, ValueChannel};

/// What moves: nodes of the file, of which there are `n_nodes`, or other values.
#[derive(Default)]
pub(crate) struct Moved {
    pub channels: Vec<Channel>,
    pub values: Vec<ValueChannel>,
}

/// A sampler's times, and where its values are.
pub(crate) struct Sampler<'a> {
    pub times_secs: Vec<f32>,
    pub interpolation: Interpolation,
    pub output: At<'a>,
    accessor: usize,
}

pub(crate) fn read(job: &mut Job, scene: &Scene, n_nodes: usize) -> Result<Vec<Animation>, ImportError> {
    let mut animations = Vec::new();
    for at in job.root.objects("animations", job.limits.list_len)? {
        let samplers = at.objects("samplers", job.limits.list_len)?;
        let mut animation = Animation { name: at.name()?, ..Animation::default() };
        for channel in at.objects("channels", job.limits.list_len)? {
            let moved = read_channel(job, &channel, &samplers, scene, n_nodes);
            let Moved { channels, values } = job.or(moved, Moved::default)?;
            animation.channels.extend(channels);
            for value in values {
                if animation.values.iter().any(|other| other.property == value.property) {
                    job.warn(&channel, "another channel of this clip moves the same; the later one counts");
                }
                animation.values.push(value);
            }
        }
        let of_channels = animation.channels.iter().map(|channel| &channel.times_secs);
        let ends = of_channels.chain(animation.values.iter().map(|channel| &channel.times_secs)).filter_map(|times| times.last());
        animation.duration_secs = ends.copied().fold(0.0, f32::max);
        animations.push(animation);
    }
    Ok(animations)
}

/// Nothing when it moves nothing that is known.
fn read_channel(job: &mut Job, at: &At, samplers: &[At], scene: &Scene, n_nodes: usize) -> Result<Moved, ImportError> {
    let sampler = &samplers[at.need("sampler")?.index(samplers.len(), "sampler")?];
    let target = at.need("target")?;
    let path = target.text("path")?.unwrap_or_default();
    if path == "pointer" {
        return pointer::read_channel(job, &target, sampler, scene, n_nodes);
    }
    let Some(node) = target.index_of("node", n_nodes, "node")? else {
        job.warn(at, "moves no node; it was left out");
        return Ok(Moved::default());
    };
    if !["translation", "rotation", "scale", "weights"].contains(&path) {
        job.warn(at, format!("moves `{path}`, which is not supported; it was left out"));
        return Ok(Moved::default());
    }
    Ok(Moved { channels: vec![Sampler::read(job, sampler)?.channel(job, node, path)?], values: Vec::new() })
}

impl<'a> Sampler<'a> {
    pub fn read(job: &mut Job, at: &At<'a>) -> Result<Self, ImportError> {
        let interpolation = match at.text("interpolation")? {
            None | Some("LINEAR") => Interpolation::Linear,
            Some("STEP") => Interpolation::Step,
            Some("CUBICSPLINE") => Interpolation::Cubic,
            Some(other) => return at.fail(format!("`interpolation` {other} is unknown")),
        };
        let times_secs = read_times(job, at)?;
        let output = at.need("output")?;
        let accessor = job.accessors.index(&output)?;
        Ok(Self { times_secs, interpolation, output, accessor })
    }

    /// `path`: translation, rotation, scale or weights.
    pub fn channel(self, job: &mut Job, node: usize, path: &str) -> Result<Channel, ImportError> {
        let vectors = |values: Vec<[f32; 3]>| values.into_iter().map(Vec3::from_array).collect();
        let keys = match path {
            "translation" => Keys::Translation(vectors(self.values(job, Some(1))?)),
            "scale" => Keys::Scale(vectors(self.values(job, Some(1))?)),
            "rotation" => Keys::Rotation(read_rotations(&self.output, self.values(job, Some(1))?, self.interpolation)?),
            _ => Keys::MorphWeights(self.values::<1>(job, None)?.into_iter().flatten().collect()),
        };
        Ok(Channel { node, times_secs: self.times_secs, interpolation: self.interpolation, keys })
    }

    /// `per_value`: elements for each value; None leaves it to the file.
    pub fn values<const N: usize>(&self, job: &mut Job, per_value: Option<usize>) -> Result<Vec<[f32; N]>, ImportError> {
        let n_values = self.times_secs.len() * self.interpolation.values_per_key();
        let count = job.accessors.count(self.accessor);
        if per_value.map_or(!count.is_multiple_of(n_values), |per_value| count != n_values * per_value) {
            return self.output.fail(format!("has {count} values for {} times", self.times_secs.len()));
        }
        let is_whole = N == 1 && per_value.is_some();
        job.accessors.floats::<N>(&self.output, self.accessor, is_whole, &mut job.decoded)
    }
}

fn read_times(job: &mut Job, sampler: &At) -> Result<Vec<f32>, ImportError> {
    let input = sampler.need("input")?;
    let accessor = job.accessors.index(&input)?;
    let times: Vec<f32> = job.accessors.floats::<1>(&input, accessor, false, &mut job.decoded)?.into_iter().flatten().collect();
    let rises = times.first().is_some_and(|first| *first >= 0.0) && times.windows(2).all(|pair| pair[0] < pair[1]);
    if rises { Ok(times) } else { input.fail("its times must begin at 0 or later, and each be later than the one before") }
}

/// Unit quaternions, except for the tangents of cubic ones.
fn read_rotations(at: &At, values: Vec<[f32; 4]>, interpolation: Interpolation) -> Result<Vec<Quat>, ImportError> {
    let per_key = interpolation.values_per_key();
    let mut rotations = Vec::with_capacity(values.len());
    for (idx, value) in values.into_iter().enumerate() {
        let rotation = Quat::from_array(value);
        let is_tangent = per_key == 3 && idx % 3 != 1;
        let length = rotation.length();
        if !(is_tangent || (length > 1e-3 && length.is_finite())) {
            return at.fail(format!("value {idx} must be a quaternion of length 1"));
        }
        rotations.push(if is_tangent { rotation } else { rotation / length });
    }
    Ok(rotations)
}
