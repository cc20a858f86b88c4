//! A [`Table`] as a file that a program opens: a spreadsheet, CSV, a page, Markdown, data.
//!
//! | format | spans | headings between rows |
//! |---|---|---|
//! | XLSX, HTML | merged cells | rows over the whole width |
//! | CSV, JSON | every cell says what it belongs to, so that each row stands alone | columns of their own |
//! | Markdown | the first cell says it | headings over tables of their own |
//!
//! Invariants: text is text, never a formula and never markup; the same table gives the same bytes.

mod csv;
mod grid;
mod html;
mod json;
mod markdown;
mod xlsx;

pub use csv::csv;
pub(crate) use csv::{defused, records};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use xlsx::xlsx;

use crate::ExportError;
use crate::encoding::{Encoded, TextEncoding};
use crate::table::Table;

/// A form in which a table leaves the house, paper aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// A spreadsheet.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// A self-contained page.
    Html,
    /// Markdown with tables.
    Markdown,
    /// Data.
    Json,
}

impl SheetFormat {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Csv, Self::Html, Self::Markdown, Self::Json];

    /// The name on the command line, which is also the ending of the file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// Reads [`Self::name`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == text)
    }
}

/// A table in any form. The encoding is that of CSV; every other form has its own.
pub fn sheet(table: &Table, format: SheetFormat, encoding: TextEncoding) -> Result<Encoded, ExportError> {
    let whole = |bytes: Vec<u8>| Encoded { bytes, replaced: Vec::new() };
    Ok(match format {
        SheetFormat::Xlsx => whole(xlsx(table)?),
        SheetFormat::Csv => csv(table, encoding)?,
        SheetFormat::Html => whole(html(table).into_bytes()),
        SheetFormat::Markdown => whole(markdown(table).into_bytes()),
        SheetFormat::Json => whole(json(table)?.into_bytes()),
    })
}
