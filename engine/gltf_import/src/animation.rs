//! Animation clips with all interpolations.

use crate::json::At;
use crate::{ImportError, Job};
use glam::{Quat, Vec3};
use scene::{Animation, Channel, Interpolation, Keys};

pub(crate) fn read(job: &mut Job, n_nodes: usize) -> Result<Vec<Animation>, ImportError> {
    let mut animations = Vec::new();
    for at in job.root.objects("animations", job.limits.list_len)? {
        let samplers = at.objects("samplers", job.limits.list_len)?;
        let mut channels = Vec::new();
        for channel in at.objects("channels", job.limits.list_len)? {
            let sampler = &samplers[channel.need("sampler")?.index(samplers.len(), "sampler")?];
            channels.extend(read_channel(job, &channel, sampler, n_nodes)?);
        }
        let ends = channels.iter().filter_map(|channel: &Channel| channel.times_secs.last());
        let duration_secs = ends.copied().fold(0.0, f32::max);
        animations.push(Animation { name: at.name()?, duration_secs, channels });
    }
    Ok(animations)
}

/// None when it moves nothing that is known.
fn read_channel(job: &mut Job, at: &At, sampler: &At, n_nodes: usize) -> Result<Option<Channel>, ImportError> {
    let target = at.need("target")?;
    let path = target.text("path")?.unwrap_or_default();
    let Some(node) = target.index_of("node", n_nodes, "node")? else {
        job.warn(at, "moves no node; it was left out");
        return Ok(None);
    };
    if !["translation", "rotation", "scale", "weights"].contains(&path) {
        job.warn(at, format!("moves `{path}`, which is not supported; it was left out"));
        return Ok(None);
    }
    let interpolation = match sampler.text("interpolation")? {
        None | Some("LINEAR") => Interpolation::Linear,
        Some("STEP") => Interpolation::Step,
        Some("CUBICSPLINE") => Interpolation::Cubic,
        Some(other) => return sampler.fail(format!("`interpolation` {other} is unknown")),
    };
    let times_secs = read_times(job, sampler)?;
    let (output, n_values) = (sampler.need("output")?, times_secs.len() * interpolation.values_per_key());
    let accessor = output.index(job.accessors.len(), "accessor")?;
    let count = job.accessors.count(accessor);
    let fits = if path == "weights" { count.is_multiple_of(n_values) } else { count == n_values };
    if !fits {
        return output.fail(format!("has {count} values for {} times", times_secs.len()));
    }
    let vectors = |job: &mut Job| -> Result<Vec<Vec3>, ImportError> {
        let values = job.accessors.floats::<3>(&output, accessor, false, &mut job.decoded)?;
        Ok(values.into_iter().map(Vec3::from_array).collect())
    };
    let keys = match path {
        "translation" => Keys::Translation(vectors(job)?),
        "scale" => Keys::Scale(vectors(job)?),
        "rotation" => {
            let values = job.accessors.floats::<4>(&output, accessor, false, &mut job.decoded)?;
            Keys::Rotation(read_rotations(&output, values, interpolation)?)
        }
        _ => Keys::MorphWeights(
            job.accessors.floats::<1>(&output, accessor, false, &mut job.decoded)?.into_iter().flatten().collect(),
        ),
    };
    Ok(Some(Channel { node, times_secs, interpolation, keys }))
}

fn read_times(job: &mut Job, sampler: &At) -> Result<Vec<f32>, ImportError> {
    let input = sampler.need("input")?;
    let accessor = input.index(job.accessors.len(), "accessor")?;
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
