//! What a format makes of a file and a kind reads: lines with what the format knows of their shape,
//! and tables of cells.
//!
//! ```text
//! bytes ─ formats ─▶ Source ─ kinds ─▶ Draft
//! ```
//!
//! Invariants:
//! - Every character of the file that a reader would see stands in a line, once, in reading order;
//!   what a rule takes for furniture of the page or the site keeps its line and says so.
//! - The cells of a table stand in its lines too (a line a row, cells apart by a tab), so that a
//!   kind that knows no tables still reads every word.
//! - There is a shape for each line, or none at all where the format knows nothing of shapes.

use gijicho_model::draft::{MinutesDraft, Warning};

/// A file as lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Source {
    /// What the file was.
    pub(crate) format: Format,
    /// How its text was encoded: `UTF-8`, `Shift_JIS` … For formats that say so themselves, `UTF-8`.
    pub(crate) encoding: &'static str,
    /// Its lines. A line of a format with pages or paragraphs holds no line break.
    pub(crate) text: String,
    /// What the format knows of each line, in order; empty for plain text.
    pub(crate) shapes: Vec<Shape>,
    /// Its tables, in order.
    pub(crate) tables: Vec<Table>,
    /// What it says, where it is a record as data and nothing is left to be read.
    pub(crate) record: Option<Box<MinutesDraft>>,
    /// What a person should know of how it was read: characters without meaning, hidden sheets.
    pub(crate) warnings: Vec<Warning>,
}

/// What a file was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, comma- and tab-separated values included.
    #[default]
    Text,
    /// Markdown
    Markdown,
    /// A web page
    Html,
    /// PDF
    Pdf,
    /// Word
    Docx,
    /// Excel
    Xlsx,
    /// Subtitles and exports of recorders: WebVTT, SRT …
    Captions,
    /// A record as data, as it was written out
    Record,
}

/// What a format knows of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The page it stands on, from 1; 0 where there are no pages.
    pub(crate) page: u32,
    /// What kind of line it is.
    pub(crate) part: Part,
    /// Whether its paragraph goes on in the next line; `None` where the format cannot tell.
    pub(crate) wraps: Option<bool>,
}

/// What kind of line a format says it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Prose, or the format does not say.
    #[default]
    Prose,
    /// A heading of a level, from 1.
    Heading(u8),
    /// An item of a list of a depth, from 1.
    Item(u8),
    /// A row of a table: an index into [`Source::tables`].
    Row(u32),
    /// Furniture: running heads, page numbers, navigation of a site. Shown, counted, never read.
    Furniture,
    /// Words that were struck out (a tracked deletion). Shown, counted, never read.
    Deleted,
}

impl Part {
    /// Whether a kind reads the line.
    pub(crate) fn is_read(self) -> bool {
        !matches!(self, Self::Furniture | Self::Deleted)
    }
}

/// A table of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name: of the sheet, or the caption; empty where it has none.
    pub(crate) name: String,
    /// Its rows, from the top.
    pub(crate) rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line of the source it begins on, from 1.
    pub(crate) line: u32,
    /// Trimmed cells. A merged cell stands in the first of its places; the others say that they are covered.
    pub(crate) cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Its text; may hold line breaks; empty for an empty cell.
    Text(String),
    /// Covered by the merged cell to its left.
    CoveredFromLeft,
    /// Covered by the merged cell above.
    CoveredFromAbove,
}

impl Cell {
    /// Its text; empty for a covered cell.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::CoveredFromLeft | Self::CoveredFromAbove => "",
        }
    }
}
