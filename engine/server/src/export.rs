//! Tables as files: CSV that a spreadsheet opens without running anything in it.
//!
//! Pure. Start at [`csv`].

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8.
pub fn csv(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = "\u{feff}".to_owned();
    for row in rows {
        out.push_str(&csv_row(row));
        out.push_str("\r\n");
    }
    out
}

/// One row, without its line end.
pub fn csv_row(row: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = row.into_iter().map(|cell| format!("\"{}\"", neutral(&cell).replace('"', "\"\""))).collect();
    cells.join(",")
}

/// What a spreadsheet would take for a formula begins with an apostrophe.
fn neutral(cell: &str) -> String {
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠']);
    let controls = cell.starts_with(['\t', '\r', '\n']);
    if begins || controls { format!("'{cell}") } else { cell.to_owned() }
}

/// A file that the browser saves under this name.
pub fn file(name: &str, kind: &'static str, text: String) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, named)], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_texts_and_quotes_are_doubled() {
        let row = ["=1+1", " @SUM(A1)", "+1", "-2", "\t=x", "a\"b", "O'Neil, Ana"].map(str::to_owned).to_vec();
        let text = csv([row].into_iter());
        let expected = "\u{feff}\"'=1+1\",\"' @SUM(A1)\",\"'+1\",\"'-2\",\"'\t=x\",\"a\"\"b\",\"O'Neil, Ana\"\r\n";
        assert_eq!(text, expected);
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_no_cell_begins_as_a_formula(cells in proptest::collection::vec("\\PC{0,12}", 1..5)) {
            let text = csv([cells.clone()].into_iter());
            let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let row = read.records().next().unwrap().unwrap();
            prop_assert_eq!(row.len(), cells.len());
            for (out, given) in row.iter().zip(&cells) {
                prop_assert!(!out.trim_start().starts_with(['=', '+', '-', '@', '|', '%']), "{}", out);
                prop_assert!(out == given || out.strip_prefix('\'') == Some(given), "{} was {}", out, given);
            }
        }
    }
}
