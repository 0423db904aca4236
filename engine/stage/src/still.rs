//! Places made of pictures: the trainee stands still before a photo, or in the middle of a panorama, and goes from one to the next.
//!
//! Knows pictures only by the extras of their nodes: `still` (with `half_m` of a photo, metres, and `says`, its name), `leads_to`,
//! `in_state`, `behind`, `picture` and `outline`. Start at [`Still::of`].

use crate::walker::{EYE_HEIGHT_M, wrapped};
use crate::{Side, Stage};
use curriculum::{Object, ObjectKind};
use glam::{Mat4, Vec2, Vec3};
use ids::ObjectId;
use scene::{Extra, NodeIdx, Ray, Scene};
use session::{ObjectState, Place, Pose};

/// How far a photo hangs from the eye, metres: a turn of the head by hand moves along it by as much.
const AWAY_M: f32 = 1.5;
/// Of turns by hand, where they move along a photo.
const PAN_SHARE: f32 = 0.6;
/// How fast keys that walk look around, radians a second.
const LOOK_SPEED: f32 = 1.1;
/// A notch of the wheel, and how near and far one looks.
const NOTCH: f32 = 1.2;
const NEAREST: f32 = 8.0;
const FARTHEST: f32 = 0.7;
/// Of half the picture's height: what is farther from the middle of the view is brought there before it is acted on.
const WELL_IN_VIEW: f32 = 0.75;

/// The pictures of a place.
#[derive(Debug, Clone)]
pub(crate) struct Still {
    spots: Vec<Spot>,
    /// How much nearer one looks: 1 as usual.
    pub nearer: f32,
}

#[derive(Debug, Clone)]
struct Spot {
    node: NodeIdx,
    /// On the floor.
    at: Vec3,
    name: String,
    /// Half the size of a photo; none all around a panorama.
    half_m: Option<Vec2>,
}

/// Words that stand at a mark: how something is, what is written there, or where it leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    pub at: Vec3,
    pub words: String,
    /// It leads to another picture.
    pub leads: bool,
}

/// A picture to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    pub name: String,
    pub is_here: bool,
}

impl Still {
    /// None for a scene to walk in.
    pub fn of(scene: &Scene, world_from_nodes: &[Mat4]) -> Option<Self> {
        let spot = |node: NodeIdx| {
            let extras = &scene.nodes[node].extras;
            extras.get("still")?;
            let half_m = extras.get("half_m").and_then(Extra::as_list).and_then(|half| match half {
                [x, y] => Some(Vec2::new(*x as f32, *y as f32)),
                _ => None,
            });
            let name = extras.get("says").and_then(Extra::as_text).unwrap_or_default().to_owned();
            Some(Spot { node, at: world_from_nodes[node].w_axis.truncate(), name, half_m })
        };
        let spots: Vec<Spot> = (0..scene.nodes.len()).filter_map(spot).collect();
        (!spots.is_empty()).then_some(Self { spots, nearer: 1.0 })
    }

    /// The spot that somebody stands at.
    fn here(&self, position: Vec3) -> usize {
        let away_m = |spot: &Spot| spot.at.distance(position);
        (0..self.spots.len()).min_by(|a, b| away_m(&self.spots[*a]).total_cmp(&away_m(&self.spots[*b]))).unwrap_or(0)
    }

    /// Where to stand before a photo, as near as can be to some place along it.
    fn before(spot: &Spot, position: Vec3) -> Vec3 {
        let half_m = spot.half_m.unwrap_or_default();
        let off = (position - spot.at).truncate().clamp(-half_m, half_m);
        spot.at + off.extend(0.0)
    }
}

impl Stage {
    /// The place is made of pictures: nobody walks.
    pub fn is_still(&self) -> bool {
        self.still.is_some()
    }

    /// The pictures there are; none in a scene to walk in.
    pub fn spots(&self) -> Vec<Spotted> {
        let Some(still) = &self.still else { return Vec::new() };
        let here = still.here(self.walker.position);
        let spotted = |(idx, spot): (usize, &Spot)| Spotted { name: spot.name.clone(), is_here: idx == here };
        still.spots.iter().enumerate().map(spotted).collect()
    }

