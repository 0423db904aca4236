//! Fewer programs: what covers little is drawn with one that can do more than it needs.
//!
//! A program costs some milliseconds of every start and, with some drivers, megabytes; what it leaves out saves time in the pixels
//! that it shades. Pure. Start at [`shared`].

use crate::surface_key::{SurfaceKey, Switch};
use std::collections::BTreeMap;

/// What changes nothing for a surface that does not have it, with the time that it adds to each pixel, as a share of a plain one: white
/// stands in for maps and colours of vertices, an even surface for bumps, coat and sheen are there by a factor, and where no sun comes
/// there is shadow.
const ADDED: [(Switch, f32); 10] = [
    (SurfaceKey::BASE_COLOR_MAP, 0.08),
    (SurfaceKey::METALLIC_ROUGHNESS_MAP, 0.08),
    (SurfaceKey::NORMAL_MAP, 0.15),
    (SurfaceKey::OCCLUSION_MAP, 0.06),
    (SurfaceKey::EMISSIVE_MAP, 0.08),
    (SurfaceKey::VERTEX_COLOR, 0.01),
    (SurfaceKey::UV_PER_MAP, 0.04),
    (SurfaceKey::CLEARCOAT, 0.25),
    (SurfaceKey::SHEEN, 0.25),
    (SurfaceKey::SUN, 0.2),
];

/// What a program may cost to be saved, as a share of all pixels.
const WORTH: f32 = 0.02;

/// For each program with how much of the picture it draws, in any unit, the one to draw that with, where it is another.
pub(crate) fn shared(seen: &BTreeMap<SurfaceKey, f32>) -> BTreeMap<SurfaceKey, SurfaceKey> {
    let whole: f32 = seen.values().sum();
    let mut groups: Vec<Group> = seen.iter().map(|(key, seen)| Group { key: *key, seen: *seen, members: vec![*key] }).collect();
    loop {
        let pairs = (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| (a, b)));
        let costs = pairs.filter_map(|(a, b)| Some((groups[a].together_with(&groups[b])?, a, b)));
        let cheapest = costs.min_by(|(x, ..), (y, ..)| x.total_cmp(y));
        let Some((_, a, b)) = cheapest.filter(|(cost, ..)| *cost <= WORTH * whole) else { break };
        let gone = groups.swap_remove(b);
        let kept = &mut groups[a];
        kept.key = kept.key.either(gone.key);
        kept.seen += gone.seen;
        kept.members.extend(gone.members);
    }
    let members = groups.iter().flat_map(|group| group.members.iter().map(|member| (*member, group.key)));
    members.filter(|(member, key)| member != key).collect()
}

struct Group {
    key: SurfaceKey,
    seen: f32,
    members: Vec<SurfaceKey>,
}

impl Group {
    /// The price, as what is seen of plain surfaces, of drawing both with one program; none where they look otherwise in it.
    fn together_with(&self, other: &Self) -> Option<f32> {
        let without = |key: SurfaceKey| ADDED.iter().fold(key, |key, (switch, _)| key.with_if(false, *switch));
        let added = |from: SurfaceKey, to: SurfaceKey| -> f32 {
            ADDED.iter().filter(|(switch, _)| to.has(*switch) && !from.has(*switch)).map(|(_, price)| price).sum()
        };
        (without(self.key) == without(other.key))
            .then(|| self.seen * added(self.key, other.key) + other.seen * added(other.key, self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(switches: &[Switch]) -> SurfaceKey {
        switches.iter().fold(SurfaceKey::default(), |key, switch| key.with_if(true, *switch))
    }

    /// Plain walls, and little of something else.
    fn beside_walls(other: SurfaceKey, seen: f32) -> BTreeMap<SurfaceKey, SurfaceKey> {
        shared(&BTreeMap::from([(key(&[]), 10.0), (key(&[SurfaceKey::BASE_COLOR_MAP]), 10.0), (other, seen)]))
    }

    #[test]
    fn what_covers_little_is_drawn_with_a_program_that_can_do_more() {
        let knob = key(&[SurfaceKey::EMISSIVE_MAP]);
        let both = key(&[SurfaceKey::EMISSIVE_MAP, SurfaceKey::BASE_COLOR_MAP]);
        assert_eq!(beside_walls(both, 0.1), BTreeMap::new(), "walls would pay for it");
        let small = BTreeMap::from([(key(&[]), 100.0), (both, 0.3), (knob, 0.1)]);
        assert_eq!(shared(&small), BTreeMap::from([(knob, both)]));
    }

    #[test]
    fn what_covers_much_keeps_its_own() {
        assert_eq!(beside_walls(key(&[SurfaceKey::CLEARCOAT]), 10.0), BTreeMap::new());
    }

    #[test]
    fn what_would_look_otherwise_is_never_joined() {
        for switch in [
            SurfaceKey::ALPHA_MASK,
            SurfaceKey::ALPHA_BLEND,
            SurfaceKey::DOUBLE_SIDED,
            SurfaceKey::LAYERED,
            SurfaceKey::LIGHTMAP,
            SurfaceKey::LIGHTS,
            SurfaceKey::MIRRORED,
            SurfaceKey::ROUGH,
            SurfaceKey::SKINNED,
            SurfaceKey::UNLIT,
        ] {
            let seen = BTreeMap::from([(key(&[]), 1.0), (key(&[switch]), 0.0)]);
            assert_eq!(shared(&seen), BTreeMap::new(), "{switch:?}");
        }
    }

    #[test]
    fn two_that_lack_something_of_each_other_get_one_that_has_both() {
        let [a, b] = [SurfaceKey::EMISSIVE_MAP, SurfaceKey::OCCLUSION_MAP];
        let seen = BTreeMap::from([(key(&[]), 100.0), (key(&[a]), 0.1), (key(&[b]), 0.1)]);
        let both = key(&[a, b]);
        assert_eq!(shared(&seen), BTreeMap::from([(key(&[a]), both), (key(&[b]), both)]));
    }
}
