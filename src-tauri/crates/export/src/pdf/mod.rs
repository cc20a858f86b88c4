//! PDF (PDF/A-2a and PDF/UA-1) and pages on screen, set by typst from the templates in `assets/templates`.
//!
//! Invariants:
//! - Text reaches the template as data, never as markup.
//! - The same document with the same options gives the same bytes: its date comes from the record
//!   or the caller, what it says about itself from here and not from the template.
//! - A character without a glyph is a 〓 and a warning, never a failure; whoever copies or reads aloud
//!   the text of a PDF gets the character.

mod carried;
mod fonts;
mod job;
mod paper;
mod preview;
mod settable;
mod specimen;
mod stamp;
mod template;
mod world;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards, Timestamp};

pub use job::{Job, Product};
pub use paper::Paper;
pub use preview::{PageImage, Preview, preview};
pub use settable::MissingGlyph;
pub(crate) use settable::is_blank;
pub use stamp::{Origin, PROGRAM, Stamp};
pub use template::{MOST_BYTES, MOST_FILES, SETTINGS, STANDARD, Settings, Template, TemplateError};

use crate::ExportError;
use crate::document::About;

/// Whether the faces that print have a character.
pub fn can_print(c: char) -> bool {
    fonts::Faces::get().can_set(c)
}

/// Runs of typesetting for which typst keeps what it has worked out, so that a preview that follows
/// an edit is quick and a long session does not grow.
const KEPT_RUNS: usize = 4;

/// From so many pages on, what was worked out to set them is forgotten before the file is written:
/// both together are more than a small machine has to spare.
const MANY_PAGES: usize = 40;

/// What can be chosen about a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The day that the file is dated; the day of the document where none is given.
    pub dated: Option<NaiveDate>,
    /// How it looks.
    pub template: Template,
    /// The record that it is of, to be told from the file later.
    pub origin: Option<Origin>,
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

/// Minutes, a table or a volume as PDF.
pub fn pdf(paper: impl Into<Paper>, options: &PdfOptions) -> Result<Pdf, ExportError> {
    pdf_unless(paper, options, &|| false)
}

/// [`pdf`], given up between two steps of the work as soon as `cancelled` says so.
pub fn pdf_unless(
    paper: impl Into<Paper>,
    options: &PdfOptions,
    cancelled: &dyn Fn() -> bool,
) -> Result<Pdf, ExportError> {
    if cancelled() {
        return Err(ExportError::Cancelled);
    }
    write(&Sheet::new(paper.into())?, options, cancelled)
}

/// Sets a sheet, and writes it as PDF.
fn write(sheet: &Sheet, options: &PdfOptions, cancelled: &dyn Fn() -> bool) -> Result<Pdf, ExportError> {
    let go_on = || if cancelled() { Err(ExportError::Cancelled) } else { Ok(()) };
    let mut set = typeset(sheet, options)?;
    if set.carries {
        set.pages = carried::uncover(&set.pages);
    }
    if set.pages.pages().len() > MANY_PAGES {
        comemo::evict(0);
    }
    go_on()?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| ExportError::Typesetting(error.message().to_string()))?;
    let written = typst_pdf::PdfOptions {
        ident: Smart::Custom(set.id),
        creator: Smart::Custom(Some("Gijicho".to_owned())),
        timestamp: timestamp(set.dated),
        standards,
        ..Default::default()
    };
    let bytes = typst_pdf::pdf(&set.pages, &written).map_err(|errors| refused(&errors))?;
    comemo::evict(KEPT_RUNS);
    go_on()?;
    Ok(Pdf { bytes, pages: set.pages.pages().len(), warnings: sheet.missing.clone() })
}

/// What a template is given to set.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sheet {
    /// The source that draws it.
    main: String,
    /// What that source reads, as JSON.
    data: String,
    about: About,
    /// What kind of document it is.
    kind: String,
    missing: Vec<MissingGlyph>,
    /// Whether the text under some glyph is not yet what the record says: see [`carried`].
    carries: bool,
}

impl Sheet {
    fn new(mut paper: Paper) -> Result<Self, ExportError> {
        let settable::Replaced { missing, carries } = settable::make_settable(&mut paper);
        Ok(Self {
            main: paper.main().to_owned(),
            data: serde_json::to_string(&paper)?,
            about: paper.about().clone(),
            kind: paper.kind().to_owned(),
            missing,
            carries,
        })
    }
}

/// A document set in pages.
struct SetPages {
    pages: PagedDocument,
    /// A stable identifier of what it is a document of.
    id: String,
    dated: NaiveDate,
    carries: bool,
}

fn typeset(sheet: &Sheet, options: &PdfOptions) -> Result<SetPages, ExportError> {
    let Sheet { main, data, about, kind, carries, .. } = sheet;
    let template = &options.template;
    let (data, settings) = (data.as_bytes().to_vec(), serde_json::to_vec(template.settings())?);
    let stamp = options.origin.as_ref().map(|origin| Stamp::new(origin, template.digest(), [&data, &settings]));
    let desk = world::Desk::new(template, main, data, settings)
        .ok_or_else(|| ExportError::Typesetting("no such source".to_owned()))?;
    let compiled = typst::compile::<PagedDocument>(&desk).output;
    let mut pages = compiled.map_err(|errors| desk.error(&errors))?;
    let info = pages.info_mut();
    info.title = Some(about.title.as_str().into());
    info.author = Some(about.author.as_str()).filter(|author| !author.is_empty()).into_iter().map(Into::into).collect();
    let kind = std::iter::once(kind.as_str().into());
    info.keywords = kind.chain(stamp.map(|stamp| stamp.keyword().into())).collect();
    info.date = Smart::Auto;
    let dated = options.dated.unwrap_or(about.date);
    Ok(SetPages { pages, id: about.id.clone(), dated, carries: *carries })
}

/// Midnight in Japan. A year that PDF cannot write leaves the file undated.
fn timestamp(date: NaiveDate) -> Option<Timestamp> {
    const JAPAN_MINUTES: i32 = 9 * 60;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Timestamp::new_local(Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0)?, JAPAN_MINUTES)
}

/// Why the file could not be written: what PDF/A and PDF/UA do not allow.
fn refused(errors: &[typst::diag::SourceDiagnostic]) -> ExportError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    ExportError::Typesetting(messages.join("; "))
}
