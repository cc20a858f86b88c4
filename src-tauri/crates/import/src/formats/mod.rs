//! Formats: from bytes to lines and cells, knowing nothing of meetings.

pub(crate) mod csv;
pub(crate) mod text;

use crate::source::{Format, Source};
use crate::{Hints, ImportError};

/// Reads a file as the format that its bytes say it has.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Source, ImportError> {
    let decoded = text::decode(bytes, hints.encoding)?;
    Ok(Source { format: Format::Text, encoding: decoded.encoding, text: decoded.text, ..Source::default() })
}
