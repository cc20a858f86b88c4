//! A table as data: `gijicho-table/1`, described by `assets/schemas/table.schema.json`.
//!
//! One object: `format`, `title`, `lead`, `notes`, `columns` (`heading`, `group`, `kind`) and
//! `rows`, each with `headings` (outermost first) and one of `cells` for each column: text, a
//! number, a day as `YYYY-MM-DD`, `null` for nothing. A line break stands between the lines of a cell.

use serde::Serialize;
use serde_json::Value;

use super::grid::lines;
use crate::ExportError;
use crate::table::{Content, Kind, Table};

/// Changes when a member changes its name or meaning.
const FORMAT: &str = "gijicho-table/1";

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    title: &'a str,
    lead: &'a [String],
    notes: &'a [String],
    columns: Vec<ColumnOf<'a>>,
    rows: Vec<RowOf<'a>>,
}

#[derive(Serialize)]
struct ColumnOf<'a> {
    heading: &'a str,
    group: &'a str,
    kind: Kind,
}

#[derive(Serialize)]
struct RowOf<'a> {
    headings: Vec<&'a str>,
    cells: Vec<Value>,
}

/// Writes a table as JSON, indented, with `\n` at its end.
pub fn json(table: &Table) -> Result<String, ExportError> {
    let columns = table.columns.iter();
    let file = File {
        format: FORMAT,
        title: &table.title,
        lead: &table.lead,
        notes: &table.notes,
        columns: columns
            .map(|column| ColumnOf { heading: &column.heading, group: &column.group, kind: column.kind })
            .collect(),
        rows: lines(table)
            .into_iter()
            .map(|line| RowOf { headings: line.headings, cells: line.cells.into_iter().map(value).collect() })
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&file)? + "\n")
}

fn value(content: &Content) -> Value {
    match content {
        Content::Empty => Value::Null,
        Content::Date { date, .. } => date.format("%Y-%m-%d").to_string().into(),
        Content::Number { number } => (*number).into(),
        words => words.plain().into(),
    }
}
