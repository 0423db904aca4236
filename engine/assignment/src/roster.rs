//! A list of people from elsewhere, as a table in a text file: what it would change, and what is wrong with it, row by row.
//!
//! Decides and changes nothing: a manager looks at it first. Knows no database and no upload. Start at [`compare`].

use record::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// More is no list of people but something else.
pub const BYTES_MAX: usize = 5_000_000;
pub const ROWS_MAX: usize = 20_000;
const TEXT_MAX_CHARS: usize = 120;
const PROBLEMS_MAX: usize = 200;
/// Excel writes it before UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Somebody as a list names them. What a list has no column for is none, and stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// In small letters: by it a row finds its person.
    pub email: String,
    pub name: String,
    pub job_title: Option<String>,
    pub groups: Option<BTreeSet<String>>,
    pub starts: Option<Option<Day>>,
    pub leaves: Option<Option<Day>>,
}

/// Somebody who is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub email: String,
    pub name: String,
    pub job_title: String,
    pub groups: BTreeSet<String>,
    pub starts: Option<Day>,
    pub leaves: Option<Day>,
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Add,
    /// What would be other than before.
    Change(Vec<Difference>),
    Same,
}

/// A value that would change, as texts that a person reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub column: Column,
    pub before: String,
    pub after: String,
}

/// A row that can be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file, from 1: the heading's is 1.
    pub line: u64,
    pub listed: Listed,
    pub change: Change,
}

/// A row, or the whole file, that cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: u64,
    pub column: Option<Column>,
    pub what: Wrong,
}

/// What is wrong, for the caller to say in its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    TooLarge,
    NotUtf8,
    NoHeading,
    NoEmailColumn,
    NoNameColumn,
    /// The same column twice.
    Twice,
    /// More than [`ROWS_MAX`].
    TooManyRows,
    /// It has so many cells, and the heading so many.
    OtherLength {
        cells: usize,
        wanted: usize,
    },
    Missing,
    TooLong,
    ControlCharacter,
    NoEmail(String),
    /// The e-mail stands in an earlier line too.
    SameAsLine(u64),
    NoDay(String),
    /// Leaves before starting.
    LeavesFirst,
    /// There is more, not told one by one.
    AndMore,
}

/// Columns that are understood, in English and Spanish, whatever their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Email,
    Name,
    JobTitle,
    Groups,
    Starts,
    Leaves,
}

impl Column {
    /// By the word in the heading.
    fn of(heading: &str) -> Option<Self> {
        let heading = heading.trim().to_lowercase().replace(['-', '_'], " ");
        Some(match heading.as_str() {
            "email" | "e mail" | "mail" | "email address" | "correo" | "correo electrónico" => Self::Email,
            "name" | "full name" | "nombre" | "nombre completo" => Self::Name,
            "job title" | "title" | "position" | "puesto" | "cargo" => Self::JobTitle,
            "groups" | "group" | "department" | "team" | "grupos" | "grupo" | "departamento" | "equipo" => Self::Groups,
            "starts" | "start" | "start date" | "starts on" | "inicio" | "fecha de inicio" => Self::Starts,
            "leaves" | "leaver" | "end date" | "leaves on" | "baja" | "fecha de baja" => Self::Leaves,
            _ => return None,
        })
    }
}

/// What a list would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    pub rows: Vec<Row>,
    pub problems: Vec<Problem>,
    /// Headings that nothing is known of: their columns are passed over.
    pub unknown: Vec<String>,
}

impl Comparison {
    pub fn count(&self, is: impl Fn(&Change) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.change)).count()
    }

    fn whole(what: Wrong) -> Self {
        Self { problems: vec![Problem { line: 1, column: None, what }], ..Self::default() }
    }
}

/// What a list of these bytes would change among those who are there. Whoever the list leaves out stays as they are.
pub fn compare(bytes: &[u8], known: &[Known]) -> Comparison {
    if bytes.len() > BYTES_MAX {
        return Comparison::whole(Wrong::TooLarge);
    }
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)) else {
        return Comparison::whole(Wrong::NotUtf8);
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records().filter_map(Result::ok);
    let Some(heading) = records.next() else { return Comparison::whole(Wrong::NoHeading) };
    let mut found = Comparison::default();
    let columns = columns(&heading, &mut found);
    if !found.problems.is_empty() {
        return found;
    }
    let by_email: BTreeMap<String, &Known> = known.iter().map(|known| (known.email.trim().to_lowercase(), known)).collect();
    let mut seen = BTreeMap::new();
    let mut spelled = BTreeMap::new();
    for group in known.iter().flat_map(|known| &known.groups) {
        spelled.entry(group.to_lowercase()).or_insert_with(|| group.clone());
    }
    for (idx, record) in records.enumerate() {
        let line = record.position().map_or(0, csv::Position::line);
        if idx >= ROWS_MAX {
            found.problems.push(Problem { line, column: None, what: Wrong::TooManyRows });
            break;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match listed(&record, &columns, &mut seen, line) {
            Ok(mut listed) => {
                listed.groups = listed.groups.map(|groups| as_spelled(groups, &mut spelled));
                let change = by_email.get(&listed.email).map_or(Change::Add, |known| change(known, &listed));
                found.rows.push(Row { line, listed, change });
            }
            Err((column, what)) => found.problems.push(Problem { line, column, what }),
        }
        if found.problems.len() >= PROBLEMS_MAX {
            found.problems.push(Problem { line, column: None, what: Wrong::AndMore });
            break;
        }
    }
    found
}

/// `front desk` is the group `Front Desk` that somebody is in already, or that an earlier row named.
fn as_spelled(groups: BTreeSet<String>, spelled: &mut BTreeMap<String, String>) -> BTreeSet<String> {
    groups.into_iter().map(|group| spelled.entry(group.to_lowercase()).or_insert(group).clone()).collect()
}

/// What stands most often in the heading: spreadsheets write a semicolon where the comma is for decimals.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |sign: u8| heading.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn columns(heading: &csv::StringRecord, found: &mut Comparison) -> Vec<Option<Column>> {
    let columns: Vec<Option<Column>> = heading.iter().map(Column::of).collect();
    let mut wrong = |column, what| found.problems.push(Problem { line: 1, column: Some(column), what });
    let mut seen = BTreeSet::new();
    columns.iter().flatten().filter(|column| !seen.insert(**column)).for_each(|column| wrong(*column, Wrong::Twice));
    if !seen.contains(&Column::Email) {
        wrong(Column::Email, Wrong::NoEmailColumn);
    }
    if !seen.contains(&Column::Name) {
        wrong(Column::Name, Wrong::NoNameColumn);
    }
    let unknown = heading.iter().zip(&columns).filter(|(word, column)| column.is_none() && !word.trim().is_empty());
    found.unknown = unknown.map(|(word, _)| word.trim().chars().take(TEXT_MAX_CHARS).collect()).collect();
    columns
}

