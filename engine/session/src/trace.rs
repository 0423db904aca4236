//! The input trace: what was done, when, in bytes that stay the same.
//!
//! One line for each input: play time in milliseconds, a verb, and its ids and numbers, parted by single spaces and ended by
//! a line feed, in ASCII. For example `5200 put badge trainee`. Ids hold no spaces, so nothing needs quoting. The SHA-256
//! over these bytes stands in the closing fact. In between stand lines of a coarse [`Standpoint`] track, for showing the attempt again; the format may grow verbs, but never changes those it has.

use crate::{Input, Standpoint};
use ids::{AnswerId, FieldId, ObjectId, Slug, StateId};
use std::fmt::Write as _;

/// The inputs of an attempt with their times, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    pub inputs: Vec<(u64, Input)>,
    /// Where the trainee stood, in order of time.
    pub poses: Vec<(u64, Standpoint)>,
}

/// A trace that cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceError {
    /// Counted from 1.
    pub line: usize,
    pub what: &'static str,
}

impl std::fmt::Display for TraceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {} of the input trace: {}", self.line, self.what)
    }
}

impl std::error::Error for TraceError {}

impl Trace {
    pub fn push(&mut self, at_ms: u64, input: Input) {
        self.inputs.push((at_ms, input));
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::with_capacity(self.inputs.len() * 24);
        let mut poses = self.poses.iter().peekable();
        for (at_ms, input) in &self.inputs {
            while let Some((at_ms, pose)) = poses.next_if(|(stood_ms, _)| stood_ms <= at_ms) {
                text.push_str(&pose.line(*at_ms));
            }
            write_line(&mut text, *at_ms, input);
        }
        poses.for_each(|(at_ms, pose)| text.push_str(&pose.line(*at_ms)));
        text.into_bytes()
    }

    /// One input as the bytes it adds to a trace, to append to a file as the attempt goes on.
    pub fn line(at_ms: u64, input: &Input) -> Vec<u8> {
        let mut text = String::new();
        write_line(&mut text, at_ms, input);
        text.into_bytes()
    }

    /// Reads what [`Trace::to_bytes`] wrote. A last line without its line feed, as a power cut leaves it, is an error.
    pub fn parse(bytes: &[u8]) -> Result<Self, TraceError> {
        let mut trace = Self::default();
        for (idx, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let at_line = |what| TraceError { line: idx + 1, what };
            let line = line.strip_suffix(b"\n").ok_or(at_line("it is cut off"))?;
            let line = std::str::from_utf8(line).map_err(|_| at_line("it is no text"))?;
            if let Some(pose) = Standpoint::read(line) {
                trace.poses.push(pose);
                continue;
            }
            let (at_ms, input) = read_line(line).map_err(at_line)?;
            trace.push(at_ms, input);
        }
        Ok(trace)
    }
}

fn write_line(text: &mut String, at_ms: u64, input: &Input) {
    let written = match input {
        Input::Tick => writeln!(text, "{at_ms} tick"),
        Input::Enter { zone } => writeln!(text, "{at_ms} enter {zone}"),
        Input::Exit { zone } => writeln!(text, "{at_ms} exit {zone}"),
        Input::Look { object: Some(object) } => writeln!(text, "{at_ms} look {object}"),
        Input::Look { object: None } => writeln!(text, "{at_ms} look_away"),
        Input::Press { object } => writeln!(text, "{at_ms} press {object}"),
        Input::HoldStart { object } => writeln!(text, "{at_ms} hold {object}"),
        Input::HoldEnd { object } => writeln!(text, "{at_ms} let_go {object}"),
        Input::Take { item } => writeln!(text, "{at_ms} take {item}"),
        Input::Put { item, into } => writeln!(text, "{at_ms} put {item} {into}"),
        Input::PutBack { item } => writeln!(text, "{at_ms} put_back {item}"),
        Input::TurnTo { object, millideg } => writeln!(text, "{at_ms} turn {object} {millideg}"),
        Input::SetTo { object, state } => writeln!(text, "{at_ms} set {object} {state}"),
        Input::EnterValue { gauge, milli } => writeln!(text, "{at_ms} value {gauge} {milli}"),
        Input::Mark { object } => writeln!(text, "{at_ms} mark {object}"),
        Input::Choose { answers } => {
            let answers: String = answers.iter().map(|answer| format!(" {answer}")).collect();
            writeln!(text, "{at_ms} choose{answers}")
        }
        Input::Use { tool, on } => writeln!(text, "{at_ms} use {tool} {on}"),
        Input::Type { text: typed } => writeln!(text, "{at_ms} type {}", escaped(typed)),
        Input::FillIn { fields } => {
            let fields: String = fields.iter().map(|(field, given)| format!(" {field}={}", escaped(given))).collect();
            writeln!(text, "{at_ms} fill_in{fields}")
        }
        Input::Sign => writeln!(text, "{at_ms} sign"),
        Input::SkipStep => writeln!(text, "{at_ms} skip"),
        Input::AskHint => writeln!(text, "{at_ms} hint"),
        Input::Acknowledge => writeln!(text, "{at_ms} acknowledge"),
        Input::RestartStep => writeln!(text, "{at_ms} restart"),
        Input::Pause => writeln!(text, "{at_ms} pause"),
        Input::Resume => writeln!(text, "{at_ms} resume"),
        Input::Leave => writeln!(text, "{at_ms} leave"),
        Input::Continue => writeln!(text, "{at_ms} continue"),
    };
    written.expect("writing to a string cannot fail");
}

