//! Lights (KHR_lights_punctual) and cameras.

use crate::json::At;
use crate::{ImportError, Job};
use glam::Vec3;
use scene::{Camera, Light, LightKind, Projection};
use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, PI};

pub(crate) fn read_lights(job: &mut Job) -> Result<Vec<Light>, ImportError> {
    let Some(extension) = job.root.extension("KHR_lights_punctual")? else { return Ok(Vec::new()) };
    let mut lights = Vec::new();
    for at in extension.objects("lights", job.limits.list_len)? {
        lights.push(job.or(read_light(&at), || Light {
            name: String::new(),
            color: Vec3::ONE,
            intensity: 0.0,
            kind: LightKind::Point,
            range_m: None,
        })?);
    }
    Ok(lights)
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

pub(crate) fn read_cameras(job: &mut Job) -> Result<Vec<Camera>, ImportError> {
    let mut cameras = Vec::new();
    for at in job.root.objects("cameras", job.limits.list_len)? {
        let projection = Projection::Perspective { fov_y: FRAC_PI_4, aspect: None };
        let stand_in = || Camera { name: String::new(), projection, near_m: 0.1, far_m: None };
        cameras.push(job.or(read_camera(&at), stand_in)?);
    }
    Ok(cameras)
}

fn read_camera(at: &At) -> Result<Camera, ImportError> {
    let name = at.name()?;
    let (from, projection) = match at.text("type")? {
        Some("perspective") => {
            let Some(from) = at.object("perspective")? else { return at.fail("has no `perspective`") };
            let (fov_y, aspect) = (from.number_or("yfov", 0.0)?, from.number("aspectRatio")?);
            if !(fov_y > 0.0 && fov_y < PI) || aspect.is_some_and(|aspect| aspect <= 0.0) {
                return from.fail("`yfov` must lie between 0 and half a turn, and `aspectRatio` above 0");
            }
            (from, Projection::Perspective { fov_y, aspect })
        }
        Some("orthographic") => {
            let Some(from) = at.object("orthographic")? else { return at.fail("has no `orthographic`") };
            let (half_width_m, half_height_m) = (from.number_or("xmag", 0.0)?.abs(), from.number_or("ymag", 0.0)?.abs());
            if half_width_m == 0.0 || half_height_m == 0.0 {
                return from.fail("`xmag` and `ymag` must not be 0");
            }
            (from, Projection::Orthographic { half_width_m, half_height_m })
        }
        other => return at.fail(format!("`type` {} is unknown", other.unwrap_or("(none)"))),
    };
    let (near_m, far_m) = (from.need("znear")?.finite()?, from.number("zfar")?);
    let may_touch = matches!(projection, Projection::Orthographic { .. });
    if !(near_m > 0.0 || may_touch && near_m == 0.0) || far_m.is_some_and(|far_m| far_m <= near_m) {
        return from.fail("`znear` must be above 0, and `zfar` above `znear`");
    }
    Ok(Camera { name, projection, near_m, far_m })
}
