//! What can be done to what: gestures against kinds of objects, and states that exist.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::nearest::advise;
use crate::read::condition::single_tables;
use crate::read::{Draft, DraftMistake, Placed};
use crate::tree::{Span, Table};
use curriculum::ObjectKind as Kind;
use curriculum::{Condition, Effect, Goal, Object, SlideTarget, Start, TRAINEE, TurnTarget, WrongAction};
use ids::{ObjectId, StateId};

pub(crate) static NOBODY: Check = Check {
    code: "P013",
    severity: Severity::Error,
    title: "nobody to do it",
    manual: "Walking, facing and pointing need a person: name one with `by`, or give the module a `guide`. Both are objects of kind `person`.",
};
pub(crate) static STATE: Check = Check {
    code: "P026",
    severity: Severity::Error,
    title: "an unknown state",
    manual: "A state must be listed in the `states` of its object, such as `states = [\"closed\", \"open\"]`, each once. The first is \
             how the object starts unless `start` says otherwise.",
};
pub(crate) static WHERE_TO: Check = Check {
    code: "P027",
    severity: Severity::Error,
    title: "put where?",
    manual: "A `put` needs exactly one of `into` (a socket or a zone) and `on` (a person; `trainee` is whoever plays), and an `item` in a \
             condition one of `in` and `on`. A `move` needs exactly one of `by` (three lengths: right, up, towards you) and `to` (an \
             object).",
};
pub(crate) static WRONG_KIND: Check = Check {
    code: "P040",
    severity: Severity::Error,
    title: "that cannot be done to this kind of object",
    manual: "The kind of an object says what can be done to it: buttons are pressed and held, switches pressed and set, doors set, knobs \
             turned and set, sliders slid and set, items taken, put and used, sockets filled, gauges read, zones entered, people \
             talked to (and phones, which are things or buttons). A number is set on what has a `range`. Everything can be looked at, and everything but zones and people \
             can be inspected.",
};

const PRESSED: &[Kind] = &[Kind::Button, Kind::Switch];
const HELD: &[Kind] = &[Kind::Button];
const SET: &[Kind] = &[Kind::Switch, Kind::Door, Kind::Knob, Kind::Slider];
const NUMBERED: &[Kind] = &[Kind::Knob, Kind::Slider, Kind::Thing, Kind::Item, Kind::Button];
const SHOWING: &[Kind] = &[Kind::Gauge, Kind::Knob, Kind::Slider, Kind::Thing, Kind::Item, Kind::Button];
const TOOLS: &[Kind] = &[Kind::Item];
const AIMED: &[Kind] = &[Kind::Item, Kind::Thing, Kind::Button];
const PUT_INTO: &[Kind] = &[Kind::Socket, Kind::Zone, Kind::Person];
const USED_ON: &[Kind] = &[
    Kind::Thing,
    Kind::Item,
    Kind::Socket,
    Kind::Button,
    Kind::Switch,
    Kind::Door,
    Kind::Knob,
    Kind::Slider,
    Kind::Gauge,
    Kind::Person,
];
const PLACED_INTO: &[Kind] = &[Kind::Socket, Kind::Zone];
/// A phone is a thing or a button.
const TALKED_TO: &[Kind] = &[Kind::Person, Kind::Thing, Kind::Button];
const INSPECTED: &[Kind] =
    &[Kind::Thing, Kind::Item, Kind::Socket, Kind::Button, Kind::Switch, Kind::Door, Kind::Knob, Kind::Slider, Kind::Gauge];

/// A zone has a floor.
const PICTURED: &[Kind] = &[
    Kind::Thing,
    Kind::Item,
    Kind::Socket,
    Kind::Button,
    Kind::Switch,
    Kind::Door,
    Kind::Knob,
    Kind::Slider,
    Kind::Gauge,
    Kind::Zone,
];

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let mut kinds = Kinds { draft, sink };
    if let Some(guide) = &draft.declared.guide {
        kinds.expect(guide, "guide", &[Kind::Person], &draft.top.span_of("guide"));
    }
    draft.objects.iter().for_each(|object| kinds.object(object));
    for step in &draft.steps {
        step.goal_tables.iter().for_each(|table| kinds.put_where(Some(table), true));
        step.goals().for_each(|(goal, table)| kinds.goal(goal, table));
    }
    for (condition, table) in draft.conditions() {
        let tables = single_tables(table);
        condition.parts().into_iter().for_each(|part| kinds.condition(part, &tables, table));
    }
    draft.mistakes.iter().for_each(|mistake| kinds.mistake(mistake));
    draft.effects().for_each(|(_, effect)| kinds.effect(effect));
    kinds.move_where();
    let of_steps = draft.steps.iter().map(|step| step.from).chain(draft.mistakes.iter().map(|mistake| mistake.from));
    of_steps.chain(draft.structure.tables()).for_each(|table| kinds.nobody(table));
}

