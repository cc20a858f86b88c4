//! From the record to paper and data: every form in which a meeting leaves the house.
//!
//! ```text
//! MeetingRecord ─ minutes() ─▶ Document ─┬─ pdf       PDF/A-2a + PDF/UA-1, pages on screen (typst)
//!               │                        ├─ docx      the same for Word
//!               │                        ├─ text      the printed form, line for line
//!               │                        ├─ markdown
//!               │                        └─ html
//!               ├─ json       the record itself
//!               ├─ open       open data: Akoma Ntoso, the shape of the Diet's record
//!               └─ decisions  the register of decisions: CSV
//! records ──────── volume() ──▶ Volume ─ pdf
//! records, plans ── site ─▶ a folder of pages
//! lists, plans ─── tables::… ─▶ Table ── pdf, sheet (XLSX, CSV, HTML, Markdown, JSON)
//! ```
//!
//! Invariants:
//! - The printed form is made once, in [`minutes()`]; a format decides how it looks, never what it says.
//! - No format builds markup out of text without escaping it.
//! - No IO and no clock: the same record gives the same bytes.

mod header;
mod package;
mod xml;

pub mod decisions;
pub mod document;
pub mod docx;
pub mod encoding;
pub mod form;
pub mod html;
pub mod json;
pub mod markdown;
pub mod minutes;
pub mod naming;
pub mod open;
pub mod pdf;
pub mod sheet;
pub mod site;
pub mod table;
pub mod tables;
pub mod text;
pub mod volume;

pub use document::{Document, Place};
pub use docx::DocxOptions;
pub use form::{Form, minutes_in};
pub use json::json;
pub use minutes::minutes;
pub use pdf::{MissingGlyph, Paper, Pdf, PdfOptions, Preview, Template, TemplateError, can_print, pdf, preview};
pub use table::Table;
pub use volume::volume;

use gijicho_model::MeetingRecord;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The template or the typesetter refused; a fault of the program, not of the record.
    #[error("typesetting: {0}")]
    Typesetting(String),
    /// An office's own template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The work was given up because somebody asked for it.
    #[error("cancelled")]
    Cancelled,
    /// The record could not be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// A table could not be written as CSV.
    #[error("csv: {0}")]
    Csv(#[from] csv::Error),
    /// The parts of an office file could not be packed.
    #[error("package: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A spreadsheet could not be written.
    #[error("spreadsheet: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
}

/// A form in which minutes leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// Word.
    Docx,
    /// Plain text in the printed form, UTF-8.
    Text,
    /// Markdown, UTF-8.
    Markdown,
    /// A self-contained page.
    Html,
    /// The record as data.
    Json,
    /// Akoma Ntoso 3.0.
    Akn,
    /// The shape of the Diet's record.
    Speeches,
}

impl Format {
    /// Every form, those for people first.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Docx, Self::Text, Self::Markdown, Self::Html, Self::Json, Self::Akn, Self::Speeches];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Akn => "akn",
            Self::Speeches => "speeches",
        }
    }

    /// The ending of the file's name: the format's own name, before that of the syntax where they differ.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Akn => "akn.xml",
            Self::Speeches => "speeches.json",
            other => other.name(),
        }
    }

    /// Reads [`Self::name`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == text)
    }
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Number of pages, for paper.
    pub pages: Option<usize>,
    /// Characters that were printed as 〓.
    pub warnings: Vec<MissingGlyph>,
}

/// The minutes of a meeting in any form.
pub fn export(record: &MeetingRecord, format: Format, options: &PdfOptions) -> Result<Exported, ExportError> {
    let content = match format {
        Format::Pdf => {
            let Pdf { bytes, pages, warnings } = pdf(minutes(record), options)?;
            return Ok(Exported { bytes, pages: Some(pages), warnings });
        }
        Format::Docx => {
            let options = DocxOptions { dated: options.dated, ..DocxOptions::default() };
            let bytes = docx::docx(&minutes(record), &options)?;
            return Ok(Exported { bytes, pages: None, warnings: Vec::new() });
        }
        Format::Text => text(record),
        Format::Markdown => markdown::markdown(&minutes(record)),
        Format::Html => html::html(&minutes(record)),
        Format::Json => json(record)?,
        Format::Akn => open::akn::akn(record),
        Format::Speeches => open::speeches::speeches(std::slice::from_ref(record))?,
    };
    Ok(Exported { bytes: content.into_bytes(), pages: None, warnings: Vec::new() })
}

/// The minutes of a meeting as plain text in the printed form.
pub fn text(record: &MeetingRecord) -> String {
    text::text(&minutes(record))
}
