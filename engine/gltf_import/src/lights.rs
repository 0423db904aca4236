//! Lights (KHR_lights_punctual) and cameras.

use crate::json::At;
use crate::{ImportError, Job};
use glam::Vec3;
use scene::{Camera, Light, LightKind};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, PI};

pub(crate) fn read_lights(job: &mut Job) -> Result<Vec<Light>, ImportError> {
    let Some(extension) = job.root.extension("KHR_lights_punctual")? else { return Ok(Vec::new()) };
    extension.objects("lights", job.limits.list_len)?.iter().map(read_light).collect()
}

fn read_light(at: &At) -> Result<Light, ImportError> {
    let kind = match at.text("type")? {
        Some("directional") => LightKind::Directional,
        Some("point") => LightKind::Point,
        Some("spot") => {
            let Some(spot) = at.object("spot")? else { return at.fail("has no `spot`") };
            let (inner, outer) = (spot.number_or("innerConeAngle", 0.0)?, spot.number_or("outerConeAngle", FRAC_PI_4)?);
            if !(0.0 <= inner && inner <= outer && outer <= FRAC_PI_2 + 1e-4) {
                return spot.fail("its angles must rise from 0 over the inner and the outer to a quarter turn");
            }
            LightKind::Spot { inner, outer }
        }
        other => return at.fail(format!("`type` {} is unknown", other.unwrap_or("(none)"))),
    };
    let range_m = at.number("range")?;
    if range_m.is_some_and(|range_m| range_m <= 0.0) {
        return at.fail("`range` must be above 0");
    }
    Ok(Light {
        name: at.name()?,
        color: at.numbers("color")?.map_or(Vec3::ONE, Vec3::from_array).max(Vec3::ZERO),
        intensity: at.number_or("intensity", 1.0)?.max(0.0),
        kind,
        range_m,
    })
}

pub(crate) struct Cameras {
    pub cameras: Vec<Camera>,
    /// By the file's index: the index into `cameras`; None for those left out.
    pub by_file: Vec<Option<usize>>,
}

pub(crate) fn read_cameras(job: &mut Job) -> Result<Cameras, ImportError> {
    let mut read = Cameras { cameras: Vec::new(), by_file: Vec::new() };
    for at in job.root.objects("cameras", job.limits.list_len)? {
        let Some(perspective) = at.object("perspective")? else {
            job.warn(&at, "is no perspective camera; it was left out");
            read.by_file.push(None);
            continue;
        };
        let (fov_y, near_m) = (perspective.number_or("yfov", 0.0)?, perspective.number_or("znear", 0.0)?);
        if !(fov_y > 0.0 && fov_y < PI && near_m > 0.0) {
            return perspective.fail("`yfov` must lie between 0 and half a turn, and `znear` above 0");
        }
        read.by_file.push(Some(read.cameras.len()));
        read.cameras.push(Camera { name: at.name()?, fov_y, near_m, far_m: perspective.number("zfar")? });
    }
    Ok(read)
}
