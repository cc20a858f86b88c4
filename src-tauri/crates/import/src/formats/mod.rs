//! Formats: from bytes to lines and cells, knowing nothing of meetings.
//!
//! Invariants: a file is read as what its bytes are ([`detect`]), whatever its name says; each
//! format counts what it reads against a limit, and answers any bytes with a source or an error.

pub mod archive;
pub(crate) mod captions;
pub(crate) mod csv;
mod detect;
pub(crate) mod docx;
mod html;
mod lines;
mod markdown;
mod numerals;
mod pdf;
mod record;
pub(crate) mod text;
mod xlsx;
mod xml;

use crate::source::{Format, Source};
use crate::{Hints, ImportError, MAX_BYTES, MAX_FILE_BYTES};
use detect::Container;

/// Reads a file as the format that its bytes say it has.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Source, ImportError> {
    let container = detect::container(bytes)?;
    let limit = if container == Container::Text { MAX_BYTES } else { MAX_FILE_BYTES };
    if bytes.len() > limit {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit });
    }
    match container {
        Container::Pdf => pdf::read(bytes),
        Container::Docx => docx::read(bytes),
        Container::Xlsx => xlsx::read(bytes),
        Container::Archive => Err(ImportError::Archive),
        Container::Text => read_text(bytes, hints),
    }
}

fn read_text(bytes: &[u8], hints: &Hints<'_>) -> Result<Source, ImportError> {
    let decoded = text::decode(bytes, hints.encoding)?;
    if record::is_record(&decoded.text) {
        return record::read(&decoded.text, decoded.encoding);
    }
    if captions::are_captions(&decoded.text) {
        return Ok(captions::read(decoded.encoding, decoded.text));
    }
    if html::is_page(&decoded.text) {
        return html::read(bytes, hints.encoding, decoded);
    }
    if markdown::is_markdown(&decoded.text, hints.file_name) {
        return markdown::read(&decoded.text, decoded.encoding);
    }
    let text = text::rejoined(&decoded.text).unwrap_or(decoded.text);
    Ok(Source { format: Format::Text, encoding: decoded.encoding, text, ..Source::default() })
}
