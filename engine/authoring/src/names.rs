//! The names that a file may refer to: what it declares itself, and what the scene offers.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::keys::Names;
use crate::sources::SceneIndex;
use crate::tree::{Span, Table};
use curriculum::{PICTURES, TRAINEE};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static DUPLICATE_ID: Check = Check {
    code: "P029",
    severity: Severity::Error,
    title: "the same id twice",
    manual: "Records, translations and reports hang on ids, so each id stands for one thing. Steps, hints, mistakes and answers \
             each need ids of their own; the same word may name a step and a hint.",
};

pub(crate) static RESERVED_ID: Check = Check {
    code: "P014",
    severity: Severity::Error,
    title: "a reserved id",
    manual: "`trainee` always means the person who plays, and the mistakes `order`, `wrong-value`, `wrong-position` and \
             `wrong-answer` are those that the program finds by itself. Choose another id.",
};

/// Known names by what they name. A kind without an entry is not checked.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The module's place is made of pictures: its nodes are marks.
    pub has_marks: bool,
    by_kind: BTreeMap<Names, BTreeSet<String>>,
}

impl Known {
    /// Gathers what a module declares; reports names declared twice.
    pub(crate) fn of_module(root: &Table, scene: &SceneIndex, sink: &mut Sink<'_>) -> Self {
        let mut known = Self::default();
        known.add(Names::Object, [TRAINEE]);
        known.add(Names::Sound, scene.sounds.iter().map(String::as_str));
        known.add(Names::Scene, Some(&*scene.scene).filter(|name| !name.is_empty()));
        known.add(Names::Picture, root.named("pictures").map(|(entry, _)| &*entry.key));
        known.has_marks = root.text("scene") == Some(PICTURES);
        if known.has_marks {
            let all = root.named("marks").chain(root.named("pictures"));
            known.add(Names::Node, all.map(|(entry, _)| &*entry.key));
            known.add(Names::Clip, root.named("clips").map(|(entry, _)| &*entry.key));
            known.add(Names::Scene, [PICTURES]);
        } else if root.text("scene") == Some(&scene.scene) {
            known.add(Names::Node, scene.nodes.iter().map(String::as_str));
            known.add(
                Names::Clip,
                scene.clips.iter().map(String::as_str).chain(root.named("clips").map(|(entry, _)| &*entry.key)),
            );
        }
        known.add(Names::Card, root.named("cards").map(|(entry, _)| &*entry.key));
        for (entry, _) in root.named("objects") {
            if entry.key == TRAINEE {
                sink.report(&RESERVED_ID, &entry.key_span, "`trainee` is the person who plays", "Give this object another id.");
            }
            known.add(Names::Object, [&*entry.key]);
        }
        for (key, names) in [("step", Names::Step), ("hint", Names::Hint), ("mistake", Names::Mistake)] {
            known.add_ids(root, key, names, sink);
        }
        known.add_structure(root, sink);
        for (mistake, (id, meaning)) in
            root.tables("mistake").filter_map(|mistake| Some((mistake, reserved(mistake.text("id")?)?)))
        {
            let message = format!("`{id}` means {meaning}");
            sink.report(&RESERVED_ID, &mistake.span_of("id"), message, "Give this mistake another id.");
        }
        known
    }

    /// Gathers what is kept in mind, drawn, timed and said.
    fn add_structure(&mut self, root: &Table, sink: &mut Sink<'_>) {
        for (key, names) in [("lines", Names::Line), ("pages", Names::Page), ("timers", Names::Timer)] {
            self.add(names, root.named(key).map(|(entry, _)| &*entry.key));
        }
        self.add(Names::Variable, root.table("variables").into_iter().flat_map(|table| &table.entries).map(|entry| &*entry.key));
        self.add_ids(root, "one_of", Names::Draw, sink);
        self.add_ids(root, "interruption", Names::Interruption, sink);
        let options = root.tables("one_of").flat_map(|draw| draw.list("options")).filter_map(|value| value.table());
        self.add_ids_of("option", options, Names::DrawOption, sink);
        self.add_ids(root, "field", Names::Field, sink);
        let answers = root.tables("answer").chain(root.tables("reply")).chain(root.tables("part"));
        self.add_ids_of("answer, reply or part", answers, Names::Answer, sink);
    }

    pub(crate) fn add<'n>(&mut self, names: Names, new: impl IntoIterator<Item = &'n str>) {
        self.by_kind.entry(names).or_default().extend(new.into_iter().map(str::to_owned));
    }

    /// Gathers what a snippet declares, by its own ids.
    pub(crate) fn add_of_snippet(&mut self, root: &Table) {
        let lists = [
            ("step", Names::Step),
            ("hint", Names::Hint),
            ("mistake", Names::Mistake),
            ("field", Names::Field),
            ("answer", Names::Answer),
            ("reply", Names::Answer),
        ];
        for (key, names) in lists {
            self.add(names, root.tables(key).filter_map(|table| table.text("id")));
        }
        for (key, names) in [("cards", Names::Card), ("lines", Names::Line)] {
            self.add(names, root.named(key).map(|(entry, _)| &*entry.key));
        }
    }

    /// Gathers the `id` of each table of `[[key]]`.
    pub(crate) fn add_ids(&mut self, root: &Table, key: &str, names: Names, sink: &mut Sink<'_>) {
        self.add_ids_of(key, root.tables(key), names, sink);
    }

    fn add_ids_of<'t>(&mut self, what: &str, tables: impl Iterator<Item = &'t Table>, names: Names, sink: &mut Sink<'_>) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for table in tables {
            let Some(id) = table.text("id") else { continue };
            let span = table.span_of("id");
            match first.get(id) {
                Some(before) => {
                    let line = sink.source().get(..before.start).unwrap_or("").matches('\n').count() + 1;
                    sink.report(
                        &DUPLICATE_ID,
                        &span,
                        format!("the {what} `{id}` is already on line {line}"),
                        "Give one of them another id.",
                    );
                }
                None => drop(first.insert(id, span)),
            }
        }
        self.add(names, first.into_keys());
    }

    /// The known names of a kind; none when that kind is not checked.
    pub(crate) fn of(&self, names: Names) -> Option<&BTreeSet<String>> {
        self.by_kind.get(&names)
    }
}

/// Mistakes that the program finds by itself, and what they mean.
const RESERVED_MISTAKES: [(&str, &str); 4] = [
    ("order", "a step tried too early"),
    ("wrong-value", "a gauge misread, or a number set wrongly"),
    ("wrong-position", "something turned to a wrong place"),
    ("wrong-answer", "a card answered wrongly"),
];

fn reserved(id: &str) -> Option<(&'static str, &'static str)> {
    RESERVED_MISTAKES.into_iter().find(|(reserved, _)| *reserved == id)
}
