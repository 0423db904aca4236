//! Reads effects.

use super::declared::Declared;
use super::{Placed, id, ms, owned, word};
use crate::amounts::looks_like_amount;
use crate::tree::{Table, Value};
use curriculum::{Axis, Effect, Emphasis, Fog, Quantity, Unit};
use ids::{ObjectId, PictureId, SoundId, StateId, TimerId, VariableId};

/// How far one sees in fog that does not say so.
const VISIBILITY_MM: u64 = 6_000;

pub(super) fn effects<'t>(from: &'t Table, key: &str, declared: &Declared<'_>) -> Vec<Placed<'t, Effect>> {
    let tables = from.list(key).iter().filter_map(Value::table);
    tables.filter_map(|table| Some(Placed { value: effect(table, declared)?, from: table })).collect()
}

fn effect(table: &Table, declared: &Declared<'_>) -> Option<Effect> {
    let object = |key| id(table, key, ObjectId::new);
    let person = || object("by").or(declared.guide.clone());
    let verb = |key| table.get(key).is_some();
    Some(match () {
        () if verb("say") => Effect::Say { text: owned(table, "say"), by: object("by") },
        () if verb("sound") => Effect::Sound { sound: id(table, "sound", SoundId::new)? },
        () if verb("change") => change(table)?,
        () if verb("place") => Effect::Place { item: object("place")?, into: object("into")? },
        () if verb("show") => Effect::Show { object: object("show")? },
        () if verb("hide") => Effect::Hide { object: object("hide")? },
        () if verb("highlight") => {
            Effect::Mark { object: object("highlight")?, with: seen(table, [Emphasis::Highlight, Emphasis::HighlightInSight]) }
        }
        () if verb("outline") => {
            Effect::Mark { object: object("outline")?, with: seen(table, [Emphasis::Outline, Emphasis::OutlineInSight]) }
        }
        () if verb("pointer") => Effect::Mark { object: object("pointer")?, with: Emphasis::Pointer },
        () if verb("ghost_hand") => Effect::Mark { object: object("ghost_hand")?, with: Emphasis::GhostHand },
        () if verb("label") => Effect::Label { object: object("label")?, through_walls: shows_through(table) },
        () if verb("x_ray") => Effect::XRay { object: object("x_ray")?, through: object("through") },
        () if verb("section") => Effect::Section {
            object: object("section")?,
            from: word(table, "from")?,
            permille: u32::try_from(permille(table, "by")?.max(0)).ok()?,
            over_ms: over_ms(table),
        },
        () if verb("explode") => Effect::Explode {
            object: object("explode")?,
            permille: u32::try_from(permille(table, "by")?.max(0)).ok()?,
            axis: word(table, "axis"),
            over_ms: over_ms(table),
        },
        () if verb("unmark") => Effect::Unmark { object: object("unmark")? },
        () if verb("play") => match declared.clips.get(table.text("play")?) {
            Some(particles) => particles.clone(),
            None => Effect::PlayClip { clip: owned(table, "play") },
        },
        () if verb("stop") => match declared.clips.get(table.text("stop")?) {
            // Particles that last no longer.
            Some(Effect::Particles { kind, node, .. }) => Effect::Particles { kind: *kind, node: node.clone(), lasts_ms: 0 },
            _ => Effect::StopClip { clip: owned(table, "stop") },
        },
        () if verb("move") => motion(table)?,
        () if verb("rotate") => Effect::Rotate {
            object: object("rotate")?,
            axis: word(table, "axis").unwrap_or(Axis::Y),
            millideg: amount(table, "by").filter(|by| by.unit == Unit::Degree)?.milli,
            over_ms: over_ms(table),
        },
        () if verb("scale") => Effect::Scale {
            object: object("scale")?,
            permille: u32::try_from(permille(table, "to")?).ok()?,
            over_ms: over_ms(table),
        },
        () if verb("attach") => Effect::Attach { object: object("attach")?, to: Some(object("to")?) },
        () if verb("detach") => Effect::Attach { object: object("detach")?, to: None },
        () if verb("write") => Effect::Write { text: owned(table, "write"), on: object("on")? },
        () if verb("picture") => Effect::ShowPicture { picture: id(table, "picture", PictureId::new)?, on: object("on")? },
        () if verb("light") => Effect::Light { object: object("light")?, on: is_on(table, "is")? },
        () if verb("alarm") => Effect::Alarm { on: is_on(table, "alarm")? },
        () if verb("fog") => Effect::Fog { fog: fog(table)?, over_ms: over_ms(table) },
        () if verb("walk_to") => Effect::WalkTo { person: person()?, to: object("walk_to")? },
        () if verb("face") => Effect::Face { person: person()?, to: object("face")? },
        () if verb("point_at") => Effect::PointAt { person: person()?, at: object("point_at")? },
        () if verb("gesture") => Effect::Gesture { person: person()?, gesture: word(table, "gesture")? },
        () if verb("teleport") => Effect::Teleport { to: object("teleport")? },
        () if verb("turn_trainee") => Effect::TurnTrainee { to: object("turn_trainee")? },
        () if verb("set_variable") => {
            Effect::SetVariable { variable: id(table, "set_variable", VariableId::new)?, to: table.whole("to")? }
        }
        () if verb("add") => Effect::AddToVariable { variable: id(table, "to", VariableId::new)?, by: table.whole("add")? },
        () if verb("add_to_score") => Effect::AddToScore { permille: permille(table, "add_to_score")? },
        () if verb("start_timer") => Effect::StartTimer { timer: id(table, "start_timer", TimerId::new)? },
        () if verb("stop_timer") => Effect::StopTimer { timer: id(table, "stop_timer", TimerId::new)? },
        () if verb("show_page") => Effect::ShowPage { page: declared.pages.get(table.text("show_page")?)?.value.clone() },
        () if verb("finish") => Effect::Finish { ending: word(table, "finish")? },
        () => return None,
    })
}

