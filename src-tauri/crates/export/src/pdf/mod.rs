//! PDF (PDF/A-2a and PDF/UA-1) and pages on screen, set by typst from the templates in `assets/templates`.
//!
//! Invariants:
//! - Text reaches the template as data, never as markup.
//! - The same document gives the same bytes: its date comes from the record or the caller.
//! - A character without a glyph is a 〓 and a warning, never a failure.

mod fonts;
mod settable;
mod world;

use chrono::{Datelike, NaiveDate};
use gijicho_model::MeetingRecord;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards, Timestamp};

pub use settable::MissingGlyph;
pub(crate) use settable::is_blank;

use crate::document::Document;
use crate::{ExportError, minutes};

/// The printed form.
const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/minutes.typ"));

/// Runs of typesetting for which typst keeps what it has worked out, so that a preview that follows
/// an edit is quick and a long session does not grow.
const KEPT_RUNS: usize = 4;

/// What can be chosen about a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The day that the file is dated; the day of the meeting where none is given.
    pub dated: Option<NaiveDate>,
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters that were printed as 〓.
    pub warnings: Vec<MissingGlyph>,
}

/// Pages to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// One SVG image a page.
    pub pages: Vec<String>,
    /// Characters that were printed as 〓.
    pub warnings: Vec<MissingGlyph>,
}

/// The minutes of a meeting as PDF.
pub fn pdf(record: &MeetingRecord, options: &PdfOptions) -> Result<Pdf, ExportError> {
    pdf_of(minutes::minutes(record), options)
}

/// Any document as PDF.
pub fn pdf_of(document: Document, options: &PdfOptions) -> Result<Pdf, ExportError> {
    let dated = options.dated.unwrap_or(document.about.date);
    let ident = document.about.id.clone();
    let (pages, warnings) = typeset(document)?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| typesetting(error.message()))?;
    let options = typst_pdf::PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Gijicho".to_owned())),
        timestamp: timestamp(dated),
        standards,
        ..Default::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| diagnosed(&errors))?;
    comemo::evict(KEPT_RUNS);
    Ok(Pdf { bytes, pages: pages.pages().len(), warnings })
}

/// The pages of a document as SVG images, the same as in its PDF.
pub fn preview(document: Document) -> Result<Preview, ExportError> {
    let (pages, warnings) = typeset(document)?;
    let options = typst_svg::SvgOptions::default();
    let pages = pages.pages().iter().map(|page| typst_svg::svg(page, &options)).collect();
    comemo::evict(KEPT_RUNS);
    Ok(Preview { pages, warnings })
}

/// Sets a document in pages.
fn typeset(mut document: Document) -> Result<(PagedDocument, Vec<MissingGlyph>), ExportError> {
    let missing = settable::make_settable(&mut document);
    let data = serde_json::to_vec(&document)?;
    let desk = world::Desk::new(TEMPLATE, data).ok_or_else(|| typesetting("unusable path"))?;
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| diagnosed(&errors))?;
    Ok((pages, missing))
}

/// Midnight in Japan. A year that PDF cannot write leaves the file undated.
fn timestamp(date: NaiveDate) -> Option<Timestamp> {
    const JAPAN_MINUTES: i32 = 9 * 60;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Timestamp::new_local(Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0)?, JAPAN_MINUTES)
}

fn typesetting(message: &str) -> ExportError {
    ExportError::Typesetting(message.to_owned())
}

fn diagnosed(errors: &[SourceDiagnostic]) -> ExportError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    typesetting(&messages.join("; "))
}
