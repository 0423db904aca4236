//! Walks a tree along the table of keys: unknown and missing keys, wrong types, bad ids, names of nothing.
//!
//! Does not know what a module means: that is `check`.

use crate::amounts::{looks_like_amount, parse_range, parse_spot, parse_spread, say_converted, say_why, unit_list};
use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::keys::{MODULE, Names, Shape, Table as Keys, Verbs};
use crate::names::Known;
use crate::nearest::{advise, nearest};
use crate::tree::{Entry, Is, Table, Value};
use crate::words::{example, expected, first_verb, what_is};
use curriculum::{Dimension, Quantity};
use ids::Slug;

pub(crate) static UNKNOWN_KEY: Check = Check {
    code: "P003",
    severity: Severity::Error,
    title: "an unknown key",
    manual: "The language has no such key in this place, so it would do nothing. Mind that a key typed below a `[table]` belongs to \
             that table: keys of the module itself stand above the first one.",
};
pub(crate) static WRONG_TYPE: Check = Check {
    code: "P004",
    severity: Severity::Error,
    title: "a value of the wrong type",
    manual: "Every key takes one sort of value: a text in quotes, a whole number, true or false, a list in `[ ]`, a table in `{ }`. \
             Quantities are texts with their unit, such as \"20 s\" or \"85 %\".",
};
pub(crate) static MISSING_KEY: Check = Check {
    code: "P005",
    severity: Severity::Error,
    title: "a missing key",
    manual: "Some keys cannot be left out or left empty, because nothing sensible could stand in for them.",
};
pub(crate) static UNKNOWN_WORD: Check = Check {
    code: "P006",
    severity: Severity::Error,
    title: "an unknown word",
    manual: "This key takes one of a few words, which the advice lists. They are written in small letters.",
};
pub(crate) static BAD_AMOUNT: Check = Check {
    code: "P007",
    severity: Severity::Error,
    title: "not an amount",
    manual: "An amount is one text: a number with at most three decimals, a space, a unit, as in \"20 s\". A range is \"0..300 kPa\", \
             a tolerance \"90° ± 5°\". Times are in ms, s, min, h or d; shares in %.",
};
pub(crate) static BAD_ID: Check = Check {
    code: "P008",
    severity: Severity::Error,
    title: "a bad id",
    manual: "Records, translations and files hang on ids, so they stay plain: a small letter first, then small letters, digits, `-` \
             and `_`, at most 64 of them, none of them invisible.",
};
pub(crate) static TOO_MANY: Check = Check {
    code: "P009",
    severity: Severity::Error,
    title: "too much of it",
    manual: "A text has at most 1,000 characters and a list at most 2,000 entries (so has a module's list of steps). Far less is \
             comfortable: split the module.",
};
pub(crate) static VERB: Check = Check {
    code: "P012",
    severity: Severity::Error,
    title: "which verb?",
    manual: "A goal, a wrong action or an effect is a small table with exactly one verb, such as `{ press = \"bell\" }` or \
             `{ set = \"door\", to = \"open\" }`.",
};
pub(crate) static DANGLING: Check = Check {
    code: "P020",
    severity: Severity::Error,
    title: "a name of nothing",
    manual: "The text names an object, step, card, node, animation, sound or module that does not exist. Objects and steps are \
             declared in the module, nodes and animations come from the scene, sounds from `content/sounds/`.",
};
pub(crate) static HIDDEN_CHARACTER: Check = Check {
    code: "P056",
    severity: Severity::Error,
    title: "an invisible character",
    manual: "The text holds a character that cannot be seen, such as a control code or one that turns the reading direction. \
             It often comes with text pasted from elsewhere; type the passage again.",
};

/// Most entries of a list.
pub(crate) const MOST_ENTRIES: usize = 2_000;
const MOST_CHARACTERS: usize = 1_000;

/// What a walk needs besides the tree.
pub(crate) struct Walk<'w, 's> {
    pub known: &'w Known,
    pub sink: &'w mut Sink<'s>,
    /// True after syntax errors: then a key that seems missing may only be unreadable.
    pub broken: bool,
}

impl Walk<'_, '_> {
    pub(crate) fn table(&mut self, table: &Table, keys: &Keys) {
        let mut meant = Vec::new();
        for entry in &table.entries {
            match keys.keys.iter().find(|key| key.name == entry.key) {
                Some(key) => self.value(&entry.key, &entry.value, &key.shape, key.required),
                None => meant.extend(self.unknown_key(entry, keys)),
            }
        }
        for key in keys.keys.iter().filter(|key| key.required && !self.broken) {
            if table.entry(key.name).is_none() && !meant.contains(&key.name) {
                let message = format!("{} needs `{}`", keys.title, key.name);
                self.sink.report(&MISSING_KEY, &table.span, message, format!("Add `{} = ...`: {}", key.name, key.doc));
            }
        }
    }