    /// Stands before another picture at once.
    pub fn go_to_spot(&mut self, idx: usize) {
        let Some(spot) = self.still.as_mut().and_then(|still| {
            still.nearer = 1.0;
            still.spots.get(idx)
        }) else {
            return;
        };
        self.walker.stand_at(spot.at, 0.0);
        self.walker.pitch = 0.0;
    }

    /// Looks nearer by notches of the wheel, or farther.
    pub fn look_nearer(&mut self, notches: f32) {
        if let Some(still) = self.still.as_mut().filter(|_| notches != 0.0) {
            still.nearer = (still.nearer * NOTCH.powf(notches)).clamp(FARTHEST, NEAREST);
        }
    }

    /// Looks along a photo or around in a panorama; false in a scene to walk in. The keys of walking do the same.
    pub(crate) fn look_along(&mut self, yaw: f32, pitch: f32) -> bool {
        let Some(still) = &self.still else { return false };
        let spot = &still.spots[still.here(self.walker.position)];
        match spot.half_m {
            None => self.walker.turn(yaw / still.nearer, pitch / still.nearer),
            Some(_) => {
                let moved = Vec3::new(-yaw, pitch, 0.0) * (AWAY_M * PAN_SHARE / still.nearer);
                let (at, yaw) = (Still::before(spot, self.walker.position + moved), 0.0);
                self.walker.stand_at(at, yaw);
            }
        }
        true
    }

    pub(crate) fn stride_along(&mut self, right: f32, forward: f32, dt_secs: f32) -> bool {
        if self.still.is_none() {
            return false;
        }
        if right != 0.0 || forward != 0.0 {
            self.look_along(-right * LOOK_SPEED * dt_secs, forward * LOOK_SPEED * dt_secs);
        }
        true
    }

    /// Brings a point of this picture to the middle of the view; false in a scene to walk in.
    pub(crate) fn face_along(&mut self, point: Vec3) -> bool {
        let Some(still) = &self.still else { return false };
        let spot = &still.spots[still.here(self.walker.position)];
        match spot.half_m {
            // What is in another picture is led to, not looked at.
            _ if spot.at.distance(point) > 3.0 * AWAY_M => {}
            None => self.walker.face(point),
            Some(_) => {
                let stand = Still::before(spot, point - Vec3::Y * EYE_HEIGHT_M);
                self.walker.glide_to(stand);
            }
        }
        true
    }

    /// The spot that an object is at: for a zone, the one to stand at.
    fn spot_of(&self, object: &ObjectId) -> Option<usize> {
        let node = self.node(object)?;
        let still = self.still.as_ref()?;
        if self.kind(object) == Some(ObjectKind::Zone)
            && let Some(spot) = self.leads_to(node)
        {
            return Some(spot);
        }
        still.spots.iter().position(|spot| self.scene.is_within(node, spot.node))
    }

    /// A number that a sign shows is on its way at a time of the attempt.
    pub fn signs_change(&self, at_ms: u64) -> bool {
        let moves = |state: &ObjectState| state.moving.is_some_and(|(_, _, end_ms)| end_ms > at_ms);
        self.still.is_some() && self.world.objects.iter().any(moves)
    }

    /// The spot of the picture that an object is seen in.
    fn spot_seen_from(&self, object: &ObjectId) -> Option<usize> {
        let node = self.node(object)?;
        self.still.as_ref()?.spots.iter().position(|spot| self.scene.is_within(node, spot.node))
    }

    fn leads_to(&self, node: NodeIdx) -> Option<usize> {
        let name = self.scene.nodes[node].extras.get("leads_to").and_then(Extra::as_text)?;
        self.still.as_ref()?.spots.iter().position(|spot| self.scene.nodes[spot.node].name == name)
    }

    /// Goes to the picture of an object and looks at it; false in a scene to walk in.
    pub(crate) fn approach_along(&mut self, object: &ObjectId) -> bool {
        let Some(still) = &self.still else { return false };
        let here = still.here(self.walker.position);
        let Some(spot) = self.spot_of(object) else { return true };
        if spot != here {
            self.go_to_spot(spot);
        }
        if self.kind(object) != Some(ObjectKind::Zone) {
            self.bring_into_view(object);
        }
        true
    }