struct Kinds<'k, 't, 's> {
    draft: &'k Draft<'t>,
    sink: &'k mut Sink<'s>,
}

impl Kinds<'_, '_, '_> {
    fn object(&mut self, object: &Placed<'_, Object>) {
        let Placed { value: object, from } = object;
        let start = from.span_of("start");
        for (idx, state) in object.states.iter().enumerate() {
            if object.states[..idx].contains(state) && idx < 100 {
                self.sink.report(
                    &STATE,
                    &from.span_of("states"),
                    format!("the state `{state}` is listed twice"),
                    "List each state once.",
                );
            }
        }
        let named = from.table("state_names").into_iter().flat_map(|names| &names.entries);
        let names = named.filter_map(|name| Some((StateId::new(&name.key).ok()?, name)));
        names.for_each(|(state, name)| self.has_state(object, &state, &name.key_span));
        match &object.start {
            Start::State(state) => self.has_state(object, state, &start),
            Start::In(socket) => {
                if object.kind != Kind::Item {
                    let message = format!("only an item lies in a socket, and the {} is {}", object.name, a(object.kind));
                    self.sink.report(&WRONG_KIND, &start, message, "Make it an `item`, or give its start as a state.");
                }
                self.expect(socket, "in", &[Kind::Socket], &start);
            }
            Start::Shows(_) if !SHOWING.contains(&object.kind) || (object.kind != Kind::Gauge && from.get("range").is_none()) => {
                self.odd_start(object, Kind::Gauge, &start)
            }
            Start::Angle(_) if object.kind != Kind::Knob => self.odd_start(object, Kind::Knob, &start),
            _ => {}
        }
        let stateless =
            matches!(object.kind, Kind::Switch | Kind::Door) || (object.kind == Kind::Slider && from.get("range").is_none());
        if object.states.is_empty() && stateless {
            let message = format!("the {} is {} and needs states", object.name, a(object.kind));
            self.sink.report(&STATE, &from.span, message, "Add `states`, such as [\"closed\", \"open\"].");
        }
    }

    fn odd_start(&mut self, object: &Object, kind: Kind, span: &Span) {
        let message = format!("only {} starts like this, and the {} is {}", a(kind), object.name, a(object.kind));
        self.sink.report(&WRONG_KIND, span, message, "Give its start as a state, or change its kind.");
    }

    fn goal(&mut self, goal: &Goal, table: &Table) {
        let span = |key: &str| table.span_of(key);
        match goal {
            Goal::GoTo { zone } => self.expect(zone, "go_to", &[Kind::Zone], &span("go_to")),
            Goal::Press { object } => self.expect(object, "press", PRESSED, &span("press")),
            Goal::Hold { object, .. } => self.expect(object, "hold", HELD, &span("hold")),
            Goal::Take { item, from } => {
                self.expect(item, "take", &[Kind::Item], &span("take"));
                from.iter().for_each(|from| self.expect(from, "from", &[Kind::Socket], &span("from")));
            }
            Goal::Put { item, into } => self.put(item, into, Some(table)),
            Goal::Use { tool, on } => {
                self.expect(tool, "use", TOOLS, &span("use"));
                if on.as_str() != TRAINEE {
                    self.expect(on, "on", USED_ON, &span("on"));
                }
            }
            Goal::Turn { object, to } => {
                self.expect(object, "turn", &[Kind::Knob], &span("turn"));
                if let TurnTarget::State(state) = to {
                    self.state(object, state, &span("to"));
                }
            }
            Goal::Set { object, to } => {
                self.expect(object, "set", SET, &span("set"));
                self.state(object, to, &span("to"));
            }
            Goal::Slide { object, to } => {
                self.expect(object, "slide", &[Kind::Slider], &span("slide"));
                if let SlideTarget::State(state) = to {
                    self.state(object, state, &span("to"));
                }
            }
            Goal::SetNumber { object, with, .. } => {
                self.expect(object, "set", NUMBERED, &span("set"));
                with.iter().for_each(|tool| self.expect(tool, "with", TOOLS, &span("with")));
            }
            Goal::Aim { tool, at, .. } => {
                self.expect(tool, "aim", AIMED, &span("aim"));
                at.iter().for_each(|place| self.expect(place, "at", INSPECTED, &span("at")));
            }
            Goal::Talk { person, .. } => self.expect(person, "talk_to", TALKED_TO, &span("talk_to")),
            Goal::Read { gauge, .. } => self.expect(gauge, "read", &[Kind::Gauge], &span("read")),
            Goal::Inspect { places, .. } => {
                places.iter().for_each(|place| self.expect(place, "inspect", INSPECTED, &span("inspect")))
            }
            Goal::LookAt { object, .. } => self.not_trainee(object, &span("look_at")),
            _ => {}
        }
    }

    fn condition(&mut self, condition: &Condition, tables: &[&Table], whole: &Table) {
        let of_it = |id: &ObjectId| {
            let names_it = |table: &&&Table| table.entries.iter().any(|entry| entry.value.text() == Some(id.as_str()));
            tables.iter().find(names_it).copied().unwrap_or(whole)
        };
        match condition {
            Condition::State { object, is } => self.state(object, is, &of_it(object).span_of("is")),
            Condition::Shows { object, .. } => {
                self.expect(
                    object,
                    if whole.get("wait_for").is_some() { "wait_for" } else { "gauge" },
                    SHOWING,
                    &of_it(object).span,
                );
            }
            Condition::Lies { item, place } => {
                let table = of_it(item);
                self.expect(item, "item", &[Kind::Item], &table.span_of("item"));
                if place.as_str() != TRAINEE {
                    self.expect(place, "in", PUT_INTO, &table.span);
                }
            }
            Condition::Carries { item } => self.expect(item, "carries", &[Kind::Item], &of_it(item).span_of("carries")),
            Condition::Inside { zone } => self.expect(zone, "in_zone", &[Kind::Zone], &of_it(zone).span_of("in_zone")),
            _ => {}
        }
    }

    fn mistake(&mut self, mistake: &DraftMistake<'_>) {
        let table = mistake.from.table("when");
        self.put_where(table, false);
        let span = |key: &str| table.map_or(mistake.from.span.clone(), |table| table.span_of(key));
        match &mistake.when {
            Some(WrongAction::Press { object }) => self.expect(object, "press", PRESSED, &span("press")),
            Some(WrongAction::Take { item }) => self.expect(item, "take", &[Kind::Item], &span("take")),
            Some(WrongAction::Put { item, into: Some(into) }) => self.put(item, into, table),
            Some(WrongAction::Put { item, into: None }) => self.expect(item, "put", &[Kind::Item], &span("put")),
            Some(WrongAction::Set { object, to, while_gauge_above }) => {
                self.expect(object, "set", SET, &span("set"));
                self.state(object, to, &span("to"));
                while_gauge_above.iter().for_each(|(gauge, _)| self.expect(gauge, "gauge", &[Kind::Gauge], &span("while")));
            }
            Some(WrongAction::Use { tool, on }) => {
                self.expect(tool, "use", TOOLS, &span("use"));
                on.iter().filter(|on| on.as_str() != TRAINEE).for_each(|on| self.expect(on, "on", USED_ON, &span("on")));
            }
            Some(WrongAction::Misset { object }) => self.expect(object, "misset", NUMBERED, &span("misset")),
            Some(WrongAction::Turn { object }) => self.expect(object, "turn", &[Kind::Knob], &span("turn")),
            Some(WrongAction::Misread { gauge }) => self.expect(gauge, "misread", &[Kind::Gauge], &span("misread")),
            Some(WrongAction::Enter { zone }) => self.expect(zone, "enter", &[Kind::Zone], &span("enter")),
            Some(WrongAction::LetGo { object }) => self.expect(object, "let_go", HELD, &span("let_go")),
            Some(WrongAction::LookAt { object, .. }) => self.not_trainee(object, &span("look_at")),
            Some(WrongAction::Answer { .. } | WrongAction::Misfill { .. } | WrongAction::Wait { .. }) | None => {}
        }
    }

    fn effect(&mut self, effect: &Placed<'_, Effect>) {
        let Placed { value: effect, from } = effect;
        match effect {
            Effect::Say { by: Some(by), .. } => self.expect(by, "by", &[Kind::Person], &from.span_of("by")),
            Effect::SetState { object, to } => self.state(object, to, &from.span_of("to")),
            Effect::SetNumber { object, .. } => self.expect(object, "change", SHOWING, &from.span_of("change")),
            Effect::Place { item, into } => {
                self.expect(item, "place", &[Kind::Item], &from.span_of("place"));
                self.expect(into, "into", PLACED_INTO, &from.span_of("into"));
            }
            Effect::Show { object } => self.not_trainee(object, &from.span_of("show")),
            Effect::Hide { object } => self.not_trainee(object, &from.span_of("hide")),
            Effect::Teleport { to } => self.expect(to, "teleport", &[Kind::Zone], &from.span_of("teleport")),
            Effect::Attach { object, to } => {
                self.not_trainee(object, &from.span_of(if to.is_some() { "attach" } else { "detach" }));
                to.iter().for_each(|to| self.not_trainee(to, &from.span_of("to")));
            }
            Effect::Write { on, .. } => self.expect(on, "on", INSPECTED, &from.span_of("on")),
            Effect::ShowPicture { on, .. } => self.expect(on, "on", PICTURED, &from.span_of("on")),
            Effect::Mark { object, .. }
            | Effect::Unmark { object }
            | Effect::Label { object, .. }
            | Effect::Move { object, .. }
            | Effect::MoveTo { object, .. }
            | Effect::Rotate { object, .. }
            | Effect::Scale { object, .. }
            | Effect::Light { object, .. }
            | Effect::TurnTrainee { to: object } => self.not_trainee(object, &from.span),
            Effect::XRay { object, through } => {
                self.expect(object, "x_ray", INSPECTED, &from.span_of("x_ray"));
                through.iter().for_each(|through| self.expect(through, "through", INSPECTED, &from.span_of("through")));
            }
            Effect::Section { object, .. } => self.expect(object, "section", INSPECTED, &from.span_of("section")),
            Effect::Explode { object, .. } => self.expect(object, "explode", INSPECTED, &from.span_of("explode")),
            Effect::WalkTo { person, .. }
            | Effect::Face { person, .. }
            | Effect::PointAt { person, .. }
            | Effect::Gesture { person, .. }
                if from.get("by").is_some() =>
            {
                self.expect(person, "by", &[Kind::Person], &from.span_of("by"));
            }
            _ => {}
        }
    }

    /// Effects that could not be read because there is no guide to do them.
    fn nobody(&mut self, table: &Table) {
        if self.draft.declared.guide.is_some() {
            return;
        }
        for effect in ["on_start", "then", "on_late"].iter().flat_map(|key| table.list(key)).filter_map(|value| value.table()) {
            let verb = ["walk_to", "face", "point_at", "gesture"].iter().find_map(|verb| effect.entry(verb));
            if let Some(verb) = verb.filter(|_| effect.get("by").is_none()) {
                let message = format!("nobody is named to `{}`", verb.key);
                self.sink.report(
                    &NOBODY,
                    &verb.key_span,
                    message,
                    "Add `by = \"...\"`, or `guide = \"...\"` at the top of the module.",
                );
            }
        }
    }

    fn put(&mut self, item: &ObjectId, into: &ObjectId, table: Option<&Table>) {
        let Some(table) = table.filter(|table| table.get("into").is_none() || table.get("on").is_none()) else { return };
        self.expect(item, "put", &[Kind::Item], &table.span_of("put"));
        match table.get("on") {
            Some(_) if into.as_str() == TRAINEE => {}
            Some(on) => self.expect(into, "on", &[Kind::Person], &on.span),
            None => self.expect(into, "into", PUT_INTO, &table.span_of("into")),
        }
    }

    /// A `move` says how far or where to, an `item` where it lies.
    fn move_where(&mut self) {
        let steps = self.draft.steps.iter().map(|step| step.from);
        let mistakes = self.draft.mistakes.iter().map(|mistake| mistake.from);
        let tables: Vec<&Table> = steps.chain(mistakes).chain(self.draft.structure.tables()).collect();
        let lists = ["on_start", "then", "on_late"];
        let effects =
            tables.iter().flat_map(|table| lists.iter().flat_map(|key| table.list(key))).filter_map(|value| value.table());
        for effect in effects.filter(|effect| effect.get("move").is_some()) {
            let (by, to) = (effect.list("by").len(), effect.get("to").is_some());
            if !matches!((effect.get("by").is_some(), by, to), (true, 3, false) | (false, _, true)) {
                let advice = "Write `by` with three lengths, or `to` with an object.";
                self.sink.report(&WHERE_TO, &effect.span, "`move` does not say where", advice);
            }
        }
    }

    /// A goal must say where; a wrong put may be wrong anywhere.
    fn put_where(&mut self, table: Option<&Table>, needed: bool) {
        let Some(table) = table.filter(|table| table.get("put").is_some()) else { return };
        let says_where = (table.get("into").is_some(), table.get("on").is_some());
        if says_where == (true, true) {
            self.sink.report(&WHERE_TO, &table.span, "`put` has both `into` and `on`", "Keep one of them.");
        } else if says_where == (false, false) && needed {
            self.sink.report(
                &WHERE_TO,
                &table.span,
                "`put` does not say where",
                "Add `into = \"socket\"` or `on = \"trainee\"`.",
            );
        }
    }

    /// Reports an object of a kind that does not answer this verb. Unknown objects were reported before.
    fn expect(&mut self, id: &ObjectId, verb: &str, kinds: &[Kind], span: &Span) {
        if id.as_str() == TRAINEE {
            let message = format!("`{verb}` cannot be `trainee`");
            return self.sink.report(&WRONG_KIND, span, message, "`trainee` stands only in `on` and `face`.");
        }
        let Some(object) = self.draft.object_of_known_kind(id).filter(|object| !kinds.contains(&object.kind)) else { return };
        let wanted = kinds.iter().map(|kind| a(*kind)).collect::<Vec<_>>().join(" or ");
        let message = format!("`{verb}` needs {wanted}, but `{id}` is {}", a(object.kind));
        let advice = format!("Change its `kind`, or use what suits {}: {}.", a(object.kind), suits(object.kind));
        self.sink.report(&WRONG_KIND, span, message, advice);
    }

    fn not_trainee(&mut self, id: &ObjectId, span: &Span) {
        if id.as_str() == TRAINEE {
            self.sink.report(&WRONG_KIND, span, "this cannot be `trainee`", "`trainee` stands only in `on` and `face`.");
        }
    }

    fn state(&mut self, id: &ObjectId, state: &StateId, span: &Span) {
        if let Some(object) = self.draft.object(id) {
            self.has_state(object, state, span);
        }
    }

    fn has_state(&mut self, object: &Object, state: &StateId, span: &Span) {
        if !object.states.contains(state) && !self.sink.is_full() {
            let advice = advise(state.as_str(), object.states.iter().map(StateId::as_str), "state of it");
            self.sink.report(&STATE, span, format!("`{}` has no state `{state}`", object.id), advice);
        }
    }
}

fn a(kind: Kind) -> &'static str {
    match kind {
        Kind::Thing => "a thing",
        Kind::Item => "an item",
        Kind::Socket => "a socket",
        Kind::Button => "a button",
        Kind::Switch => "a switch",
        Kind::Door => "a door",
        Kind::Knob => "a knob",
        Kind::Slider => "a slider",
        Kind::Gauge => "a gauge",
        Kind::Zone => "a zone",
        Kind::Person => "a person",
    }
}

fn suits(kind: Kind) -> &'static str {
    match kind {
        Kind::Thing => "`look_at` or `inspect`",
        Kind::Item => "`take`, then `put` or `use`",
        Kind::Socket => "`put` something into it",
        Kind::Button => "`press` or `hold`",
        Kind::Switch => "`set` or `press`",
        Kind::Door => "`set`",
        Kind::Knob => "`turn` or `set`",
        Kind::Slider => "`slide` or `set`",
        Kind::Gauge => "`read`",
        Kind::Zone => "`go_to`",
        Kind::Person => "`look_at` or `talk_to`",
    }
}
