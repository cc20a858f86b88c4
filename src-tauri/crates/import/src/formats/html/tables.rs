//! Tables of a page as they are collected: cells with what they span.

use scraper::node::Element;

use super::blocks::Piece;
use crate::ImportError;
use crate::error::Parts;
use crate::formats::lines::MAX_CELLS;
use crate::source::Cell;

/// Most columns and rows that a cell spans, as browsers have it.
const MAX_COLUMNS: usize = 1_000;
const MAX_ROWS: usize = 65_534;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) caption: String,
    rows: Vec<Vec<Collecting>>,
    /// Whether the page says that it is no table but a way of placing things.
    is_presentation: bool,
}

/// Cells of a page as they are counted: a few that span much cover millions of places.
#[derive(Debug, Default)]
pub(super) struct Cells(usize);

impl Cells {
    /// Counts some more, and says whether there is room for them.
    fn take(&mut self, more: usize) -> bool {
        self.0 = self.0.saturating_add(more);
        self.0 <= MAX_CELLS
    }

    /// Whether there were no more than can be read.
    pub(super) fn check(&self) -> Result<(), ImportError> {
        let too_many = ImportError::TooManyParts { parts: Parts::Cells, limit: MAX_CELLS };
        if self.0 <= MAX_CELLS { Ok(()) } else { Err(too_many) }
    }
}

/// A cell with what stands in it.
#[derive(Debug)]
struct Collecting {
    columns: usize,
    rows: usize,
    pieces: Vec<Piece>,
}

impl Collected {
    pub(super) fn new(element: &Element) -> Self {
        let is_presentation = matches!(element.attr("role"), Some("presentation" | "none"));
        Self { is_presentation, ..Self::default() }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row at hand.
    pub(super) fn push(&mut self, element: &Element, pieces: Vec<Piece>) {
        let span = |name: &str, most: usize| {
            element
                .attr(name)
                .and_then(|value| value.trim().parse::<usize>().ok())
                .map_or(1, |span| if span == 0 { most } else { span.min(most) })
        };
        let cell = Collecting {
            columns: span("colspan", MAX_COLUMNS).clamp(1, MAX_COLUMNS),
            rows: span("rowspan", MAX_ROWS),
            pieces,
        };
        if self.rows.is_empty() {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Whether it places things rather than tells what belongs to what: one column, or headings and
    /// tables in its cells.
    pub(super) fn is_layout(&self) -> bool {
        let widest = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let places = |piece: &Piece| matches!(piece, Piece::Table { .. }) || piece.is_heading();
        self.is_presentation || widest <= 1 || self.rows.iter().flatten().any(|cell| cell.pieces.iter().any(places))
    }

    /// What stands in all of its cells, in order.
    pub(super) fn into_pieces(self) -> Vec<Piece> {
        self.rows.into_iter().flatten().flat_map(|cell| cell.pieces).collect()
    }

    /// Its rows, with the places that cells cover; no more of them than `counted` has room for.
    pub(super) fn into_rows(self, counted: &mut Cells) -> Vec<Vec<Cell>> {
        // For each column, how many rows below are covered, and whether from above or from the left.
        let mut covered: Vec<(usize, bool)> = Vec::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let mut cells = Vec::new();
            let mut row = row.into_iter().peekable();
            while row.peek().is_some()
                || covered.get(cells.len()..).is_some_and(|rest| rest.iter().any(|(left, _)| *left > 0))
            {
                let column = cells.len();
                if !counted.take(1) {
                    return rows;
                }
                if let Some((left, _)) = covered.get_mut(column).filter(|(left, _)| *left > 0) {
                    *left -= 1;
                    cells.push(Cell::CoveredFromAbove);
                    continue;
                }
                let Some(cell) = row.next() else {
                    cells.push(Cell::Text(String::new()));
                    continue;
                };
                if column >= MAX_COLUMNS {
                    break;
                }
                let columns = cell.columns.min(MAX_COLUMNS - column);
                if !counted.take(columns) {
                    return rows;
                }
                for at in 0..columns {
                    if covered.len() <= column + at {
                        covered.resize(column + at + 1, (0, false));
                    }
                    covered[column + at] = (cell.rows - 1, at > 0);
                    cells.push(Cell::CoveredFromLeft);
                }
                cells[column] = Cell::Text(text(&cell.pieces));
            }
            rows.push(cells);
        }
        rows
    }
}

fn text(pieces: &[Piece]) -> String {
    let lines: Vec<&str> = pieces.iter().filter_map(Piece::text).filter(|text| !text.trim().is_empty()).collect();
    lines.join("\n")
}
