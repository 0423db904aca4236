//! A magnifying glass over a file that is looked at: what lies under the pointer, drawn as a view of its own. Start at [`under`].

use crate::magnifier::{MAGNIFIES, RADIUS};
use glam::{Mat4, Quat, Vec2, Vec3};
use render::{Projection, View};

/// What of a picture it shows.
const SHARE: f32 = 2.0 * RADIUS / MAGNIFIES;

/// The part of a view around a place of its picture: x right, y up, -1 to 1. `aspect`: the picture's width by its height.
pub fn under(view: &View, ndc: Vec2, aspect: f32) -> View {
    let aside = |half_height: f32| Vec3::new(ndc.x * half_height * aspect, ndc.y * half_height, 0.0);
    match view.projection {
        Projection::Perspective { fov_y } => {
            let half_height = (0.5 * fov_y).tan();
            let turn = Quat::from_rotation_arc(Vec3::NEG_Z, (aside(half_height) + Vec3::NEG_Z).normalize());
            let projection = Projection::Perspective { fov_y: 2.0 * (half_height * SHARE).atan() };
            View { world_from_view: view.world_from_view * Mat4::from_quat(turn), projection, ..*view }
        }
        Projection::Orthographic { half_height_m, far_m } => View {
            world_from_view: view.world_from_view * Mat4::from_translation(aside(half_height_m)),
            projection: Projection::Orthographic { half_height_m: half_height_m * SHARE, far_m },
            ..*view
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_it_is_in_its_middle_and_larger() {
        let world_from_view = Mat4::from_translation(Vec3::new(1.0, 2.0, 3.0)) * Mat4::from_rotation_y(0.4);
        let parallel = Projection::Orthographic { half_height_m: 2.0, far_m: 20.0 };
        for projection in [Projection::Perspective { fov_y: 0.8 }, parallel] {
            let view = View { world_from_view, projection, near_m: 0.1 };
            let point = world_from_view.transform_point3(Vec3::new(0.7, -0.5, -4.0));
            let beside = world_from_view.transform_point3(Vec3::new(0.7, -0.49, -4.0));
            let place = |view: &View, aspect, point| {
                (view.clip_from_view(aspect) * view.view_from_world()).project_point3(point).truncate()
            };
            let larger = under(&view, place(&view, 1.6, point), 1.6);
            assert!(place(&larger, 1.0, point).length() < 1e-4, "{projection:?}");
            let (small, large) = (place(&view, 1.6, beside).y - place(&view, 1.6, point).y, place(&larger, 1.0, beside).y);
            assert!((large / small * SHARE - 1.0).abs() < 0.1, "{projection:?}: {small} became {large}");
        }
    }
}