    /// Reports the key; returns the one that was probably meant.
    fn unknown_key(&mut self, entry: &Entry, keys: &Keys) -> Option<&'static str> {
        if self.sink.is_full() {
            return None;
        }
        let names = keys.keys.iter().map(|key| key.name);
        let meant = nearest(&entry.key, names.clone());
        let of_module = MODULE.keys.iter().any(|key| key.name == entry.key);
        let advice = match meant {
            Some(name) => format!("Did you mean `{name}`?"),
            None if of_module => format!("`{}` belongs to the module: move it above the first `[table]`.", entry.key),
            None => advise(&entry.key, names, "key here"),
        };
        self.sink.report(&UNKNOWN_KEY, &entry.key_span, format!("{} has no key `{}`", keys.title, shorten(&entry.key)), advice);
        meant
    }

    fn value(&mut self, key: &str, value: &Value, shape: &Shape, required: bool) {
        if !fits(value, shape) {
            // After a syntax error, what follows a broken header lands in the wrong table.
            let misplaced = self.broken && matches!(shape, Shape::Tables(_) | Shape::Named(..) | Shape::Table(_));
            if !misplaced {
                self.wrong_type(key, value, shape);
            }
            return;
        }
        match (shape, &value.is) {
            (Shape::Text, Is::Text(text)) => self.text(key, text, value, required),
            (Shape::Id(_) | Shape::State, Is::Text(text)) => self.id(text, value),
            (Shape::Name(names), Is::Text(text)) => self.name(*names, text, value),
            (Shape::Word(words), Is::Text(text)) if !words.contains(&&**text) => {
                let advice = advise(text, words.iter().copied(), "word");
                self.sink.report(&UNKNOWN_WORD, &value.span, format!("`{key}` cannot be `{}`", shorten(text)), advice);
            }
            (Shape::Whole(low, high), Is::Whole(whole)) if !whole.is_some_and(|whole| (*low..=*high).contains(&whole)) => {
                let message = format!("`{key}` must be {}", expected(shape));
                self.sink.report(&WRONG_TYPE, &value.span, message, format!("Write {}.", expected(shape)));
            }
            (Shape::Amount(dimension), Is::Text(text)) => self.amount(key, text, value, *dimension),
            (Shape::Span, Is::Text(text)) => self.span(key, text, value),
            (Shape::Range, Is::Text(text)) if parse_range(text).is_none() => {
                let message = format!("`{}` is not a range", shorten(text));
                let advice = format!("{}Write the lowest and the highest, such as \"0..300 kPa\".", say_converted(text));
                self.sink.report(&BAD_AMOUNT, &value.span, message, advice);
            }
            (Shape::Spot, Is::Text(text)) if parse_spot(text).is_none() => {
                let message = format!("`{}` is no place in a picture", shorten(text));
                let advice = "Write how far from the left and from the top, such as \"40 % 62 %\".";
                self.sink.report(&BAD_AMOUNT, &value.span, message, advice);
            }
            (Shape::StateOrAmount, Is::Text(text)) => self.state_or_amount(text, value),
            (Shape::Either(shapes), _) => {
                if let Some(shape) = shapes.iter().find(|shape| fits(value, shape)) {
                    self.value(key, value, shape, required);
                }
            }
            (Shape::List(of), Is::List(list)) => {
                self.count(key, list.len(), value);
                list.iter().take(MOST_ENTRIES).for_each(|value| self.value(key, value, of, false));
            }
            (Shape::Tables(keys), Is::List(list)) => {
                self.count(key, list.len(), value);
                list.iter().take(MOST_ENTRIES).filter_map(Value::table).for_each(|table| self.table(table, keys));
            }
            (Shape::Table(keys), Is::Table(table)) => self.table(table, keys),
            (Shape::Named(keys, _), Is::Table(table)) => self.named(key, table, value, keys),
            (Shape::Wholes(_), Is::Table(table)) => self.free_keys(key, table, value, &Shape::Whole(-1_000_000, 1_000_000)),
            (Shape::Texts, Is::Table(table)) => self.free_keys(key, table, value, &Shape::Text),
            (Shape::Verb(verbs), Is::Table(table)) => self.verb(table, verbs),
            _ => {}
        }
    }

    fn wrong_type(&mut self, key: &str, value: &Value, shape: &Shape) {
        let message = format!("`{key}` must be {}, not {}", expected(shape), value.type_word());
        let advice = match (shape, &value.is) {
            (Shape::Amount(Some(Dimension::Share)), Is::Whole(Some(whole))) => format!("Write \"{whole} %\"."),
            (Shape::Amount(Some(Dimension::Time)), Is::Whole(Some(whole))) => format!("Write \"{whole} s\"."),
            (Shape::Span, Is::Whole(Some(whole))) => format!("Write \"{whole} h\"."),
            (Shape::Amount(_) | Shape::Span, _) => "Write the number and its unit as one text, such as \"20 s\".".to_owned(),
            (Shape::Tables(_), _) => format!("Start each with `[[{key}]]` on its own line."),
            (Shape::Named(..), _) => format!("Start each with `[{key}.its-id]` on its own line."),
            (Shape::List(_), _) => "Put it in square brackets.".to_owned(),
            (Shape::Verb(verbs), _) => format!("Write {} such as `{{ {} = \"...\" }}`.", verbs.title, first_verb(verbs)),
            (Shape::Text | Shape::Id(_) | Shape::Name(_) | Shape::Word(_) | Shape::State, _) => {
                "Put it in double quotes.".to_owned()
            }
            _ => format!("Write {}.", expected(shape)),
        };
        self.sink.report(&WRONG_TYPE, &value.span, message, advice);
    }

    fn text(&mut self, key: &str, text: &str, value: &Value, required: bool) {
        if required && text.trim().is_empty() {
            self.sink.report(&MISSING_KEY, &value.span, format!("`{key}` is empty"), "Write a text here.");
        }
        if text.chars().nth(MOST_CHARACTERS).is_some() {
            let message = format!("`{key}` has more than 1,000 characters");
            self.sink.report(&TOO_MANY, &value.span, message, "Say it in one or two sentences.");
        }
        if let Some(hidden) = text.chars().find(|&c| is_hidden(c) && !is_needed(c, text)) {
            let message = format!("`{key}` holds the invisible character U+{:04X}", u32::from(hidden));
            self.sink.report(&HIDDEN_CHARACTER, &value.span, message, "Remove it: type the passage again instead of pasting it.");
        }
    }

    fn id(&mut self, text: &str, value: &Value) {
        if let Some(message) = bad_id(text) {
            self.sink.report(&BAD_ID, &value.span, message, "Write small letters, digits, `-` and `_`, starting with a letter.");
        }
    }

    fn name(&mut self, names: Names, text: &str, value: &Value) {
        if self.sink.is_full() {
            return;
        }
        let Some(known) = self.known.of(names) else { return };
        let of_scene = matches!(names, Names::Scene | Names::Node | Names::Clip | Names::Sound);
        if known.contains(text) || (self.broken && !of_scene) {
            return;
        }
        let what = if names == Names::Node && self.known.has_marks { "mark or picture" } else { what_is(names) };
        let advice = match names {
            Names::Node if self.known.has_marks => advise(text, known.iter().map(String::as_str), "mark"),
            Names::Node => format!("{} Or add the node to the scene.", advise(text, known.iter().map(String::as_str), what)),
            _ => advise(text, known.iter().map(String::as_str), what),
        };
        self.sink.report(&DANGLING, &value.span, format!("there is no {what} `{}`", shorten(text)), advice);
    }

    fn amount(&mut self, key: &str, text: &str, value: &Value, dimension: Option<Dimension>) {
        let message = match (Quantity::parse(text), dimension) {
            (Err(error), _) => say_why(&shorten(text), &error),
            (Ok(amount), Some(Dimension::Time)) if amount.as_ms().is_none() => format!("`{key}` must be a time, not `{text}`"),
            (Ok(amount), Some(Dimension::Time)) if amount.as_ms() > Some(MOST_MS) => format!("`{key}` is longer than a day"),
            (Ok(amount), Some(dimension)) if amount.unit.dimension() != dimension => {
                format!("`{key}` must be {}, not `{text}`", example(dimension))
            }
            (Ok(_), _) => return,
        };
        let converted = say_converted(text);
        let advice = match dimension {
            Some(dimension) => format!("{converted}Write {}.", example(dimension)),
            None => format!("{converted}Write a number and a unit. Units: {}.", unit_list()),
        };
        self.sink.report(&BAD_AMOUNT, &value.span, message, advice);
    }

    fn span(&mut self, key: &str, text: &str, value: &Value) {
        let message = match Quantity::parse(text) {
            Err(error) => say_why(&shorten(text), &error),
            Ok(amount) if amount.as_ms().is_none() => format!("`{key}` must be a time, not `{text}`"),
            Ok(amount) if amount.as_ms() > Some(366 * MOST_MS) => format!("`{key}` is longer than a year"),
            Ok(_) => return,
        };
        self.sink.report(&BAD_AMOUNT, &value.span, message, "Write a time in min, h or d, such as \"24 h\".");
    }

    fn state_or_amount(&mut self, text: &str, value: &Value) {
        if !looks_like_amount(text) {
            self.id(text, value);
        } else if parse_spread(text).is_none() {
            let message = format!("`{}` is not an amount", shorten(text));
            let advice = format!("{}Write \"20 kPa\" or \"90° ± 5°\". Units: {}.", say_converted(text), unit_list());
            self.sink.report(&BAD_AMOUNT, &value.span, message, advice);
        }
    }

    fn named(&mut self, key: &str, table: &Table, value: &Value, keys: &Keys) {
        self.count(key, table.entries.len(), value);
        for entry in table.entries.iter().take(MOST_ENTRIES) {
            self.named_key(entry);
            match &entry.value.is {
                Is::Table(table) => self.table(table, keys),
                _ => self.wrong_type(&entry.key, &entry.value, &Shape::Table(&MODULE)),
            }
        }
    }

    /// A table whose keys the author names, all of one shape.
    fn free_keys(&mut self, key: &str, table: &Table, value: &Value, shape: &Shape) {
        self.count(key, table.entries.len(), value);
        for entry in table.entries.iter().take(MOST_ENTRIES) {
            self.named_key(entry);
            self.value(&entry.key, &entry.value, shape, false);
        }
    }

    fn named_key(&mut self, entry: &Entry) {
        if let Some(message) = bad_id(&entry.key) {
            let advice = "Write small letters, digits, `-` and `_`, starting with a letter.";
            self.sink.report(&BAD_ID, &entry.key_span, message, advice);
        }
    }

    fn verb(&mut self, table: &Table, verbs: &Verbs) {
        let found: Vec<(&Entry, &Keys)> = table
            .entries
            .iter()
            .filter_map(|entry| Some((entry, verbs.tables.iter().find(|keys| keys.keys[0].name == entry.key)?)))
            .collect();
        match found[..] {
            [(_, keys)] => self.table(table, keys),
            [] => {
                let known = verbs.tables.iter().map(|keys| keys.keys[0].name);
                let word = table.entries.first().map_or("", |entry| &entry.key);
                let span = table.entries.first().map_or(&table.span, |entry| &entry.key_span);
                let message = match word {
                    "" => format!("{} needs a verb", verbs.title),
                    word => format!("{} cannot be `{}`", verbs.title, shorten(word)),
                };
                self.sink.report(&VERB, span, message, advise(word, known, "verb"));
            }
            [(first, _), (second, _), ..] => {
                let message = format!("{} has one verb, but this has `{}` and `{}`", verbs.title, first.key, second.key);
                self.sink.report(&VERB, &second.key_span, message, "Keep one of them; a second thing to do is a second step.");
            }
        }
    }

    fn count(&mut self, key: &str, n: usize, value: &Value) {
        if n > MOST_ENTRIES {
            let message = format!("`{key}` has {n} entries, more than {MOST_ENTRIES}");
            self.sink.report(&TOO_MANY, &value.span, message, "Split it.");
        }
    }
}

