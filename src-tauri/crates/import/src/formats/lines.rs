//! Lines and tables as a format finds them, put together to a source.
//!
//! Invariants: a line holds no line break; there is a shape for each line; a row of a table stands
//! in its table and in the lines, and knows its first line.

use gijicho_model::draft::Warning;

use crate::error::Parts;
use crate::line::{columns, is_space};
use crate::source::{Cell, Format, Part, Row, Shape, Source, Table};
use crate::{ImportError, MAX_LINES};

/// Most cells of one file, covered ones included.
pub(super) const MAX_CELLS: usize = 1_000_000;

/// A source as it grows.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    shapes: Vec<Shape>,
    tables: Vec<Table>,
    cells: usize,
    warnings: Vec<Warning>,
}

impl Lines {
    /// Adds a line; a line break in it becomes a space.
    pub(super) fn push(&mut self, text: &str, shape: Shape) {
        let text = text.trim_end_matches(['\n', '\r']);
        self.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        self.text.push('\n');
        self.shapes.push(shape);
    }

    /// Adds the lines of a text, each of the same kind.
    pub(super) fn push_lines(&mut self, text: &str, shape: Shape) {
        for line in text.split('\n') {
            self.push(line, shape);
        }
    }

    /// The texts of the lines that are read, without their shapes; empty ones are left out.
    pub(super) fn into_texts(self) -> Vec<String> {
        let lines = self.text.split('\n').zip(&self.shapes);
        let read = lines.filter(|(line, shape)| shape.part.is_read() && !line.trim_matches(is_space).is_empty());
        read.map(|(line, _)| line.to_owned()).collect()
    }

    /// The number of the next line, from 1.
    pub(super) fn next_line(&self) -> u32 {
        u32::try_from(self.shapes.len() + 1).unwrap_or(u32::MAX)
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self, name: &str) {
        self.tables.push(Table { name: name.trim_matches(is_space).to_owned(), rows: Vec::new() });
    }

    /// Adds a row to the table that was begun last: one line of its cells, apart by tabs. The
    /// paragraphs of the last cell that holds any get a line each, so that speech typed into the
    /// cells of a table is read as speech.
    pub(super) fn push_row(&mut self, cells: Vec<Cell>, page: u32) {
        let Some(table) = self.tables.len().checked_sub(1) else { return };
        self.cells += cells.len();
        let line = self.next_line();
        let shape = Shape { page, part: Part::Row(u32::try_from(table).unwrap_or(u32::MAX)), wraps: Some(false) };
        let last = cells.iter().rposition(|cell| matches!(cell, Cell::Text(text) if !text.is_empty())).unwrap_or(0);
        let mut row = String::new();
        let mut paragraphs = "";
        for (at, cell) in cells.iter().take(last + 1).enumerate() {
            if at > 0 {
                row.push('\t');
            }
            let Cell::Text(text) = cell else { continue };
            match text.split_once('\n') {
                Some((first, others)) if at == last => {
                    row.push_str(first);
                    paragraphs = others;
                }
                _ => row.push_str(&text.replace('\n', " ")),
            }
        }
        self.push(&row, shape);
        if !paragraphs.is_empty() {
            self.push_lines(paragraphs, shape);
        }
        if self.cells <= MAX_CELLS {
            self.tables[table].rows.push(Row { line, cells });
        }
    }

    /// Tells a person something.
    pub(super) fn warn(&mut self, code: &str, message: String, line: Option<u32>) {
        self.warnings.push(Warning { code: code.to_owned(), message, line });
    }

    /// Says of prose that its paragraphs end with their lines, unless they are the lines of a page
    /// that was pasted ([`Pasted`]): then nothing is said of them. An item of a list that the format
    /// itself marks as one ends with its paragraph either way.
    pub(super) fn settle_paragraphs(&mut self) {
        for shape in self.shapes.iter_mut().filter(|shape| matches!(shape.part, Part::Item(_) | Part::Heading(_))) {
            shape.wraps = shape.wraps.or(Some(false));
        }
        let mut pasted = Pasted::default();
        for (line, shape) in self.text.split('\n').zip(&self.shapes) {
            if shape.part == Part::Prose {
                pasted.see(line);
            }
        }
        if pasted.is_likely() {
            return;
        }
        for shape in self.shapes.iter_mut().filter(|shape| shape.part == Part::Prose) {
            shape.wraps = shape.wraps.or(Some(false));
        }
    }

    /// The source, or why there is none.
    pub(super) fn finish(self, format: Format, encoding: &'static str) -> Result<Source, ImportError> {
        let Self { text, shapes, tables, cells, warnings } = self;
        if shapes.len() > MAX_LINES {
            return Err(ImportError::TooManyLines { lines: shapes.len(), limit: MAX_LINES });
        }
        if cells > MAX_CELLS {
            return Err(ImportError::TooManyParts { parts: Parts::Cells, limit: MAX_CELLS });
        }
        if text.trim_matches(is_space).is_empty() {
            return Err(ImportError::Empty);
        }
        Ok(Source { format, encoding, text, shapes, tables, record: None, warnings })
    }
}

/// Whether lines were wrapped before they came into a document: many stop in the middle of a
/// sentence, and those are about equally wide.
#[derive(Debug, Default)]
pub(super) struct Pasted {
    long: usize,
    /// Widths, in columns, of long lines that leave their sentence unfinished.
    open: Vec<usize>,
}

impl Pasted {
    /// Counts a line.
    pub(super) fn see(&mut self, line: &str) {
        /// Columns from which on a line is long.
        const LONG: usize = 44;
        let width = columns(line.trim_matches(is_space));
        if width >= LONG {
            self.long += 1;
            if !ends_sentence(line) {
                self.open.push(width);
            }
        }
    }

    /// Whether the lines were wrapped before.
    pub(super) fn is_likely(&mut self) -> bool {
        /// How much the widths of full lines differ: a character or a word that did not fit.
        const ALIKE: usize = 6;
        self.open.sort_unstable();
        let widths = &self.open;
        let alike = (0..widths.len()).map(|at| widths.partition_point(|width| *width <= widths[at] + ALIKE) - at).max();
        widths.len() >= 3 && widths.len() * 3 > self.long && alike.unwrap_or(0) * 5 > widths.len() * 3
    }
}

/// Whether a line ends where a sentence can.
pub(super) fn ends_sentence(line: &str) -> bool {
    let inner = line.trim_matches(is_space).trim_end_matches(['」', '』', '）', ')', '】', '〕', '”', '"', '］', ']']);
    inner.is_empty()
        || inner.ends_with(['。', '！', '？', '!', '?', '．', '.', '｡', ':', '：'])
        || inner.len() < line.trim_matches(is_space).len()
}
