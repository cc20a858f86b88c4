//! CSV: for spreadsheets and for programs, one complete row a line.
//!
//! Invariants: a cell that a spreadsheet would take for a formula is defused by an apostrophe;
//! days are `YYYY-MM-DD`; UTF-8 has a byte order mark, without which spreadsheets in Japan take it
//! for Windows-31J; lines end with CR LF.

use super::grid::{column_names, heading_levels, lines};
use crate::ExportError;
use crate::encoding::{Encoded, TextEncoding, encode};
use crate::table::{Content, Table};

/// Writes a table as CSV.
pub fn csv(table: &Table, encoding: TextEncoding) -> Result<Encoded, ExportError> {
    let levels = heading_levels(table);
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(table.rows.len() + 1);
    let names = (1..=levels).map(|level| if levels == 1 { "見出し".to_owned() } else { format!("見出し{level}") });
    rows.push(names.chain(column_names(table)).collect());
    for line in lines(table) {
        let headings = line.headings.iter().map(|heading| defused(heading));
        rows.push(headings.chain(line.cells.iter().map(|content| cell(content))).collect());
    }
    records(&rows, encoding)
}

/// Writes rows of finished cells.
pub(crate) fn records(rows: &[Vec<String>], encoding: TextEncoding) -> Result<Encoded, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| ExportError::Csv(error.into_error().into()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(match encoding {
        TextEncoding::Utf8 => encode(&format!("\u{FEFF}{text}"), encoding),
        TextEncoding::Cp932 => encode(&text, encoding),
    })
}

fn cell(content: &Content) -> String {
    match content {
        Content::Date { date, .. } => date.format("%Y-%m-%d").to_string(),
        Content::Number { number } => number.to_string(),
        words => defused(&words.plain()),
    }
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
pub(crate) fn defused(cell: &str) -> String {
    const FORMULA: &str = "=+-@\t\r\0＝＋－＠";
    if cell.starts_with(|c| FORMULA.contains(c)) { format!("'{cell}") } else { cell.to_owned() }
}