const BAD_ID: &str = "an id is missing or malformed";
const BAD_NUMBER: &str = "a number is missing or malformed";

fn read_line(line: &str) -> Result<(u64, Input), &'static str> {
    let mut words = line.split(' ');
    let at_ms = words.next().and_then(|word| word.parse().ok()).ok_or("it does not start with a time")?;
    let verb = words.next().ok_or("it has no verb")?;
    if verb == "choose" {
        let answers: Option<Vec<AnswerId>> = words.map(|word| AnswerId::new(word).ok()).collect();
        return Ok((at_ms, Input::Choose { answers: answers.ok_or(BAD_ID)? }));
    }
    if verb == "fill_in" {
        let field = |word: &str| {
            let (field, given) = word.split_once('=')?;
            Some((FieldId::new(field).ok()?, unescaped(given)?))
        };
        let fields: Option<Vec<_>> = words.map(field).collect();
        return Ok((at_ms, Input::FillIn { fields: fields.ok_or("a field is malformed")? }));
    }
    let [first, second] = [words.next(), words.next()];
    if words.next().is_some() {
        return Err("it has more words than its verb takes");
    }
    let object = || slug(first).map(ObjectId);
    let number = || second.and_then(|word| word.parse().ok()).ok_or(BAD_NUMBER);
    let n_words = [first, second].iter().flatten().count();
    let input = match (verb, n_words) {
        ("tick", 0) => Input::Tick,
        ("enter", 1) => Input::Enter { zone: object()? },
        ("exit", 1) => Input::Exit { zone: object()? },
        ("look", 1) => Input::Look { object: Some(object()?) },
        ("look_away", 0) => Input::Look { object: None },
        ("press", 1) => Input::Press { object: object()? },
        ("hold", 1) => Input::HoldStart { object: object()? },
        ("let_go", 1) => Input::HoldEnd { object: object()? },
        ("take", 1) => Input::Take { item: object()? },
        ("put", 2) => Input::Put { item: object()?, into: slug(second).map(ObjectId)? },
        ("put_back", 1) => Input::PutBack { item: object()? },
        ("turn", 2) => Input::TurnTo { object: object()?, millideg: number()? },
        ("set", 2) => Input::SetTo { object: object()?, state: slug(second).map(StateId)? },
        ("value", 2) => Input::EnterValue { gauge: object()?, milli: number()? },
        ("mark", 1) => Input::Mark { object: object()? },
        ("use", 2) => Input::Use { tool: object()?, on: slug(second).map(ObjectId)? },
        ("type", 1) => Input::Type { text: first.and_then(unescaped).ok_or("a typed text is malformed")? },
        ("sign", 0) => Input::Sign,
        ("skip", 0) => Input::SkipStep,
        ("hint", 0) => Input::AskHint,
        ("acknowledge", 0) => Input::Acknowledge,
        ("restart", 0) => Input::RestartStep,
        ("pause", 0) => Input::Pause,
        ("resume", 0) => Input::Resume,
        ("leave", 0) => Input::Leave,
        ("continue", 0) => Input::Continue,
        _ => return Err("its verb is unknown, or has too few or too many words"),
    };
    Ok((at_ms, input))
}

/// Small and capital letters, digits, `-`, `.` and `_` as they are, every other byte as `%` and two hexadecimal digits, so that
/// a typed text is one word. An empty one is a single `%`.
fn escaped(typed: &str) -> String {
    let mut word = String::new();
    for byte in typed.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            word.push(char::from(byte));
        } else {
            let _ = write!(word, "%{byte:02x}");
        }
    }
    if word.is_empty() { "%".to_owned() } else { word }
}

/// None for what [`escaped`] never writes, so that the bytes of a trace are always the same.
fn unescaped(word: &str) -> Option<String> {
    if word == "%" {
        return Some(String::new());
    }
    let mut bytes = Vec::new();
    let mut rest = word.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|typed| escaped(typed) == word)
}

fn slug(word: Option<&str>) -> Result<Slug, &'static str> {
    word.and_then(|word| Slug::new(word).ok()).ok_or(BAD_ID)
}
