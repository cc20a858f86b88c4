//! A source as rows: lines of text and rows of tables in printed order, merged cells resolved.
//!
//! Invariants: every character of the source's lines outside of tables and of its tables' cells
//! stands in one cell; cells are as printed, line breaks included; a row keeps its line.

use crate::formats::csv;
use crate::line::is_space;
use crate::source::{Cell, Part, Source};
use crate::{ImportError, MAX_LINES};

/// Most cells of one row: a sheet that is formatted to its last column holds nothing there.
const MOST_CELLS: usize = 1_024;

/// A row of a table, or a line of text as a row of one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, from 1.
    pub(super) line: u32,
    /// The table it belongs to, from 0; `None` for a line of text.
    pub(super) table: Option<usize>,
    /// Trimmed cells; empty where a merged cell covers the place.
    pub(super) cells: Vec<String>,
    /// Places that a merged cell to the left covers.
    pub(super) covered: Vec<bool>,
    /// Whether the format says that the line is a heading.
    pub(super) is_heading: bool,
    /// Furniture of the page and struck out words: counted, never read.
    pub(super) is_skipped: bool,
}

impl Row {
    /// A cell, empty where the row is shorter.
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// The cells that hold something, with their places.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().map(String::as_str).enumerate().filter(|(_, cell)| !cell.is_empty())
    }

    /// Whether the place belongs to the merged cell at its left.
    pub(super) fn is_covered(&self, at: usize) -> bool {
        self.covered.get(at).copied().unwrap_or(false)
    }

    /// Its text, cells apart by a space.
    pub(super) fn text(&self) -> String {
        self.filled().map(|(_, cell)| cell).collect::<Vec<_>>().join("　")
    }
}

/// All rows of a source, with the names of its tables.
pub(super) fn rows(source: &Source) -> Result<(Vec<Row>, Vec<String>), ImportError> {
    if source.tables.is_empty() {
        return Ok((from_text(&source.text)?, Vec::new()));
    }
    let mut rows: Vec<Row> =
        source.text.lines().enumerate().filter_map(|(at, line)| from_line(source, at, line)).collect();
    for (index, table) in source.tables.iter().enumerate() {
        rows.extend(table.rows.iter().map(|row| from_cells(index, row.line, &row.cells)));
    }
    rows.retain(|row| row.filled().next().is_some());
    rows.sort_by_key(|row| row.line);
    Ok((rows, source.tables.iter().map(|table| table.name.clone()).collect()))
}

fn from_line(source: &Source, at: usize, line: &str) -> Option<Row> {
    let part = source.shapes.get(at).map(|shape| shape.part).unwrap_or_default();
    let text = line.trim_matches(is_space);
    if text.is_empty() || matches!(part, Part::Row(_)) {
        return None;
    }
    Some(Row {
        line: u32::try_from(at + 1).unwrap_or(u32::MAX),
        table: None,
        cells: vec![text.to_owned()],
        covered: vec![false],
        is_heading: matches!(part, Part::Heading(_)),
        is_skipped: matches!(part, Part::Furniture | Part::Deleted),
    })
}

fn from_cells(table: usize, line: u32, cells: &[Cell]) -> Row {
    let cells = &cells[..cells.len().min(MOST_CELLS)];
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.trim_matches(is_space).to_owned(),
        Cell::CoveredFromLeft | Cell::CoveredFromAbove => String::new(),
    };
    Row {
        line,
        table: Some(table),
        cells: cells.iter().map(text).collect(),
        covered: cells.iter().map(|cell| *cell == Cell::CoveredFromLeft).collect(),
        ..Row::default()
    }
}

/// Rows of text: runs of lines with cells are tables, a row of one cell is a line.
fn from_text(text: &str) -> Result<Vec<Row>, ImportError> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut table, mut last) = (0, None);
    for row in csv::rows(text, MAX_LINES)? {
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let width = row.cells.len();
        if width == 1 {
            rows.push(Row { line: row.line, cells: row.cells, covered: vec![false], ..Row::default() });
            last = None;
            continue;
        }
        if filled == 0 {
            continue;
        }
        // What is next to it and narrower lacks its last cells.
        let goes_on =
            last.is_some_and(|(most, line): (usize, u32)| most == width || row.line <= line + 1 && most > width);
        table += usize::from(!goes_on);
        last = Some((last.filter(|_| goes_on).map_or(width, |(most, _)| most), row.last_line));
        let covered = vec![false; width];
        rows.push(Row { line: row.line, table: Some(table - 1), cells: row.cells, covered, ..Row::default() });
    }
    Ok(rows)
}