    /// Brings an object nearer to the middle of the view before it is acted on: in a picture only where it is near its edge.
    pub fn bring_into_view(&mut self, object: &ObjectId) {
        let seen = self.sight_point_of(object).and_then(|point| self.on_screen(point, 1.0));
        let well = seen.is_some_and(|at| at.abs().max_element() < WELL_IN_VIEW);
        if self.still.is_none() || !well {
            self.face(object);
        }
    }

    /// Turns to an object, for who asks where it is: in pictures also to another one.
    pub fn lead_to(&mut self, object: &ObjectId) {
        let here = self.still.as_ref().map(|still| still.here(self.walker.position));
        let seen_from = self.spot_seen_from(object).filter(|spot| here.is_some_and(|here| here != *spot));
        if let Some(spot) = seen_from {
            self.go_to_spot(spot);
        }
        self.face(object);
    }

    /// Follows a mark under a ray to the picture it leads to; none in a scene to walk in.
    pub(crate) fn follow_along(&mut self, aim: Ray) -> Option<bool> {
        self.still.as_ref()?;
        let under = self.ray_hit(aim, crate::SIGHT_M, |node| self.can_be_hit(node));
        let spot = under.and_then(|hit| self.leads_to(hit.node));
        spot.into_iter().for_each(|spot| self.go_to_spot(spot));
        Some(spot.is_some())
    }

    /// True when an object is in the picture one looks at; none in a scene to walk in.
    pub(crate) fn is_along(&self, object: &ObjectId) -> Option<bool> {
        let still = self.still.as_ref()?;
        Some(self.spot_of(object) == Some(still.here(self.walker.position)))
    }

    /// Which way to what another picture shows, in words.
    pub(crate) fn picture_with(&self, point: Vec3) -> Option<(Side, String)> {
        let still = self.still.as_ref()?;
        let (here, there) = (still.here(self.walker.position), still.here(point));
        let side = if there < here { Side::Left } else { Side::Right };
        (here != there).then(|| (side, format!("In the picture: {}", still.spots[there].name)))
    }

    /// Where on the picture of the spot a ray goes, as shares from its left and its top, and the picture's node name.
    pub fn spot_under(&self, aim: Ray) -> Option<(String, Vec2)> {
        let still = self.still.as_ref()?;
        let spot = &still.spots[still.here(self.walker.position)];
        let eye = spot.at + Vec3::Y * EYE_HEIGHT_M;
        let uv = match spot.half_m {
            Some(half_m) => {
                let along = aim.direction / -aim.direction.z.min(-1e-4);
                let hit = aim.origin - eye + along * AWAY_M;
                Vec2::new(hit.x / half_m.x + 1.0, 1.0 - hit.y / half_m.y) / 2.0
            }
            None => {
                let yaw = wrapped((-aim.direction.x).atan2(-aim.direction.z));
                let pitch = aim.direction.y.clamp(-1.0, 1.0).asin();
                Vec2::new(0.5 - yaw / std::f32::consts::TAU, 0.5 - pitch / std::f32::consts::PI)
            }
        };
        let name = self.scene.nodes[spot.node].name.clone();
        let inside = uv.min_element() >= 0.0 && uv.max_element() <= 1.0;
        inside.then_some((name, uv))
    }

    /// Shows of every object's looks the one that fits how it is now, and what is behind what was taken away.
    pub(crate) fn show_looks(&mut self) {
        for (object, state) in self.module.objects.iter().zip(&self.world.objects) {
            let Some(root) = self.binding.node(&self.module, &object.id) else { continue };
            for child in self.scene.nodes[root].children.clone() {
                let extras = &self.scene.nodes[child].extras;
                let text = |key: &str| extras.get(key).and_then(Extra::as_text);
                let shown = match (text("in_state"), text("picture")) {
                    (Some(of), _) => state.state.as_ref().is_some_and(|is| is.as_str() == of),
                    (None, Some(of)) => state.picture.as_ref().is_some_and(|is| is.as_str() == of),
                    (None, None) => continue,
                };
                self.scene.nodes[child].visible = shown;
            }
        }
        if self.still.is_none() {
            return;
        }
        for node in 0..self.scene.nodes.len() {
            let Some(mark) = self.scene.nodes[node].extras.get("behind").and_then(Extra::as_text) else { continue };
            let mut there = self.module.objects.iter().zip(&self.world.objects).filter(|(object, _)| object.node == mark);
            let is_away = there.any(|(_, state)| is_away(state));
            self.scene.nodes[node].visible = is_away;
        }
    }

