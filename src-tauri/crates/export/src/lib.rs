//! From the record to paper and data: every form in which a meeting leaves the house.
//!
//! ```text
//! MeetingRecord ─ minutes() ─▶ Document ─┬─ pdf     PDF/A-2a + PDF/UA-1, pages on screen (typst)
//!                                        └─ text    the printed form, line for line
//! ```
//!
//! Invariants:
//! - The printed form is made once, in [`minutes()`]; a format decides how it looks, never what it says.
//! - No format builds markup out of text without escaping it.
//! - No IO and no clock: the same record gives the same bytes.

mod header;

pub mod document;
pub mod minutes;
pub mod pdf;
pub mod text;

pub use document::{Document, Place};
pub use minutes::minutes;
pub use pdf::{MissingGlyph, Pdf, PdfOptions, pdf};

use gijicho_model::MeetingRecord;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The template or the typesetter refused; a fault of the program, not of the record.
    #[error("typesetting: {0}")]
    Typesetting(String),
    /// The record could not be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
}

/// The minutes of a meeting as plain text in the printed form.
pub fn text(record: &MeetingRecord) -> String {
    text::text(&minutes(record))
}