/// The longest time an author may ask for within an attempt: a day.
const MOST_MS: u64 = 86_400_000;

pub(crate) fn fits(value: &Value, shape: &Shape) -> bool {
    match shape {
        Shape::Text
        | Shape::Id(_)
        | Shape::Name(_)
        | Shape::State
        | Shape::Word(_)
        | Shape::Amount(_)
        | Shape::Span
        | Shape::Range
        | Shape::StateOrAmount
        | Shape::Spot => matches!(value.is, Is::Text(_)),
        Shape::Whole(..) => matches!(value.is, Is::Whole(_)),
        Shape::YesNo => matches!(value.is, Is::YesNo(_)),
        Shape::List(_) => matches!(value.is, Is::List(_)),
        Shape::Tables(_) => matches!(&value.is, Is::List(list) if list.iter().all(|value| value.table().is_some())),
        Shape::Table(_) | Shape::Named(..) | Shape::Verb(_) | Shape::Wholes(_) | Shape::Texts => matches!(value.is, Is::Table(_)),
        Shape::Either(shapes) => shapes.iter().any(|shape| fits(value, shape)),
    }
}

fn bad_id(text: &str) -> Option<String> {
    let error = Slug::new(text).err()?;
    Some(match text.chars().find(|&c| is_hidden(c)) {
        Some(hidden) => format!("this id holds the invisible character U+{:04X}", u32::from(hidden)),
        None => format!("`{}` is no id: {error}", shorten(text)),
    })
}

/// Characters nobody sees and that no text needs. (Joiners are needed by several scripts.)
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fff9}'..='\u{fffb}')
}

/// Marks of direction and places to break that some scripts are written with.
fn is_needed(c: char, text: &str) -> bool {
    let is_of_such_a_script = |letter: char| matches!(u32::from(letter), 0x0590..=0x1FFF | 0x2E80..=0xD7FF | 0xF900..=0xFDFF);
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}') && text.chars().any(is_of_such_a_script)
}

/// At most 40 characters of a text that may be anything.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text.to_owned(),
    }
}
