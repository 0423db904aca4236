//! Fog that comes in and clears: how thick it is now. What it looks like is a renderer's. Start at [`Fogging`], then [`Stage::fog`].

use crate::Stage;
use curriculum::{Effect, Fog, FogKind};

/// Fog as it is now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FogNow {
    pub kind: FogKind,
    /// It still looks in part like what was here before, from 1 (as that) to 0.
    pub before: Option<(FogKind, f32)>,
    /// From so far a twentieth of the light comes through, metres.
    pub visibility_m: f32,
}

/// From one to the other, in so long.
#[derive(Debug, Default)]
pub(crate) struct Fogging {
    from: Option<FogNow>,
    to: Option<Fog>,
    at_secs: f32,
    secs: f32,
}

/// How thick: one over metres.
fn thickness(fog: Option<FogNow>) -> f32 {
    fog.map_or(0.0, |fog| 1.0 / fog.visibility_m)
}

fn whole(fog: Fog) -> FogNow {
    FogNow { kind: fog.kind, before: None, visibility_m: (fog.visibility_mm.max(1) as f32) / 1_000.0 }
}

impl Fogging {
    pub fn go(&mut self, to: Option<Fog>, secs: f32) {
        if self.to != to {
            *self = Self { from: self.now(), to, at_secs: 0.0, secs };
        }
    }

    /// As the world says, at once.
    pub fn reset(&mut self, to: Option<Fog>) {
        *self = Self { to, ..Self::default() };
    }

    pub fn advance(&mut self, dt_secs: f32) {
        self.at_secs = (self.at_secs + dt_secs).min(self.secs);
    }

    pub fn is_moving(&self) -> bool {
        self.at_secs < self.secs
    }

    /// Light is swallowed evenly more, which is what one sees as smoke that comes in.
    pub fn now(&self) -> Option<FogNow> {
        let share = if self.secs > 0.0 { (self.at_secs / self.secs).clamp(0.0, 1.0) } else { 1.0 };
        let to = self.to.map(whole);
        if share >= 1.0 {
            return to;
        }
        let thick = thickness(self.from) + (thickness(to) - thickness(self.from)) * share;
        let visibility_m = 1.0 / thick;
        let before = self.from.map(|from| (from.kind, 1.0 - share));
        let kind = to.or(self.from)?.kind;
        (thick > 0.0).then_some(FogNow { kind, before: before.filter(|(before, _)| *before != kind), visibility_m })
    }
}

impl Stage {
    /// The fog that effects let in, as it is now.
    pub fn fog(&self) -> Option<FogNow> {
        self.fogging.now()
    }

    /// What is told of it: where it comes to.
    pub fn fog_told(&self) -> Option<Fog> {
        self.world.fog
    }

    /// Some effect of the module lets fog in.
    pub fn may_fill_with_fog(&self) -> bool {
        self.module.effects().any(|effect| matches!(effect, Effect::Fog { fog: Some(_), .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMOKE: Fog = Fog { kind: FogKind::Smoke, visibility_mm: 5_000 };

    #[test]
    fn fog_comes_in_evenly_and_clears_to_nothing() {
        let mut fogging = Fogging::default();
        assert_eq!(fogging.now(), None);
        fogging.go(Some(SMOKE), 4.0);
        assert_eq!(fogging.now(), None, "not yet");
        fogging.advance(2.0);
        let half = fogging.now().unwrap();
        assert!((half.visibility_m - 10.0).abs() < 1e-3 && half.before.is_none() && fogging.is_moving(), "{half:?}");
        fogging.advance(9.0);
        assert_eq!((fogging.now(), fogging.is_moving()), (Some(whole(SMOKE)), false));
        fogging.go(None, 2.0);
        fogging.advance(1.0);
        assert!((fogging.now().unwrap().visibility_m - 10.0).abs() < 1e-3);
        fogging.advance(1.0);
        assert_eq!((fogging.now(), fogging.is_moving()), (None, false));
    }

    #[test]
    fn one_kind_turns_into_another_from_where_it_is() {
        let mut fogging = Fogging::default();
        fogging.go(Some(SMOKE), 0.0);
        fogging.go(Some(Fog { kind: FogKind::Mist, visibility_mm: 20_000 }), 4.0);
        assert_eq!(
            fogging.now().unwrap(),
            FogNow { kind: FogKind::Mist, before: Some((FogKind::Smoke, 1.0)), visibility_m: 5.0 }
        );
        fogging.advance(3.0);
        let (before, share) = fogging.now().unwrap().before.unwrap();
        assert!(before == FogKind::Smoke && (share - 0.25).abs() < 1e-6);
        fogging.reset(None);
        assert_eq!((fogging.now(), fogging.is_moving()), (None, false));
    }
}