    /// Words at the marks of the picture that is looked at, as they stand at a time of the attempt.
    pub fn signs(&self, at_ms: u64) -> Vec<Sign> {
        let Some(still) = &self.still else { return Vec::new() };
        let spot = &still.spots[still.here(self.walker.position)];
        let mut signs = Vec::new();
        for &node in &self.scene.nodes[spot.node].children {
            let Some(to) = self.leads_to(node) else { continue };
            signs.push(Sign { at: self.below(node), words: still.spots[to].name.clone(), leads: true });
        }
        for (object, state) in self.module.objects.iter().zip(&self.world.objects) {
            let node = self.node(&object.id).filter(|node| state.visible && self.scene.is_within(*node, spot.node));
            let Some((node, words)) = node.and_then(|node| Some((node, self.words_on(node, object, state, at_ms)?))) else {
                continue;
            };
            signs.push(Sign { at: self.below(node), words, leads: false });
        }
        signs
    }

    /// What is written on it, else how it is where its picture does not show that.
    fn words_on(&self, node: NodeIdx, object: &Object, state: &ObjectState, at_ms: u64) -> Option<String> {
        if let Some(written) = &state.text {
            return Some(written.clone());
        }
        let shown = |child: &NodeIdx| {
            let extras = &self.scene.nodes[*child].extras;
            extras.contains_key("in_state") && self.scene.nodes[*child].visible
        };
        if self.scene.nodes[node].children.iter().any(shown) {
            return None;
        }
        match (object.kind, &state.state, state.shows) {
            (ObjectKind::Gauge, _, Some(shows)) => Some(state.shown_at(at_ms).unwrap_or(shows).to_string()),
            (_, Some(is), _) => {
                let name = object.state_name(is).map(str::to_owned);
                Some(name.unwrap_or_else(|| is.as_str().replace(['-', '_'], " ")))
            }
            (ObjectKind::Knob, None, _) if state.angle_millideg != 0 => {
                Some(format!("{}°", (state.angle_millideg as f64 / 1_000.0).round()))
            }
            (_, None, Some(shows)) => Some(shows.to_string()),
            _ => None,
        }
    }

    /// Just under a mark.
    fn below(&self, node: NodeIdx) -> Vec3 {
        let bounds = self.picker.bounds_of(&self.scene, &self.world_from_nodes, node);
        bounds.map_or(self.world_from_nodes[node].w_axis.truncate(), |bounds| bounds.center().with_y(bounds.min.y))
    }
}

impl Stage {
    /// The edges of every mark of the picture that is looked at, in world space, for who writes the module.
    pub fn mark_edges(&self) -> Vec<[Vec3; 2]> {
        let Some(still) = &self.still else { return Vec::new() };
        let spot = &still.spots[still.here(self.walker.position)];
        let marks = self.scene.nodes[spot.node].children.iter();
        marks
            .flat_map(|&mark| {
                let outline = self.scene.nodes[mark].extras.get("outline").and_then(Extra::as_list).unwrap_or_default();
                let world_from_mark = self.world_from_nodes[mark];
                let corners = outline.as_chunks::<2>().0.iter().map(|[x, y]| Vec3::new(*x as f32, *y as f32, 0.0));
                let corners: Vec<Vec3> = corners.map(|corner| world_from_mark.transform_point3(corner)).collect();
                (0..corners.len()).map(|idx| [corners[idx], corners[(idx + 1) % corners.len()]]).collect::<Vec<_>>()
            })
            .collect()
    }
}

/// It is not where its picture shows it.
fn is_away(state: &ObjectState) -> bool {
    !state.visible || state.place != Place::AsModelled || state.pose != Pose::default()
}