fn change(table: &Table) -> Option<Effect> {
    let (object, to) = (id(table, "change", ObjectId::new)?, table.text("to")?);
    Some(match looks_like_amount(to) {
        true => Effect::SetNumber { object, to: Quantity::parse(to).ok()?, over_ms: over_ms(table) },
        false => Effect::SetState { object, to: StateId::new(to).ok()? },
    })
}

/// None where it is off, and for a word that says nothing.
fn fog(table: &Table) -> Option<Option<Fog>> {
    if table.text("fog")? == "off" {
        return Some(None);
    }
    let visibility_mm = match table.text("visibility") {
        Some(written) => u64::try_from(millimetres(written)?.max(0)).ok()?,
        None => VISIBILITY_MM,
    };
    Some(Some(Fog { kind: word(table, "fog")?, visibility_mm }))
}

/// Along three axes, or to another object.
fn motion(table: &Table) -> Option<Effect> {
    let object = id(table, "move", ObjectId::new)?;
    if let Some(to) = id(table, "to", ObjectId::new) {
        return Some(Effect::MoveTo { object, to, over_ms: over_ms(table) });
    }
    let by: Vec<i64> = table.list("by").iter().filter_map(|value| millimetres(value.text()?)).collect();
    Some(Effect::Move { object, by_mm: by.try_into().ok()?, over_ms: over_ms(table) })
}

fn millimetres(text: &str) -> Option<i64> {
    let length = Quantity::parse(text).ok()?;
    let per_unit = match length.unit {
        Unit::Millimetre => 1,
        Unit::Centimetre => 10,
        Unit::Metre => 1_000,
        _ => return None,
    };
    Some(length.milli.checked_mul(per_unit)? / 1_000)
}

fn over_ms(table: &Table) -> u64 {
    ms(table, "over").unwrap_or(0)
}

fn amount(table: &Table, key: &str) -> Option<Quantity> {
    Quantity::parse(table.text(key)?).ok()
}

/// A share in thousandths.
pub(super) fn permille(table: &Table, key: &str) -> Option<i64> {
    Some(amount(table, key).filter(|share| share.unit == Unit::Percent)?.milli / 100)
}

fn is_on(table: &Table, key: &str) -> Option<bool> {
    match table.text(key)? {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// The first shows through what stands before it, the second does not.
fn seen(table: &Table, [through, in_sight]: [Emphasis; 2]) -> Emphasis {
    if shows_through(table) { through } else { in_sight }
}

fn shows_through(table: &Table) -> bool {
    table.get("through_walls").is_none() || table.yes("through_walls")
}