type Found<T> = Result<T, (Option<Column>, Wrong)>;

fn listed(record: &csv::StringRecord, columns: &[Option<Column>], seen: &mut BTreeMap<String, u64>, line: u64) -> Found<Listed> {
    let (cells, wanted) = (record.len(), columns.len());
    if cells != wanted {
        return Err((None, Wrong::OtherLength { cells, wanted }));
    }
    let mut listed = Listed::default();
    for (cell, column) in record.iter().zip(columns) {
        let Some(column) = *column else { continue };
        let cell = checked(cell).map_err(|what| (Some(column), what))?;
        match column {
            Column::Email => listed.email = email(cell).map_err(|what| (Some(column), what))?,
            Column::Name if cell.is_empty() => return Err((Some(column), Wrong::Missing)),
            Column::Name => cell.clone_into(&mut listed.name),
            Column::JobTitle => listed.job_title = Some(cell.to_owned()),
            Column::Groups => listed.groups = Some(groups(cell)),
            Column::Starts => listed.starts = Some(day(cell).map_err(|what| (Some(column), what))?),
            Column::Leaves => listed.leaves = Some(day(cell).map_err(|what| (Some(column), what))?),
        }
    }
    if let (Some(Some(starts)), Some(Some(leaves))) = (listed.starts, listed.leaves)
        && leaves < starts
    {
        return Err((Some(Column::Leaves), Wrong::LeavesFirst));
    }
    if let Some(earlier) = seen.insert(listed.email.clone(), line) {
        seen.insert(listed.email, earlier);
        return Err((Some(Column::Email), Wrong::SameAsLine(earlier)));
    }
    Ok(listed)
}

fn checked(cell: &str) -> Result<&str, Wrong> {
    let cell = cell.trim();
    if cell.chars().count() > TEXT_MAX_CHARS {
        return Err(Wrong::TooLong);
    }
    if cell.chars().any(char::is_control) { Err(Wrong::ControlCharacter) } else { Ok(cell) }
}

/// In small letters. What a mail program would not take is refused; whether anybody reads it shows when mail comes back.
fn email(cell: &str) -> Result<String, Wrong> {
    if cell.is_empty() {
        return Err(Wrong::Missing);
    }
    let is_plain = |part: &str| {
        !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || "@<>,;:\"()[]\\".contains(letter))
    };
    let is_host = |host: &str| host.contains('.') && host.split('.').all(|label| !label.is_empty());
    match cell.split_once('@') {
        Some((name, host)) if is_plain(name) && is_plain(host) && is_host(host) => Ok(cell.to_lowercase()),
        _ => Err(Wrong::NoEmail(cell.chars().take(40).collect())),
    }
}

fn groups(cell: &str) -> BTreeSet<String> {
    cell.split([';', '|', ',']).map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned).collect()
}

/// `2026-11-22`, or `22.11.2026`. With strokes nobody knows whether the month comes first, so that is refused.
fn day(cell: &str) -> Result<Option<Day>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = cell.split('.').collect();
    let iso = match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => cell.to_owned(),
    };
    Day::parse(&iso).map(Some).map_err(|_| Wrong::NoDay(cell.chars().take(40).collect()))
}

fn change(known: &Known, listed: &Listed) -> Change {
    let mut differences = Vec::new();
    let mut compare = |column, before: String, after: Option<String>| {
        if let Some(after) = after.filter(|after| *after != before) {
            differences.push(Difference { column, before, after });
        }
    };
    let of_day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let of_groups = |groups: &BTreeSet<String>| groups.iter().map(String::as_str).collect::<Vec<_>>().join("; ");
    compare(Column::Name, known.name.clone(), Some(listed.name.clone()));
    compare(Column::JobTitle, known.job_title.clone(), listed.job_title.clone());
    compare(Column::Groups, of_groups(&known.groups), listed.groups.as_ref().map(of_groups));
    compare(Column::Starts, of_day(known.starts), listed.starts.map(of_day));
    compare(Column::Leaves, of_day(known.leaves), listed.leaves.map(of_day));
    if differences.is_empty() { Change::Same } else { Change::Change(differences) }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::JobTitle => "job title",
            Self::Groups => "groups",
            Self::Starts => "starts",
            Self::Leaves => "leaves",
        })
    }
}
